"""Members that the documents for machines share: changes, what waits, who acts, what is wrong."""

from collections.abc import Iterable
from typing import Any

from s2s_gitops.model.change import Change, Pending
from s2s_gitops.model.config import Approval
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.human import HumanStep
from s2s_gitops.model.plan import Coverage, Ignored, Plan, to_json
from s2s_gitops.model.source import Source

Document = dict[str, Any]


def change_document(change: Change, plan: Plan) -> Document:
    """Return a change with its risk, its consent, why it is there, and how it is verified."""
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
        "explained_by": [source_document(one) for one in change.explained_by],
        "confidence": change.confidence.value,
        "needs": list(change.needs),
        "verified_by": change.verified_by,
        "shown_by": change.shown_by,
        "source": source_document(change.source),
    }


def human_step_document(one: HumanStep) -> Document:
    """Return a save that a person makes."""
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


def ignored_document(ignored: Ignored) -> Document:
    """Return what is left alone, with the entry that asks for it."""
    return {
        "address": str(ignored.address),
        "what": ignored.what,
        "reason": ignored.entry.reason,
        "until": ignored.entry.until,
        "source": source_document(ignored.entry.source),
    }


def approval_document(one: Approval) -> Document:
    """Return which approval is meant."""
    return {"address": one.pattern, "change": one.verb, "source": source_document(one.source)}


def ignored_documents(ignored: Iterable[Ignored]) -> list[Document]:
    """Return what is left alone as it stands in every document."""
    return [ignored_document(one) for one in ignored]


def coverage_document(coverage: Coverage) -> Document:
    """Return how much of what is declared was read."""
    return {
        "declared": coverage.declared,
        "verified": coverage.verified,
        "unreadable": coverage.unreadable,
    }


def waiting_times(pending: Iterable[Pending]) -> Document:
    """Return since when and until when each item waits, where that is known."""
    items = tuple(pending)
    return {
        "pending_since": {str(one.address): one.since for one in items if one.since},
        "pending_until": {str(one.address): one.until for one in items if one.until},
    }


def pending_document(pending: Pending) -> Document:
    """Return what somebody else must do."""
    return {
        "address": str(pending.address),
        "who": pending.who,
        "waits_for": pending.waits_for,
        "clicks": list(pending.clicks),
        "after": pending.after,
        "source": source_document(pending.source),
    }


def source_document(source: Source | None) -> Document | None:
    """Return a place in the files."""
    return {"file": source.file, "line": source.line, "column": source.column} if source else None


def diagnostics_documents(diagnostics: Iterable[Diagnostic]) -> list[Document]:
    """Return diagnostics as they stand in every document."""
    return [diagnostic_document(one) for one in diagnostics]


def diagnostic_document(one: Diagnostic) -> Document:
    """Return what is wrong, where, and what to do."""
    return {
        "code": one.code,
        "severity": one.severity.value,
        "summary": one.summary,
        "detail": one.detail,
        "fix": one.fix,
        "where": one.where,
        "source": source_document(one.source),
    }
