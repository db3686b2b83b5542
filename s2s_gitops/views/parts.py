"""Parts that all texts for people share: titled blocks, what waits, and how a text ends."""

from collections.abc import Iterable, Iterator
from datetime import date

from s2s_gitops.model.address import Address
from s2s_gitops.model.change import Pending
from s2s_gitops.model.config import Approval
from s2s_gitops.model.diagnostic import Severity
from s2s_gitops.model.human import HumanStep
from s2s_gitops.model.plan import Coverage, Ignored, Plan
from s2s_gitops.model.retirement import notice
from s2s_gitops.views.plain import plain


def coverage_line(coverage: Coverage) -> str:
    """Return how much of what is declared was read."""
    return f"Verified {coverage.verified} of {coverage.declared} values; {coverage.unreadable} unreadable."


def errors_in(plan: Plan) -> int:
    """Return how many errors a plan carries."""
    return sum(one.severity is Severity.ERROR for one in plan.diagnostics)


def summary_of(found: str, nothing: str, errors: int) -> str:
    """Say what was found. That it is nothing is said only if everything could be looked at."""
    unsure = f"Not fully checked: {errors} error(s)." if errors else ""
    return " ".join(part for part in (found, unsure) if part) or nothing


def waiting_lines(late: Iterable[Pending], in_time: Iterable[Pending]) -> list[str]:
    """Return what waits, what is late first."""
    return [
        *section("Waiting for too long", pending_lines(late)),
        *section("Waiting, within its time", pending_lines(in_time)),
    ]


def ended(lines: Iterable[str], today: date, summary: str, coverage: Coverage) -> str:
    """End a text as all end: how long the feature lasts, the sum, and how much was read."""
    return "\n".join([*lines, notice(today), summary, coverage_line(coverage)]) + "\n"


def section(title: str, lines: Iterable[str]) -> list[str]:
    """Return a titled part with a blank line after it; nothing if there are no lines."""
    found = list(lines)
    return [f"{title}:", *found, ""] if found else []


def pending_lines(pending: Iterable[Pending]) -> Iterator[str]:
    """Yield what somebody else must do, with numbered clicks."""
    for one in pending:
        since = f" since {one.since[:10]}" if one.since else ""
        until = f", until {one.until[:10]}" if one.until else ""
        after = f" (after {one.after})" if one.after else ""
        yield plain(f"   ! {one.address}  waits for {one.waits_for}{since}{until}{after}")
        for number, click in enumerate(one.clicks, start=1):
            yield plain(f"       {number}. {click}")


def human_lines(steps: Iterable[HumanStep]) -> Iterator[str]:
    """Yield what people do in the place of saves: the page to open, numbered clicks, and the proof."""
    for one in steps:
        verbs = ", ".join(dict.fromkeys(change.verb for change in one.step.changes))
        yield plain(f"   ! {one.step}  {verbs}  ({one.why})")
        yield from manual_lines(one)


def manual_lines(one: HumanStep) -> Iterator[str]:
    """Yield the page to open, the clicks and the proof of one step."""
    yield plain(f"       open {one.address}")
    yield from (
        plain(f"       {number}. {text}") for number, text in enumerate(one.clicks, start=1)
    )
    yield plain(f"       proved when {one.proof}")


def address_lines(symbol: str, addresses: Iterable[Address]) -> Iterator[str]:
    """Yield addresses, each with a symbol."""
    return (plain(f"   {symbol} {one}") for one in addresses)


def ignored_lines(ignored: Iterable[Ignored]) -> Iterator[str]:
    """Yield what the files ask to leave alone, with the reason and the last day."""
    for one in ignored:
        yield plain(f"     {one.address}  {one.what}, until {one.entry.until}: {one.entry.reason}")


def used_up_lines(approvals: Iterable[Approval]) -> Iterator[str]:
    """Yield approvals whose change has been made, with their places."""
    for one in approvals:
        yield plain(f"     {one.pattern}  {one.verb}  ({one.source})")
