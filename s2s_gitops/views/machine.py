"""One JSON document for machines: sorted, versioned, without secrets.

What moves by itself between two runs stands in the member `volatile`, and nowhere else.
"""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.drift import Drift
from s2s_gitops.model.finding import Cause, Finding
from s2s_gitops.model.hostile import HOSTILE
from s2s_gitops.model.part import Part
from s2s_gitops.model.plan import Plan, to_json
from s2s_gitops.model.report import Report
from s2s_gitops.model.retirement import EVERYWHERE_BY, PREVIEW_FROM, RELEASE, days_left
from s2s_gitops.model.waiting import Waiting
from s2s_gitops.views.members import (
    Document,
    approval_document,
    change_document,
    coverage_document,
    diagnostic_document,
    diagnostics_documents,
    human_step_document,
    ignored_documents,
    pending_document,
    source_document,
    waiting_times,
)

FORMAT: Final = "1.0"


def render(document: Document) -> str:
    """Return a document as text: the same for the same document, and harmless for a terminal."""
    text = json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    return HOSTILE.sub(_spelled_out, text)


def _spelled_out(match: re.Match[str]) -> str:
    """Return a character as JSON writes it in a text. Line breaks stand between texts only."""
    found = match.group()
    return found if found == "\n" else f"\\u{ord(found):04x}"


def plan_document(plan: Plan, volatile: Mapping[str, Any]) -> Document:
    """Return a plan. `volatile` holds times and counts of requests."""
    return {
        "kind": "s2s.plan",
        "format_version": FORMAT,
        "digest": plan.digest,
        "orgs": dict(plan.orgs),
        "changes": [change_document(one, plan) for one in plan.changes],
        "blocked": [change_document(one, plan) for one in plan.blocked],
        "counterparty": [change_document(one, plan) for one in plan.observed],
        "human_steps": [human_step_document(one) for one in plan.human_steps],
        "pending": [pending_document(one) for one in plan.pending],
        "held": [str(one.address) for one in plan.held],
        "ignored": ignored_documents(plan.ignored),
        "unmanaged": [str(one) for one in plan.unmanaged],
        "unread": [str(one) for one in plan.unread],
        "used_up": [approval_document(one) for one in plan.used_up],
        "refused": diagnostics_documents(plan.refused),
        "diagnostics": diagnostics_documents(plan.diagnostics),
        "coverage": coverage_document(plan.coverage),
        "mails": dict(plan.mails),
        "part": _part(plan.part) if plan.part else None,
        "volatile": {**volatile, **waiting_times(plan.pending), "foreseen": _foreseen(plan)},
    }


def _foreseen(plan: Plan) -> list[Document]:
    """Return what changes lead to as it is live now, with its numbers; null is what nobody here can tell."""
    return [
        {
            "address": str(one.address),
            "verb": one.verb,
            "text": str(one),
            "counts": dict(one.counts),
            "instead_of": one.instead_of,
        }
        for _, verbs in sorted(plan.foreseen.items(), key=lambda pair: str(pair[0]))
        for _, those in sorted(verbs.items())
        for one in those
    ]


def _part(part: Part) -> Document:
    return {
        "since": part.since,
        "changed": list(part.changed),
        "needed": list(part.needed),
        "left_out": list(part.left_out),
        "gone": list(part.gone),
        "besides": list(part.besides),
    }


def status_document(waiting: Waiting, volatile: Mapping[str, Any]) -> Document:
    """Return what waits on whom, what is late first."""
    plan = waiting.plan
    return {
        "kind": "s2s.status",
        "format_version": FORMAT,
        "orgs": dict(plan.orgs),
        "pending": [pending_document(one) for one in (*waiting.late, *waiting.in_time)],
        "late": [str(one.address) for one in waiting.late],
        "unread": [str(one) for one in plan.unread],
        "diagnostics": diagnostics_documents(plan.diagnostics),
        "coverage": coverage_document(plan.coverage),
        "volatile": {**volatile, **waiting_times((*waiting.late, *waiting.in_time))},
    }


def drift_document(drift: Drift, volatile: Mapping[str, Any]) -> Document:
    """Return what differs from the files."""
    plan = drift.plan
    return {
        "kind": "s2s.drift",
        "format_version": FORMAT,
        "orgs": dict(plan.orgs),
        "clean": drift.is_clean,
        "counts": {cause.value: len(drift.of(cause)) for cause in Cause},
        "findings": [_finding(one) for one in drift.findings],
        "late": [str(one.address) for one in drift.late],
        "ignored": ignored_documents(plan.ignored),
        "pending": [pending_document(one) for one in plan.pending],
        "unread": [str(one) for one in plan.unread],
        "diagnostics": diagnostics_documents(drift.diagnostics),
        "coverage": coverage_document(plan.coverage),
        "volatile": {**volatile, **waiting_times(plan.pending)},
    }


def _finding(one: Finding) -> Document:
    return {
        "fingerprint": one.fingerprint,
        "address": str(one.address),
        "kind": one.kind,
        "attribute": one.attribute,
        "action": one.action.name.lower(),
        "cause": one.cause.value,
        "declared": to_json(one.declared),
        "live": to_json(one.live),
        "who": one.witness.who or None,
        "when": one.witness.when or None,
        "told_by": one.witness.told_by or None,
        "ends": list(one.ends),
        "source": source_document(one.source),
    }


def switch_off(today: date) -> Document:
    """Return when the feature ends, and how many days an org has at the most."""
    return {
        "release": RELEASE,
        "preview_from": PREVIEW_FROM.isoformat(),
        "everywhere_by": EVERYWHERE_BY.isoformat(),
        "days_left": days_left(today),
    }


def report_document(
    plan: Plan,
    report: Report,
    after: Plan | None,
    volatile: Mapping[str, Any],
    diagnostics: Iterable[Diagnostic] = (),
) -> Document:
    """Return what an apply did, and what a new plan found afterwards; why there is none, if there is none."""
    return {
        "kind": "s2s.report",
        "format_version": FORMAT,
        "digest": plan.digest,
        "steps": [
            {
                "address": str(one.step),
                "group": one.step.group,
                "changes": [change_document(change, plan) for change in one.step.changes],
                "status": one.status.value,
                "diagnostic": diagnostic_document(one.diagnostic) if one.diagnostic else None,
                "by_hand": human_step_document(one.by_hand) if one.by_hand else None,
            }
            for one in report.outcomes
        ],
        "after": plan_document(after, volatile) if after else None,
        "diagnostics": diagnostics_documents(diagnostics),
        "volatile": dict(volatile),
    }


def error_document(diagnostics: Iterable[Diagnostic]) -> Document:
    """Return why a command stopped."""
    return {
        "kind": "s2s.error",
        "format_version": FORMAT,
        "diagnostics": diagnostics_documents(diagnostics),
    }
