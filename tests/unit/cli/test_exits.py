"""Exit codes: of several that hold, the first of 1, 3, 2, 0 counts."""

import pytest

from s2s_gitops.cli.exits import of_drift, of_error, of_plan, of_report, of_status
from s2s_gitops.model.address import Address
from s2s_gitops.model.change import Phase, Step, Stuck
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.drift import Drift
from s2s_gitops.model.errors import FilesError, OrgError, RefusedError, S2SError
from s2s_gitops.model.finding import Cause
from s2s_gitops.model.plan import Ignored, Plan
from s2s_gitops.model.report import Outcome, Report, Status
from s2s_gitops.model.waiting import Waiting

from ..builders import HERE, change, finding, ignore, pending, plan

DOWN = Diagnostic("S2S301", "No answer.")
EXPIRED = Diagnostic("S2S015", "It counted until today.")
TOO_MUCH = Diagnostic("S2S202", "Half of it would be lost.")
IMPOSSIBLE = Diagnostic("S2S101", "It is on.")
UNUSED = Diagnostic("S2S028", "Nothing differs.")
ENDED = Diagnostic("S2S027", "It holds no longer.")
IGNORED = Ignored(Address("hq", "settings"), "set (from_name)", ignore("hq/settings"))
STUCK = Stuck(
    Address("hq", "settings"), "settings", "enabled", before=True, after=False, source=HERE
)
STEP = Step("hq", "settings", "sender", "", Phase.GROW, (change(),))


@pytest.mark.parametrize(
    ("error", "code"),
    [
        pytest.param(S2SError(DOWN), 1, id="any"),
        pytest.param(FilesError(DOWN), 1, id="files"),
        pytest.param(OrgError("hq", "No."), 1, id="org"),
        pytest.param(RefusedError(IMPOSSIBLE), 3, id="refused"),
    ],
)
def test_a_run_that_was_stopped_ends_by_what_stopped_it(error: S2SError, code: int) -> None:
    """Only refusals are 3."""
    assert of_error(error) == code


@pytest.mark.parametrize(
    ("made", "plain", "detailed"),
    [
        pytest.param(plan(), 0, 0, id="nothing"),
        pytest.param(plan(change()), 0, 2, id="differences count when asked for"),
        pytest.param(plan(pending=(pending(),)), 0, 0, id="waiting is no difference"),
        pytest.param(plan(blocked=(change(),)), 0, 0, id="nor is what waits for that"),
        pytest.param(plan(blocked=(change(),), held=(change(),)), 0, 2, id="held back"),
        pytest.param(plan(ignored=(IGNORED,)), 0, 0, id="ignored"),
        pytest.param(plan(observed=(change(),)), 0, 0, id="nor is what others manage"),
        pytest.param(plan(unread=(Address("hq"),)), 0, 0, id="unread without an error"),
        pytest.param(plan(diagnostics=(EXPIRED,)), 0, 0, id="a warning"),
        pytest.param(plan(diagnostics=(EXPIRED, DOWN)), 1, 1, id="an error beside a warning"),
        pytest.param(plan(change(), refused=(IMPOSSIBLE,)), 3, 3, id="refused"),
        pytest.param(plan(refused=(IMPOSSIBLE,), diagnostics=(DOWN,)), 1, 1, id="error and refused"),
    ],
)  # fmt: skip
def test_a_plan_ends_by_the_worst_of_what_it_says(made: Plan, plain: int, detailed: int) -> None:
    """An error counts more than a refusal, a refusal more than a difference."""
    assert (of_plan(made, detailed=False), of_plan(made, detailed=True)) == (plain, detailed)


@pytest.mark.parametrize(
    ("made", "code"),
    [
        pytest.param(plan(change()), 0, id="changes of ours"),
        pytest.param(plan(observed=(change(),)), 2, id="a counterparty differs"),
        pytest.param(plan(observed=(change(),), refused=(IMPOSSIBLE,)), 3, id="and refused"),
    ],
)
def test_a_plan_may_end_by_what_others_manage(made: Plan, code: int) -> None:
    """Only when that is asked for, and only by that."""
    assert of_plan(made, detailed=False, counterparty=True) == code


