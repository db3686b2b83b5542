"""Plan, report and drift for people: dangerous first, the summary last, never without the coverage."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import assert_never

from s2s_gitops.model.address import Address
from s2s_gitops.model.change import Action, Change, Pending, Risk
from s2s_gitops.model.diagnostic import Diagnostic, Severity
from s2s_gitops.model.drift import Drift
from s2s_gitops.model.plan import Coverage, Ignored, Plan
from s2s_gitops.model.report import Outcome
from s2s_gitops.model.retirement import notice
from s2s_gitops.model.waiting import Waiting
from s2s_gitops.views.changes import change_lines
from s2s_gitops.views.plain import plain, value_text


def plan_text(plan: Plan, today: date) -> str:
    """Return a plan: what would be written, what waits, what could not be read, and the sum.

    `today` says how long the feature itself will last.
    """
    lines = list(change_lines(plan, plan.changes))
    lines += [""] if lines else []
    lines += _section("Waits for somebody", _pending_lines(plan.pending))
    held = {one.sort_key() for one in plan.held}
    behind = [one for one in plan.blocked if one.sort_key() not in held]
    lines += _section("Cannot run before that", change_lines(plan, behind))
    needs = "Cannot run while something that it needs is ignored"
    lines += _section(needs, change_lines(plan, plan.held))
    lines += _section("Differs on a side that others manage", change_lines(plan, plan.observed))
    lines += _section("Live but not declared, left alone", _address_lines(" ", plan.unmanaged))
    lines += _section("Ignored", _ignored_lines(plan.ignored))
    lines += _section("Not read", _address_lines("?", plan.unread))
    return _ended(lines, today, summary_line(plan), plan.coverage)


def summary_line(plan: Plan) -> str:
    """Return the plan in one line."""
    errors = _errors(plan)
    ignored = [f"{len(plan.ignored)} ignored"] if plan.ignored else []
    if not (plan.changes or plan.held or plan.pending or plan.refused or errors):
        return f"{', '.join(['No changes', *ignored])}."
    actions = Counter(one.action for one in plan.changes)
    parts = [
        f"{actions[Action.CREATE]} to add",
        f"{actions[Action.UPDATE]} to change",
        f"{actions[Action.DELETE]} to remove",
    ]
    irreversible = sum(one.risk is Risk.IRREVERSIBLE for one in plan.changes)
    missing = sum(plan.consent(one).missing for one in plan.changes)
    parts += [f"{irreversible} irreversible"] if irreversible else []
    parts += [f"{missing} without approval"] if missing else []
    parts += [f"{len(plan.refused)} refused"] if plan.refused else []
    parts += [f"{len(plan.pending)} waiting"] if plan.pending else []
    parts += [f"{len(plan.held)} held back"] if plan.held else []
    parts += ignored
    parts += [f"{errors} error(s)"] if errors else []
    return f"Plan: {', '.join(parts)}."


def coverage_line(coverage: Coverage) -> str:
    """Return how much of what is declared was read."""
    return f"Verified {coverage.verified} of {coverage.declared} values; {coverage.unreadable} unreadable."


def outcome_text(outcome: Outcome) -> str:
    """Return how one step ended, as lines without a line break at the end."""
    step = outcome.step
    verbs = ", ".join(dict.fromkeys(one.verb for one in step.changes))
    names = ", ".join(
        one.address.member or one.attribute or one.address.key for one in step.changes
    )
    lines = [f"{outcome.status.value:>10}  {step}  {verbs}" + (f" ({names})" if names else "")]
    if outcome.diagnostic:
        lines.append(f"            {outcome.diagnostic.code}: {outcome.diagnostic.detail}")
        lines.append(f"            {outcome.diagnostic.fix}")
    return "\n".join(plain(line) for line in lines)


def drift_text(drift: Drift, today: date) -> str:
    """Return what differs from the files, live named first."""
    lines = _section("Live differs from declared", _drift_lines(drift.changed))
    lines += _section("Differs on a side that others manage", _drift_lines(drift.theirs))
    lines += _section("Live but not declared", _address_lines("+", drift.undeclared))
    lines += _section("Ignored", _ignored_lines(drift.plan.ignored))
    lines += _waiting(drift.late, [one for one in drift.plan.pending if one not in drift.late])
    lines += _section("Not read", _address_lines("?", drift.plan.unread))
    lines += _section("Cannot be brought back", _refused_lines(drift.plan.refused))
    count = len(drift.changed) + len(drift.theirs) + len(drift.undeclared) + len(drift.late)
    count += len(drift.plan.refused)
    ignored = f", {len(drift.plan.ignored)} ignored" if drift.plan.ignored else ""
    found = f"Drift: {count} difference(s){ignored}." if count else ""
    summary = _summary(found, f"No drift{ignored}.", _errors(drift.plan))
    over = sum(one.severity is Severity.ERROR for one in drift.stale)
    summary += f" No longer ignored: {over} entry(s)." if over else ""
    return _ended(lines, today, summary, drift.plan.coverage)


def status_text(waiting: Waiting, today: date) -> str:
    """Return what waits on whom, what is late first."""
    count, late = len(waiting.late) + len(waiting.in_time), len(waiting.late)
    found = f"Waiting: {count}{f', {late} too long' if late else ''}." if count else ""
    summary = _summary(found, "Nothing waits for anybody.", _errors(waiting.plan))
    lines = _waiting(waiting.late, waiting.in_time)
    return _ended(lines, today, summary, waiting.plan.coverage)


def _errors(plan: Plan) -> int:
    return sum(one.severity is Severity.ERROR for one in plan.diagnostics)


def _summary(found: str, nothing: str, errors: int) -> str:
    """Say what was found. That it is nothing is said only if everything could be looked at."""
    unsure = f"Not fully checked: {errors} error(s)." if errors else ""
    return " ".join(part for part in (found, unsure) if part) or nothing


def _waiting(late: Iterable[Pending], in_time: Iterable[Pending]) -> list[str]:
    return [
        *_section("Waiting for too long", _pending_lines(late)),
        *_section("Waiting, within its time", _pending_lines(in_time)),
    ]


def _ended(lines: Iterable[str], today: date, summary: str, coverage: Coverage) -> str:
    """End a text as all end: how long the feature lasts, the sum, and how much was read."""
    return "\n".join([*lines, notice(today), summary, coverage_line(coverage)]) + "\n"


def _refused_lines(refused: Iterable[Diagnostic]) -> Iterator[str]:
    return (plain(f"   ~ {one.where}  {one.detail}  (declared at {one.source})") for one in refused)


def _section(title: str, lines: Iterable[str]) -> list[str]:
    found = list(lines)
    return [f"{title}:", *found, ""] if found else []


def _pending_lines(pending: Iterable[Pending]) -> Iterator[str]:
    for one in pending:
        since = f" since {one.since[:10]}" if one.since else ""
        until = f", until {one.until[:10]}" if one.until else ""
        after = f" (after {one.after})" if one.after else ""
        yield plain(f"   ! {one.address}  waits for {one.waits_for}{since}{until}{after}")
        for number, click in enumerate(one.clicks, start=1):
            yield plain(f"       {number}. {click}")


def _ignored_lines(ignored: Iterable[Ignored]) -> Iterator[str]:
    for one in ignored:
        yield plain(f"     {one.address}  {one.what}, until {one.entry.until}: {one.entry.reason}")


def _address_lines(symbol: str, addresses: Iterable[Address]) -> Iterator[str]:
    return (plain(f"   {symbol} {one}") for one in addresses)


def _drift_lines(changes: Iterable[Change]) -> Iterator[str]:
    """From live's point of view: what the plan would add is missing there, what it would remove came there."""
    for one in changes:
        match one.action:
            case Action.CREATE:
                what = "is missing" if not one.attribute or one.address.member else _shows(one)
                mark = "-"
            case Action.DELETE:
                what, mark = "is there, but not declared", "+"
            case Action.UPDATE:
                what, mark = _shows(one), "~"
            case _:
                assert_never(one.action)
        yield plain(f"   {mark} {one.address}  {what}  (declared at {one.source})")


def _shows(change: Change) -> str:
    return (
        f"{change.attribute} is {value_text(change.before)}, declared is {value_text(change.after)}"
    )
