"""What a block of HTML says: its text, its links, whether it is shown."""

from collections.abc import Iterator
from typing import Final

from lxml.html import HtmlElement

from s2s_gitops.drivers.scripts import opened_by, popped_up_by
from s2s_gitops.model.page import Link

_SILENT: Final = frozenset({"option", "select", "script", "style", "textarea"})
_TABS: Final = ("div", "li", "td", "span")
_PRESSED: Final = ("input", "button", "img", "span")
_NOT_SHOWN: Final = ("display:none", "visibility:hidden")


def text_of(element: HtmlElement) -> str:
    """Return the text that an element shows, without blanks at its ends and without assistive marks.

    What stands in drop-down lists and scripts is no text of the element.
    """
    parts = " ".join("".join(_shown(element)).split())
    return parts.removeprefix("*").strip()


def _shown(element: HtmlElement) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _SILENT:
            yield from _shown(child)
        yield child.tail or ""


def links_of(element: HtmlElement) -> Iterator[Link]:
    """Yield the links of an element that lead somewhere, by address or by script that is understood."""
    for anchor in element.iter("a"):
        address = target_of(anchor)
        if address:
            yield Link(text_of(anchor), address)


def tabs_of(root: HtmlElement) -> Iterator[Link]:
    """Yield what is no link, but opens an address when it is clicked: tabs of a page."""
    for element in root.iter(*_TABS):
        address = opened_by(element.get("onclick") or "")
        if address:
            yield Link(text_of(element), address)


def row_links(row: HtmlElement) -> Iterator[Link]:
    """Yield the links of a row, and what else in it opens an address when it is clicked."""
    yield from links_of(row)
    for element in row.iter(*_PRESSED):
        handler = element.get("onclick") or ""
        address = opened_by(handler) or popped_up_by(handler)
        if address and not any(one.tag == "a" for one in element.iterancestors()):
            yield Link(element.get("value") or text_of(element), address)


def target_of(anchor: HtmlElement) -> str:
    """Return where a link leads; empty if it stays on the page, or runs script that is not understood."""
    href = (anchor.get("href") or "").strip()
    if href and not href.startswith(("#", "javascript:")):
        return href
    handlers = (href, anchor.get("onclick") or "")
    found = (opened_by(one) or popped_up_by(one) for one in handlers)
    return next((one for one in found if one), "")


def is_hidden(element: HtmlElement) -> bool:
    """Say whether an element, or one around it, is not displayed."""
    return any(_hides(one) for one in (element, *element.iterancestors()))


def _hides(element: HtmlElement) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return element.get("hidden") is not None or any(one in style for one in _NOT_SHOWN)
