"""What a comparison found, and how it is told: declared words become changes, refusals and waits."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from s2s_gitops.model.address import Address
from s2s_gitops.model.change import Action, Change, Pending, Risk, Step, Stuck
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.kind import Awaits, Impossible, Kind, Per, SaveGroup, Use, Verb
from s2s_gitops.model.ports import Scene, WritableOrg
from s2s_gitops.model.resource import Resource, Unknown, Value
from s2s_gitops.model.shown import NOWHERE, Confidence


@dataclass(slots=True)
class Difference:
    """What a comparison found: `changes` to make, and `observed` differences on sides that others manage.

    `stuck` are the differences that `impossible` speaks of.
    """

    changes: list[Change] = field(default_factory=list)
    observed: list[Change] = field(default_factory=list)
    pending: list[Pending] = field(default_factory=list)
    impossible: list[Diagnostic] = field(default_factory=list)
    stuck: list[Stuck] = field(default_factory=list)
    unmanaged: list[Address] = field(default_factory=list)
    unread: list[Address] = field(default_factory=list)
    declared: int = 0
    unreadable: int = 0


NO_WAY: Final = Impossible(
    "The org shows a value from which no way is known to the declared one.",
    "Declare what the org shows, or change it there by hand.",
)


def _nobody_writes(org: WritableOrg, step: Step, _: Scene) -> None:
    raise AssertionError(f"{step} of {org.alias} belongs to others")


THEIRS: Final = Verb(
    name="differ",
    action=Action.UPDATE,
    risk=Risk.SAFE,
    reason="others manage this side",
    undo="theirs to change",
    group=SaveGroup("theirs", Per.SCOPE, _nobody_writes),
)
"""A difference on a side that others manage, where no verb of ours would lead."""


@dataclass(frozen=True, slots=True)
class Told:
    """One difference: of which attribute and member, from what to what, and what comes along with it."""

    attribute: str
    member: str
    before: Value
    after: Value
    implied: frozenset[str]


def change_of(kind: Kind, wanted: Resource, verb: Verb, told: Told) -> Change:
    """Return a difference as the change that a verb makes."""
    address = wanted.address.of(told.member)
    words = _words(wanted) | {
        "key": address.key,
        "member": told.member,
        "implied": ", ".join(sorted(told.implied)),
    }
    filled = kind.attribute(told.attribute).filled(told.after) if told.attribute else ()
    field_name, _, choice = told.member.partition(".")
    shown = kind.shown.get(told.attribute) or kind.shown.get("", NOWHERE)
    is_known = not isinstance(told.before, Unknown)
    done = {"value": told.after, "fill": "".join(filled), "field": field_name, "choice": choice}
    return Change(
        address=address,
        kind=kind.name,
        verb=verb.name,
        action=verb.action,
        attribute=told.attribute,
        before=told.before,
        after=told.after,
        risk=verb.risk,
        reason=verb.reason.format_map(words),
        undo=verb.undo.format_map(words),
        source=wanted.source(told.attribute, told.member),
        partner=str(wanted.facts.get("other", "")),
        discloses=max(1, len(told.implied)) if verb.discloses else 0,
        consequences=tuple(line.format_map(words) for line in verb.consequences),
        sends=_sent(kind, wanted, verb),
        clicks=tuple(line.format_map(words | done) for line in verb.clicks),
        refers=tuple(kind.refers(wanted)),
        confidence=shown.confidence if is_known else Confidence.UNKNOWN,
        verified_by=f"{shown.where} of {address.org}" if shown.where else "",
    )


def _sent(kind: Kind, wanted: Resource, verb: Verb) -> dict[str, Value]:
    """Return the declared values that travel with a verb that makes something.

    What counts for both sides is for us alone, and travels nowhere.
    """
    if not verb.carries:
        return {}
    acting = {one.name for one in kind.attributes if one.use is Use.ACTING and not one.shared}
    sent = acting | set(verb.carries)
    return {name: value for name, value in sorted(wanted.attributes.items()) if name in sent}


def refusal_of(wanted: Resource, attribute: str, outcome: Impossible) -> Diagnostic:
    """Return what cannot be done, with its place and what to do instead."""
    words = _words(wanted)
    why, instead = outcome.why.format_map(words), outcome.instead.format_map(words)
    return Diagnostic("S2S101", why, instead, wanted.source(attribute), str(wanted.address))


def pending_of(
    wanted: Resource, live: Resource | None, attribute: str, outcome: Awaits, after: str
) -> Pending:
    """Return what somebody else must do (`after` a verb of ours), since when it waits, and how long it may."""
    words = _words(wanted)
    since = str(live.facts.get("since", "")) if live else ""
    return Pending(
        wanted.address,
        outcome.who.format_map(words),
        outcome.waits_for.format_map(words),
        tuple(click.format_map(words) for click in outcome.clicks),
        since,
        wanted.source(attribute),
        _until(since, outcome.within.format_map(words)),
        after,
    )


def _until(since: str, within: str) -> str:
    """Return the end of a number of days, such as "30 days", after a time that may not be known."""
    if not since:
        return ""
    days = int(within.partition(" ")[0])
    return (datetime.fromisoformat(since) + timedelta(days=days)).isoformat()


def _words(wanted: Resource) -> dict[str, Value]:
    words: dict[str, Value] = {"contact": "the contact", "org": wanted.address.org}
    return words | dict(wanted.attributes) | dict(wanted.facts)
