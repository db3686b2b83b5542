"""Texts looked for word by word: however many there are, a text is walked once."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

_WORD: Final = re.compile(r"[^\W_]+|[^\w\s]|_")
STANDIN: Final = re.compile(
    r"(?:Text|Person|Account|Connection|Template|Organization|Record|Value|Custom (?:Object|Field|Name)) \d+(?![\w@.-])"
    r"|Custom(?:Object|Field|Name)\d+(?:__\w+)?"
    r"|[A-Za-z0-9]{3}REDACTED[0-9A-Z]{4}(?:[A-Z0-5]{3})?"
    r"|person\d+@redacted\.example"
    r"|(?:host)?redacted\d+(?:\.[a-z-]+)+"
    r"|REMOVED-[A-Z-]+"
)
"""What stands in the place of something: it is never replaced again."""


@dataclass(slots=True)
class _Node:
    """What may follow, and what stands in for the words that lead here; None if they are kept, "" if they are none."""

    then: "dict[str, _Node]" = field(default_factory=dict)
    standin: str | None = ""


class Phrases:
    """A memory of texts. The first to say what becomes of one decides."""

    def __init__(self) -> None:
        self._root = _Node()

    def keep(self, text: str) -> None:
        """Leave a text as it is, also where a part of it would be replaced."""
        self._add(text, None)

    def add(self, text: str, standin: str) -> None:
        """Replace a text."""
        self._add(text, standin)

    def _add(self, text: str, standin: str | None) -> None:
        node = self._root
        for word in _words(text):
            node = node.then.setdefault(word, _Node())
        if node is not self._root and node.standin == "":
            node.standin = standin

    def exact(self, text: str) -> str | None:
        """Return what becomes of a whole text: None if it is kept, "" if it is not known."""
        words = _words(text)
        end, standin = self.longest(words, 0)
        return standin if words and end == len(words) else ""

    def longest(self, words: Sequence[str], at: int) -> tuple[int, str | None]:
        """Return where the longest known text that begins at a word ends, and what becomes of it."""
        node, best = self._root, (at, "")
        found: tuple[int, str | None] = best
        for end in range(at, len(words)):
            follower = node.then.get(words[end])
            if follower is None:
                break
            node = follower
            if node.standin != "":
                found = (end + 1, node.standin)
        return found


@dataclass(frozen=True, slots=True)
class Replaced:
    """A text with what stands in, and whether nothing in it was unknown."""

    text: str
    is_known: bool


def replace(text: str, books: Sequence[Phrases], *, blank: str = " ") -> Replaced:
    """Replace what the books know, the longest first, of equals that of the first book.

    `blank` takes the place of blanks in what stands in: identifiers have none.
    """
    found = list(_WORD.finditer(text))
    words = [one.group().casefold() for one in found]
    out: list[str] = []
    at = done = 0
    is_known = True
    while at < len(found):
        start = found[at].start()
        if standin := STANDIN.match(text, start):
            while at < len(found) and found[at].start() < standin.end():
                at += 1
            continue
        end, becomes = max((book.longest(words, at) for book in books), key=lambda one: one[0])
        if end == at:
            is_known = is_known and not found[at].group()[0].isalnum()
            at += 1
            continue
        if becomes:
            out += [text[done:start], becomes.replace(" ", blank)]
            done = found[end - 1].end()
        at = end
    return Replaced("".join([*out, text[done:]]) if out else text, is_known)


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]
