"""Status: what waits on whom, and until when. Never writes."""

from datetime import datetime

from s2s_gitops.model.change import Pending
from s2s_gitops.model.plan import Plan
from s2s_gitops.model.waiting import Waiting


def status(plan: Plan, now: datetime) -> Waiting:
    """Return what a plan waits for. `now` has a time zone.

    What will wait only after a change of ours does not wait yet.
    """
    ordered = sorted((one for one in plan.pending if not one.after), key=_end)
    late = tuple(one for one in ordered if one.is_late(now))
    return Waiting(plan, late, tuple(one for one in ordered if not one.is_late(now)))


def _end(pending: Pending) -> tuple[bool, str, str]:
    """Order by the end, and what has none last."""
    return (not pending.until, pending.until, str(pending.address))
