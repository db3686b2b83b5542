"""Names in a line: the longest that fits wins, and none is taken for a part of one that is not known."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from s2s_gitops.kinds.testimony.words import is_general

_GONE: Final = "\0"
_BETWEEN: Final = r"""[^\w\0:,;|<>="\[\]{}!?]*"""
"""What may stand within a name; all else separates names."""
_BEFORE: Final = re.compile(rf"([\w\0]+){_BETWEEN}$")
_AFTER: Final = re.compile(rf"^{_BETWEEN}([\w\0]+)")
_BEGINS: Final = re.compile(r"(?:^|[:;|>.])\W*$")
_FROM: Final = re.compile(r"(?:(?<!\w)from|\(was)\s+\W?$", re.IGNORECASE)
_TO: Final = re.compile(r"\W?\s*(?:to(?!\w)|\))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Span:
    """A name that stands in a line, from where to where, and how the line leads to it."""

    start: int
    end: int
    text: str
    is_from: bool
    """After "from": where something comes from, or what it was before."""
    is_past: bool
    """Certainly what it was before: "from this to that"."""


class Names:
    """All names that a line could hold. Built once for many lines."""

    def __init__(self, texts: Iterable[str]) -> None:
        known: defaultdict[str, set[str]] = defaultdict(set)
        for text in texts:
            if text.strip():
                known[text[0]].add(text)
        self._known = {
            first: sorted(those, key=len, reverse=True) for first, those in known.items()
        }

    def find(self, line: str) -> list[Span]:
        """Return the names in a line from left to right, as whole words, the longest at each place."""
        found: list[Span] = []
        at = 0
        while at < len(line):
            text = next(
                (one for one in self._known.get(line[at], ()) if _stands(line, at, one)), ""
            )
            if text:
                end = at + len(text)
                is_from = _FROM.search(line[:at]) is not None
                is_past = is_from and _TO.match(line[end:]) is not None
                found.append(Span(at, end, text, is_from=is_from, is_past=is_past))
            at += len(text) or 1
        return found


def _stands(line: str, at: int, text: str) -> bool:
    end = at + len(text)
    return (
        line.startswith(text, at)
        and not (_is_word(line[at - 1 : at]) and _is_word(text[0]))
        and not (_is_word(line[end : end + 1]) and _is_word(text[-1]))
    )


def _is_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"


def blanked(line: str, spans: Iterable[Span]) -> str:
    """Return a line without its names, as long as before."""
    for span in spans:
        line = line[: span.start] + _GONE * (span.end - span.start) + line[span.end :]
    return line


def is_clear(rest: str, span: Span, *, is_whole: bool) -> bool:
    """Say whether a name cannot be a part of a longer one; `rest` is the line without its names.

    Beside it stands a general word, another name, or what separates names. Another name is good
    only where all names are known (`is_whole`).
    """
    before, after = _BEFORE.search(rest[: span.start]), _AFTER.search(rest[span.end :])
    begins = before is not None and _BEGINS.search(rest[: before.start(1)]) is not None
    beside = [(before, begins), (after, False)]
    return all(
        match is None or (_GONE in match[1] and is_whole) or is_general(match[1], begins=is_first)
        for match, is_first in beside
    )
