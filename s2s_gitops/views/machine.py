"""One JSON document for machines: sorted, versioned, without secrets.

What moves by itself between two runs stands in the member `volatile`, and nowhere else.
"""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from s2s_gitops.model.change import Change, Pending
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.drift import Drift
from s2s_gitops.model.finding import Cause, Finding
from s2s_gitops.model.hostile import HOSTILE
from s2s_gitops.model.human import HumanStep
from s2s_gitops.model.part import Part
from s2s_gitops.model.plan import Coverage, Ignored, Plan, to_json
from s2s_gitops.model.report import Report
from s2s_gitops.model.retirement import EVERYWHERE_BY, PREVIEW_FROM, RELEASE, days_left
from s2s_gitops.model.source import Source
from s2s_gitops.model.waiting import Waiting

FORMAT: Final = "1.0"

Document = dict[str, Any]


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
        "changes": [_change(one, plan) for one in plan.changes],
        "blocked": [_change(one, plan) for one in plan.blocked],
        "observed": [_change(one, plan) for one in plan.observed],
        "human_steps": [_human_step(one) for one in plan.human_steps],
        "pending": [_pending(one) for one in plan.pending],
        "held": [str(one.address) for one in plan.held],
        "ignored": ignored_documents(plan.ignored),
        "unmanaged": [str(one) for one in plan.unmanaged],
        "unread": [str(one) for one in plan.unread],
        "refused": diagnostics_documents(plan.refused),
        "diagnostics": diagnostics_documents(plan.diagnostics),
        "coverage": _coverage(plan.coverage),
        "part": _part(plan.part) if plan.part else None,
        "volatile": {**volatile, **_times(plan.pending)},
    }


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
        "pending": [_pending(one) for one in (*waiting.late, *waiting.in_time)],
        "late": [str(one.address) for one in waiting.late],
        "unread": [str(one) for one in plan.unread],
        "diagnostics": diagnostics_documents(plan.diagnostics),
        "coverage": _coverage(plan.coverage),
        "volatile": {**volatile, **_times((*waiting.late, *waiting.in_time))},
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
        "pending": [_pending(one) for one in plan.pending],
        "unread": [str(one) for one in plan.unread],
        "diagnostics": diagnostics_documents(drift.diagnostics),
        "coverage": _coverage(plan.coverage),
        "volatile": {**volatile, **_times(plan.pending)},
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
        "source": _source(one.source),
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
                "changes": [_change(change, plan) for change in one.step.changes],
                "status": one.status.value,
                "diagnostic": _diagnostic(one.diagnostic) if one.diagnostic else None,
                "by_hand": _human_step(one.by_hand) if one.by_hand else None,
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


def _change(change: Change, plan: Plan) -> Document:
    consent = plan.consent(change)
    return {
        "address": str(change.address),
        "kind": change.kind,
        "verb": change.verb,
        "action": change.action.name.lower(),
        "attribute": change.attribute,
        "before": to_json(change.before),
        "after": to_json(change.after),
        "sends": to_json(change.sends),
        "risk": change.risk.label,
        "reason": change.reason,
        "undo": change.undo,
        "partner": change.partner,
        "discloses": change.discloses,
        "consequences": list(change.consequences),
        "approval": {"needed": consent.needed, "reason": consent.reason},
        "because": change.because.value,
        "explained_by": [_source(one) for one in change.explained_by],
        "confidence": change.confidence.value,
        "needs": list(change.needs),
        "verified_by": change.verified_by,
        "source": _source(change.source),
    }


def _human_step(one: HumanStep) -> Document:
    return {
        "address": str(one.step),
        "group": one.step.group,
        "changes": [
            {"address": str(change.address), "attribute": change.attribute, "verb": change.verb}
            for change in one.step.changes
        ],
        "why": one.why,
        "open": one.address,
        "clicks": list(one.clicks),
        "proof": one.proof,
    }


def _ignored(ignored: Ignored) -> Document:
    return {
        "address": str(ignored.address),
        "what": ignored.what,
        "reason": ignored.entry.reason,
        "until": ignored.entry.until,
        "source": _source(ignored.entry.source),
    }


def ignored_documents(ignored: Iterable[Ignored]) -> list[Document]:
    """Return what is left alone as it stands in every document."""
    return [_ignored(one) for one in ignored]


def _coverage(coverage: Coverage) -> Document:
    return {
        "declared": coverage.declared,
        "verified": coverage.verified,
        "unreadable": coverage.unreadable,
    }


def _times(pending: Iterable[Pending]) -> Document:
    """Return since when and until when each item waits, where that is known."""
    items = tuple(pending)
    return {
        "pending_since": {str(one.address): one.since for one in items if one.since},
        "pending_until": {str(one.address): one.until for one in items if one.until},
    }


def _pending(pending: Pending) -> Document:
    return {
        "address": str(pending.address),
        "who": pending.who,
        "waits_for": pending.waits_for,
        "clicks": list(pending.clicks),
        "after": pending.after,
        "source": _source(pending.source),
    }


def _source(source: Source | None) -> Document | None:
    return {"file": source.file, "line": source.line, "column": source.column} if source else None


def diagnostics_documents(diagnostics: Iterable[Diagnostic]) -> list[Document]:
    """Return diagnostics as they stand in every document."""
    return [_diagnostic(one) for one in diagnostics]


def _diagnostic(one: Diagnostic) -> Document:
    return {
        "code": one.code,
        "severity": one.severity.value,
        "summary": one.summary,
        "detail": one.detail,
        "fix": one.fix,
        "where": one.where,
        "source": _source(one.source),
    }
