"""Publish and unpublish objects and fields over a connection. No HTTP in here.

Documented: only on an accepted connection; default fields come with the object; unpublishing
takes the partner's subscription away; each change mails the partner; fields stand in the history.
Inferred: an object that is not deployed can be ticked without effect. Guessed: the dates of the
connection stay.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from s2s_gitops.emulator.errors import NotFoundError, RuleError
from s2s_gitops.emulator.org import Connection, Org, Status, User
from s2s_gitops.emulator.publishing import default_fields, offered_fields, offered_objects

if TYPE_CHECKING:
    from collections.abc import Mapping

    from s2s_gitops.emulator.network import Network
    from s2s_gitops.emulator.objects import ObjectType


def published_connection(org: Org, user: User, record_id: str) -> Connection:
    """Return a connection on which something can be published."""
    connection = org.connection(user, record_id)
    if connection.status is not Status.ACCEPTED:
        raise RuleError("INVALID_STATUS", "Only an active connection can share objects")
    return connection


def published_object(org: Org, user: User, record_id: str, name: str) -> ObjectType:
    """Return an object that this connection publishes."""
    connection = published_connection(org, user, record_id)
    if name not in connection.published:
        raise NotFoundError
    return org.objects[name]


def publish_objects(
    network: Network, org: Org, user: User, record_id: str, wanted: frozenset[str]
) -> tuple[str, ...]:
    """Make the offered objects published exactly as wanted; return what changed, in words."""
    connection = published_connection(org, user, record_id)
    published = dict(connection.published)
    actions = []
    for kind in offered_objects(org, user):
        if kind.name in wanted and kind.name not in published and kind.is_deployed:
            published[kind.name] = default_fields(kind)
            actions.append(f"Published object {kind.label}")
        elif kind.name not in wanted and kind.name in published:
            del published[kind.name]
            actions.append(f"Unpublished object {kind.label}")
    _store(network, org, user, connection, published, actions)
    return tuple(actions)


def publish_fields(
    network: Network, org: Org, user: User, record_id: str, name: str, wanted: frozenset[str]
) -> tuple[str, ...]:
    """Make the offered fields of a published object as wanted; return what changed, in words."""
    kind = published_object(org, user, record_id, name)
    connection = published_connection(org, user, record_id)
    before = connection.published[name]
    offered = {field.name: field for field in offered_fields(kind, user)}
    after = (before - offered.keys()) | (wanted & offered.keys()) | default_fields(kind)
    actions = [
        f"Published field {kind.label}: {offered[each].label}" for each in sorted(after - before)
    ]
    actions += [
        f"Unpublished field {kind.label}: {offered[each].label}" for each in sorted(before - after)
    ]
    _store(network, org, user, connection, {**connection.published, name: after}, actions)
    return tuple(actions)


def _store(
    network: Network,
    org: Org,
    user: User,
    connection: Connection,
    published: Mapping[str, frozenset[str]],
    actions: list[str],
) -> None:
    """Write what changed, take from the partner what is gone, and mail them once."""
    if not actions:
        return
    network.clock.tick()
    org.put(replace(connection, published=published), user.name, *actions)
    _prune_partner(network, connection, published)
    network.notify_partner(org, connection, f"{org.name} changed what it publishes")


def _prune_partner(
    network: Network, connection: Connection, published: Mapping[str, frozenset[str]]
) -> None:
    other = network.other_end(connection)
    if other is None:
        return
    partner, end = other
    kept = {
        theirs: replace(
            subscription,
            fields={
                from_: to for from_, to in subscription.fields.items() if from_ in published[theirs]
            },
        )
        for theirs, subscription in end.subscribed.items()
        if theirs in published
    }
    if kept != end.subscribed:
        gone = [f"Unsubscribed from {theirs}" for theirs in end.subscribed if theirs not in kept]
        partner.put(replace(end, subscribed=kept), "Connection User", *gone)
