"""Where things on a page are: controls, rows, buttons and parts of a form, found by what stands beside them."""

from __future__ import annotations

import re
from typing import Any

from s2s_gitops.emulator.controls import text_of_button
from s2s_gitops.emulator.duelling import NONE, option_names
from s2s_gitops.emulator.lists import rows_in
from s2s_gitops.emulator.naming import (
    LostError,
    called,
    cells_of,
    exactly,
    first,
    pick,
    spellings,
    text_of,
    words_of,
)

_ENABLES = re.compile(r"getElementById\('([^']+)'\)\.disabled = !this\.value")


def find_control(page: Any, label: str, within: Any = None) -> Any:
    """Find a control by its label, or by another text of its row."""
    place = page if within is None else within
    labels, rows = place.xpath(".//label"), rows_in(place)
    texts = spellings(label)
    look = called if len(texts) == 1 else exactly
    for text in texts:
        if look(labels, text, words_of):
            return page.get_element_by_id(pick(labels, text, words_of).get("for"))
        if exactly(rows, text, cells_of):
            break
    row = pick(rows, label, cells_of)
    return first(row.xpath(".//select") or row.xpath(".//input"), label)


def find_box(page: Any, label: str) -> Any:
    """Find a checkbox that can be clicked."""
    box = find_control(page, label)
    if box.get("disabled") is not None:
        raise LostError(f"the box {label!r} is disabled")
    return box


def find_row(page: Any, text: str) -> Any:
    """Find a row by the text of one of its cells."""
    return pick(rows_in(page), text, cells_of)


def has_row(page: Any, text: str) -> bool:
    """Tell whether something on the page is called so."""
    named = called(page.xpath("//label"), text, words_of)
    return bool(named or called(rows_in(page), text, cells_of))


def find_buttons(page: Any, text: str) -> list[Any]:
    """Find the buttons with a text that can be seen."""
    shown = page.xpath("//input[not(contains(@style, 'none'))]")
    return [one for one in shown if text_of_button(one) == text]


def has_section(page: Any, title: str) -> bool:
    """Tell whether a form has a part with this heading."""
    return bool(called(page.xpath(_HEADINGS), title, _heading_names))


def find_section(page: Any, title: str) -> Any:
    """Find the table under a heading inside a form."""
    heading = pick(page.xpath(_HEADINGS), title, _heading_names)
    return heading.xpath("following-sibling::table[1]")[0]


_HEADINGS = "//div[@class='pbSubheader']"


def _heading_names(heading: Any) -> list[str]:
    """Return how a part of a form can be called: by its heading, or by what stands after a colon."""
    text = text_of(heading)
    return [text, *text.partition(": ")[2:]]


def choose_option(page: Any, select: Any, text: str | None) -> None:
    """Choose an option by its text, or by the id that is its value; a box that waits for it is enabled."""
    options = select.xpath("./option")
    by_id = [one for one in options if text and one.get("value") == text[:15]]
    chosen = by_id[0] if by_id else pick(options, text or NONE, option_names)
    for option in options:
        option.attrib.pop("selected", None)
    chosen.set("selected", "selected")
    for box_id in _ENABLES.findall(select.get("onchange", "")):
        box = page.get_element_by_id(box_id)
        box.attrib.pop("disabled", None)
        if not chosen.get("value"):
            box.set("disabled", "disabled")
