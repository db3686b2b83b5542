"""The rows of a form's tables: what stands beside a control, and rows in which there is no control."""

from typing import Final

from lxml.html import HtmlElement

from s2s_gitops.drivers.cells import columns_of, headers_of, width_of
from s2s_gitops.drivers.text import row_links, text_of
from s2s_gitops.model.page import Link

_MARKS: Final = ("Checked", "Not Checked")
_NO_CONTROLS: Final = frozenset({"hidden", "submit", "button", "image", "reset"})


class Rows:
    """Knows the rows of one form as they are walked; `torn` once one of them does not fit its header."""

    def __init__(self) -> None:
        self.torn = False
        self._numbers: dict[HtmlElement, int] = {}
        self._headers: dict[HtmlElement, HtmlElement | None] = {}
        self._columns: dict[HtmlElement, list[tuple[str, HtmlElement]]] = {}
        self._links: dict[HtmlElement, tuple[Link, ...]] = {}

    def visit(self, row: HtmlElement) -> bool:
        """Look at a row. Return whether it is one of a list, without a control or a mark in it."""
        if "dataRow" not in row.classes:
            return False
        header = self._header(row)
        self.torn = self.torn or width_of(row) != width_of(header)
        fillable = [one for one in row.iter("input", "select", "textarea") if _is_control(one)]
        self.torn = self.torn or _is_of_two(row, {one.get("id") for one in fillable})
        marks = (one for one in row.iter("img") if one.get("alt") in _MARKS)
        return not fillable and not any(True for _ in marks)

    def number(self, element: HtmlElement) -> int:
        """Return the number of the row that an element is in, -1 outside of rows."""
        row = _data_row(element)
        return -1 if row is None else self._numbers.setdefault(row, len(self._numbers))

    def texts(self, element: HtmlElement) -> dict[str, str]:
        """Return the texts of an element's row, by the names of their columns."""
        return {name: text_of(cell) for name, cell in self._cells(element)}

    def column(self, element: HtmlElement) -> str:
        """Return the name of the column that an element stands in; empty outside of rows."""
        around = {element, *element.iterancestors()}
        return next((name for name, cell in self._cells(element) if cell in around), "")

    def links(self, element: HtmlElement) -> tuple[Link, ...]:
        """Return the links of an element's row."""
        row = _data_row(element)
        if row is None:
            return ()
        if row not in self._links:
            self._links[row] = tuple(row_links(row))
        return self._links[row]

    def is_header(self, element: HtmlElement) -> bool:
        """Say whether an element stands in a header: it is for all rows, or for their order."""
        return any("headerRow" in one.classes for one in element.iterancestors("tr"))

    def _cells(self, element: HtmlElement) -> list[tuple[str, HtmlElement]]:
        row = _data_row(element)
        if row is None:
            return []
        if row not in self._columns:
            self._columns[row] = columns_of(headers_of(self._header(row)), row)
        return self._columns[row]

    def _header(self, row: HtmlElement) -> HtmlElement | None:
        table = next(row.iterancestors("table"), None)
        if table is None:
            return None
        if table not in self._headers:
            headers = (one for one in table.iter("tr") if "headerRow" in one.classes)
            own = (one for one in headers if next(one.iterancestors("table")) is table)
            self._headers[table] = next(own, None)
        return self._headers[table]


def _is_of_two(row: HtmlElement, ids: set[str | None]) -> bool:
    """Say whether the labels of a row are all for controls that are not in it: then it is put together of two."""
    named = {one.get("for") for one in row.iter("label")} - {None}
    return bool(ids and named) and not ids & named


def _is_control(element: HtmlElement) -> bool:
    return element.tag != "input" or (element.get("type") or "").lower() not in _NO_CONTROLS


def _data_row(element: HtmlElement) -> HtmlElement | None:
    around = (element, *element.iterancestors())
    return next((one for one in around if one.tag == "tr" and "dataRow" in one.classes), None)
