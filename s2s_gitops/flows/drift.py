"""Drift: the same comparison as a plan, told from what is live. Never writes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from s2s_gitops.engine.ignoring import ended, unused
from s2s_gitops.model.change import Change
from s2s_gitops.model.config import Ignore
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.drift import Drift
from s2s_gitops.model.plan import Plan


def drift(plan: Plan, now: datetime, ignores: Sequence[Ignore] = ()) -> Drift:
    """Return what a plan says about live, and about the entries that asked to ignore some of it.

    `now` has a time zone.
    """
    today = now.date().isoformat()
    late = tuple(one for one in plan.pending if one.is_late(now))
    over = tuple(ended(ignores, today))
    told = replace(plan, diagnostics=_without_warnings(plan, over))
    changed = tuple(sorted((*plan.changes, *plan.held), key=Change.sort_key))
    stale = (*over, *unused(ignores, plan, today))
    return Drift(told, changed, plan.observed, plan.unmanaged, late, stale)


def _without_warnings(plan: Plan, over: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return what the plan had to say, without warnings of what is an error here."""
    places = {(one.source, one.where) for one in over}
    return tuple(
        one
        for one in plan.diagnostics
        if one.code != "S2S026" or (one.source, one.where) not in places
    )
