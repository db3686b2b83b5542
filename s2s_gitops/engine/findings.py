"""A plan told from what is live: what became of the orgs, on whose side, and what ends it. Pure."""

import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from s2s_gitops.engine.difference import Difference
from s2s_gitops.model.address import Address
from s2s_gitops.model.change import Action, Change, Stuck
from s2s_gitops.model.finding import Cause, Finding
from s2s_gitops.model.kind import Kind
from s2s_gitops.model.plan import Plan
from s2s_gitops.model.resource import Presence, State, Value

_SEEN_FROM_LIVE: Final = {
    Action.CREATE: Action.DELETE,
    Action.DELETE: Action.CREATE,
    Action.UPDATE: Action.UPDATE,
}


@dataclass(frozen=True, slots=True)
class Baseline:
    """What an earlier version of the files declared, and where live differed from that."""

    desired: State
    differences: frozenset[tuple[Address, str]]

    def explains(self, address: Address, attribute: str) -> bool:
        """Say whether live is as the earlier files wanted it: then it is the files that changed since."""
        return (address, attribute) not in self.differences


def baseline_of(desired: State, found: Difference) -> Baseline:
    """Return what an earlier version of the files makes of live."""
    changes = [(one.address, one.attribute) for one in (*found.changes, *found.observed)]
    stuck = [(one.address, one.attribute) for one in found.stuck]
    unmanaged = [(address, "") for address in found.unmanaged]
    return Baseline(desired, frozenset((*changes, *stuck, *unmanaged)))


def find(plan: Plan, kinds: Sequence[Kind], baseline: Baseline | None) -> tuple[Finding, ...]:
    """Return every difference that a plan knows of, in the order of the addresses.

    Without a baseline it cannot be told whether the files are ahead: then every difference of our
    orgs counts as a change of theirs.
    """
    words = {kind.path: kind for kind in kinds}
    found = [
        *(_of_change(one, Cause.ORG, baseline) for one in (*plan.changes, *plan.held)),
        *(_of_change(one, Cause.PARTNER, baseline) for one in plan.observed),
        *(_of_stuck(one, baseline) for one in plan.stuck),
        *_of_unmanaged(plan.unmanaged, words, baseline),
    ]
    return tuple(sorted(found, key=lambda one: (str(one.address), one.attribute)))


def _cause(cause: Cause, address: Address, attribute: str, baseline: Baseline | None) -> Cause:
    is_ahead = baseline is not None and baseline.explains(address, attribute)
    return Cause.CONFIG if is_ahead else cause


def _of_change(change: Change, cause: Cause, baseline: Baseline | None) -> Finding:
    found = _cause(cause, change.address, change.attribute, baseline)
    return Finding(
        address=change.address,
        kind=change.kind,
        attribute=change.attribute,
        action=_action(change),
        declared=change.after,
        live=change.before,
        cause=found,
        source=change.source,
        ends=tuple(_ends(found, change.address, is_ours=cause is not Cause.PARTNER)),
    )


def _action(change: Change) -> Action:
    """Say what became of it: what the plan would add is gone, what it would remove has come."""
    is_whole = not change.attribute or bool(change.address.member)
    if is_whole or change.before == Presence.ABSENT:
        return _SEEN_FROM_LIVE[change.action]
    return Action.UPDATE


def _of_stuck(one: Stuck, baseline: Baseline | None) -> Finding:
    return Finding(
        address=one.address,
        kind=one.kind,
        attribute=one.attribute,
        action=Action.UPDATE,
        declared=one.after,
        live=one.before,
        cause=_cause(Cause.ORG, one.address, one.attribute, baseline),
        source=one.source,
        ends=(_accept(one.address), IGNORE),
    )


def _of_unmanaged(
    addresses: Sequence[Address], words: Mapping[str, Kind], baseline: Baseline | None
) -> Iterator[Finding]:
    for address in addresses:
        cause = _cause(Cause.ORG, address, "", baseline)
        kind = words.get(address.path)
        absent = ["declare it with `state: absent`"] if kind and kind.delete else []
        yield Finding(
            address=address,
            kind=kind.name if kind else address.segment,
            attribute="",
            action=Action.CREATE,
            declared=Presence.ABSENT,
            live=_PRESENT,
            cause=cause,
            source=None,
            ends=(_accept(address), *absent, IGNORE),
        )


_PRESENT: Final[Value] = Presence.PRESENT
APPLY: Final = "s2s apply"
IGNORE: Final = "an `ignore` entry"


def _ends(cause: Cause, address: Address, *, is_ours: bool) -> Iterator[str]:
    """Yield what ends a difference. Nobody here writes on a side that others manage."""
    if is_ours:
        yield APPLY
    else:
        yield f"{address.org} changes it" + ("" if cause is Cause.CONFIG else " back")
    if cause is not Cause.CONFIG:
        yield _accept(address)
        yield IGNORE


def _accept(address: Address) -> str:
    return f"s2s drift accept {shlex.quote(str(address))}"
