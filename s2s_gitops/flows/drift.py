"""Drift: the same comparison as a plan, told from what is live. Never writes."""

from datetime import datetime

from s2s_gitops.model.drift import Drift
from s2s_gitops.model.plan import Plan


def drift(plan: Plan, now: datetime) -> Drift:
    """Return what a plan says about live. `now` has a time zone."""
    late = tuple(one for one in plan.pending if one.is_late(now))
    return Drift(plan, plan.changes, plan.observed, plan.unmanaged, late)
