"""A letter as text that can be sent as it is: no addresses of ours, no secrets, nothing of other partners."""

from collections.abc import Iterable, Iterator
from typing import Final

from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.letter import About, Ask, Letter
from s2s_gitops.views.machine import FORMAT
from s2s_gitops.views.members import Document, diagnostics_documents
from s2s_gitops.views.plain import plain

_SUBJECT: Final = "Subject: Salesforce to Salesforce: what we ask of you"
_NOTHING: Final = "There is nothing to do for you."
_CHECK: Final = (
    "Please check these. We cannot see them from here; what is so already stays as it is."
)


def letter_text(letter: Letter) -> str:
    """Return the letter. One without anything to say says so."""
    lines = [_SUBJECT, ""]
    for part in letter.parts:
        lines += [plain(line) for line in _part(part)]
    return "\n".join(lines if letter.parts else [*lines, _NOTHING, ""]).rstrip("\n") + "\n"


def _part(part: About) -> Iterator[str]:
    yield f"About your connection with {part.name}:"
    yield ""
    if part.asks:
        yield from _numbered("Please do these in your org, in this order.", part.asks)
    if part.checks:
        yield from _numbered(_CHECK, part.checks)
    if part.notices:
        yield "What is going to change:"
        yield ""
        yield from (f"- {one}" for one in part.notices)
        yield ""


def _numbered(title: str, asks: Iterable[Ask]) -> Iterator[str]:
    yield title
    yield ""
    for number, ask in enumerate(asks, start=1):
        yield f"{number}. {ask.what}"
        yield from (f"   {number}.{at} {text}" for at, text in enumerate(ask.clicks, start=1))
        yield ""


def letter_document(letter: Letter, diagnostics: Iterable[Diagnostic]) -> Document:
    """Return the letter for machines, and what may be missing in it."""
    return {
        "kind": "s2s.letter",
        "format_version": FORMAT,
        "to": letter.to,
        "parts": [
            {
                "name": part.name,
                "asks": [_ask(one) for one in part.asks],
                "checks": [_ask(one) for one in part.checks],
                "notices": list(part.notices),
            }
            for part in letter.parts
        ],
        "diagnostics": diagnostics_documents(diagnostics),
    }


def _ask(ask: Ask) -> Document:
    return {"what": ask.what, "clicks": list(ask.clicks)}
