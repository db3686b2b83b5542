"""Publish and unpublish objects and fields, over a connection or in a template. No HTTP in here.

Documented: only on an accepted connection; default fields come with the object; unpublishing takes
the partner's subscription or mapping away; each change mails the partner; fields stand in the
history; a template publishes what it has and unpublishes what it lacks. Inferred: an object that
is not deployed can be ticked without effect. Guessed: the dates of the connection stay; what a
partner loses, it loses at once, however long its pages lag behind.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from s2s_gitops.emulator.clock import to_18
from s2s_gitops.emulator.errors import NotFoundError, RuleError
from s2s_gitops.emulator.nouns import Connection, Status, Subscription, Template, User
from s2s_gitops.emulator.publishing import default_fields, offered_fields, offered_objects
from s2s_gitops.emulator.trail import Deed, note

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from s2s_gitops.emulator.network import Network
    from s2s_gitops.emulator.objects import ObjectType
    from s2s_gitops.emulator.org import Org

    Published = Mapping[str, frozenset[str]]

Publisher = Connection | Template


def active_connection(org: Org, user: User, record_id: str) -> Connection:
    """Return a connection over which something can be shared."""
    connection = org.connection(user, record_id)
    if connection.status is not Status.ACCEPTED:
        raise RuleError("INVALID_STATUS", "Only an active connection can share objects")
    return connection


def publisher(org: Org, user: User, record_id: str) -> Publisher:
    """Return what has a list of published objects: an active connection, or a template."""
    org.require_connections(user)
    template = org.templates.get(to_18(record_id))
    return template or active_connection(org, user, record_id)


def published_object(org: Org, user: User, record_id: str, name: str) -> ObjectType:
    """Return an object that this connection or template publishes."""
    if name not in publisher(org, user, record_id).published:
        raise NotFoundError
    return org.objects[name]


def publish_objects(
    network: Network, org: Org, user: User, record_id: str, wanted: frozenset[str]
) -> tuple[str, ...]:
    """Make the offered objects published exactly as wanted; return what changed, in words."""
    one = publisher(org, user, record_id)
    published = dict(one.published)
    for kind in offered_objects(org, user):
        if kind.name in wanted and kind.name not in published and kind.is_deployed:
            published[kind.name] = default_fields(kind)
        elif kind.name not in wanted:
            published.pop(kind.name, None)
    return _store(network, org, user, one, published)


def publish_fields(
    network: Network, org: Org, user: User, record_id: str, name: str, wanted: frozenset[str]
) -> tuple[str, ...]:
    """Make the offered fields of a published object as wanted; return what changed, in words."""
    kind = published_object(org, user, record_id, name)
    one = publisher(org, user, record_id)
    before = one.published[name]
    offered = {field.name for field in offered_fields(kind, user)}
    after = (before - offered) | (wanted & offered) | default_fields(kind)
    return _store(network, org, user, one, {**one.published, name: after})


def apply_template(
    network: Network, org: Org, by: str, connection: Connection, template: Template
) -> tuple[str, ...]:
    """Make a connection publish exactly what a template has; return what changed, in words."""
    action = f"Template {template.name} applied"
    changes = _publish(network, org, by, connection, template.published, action)
    stored = org.connections[connection.id]
    org.connections[stored.id] = replace(stored, applied_template_id=template.id)
    return changes


def _store(
    network: Network, org: Org, user: User, one: Publisher, published: Published
) -> tuple[str, ...]:
    if isinstance(one, Connection):
        actions = _publish(network, org, user.name, one, published)
        note(org, user, Deed.PUBLISH, one.name, actions)
        return actions
    actions = tuple(_changes(org, one.published, published))
    if actions:
        moment = network.clock.tick()
        changed = replace(one, published=published, modified=moment, modified_by_id=user.id)
        org.put_template(changed)
        note(org, user, Deed.TEMPLATE, one.name, actions)
    return actions


def _publish(
    network: Network, org: Org, by: str, one: Connection, published: Published, *why: str
) -> tuple[str, ...]:
    """Write what changed, take from the partner what is gone, and mail them once."""
    changes = tuple(_changes(org, one.published, published))
    actions = (*why, *changes) if changes else ()
    if actions:
        moment = network.clock.tick()
        past = (*one.past, (moment, one.published))
        org.put(replace(one, published=published, past=past), by, *actions)
        _prune_partner(network, one, published)
        network.notify_partner(org, one, "update", f"{org.name} changed what it publishes", by)
    return actions


def _changes(org: Org, before: Published, after: Published) -> Iterator[str]:
    """Say what differs between two publications, additions of each object first."""
    for name in sorted(before.keys() | after.keys()):
        kind = org.objects[name]
        if name not in after:
            yield f"Unpublished object {kind.label}"
            continue
        had = before.get(name, default_fields(kind))
        labels = {field.name: field.label for field in kind.fields}
        if name not in before:
            yield f"Published object {kind.label}"
        yield from (f"Published field {kind.label}: {labels[f]}" for f in sorted(after[name] - had))
        yield from (
            f"Unpublished field {kind.label}: {labels[f]}" for f in sorted(had - after[name])
        )


def _prune_partner(network: Network, connection: Connection, published: Published) -> None:
    """Take away subscriptions and mappings that lost their source; nothing brings them back."""
    partner, end = network.partner_of(connection)
    kept = {
        theirs: _without(subscription, published[theirs])
        for theirs, subscription in end.subscribed.items()
        if theirs in published
    }
    gone = [f"Unsubscribed from {theirs}" for theirs in end.subscribed if theirs not in kept]
    for theirs, subscription in kept.items():
        lost = sorted(end.subscribed[theirs].fields.keys() - subscription.fields.keys())
        gone += [f"Mapping removed {theirs}: {name}" for name in lost]
    if gone:
        after = replace(end, subscribed=kept)
        network.put_subscriptions(partner, after, "Connection User", *gone)


def _without(subscription: Subscription, published: frozenset[str]) -> Subscription:
    fields = {from_: to for from_, to in subscription.fields.items() if from_ in published}
    values = {from_: map_ for from_, map_ in subscription.values.items() if from_ in published}
    return replace(subscription, fields=fields, values=values)
