"""Consent: which changes need an approval, which have one, and how much may be lost at once. Pure."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from s2s_gitops.model.address import Address
from s2s_gitops.model.change import Change, Risk
from s2s_gitops.model.config import Approval, Config, OrgEntry
from s2s_gitops.model.diagnostic import Diagnostic, has_errors
from s2s_gitops.model.errors import RefusedError, S2SError
from s2s_gitops.model.patterns import Patterns
from s2s_gitops.model.plan import Consent, Plan
from s2s_gitops.model.resource import Presence, Resource, State

SHARE: Final = 0.3
SCOPE_SIZE: Final = 10


def consents(
    changes: Sequence[Change],
    approvals: Sequence[Approval],
    orgs: Mapping[str, OrgEntry],
    today: str,
) -> dict[Address, dict[str, Consent]]:
    """Return how each change that needs consent stands, by address and verb. `today` is an ISO date."""
    valid = [one for one in approvals if one.is_valid(today)]
    by_verb = {
        verb: Patterns((one.pattern, one) for one in valid if one.verb == verb)
        for verb in {one.verb for one in valid}
    }
    result: dict[Address, dict[str, Consent]] = {}
    for change in changes:
        floor = Risk.OUTWARD if orgs[change.address.org].approve_outward else Risk.DESTRUCTIVE
        if change.risk >= floor:
            of_verb = by_verb.get(change.verb)
            fitting = of_verb.first(change.address) if of_verb else None
            reason = fitting.reason if fitting else ""
            result.setdefault(change.address, {})[change.verb] = Consent(needed=True, reason=reason)
    return result


@dataclass(frozen=True, slots=True)
class ApprovedPlan:
    """A plan that may be applied. Only `approve` makes one, and `apply` takes nothing else."""

    plan: Plan


def approve(plan: Plan) -> ApprovedPlan:
    """Return the plan as one that may be applied.

    Raises S2SError if something declared is wrong or could not be read, and RefusedError if
    something is impossible, too much, or lacks its approval. Nothing has been written then.
    """
    if has_errors(plan.diagnostics):
        raise S2SError(*plan.diagnostics)
    missing = [_missing(change) for change in plan.changes if plan.consent(change).missing]
    if plan.refused or missing:
        raise RefusedError(*plan.refused, *missing)
    return ApprovedPlan(plan)


def _missing(change: Change) -> Diagnostic:
    entry = (
        f'- {{address: {json.dumps(str(change.address))}, change: {change.verb}, reason: "..."}}'
    )
    return Diagnostic(
        "S2S201",
        f"`{change.verb}` is {change.risk.label}: {change.reason}.",
        f"If it is meant, add under `approvals`:  {entry}",
        change.source,
        str(change.address),
    )


def expired(approvals: Sequence[Approval], today: str) -> tuple[Diagnostic, ...]:
    """Return a warning for each approval whose last day has passed."""
    return tuple(
        Diagnostic(
            "S2S015",
            f"It counted until {one.until}.",
            "Remove it, or set a new date.",
            one.source,
            one.pattern,
        )
        for one in approvals
        if not one.is_valid(today)
    )


def _members(live: Resource, wanted: Resource | None) -> int:
    """Return how many values a resource holds: of what is declared, or of all that goes with it.

    What was read beyond that does not count, so that it means nothing how much was read.
    """
    if wanted is None:
        return 0
    goes = wanted.presence is Presence.ABSENT
    counted = (one for name, one in live.attributes.items() if goes or name in wanted.attributes)
    return sum(len(one) for one in counted if isinstance(one, Mapping))


def blast_radius(
    changes: Sequence[Change], live: State, config: Config, today: str
) -> tuple[Diagnostic, ...]:
    """Return an error for each scope of ten or more values that would lose more than 30 % of them.

    An approval that names the scope itself (`hq-emea@hq` or `hq-emea@hq/**`) lifts the limit for
    its verb.
    """
    held = {
        address: 1 + _members(resource, config.desired.resources.get(address))
        for address, resource in live.resources.items()
    }
    sizes: Counter[str] = Counter()
    for address, size in held.items():
        sizes[address.scope] += size
    lost: Counter[tuple[str, str]] = Counter()
    for change in changes:
        if change.risk is Risk.DESTRUCTIVE:
            size = 1 if change.attribute else held.get(change.address, 1)
            lost[change.address.scope, change.verb] += size
    lifted = {
        (one.pattern.removesuffix("/**"), one.verb)
        for one in config.approvals
        if one.is_valid(today)
    }
    totals: Counter[str] = Counter()
    for (scope, verb), count in lost.items():
        if (scope, verb) not in lifted:
            totals[scope] += count
    return tuple(
        Diagnostic(
            "S2S202",
            f"{count} of {sizes[scope]} values would be lost.",
            f"If that is meant, approve it for the whole scope: `address: {scope}/**`.",
            where=scope,
        )
        for scope, count in sorted(totals.items())
        if sizes[scope] >= SCOPE_SIZE and count > SHARE * sizes[scope]
    )
