"""On what grounds a change stands: why it is there, and what must run before it. Pure."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from s2s_gitops.engine.asked import Asked
from s2s_gitops.model.change import Because, Change, Step
from s2s_gitops.model.resource import State
from s2s_gitops.model.source import Source

MOST: Final = 8
"""Of how many steps of one kind in one place each is named; beyond that a pattern says it."""


def explained(
    changes: Sequence[Change], live: State, asked: Asked | None, *, otherwise: Because
) -> tuple[Change, ...]:
    """Return the changes with why each is there, and the lines that ask for it since the baseline.

    `otherwise` counts for what no line asks for.
    """
    lines = asked.lines(changes) if asked else None
    told = (
        (one, lines[one.sort_key()] if lines is not None else None, _is_there(one, live))
        for one in changes
    )
    return tuple(
        replace(
            one,
            because=_because(by, otherwise, is_there=is_there),
            explained_by=by or (),
        )
        for one, by, is_there in told
    )


def _because(lines: Sequence[Source] | None, otherwise: Because, *, is_there: bool) -> Because:
    if is_there:
        return Because.DEPENDENCY
    if lines is None:
        return Because.DECLARED
    return Because.CONFIG if lines else otherwise


def _is_there(change: Change, live: State) -> bool:
    """Say whether live shows a member as it is wanted: then it is lost by what another change does."""
    resource = live.resources.get(change.address.resource)
    members = resource.attributes.get(change.attribute) if resource else None
    if change.after is None or not isinstance(members, Mapping):
        return False
    return members.get(change.address.member) == change.after


def grounded(changes: Sequence[Change], steps: Sequence[Step]) -> tuple[Change, ...]:
    """Return the changes with the steps that each needs, in the order in which they run."""
    needs = {
        one.sort_key(): tuple(_told([steps[at] for at in step.requires]))
        for step in steps
        for one in step.changes
    }
    return tuple(replace(one, needs=needs[one.sort_key()]) for one in changes)


def _told(required: Sequence[Step]) -> Iterator[str]:
    """Yield the addresses of steps; a pattern in the place of many that differ in their name only."""
    alike: defaultdict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for step in required:
        alike[step.scope, step.changes[0].address.segment][str(step)] = None
    for (scope, segment), names in alike.items():
        if len(names) > MOST:
            yield f"{scope}/{segment}/**"
        else:
            yield from names
