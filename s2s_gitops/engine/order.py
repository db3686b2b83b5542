"""Changes to ordered steps: everything that adds, from requirement to dependant, then removals in reverse.

Changes that stand on one form travel in one step per direction. A step requires the earlier steps
of its own neighbourhood: of its connection (both sides), and of the orgs that the connection joins.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from s2s_gitops.engine.link import link
from s2s_gitops.model.change import Change, Phase, Step
from s2s_gitops.model.kind import Kind
from s2s_gitops.model.verb import Per


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
    return link(steps, by_name)


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
