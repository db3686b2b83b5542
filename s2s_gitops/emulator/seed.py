"""The seed: what the orgs hold when the emulator starts. Reading only; nothing here runs a rule.

Every mistake in a seed file is a SeedError that names the file, the place and the reason.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from s2s_gitops.emulator.clock import is_id, to_18
from s2s_gitops.emulator.node import Node, SeedError, load_node
from s2s_gitops.emulator.objects import ObjectType, catalogue, read_object

if TYPE_CHECKING:
    from collections.abc import Mapping

STATUSES = ("Sent", "Received", "Accepted", "Rejected", "Inactive")


@dataclass(frozen=True, slots=True)
class UserSeed:
    """A person who can log in."""

    username: str
    first_name: str
    last_name: str
    email: str
    language: str
    is_active: bool
    manages_connections: bool
    modifies_all_data: bool
    cannot_edit: frozenset[str]
    token: str


@dataclass(frozen=True, slots=True)
class ContactSeed:
    """A contact; `account` is the name of an account of the same org."""

    first_name: str
    last_name: str
    email: str | None
    account: str | None


@dataclass(frozen=True, slots=True)
class SubscriptionSeed:
    """What one side takes from the other: the partner's object and our own one."""

    theirs: str
    ours: str
    is_auto_accepted: bool
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class EndSeed:
    """One end of a connection that exists from the start."""

    org: str
    owner: str | None
    account: str | None
    publish: Mapping[str, tuple[str, ...]]
    subscribe: tuple[SubscriptionSeed, ...]


@dataclass(frozen=True, slots=True)
class ConnectionSeed:
    """A connection that exists from the start, seen from both ends."""

    inviter: EndSeed
    invited: EndSeed
    contact: str
    status: str


@dataclass(frozen=True, slots=True)
class OrgSeed:
    """One org at the start."""

    alias: str
    org_id: str
    name: str
    is_s2s_on: bool
    from_name: str | None
    from_address: str | None
    users: tuple[UserSeed, ...]
    accounts: tuple[str, ...]
    contacts: tuple[ContactSeed, ...]
    email_templates: tuple[str, ...]
    objects: tuple[ObjectType, ...]


@dataclass(frozen=True, slots=True)
class Seed:
    """Everything at the start."""

    start: datetime
    orgs: tuple[OrgSeed, ...]
    connections: tuple[ConnectionSeed, ...]


def default_seed_file() -> Path:
    """Return the seed for when none is named: the packaged one if installed, else the example."""
    packaged = Path(__file__).with_name("orgs.yaml")
    return packaged if packaged.exists() else Path(__file__).parents[2] / "examples" / "orgs.yaml"


def load_seed(file: Path) -> Seed:
    """Read a seed file; raise SeedError when it cannot be used."""
    node = load_node(file)
    node.only("start", "orgs", "connections")
    orgs = tuple(_org(alias, facts) for alias, facts in node.at("orgs").items())
    if not orgs:
        raise node.at("orgs").error("at least one org is needed")
    _refuse_repeats(node.at("orgs"), orgs)
    known = {org.alias: org for org in orgs}
    connections = tuple(_connection(each, known) for each in node.at("connections").elements())
    return Seed(_moment(node.at("start")), orgs, connections)


def _moment(node: Node) -> datetime:
    try:
        moment = datetime.fromisoformat(node.text("2026-01-05T08:00:00+00:00"))
    except ValueError as error:
        raise node.error("expected a time such as 2026-01-05T08:00:00Z") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _refuse_repeats(node: Node, orgs: tuple[OrgSeed, ...]) -> None:
    for what, values in (
        ("org_id", [org.org_id for org in orgs]),
        ("username", [user.username for org in orgs for user in org.users]),
    ):
        for value in values:
            if values.count(value) > 1:
                raise node.error(f"{what} {value} is used more than once")


def _org(alias: str, node: Node) -> OrgSeed:
    node.only("org_id", "name", "s2s", "settings", "users", "accounts", "contacts",
              "email_templates", "objects")  # fmt: skip
    org_id = node.at("org_id").text()
    if not is_id(org_id) or not org_id.startswith("00D"):
        raise node.at("org_id").error("expected an id of 15 or 18 characters that starts with 00D")
    settings = node.at("settings")
    settings.only("from_name", "from_address")
    users = tuple(_user(each, org_id) for each in node.at("users").elements())
    if not users:
        raise node.at("users").error("at least one user is needed")
    accounts = node.at("accounts").texts()
    return OrgSeed(
        alias=alias,
        org_id=to_18(org_id),
        name=node.at("name").text(),
        is_s2s_on=node.at("s2s").flag(default=False),
        from_name=settings.at("from_name").text("") or None,
        from_address=settings.at("from_address").text("") or None,
        users=users,
        accounts=accounts,
        contacts=tuple(_contact(each, accounts) for each in node.at("contacts").elements()),
        email_templates=node.at("email_templates").texts(),
        objects=_objects(node.at("objects")),
    )


