"""Read the connections of a seed file and check them against both orgs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from s2s_gitops.emulator.publishing import default_names
from s2s_gitops.emulator.seed_orgs import read_published
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
STATUSES = ("Sent", "Received", "Accepted", "Rejected", "Inactive")


def read_connection(node: Node, orgs: Mapping[str, OrgSeed]) -> ConnectionSeed:
    """Read one connection; both orgs must be known already."""
    node.only("inviter", "invited", "contact", "status", "records")
    inviter, invited = _end(node.at("inviter"), orgs), _end(node.at("invited"), orgs)
    contact = node.at("contact").text()
    if contact not in {each.email for each in orgs[inviter.org].contacts}:
        raise node.at("contact").error(f"{inviter.org} has no contact with this e-mail address")
    status = node.at("status").choice(STATUSES, "Accepted")
    for end in (inviter, invited):
        if not orgs[end.org].is_s2s_on:
            raise node.error(f"{end.org} has no Salesforce to Salesforce (s2s: true is missing)")
    _check_subscriptions(node.at("inviter").at("subscribe"), orgs[inviter.org], inviter, invited)
    _check_subscriptions(node.at("invited").at("subscribe"), orgs[invited.org], invited, inviter)
    sides = {inviter.org: (inviter, invited), invited.org: (invited, inviter)}
    records = tuple(_record(each, orgs, sides) for each in node.at("records").elements())
    return ConnectionSeed(inviter, invited, contact, status, records)


def _record(
    node: Node, orgs: Mapping[str, OrgSeed], sides: Mapping[str, tuple[EndSeed, EndSeed]]
) -> RecordSeed:
    """Read records of one object; the receiving side must have an object for them."""
    node.only("object", "from", "state", "count", "parent", "related", "options")
    kind, sender = node.at("object").text(), node.at("from").text()
    if sender not in sides:
        raise node.at("from").error(f"expected one of {', '.join(sides)}")
    receiver = sides[sender][1]
    received = {each.theirs: each.ours for each in receiver.subscribe}.get(kind, kind)
    for alias, name in ((sender, kind), (receiver.org, received)):
        if name not in {each.name for each in orgs[alias].objects}:
            raise node.at("object").error(f"{alias} has no object {name!r}")
    state = node.at("state").choice(RECORD_STATES, "accepted")
    options = frozenset(node.at("options").texts())
    if not options <= RECORD_OPTIONS:
        raise node.at("options").error(f"known are {', '.join(sorted(RECORD_OPTIONS))}")
    return RecordSeed(
        kind=kind,
        sender=sender,
        state=state,
        count=node.at("count").number(1),
        parent=node.at("parent").text("") or None,
        related=node.at("related").texts(),
        options=options,
    )


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
