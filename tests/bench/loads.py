"""What is measured: files, surveys, rows of connections and changes, as large as one asks for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from s2s_gitops.engine.load import load
from s2s_gitops.kinds import ALL
from s2s_gitops.kinds.connection.rows import SOBJECT
from s2s_gitops.model.address import Address
from s2s_gitops.model.change import Change
from s2s_gitops.model.config import Approval, Config, Ignore
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.download import Download
from s2s_gitops.model.page import Page
from s2s_gitops.model.ports import FieldInfo, Record
from s2s_gitops.model.resource import Gap, Resource, State, Value
from s2s_gitops.model.snapshot import Described, Snapshot
from s2s_gitops.model.source import Source
from s2s_gitops.model.survey import Survey

OBJECTS = ("Account", "Contact", "Lead", "Opportunity", "Case", "Project__c")
FIELDS = tuple(f"Partner_Attribute_{number}__c" for number in range(15))
ENVIRONMENT = {"TOKEN": "t"}
_LOGIN = '    login: {instance_url: "https://127.0.0.1:1", access_token: "${env:TOKEN}"}\n'


def _orgs(aliases: Sequence[str], partners: Sequence[str] = ()) -> Iterator[str]:
    yield "version: 1\norgs:\n"
    for number, alias in enumerate(aliases, start=1):
        yield f"  {alias}:\n    org_id: 00D{number:012}EAA\n{_LOGIN}"
    yield from (f"  {alias}: {{access: none}}\n" for alias in partners)
    yield "connections:\n"


def _publishing(objects: Sequence[str]) -> Iterator[str]:
    yield "        publish:\n"
    for name in objects:
        yield f"          - object: {name}\n            fields:\n"
        yield from (f"              - {field}\n" for field in FIELDS)


def many_connections(number: int) -> str:
    """Return a file with connections of two orgs, each with 6 objects of 15 fields on one side."""
    return "".join(_many_connections(number))


def _many_connections(number: int) -> Iterator[str]:
    yield from _orgs(("hq", "emea"))
    for at in range(number):
        yield f"  - name: partner-{at}\n    invited_by: hq\n    sides:\n"
        yield f"      hq:\n        contact: p{at}@partner.example\n"
        yield from _publishing(OBJECTS)
        yield "      emea: {}\n"


def many_objects(number: int) -> str:
    """Return a file with one connection: one side publishes many objects, the other takes them in."""
    return "".join(_many_objects(number))


def _many_objects(number: int) -> Iterator[str]:
    names = [f"Object_{at}__c" for at in range(number)]
    yield from _orgs(("hq", "emea"))
    yield "  - name: hq-emea\n    invited_by: hq\n    sides:\n"
    yield "      hq:\n        contact: p@partner.example\n"
    yield from _publishing(names)
    yield "      emea:\n        subscribe:\n"
    for name in names:
        yield f"          - object: {name}\n            as: {name}\n            fields:\n"
        yield from (f"              {field}: {field}\n" for field in FIELDS)


def many_partners(number: int) -> str:
    """Return a file with one org that invites many partners, none of whom can be read."""
    return "".join(_many_partners(number))


def _many_partners(number: int) -> Iterator[str]:
    partners = [f"partner-{at}" for at in range(number)]
    yield from _orgs(("hq",), partners)
    for at, partner in enumerate(partners):
        yield f"  - name: hq-{partner}\n    invited_by: hq\n    sides:\n"
        yield f"      hq: {{contact: p{at}@partner.example}}\n      {partner}: {{}}\n"


def loaded(text: str) -> Config:
    """Return what a file declares."""
    return load({"s2s.yaml": text.encode()}, ALL, ENVIRONMENT)


def active_only(desired: State) -> State:
    """Return a live state in which the connections are active, and nothing is shared yet."""
    sides = (address for address in desired.resources if not address.path)
    return State({at: Resource(at, {"state": "active"}) for at in sides})


def changed(desired: State) -> State:
    """Return a live state that differs from what is desired in every hundredth publication."""
    resources: dict[Address, Resource] = {}
    for number, (address, wanted) in enumerate(desired.resources.items()):
        attributes = dict(wanted.attributes)
        if number % 100 == 0 and "fields" in attributes:
            attributes["fields"] = {"Partner_Attribute_1__c": "listed"}
        resources[address] = Resource(address, attributes)
    return State(resources)


def one_gap_each(live: State) -> State:
    """Return a live state in which of every side the list of what it publishes could not be read."""
    down = Diagnostic("S2S302", "No answer.")
    sides = (address.scope for address in live.resources if not address.path)
    return State(live.resources, tuple(Gap(scope, "publish", down) for scope in sides))


def entries_for(
    changes: Sequence[Change], number: int
) -> tuple[tuple[Approval, ...], tuple[Ignore, ...]]:
    """Return a number of approvals, and of entries of `ignore`, each for another of the changes."""
    here = Source("s2s.yaml", 1, 1)
    chosen = changes[:: max(1, len(changes) // number)][:number]
    approvals = (Approval(str(one.address), one.verb, "agreed", "", here) for one in chosen)
    ignores = (Ignore(str(one.address), "later", "2026-12-31", here) for one in chosen)
    return tuple(approvals), tuple(ignores)


def survey_of(desired: State) -> Survey:
    """Return what orgs show that are as desired: sides have an id, an account and an owner."""
    live: dict[Address, Resource] = {}
    sides: dict[Address, Resource] = {}
    for number, (address, wanted) in enumerate(desired.resources.items()):
        if address.path:
            live[address] = Resource(address, wanted.attributes)
            continue
        pin: dict[str, Value] = {"state": "active", "id": f"04P{number:012}AAA"}
        known = {"account": f"Partner {number}", "owner": "admin@hq.example"}
        contact = {"contact": wanted.attributes.get("contact")}
        facts = {"since": "", "name": f"Partner {number}"}
        live[address] = Resource(address, {**pin, **known, **contact}, facts=facts)
        sides[address] = Resource(address, pin, facts={**wanted.facts, "note": ""})
    return Survey(State(live), sides)


def snapshot_of(survey: Survey) -> Snapshot:
    """Return a survey as a snapshot."""
    described = {
        alias: Described(f"00D{number:012}EAA", {}, {})
        for number, alias in enumerate(("hq", "emea"), start=1)
    }
    return Snapshot("2026-01-05T08:00:00+00:00", described, survey, "salt")


@dataclass(frozen=True, slots=True)
class ListedOrg:
    """An org that shows one row for each of a number of contacts, from memory."""

    alias: str
    rows: Sequence[Record]
    contacts: Sequence[Record]

    def name(self) -> str:
        return self.alias

    def query(self, soql: str) -> Sequence[Record]:
        """Return the rows, or the contacts that a query names."""
        if SOBJECT in soql:
            return self.rows
        named = set(soql.split("'")[1::2])
        return [one for one in self.contacts if one["Email"] in named or one["Id"] in named]

    def objects(self) -> Mapping[str, str]:
        raise NotImplementedError

    def fields(self, sobject: str) -> Mapping[str, FieldInfo]:
        names = self.rows[0] if sobject == SOBJECT else ()
        return {name: FieldInfo(name, name, publishable=False) for name in names}

    def open(self, address: str) -> Page:
        raise NotImplementedError(address)

    def download(self, address: str) -> Download:
        raise NotImplementedError(address)

    def keep(self, page: Page) -> str:
        raise NotImplementedError(page)


def listed_org(alias: str, number: int) -> ListedOrg:
    """Return an org with a number of active connections, each with a contact of its own."""
    rows = [
        {
            "Id": f"04P{at:012}AAA",
            "ConnectionName": f"Partner {at}",
            "ConnectionStatus": "Accepted",
            "ContactId": f"003{at:012}AAA",
            "CreatedDate": "2026-01-05T08:00:00+00:00",
        }
        for at in range(number)
    ]
    contacts = [
        {"Id": f"003{at:012}AAA", "Name": f"P {at}", "Email": f"p{at}@partner.example"}
        for at in range(number)
    ]
    return ListedOrg(alias, rows, contacts)
