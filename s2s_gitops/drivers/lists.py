"""The lists of a page: related lists, lists that are still to be loaded, and lists that stand alone."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from lxml.html import HtmlElement

from s2s_gitops.drivers.buttons import read_buttons
from s2s_gitops.drivers.cells import cell_of, columns_of, headers_of, width_of
from s2s_gitops.drivers.pagers import Pagers, Rest
from s2s_gitops.drivers.scripts import literals_of
from s2s_gitops.drivers.text import is_hidden, text_of
from s2s_gitops.model.page import Button, Cell, Table

_NO_ROWS: Final = "No records to display"
_REGISTERS: Final = re.compile(r"registerRelatedList\(((?:'(?:[^'\\]|\\.)*'|[^'()])*)\)")
_LIST_ID: Final = re.compile(r"(?:^|[?&])relatedListId=([^&]+)")
_SILENT: Final = frozenset({"script", "style", "title", "option", "textarea"})


def posts(element: HtmlElement) -> bool:
    """Say whether an element is a form that sends what is edited in it; search and filter forms do not."""
    return element.tag == "form" and (element.get("method") or "").lower() == "post"


def says_empty(block: HtmlElement) -> bool:
    """Say whether a block says for all to see that it has no rows."""
    return any(not is_hidden(one) for one in _sayings(block))


def _sayings(block: HtmlElement) -> Iterator[HtmlElement]:
    for element in block.iter():
        if element.tag not in _SILENT and _NO_ROWS in (element.text or ""):
            yield element


@dataclass(frozen=True, slots=True)
class Blocks:
    """Where the lists of a page stand: in document order, with their titles and what loads them."""

    elements: tuple[HtmlElement, ...]
    titles: Mapping[HtmlElement, str]
    loaded_from: Mapping[HtmlElement, str]

    @property
    def related(self) -> list[HtmlElement]:
        """Those that are marked as related lists."""
        return [one for one in self.elements if "bRelatedList" in one.classes]


def find_blocks(root: HtmlElement) -> Blocks:
    """Return the lists of a page that are not part of a form."""
    loaded_from = dict(_registered(root))
    found = {*root.find_class("bRelatedList"), *loaded_from}
    alone = [one for one in root.find_class("list") if one.tag == "table" and _is_free(one, found)]
    found.update(alone)
    found.update([one for one in _sayings(root) if _is_free(one, found) and not is_hidden(one)])
    elements, titles, heading = [], {}, ""
    for element in root.iter():
        if element in found:
            elements.append(element)
            titles[element] = _title_of(element, heading)
        if element.tag in ("h2", "h3"):
            heading = text_of(element)
    return Blocks(tuple(elements), titles, loaded_from)


def _title_of(block: HtmlElement, heading: str) -> str:
    """Return the heading within a block; a list that stands alone has it before itself."""
    found = None if block.tag == "table" else next(block.iter("h2", "h3"), None)
    if found is not None:
        return text_of(found)
    return "" if "bRelatedList" in block.classes else heading


def _is_free(element: HtmlElement, blocks: set[HtmlElement]) -> bool:
    return not any(one in blocks or posts(one) for one in element.iterancestors())


def _registered(root: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """Yield the lists that the page's script knows how to load, with the address that it loads them from."""
    related = {one.get("id", ""): one for one in root.find_class("bRelatedList")}
    tails = {name.partition("_")[2]: one for name, one in related.items()}
    calls = [literals_of(call) for script in root.iter("script")
             for call in _REGISTERS.findall(script.text or "")]  # fmt: skip
    if not calls:
        return
    ids = {one.get("id"): one for one in root.iter() if one.get("id")}
    for literals in calls:
        at = next((at for at, one in enumerate(literals) if _LIST_ID.search(one)), 0)
        if at == 0:
            continue
        name, query = literals[0], literals[at]
        listed = _LIST_ID.search(query)
        block = related.get(name, tails.get(listed.group(1) if listed else ""))
        if block is None:
            block = ids.get(name)
        if block is not None:
            yield block, f"{literals[at - 1]}?{query}"


def read_tables(blocks: Blocks, pagers: Pagers, *, torn: bool) -> tuple[Table, ...]:
    """Return the lists of a page, related ones first."""
    inside = Counter(up for one in blocks.elements for up in one.iterancestors())
    related = blocks.related
    ordered = [*related, *(one for one in blocks.elements if one not in set(related))]
    return tuple(_table(one, blocks, pagers, inside, torn=torn) for one in ordered)


def _table(
    block: HtmlElement,
    blocks: Blocks,
    pagers: Pagers,
    inside: Mapping[HtmlElement, int],
    *,
    torn: bool,
) -> Table:
    rows = block.xpath(".//tr[contains(@class,'dataRow')]")
    header = next(iter(block.xpath(".//tr[contains(@class,'headerRow')]")), None)
    headers = headers_of(header)
    rest = pagers.rest(block, len(rows))
    is_empty = not rows and says_empty(block)
    if not rows and not is_empty and block in blocks.loaded_from:
        rest = Rest(more=(blocks.loaded_from[block],))
    return Table(
        title=blocks.titles[block],
        headers=headers,
        rows=tuple(_row(headers, row) for row in rows),
        buttons=_buttons(_frame(block, inside)),
        complete=bool(rows or is_empty) and not rest,
        more=rest.more,
        larger=rest.larger,
        torn=torn or any(width_of(row) != len(headers) for row in rows),
    )


def _frame(block: HtmlElement, inside: Mapping[HtmlElement, int]) -> HtmlElement:
    """Return what the buttons of a list stand in: the page block around it, if it holds no other list."""
    if block.tag == "div":
        return block
    around = next((one for one in block.iterancestors() if "bPageBlock" in one.classes), None)
    return around if around is not None and inside[around] == 1 else block


def _buttons(frame: HtmlElement) -> tuple[Button, ...]:
    """Return the buttons of a list. Those in a form of their own are buttons of the page."""
    return read_buttons(frame, [one for one in frame.iter("form") if posts(one)])


def _row(headers: tuple[str, ...], row: HtmlElement) -> dict[str, Cell]:
    return {name: cell_of(cell) for name, cell in columns_of(headers, row)}