@pytest.mark.parametrize(
    ("found", "code"),
    [
        pytest.param(Drift(plan(), (), ()), 0, id="clean"),
        pytest.param(Drift(plan(), (finding(),), ()), 2, id="changed"),
        pytest.param(Drift(plan(), (finding(cause=Cause.PARTNER),), ()), 2, id="theirs"),
        pytest.param(Drift(plan(), (finding(cause=Cause.CONFIG),), ()), 2, id="not applied yet"),
        pytest.param(Drift(plan(), (), (pending(),)), 2, id="late"),
        pytest.param(Drift(plan(pending=(pending(),)), (), ()), 0, id="within its time"),
        pytest.param(Drift(plan(stuck=(STUCK,)), (finding(),), ()), 3, id="impossible"),
        pytest.param(Drift(plan(refused=(TOO_MUCH,)), (finding(),), ()), 2, id="too much at once"),
        pytest.param(Drift(plan(diagnostics=(EXPIRED,)), (), ()), 0, id="a warning"),
        pytest.param(Drift(plan(diagnostics=(DOWN,)), (finding(),), ()), 1, id="error"),
        pytest.param(Drift(plan(stuck=(STUCK,), diagnostics=(DOWN,)), (), ()), 1, id="both"),
        pytest.param(Drift(plan(ignored=(IGNORED,)), (), ()), 0, id="ignored"),
        pytest.param(Drift(plan(), (), (), (UNUSED,)), 0, id="an entry that covers nothing"),
        pytest.param(
            Drift(plan(stuck=(STUCK,)), (finding(),), (), (ENDED,)), 1,
            id="an entry that has ended, beside the rest",
        ),
    ],
)  # fmt: skip
def test_drift_ends_by_the_worst_of_what_it_found(found: Drift, code: int) -> None:
    """What could not be read counts more than what differs."""
    assert of_drift(found) == code


@pytest.mark.parametrize(
    ("found", "code"),
    [
        pytest.param(Waiting(plan(), (), ()), 0, id="nothing"),
        pytest.param(Waiting(plan(), (), (pending(),)), 0, id="within its time"),
        pytest.param(Waiting(plan(), (pending(),), ()), 2, id="late"),
        pytest.param(Waiting(plan(change(), refused=(IMPOSSIBLE,)), (), ()), 0, id="refused"),
        pytest.param(Waiting(plan(diagnostics=(EXPIRED,)), (), ()), 0, id="a warning"),
        pytest.param(Waiting(plan(diagnostics=(DOWN,)), (pending(),), ()), 1, id="error"),
    ],
)
def test_a_status_ends_by_what_is_late(found: Waiting, code: int) -> None:
    """Differences and refusals are told by others."""
    assert of_status(found) == code


@pytest.mark.parametrize(
    ("statuses", "after", "code"),
    [
        pytest.param([], plan(), 0, id="nothing to do"),
        pytest.param([Status.DONE, Status.ALREADY], plan(), 0, id="done"),
        pytest.param([Status.DONE, Status.FAILED], plan(), 1, id="failed"),
        pytest.param([Status.DONE, Status.SKIPPED], plan(), 1, id="not tried"),
        pytest.param([Status.WAITING], plan(), 2, id="waiting"),
        pytest.param([Status.WAITING, Status.FAILED], plan(), 1, id="waiting and failed"),
        pytest.param([Status.DONE], plan(pending=(pending(),)), 2, id="somebody must act"),
        pytest.param([Status.DONE], plan(change()), 2, id="something is left"),
        pytest.param([Status.DONE], plan(held=(change(),)), 2, id="something is held back"),
        pytest.param([Status.DONE], plan(ignored=(IGNORED,)), 0, id="something is ignored"),
        pytest.param([Status.DONE], plan(refused=(IMPOSSIBLE,)), 3, id="refused afterwards"),
        pytest.param([Status.WAITING], plan(diagnostics=(DOWN,)), 1, id="unread afterwards"),
    ],
)
def test_an_apply_ends_by_its_steps_and_by_the_plan_afterwards(
    statuses: list[Status], after: Plan, code: int
) -> None:
    """0 says that live equals declared."""
    report = Report(tuple(Outcome(STEP, status) for status in statuses))

    assert of_report(report, after) == code
