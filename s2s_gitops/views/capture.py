"""What a capture says of the contract, for people and for machines."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from s2s_gitops.model.capture import Capture
from s2s_gitops.model.contract import Answer, Verdict
from s2s_gitops.views.machine import FORMAT
from s2s_gitops.views.members import Document, diagnostics_documents
from s2s_gitops.views.parts import section
from s2s_gitops.views.plain import plain


def before_text(org: str, folder: str) -> str:
    """Return what a person should know before pages are opened."""
    return (
        f"Nothing in {org} is changed: pages are opened, no form is sent, and no button is pressed that could act.\n"
        f"Before anything is written to {folder}, these are replaced: tokens and the session; ids, host names and\n"
        "e-mail addresses; names of people, accounts, connections, templates and the org; custom objects and fields;\n"
        "and whatever stands in cells and inputs. Labels, headings and buttons stay.\n"
    )


def capture_text(capture: Capture) -> str:
    """Return the table: what was contradicted, confirmed, not seen; then the sum."""
    lines = section("Contradicted", _told("~", capture.of(Verdict.CONTRADICTED)))
    lines += section("Confirmed", _told("+", capture.of(Verdict.CONFIRMED)))
    lines += section("Not seen", _told("?", capture.of(Verdict.NOT_SEEN)))
    lines += [summary_line(capture), coverage_line(capture), after_line(capture)]
    return "\n".join(lines) + "\n"


def summary_line(capture: Capture) -> str:
    """Return how the entries of the contract fared."""
    counts = {verdict: len(capture.of(verdict)) for verdict in Verdict}
    release = f" ({capture.release})" if capture.release else ""
    return plain(
        f"Contract {capture.contract} on {capture.org}{release}: {counts[Verdict.CONFIRMED]} confirmed, "
        f"{counts[Verdict.CONTRADICTED]} contradicted, {counts[Verdict.NOT_SEEN]} not seen."
    )


def coverage_line(capture: Capture) -> str:
    """Return how much was looked at."""
    files = {one.file for one in capture.kept}
    kinds = {one.name for one in capture.kept}
    return f"Looked at {len(files)} pages of {len(kinds)} kinds; {len(capture.problems)} problems."


def after_line(capture: Capture) -> str:
    """Return what a person has to do before anything is shared."""
    return plain(
        f"Kept in {capture.folder}. Look at every file before you show it to anybody: names may remain."
    )


def capture_document(capture: Capture, volatile: Mapping[str, Any]) -> Document:
    """Return what a capture says as a document."""
    return {
        "kind": "s2s.capture-report",
        "format_version": FORMAT,
        "org": capture.org,
        "folder": capture.folder,
        "contract_version": capture.contract,
        "entries": [
            {
                "entry": one.entry.id,
                "relied_on": one.entry.what,
                "marks": [mark.value for mark in one.entry.marks],
                "source": one.entry.source,
                "must": one.entry.is_must,
                "verdict": one.judgement.verdict.value,
                "stood": one.judgement.stood,
            }
            for one in capture.answers
        ],
        "pages": len({one.file for one in capture.kept}),
        "diagnostics": diagnostics_documents(capture.problems),
        "volatile": {**volatile, "release": capture.release},
    }


def _told(symbol: str, answers: Iterable[Answer]) -> Iterator[str]:
    for one in answers:
        marks = "/".join(one.entry.marks)
        yield plain(f"   {symbol} {one.entry.id}  {one.entry.what}  ({marks})")
        if one.judgement.stood:
            yield plain(f"       there is: {one.judgement.stood}")
