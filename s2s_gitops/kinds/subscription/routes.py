"""The ways that fields' values take from org to org, over all declared connections: circles, and where two meet."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from s2s_gitops.kinds.subscription.circles import circles
from s2s_gitops.model.address import Address
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.resource import Presence, Resource, State

_SHOWN: Final = 5
"""How many subscriptions a message names: there may be as many as partners."""

Spot = tuple[str, str, str]
"""A field of an object of an org."""


@dataclass(frozen=True, slots=True)
class Route:
    """One mapped field: from where, to where, and the subscription that says so."""

    start: Spot
    end: Spot
    by: Resource


def routes(subscriptions: Iterable[Resource]) -> list[Route]:
    """Return the routes that subscriptions spell out.

    Fields that always come along are no routes: nobody could take them out.
    """
    found = []
    for one in subscriptions:
        fields, own = one.attributes.get("fields"), one.attributes.get("as")
        if isinstance(fields, Mapping) and isinstance(own, str):
            theirs = (str(one.facts["other"]), one.address.key)
            ours = (one.address.org, own)
            found += [Route((*theirs, at), (*ours, str(to)), one) for at, to in fields.items()]
    return found


def circling(found: Sequence[Route]) -> Iterator[Diagnostic]:
    """Yield each circle of subscriptions once, with the fields that go round in it."""
    rounds = circles([(one.start, one.end) for one in found])
    number = {spot: at for at, spots in enumerate(rounds) for spot in spots}
    inside: defaultdict[int, list[Route]] = defaultdict(list)
    for one in found:
        at = number.get(one.start)
        if at is not None and number.get(one.end) == at:
            inside[at].append(one)
    by_way: defaultdict[tuple[str, ...], list[Route]] = defaultdict(list)
    for those in inside.values():
        by_way[tuple(dict.fromkeys(str(one.by.address) for one in those))] += those
    for way, those in by_way.items():
        yield _circle(way, those)


def _circle(way: Sequence[str], those: Sequence[Route]) -> Diagnostic:
    first, last = those[0], those[-1]
    org, sobject, _ = first.start
    fields = sorted({one.start[2] for one in those if one.start[:2] == (org, sobject)})
    detail = f"What {org} publishes of {sobject} comes back to it: {', '.join(fields)} (by {_listed(way)})."
    fix = (
        "Map each field in one direction only; or say in an `ignore` entry with `code: S2S035` why "
        "both sides may write it."
    )
    at = last.by.source("fields", last.start[2])
    return Diagnostic("S2S035", detail, fix, at, str(last.by.address))


def meeting(found: Sequence[Route], desired: State) -> Iterator[Diagnostic]:
    """Yield each pair or group of subscriptions by which one record's field can get two values.

    By two connections that is so only if the org publishes the object on one of them: what merely
    comes in belongs to the one partner who sent it.
    """
    ends: defaultdict[Spot, list[Route]] = defaultdict(list)
    for one in found:
        ends[one.end].append(one)
    by_group: defaultdict[tuple[str, ...], list[Route]] = defaultdict(list)
    for those in ends.values():
        group = tuple(dict.fromkeys(str(one.by.address) for one in those))
        if len(group) > 1 and _can_be_one_record(those, desired):
            by_group[group].append(those[-1])
    for group, those in by_group.items():
        yield _meeting(group, those)


def _can_be_one_record(those: Sequence[Route], desired: State) -> bool:
    scopes = [one.by.address.scope for one in those]
    if len(set(scopes)) < len({str(one.by.address) for one in those}):
        return True
    sobject = those[0].end[1]
    sent = (desired.resources.get(Address(scope, "publish", sobject)) for scope in scopes)
    return any(one is not None and one.presence is Presence.PRESENT for one in sent)


def _meeting(group: Sequence[str], those: Sequence[Route]) -> Diagnostic:
    last = those[-1]
    org, sobject, _ = last.end
    fields = sorted({one.end[2] for one in those})
    detail = f"{org}'s {sobject}.{', '.join(fields)} can be written by {_listed(group)}."
    fix = (
        "Map it in one of them only, or into two fields; or say in an `ignore` entry with "
        "`code: S2S036` why the later one may win."
    )
    at = last.by.source("fields", last.start[2])
    return Diagnostic("S2S036", detail, fix, at, str(last.by.address))


def _listed(names: Sequence[str]) -> str:
    more = len(names) - _SHOWN
    return ", ".join(names[:_SHOWN]) + f" and {more} more" if more > 0 else " and ".join(names)
