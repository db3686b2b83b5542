"""Which connection of a survey is which declared one: by pin, by name, by contact; never by anything less. Pure."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from s2s_gitops.kinds.connection.identity import DEAD
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
    for ours, theirs in ((_pins, _pins), (_free_names, _names), (_contacts, _live_contacts)):
        index = _index(left, theirs, recorded)
        for key, names in _index(declared, ours, recorded).items():
            meant = index.get(key, ())
            if len(names) == len(meant) == 1 and names[0] in declared and meant[0] in left:
                scopes |= _scopes(declared.pop(names[0]), left.pop(meant[0]))
    ends = _living(left.values(), recorded.survey.live)
    return Recognised(scopes, tuple(undeclared(ends)), tuple(_gaps(declared.values())))


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
    pairs = zip(recorded, declared, strict=True)
    return {there.address.scope: here.address.scope for there, here in pairs}


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


def _gaps(declared: Iterable[_Sides]) -> Iterator[Gap]:
    """Yield pinned sides that the survey does not show: it may be older than the connection."""
    for sides in declared:
        for side in sides:
            pin = side.attributes.get("id")
            if isinstance(pin, str):
                yield Gap(
                    side.address.scope,
                    None,
                    Diagnostic(
                        "S2S614",
                        f"It shows no connection with the id {pin}.",
                        "Record it again, or correct the `id`.",
                        side.source("id"),
                        str(side.address),
                    ),
                )
