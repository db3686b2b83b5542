"""Which connection of a survey is which declared one: by pin, by name, by contact; never by anything less. Pure."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from s2s_gitops.kinds.connection.status import DEAD, Wish
from s2s_gitops.kinds.connection.undeclared import End, undeclared
from s2s_gitops.model.address import Address
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.recorded import Recognised, Recorded
from s2s_gitops.model.resource import Gap, Resource, State


@dataclass(frozen=True, slots=True)
class _Sides:
    """Both sides of a connection, declared or recorded."""

    inviting: Resource
    invited: Resource

    def __iter__(self) -> Iterator[Resource]:
        yield self.inviting
        yield self.invited

    @property
    def is_pinned(self) -> bool:
        return any("id" in one.attributes for one in self)


Connections = Mapping[str, _Sides]
Key = tuple[str, ...]
Keys = Callable[[_Sides, Recorded], Iterator[Key]]


def recognise(desired: State, recorded: Recorded) -> Recognised:
    """Return which recorded connections the declared ones are, and which nobody declared."""
    declared = _connections(desired.resources)
    left = _connections(recorded.survey.sides)
    scopes: dict[str, str] = {}
    gaps: list[Gap] = []
    for ours, theirs in ((_pins, _pins), (_free_names, _names), (_contacts, _live_contacts)):
        index = _index(left, theirs, recorded)
        for key, names in _index(declared, ours, recorded).items():
            meant = index.get(key, ())
            if len(names) == len(meant) == 1 and names[0] in declared and meant[0] in left:
                here, there = declared.pop(names[0]), left.pop(meant[0])
                scopes |= _scopes(here, there)
                gaps += _gaps(here, there)
    index = _index(left, _live_contacts, recorded)
    for here in declared.values():
        meant = [name for key in _contacts(here, recorded) for name in index.get(key, ())]
        gaps += _doubts(here) if meant else _gaps(here, None)
        for name in meant:
            left.pop(name, None)
    live = recorded.survey.live
    new = tuple(gap for gap in gaps if live.gap(Address(gap.scope)) is None)
    others = undeclared(_living(left.values(), live), live.resources)
    return Recognised(scopes, tuple(others), new)


def _index(connections: Connections, keys: Keys, known: Recorded) -> dict[Key, list[str]]:
    index: defaultdict[Key, list[str]] = defaultdict(list)
    for name, sides in connections.items():
        for key in keys(sides, known):
            index[key].append(name)
    return index


def _connections(resources: Mapping[Address, Resource]) -> dict[str, _Sides]:
    """Return the connections by name."""
    sides: defaultdict[str, dict[str, Resource]] = defaultdict(dict)
    for address, one in resources.items():
        if address.connection and not address.path:
            sides[address.connection][str(one.facts["role"])] = one
    return {name: _Sides(both["inviting"], both["invited"]) for name, both in sides.items()}


def _scopes(declared: _Sides, recorded: _Sides) -> dict[str, str]:
    """Return which scope is which: a row stays in its org, and a partner may have got another alias."""
    ours = {one.address.org: one.address.scope for one in declared}
    theirs = {one.address.org: one.address.scope for one in recorded}
    found = {there: ours.pop(org) for org, there in theirs.items() if org in ours}
    others = [there for there in theirs.values() if there not in found]
    return found | dict(zip(others, ours.values(), strict=True))


def _pins(sides: _Sides, _: Recorded) -> Iterator[Key]:
    for one in sides:
        if "id" in one.attributes:
            yield (one.address.org, str(one.attributes["id"])[:15])


def _names(sides: _Sides, _: Recorded) -> Iterator[Key]:
    yield tuple(one.address.scope for one in sides)


def _free_names(sides: _Sides, known: Recorded) -> Iterator[Key]:
    """Yield the names of what is not pinned: a pin says which row is meant, whatever the name."""
    if not sides.is_pinned:
        yield from _names(sides, known)


def _contacts(sides: _Sides, known: Recorded) -> Iterator[Key]:
    """Yield whom an unpinned connection invites."""
    end, contact = sides.inviting.address, sides.inviting.attributes.get("contact")
    if contact is not None and not sides.is_pinned:
        yield (end.org, known.sign(end, "contact", contact))


def _live_contacts(sides: _Sides, known: Recorded) -> Iterator[Key]:
    end = sides.inviting.address
    live = known.survey.live.resources.get(end)
    contact = known.signed(end, "contact")
    if live is not None and contact and live.attributes["state"] not in DEAD:
        yield (end.org, contact)


def _living(connections: Iterable[_Sides], live: State) -> Iterator[End]:
    for sides in connections:
        for side in sides:
            row = live.resources.get(side.address)
            if row is not None and row.attributes["state"] not in DEAD:
                attributes = row.attributes
                name = str(row.facts.get("name", ""))
                yield End(side.address.org, str(attributes["id"]), name, attributes["state"])


def _gaps(declared: _Sides, recorded: _Sides | None) -> Iterator[Gap]:
    """Yield the sides that the survey does not show: it may be older than the declaration."""
    shown = {one.address.org: one.attributes.get("id", "") for one in recorded or ()}
    for side in declared:
        org, pin = side.address.org, side.attributes.get("id")
        if isinstance(pin, str):
            is_gone = str(shown.get(org, ""))[:15] != pin[:15]
            if is_gone and side.attributes["state"] != Wish.CANCELED:
                fix = "Record it again, or correct the `id`."
                yield _gap(side, f"It shows no connection with the id {pin}.", fix)
        elif recorded is not None and org not in shown and side.facts["access"] != "none":
            detail = f"It does not tell which connection of {org} is the other end."
            yield _gap(side, detail, "Record it again with these files.")


def _doubts(declared: _Sides) -> Iterator[Gap]:
    """Yield both sides of what is one of several recorded connections, or one of several that are declared."""
    for side in declared:
        detail = "It cannot be told which of the connections with this contact this is."
        yield _gap(side, detail, "Pin the one that is meant with `id:`.")


def _gap(side: Resource, detail: str, fix: str) -> Gap:
    where = str(side.address)
    problem = Diagnostic("S2S614", detail, fix, side.source("id"), where)
    return Gap(side.address.scope, None, problem)
