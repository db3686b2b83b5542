"""What an org tells by its API beside its pages: addresses for the contract, and the names that belong to it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Final

from s2s_gitops.kinds.contract.checks import controls_of
from s2s_gitops.kinds.contract.tour import SOBJECT
from s2s_gitops.kinds.records import parts, quoted
from s2s_gitops.model.capture import Toured
from s2s_gitops.model.page import Page
from s2s_gitops.model.ports import AnsweringOrg, ReadableOrg

_NODES: Final = "SELECT FullName, NodeType, Label, Url FROM SetupNode WHERE NodeType = 'Setup'"
_ENTITIES: Final = (
    "SELECT QualifiedApiName, KeyPrefix, NewUrl, DetailUrl, EditUrl, EditDefinitionUrl FROM EntityDefinition "
    "WHERE QualifiedApiName LIKE 'PartnerNetwork%'"
)
ASKED: Final[Mapping[str, tuple[str, str]]] = {
    "setup-nodes": ("tooling/query", _NODES),
    "entities": ("tooling/query", _ENTITIES),
    "tabs": ("tabs", ""),
    "describe": (f"sobjects/{SOBJECT}/describe", ""),
}
"""What is asked of the API, by a name for each: a path, and a query."""

_OURS: Final = re.compile(
    r"s2s|PartnerNetwork|04P|Salesforce to Salesforce|\bConnections?\b", re.IGNORECASE
)
_ID: Final = re.compile(r"(?<![A-Za-z0-9])(001|003|005|00X)[A-Za-z0-9]{12}(?![A-Za-z0-9])")
_NAMED: Final = {
    "001": ("Account", ("Name",), "Account"),
    "003": ("Contact", ("Name", "Email"), "Person"),
    "005": ("User", ("Name", "Username", "Email"), "Person"),
    "00X": ("EmailTemplate", ("Name",), "Template"),
}
"""By key prefix: the object, the fields that name its records, and a noun."""

_USERS: Final = "SELECT Id, Name, Username FROM User ORDER BY Id LIMIT 2000"


def ask_all(org: AnsweringOrg, seen: Toured) -> None:
    """Ask what the org itself tells of its pages. What it does not answer is among the problems."""
    for name, (path, soql) in ASKED.items():
        answer = seen.told(partial(org.ask, path, soql))
        if answer is not None:
            seen.answers[name] = answer if name in ("describe", "entities") else _only_ours(answer)


def learn_names(org: ReadableOrg, seen: Toured) -> None:
    """Ask for the names of what the pages show: people, accounts, templates, the org itself."""
    name = seen.told(org.name)
    if name:
        seen.names.setdefault(name, "Organization")
    for row in seen.told(partial(org.query, _USERS)) or ():
        seen.names.setdefault(str(row["Name"]), "Person")
    found: dict[str, set[str]] = {}
    for visit in seen.visits:
        for match in _ID.finditer(visit.page.source):
            found.setdefault(match.group(1), set()).add(match.group())
        for one in _templates(visit.page) if visit.name == "templates" else ():
            seen.names.setdefault(one, "Template")
    for prefix, ids in sorted(found.items()):
        _learn_records(org, seen, prefix, sorted(ids))


def _learn_records(org: ReadableOrg, seen: Toured, prefix: str, ids: Sequence[str]) -> None:
    sobject, fields, noun = _NAMED[prefix]
    for part in parts(ids):
        listed = ", ".join(quoted(one) for one in part)
        soql = f"SELECT {', '.join(('Id', *fields))} FROM {sobject} WHERE Id IN ({listed})"
        for row in seen.told(partial(org.query, soql)) or ():
            if row["Name"]:
                seen.names.setdefault(str(row["Name"]), noun)


def shown_objects(pages: Iterable[Page], objects: Mapping[str, str]) -> tuple[str, ...]:
    """Return the objects that pages name, by API name or label: first those in lists, whose fields are shown too."""
    shown = tuple(pages)
    listed = {text for page in shown for text in _listed(page)}
    offered = {text for page in shown for text in _offered(page)}
    found = sorted(objects.items())
    first = [name for name, label in found if {name, label} & listed]
    rest = [name for name, label in found if {name, label} & offered]
    return tuple(dict.fromkeys((*first, *rest)))


def _listed(page: Page) -> Iterator[str]:
    for table in page.tables:
        yield from (cell.text for row in table.rows for cell in row.values())


def _offered(page: Page) -> Iterator[str]:
    for control in controls_of(page):
        yield from control.texts
        yield from (text for option in control.options for text in (option.text, option.value))


def _templates(page: Page) -> Iterator[str]:
    for table in page.tables:
        for row in table.rows:
            yield from (
                link.text for cell in row.values() for link in cell.links if len(link.text) > 0
            )


def _only_ours(answer: Any) -> Any:
    """Leave of a list only what may have to do with the feature: the rest tells of the org, not of its pages."""
    rows = answer.get("records", []) if isinstance(answer, Mapping) else answer
    return [row for row in rows if _OURS.search(" ".join(str(one) for one in row.values()))]
