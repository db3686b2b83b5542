"""What a block of HTML says: its text, its links, whether it is shown, whether it offers more rows."""

import re
from collections.abc import Iterator
from typing import Final

from lxml.html import HtmlElement

from s2s_gitops.model.page import Link

_MORE: Final = re.compile(r"^(show \d+ more|go to list|next page)\b", re.IGNORECASE)
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
    """Say whether a block offers more rows than it shows: by a pager's words, or by where it leads."""
    if any(True for one in block.find_class("rolodex") for _ in one.iter("a")):
        return True
    return any(_MORE.search(one.text) or "rowsper" in one.address for one in links_of(block))
