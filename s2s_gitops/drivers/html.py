"""HTML text to a Page, by the anatomy of Classic pages (`docs/pages.md`). Knows no page in particular."""

from collections.abc import Iterator, Sequence
from typing import Final

from lxml import html
from lxml.etree import ParserError
from lxml.html import HtmlElement

from s2s_gitops.drivers.buttons import read_buttons
from s2s_gitops.drivers.forms import posts, read_form
from s2s_gitops.drivers.text import is_hidden, is_paged, links_of, text_of
from s2s_gitops.model.page import Cell, Page, Table

_ERRORS: Final = ("error", "errorTitle", "errorDesc", "validationError", "errorDiv_ep")
_BLANKS: Final = b"\xef\xbb\xbf \t\r\n"
_NO_ROWS: Final = "No records to display"


def parse_page(address: str, text: str) -> Page:
    """Return what a person could see and press on a page. `address` is where the org finally led."""
    root = _parsed(text)
    lists = root.find_class("bRelatedList")
    return Page(
        address=address,
        titles=tuple(
            dict.fromkeys(text_of(one) for one in root.iter("h1", "h2", "h3") if text_of(one))
        ),
        details=dict(_details(root)),
        tables=tuple(_tables(root, lists)),
        form=read_form(root),
        buttons=read_buttons(root, lists),
        links=tuple(links_of(root)),
        errors=tuple(_errors(root)),
        source=text,
    )


def is_page(content_type: str, content: bytes) -> bool:
    """Say whether an answer is a page: by its type, or by how it begins where it has none or another."""
    begins = content.lstrip(_BLANKS)[:1]
    return "html" in content_type.lower() or not content_type or begins == b"<"


def _parsed(text: str) -> HtmlElement:
    parser = html.HTMLParser(encoding="utf-8")
    try:
        root: HtmlElement = html.document_fromstring(text.encode(), parser=parser)
    except ParserError:
        root = html.document_fromstring("<html></html>")
    return root


def cell_of(element: HtmlElement) -> Cell:
    """Return one cell: its text, its links and its check mark."""
    marks = [image.get("alt") for image in element.iter("img")]
    checked = True if "Checked" in marks else False if "Not Checked" in marks else None
    return Cell(text_of(element), tuple(links_of(element)), checked)


def _details(root: HtmlElement) -> Iterator[tuple[str, Cell]]:
    for label in root.find_class("labelCol"):
        data = label.getnext()
        if data is not None and {"dataCol", "data2Col"} & set(data.classes):
            yield text_of(label), cell_of(data)


def _tables(root: HtmlElement, lists: Sequence[HtmlElement]) -> Iterator[Table]:
    """Yield related lists, and after them the other lists that are not part of an edit form."""
    yield from (_table(one, next(one.iter("h2", "h3"), None)) for one in lists)
    inside = {id(one) for one in lists}
    for table in root.iter("table"):
        around = list(table.iterancestors())
        is_list = "list" in table.classes
        is_edited = any(posts(one) for one in around)
        if is_list and not is_edited and not any(id(one) in inside for one in around):
            heading = table.xpath("preceding::*[self::h2 or self::h3][1]")
            yield _table(table, heading[0] if heading else None)


def _table(block: HtmlElement, heading: HtmlElement | None) -> Table:
    rows = block.xpath(".//tr[contains(@class,'dataRow')]")
    headers = tuple(text_of(one) for one in block.xpath(".//tr[contains(@class,'headerRow')][1]/*"))
    says_empty = _NO_ROWS in text_of(block)
    return Table(
        title="" if heading is None else text_of(heading),
        headers=headers,
        rows=tuple(_row(headers, row) for row in rows),
        buttons=read_buttons(block, []),
        complete=bool(rows or says_empty) and not is_paged(block),
    )


def _row(headers: tuple[str, ...], row: HtmlElement) -> dict[str, Cell]:
    cells = [cell_of(one) for one in row if one.tag in ("td", "th")]
    names = [*headers, *(f"column {number}" for number in range(len(headers), len(cells)))]
    return dict(zip(names, cells, strict=False))


def _errors(root: HtmlElement) -> Iterator[str]:
    found = [root.get_element_by_id(name, None) for name in _ERRORS]
    for element in (*found, *root.find_class("errorMsg")):
        if element is not None and not is_hidden(element) and text_of(element):
            yield text_of(element)
