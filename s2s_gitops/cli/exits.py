"""Exit codes. Where several hold, the first of 130, 1, 3, 2, 0 counts."""

from typing import Final

from s2s_gitops.model.capture import Capture
from s2s_gitops.model.contract import Verdict
from s2s_gitops.model.diagnostic import has_errors
from s2s_gitops.model.drift import Drift
from s2s_gitops.model.errors import RefusedError, S2SError
from s2s_gitops.model.plan import Plan
from s2s_gitops.model.report import Report, Status
from s2s_gitops.model.validation import Validation
from s2s_gitops.model.waiting import Waiting

DONE: Final = 0
ERROR: Final = 1
DIFFERENT: Final = 2
REFUSED: Final = 3
INTERRUPTED: Final = 130


def of_error(error: S2SError) -> int:
    """The code of a run that was stopped."""
    return REFUSED if isinstance(error, RefusedError) else ERROR


def of_validation(validation: Validation) -> int:
    """The code of a validation. Warnings count for nothing."""
    return ERROR if has_errors(validation.diagnostics) else DONE


def of_plan(plan: Plan, *, detailed: bool) -> int:
    """The code of a plan; with `detailed`, differences count."""
    if has_errors(plan.diagnostics):
        return ERROR
    if plan.refused:
        return REFUSED
    return DIFFERENT if detailed and (plan.changes or plan.held) else DONE


def of_drift(drift: Drift) -> int:
    """The code of a drift report. An entry of `ignore` that holds no longer is an error."""
    if has_errors((*drift.plan.diagnostics, *drift.stale)):
        return ERROR
    if drift.plan.stuck:
        return REFUSED
    return DONE if drift.is_clean else DIFFERENT


def of_status(waiting: Waiting) -> int:
    """The code of a status. What is refused is no matter of waiting."""
    if has_errors(waiting.plan.diagnostics):
        return ERROR
    return DIFFERENT if waiting.late else DONE


def of_capture(capture: Capture) -> int:
    """The code of a capture: what differs from the contract is a difference."""
    if has_errors(capture.problems):
        return ERROR
    return DIFFERENT if capture.of(Verdict.CONTRADICTED) else DONE


def of_report(report: Report, after: Plan | None) -> int:
    """The code of an apply, given the plan that was made after it; None if that could not be made."""
    if after is None or report.has(Status.FAILED, Status.SKIPPED):
        return ERROR
    code = of_plan(after, detailed=False)
    waits = report.has(Status.WAITING) or bool(after.pending or after.changes or after.held)
    return code or (DIFFERENT if waits else DONE)
