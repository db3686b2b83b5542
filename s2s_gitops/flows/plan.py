"""Compare, judge: the plan."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from s2s_gitops.engine.approvals import doubtful, used_up
from s2s_gitops.engine.asked import Asked
from s2s_gitops.engine.diff import diff
from s2s_gitops.engine.difference import Difference
from s2s_gitops.engine.grounds import explained, grounded
from s2s_gitops.engine.human import human_steps
from s2s_gitops.engine.ignoring import Sifted, excuse, run_out, sift
from s2s_gitops.engine.mails import mails
from s2s_gitops.engine.needs import parted
from s2s_gitops.engine.notices import reminders, too_early
from s2s_gitops.engine.order import order
from s2s_gitops.engine.policy import blast_radius, consents, expired
from s2s_gitops.model.address import Address
from s2s_gitops.model.change import Because, Change
from s2s_gitops.model.config import Config
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.human import Hands
from s2s_gitops.model.kind import Kind, Place
from s2s_gitops.model.picture import Picture
from s2s_gitops.model.plan import Coverage, Ignored, Plan
from s2s_gitops.model.resource import State


def plan(
    config: Config,
    picture: Picture,
    kinds: Sequence[Kind],
    today: str,
    hands: Mapping[str, Hands] = MappingProxyType({}),
    before: Config | None = None,
) -> Plan:
    """Return what it takes to make the orgs equal what is declared.

    `today` (an ISO date) decides which approvals count; `hands` names the orgs that people write.
    With `before`, an earlier version of the files, changes say whether a line that changed since asks for them.
    """
    live = picture.live
    difference = _difference(config, live, kinds)
    entries = [one for one in config.ignores if one.holds(today)]
    asked = Asked(before, config, kinds) if before else None
    sifted = _explained(sift(difference, entries), live, asked)
    changes, behind, held = _runnable(sifted, difference.impossible, kinds)
    told, excused = excuse(_diagnostics(config, picture, kinds, today), entries)
    lost = blast_radius(changes, live, config, today)
    refused = (*sifted.impossible, *lost, *too_early(changes, config, kinds, today))
    made = Plan(
        orgs={alias: config.orgs[alias].org_id for alias in picture.orgs},
        changes=changes,
        blocked=tuple(sorted((*behind, *held), key=Change.sort_key)),
        pending=tuple(sorted(sifted.pending, key=lambda one: str(one.address))),
        refused=tuple(sorted(refused, key=Diagnostic.sort_key)),
        diagnostics=told,
        unmanaged=tuple(sorted(sifted.unmanaged)),
        unread=tuple(sorted(set(difference.unread))),
        observed=tuple(sorted(sifted.observed, key=Change.sort_key)),
        coverage=Coverage(difference.declared, difference.unreadable),
        consents=consents(changes, config.approvals, config.orgs, today),
        stuck=sifted.stuck,
        ignored=tuple(sorted((*sifted.ignored, *excused), key=Ignored.sort_key)),
        held=held,
    )
    made = replace(made, used_up=used_up(config, kinds, made, today))
    return _stepwise(made, config.desired, live, kinds, hands)


def _stepwise(
    made: Plan, desired: State, live: State, kinds: Sequence[Kind], hands: Mapping[str, Hands]
) -> Plan:
    """Return the plan with what follows from how its changes travel: saves by hand, and e-mails."""
    steps = order(made.changes, kinds)
    by_hand = tuple(human_steps(steps, kinds, live, hands)) if hands else ()
    return replace(made, human_steps=by_hand, mails=mails(steps, kinds, desired))


def _difference(config: Config, live: State, kinds: Sequence[Kind]) -> Difference:
    access = {alias: org.access for alias, org in config.orgs.items()}
    return diff(config.desired, live, kinds, access)


def _explained(sifted: Sifted, live: State, asked: Asked | None) -> Sifted:
    """Return a comparison in which each change says why it is there."""
    ours = explained(sifted.changes, live, asked, otherwise=Because.DRIFT)
    theirs = explained(sifted.observed, live, asked, otherwise=Because.PARTNER)
    unwritten = tuple(replace(one, verified_by="") for one in theirs)
    return replace(sifted, changes=ours, observed=unwritten)


def _runnable(
    sifted: Sifted, impossible: Iterable[Diagnostic], kinds: Sequence[Kind]
) -> tuple[tuple[Change, ...], tuple[Change, ...], tuple[Change, ...]]:
    """Return the changes that can run, those behind something pending, and those that need what is ignored.

    Each says what must run before it, as if all of them could run.
    """
    ready, behind = _split(sifted, impossible, kinds)
    steps = order((*ready, *behind), kinds)
    changes, held = parted(grounded(ready, steps), sifted.left_out, kinds)
    return changes, grounded(behind, steps), held


def _diagnostics(
    config: Config, picture: Picture, kinds: Sequence[Kind], today: str
) -> tuple[Diagnostic, ...]:
    """Return what is wrong or old: of the picture, of the approvals, of what is ignored."""
    found = {
        *picture.diagnostics,
        *(config.placed(gap.diagnostic) for gap in picture.live.gaps),
        *expired(config.approvals, today),
        *doubtful(config, kinds, today),
        *run_out(config.ignores, today),
        *reminders(config, picture.live, kinds, today),
    }
    return tuple(sorted(found, key=Diagnostic.sort_key))


def _split(
    sifted: Sifted, impossible: Iterable[Diagnostic], kinds: Sequence[Kind]
) -> tuple[tuple[Change, ...], tuple[Change, ...]]:
    """Part the changes into those that can run, and those inside a connection that is pending or impossible.

    What is impossible stays so even if it is ignored.
    """
    stuck = {one.address.connection for one in sifted.pending}
    stuck |= {Address.parse(one.where).connection for one in impossible}
    inside = {kind.name for kind in kinds if kind.place is Place.SIDE_LIST}
    ordered = sorted(sifted.changes, key=Change.sort_key)
    is_behind = [one.kind in inside and one.address.connection in stuck for one in ordered]
    free = tuple(one for one, behind in zip(ordered, is_behind, strict=True) if not behind)
    return free, tuple(one for one, behind in zip(ordered, is_behind, strict=True) if behind)
