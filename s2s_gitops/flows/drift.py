"""Drift: the same comparison as a plan, told from what is live. Never writes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from s2s_gitops.engine.findings import find
from s2s_gitops.engine.ignoring import ended, unused
from s2s_gitops.flows.baseline import baseline
from s2s_gitops.flows.read import consult
from s2s_gitops.model.config import Config, Ignore
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.drift import Drift
from s2s_gitops.model.finding import Finding, Witness
from s2s_gitops.model.kind import Kind
from s2s_gitops.model.picture import Picture
from s2s_gitops.model.plan import Plan
from s2s_gitops.model.ports import ReadableOrg, Reading
from s2s_gitops.model.resource import State

Testify = Callable[[Reading, Sequence[Finding]], Sequence[Witness]]
"""Say who made each difference, and when, as the orgs tell it."""


def drift(
    plan: Plan,
    live: State,
    kinds: Sequence[Kind],
    now: datetime,
    ignores: Sequence[Ignore] = (),
    before: Config | None = None,
    warnings: Sequence[Diagnostic] = (),
) -> Drift:
    """Return what a plan says about live, and about the entries that asked to ignore some of it.

    `now` has a time zone. `before` is an earlier version of the files: what live shows as that
    wanted it was not changed by hand, but waits for an apply. `warnings` are those about the files:
    an entry that covers one is used.
    """
    today = now.date().isoformat()
    over = tuple(ended(ignores, today))
    told = replace(plan, diagnostics=_without_warnings(plan, over))
    found = find(told, kinds, baseline(before, live, kinds) if before else None)
    late = tuple(one for one in plan.pending if one.is_late(now))
    return Drift(told, found, late, (*over, *unused(ignores, plan, today, warnings)))


def _without_warnings(plan: Plan, over: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return what the plan had to say, without warnings of what is an error here."""
    places = {(one.source, one.where) for one in over}
    return tuple(
        one
        for one in plan.diagnostics
        if one.code != "S2S026" or (one.source, one.where) not in places
    )


def attributed(
    found: Drift,
    picture: Picture,
    config: Config,
    orgs: Mapping[str, ReadableOrg],
    testify: Testify,
) -> Drift:
    """Return drift with who made it, and when, where the orgs tell. Asks nothing if there is none."""
    if not found.findings:
        return found
    told = consult(orgs, config.desired, picture.live, lambda one: testify(one, found.findings))
    pairs = zip(found.findings, told, strict=True)
    return replace(found, findings=tuple(replace(one, witness=who) for one, who in pairs))
