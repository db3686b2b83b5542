"""What a block of HTML says: its text, its links, whether it is shown, whether it offers more rows."""

from collections.abc import Iterator
from typing import Final

from lxml.html import HtmlElement

from s2s_gitops.model.page import Link

_SILENT: Final = frozenset({"option", "select", "script", "style", "textarea"})


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
    """Yield the links of an element that lead somewhere."""
    for anchor in element.iter("a"):
        address = anchor.get("href") or ""
        if address and not address.startswith(("#", "javascript:")):
            yield Link(text_of(anchor), address)


def is_hidden(element: HtmlElement) -> bool:
    """Say whether an element, or one around it, is not displayed."""
    around = (element, *element.iterancestors())
    return any(
        "display:none" in (one.get("style") or "").replace(" ", "").lower() for one in around
    )


def is_paged(block: HtmlElement) -> bool:
    """Say whether a block offers more rows than it shows."""
    more = (
        block.find_class("fewerMore") + block.find_class("pShowMore") + block.find_class("rolodex")
    )
    offers = any(True for one in more for _ in one.iter("a"))
    return offers or any(one.text == "Next Page" for one in links_of(block))