def _objects(node: Node) -> tuple[ObjectType, ...]:
    merged = dict(catalogue())
    for number, (name, facts) in enumerate(node.items()):
        if name not in merged and not name.endswith("__c"):
            raise facts.error("is neither a standard object of the emulator nor a custom one (__c)")
        merged[name] = read_object(name, facts, merged.get(name), number)
    return tuple(merged.values())


def _user(node: Node, org_id: str) -> UserSeed:
    node.only("username", "first_name", "last_name", "email", "language", "active", "admin",
              "manage_connections", "modify_all_data", "cannot_edit")  # fmt: skip
    username = node.at("username").text()
    is_admin = node.at("admin").flag(default=False)
    return UserSeed(
        username=username,
        first_name=node.at("first_name").text(""),
        last_name=node.at("last_name").text(username.partition("@")[0].title()),
        email=node.at("email").text(username),
        language=node.at("language").text("en_US"),
        is_active=node.at("active").flag(default=True),
        manages_connections=node.at("manage_connections").flag(default=is_admin),
        modifies_all_data=node.at("modify_all_data").flag(default=is_admin),
        cannot_edit=frozenset(node.at("cannot_edit").texts()),
        token=_token(org_id, username),
    )


def _token(org_id: str, username: str) -> str:
    """Make an obviously false session id that still has the platform's shape."""
    digest = hashlib.sha256(f"{org_id} {username}".encode()).hexdigest()[:40]
    return f"{org_id[:15]}!AQ.emulator.not.a.real.token.{digest}"


def _contact(node: Node, accounts: tuple[str, ...]) -> ContactSeed:
    node.only("first_name", "last_name", "email", "account")
    account = node.at("account").text("") or None
    if account is not None and account not in accounts:
        raise node.at("account").error(f"this org has no account {account!r}")
    return ContactSeed(
        first_name=node.at("first_name").text(""),
        last_name=node.at("last_name").text(),
        email=node.at("email").text("") or None,
        account=account,
    )


def _connection(node: Node, orgs: Mapping[str, OrgSeed]) -> ConnectionSeed:
    node.only("inviter", "invited", "contact", "status")
    inviter, invited = _end(node.at("inviter"), orgs), _end(node.at("invited"), orgs)
    contact = node.at("contact").text()
    if contact not in {each.email for each in orgs[inviter.org].contacts}:
        raise node.at("contact").error(f"{inviter.org} has no contact with this e-mail address")
    status = node.at("status").text("Accepted")
    if status not in STATUSES:
        raise node.at("status").error(f"expected one of {', '.join(STATUSES)}")
    for end in (inviter, invited):
        if not orgs[end.org].is_s2s_on:
            raise node.error(f"{end.org} has no Salesforce to Salesforce (s2s: true is missing)")
    return ConnectionSeed(inviter, invited, contact, status)


def _end(node: Node, orgs: Mapping[str, OrgSeed]) -> EndSeed:
    node.only("org", "owner", "account", "publish", "subscribe")
    alias = node.at("org").text()
    org = orgs.get(alias)
    if org is None:
        raise node.at("org").error(f"there is no org {alias!r}")
    owner, account = node.at("owner").text("") or None, node.at("account").text("") or None
    if owner is not None and owner not in {user.username for user in org.users}:
        raise node.at("owner").error(f"{alias} has no user {owner!r}")
    if account is not None and account not in org.accounts:
        raise node.at("account").error(f"{alias} has no account {account!r}")
    objects = {each.name: each for each in org.objects}
    publish = {}
    for name, fields in node.at("publish").items():
        if name not in objects:
            raise fields.error(f"{alias} has no such object")
        for field in fields.elements():
            if objects[name].field(field.text()) is None:
                raise field.error(f"{name} has no field {field.text()!r}")
        publish[name] = fields.texts()
    subscribe = tuple(_subscription(each) for each in node.at("subscribe").elements())
    return EndSeed(alias, owner, account, publish, subscribe)


def _subscription(node: Node) -> SubscriptionSeed:
    node.only("object", "as", "auto_accept", "fields")
    theirs = node.at("object").text()
    return SubscriptionSeed(
        theirs=theirs,
        ours=node.at("as").text(theirs),
        is_auto_accepted=node.at("auto_accept").flag(default=False),
        fields={name: field.text() for name, field in node.at("fields").items()},
    )


__all__ = ["Seed", "SeedError", "default_seed_file", "load_seed"]
