"""The records that a connection refers to: contacts by e-mail, accounts by name, users by username."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from s2s_gitops.kinds.connection.identity import Row
from s2s_gitops.model.ports import ReadableOrg
from s2s_gitops.model.resource import UNREAD, Resource, Value

_BATCH: Final = 100
"""How many values one query names: a query travels in the address, which must not grow too long."""


@dataclass(frozen=True, slots=True)
class Named:
    """A record's id and its name as lookups show it."""

    id: str
    name: str


Index = Mapping[str, Sequence[Named]]


@dataclass(frozen=True, slots=True)
class Directory:
    """What was looked up in one org. Keys of the indexes are case-folded."""

    org_name: str
    contacts: Index
    accounts: Index
    users: Index
    account_names: Mapping[str, str]
    usernames: Mapping[str, str]

    def find(self, attribute: str, value: str) -> Sequence[Named]:
        """Return the records that a declared contact, account or owner names."""
        index = {"contact": self.contacts, "account": self.accounts, "owner": self.users}[attribute]
        return index.get(value.casefold(), ())

    def account_name(self, record_id: str) -> Value:
        """Return the name of a connection's account; None if it has none."""
        return self.account_names.get(record_id, UNREAD) if record_id else None

    def username(self, record_id: str) -> Value:
        """Return the username of a connection's owner."""
        return self.usernames.get(record_id, UNREAD)


def read_directory(org: ReadableOrg, sides: Sequence[Resource], rows: Sequence[Row]) -> Directory:
    """Look up what the sides declare and what the rows refer to, in as few queries as can be."""
    accounts = find(org, "Account", "Name", _declared(sides, "account"))
    users = find(org, "User", "Username", _declared(sides, "owner"))
    wants_account = any("account" in side.attributes for side in sides)
    wants_owner = any("owner" in side.attributes for side in sides)
    return Directory(
        org_name=org.name() if any(side.facts["role"] == "inviting" for side in sides) else "",
        contacts=find(org, "Contact", "Email", _declared(sides, "contact")),
        accounts=accounts,
        users=users,
        account_names=_names(
            org, "Account", "Name", accounts, [row.account_id for row in rows if wants_account]
        ),
        usernames=_names(
            org, "User", "Username", users, [row.owner_id for row in rows if wants_owner]
        ),
    )


def find(org: ReadableOrg, sobject: str, field: str, values: Iterable[str]) -> Index:
    """Return the records whose field has one of the values, by the case-folded value."""
    found: defaultdict[str, list[Named]] = defaultdict(list)
    for part in _parts(sorted(set(values))):
        listed = ", ".join(quoted(value) for value in part)
        columns = ", ".join(dict.fromkeys(("Id", "Name", field)))
        for record in org.query(
            f"SELECT {columns} FROM {sobject} WHERE {field} IN ({listed}) ORDER BY Id"
        ):
            found[record[field].casefold()].append(Named(record["Id"], record["Name"]))
    return dict(found)


def quoted(text: str) -> str:
    """Return a text as a SOQL literal."""
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def _declared(sides: Iterable[Resource], attribute: str) -> Iterator[str]:
    for side in sides:
        value = side.attributes.get(attribute)
        if isinstance(value, str):
            yield value


def _names(
    org: ReadableOrg, sobject: str, field: str, known: Index, ids: Iterable[str]
) -> dict[str, str]:
    """Return the field of the records with these ids; those that were found by value are not asked again."""
    names = {
        one.id: one.name if field == "Name" else value
        for value, named in known.items()
        for one in named
    }
    missing = sorted({one for one in ids if one and one not in names})
    for part in _parts(missing):
        listed = ", ".join(quoted(value) for value in part)
        for record in org.query(
            f"SELECT Id, {field} FROM {sobject} WHERE Id IN ({listed}) ORDER BY Id"
        ):
            names[record["Id"]] = record[field]
    return names


def _parts(values: Sequence[str]) -> Iterator[Sequence[str]]:
    return (values[start : start + _BATCH] for start in range(0, len(values), _BATCH))
