"""Positions in the text of a YAML file: lines, blanks and comments. And the cuts that change it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from s2s_gitops.model.source import Source

_BREAKS: Final = "\r\n\x85\u2028\u2029"
_BREAK: Final = re.compile(rf"\r\n|[{_BREAKS}]")
_BLANKS: Final = re.compile(r"[ \t]*")
_COMMENT: Final = re.compile(rf"[ \t]*#[^{_BREAKS}]*")
_BETWEEN: Final = re.compile(rf"(?:[ \t{_BREAKS}]+|#[^{_BREAKS}]*)*")
_BLOCK_HEADER: Final = re.compile(rf"[^{_BREAKS}]*?[|>][-+0-9]*(?=[ \t]*(?:#|[{_BREAKS}]|\Z))")
_REST: Final = re.compile(rf"[ \t]*(?:#[^{_BREAKS}]*)?(?=[{_BREAKS}]|\Z)")


@dataclass(frozen=True, slots=True)
class Cut:
    """A stretch of the text, and what takes its place."""

    start: int
    end: int
    text: str = ""


def patch(text: str, cuts: Iterable[Cut]) -> str:
    """Return the text with all cuts made. Cuts do not overlap; of two at one place the insertion comes first."""
    parts: list[str] = []
    done = 0
    for cut in _in_order(cuts):
        parts += (text[done : cut.start], cut.text)
        done = cut.end
    return "".join((*parts, text[done:]))


def before_patch(position: int, cuts: Iterable[Cut]) -> int:
    """Return where a position of the text was before the cuts were made; for new text, where it was put in."""
    grown = 0
    for cut in _in_order(cuts):
        start = cut.start + grown
        if position < start:
            break
        if position < start + len(cut.text):
            return cut.start
        grown += len(cut.text) - (cut.end - cut.start)
    return position - grown


def _in_order(cuts: Iterable[Cut]) -> list[Cut]:
    return sorted(cuts, key=lambda cut: (cut.start, cut.end))


def place(file: str, text: str, position: int) -> Source:
    """Return file, line and column of a position, as the reader of the file counts them."""
    line = sum(1 for _ in _BREAK.finditer(text, 0, position)) + 1
    return Source(file, line, column(text, position) + 1)


def line_start(text: str, position: int) -> int:
    """Return where the line of a position starts."""
    while position and text[position - 1] not in _BREAKS:
        position -= 1
    return position


def line_end(text: str, position: int) -> int:
    """Return where the line of a position ends, before its break."""
    found = _BREAK.search(text, position)
    return found.start() if found else len(text)


def next_line(text: str, position: int) -> int:
    """Return where the next line starts, or the end of the text."""
    found = _BREAK.search(text, position)
    return found.end() if found else len(text)


def line_after(text: str, end: int) -> int:
    """Return where the line after a node starts. The end of a block scalar is such a start already."""
    return end if starts_line(text, end) else next_line(text, end)


def before_break(text: str, start: int) -> int:
    """Return where the line above ends: before the break that ends in front of a start of a line."""
    return start - 2 if text[start - 2 : start] == "\r\n" else start - 1


def starts_line(text: str, position: int) -> bool:
    """Say whether a line starts here."""
    return position == 0 or text[position - 1] in _BREAKS


def column(text: str, position: int) -> int:
    """Return how many characters stand before a position on its line."""
    return position - line_start(text, position)


def indentation(text: str, position: int) -> str | None:
    """Return the blanks before a position, or None if something else stands before it on its line."""
    prefix = text[line_start(text, position) : position]
    return None if prefix.strip(" \t") else prefix


def leading_blanks(text: str, position: int) -> str:
    """Return the blanks that the line of a position starts with."""
    found = _BLANKS.match(text, line_start(text, position))
    return found.group() if found else ""


def comment_indentation(text: str, start: int) -> str | None:
    """Return the blanks before a comment that has a line of its own, or None if there is none."""
    found = _COMMENT.match(text, start)
    return found.group().partition("#")[0] if found else None


def skip(text: str, position: int) -> int:
    """Return where the next token starts, behind blanks, breaks and comments."""
    found = _BETWEEN.match(text, position)
    return found.end() if found else position


def back(text: str, position: int) -> int:
    """Return the position before the blanks that stand before a position."""
    while position and text[position - 1] in " \t":
        position -= 1
    return position


def is_line_over(text: str, position: int) -> bool:
    """Say whether nothing but a comment follows on the line."""
    return _REST.match(text, position) is not None


def has_comment(text: str, position: int) -> bool:
    """Say whether a comment follows on the line, behind blanks only."""
    return _COMMENT.match(text, position) is not None


def below_comments(text: str, start: int, least: int) -> int:
    """Return the first line from a start on that is no comment with at least so much indentation."""
    while found := _COMMENT.match(text, start):
        if found.group().index("#") < least:
            break
        start = next_line(text, found.end())
    return start


def blank_above(text: str, start: int) -> int:
    """Return where the blank line directly above a line starts; without one, the start itself."""
    if not start:
        return start
    above = line_start(text, before_break(text, start))
    return start if text[above:start].strip() else above


def is_below_blank(text: str, start: int) -> bool:
    """Say whether a blank line stands above a line, or above the comments that stand directly above it."""
    while start and blank_above(text, start) == start:
        start = line_start(text, before_break(text, start))
        if comment_indentation(text, start) is None:
            return False
    return start > 0


def line_break(text: str, position: int) -> str:
    """Return the break that lines around a position end with."""
    start = line_start(text, position)
    above = text[before_break(text, start) : start] if start else ""
    if above in ("\n", "\r\n"):
        return above
    found = re.search(r"\r?\n", text)
    return found.group() if found else "\n"


def insertion(text: str, position: int, lines: Sequence[str]) -> Cut:
    """Return the cut that puts lines before a line. A text that does not end its last line stays so."""
    newline = line_break(text, position)
    if starts_line(text, position):
        return Cut(position, position, newline.join(lines) + newline)
    return Cut(position, position, newline + newline.join(lines))


def removal(text: str, start: int, end: int) -> Cut:
    """Return the cut that takes whole lines out. A text that does not end its last line stays so."""
    if start < end == len(text) and start and not starts_line(text, end):
        return Cut(before_break(text, start), end)
    return Cut(start, end)


def replacement(text: str, start: int, end: int, lines: Sequence[str]) -> Cut:
    """Return the cut that puts lines in the place of whole lines. A text that does not end its last line stays so."""
    if start == end:
        return insertion(text, start, lines)
    newline = line_break(text, end)
    return Cut(start, end, newline.join(lines) + newline * starts_line(text, end))


def block_header_end(text: str, start: int) -> int:
    """Return where the `|` or `>` of a block scalar ends, with its indicators."""
    found = _BLOCK_HEADER.match(text, start)
    return found.end() if found else start
