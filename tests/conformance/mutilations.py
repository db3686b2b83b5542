"""Ways in which a page can come damaged: parts missing, doubled, exchanged, or another page in its place."""

import re
from collections.abc import Callable
from random import Random
from typing import Any

from lxml import html

Mutilation = Callable[[str, Random], str]
"""From a page's text to a damaged one; the random source decides where."""

_TABLES = "//table[contains(@class,'list') or contains(@class,'detailList')]"


def _on_tree(change: Callable[[Any, Random], None]) -> Mutilation:
    def mutilated(text: str, random: Random) -> str:
        if not text.strip():
            return text
        root = html.document_fromstring(text)
        change(root, random)
        return str(html.tostring(root, encoding="unicode", doctype="<!DOCTYPE html>"))

    return mutilated


def _drop(element: Any) -> None:
    element.drop_tree()


def _some(random: Random, found: list[Any]) -> Any:
    return random.choice(found) if found else None


def _a_column(root: Any, random: Random) -> None:
    table = _some(random, root.xpath(_TABLES))
    rows = [] if table is None else table.xpath(".//tr")
    width = max((len(row) for row in rows), default=0)
    at = random.randrange(width) if width else 0
    for row in rows:
        if len(row) > at:
            _drop(row[at])


def _a_header_cell(root: Any, random: Random) -> None:
    cell = _some(random, root.xpath("//tr[contains(@class,'headerRow')]/*"))
    if cell is not None:
        _drop(cell)


def _a_cell(root: Any, random: Random) -> None:
    cell = _some(random, root.xpath("//tr[contains(@class,'dataRow')]/* | //td[@class='dataCol']"))
    if cell is not None:
        _drop(cell)


def _rows_from_some_row_on(root: Any, random: Random) -> None:
    rows = root.xpath("//tr[contains(@class,'dataRow')]")
    at = random.randrange(len(rows)) if rows else 0
    for row in rows[at:]:
        _drop(row)


def _a_row(root: Any, random: Random) -> None:
    row = _some(
        random, root.xpath("//tr[contains(@class,'dataRow')] | //tr[td[@class='labelCol']]")
    )
    if row is not None:
        _drop(row)


def _a_row_that_says_something(root: Any, random: Random) -> None:
    """Drop a row with a tick or a choice: sent back without it, a form would take that away."""
    chosen = ".//input[@checked and not(@disabled)] or .//select[option[@selected and @value!='']]"
    row = _some(random, root.xpath(f"//tr[contains(@class,'dataRow')][{chosen}]"))
    if row is not None:
        _drop(row)


def _a_block(root: Any, random: Random) -> None:
    block = _some(random, root.xpath("//div[contains(@class,'bRelatedList')] | //form | //table"))
    if block is not None:
        _drop(block)


def _an_input(root: Any, random: Random) -> None:
    control = _some(random, root.xpath("//input | //select | //option"))
    if control is not None:
        _drop(control)


def _all_headings(root: Any, _random: Random) -> None:
    for heading in root.xpath("//h1 | //h2 | //h3"):
        _drop(heading)


def _all_labels(root: Any, _random: Random) -> None:
    for label in root.xpath("//label | //td[contains(@class,'labelCol')]"):
        for child in list(label):
            _drop(child)
        label.text = ""


def _all_header_texts(root: Any, _random: Random) -> None:
    for cell in root.xpath("//tr[contains(@class,'headerRow')]/*"):
        cell.text = ""


def _all_pictures(root: Any, _random: Random) -> None:
    for picture in root.xpath("//img"):
        _drop(picture)


def _all_buttons(root: Any, _random: Random) -> None:
    for button in root.xpath("//input[@type='submit' or @type='button']"):
        _drop(button)


def _a_doubled_row(root: Any, random: Random) -> None:
    row = _some(random, root.xpath("//tr[contains(@class,'dataRow')]"))
    if row is not None:
        row.addnext(
            html.fragment_fromstring(html.tostring(row, encoding="unicode"), create_parent=False)
        )


def _exchanged_headers(root: Any, random: Random) -> None:
    row = _some(random, root.xpath("//tr[contains(@class,'headerRow')][count(*)>1]"))
    if row is not None:
        row[0].text, row[-1].text = row[-1].text, row[0].text


def _cut_off(text: str, random: Random) -> str:
    return text[: random.randrange(len(text) + 1)]


def _without_ids(text: str, _random: Random) -> str:
    return re.sub(r'\sid="[^"]*"', "", text)


def _without_classes(text: str, _random: Random) -> str:
    return re.sub(r'\sclass="[^"]*"', "", text)


def _nothing(_text: str, _random: Random) -> str:
    return ""


def _an_empty_page(_text: str, _random: Random) -> str:
    return "<!DOCTYPE html><html><head><title>Salesforce</title></head><body></body></html>"


def _another_site(_text: str, _random: Random) -> str:
    return (
        "<!DOCTYPE html><html><body><h1>Company portal</h1><form method='post' action='/login'>"
        "<label for='u'>Name</label><input id='u' name='u'><input type='submit' class='btn' value='Save'>"
        "</form></body></html>"
    )


MUTILATIONS: dict[str, Mutilation] = {
    "a column is missing": _on_tree(_a_column),
    "a header cell is missing": _on_tree(_a_header_cell),
    "a cell is missing": _on_tree(_a_cell),
    "the rows end early": _on_tree(_rows_from_some_row_on),
    "a row is missing": _on_tree(_a_row),
    "a row that says something is missing": _on_tree(_a_row_that_says_something),
    "a block is missing": _on_tree(_a_block),
    "an input is missing": _on_tree(_an_input),
    "no headings": _on_tree(_all_headings),
    "no labels": _on_tree(_all_labels),
    "no header texts": _on_tree(_all_header_texts),
    "no pictures": _on_tree(_all_pictures),
    "no buttons": _on_tree(_all_buttons),
    "a row stands twice": _on_tree(_a_doubled_row),
    "headers are exchanged": _on_tree(_exchanged_headers),
    "cut off": _cut_off,
    "no ids": _without_ids,
    "no classes": _without_classes,
    "nothing at all": _nothing,
    "an empty page": _an_empty_page,
    "another site": _another_site,
}
