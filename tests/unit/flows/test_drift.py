"""Drift: what a plan says about live, whether the org or the files changed, and who did it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from s2s_gitops.flows.drift import attributed, drift
from s2s_gitops.flows.plan import plan as make_plan
from s2s_gitops.model.config import Access, Config, OrgEntry
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.drift import Drift
from s2s_gitops.model.finding import Cause, Finding, Witness
from s2s_gitops.model.picture import Picture
from s2s_gitops.model.ports import ReadableOrg, Reading
from s2s_gitops.model.resource import UNREAD, Gap, Member, Resource, State, Value
from s2s_gitops.model.source import Map

from ..builders import LAMP, finding, pending, plan, resource, state
from ..kinds.pages import Org

NOW = datetime(2026, 1, 20, 8, tzinfo=UTC)
DOWN = Diagnostic("S2S301", "No answer.")


def lamp(name: str = "hq/lamp/desk", /, **attributes: Value) -> Resource:
    """Return a lamp."""
    return resource(name, **attributes)


def config(*declared: Resource, orgs: str = "hq", access: Access = Access.MANAGE) -> Config:
    """Return what files declare."""
    entries = {
        one: OrgEntry(one, "1", access, {}, approve_outward=False, node=Map("s2s.yaml", 0))
        for one in orgs.split()
    }
    return Config(entries, state(*declared), ())


def found(files: Config, live: State, before: Config | None = None) -> dict[tuple[str, str], Cause]:
    """Return the cause of each finding, by its address and attribute."""
    made = make_plan(files, Picture(tuple(files.orgs), live), [LAMP], "2026-01-20")
    told = drift(made, live, [LAMP], NOW, before=before)
    assert told.plan.changes == made.changes
    return {(str(one.address), one.attribute): one.cause for one in told.findings}


DESK = "hq/lamp/desk"
LABEL, WHOLE = (DESK, "label"), (DESK, "")
RED, BLUE = {"red": Member.LISTED}, {"blue": Member.LISTED}


@pytest.mark.parametrize(
    ("before", "now", "live", "expected"),
    [
        pytest.param([lamp(label="a")], [lamp(label="a")], [lamp(label="a")], {}, id="nothing"),
        pytest.param(
            [lamp(label="a")],
            [lamp(label="a")],
            [lamp(label="b")],
            {LABEL: Cause.ORG},
            id="the org changed",
        ),
        pytest.param(
            [lamp(label="a")],
            [lamp(label="b")],
            [lamp(label="a")],
            {LABEL: Cause.CONFIG},
            id="the files changed",
        ),
        pytest.param(
            [lamp(label="a")],
            [lamp(label="b")],
            [lamp(label="c")],
            {LABEL: Cause.ORG},
            id="both changed",
        ),
        pytest.param(
            [lamp()],
            [lamp(label="b")],
            [lamp(label="a")],
            {LABEL: Cause.CONFIG},
            id="the files declare a value that they did not",
        ),
        pytest.param([], [lamp()], [], {WHOLE: Cause.CONFIG}, id="the files declare something new"),
        pytest.param([lamp()], [lamp()], [], {WHOLE: Cause.ORG}, id="it is gone from the org"),
        pytest.param(
            [lamp()], [], [lamp()], {WHOLE: Cause.CONFIG}, id="the files declare it no longer"
        ),
        pytest.param([], [], [lamp()], {WHOLE: Cause.ORG}, id="nobody ever declared it"),
        pytest.param(
            [lamp(colours=RED)],
            [lamp(colours=RED | BLUE)],
            [lamp(colours={})],
            {(f"{DESK}/red", "colours"): Cause.ORG, (f"{DESK}/blue", "colours"): Cause.CONFIG},
            id="members, each for itself",
        ),
    ],
)
def test_what_live_shows_as_the_earlier_files_wanted_it_was_not_changed_by_hand(
    before: list[Resource],
    now: list[Resource],
    live: list[Resource],
    expected: dict[tuple[str, str], Cause],
) -> None:
    """It waits for an apply; without a baseline, every difference counts as a change of the org."""
    files, shown = config(*now), state(*live)

    assert found(files, shown, config(*before)) == expected
    assert found(files, shown) == dict.fromkeys(expected, Cause.ORG)


def test_an_org_that_the_earlier_files_did_not_have_is_no_difference_of_theirs() -> None:
    """It was added: what differs there waits for the first apply."""
    live = state(lamp("emea/lamp/hall"), lamp(label="b"))
    files = config(lamp(label="a"), lamp("emea/lamp/new"), orgs="hq emea")

    assert found(files, live, config(lamp(label="a"))) == {
        LABEL: Cause.ORG,
        ("emea/lamp/hall", ""): Cause.CONFIG,
        ("emea/lamp/new", ""): Cause.CONFIG,
    }


def test_an_org_that_the_earlier_files_had_and_others_do_not_is_left_out() -> None:
    """Its gaps as well."""
    live = State(state(lamp(label="b")).resources, (Gap("hq", "shelf", DOWN),))

    assert found(config(lamp(label="a")), live, config(lamp("emea/lamp/x"), orgs="emea hq")) == {
        LABEL: Cause.CONFIG
    }


def test_what_others_manage_is_theirs_unless_the_files_changed() -> None:
    """An expectation of ours."""
    files = config(lamp(label="a"), access=Access.OBSERVE)
    live = state(lamp(label="b"))

    assert found(files, live, config(lamp(label="a"), access=Access.OBSERVE)) == {
        LABEL: Cause.PARTNER
    }
    assert found(files, live, config(lamp(label="b"), access=Access.OBSERVE)) == {
        LABEL: Cause.CONFIG
    }


def test_what_was_not_read_is_no_finding() -> None:
    """With a baseline or without."""
    files = config(lamp(label="a"))

    assert found(files, state(lamp(label=UNREAD)), files) == {}
    assert found(files, State({}, (Gap("hq", None, DOWN),)), files) == {}


def test_what_waits_counts_after_its_deadline() -> None:
    """And not before."""
    late, early = (pending(f"{day}@hq", until=f"2026-01-{day}T08:00:00+00:00") for day in (19, 21))
    made = plan(pending=(late, early, pending("x@hq")))

    assert drift(made, state(), [LAMP], NOW).late == (late,)


HAND = Witness("Maria Meyer", "2026-01-19T08:00:00Z", "audit trail")


def test_each_finding_gets_the_witness_that_the_orgs_name() -> None:
    """In their order; the rest stays as it was."""
    asked: list[object] = []
    live, files = state(lamp(label="b")), config(lamp(label="a"))
    one, other = finding("a@hq"), finding("b@hq")
    told = Drift(plan(), (one, other), (pending(),))

    def testify(reading: Reading, findings: Sequence[Finding]) -> list[Witness]:
        asked.append([list(reading.orgs), reading.desired, dict(reading.live.resources), findings])
        return [HAND, Witness()]

    orgs: dict[str, ReadableOrg] = {"hq": Org()}
    found = attributed(told, Picture(("hq",), live), files, orgs, testify)

    assert found == replace(told, findings=(replace(one, witness=HAND), other))
    assert asked == [[["hq"], files.desired, dict(live.resources), (one, other)]]


def test_where_nothing_differs_nobody_is_asked() -> None:
    """A quiet night costs no request."""

    def testify(_: Reading, __: Sequence[Finding]) -> list[Witness]:
        pytest.fail("nobody is to be asked")

    clean = Drift(plan(), (), (pending(),))

    assert attributed(clean, Picture((), state()), config(), {}, testify) is clean
