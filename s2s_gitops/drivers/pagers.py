"""Pagers: whether a list or form shows all of its rows, and at which addresses the rest is.

A pager belongs to the nearest block around it that holds lists or forms, and counts for all of them.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from lxml.html import HtmlElement

from s2s_gitops.drivers.scripts import opened_by
from s2s_gitops.drivers.text import target_of, text_of

UNREACHABLE: Final = ""
"""Stands for an address: there are more rows, but only script that is not understood leads to them."""

_NEXT: Final = re.compile(r"^next page\b", re.IGNORECASE)
_NEXT_ROWS: Final = re.compile(r"^next\b|^[>»]+$", re.IGNORECASE)
_LARGER: Final = re.compile(
    r"^(?:show \d+ more|go to list|(?:show|view) (?:all|more))\b", re.IGNORECASE
)
_BACK: Final = re.compile(r"\b(?:fewer|less|previous|first)\b|^[<«]+$", re.IGNORECASE)
_SIZE: Final = re.compile(r"\browsper\w*=(\d+)")
_START: Final = re.compile(r"[?&]lsr=")
_ALL: Final = "All"
_CHOSEN: Final = re.compile(r"selected|current", re.IGNORECASE)
_SEARCH: Final = re.compile(r"(?:^|[\s_-])(?:search|filter|find)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rest:
    """What a block offers beyond the rows that it shows: the next ones, or the same list with more."""

    more: tuple[str, ...] = ()
    larger: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.more or self.larger)


class Pagers:
    """The pagers of a page, found in one walk: each block then asks for its own."""

    def __init__(self, root: HtmlElement, blocks: Sequence[HtmlElement], address: str) -> None:
        self._size = _size(address)
        self._lists = {one for one in blocks if "bRelatedList" in one.classes}
        # Everything around a block, so that a pager finds the nearest by climbing.
        self._around = {up for one in blocks for up in (one, *one.iterancestors())}
        self._found: dict[HtmlElement, list[tuple[str, str]]] = {}
        for element, kind, target in _pagers(root):
            owner = next(
                (up for up in (element, *element.iterancestors()) if up in self._around), root
            )
            if not self._is_of_page(owner, kind):
                self._found.setdefault(owner, []).append((kind, target))

    def rest(self, block: HtmlElement, rows: int) -> Rest:
        """Return what a block offers that shows a number of rows."""
        found = [
            one
            for up in (block, *block.iterancestors())
            for one in self._found.get(up, ())
            if one[0] != "size" or self._size <= rows < _size(one[1])
        ]
        more = dict.fromkeys(target for kind, target in found if kind == "more")
        larger = dict.fromkeys(target for kind, target in found if kind != "more")
        return Rest(tuple(more), tuple(larger))

    def _is_of_page(self, owner: HtmlElement, kind: str) -> bool:
        """How many rows related lists show is a setting of the page; a list that has more says so itself."""
        return kind == "size" and bool(self._lists) and owner not in self._lists


def _size(address: str) -> int:
    """Return how many rows were asked for, 0 if the address does not say."""
    match = _SIZE.search(address)
    return int(match.group(1)) if match else 0


def _pagers(root: HtmlElement) -> Iterator[tuple[HtmlElement, str, str]]:
    """Yield what offers more rows: the element, what it offers (`more`, `larger`, `size`), its address."""
    letters = root.find_class("rolodex")
    # The elements, not their ids: an id may be another one's once its element is let go.
    apart = {anchor for one in letters for anchor in one.iter("a")}
    for element in root.iter("a", "input", "button"):
        found = None if element in apart else _pager(element)
        if found is not None:
            yield (element, *found)
    for one in letters:
        yield from ((one, kind, target) for kind, target in _letters(one))
    yield from ((one, "more", UNREACHABLE) for one in _filters(root))


def _pager(element: HtmlElement) -> tuple[str, str] | None:
    if element.tag == "a":
        text, target = text_of(element), target_of(element)
        is_dead = not target and element.get("href") is None and element.get("onclick") is None
    else:
        text = (element.get("value") or text_of(element)).strip()
        target = opened_by(element.get("onclick") or "")
        is_dead = (element.get("type") or "").lower() not in ("button", "submit")
        is_dead = is_dead or element.get("disabled") is not None
    if is_dead or _BACK.search(text):
        return None
    if _LARGER.search(text):
        return ("larger", target) if target else ("more", UNREACHABLE)
    if _NEXT.search(text) or (_START.search(target) and _NEXT_ROWS.search(text)):
        return "more", target
    if _SIZE.search(target):
        return "size", target
    if _START.search(target) and not _sorts(element):
        return "more", UNREACHABLE
    return None


def _sorts(anchor: HtmlElement) -> bool:
    return any("headerRow" in one.classes for one in anchor.iterancestors("tr"))


def _letters(bar: HtmlElement) -> Iterator[tuple[str, str]]:
    """Yield where all letters are shown, unless `All` is chosen: marked as such, or no link among links."""
    anchors = list(bar.iter("a"))
    if not anchors:
        return
    linked = {text_of(one): target_of(one) for one in anchors}
    marked = {text_of(one) for one in bar.iter() if _is_chosen(one)}
    words = {word for word in text_of(bar).split() if word not in linked}
    if _ALL in (marked or words):
        return
    target = linked.get(_ALL, UNREACHABLE)
    yield ("larger", target) if target else ("more", UNREACHABLE)


def _is_chosen(element: HtmlElement) -> bool:
    return isinstance(element.tag, str) and bool(_CHOSEN.search(element.get("class") or ""))


def _filters(root: HtmlElement) -> Iterable[HtmlElement]:
    """Yield search boxes that hold a text, and views that do not show all."""
    for box in root.iter("input"):
        names = (box.get(one) or "" for one in ("name", "id", "title", "placeholder", "class"))
        is_typed = (box.get("type") or "text").lower() in ("text", "search")
        if is_typed and (box.get("value") or "").strip() and _SEARCH.search(" ".join(names)):
            yield box
    for view in root.iter("select"):
        chosen = [text_of(one) for one in view.iter("option") if one.get("selected") is not None]
        if view.get("name") == "fcf" and chosen and not chosen[-1].startswith(_ALL):
            yield view
