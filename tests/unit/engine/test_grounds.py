"""Why a change is there, and what must run before it."""

import pytest

from s2s_gitops.engine.asked import Asked
from s2s_gitops.engine.grounds import explained, grounded
from s2s_gitops.model.change import Because, Change, Phase, Step
from s2s_gitops.model.resource import Member, State

from ..builders import change, resource, state

DESK = "hq/lamp/desk"
LABEL = change(DESK, attribute="label")
RED = change(f"{DESK}/red", attribute="colours", before=None, after=Member.LISTED)
WIRE = change(f"{DESK}/a", attribute="wires", before=None, after="2")
UNRED = change(f"{DESK}/red", attribute="colours", before=Member.LISTED, after=None)


def why(one: Change, live: State, asked: Asked | None = None) -> Because:
    """Return why a change of ours is there."""
    (found,) = explained([one], live, asked, otherwise=Because.DRIFT)
    assert bool(found.explained_by) == (found.because is Because.CONFIG)
    return found.because


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        pytest.param(RED, Because.DEPENDENCY, id="a name that is there already"),
        pytest.param(WIRE, Because.DEPENDENCY, id="a member that is as wanted"),
        pytest.param(change(f"{DESK}/a", attribute="wires", after="3"), Because.DECLARED, id="as not"),
        pytest.param(UNRED, Because.DECLARED, id="a removal"),
        pytest.param(LABEL, Because.DECLARED, id="no member"),
        pytest.param(change("hq/lamp/wall", attribute="label"), Because.DECLARED, id="not there"),
    ],
)  # fmt: skip
def test_what_live_shows_already_is_there_for_the_sake_of_another_change(
    one: Change, expected: Because
) -> None:
    """A change that another one makes necessary is no wish of its own; all others are just declared."""
    live = state(
        resource(DESK, label="old", colours={"red": Member.LISTED}, wires={"a": "2", "b": "1"})
    )
    assert why(one, live) is expected


def step(*changes: Change, requires: tuple[int, ...] = ()) -> Step:
    """Return a step of changes of one lamp."""
    first = changes[0].address
    return Step(first.scope, "lamp", "g", first.key, Phase.GROW, changes, requires)


def test_a_change_names_the_steps_that_run_before_it() -> None:
    """By the addresses under which `apply` tells them, in their order and each once."""
    enable, wall, other = change("hq/settings"), change("hq/lamp/wall"), change("hq/lamp/wall/red")
    steps = [
        step(enable),
        step(wall),
        step(other, requires=(0,)),
        step(LABEL, RED, requires=(0, 1, 2)),
    ]

    found = grounded([LABEL, enable], steps)

    assert [one.needs for one in found] == [("hq/settings", "hq/lamp/wall"), ()]


def test_many_steps_of_one_kind_are_named_by_a_pattern() -> None:
    """A mapping that needs hundreds of fields to be published must not carry hundreds of addresses."""
    steps = [step(change(f"hq/lamp/{number}")) for number in range(9)]
    last = step(LABEL, requires=tuple(range(9)))

    assert grounded([LABEL], [*steps, last])[0].needs == ("hq/lamp/**",)
    assert len(grounded([LABEL], [*steps, step(LABEL, requires=tuple(range(8)))])[0].needs) == 8
