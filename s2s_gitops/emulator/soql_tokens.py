"""The text of a query cut into pieces, and the two ways in which a query can be wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class MalformedQueryError(Exception):
    """The text is not SOQL."""


class UnsupportedQueryError(Exception):
    """The text may be SOQL, but this emulator does not run it."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text with its place; `kind` is a group of the pattern below, or end."""

    kind: str
    text: str
    offset: int


_PATTERN = re.compile(
    r"(?P<space>\s+)"
    r"|(?P<string>'(?:[^'\\]|\\.)*')"
    r"|(?P<datetime>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d))"
    r"|(?P<date>\d{4}-\d\d-\d\d)"
    r"|(?P<number>[+-]?\d+(?:\.\d+)?)"
    r"|(?P<name>[A-Za-z]\w*(?:\.\w+)*)"
    r"|(?P<operator><=|>=|!=|<>|=|<|>)"
    r"|(?P<mark>[(),:])",
    re.DOTALL,
)
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", "'": "'", '"': '"', "\\": "\\"}
_ESCAPES |= {"N": "\n", "R": "\r", "T": "\t", "B": "\b", "F": "\f"}


def tokens(text: str) -> Iterator[Token]:
    """Cut the text into pieces; the last one is the end."""
    offset = 0
    while offset < len(text):
        match = _PATTERN.match(text, offset)
        if match is None:
            raise MalformedQueryError(
                f"line 1:{offset} no viable alternative at character '{text[offset]}'"
            )
        if match.lastgroup != "space":
            yield Token(match.lastgroup or "", match.group(), offset)
        offset = match.end()
    yield Token("end", "<EOF>", len(text))


def unescape(text: str) -> str:
    """Return the value of a string literal, with LIKE's own escapes left in."""

    def one(match: re.Match[str]) -> str:
        letter = match.group(1)
        if letter in "%_":
            return match.group()
        if letter not in _ESCAPES:
            raise MalformedQueryError(f"Invalid string literal: illegal escape '\\{letter}'")
        return _ESCAPES[letter]

    return re.sub(r"\\(.)", one, text, flags=re.DOTALL)
