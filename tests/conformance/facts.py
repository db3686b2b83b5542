"""What is true in the emulated orgs, told in addresses, and which planned change explains that it is not any more.

The emulator's own state is asked, not its pages: an oracle that shares nothing with what reads and writes them.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from s2s_gitops.emulator.nouns import Connection, Subscription, Template
from s2s_gitops.emulator.world import World

SIDES = {
    ("hq", "EMEA GmbH"): "hq-emea@hq",
    ("emea", "HQ Industries"): "hq-emea@emea",
    ("hq", "Acme Corp"): "hq-acme@hq",
    ("acme", "HQ Industries"): "hq-acme@acme",
    ("hq", "Globex"): "hq-globex@hq",
    ("big", "Small Ltd"): "big-small@big",
    ("small", "Big Corp"): "big-small@small",
}
"""Which declared side a connection is, by the org and by what stands as its name there."""

Facts = frozenset[str]


def facts_of(world: World) -> Facts:
    """Return what is shared, taken in and mapped, who is invited and connected, in all orgs."""
    return frozenset(_facts(world))


def _facts(world: World) -> Iterator[str]:
    for alias, org in world.network.orgs.items():
        yield f"{alias}/settings enabled={org.is_s2s_on}"
        for template in org.templates.values():
            scope = f"{alias}/template/{template.name}"
            yield f"{scope} active={template.is_active}"
            yield from _published(scope, template)
        for one in org.connections.values():
            scope = SIDES.get((alias, one.name), f"{alias}/connection/{one.id}")
            yield f"{scope} is {one.id}"
            yield f"{scope} is {one.status.value}"
            yield f"{scope} owner={one.owner_id} account={one.account_id}"
            yield from _published(scope, one)
            for taken in one.subscribed.values():
                yield from _subscribed(f"{scope}/subscribe/{taken.theirs}", taken)


def _published(scope: str, holder: Connection | Template) -> Iterator[str]:
    for name, fields in holder.published.items():
        yield f"{scope}/publish/{name}"
        yield from (f"{scope}/publish/{name}.{one}" for one in fields)


def _subscribed(scope: str, taken: Subscription) -> Iterator[str]:
    yield f"{scope} as={taken.ours}"
    yield f"{scope} auto={taken.is_auto_accepted}"
    yield from (f"{scope}.{theirs} to={ours}" for theirs, ours in taken.fields.items())
    for theirs, values in taken.values.items():
        yield from (f"{scope}.{theirs}.{value} to={own}" for value, own in values.items())


def unexplained(before: Facts, after: Facts, changes: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return every fact that came or went although no planned change speaks of it.

    What goes must have been named more exactly than what comes: a field that is taken back, by its
    own address or by the end of its object.
    """
    planned = list(changes)
    gone = [f"gone: {one}" for one in sorted(before - after) if not _explains_end(one, planned)]
    new = [f"new: {one}" for one in sorted(after - before) if not _explains_begin(one, planned)]
    return gone + new


def _explains_begin(fact: str, planned: list[Mapping[str, Any]]) -> bool:
    place = _place(fact)
    return any(
        place == one["address"]
        or place.startswith(f"{one['address']}.")
        or one["address"].startswith(f"{place}.")
        or (_scope(place) == one["address"] and one["verb"] in _OPENS)
        or (_twin(place) == one["address"] and one["verb"] in _REACHES)
        for one in planned
    )


def _explains_end(fact: str, planned: list[Mapping[str, Any]]) -> bool:
    place, theirs = _place(fact), _mirror(_place(fact))
    for one in planned:
        address, grave = one["address"], one["action"] == "delete" or one["verb"] in _ENDS
        if address == place or (grave and place.startswith(f"{address}.")):
            return True
        if address == _scope(place) and one["verb"] in (*_ENDS, *_OPENS):
            return True
        if _twin(place) == address and one["verb"] in _REACHES:
            return True
        if theirs and grave and (theirs == address or theirs.startswith(f"{address}.")):
            return True
    return False


_OPENS = ("invite", "accept", "enable")
_ENDS = ("deactivate", "cancel", "decline", "repoint", "remap")
_REACHES = ("invite", "accept", "deactivate", "cancel", "decline")
"""Verbs that also change the connection's row in the other org."""


def _place(fact: str) -> str:
    return fact.partition(" ")[0] if "/template/" not in fact else _template_place(fact)


def _template_place(fact: str) -> str:
    head, _, rest = fact.partition("/template/")
    name = rest.partition("/publish/")[0].partition(" active=")[0]
    tail = rest[len(name) :].partition(" ")[0]
    return f"{head}/template/{name}{tail}"


def _scope(place: str) -> str:
    return place.partition("/publish/")[0].partition("/subscribe/")[0]


def _twin(place: str) -> str:
    """Return the side across of a connection itself or of what it holds."""
    name, at, org = _scope(place).partition("@")
    if not at:
        return ""
    return next(
        (one for one in SIDES.values() if one.startswith(f"{name}@") and one != f"{name}@{org}"), ""
    )


def _mirror(place: str) -> str:
    """Return what the other side would have to take back for a subscription to lose this."""
    if "/subscribe/" not in place:
        return ""
    return f"{_twin(place)}/publish/{place.partition('/subscribe/')[2]}"
