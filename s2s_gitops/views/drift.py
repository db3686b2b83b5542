"""Drift for people: three blocks, three counts; each finding with who made it and what ends it."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, assert_never

from s2s_gitops.model.change import Action
from s2s_gitops.model.diagnostic import Severity
from s2s_gitops.model.drift import Drift
from s2s_gitops.model.finding import Cause, Finding, Witness
from s2s_gitops.model.resource import Member, Presence
from s2s_gitops.views.parts import (
    address_lines,
    ended,
    errors_in,
    ignored_lines,
    section,
    summary_of,
    waiting_lines,
)
from s2s_gitops.views.plain import plain, value_text

_TITLES: Final = {
    Cause.ORG: "Our orgs were changed",
    Cause.CONFIG: "The files are ahead",
    Cause.PARTNER: "The other side changed theirs",
}


def drift_text(drift: Drift, today: date) -> str:
    """Return what differs from the files, told from what is live."""
    lines: list[str] = []
    for cause, title in _TITLES.items():
        found = drift.of(cause)
        lines += section(f"{title} ({len(found)})", _finding_lines(found))
    lines += section("Ignored", ignored_lines(drift.plan.ignored))
    late = frozenset(drift.late)
    lines += waiting_lines(drift.late, [one for one in drift.plan.pending if one not in late])
    lines += section("Not read", address_lines("?", drift.plan.unread))
    ignored = f", {len(drift.plan.ignored)} ignored" if drift.plan.ignored else ""
    counts = _counts(drift)
    told = f"Drift: {counts}{ignored}." if counts else ""
    summary = summary_of(told, f"No drift{ignored}.", errors_in(drift.plan))
    over = sum(one.severity is Severity.ERROR for one in drift.stale)
    summary += f" No longer ignored: {over} entry(s)." if over else ""
    return ended(lines, today, summary, drift.plan.coverage)


def _counts(drift: Drift) -> str:
    """Say how much of each kind there is; empty if there is nothing."""
    words = {
        Cause.ORG: "in our orgs",
        Cause.CONFIG: "not applied yet",
        Cause.PARTNER: "on the other side",
    }
    counts = [f"{len(drift.of(cause))} {text}" for cause, text in words.items() if drift.of(cause)]
    counts += [f"{len(drift.late)} waiting for too long"] if drift.late else []
    return ", ".join(counts)


def _finding_lines(findings: Sequence[Finding]) -> Iterator[str]:
    for one in findings:
        where = f"declared at {one.source}" if one.source else "not declared"
        if one.source and one.action is Action.CREATE and one.address.member:
            where = f"not in the list at {one.source}"
        yield plain(f"   {one.action.value} {one.address}  {_what(one)}  ({where})")
        yield plain(f"       by {who_text(one.witness)}  [{one.fingerprint}]")
        yield plain(f"       ends with: {'; '.join(one.ends)}")


def _what(one: Finding) -> str:
    """Say what became of it. Values are told where there are any."""
    match one.action:
        case Action.CREATE:
            shown = "" if _is_plain(one.live) else f", as {value_text(one.live)}"
            wish = ", declared is absent" if one.source and one.declared == Presence.ABSENT else ""
            return f"is there{shown}{wish}"
        case Action.DELETE:
            wanted = "" if _is_plain(one.declared) else f", declared is {value_text(one.declared)}"
            return f"is missing{wanted}"
        case Action.UPDATE:
            name = f"{one.attribute} " if one.attribute and not one.address.member else ""
            return f"{name}is {value_text(one.live)}, declared is {value_text(one.declared)}"
        case _:
            assert_never(one.action)


def _is_plain(value: object) -> bool:
    """Say whether a value tells nothing beyond that something is there."""
    return isinstance(value, Member | Presence)


def who_text(witness: Witness) -> str:
    """Return who made a difference, and when, and who says so."""
    if not witness.who:
        return "unknown"
    when = f" on {witness.when}" if witness.when else ""
    return f"{witness.who}{when} (says the {witness.told_by})"
