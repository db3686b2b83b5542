"""Drift: the same comparison as a plan, told from what is live. Never writes."""

from datetime import datetime, timedelta
from typing import Final

from s2s_gitops.model.drift import Drift
from s2s_gitops.model.plan import Plan

PATIENCE: Final = timedelta(days=14)
"""How long somebody else may take before waiting counts as drift."""


def drift(plan: Plan, now: datetime) -> Drift:
    """Return what a plan says about live. `now` has a time zone."""
    late = tuple(
        one
        for one in plan.pending
        if one.since and now - datetime.fromisoformat(one.since) > PATIENCE
    )
    return Drift(plan, plan.changes, plan.observed, plan.unmanaged, late)
