"""Plan, report and drift for people: dangerous first, the summary last, never without the coverage."""

from collections import Counter
from datetime import date
from typing import Final

from s2s_gitops.model.change import Action, Because, Risk
from s2s_gitops.model.plan import Plan
from s2s_gitops.model.report import Outcome
from s2s_gitops.model.waiting import Waiting
from s2s_gitops.views.changes import change_lines, counterparty_lines
from s2s_gitops.views.partial import part_lines
from s2s_gitops.views.parts import (
    address_lines,
    ended,
    errors_in,
    human_lines,
    ignored_lines,
    manual_lines,
    pending_lines,
    section,
    summary_of,
    used_up_lines,
    waiting_lines,
)
from s2s_gitops.views.plain import plain

COUNTERPARTY: Final = "Counterparty: differs on sides that others manage, where nothing is written"


def plan_text(plan: Plan, today: date) -> str:
    """Return a plan: what would be written, what waits, what could not be read, and the sum.

    `today` says how long the feature itself will last.
    """
    lines = list(change_lines(plan, plan.changes))
    lines += [""] if lines else []
    lines += section("By hand, in this order", human_lines(plan.human_steps))
    lines += section("Waits for somebody", pending_lines(plan.pending))
    held = {one.sort_key() for one in plan.held}
    behind = [one for one in plan.blocked if one.sort_key() not in held]
    lines += section("Cannot run before that", change_lines(plan, behind))
    needs = "Cannot run while something that it needs is ignored"
    lines += section(needs, change_lines(plan, plan.held))
    lines += section(COUNTERPARTY, counterparty_lines(plan, plan.observed))
    lines += section("Live but not declared, left alone", address_lines(" ", plan.unmanaged))
    lines += section("Ignored", ignored_lines(plan.ignored))
    lines += section("Not read", address_lines("?", plan.unread))
    lines += section("Approvals that are used up and may be removed", used_up_lines(plan.used_up))
    lines += part_lines(plan.part)
    lines += [mail_line(plan)] if plan.mails else []
    return ended(lines, today, summary_line(plan), plan.coverage)


def mail_line(plan: Plan) -> str:
    """Return how many e-mails go out to whom."""
    told = ", ".join(f"{count} to {whom}" for whom, count in plan.mails.items())
    return plain(f"E-mails that go out: {told}.")


def summary_line(plan: Plan) -> str:
    """Return the plan in one line."""
    errors = errors_in(plan)
    beside = [f"{len(plan.observed)} at a counterparty"] if plan.observed else []
    beside += [f"{len(plan.ignored)} ignored"] if plan.ignored else []
    if not (plan.changes or plan.held or plan.pending or plan.refused or errors):
        nothing = "No changes in this part" if plan.part else "No changes"
        return f"{', '.join([nothing, *beside])}."
    actions = Counter(one.action for one in plan.changes)
    parts = [
        f"{actions[Action.CREATE]} to add",
        f"{actions[Action.UPDATE]} to change",
        f"{actions[Action.DELETE]} to remove",
    ]
    irreversible = sum(one.risk is Risk.IRREVERSIBLE for one in plan.changes)
    missing = sum(plan.consent(one).missing for one in plan.changes)
    parts += [f"{irreversible} irreversible"] if irreversible else []
    unasked = sum(one.because is Because.DRIFT for one in plan.changes)
    parts += [f"{missing} without approval"] if missing else []
    parts += [f"{unasked} because of drift"] if unasked else []
    parts += [f"{len(plan.human_steps)} save(s) by hand"] if plan.human_steps else []
    parts += [f"{len(plan.refused)} refused"] if plan.refused else []
    parts += [f"{len(plan.pending)} waiting"] if plan.pending else []
    parts += [f"{len(plan.held)} held back"] if plan.held else []
    parts += beside
    parts += [f"{errors} error(s)"] if errors else []
    return f"{'Partial plan' if plan.part else 'Plan'}: {', '.join(parts)}."


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
    shown = [plain(line) for line in lines]
    shown += [f"     {line}" for line in manual_lines(outcome.by_hand)] if outcome.by_hand else []
    return "\n".join(shown)


def status_text(waiting: Waiting, today: date) -> str:
    """Return what waits on whom, what is late first."""
    count, late = len(waiting.late) + len(waiting.in_time), len(waiting.late)
    found = f"Waiting: {count}{f', {late} too long' if late else ''}." if count else ""
    summary = summary_of(found, "Nothing waits for anybody.", errors_in(waiting.plan))
    lines = waiting_lines(waiting.late, waiting.in_time)
    return ended(lines, today, summary, waiting.plan.coverage)
