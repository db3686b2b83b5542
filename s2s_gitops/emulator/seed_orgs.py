"""Read the orgs of a seed file: people, accounts, contacts, objects, templates."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from s2s_gitops.emulator.clock import is_id, to_18
from s2s_gitops.emulator.node import Node
from s2s_gitops.emulator.nouns import TEMPLATE_PURPOSES
from s2s_gitops.emulator.objects import ObjectType, catalogue, read_object
from s2s_gitops.emulator.seed_values import (
    ContactSeed,
    OrgSeed,
    SetupChangeSeed,
    TemplateSeed,
    UserSeed,
)
from s2s_gitops.emulator.trail import Extent


def read_org(alias: str, node: Node) -> OrgSeed:
    """Read one org."""
    node.only("org_id", "name", "s2s", "settings", "users", "accounts", "contacts",
              "email_templates", "objects", "templates", "audit_trail",
              "setup_changes")  # fmt: skip
    org_id = node.at("org_id").text()
    if not is_id(org_id) or not org_id.startswith("00D"):
        raise node.at("org_id").error("expected an id of 15 or 18 characters that starts with 00D")
    settings = node.at("settings")
    settings.only("from_name", "from_address", "templates")
    users = tuple(_user(each, org_id) for each in node.at("users").elements())
    if not users:
        raise node.at("users").error("at least one user is needed")
    is_on, is_offered = _feature(node.at("s2s"))
    accounts = node.at("accounts").texts()
    objects = read_objects(node.at("objects"))
    return OrgSeed(
        alias=alias,
        org_id=to_18(org_id),
        name=node.at("name").text(),
        is_s2s_on=is_on,
        is_s2s_offered=is_offered,
        from_name=settings.at("from_name").text("") or None,
        from_address=settings.at("from_address").text("") or None,
        users=users,
        accounts=accounts,
        contacts=tuple(_contact(each, accounts) for each in node.at("contacts").elements()),
        email_templates=node.at("email_templates").texts(),
        chosen_templates=_chosen(settings.at("templates"), node.at("email_templates").texts()),
        objects=objects,
        templates=tuple(
            _template(each, alias, objects) for each in node.at("templates").elements()
        ),
        trail_extent=Extent(node.at("audit_trail").choice((e.value for e in Extent), "settings")),
        setup_changes=tuple(
            _setup_change(each, alias, users) for each in node.at("setup_changes").elements()
        ),
    )


def _feature(node: Node) -> tuple[bool, bool]:
    """Return whether the feature is on, and whether it is on or can still be switched on."""
    if node.value == "unavailable":
        return False, False
    if node.value not in (None, True, False):
        raise node.error("expected true or false, or unavailable")
    return node.flag(default=False), True


def _chosen(node: Node, known: tuple[str, ...]) -> Mapping[str, str]:
    """Read which e-mail template goes with which purpose."""
    node.only(*TEMPLATE_PURPOSES)
    chosen = {purpose: name.text() for purpose, name in node.items()}
    for name in chosen.values():
        if name not in known:
            raise node.error(f"this org has no e-mail template {name!r}")
    return chosen


def read_objects(node: Node) -> tuple[ObjectType, ...]:
    """Read what an org has beside the standard objects and fields, and return all of it."""
    merged = dict(catalogue())
    for number, (name, facts) in enumerate(node.items()):
        if name not in merged and not name.endswith("__c"):
            raise facts.error("is neither a standard object of the emulator nor a custom one (__c)")
        merged[name] = read_object(name, facts, merged.get(name), number)
    return tuple(merged.values())


def _user(node: Node, org_id: str) -> UserSeed:
    node.only("username", "first_name", "last_name", "email", "language", "active", "admin",
              "manage_connections", "modify_all_data", "view_setup", "cannot_edit")  # fmt: skip
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
        views_setup=node.at("view_setup").flag(default=is_admin),
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


def read_published(
    node: Node, alias: str, kinds: tuple[ObjectType, ...]
) -> Mapping[str, tuple[str, ...]]:
    """Read what is published: object to fields, all of which the org must have."""
    objects = {each.name: each for each in kinds}
    publish = {}
    for name, fields in node.items():
        if name not in objects:
            raise fields.error(f"{alias} has no such object")
        for field in fields.elements():
            if objects[name].field(field.text()) is None:
                raise field.error(f"{name} has no field {field.text()!r}")
        publish[name] = fields.texts()
    return publish


def _template(node: Node, alias: str, kinds: tuple[ObjectType, ...]) -> TemplateSeed:
    node.only("name", "description", "active", "publish")
    return TemplateSeed(
        name=node.at("name").text(),
        description=node.at("description").text(""),
        is_active=node.at("active").flag(default=True),
        publish=read_published(node.at("publish"), alias, kinds),
    )


def _setup_change(node: Node, alias: str, users: tuple[UserSeed, ...]) -> SetupChangeSeed:
    """Read a line of the Setup Audit Trail that has nothing to do with the feature."""
    node.only("at", "user", "action", "section", "display", "delegate")
    user = node.at("user").text()
    if user not in {each.username for each in users}:
        raise node.at("user").error(f"{alias} has no user {user!r}")
    return SetupChangeSeed(
        moment=node.at("at").moment(),
        user=user,
        action=node.at("action").text(),
        section=node.at("section").text("") or None,
        display=node.at("display").text(),
        delegate=node.at("delegate").text("") or None,
    )
