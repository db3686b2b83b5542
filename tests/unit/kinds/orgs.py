"""An org with objects that are easily mixed up, and what it tells of itself. It stands for the outside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from s2s_gitops.model.download import Download
from s2s_gitops.model.errors import Unreachable
from s2s_gitops.model.page import Link
from s2s_gitops.model.ports import FieldInfo
from s2s_gitops.model.resource import Resource, State

from ..builders import resource
from .pages import Org, page

OBJECTS: Final = {
    "Lead": "Lead",
    "Case": "Case",
    "Contact": "Contact",
    "CaseComment": "Case Comment",
    "Account": "Account",
    "Project__c": "Project",
    "Old_Project__c": "Project",
    "Company__c": "Company",
    "Venture__c": "Venture",
    "Engagement__c": "Engagement",
    "Campaign": "Campaign",
}


def described(**labels: str) -> dict[str, FieldInfo]:
    """Return fields by API name and label."""
    return {name: FieldInfo(name, label, publishable=True) for name, label in labels.items()}


def picklist(name: str, label: str, *values: str) -> dict[str, FieldInfo]:
    """Return one field with values."""
    return {name: FieldInfo(name, label, publishable=True, type="picklist", values=values)}


FIELDS: Final[Mapping[str, Mapping[str, FieldInfo]]] = {
    "Lead": described(
        Company="Company",
        Email="Email",
        HasOptedOutOfEmail="Email Opt Out",
        Status="Lead Status",
        Phone="Phone",
        MobilePhone="Mobile Phone",
        One__c="Twin",
        Two__c="Twin",
        Nameless__c="",
    ),
    "Contact": described(LeadSource="Lead Source", Email="Email"),
    "Case": {
        **described(Subject="Subject", Origin="Case Origin", Reason="Case Reason"),
        **picklist("Priority", "Priority", "High", "Medium", "Low"),
        **picklist("Severity__c", "Severity", "P1", "P2", "P3"),
    },
    "CaseComment": described(CommentBody="Body", IsPublished="Published"),
    "Company__c": described(Name="Company Name"),
    "Venture__c": described(Name="Venture Name"),
    "Engagement__c": described(Name="Engagement Name"),
    "SetupAuditTrail": described(
        CreatedDate="Date", CreatedById="By", Action="Action", Section="Section", Display="Display"
    ),
    "PartnerNetworkConnection": described(Id="Id"),
}

ID: Final = "04P000000000001AAA"
OTHER_ID: Final = "04P000000000002AAA"


@dataclass
class Telling(Org):
    """An org that answers queries by what they ask for, and keeps histories of its connections."""

    called: str = "hq"
    histories: Mapping[str, bytes] = field(default_factory=dict)
    rows: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()
    downloads: list[str] = field(default_factory=list)

    @property
    def alias(self) -> str:
        """The org's name in the files."""
        return self.called

    def query(self, soql: str) -> Sequence[Mapping[str, Any]]:
        """Return the rows of the object that is asked for."""
        self.asked.append(soql)
        sobject = soql.partition(" FROM ")[2].partition(" ")[0]
        self.fail(sobject)
        return self.rows.get(sobject, ())

    def fields(self, sobject: str) -> Mapping[str, FieldInfo]:
        """Return the fields of an object."""
        self.fail(f"{sobject} fields")
        return self.described.get(sobject, {})

    def open(self, address: str) -> Any:
        """Open a connection's page; it links to its history if there is one."""
        self.fail("pages")
        is_known = address.removeprefix("/") in {one[:15] for one in self.histories}
        links = [Link("Download connection history (csv)", f"/h{address}")] if is_known else []
        return page(address=address, titles=["Connection Detail"], links=links)

    def download(self, address: str) -> Download:
        """Fetch a history."""
        self.downloads.append(address)
        short = address.removeprefix("/h/")
        content = next(one for at, one in self.histories.items() if at.startswith(short))
        return Download(address, "text/csv", content)

    def fail(self, what: str) -> None:
        """Do not answer where told so."""
        if what in self.broken:
            raise Unreachable(self.alias, "No answer.")


def org(called: str = "hq", **more: Any) -> Telling:
    """Return an org with the objects above."""
    return Telling(called=called, known=OBJECTS, described=FIELDS, **more)


def side(alias: str = "hq", other: str = "emea") -> Resource:
    """Return a declared side of the connection "c"."""
    facts = {"connection": "c", "org": alias, "other": other}
    return Resource(resource(f"c@{alias}").address, {}, facts=facts)


def wanted(*resources: Resource) -> State:
    """Return what is declared: both sides, and more."""
    sides = (side("hq", "emea"), side("emea", "hq"))
    return State({one.address: one for one in (*sides, *resources)})


def history(*rows: str, header: str = "Date,User,Action") -> bytes:
    """Return the file of a history."""
    return "".join(f"{one}\r\n" for one in (header, *rows)).encode()
