"""Subscribe to what the partner publishes, and choose whether it is accepted by itself. No HTTP.

Documented: only objects that the partner publishes; a standard object comes as itself, a custom
object as any own custom object; default fields are mapped at once; unsubscribing forgets the
mapping. Inferred: own custom objects must be deployed. Guessed: another own object starts the
mapping afresh; nobody is mailed; Task counts as a child object, because tasks travel with the
record that they belong to, so it has no Auto-Accept of its own either; what the partner
took back but a lagging page still shows is refused at Save.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from s2s_gitops.emulator.errors import InvalidInputError
from s2s_gitops.emulator.mapping import WITHDRAWN, first_mapping
from s2s_gitops.emulator.nouns import Connection, Subscription, User
from s2s_gitops.emulator.sharing import active_connection
from s2s_gitops.emulator.trail import Deed, note

if TYPE_CHECKING:
    from collections.abc import Mapping

    from s2s_gitops.emulator.network import Network
    from s2s_gitops.emulator.objects import ObjectType
    from s2s_gitops.emulator.org import Org

CHILDREN = frozenset({"Attachment", "CaseComment", "OpportunityLineItem", "Task"})


@dataclass(frozen=True, slots=True)
class SubscriptionWish:
    """What somebody chose in one row; no object of ours is --None--."""

    ours: str | None
    is_auto_accepted: bool


def offered_subscriptions(network: Network, connection: Connection) -> tuple[ObjectType, ...]:
    """Return the partner's objects that can be subscribed to, by label, as far as they are seen."""
    partner, end = network.partner_of(connection)
    kinds = (partner.objects[name] for name in network.seen_publication(end))
    return tuple(sorted(kinds, key=lambda kind: (kind.label, kind.name)))


def own_choices(org: Org, theirs: ObjectType) -> tuple[ObjectType, ...]:
    """Return our objects that one of theirs can come as, by label."""
    if not theirs.is_custom:
        return (org.objects[theirs.name],)
    kinds = (kind for kind in org.objects.values() if kind.is_custom and kind.is_deployed)
    return tuple(sorted(kinds, key=lambda kind: (kind.label, kind.name)))


def subscribe(
    network: Network,
    org: Org,
    user: User,
    record_id: str,
    wanted: Mapping[str, SubscriptionWish],
) -> tuple[str, ...]:
    """Make the subscriptions in `wanted` so; return what changed, in words."""
    connection = active_connection(org, user, record_id)
    partner, end = network.partner_of(connection)
    lost = {name: WITHDRAWN for name, wish in wanted.items() if wish.ours}
    lost = {name: text for name, text in lost.items() if name not in end.published}
    if lost:
        raise InvalidInputError(lost)
    subscribed = dict(connection.subscribed)
    actions: list[str] = []
    for name, wish in wanted.items():
        before = subscribed.pop(name, None)
        after = _after(org, user, partner.objects[name], before, wish)
        actions += _words(org, partner.objects[name], before, after)
        if after is not None:
            subscribed[name] = after
    if actions:
        network.clock.tick()
        end = replace(connection, subscribed=subscribed)
        network.put_subscriptions(org, end, user.name, *actions)
        note(org, user, Deed.SUBSCRIBE, connection.name, actions)
    return tuple(actions)


def _after(
    org: Org,
    user: User,
    theirs: ObjectType,
    before: Subscription | None,
    wish: SubscriptionWish,
) -> Subscription | None:
    if wish.ours is None:
        return None
    is_auto = wish.is_auto_accepted and theirs.name not in CHILDREN
    if before is not None and before.ours == wish.ours:
        return replace(before, is_auto_accepted=is_auto)
    fields = first_mapping(theirs, org.objects[wish.ours], user)
    return Subscription(theirs.name, wish.ours, is_auto, fields)


def _words(
    org: Org, theirs: ObjectType, before: Subscription | None, after: Subscription | None
) -> list[str]:
    if after is None:
        return [f"Unsubscribed from {theirs.label}"] if before else []
    state = "on" if after.is_auto_accepted else "off"
    words = []
    if before is None or before.ours != after.ours:
        words.append(f"Subscribed to {theirs.label} as {org.objects[after.ours].label}")
    if after.is_auto_accepted != (before is not None and before.is_auto_accepted):
        words.append(f"Auto-accept {state} for {theirs.label}")
    return words
