"""Drift: the same comparison as a plan, told from what is live. Never writes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from s2s_gitops.engine.diff import diff
from s2s_gitops.engine.findings import baseline_of, find
from s2s_gitops.flows.read import consult
from s2s_gitops.model.config import Config
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
    plan: Plan, live: State, kinds: Sequence[Kind], now: datetime, before: Config | None = None
) -> Drift:
    """Return what a plan says about live.

    `now` has a time zone. `before` is an earlier version of the files: what live shows as that
    wanted it was not changed by hand, but waits for an apply.
    """
    baseline = None
    if before is not None:
        access = {alias: org.access for alias, org in before.orgs.items()}
        known = State(
            {at: one for at, one in live.resources.items() if at.org in access},
            live.gaps,
            live.probed,
        )
        baseline = baseline_of(before.desired, diff(before.desired, known, kinds, access))
    late = tuple(one for one in plan.pending if one.is_late(now))
    return Drift(plan, find(plan, kinds, baseline), late)


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
