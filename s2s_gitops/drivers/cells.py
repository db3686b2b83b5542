"""Rows and cells of tables: how many columns they take, what the columns are called, what a cell shows."""

from collections.abc import Sequence
from typing import Final

from lxml.html import HtmlElement

from s2s_gitops.drivers.text import links_of, text_of
from s2s_gitops.model.page import Cell

_LARGEST_SPAN: Final = 1000


def cell_of(element: HtmlElement) -> Cell:
    """Return one cell: its text, its links and its check mark."""
    marks = [image.get("alt") for image in element.iter("img")]
    checked = True if "Checked" in marks else False if "Not Checked" in marks else None
    return Cell(text_of(element), tuple(links_of(element)), checked)


def cells_of(row: HtmlElement) -> list[HtmlElement]:
    """Return the cells of a row."""
    return [one for one in row if one.tag in ("td", "th")]


def width_of(row: HtmlElement | None) -> int:
    """Return how many columns a row takes; none if there is no row."""
    return 0 if row is None else sum(_span(one) for one in cells_of(row))


def headers_of(row: HtmlElement | None) -> tuple[str, ...]:
    """Return the header of each column that a header row takes."""
    cells = [] if row is None else cells_of(row)
    return tuple(text for one in cells for text in [text_of(one)] * _span(one))


def columns_of(headers: Sequence[str], row: HtmlElement) -> list[tuple[str, HtmlElement]]:
    """Return the cells of a row with the names of their columns; those without one of their own have a number."""
    found: dict[str, HtmlElement] = {}
    at = 0
    for number, cell in enumerate(cells_of(row)):
        name = headers[at] if at < len(headers) else ""
        found[name if name and name not in found else f"{name or 'column'} {number}"] = cell
        at += _span(cell)
    return list(found.items())


def _span(cell: HtmlElement) -> int:
    text = cell.get("colspan") or "1"
    return min(int(text), _LARGEST_SPAN) if text.isdecimal() else 1
