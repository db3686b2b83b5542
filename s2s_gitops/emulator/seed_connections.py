"""Read the connections of a seed file and check them against both orgs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from s2s_gitops.emulator.nouns import Status
from s2s_gitops.emulator.publishing import default_names
from s2s_gitops.emulator.seed_orgs import read_published
from s2s_gitops.emulator.seed_outside import read_outside
from s2s_gitops.emulator.seed_values import (
    ConnectionSeed,
    EndSeed,
    OrgSeed,
    RecordSeed,
    SubscriptionSeed,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from s2s_gitops.emulator.node import Node

RECORD_STATES = ("accepted", "connected", "unaccepted", "inactive", "converted", "deleted")
RECORD_OPTIONS = frozenset({"closed_tasks", "open_tasks", "emails"})
STATUSES = tuple(status.value for status in Status)
DELETED = "deleted"
OUTSIDE = "outside"


def read_connection(node: Node, orgs: Mapping[str, OrgSeed], number: int) -> ConnectionSeed:
    """Read the connection with this number; the orgs must be known already."""
    node.only("inviter", "invited", "contact", "status", "created", "records")
    contact = _contact(node, orgs)
    outside = _outside(node, number, contact)
    known = orgs if outside is None else {**orgs, outside.alias: outside}
    inviter, invited = (_end(node.at(key), known, outside) for key in ("inviter", "invited"))
    if inviter.org == invited.org:
        raise node.error(f"{inviter.org} cannot be connected with itself")
    for end in (inviter, invited):
        if not known[end.org].is_s2s_on:
            raise node.error(f"{end.org} has no Salesforce to Salesforce (s2s: true is missing)")
    for key, ours, theirs in (("inviter", inviter, invited), ("invited", invited, inviter)):
        _check_subscriptions(node.at(key).at("subscribe"), known[ours.org], ours, theirs)
    sides = {
        OUTSIDE if outside and ours.org == outside.alias else ours.org: (ours, theirs)
        for ours, theirs in ((inviter, invited), (invited, inviter))
    }
    return ConnectionSeed(
        inviter=inviter,
        invited=invited,
        contact=contact,
        status=node.at("status").choice(STATUSES, "Accepted"),
        records=tuple(_record(each, known, sides) for each in node.at("records").elements()),
        created=None if node.at("created").value is None else node.at("created").moment(),
        outside=outside,
    )


def _is_outside(end: Node) -> bool:
    """Tell whether an end has a name instead of an org."""
    return end.at("name").value is not None


def _contact(node: Node, orgs: Mapping[str, OrgSeed]) -> str | None:
    """Read who was invited, as long as the inviting org has that contact."""
    contact = node.at("contact")
    if _is_outside(node.at("inviter")):
        if contact.value is not None:
            raise contact.error("is the inviting org's, and that is outside")
        return None
    email = contact.text()
    org = orgs.get(node.at("inviter").at("org").text())
    if email == DELETED or org is None:
        return None
    if email not in {each.email for each in org.contacts}:
        raise contact.error(
            f"{org.alias} has no contact with this e-mail address;"
            f" if it was deleted meanwhile, say {DELETED}"
        )
    return email


def _outside(node: Node, number: int, contact: str | None) -> OrgSeed | None:
    """Read the partner that is none of the orgs, if there is one."""
    ends = [end for key in ("inviter", "invited") if _is_outside(end := node.at(key))]
    if len(ends) > 1:
        raise node.error("one of the two ends must be an org of this seed")
    return read_outside(ends[0], number, contact) if ends else None


def _record(
    node: Node, orgs: Mapping[str, OrgSeed], sides: Mapping[str, tuple[EndSeed, EndSeed]]
) -> RecordSeed:
    """Read records of one object; the receiving side must have an object for them."""
    node.only("object", "from", "state", "count", "parent", "related", "options")
    kind = node.at("object").text()
    sender, receiver = sides[node.at("from").choice(sides, "")]
    received = {each.theirs: each.ours for each in receiver.subscribe}.get(kind, kind)
    for alias, name in ((sender.org, kind), (receiver.org, received)):
        if name not in {each.name for each in orgs[alias].objects}:
            raise node.at("object").error(f"{alias} has no object {name!r}")
    state = node.at("state").choice(RECORD_STATES, "accepted")
    options = frozenset(node.at("options").texts())
    if not options <= RECORD_OPTIONS:
        raise node.at("options").error(f"known are {', '.join(sorted(RECORD_OPTIONS))}")
    return RecordSeed(
        kind=kind,
        sender=sender.org,
        state=state,
        count=node.at("count").number(1),
        parent=node.at("parent").text("") or None,
        related=node.at("related").texts(),
        options=options,
    )


def _end(node: Node, orgs: Mapping[str, OrgSeed], outside: OrgSeed | None) -> EndSeed:
    if outside is not None and _is_outside(node):
        publish = read_published(node.at("publish"), outside.name, outside.objects)
        return EndSeed(outside.alias, None, None, publish, ())
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
    publish = read_published(node.at("publish"), alias, org.objects)
    subscribe = tuple(_subscription(each) for each in node.at("subscribe").elements())
    return EndSeed(alias, owner, account, publish, subscribe)


def _subscription(node: Node) -> SubscriptionSeed:
    node.only("object", "as", "auto_accept", "fields", "values")
    theirs = node.at("object").text()
    return SubscriptionSeed(
        theirs=theirs,
        ours=node.at("as").text(theirs),
        is_auto_accepted=node.at("auto_accept").flag(default=False),
        fields=_texts(node.at("fields")),
        values={name: _texts(values) for name, values in node.at("values").items()},
    )


def _texts(node: Node) -> dict[str, str]:
    return {name: text.text() for name, text in node.items()}


def _check_subscriptions(node: Node, org: OrgSeed, ours: EndSeed, theirs: EndSeed) -> None:
    """Refuse what the partner does not publish and what this org does not have."""
    objects = {each.name: each for each in org.objects}
    for place, each in zip(node.elements(), ours.subscribe, strict=True):
        if each.theirs not in theirs.publish:
            raise place.at("object").error(f"{theirs.org} does not publish {each.theirs}")
        if each.ours not in objects:
            raise place.at("as").error(f"{ours.org} has no object {each.ours!r}")
        always = default_names(each.theirs)
        for from_, to in each.fields.items():
            if from_ not in (*theirs.publish[each.theirs], *always):
                raise place.at("fields").error(f"{theirs.org} does not publish {from_!r}")
            if objects[each.ours].field(to) is None:
                raise place.at("fields").error(f"{each.ours} has no field {to!r}")
        for name in each.values:
            if name not in each.fields:
                raise place.at("values").error(f"the field {name!r} is not mapped")
