"""Map the partner's fields and picklist values to our own. No HTTP in here.

Documented: default fields are mapped from the start; Auto-Map Fields works at Save, for unmapped
fields only, by API name first and by label next, and never overwrites; a picklist value that is
mapped to --None-- is written as it is. Third-party: data types must match. Guessed: which types
match (equal ones, and any kind of text into text), that one own field takes one partner field only,
that a field mapped to another own field loses its mapping of values.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from s2s_gitops.emulator.errors import InvalidInputError, NotFoundError
from s2s_gitops.emulator.nouns import Connection, Subscription, User
from s2s_gitops.emulator.publishing import default_fields, offered_fields
from s2s_gitops.emulator.sharing import active_connection
from s2s_gitops.emulator.trail import Deed, note

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from s2s_gitops.emulator.network import Network
    from s2s_gitops.emulator.objects import Field, ObjectType
    from s2s_gitops.emulator.org import Org

WITHDRAWN = "Your connection no longer publishes this."
_TWICE = "Another field is mapped to this field already."
_TEXTS = frozenset({"string", "textarea", "email", "phone", "url", "picklist", "combobox"})


@dataclass(frozen=True, slots=True)
class Subscribed:
    """One subscription with both objects; `fields` are the partner's published ones, by label."""

    connection: Connection
    subscription: Subscription
    theirs: ObjectType
    ours: ObjectType
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class MappingWish:
    """What somebody chose on the page, None for --None--, and whether Auto-Map Fields was ticked.

    `values` holds only fields whose values the page showed.
    """

    fields: Mapping[str, str | None]
    values: Mapping[str, Mapping[str, str]]
    is_auto_mapped: bool


def subscribed_object(
    network: Network, org: Org, user: User, record_id: str, name: str
) -> Subscribed:
    """Return a subscription of an active connection by the partner's object."""
    connection = active_connection(org, user, record_id)
    subscription = connection.subscribed.get(name)
    partner, end = network.partner_of(connection)
    if subscription is None:
        raise NotFoundError
    theirs = partner.objects[name]
    seen = network.seen_publication(end).get(name, frozenset())
    fields = sorted(
        (field for field in theirs.fields if field.name in seen),
        key=lambda field: (field.label, field.name),
    )
    ours = org.objects[subscription.ours]
    return Subscribed(connection, subscription, theirs, ours, tuple(fields))


def own_fields(ours: ObjectType, user: User, theirs: Field) -> tuple[Field, ...]:
    """Return our fields that one of theirs can be mapped to, by label."""
    return tuple(field for field in offered_fields(ours, user) if _is_match(theirs, field))


def _is_match(theirs: Field, ours: Field) -> bool:
    is_text = theirs.type in _TEXTS and ours.type in {"string", "textarea"}
    return is_text or theirs.type == ours.type


def has_values(theirs: Field, ours: Field | None) -> bool:
    """Tell whether the values of a mapped field can be mapped as well."""
    is_picklist = theirs.type == "picklist" and ours is not None and ours.type == "picklist"
    return is_picklist and bool(theirs.values)


def first_mapping(theirs: ObjectType, ours: ObjectType, user: User) -> Mapping[str, str]:
    """Return how default fields are mapped at subscribing."""
    fixed = default_fields(theirs)
    fields = (field for field in theirs.fields if field.name in fixed)
    return _auto_map(fields, ours, user, {})


def _auto_map(
    fields: Iterable[Field], ours: ObjectType, user: User, mapped: Mapping[str, str]
) -> dict[str, str]:
    """Return the mapping with each unmapped field added that has a free namesake."""
    found = dict(mapped)
    for field in fields:
        if field.name in found:
            continue
        free = [o for o in own_fields(ours, user, field) if o.name not in found.values()]
        named = [o for o in free if o.name == field.name]
        labelled = [o for o in free if o.label == field.label]
        for match in (named + labelled)[:1]:
            found[field.name] = match.name
    return found


def map_fields(
    network: Network, org: Org, user: User, place: tuple[str, str], wish: MappingWish
) -> tuple[str, ...]:
    """Map the fields and values of a (connection id, partner object); return what changed."""
    one = subscribed_object(network, org, user, *place)
    before = one.subscription
    _check(network, one, wish)
    fields = {name: to for name, to in wish.fields.items() if to is not None}
    if wish.is_auto_mapped:
        fields = _auto_map(one.fields, one.ours, user, fields)
    values = {
        name: wish.values.get(name, before.values.get(name, {}))
        for name, to in fields.items()
        if before.fields.get(name) == to
    }
    values = {name: map_ for name, map_ in values.items() if map_}
    after = replace(before, fields=fields, values=values)
    actions = tuple(_words(one, before, after))
    if actions:
        network.clock.tick()
        subscribed = {**one.connection.subscribed, one.theirs.name: after}
        end = replace(one.connection, subscribed=subscribed)
        network.put_subscriptions(org, end, user.name, *actions)
        note(org, user, Deed.MAP, one.connection.name, actions)
    return actions


def _check(network: Network, one: Subscribed, wish: MappingWish) -> None:
    _, end = network.partner_of(one.connection)
    published = end.published[one.theirs.name]
    chosen = list(wish.fields.values())
    problems = {}
    for name, to in wish.fields.items():
        if to is not None and name not in published:
            problems[name] = WITHDRAWN
        elif to is not None and chosen.count(to) > 1:
            problems[name] = _TWICE
    if problems:
        raise InvalidInputError(problems)


def _words(one: Subscribed, before: Subscription, after: Subscription) -> Iterator[str]:
    for field in one.theirs.fields:
        place, to = f"{one.theirs.label}: {field.label}", after.fields.get(field.name)
        if to != before.fields.get(field.name):
            target = one.ours.field(to or "")
            yield f"Mapped {place} to {target.label}" if target else f"Mapping removed {place}"
        old = before.values.get(field.name, {})
        new = after.values.get(field.name, {})
        for value in sorted(old.keys() | new.keys()):
            if old.get(value) != new.get(value):
                yield f"Mapped {place} value {value} to {new.get(value, '--None--')}"
