"""What changes lead to is asked of the kinds that can tell, and only if something of them changes."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from s2s_gitops.flows.foresee import foresee
from s2s_gitops.model.change import Change, Foreseen
from s2s_gitops.model.ports import Reading

from ..builders import LAMP, change, plan, state

SWITCHED = change("hq/lamp/Red", kind="lamp", verb="paint", consequences=("it glares",))
OTHER = change("hq/settings", kind="settings")


def glare(reading: Reading, changes: Sequence[Change]) -> Iterator[Foreseen]:
    """Say how much each lamp glares, in two sentences; a survey counts more."""
    for one in changes:
        count = 2 if reading.is_survey else 1
        yield Foreseen(one.address, one.verb, "{n} glare(s)", {"n": count}, "it glares")
        yield Foreseen(one.address, one.verb, "and that is seen")


def test_a_kind_tells_what_its_changes_lead_to() -> None:
    """It sees all changes of the plan, and what it says stands at each of them."""
    kinds = [replace(LAMP, name="lamp", foresee=glare)]
    made = foresee(plan(SWITCHED), state(), state(), {}, kinds)
    assert made.told(SWITCHED) == ("2 glare(s)", "and that is seen"), "without orgs all is surveyed"
    assert made.digest == plan(SWITCHED).digest


def test_nobody_is_asked_where_nothing_changes() -> None:
    """An empty plan, and one of other kinds, asks nothing more."""

    def never(reading: Reading, changes: Sequence[Change]) -> Iterator[Foreseen]:
        raise AssertionError(reading, changes)

    kinds = [replace(LAMP, name="lamp", foresee=never), replace(LAMP, name="settings")]
    for made in (plan(), plan(OTHER)):
        assert foresee(made, state(), state(), {}, kinds) == made
