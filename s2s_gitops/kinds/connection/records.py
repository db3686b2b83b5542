"""The records that a connection refers to: contacts by e-mail, accounts by name, users by username."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from s2s_gitops.kinds.connection.row import Row
from s2s_gitops.kinds.records import Index, Named, also, find, named_by, parts, quoted
from s2s_gitops.model.ports import ReadableOrg
from s2s_gitops.model.resource import UNREAD, Resource, Value


@dataclass(frozen=True, slots=True)
class Directory:
    """What was looked up in one org. Keys of the indexes are case-folded."""

    org_name: str
    contacts: Index
    accounts: Index
    users: Index
    emails: Mapping[str, str | None]
    account_names: Mapping[str, str]
    usernames: Mapping[str, str]
    inactive: frozenset[str] = frozenset()
    """The ids of users who are known not to be active."""

    def find(self, attribute: str, value: str) -> Sequence[Named]:
        """Return the records that a declared contact, account or owner names."""
        index = {"contact": self.contacts, "account": self.accounts, "owner": self.users}
        return index[attribute].get(value.casefold(), ())

    def email(self, record_id: str | None) -> Value:
        """Return the e-mail address of a connection's contact, UNREAD if that is not known."""
        return None if record_id == "" else self.emails.get(record_id or "", UNREAD)

    def account_name(self, record_id: str | None) -> Value:
        """Return the name of a connection's account; None if it has none, UNREAD if that is not known."""
        return None if record_id == "" else self.account_names.get(record_id or "", UNREAD)

    def username(self, record_id: str | None) -> Value:
        """Return the username of a connection's owner, UNREAD if that is not known."""
        return self.usernames.get(record_id or "", UNREAD)


def read_directory(
    org: ReadableOrg, sides: Sequence[Resource], rows: Sequence[Row], shown: Collection[str]
) -> Directory:
    """Look up what the sides declare and what the rows refer to, in as few queries as can be.

    `shown` names the attributes that are wanted of rows: contact, account and owner.
    """
    contacts = find(org, "Contact", "Email", _declared(sides, "contact"))
    accounts = find(org, "Account", "Name", _declared(sides, "account"))
    users = find(org, "User", "Username", _declared(sides, "owner"))
    contact_ids = [row.contact_id for row in rows if "contact" in shown]
    account_ids = [row.account_id for row in rows if "account" in shown]
    owner_ids = [row.owner_id for row in rows if "owner" in shown]
    owners = _named(org, "User", "Username", users, owner_ids)
    return Directory(
        org_name=org.name() if sides or "contact" in shown else "",
        contacts=contacts,
        accounts=accounts,
        users=users,
        emails=_names(_named(org, "Contact", "Email", {}, contact_ids)),
        account_names=_names(_named(org, "Account", "Name", accounts, account_ids)),
        usernames=_names(owners),
        inactive=frozenset(at for at, one in owners.items() if not one.is_active),
    )


def _declared(sides: Iterable[Resource], attribute: str) -> Iterator[str]:
    for side in sides:
        value = side.attributes.get(attribute)
        if isinstance(value, str):
            yield value


def _names(named: Mapping[str, Named]) -> dict[str, str]:
    return {at: one.name for at, one in named.items()}


def _named(
    org: ReadableOrg, sobject: str, field: str, known: Index, ids: Iterable[str | None]
) -> dict[str, Named]:
    """Return the records with these ids, named by a field; those found by value are not asked for again."""
    pairs = [(one, value) for value, named in known.items() for one in named]
    found = {one.id: one if field == "Name" else replace(one, name=value) for one, value in pairs}
    missing = sorted({one for one in ids if one and one not in found})
    for part in parts(missing):
        listed = ", ".join(quoted(value) for value in part)
        columns = ", ".join(("Id", field, *also(sobject)))
        soql = f"SELECT {columns} FROM {sobject} WHERE Id IN ({listed}) ORDER BY Id"
        found |= {one["Id"]: named_by(one, field) for one in org.query(soql)}
    return found
