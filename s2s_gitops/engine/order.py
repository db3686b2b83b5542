"""Changes to ordered steps: everything that adds, from requirement to dependant, then removals in reverse.

Changes that stand on one form travel in one step per direction. A step requires the earlier steps
of its own neighbourhood: of its connection (both sides), and of the orgs that the connection joins.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from s2s_gitops.model.address import Address
from s2s_gitops.model.change import Action, Change, Phase, Step
from s2s_gitops.model.kind import Kind, Per, Place


@dataclass(frozen=True, slots=True)
class _Rank:
    """Where a step stands in the order of its phase."""

    kind: int
    group: int


def order(changes: Sequence[Change], kinds: Sequence[Kind]) -> tuple[Step, ...]:
    """Return the steps that make the changes, each with the positions of those that must succeed before."""
    by_name = {kind.name: kind for kind in kinds}
    ranks = _ranks(kinds)
    steps = sorted(
        _grouped(changes, by_name),
        key=lambda step: (
            step.phase,
            _signed(ranks[step.kind, step.group], step.phase),
            step.scope,
            step.key,
        ),
    )
    return _linked(steps, by_name, ranks)


def _ranks(kinds: Sequence[Kind]) -> dict[tuple[str, str], _Rank]:
    ranks: dict[tuple[str, str], _Rank] = {}
    for position, kind in enumerate(kinds):
        for verb_position, verb in enumerate(kind.verbs):
            ranks.setdefault((kind.name, verb.group.name), _Rank(position, verb_position))
    return ranks


def _signed(rank: _Rank, phase: Phase) -> tuple[int, int]:
    sign = 1 if phase is Phase.GROW else -1
    return (sign * rank.kind, sign * rank.group)


def _grouped(changes: Sequence[Change], kinds: Mapping[str, Kind]) -> list[Step]:
    groups: defaultdict[tuple[str, str, str, str, Phase], list[Change]] = defaultdict(list)
    for change in changes:
        verb = kinds[change.kind].verb(change.verb)
        key = change.address.key if verb.group.per is Per.RESOURCE else ""
        groups[change.address.scope, change.kind, verb.group.name, key, verb.phase].append(change)
    return [
        Step(scope, kind, group, key, phase, tuple(sorted(members, key=Change.sort_key)))
        for (scope, kind, group, key, phase), members in groups.items()
    ]


def _linked(
    steps: Sequence[Step], kinds: Mapping[str, Kind], ranks: Mapping[tuple[str, str], _Rank]
) -> tuple[Step, ...]:
    sides: defaultdict[str, set[str]] = defaultdict(set)
    for step in steps:
        for change in step.changes:
            sides[_neighbourhood(step)] |= {change.address.org, change.partner} - {""}
    joined: defaultdict[str, set[str]] = defaultdict(set)
    for place, orgs in sides.items():
        for org in orgs:
            joined[org].add(place)
    earlier: defaultdict[str, list[int]] = defaultdict(list)
    linked: list[Step] = []
    for position, step in enumerate(steps):
        here = _neighbourhood(step)
        places = {here, *sides[here], *joined[here]}
        candidates = sorted(index for place in places for index in earlier[place])
        requires = tuple(
            index for index in candidates if _requires(step, steps[index], kinds, ranks)
        )
        linked.append(replace(step, requires=requires))
        earlier[here].append(position)
    return tuple(linked)


def _neighbourhood(step: Step) -> str:
    """The connection, with its sign so that it cannot be taken for an org, or the org."""
    address = Address(step.scope)
    return f"{address.connection}@" if address.connection else address.org


def _requires(
    step: Step, earlier: Step, kinds: Mapping[str, Kind], ranks: Mapping[tuple[str, str], _Rank]
) -> bool:
    if step.phase is not earlier.phase:
        return _form(step) == _form(earlier)
    dependant, needed = (step, earlier) if step.phase is Phase.GROW else (earlier, step)
    if _leans_on(dependant, needed):
        return True
    if step.kind != earlier.kind:
        return needed.kind in closure(dependant.kind, kinds) and _makes_or_ends(needed)
    if ranks[step.kind, step.group] == ranks[earlier.kind, earlier.group]:
        return False
    if kinds[step.kind].place is Place.SIDE:
        return True
    touched = {change.address.key for change in earlier.changes}
    return step.scope == earlier.scope and (not step.key or step.key in touched)


def _leans_on(dependant: Step, needed: Step) -> bool:
    """Say whether one step refers to what another puts in place or takes away."""
    referred = {address for change in dependant.changes for address in change.refers}
    return any(change.address.inside(address) for address in referred for change in needed.changes)


def _makes_or_ends(step: Step) -> bool:
    """Say whether a step decides if something is there; a mere setting of it gates nothing."""
    return any(change.action is not Action.UPDATE for change in step.changes)


def _form(step: Step) -> tuple[str, str, str, str]:
    return (step.scope, step.kind, step.group, step.key)


def closure(kind: str, kinds: Mapping[str, Kind]) -> set[str]:
    """Return the names of the kinds that one requires, directly or through others."""
    names = set(kinds[kind].requires)
    for name in tuple(names):
        names |= closure(name, kinds)
    return names
