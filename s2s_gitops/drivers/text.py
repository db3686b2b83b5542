"""What a block of HTML says: its text, its links, whether it is shown, whether it offers more rows."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from s2s_gitops.model.page import Link


def text_of(element: HtmlElement) -> str:
    """Return the text of an element, without white space at its ends and without assistive marks."""
    parts = (part for part in element.itertext() if isinstance(part, str))
    return re.sub(r"\s+", " ", "".join(parts)).strip().removeprefix("*").strip()


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
