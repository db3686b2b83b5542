"""Which changes need another one, when that one is left out. The same relation that orders steps, per change."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from s2s_gitops.engine.link import closure
from s2s_gitops.model.change import Action, Change, Phase
from s2s_gitops.model.kind import Kind, Place


def parted(
    changes: Sequence[Change], left_out: Sequence[Change], kinds: Sequence[Kind]
) -> tuple[tuple[Change, ...], tuple[Change, ...]]:
    """Part changes into those that can be made, and those that need one that is left out. Orders stay.

    A change needs it directly, or because it needs another that does.
    """
    by_name = {kind.name: kind for kind in kinds}
    near: defaultdict[str, list[int]] = defaultdict(list)
    for position, change in enumerate(changes):
        for place in {_neighbourhood(change), change.address.org, change.partner}:
            near[place].append(position)
    found: set[int] = set()
    rest = list(left_out)
    while rest:
        missing = rest.pop()
        for position in near[_neighbourhood(missing)]:
            if position not in found and _needs(changes[position], missing, by_name):
                found.add(position)
                rest.append(changes[position])
    free = tuple(one for position, one in enumerate(changes) if position not in found)
    return free, tuple(one for position, one in enumerate(changes) if position in found)


def _neighbourhood(change: Change) -> str:
    """The connection, with its sign so that it cannot be taken for an org, or the org."""
    connection = change.address.connection
    return f"{connection}@" if connection else change.address.org


def _needs(change: Change, missing: Change, kinds: Mapping[str, Kind]) -> bool:
    """Say whether a change cannot be made without another. What is removed goes after what leans on it."""
    if _phase(change) is not _phase(missing):
        return False
    dependant, needed = (change, missing) if _phase(change) is Phase.GROW else (missing, change)
    if _leans_on(dependant, needed):
        return True
    if needed.action is Action.UPDATE:
        return False
    kind = kinds[dependant.kind]
    if needed.kind == kind.name:
        return kind.place is Place.SIDE and _rank(needed, kind) < _rank(dependant, kind)
    return needed.kind in closure(kind.name, kinds)


def _phase(change: Change) -> Phase:
    return Phase.SHRINK if change.action is Action.DELETE else Phase.GROW


def _rank(change: Change, kind: Kind) -> int:
    return next(at for at, verb in enumerate(kind.verbs) if verb.name == change.verb)


def _leans_on(dependant: Change, needed: Change) -> bool:
    """Say whether one change refers to what another is about; a member of that is leant on by its namesake.

    Who leans on a resource gives its own members the names of the members that they stand for.
    """
    return any(
        needed.address.inside(resource)
        and (
            not needed.address.member
            or needed.address.resource != resource
            or needed.address.member in _names(dependant)
        )
        for resource in dependant.refers
    )


def _names(change: Change) -> Iterator[str]:
    """Yield the name of a change's member, and those of the members that hold it."""
    return (one.member for one in change.address.holders())
