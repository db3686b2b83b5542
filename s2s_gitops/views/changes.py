"""Changes as lines. Members of one resource that go the same way share a line."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from s2s_gitops.model.change import Because, Change, Risk
from s2s_gitops.model.plan import Plan
from s2s_gitops.model.resource import Member, Presence, Value
from s2s_gitops.views.plain import plain, value_text

_BECAUSE: Final = {
    Because.DRIFT: "of drift: no line that changed since the baseline asks for it",
    Because.PARTNER: "the other side differs: no line that changed since the baseline asks for it",
    Because.DEPENDENCY: "another change of this plan takes it away",
}
"""What is said of a change. That the files ask for it is what everybody expects."""


def change_lines(plan: Plan, changes: Iterable[Change]) -> Iterator[str]:
    """Yield the lines of all changes, the dangerous ones first."""
    manual = {one.sort_key() for step in plan.human_steps for one in step.step.changes}
    for group in grouped(plan, changes):
        symbols = "! " if group[0].sort_key() in manual else ""
        symbols += group[0].action.value
        yield from (plain(line) for line in _lines(plan, group, symbols))


def counterparty_lines(plan: Plan, changes: Iterable[Change]) -> Iterator[str]:
    """Yield differences on sides that others manage: what they would do, where it is relied on, what shows it."""
    for group in grouped(plan, changes):
        first = group[0]
        what = f"{first.action.value} {first.address.resource}  {_what(group)}"
        yield plain(f"   {what}  (relied on at {first.source})")
        yield plain(f"       shown by {first.shown_by}")


def grouped(plan: Plan, changes: Iterable[Change]) -> list[tuple[Change, ...]]:
    """Return changes in rows, dangerous ones first.

    Members of one resource share a row if they have the same verb, the same cause and the same consent.
    """

    def row(change: Change) -> tuple[object, ...]:
        consent = plan.consent(change)
        name = str(change.address.resource)
        stands = (change.because, consent.missing, consent.reason)
        return (-change.risk, name, change.verb, _alone(change), *stands)

    ordered = sorted(changes, key=lambda one: (row(one), one.sort_key()))
    return [tuple(members) for _, members in groupby(ordered, key=row)]


def _alone(change: Change) -> str:
    """Attributes stand alone: each has values of its own to show."""
    return (
        "" if change.address.member and isinstance(change.before, str | None) else change.attribute
    )


def _lines(plan: Plan, group: Sequence[Change], symbols: str) -> Iterator[str]:
    first, consent = group[0], plan.consent(group[0])
    mark = "!!" if first.risk is Risk.IRREVERSIBLE else "  "
    yield f"{mark} {symbols} {first.address.resource}  {_what(group)}  ({first.risk.label}, {first.source})"
    if first.sends:
        sent = ", ".join(f"{name}: {value_text(value)}" for name, value in first.sends.items())
        yield f"       with {sent}"
    if first.risk is not Risk.SAFE:
        yield f"       {first.reason}"
    if first.because in _BECAUSE:
        is_needed = plan.part is not None and first.address.unit in plan.part.needed
        more = ", but what changed leans on it" if is_needed else ""
        yield f"       because {_BECAUSE[first.because]}{more}"
    for line in dict.fromkeys(line for one in group for line in plan.told(one)):
        yield f"     > {line}"
    disclosed = sum(one.discloses for one in group)
    if disclosed:
        yield f"     > newly disclosed to {first.partner}: {disclosed} field(s)"
    if consent.needed:
        yield (
            f"       approved: {consent.reason}"
            if consent.reason
            else "       needs an approval; apply will refuse"
        )


def _what(group: Sequence[Change]) -> str:
    first = group[0]
    if first.address.member:
        return f"{first.verb} {', '.join(_member(one) for one in group)}"
    if first.attribute and not isinstance(first.before, Presence):
        return f"{first.verb} {first.attribute}: {_arrow(first.before, first.after)}"
    return first.verb


def _member(change: Change) -> str:
    """A member by its name; with what it maps to, and from, where it maps."""
    if Member.LISTED in (change.before, change.after) or change.after is None:
        return change.address.member
    if change.before is None:
        return f"{change.address.member} -> {value_text(change.after)}"
    return f"{change.address.member}: {_arrow(change.before, change.after)}"


def _arrow(before: Value, after: Value) -> str:
    return f"{value_text(before)} -> {value_text(after)}"
