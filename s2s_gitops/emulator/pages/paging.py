"""Pages of a long list: which rows this one shows, and the links to the others.

Known: `lsr=`, `rowsperpage=`, the text Next Page. Guessed: how many rows a page has, and whether a
link shows more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlencode

from s2s_gitops.emulator.pages.blocks import Cell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from s2s_gitops.emulator.pages.visit import Visit

    T = TypeVar("T")

MOST = 1000


@dataclass(frozen=True, slots=True)
class Pager:
    """Where the rows of a page stand among all of them, the links to others, and one to more."""

    text: str
    links: tuple[Cell, ...]
    more: str = ""


def paged(
    visit: Visit, rows: Sequence[T], size: int, *, can_grow: bool
) -> tuple[Sequence[T], Pager | None]:
    """Return the rows that the address asks for; a list that fits on one page has no pager."""
    first, count = _number(visit, "lsr", 0), size
    if can_grow:
        count = min(_number(visit, "rowsperpage", size), MOST) or size
    if first == 0 and len(rows) <= count:
        return rows, None
    shown = rows[first : first + count]
    last = first + len(shown)
    links = []
    if first > 0:
        links.append(Cell("Previous Page", _address(visit, lsr=max(0, first - count))))
    if last < len(rows):
        links.append(Cell("Next Page", _address(visit, lsr=last)))
    more = _address(visit, rowsperpage=MOST) if can_grow and count < MOST else ""
    return shown, Pager(f"{first + 1}-{last} of {len(rows)}", tuple(links), more)


def _number(visit: Visit, name: str, default: int) -> int:
    text = visit.query.get(name, "")
    return int(text) if text.isascii() and text.isdigit() else default


def _address(visit: Visit, **changed: int) -> str:
    """Return this page's address from another row on; more rows a page begin at the top again."""
    kept = {key: value for key, value in visit.query.items() if key != "lsr"}
    return f"{visit.path}?{urlencode({**kept, **changed})}"
