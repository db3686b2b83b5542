"""Lists as a browser shows them: loaded later by script, cut short, in pages, under sub-tabs."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from s2s_gitops.emulator.naming import pick, text_of

if TYPE_CHECKING:
    from collections.abc import Callable

_REGISTERED = re.compile(
    r"registerRelatedList\('([^']*)', '[^']*', '[^']*', \w+, '([^']*)', '([^']*)'\)"
)
_OPENED = re.compile(r"(?:window\.open|navigateToUrl)\('([^']*)'")
_MORE = re.compile(r"Show \d+ more|Go to list \(\d+\)")


def load(page: Any, fetch: Callable[[str], Any]) -> None:
    """Load what the page's script loads: registered lists whose body is empty."""
    for list_id, address, query in _REGISTERED.findall(" ".join(page.xpath("//script/text()"))):
        for body in page.xpath("//div[@id=$id][not(*)]", id=f"{list_id}_body"):
            found = fetch(f"{address}?{query}").xpath("//div[@id=$id]/*", id=f"{list_id}_body")
            body.extend(found)


def rows_in(place: Any) -> list[Any]:
    """Return the rows of data."""
    found: list[Any] = place.xpath(".//tr[contains(@class, 'dataRow')]")
    return found


def block_of(page: Any, title: str) -> Any:
    """Return a copy of the list with a title, apart from its page."""
    blocks = page.xpath("//div[contains(@class, 'bPageBlock')]")
    return deepcopy(pick(blocks, title, lambda one: [text_of(each) for each in one.xpath(".//h3")]))


def link_to_more(block: Any) -> str | None:
    """Return where the further rows of a list are."""
    links = [
        one for one in block.xpath(".//div[@class='pShowMore']//a") if _MORE.match(text_of(one))
    ]
    return str(links[-1].get("href")) if links else None


def next_page(page: Any) -> str | None:
    """Return where the next page of a list is."""
    links = page.xpath("//div[@class='paging']//a[text()='Next Page']/@href")
    return str(links[0]) if links else None


def longer_page(page: Any) -> str | None:
    """Return where more rows are on one page."""
    links = page.xpath("//form//div[@class='fewerMore']//a/@href")
    return str(links[0]) if links else None


def target_of(element: Any) -> str:
    """Return where a click on a link or a box leads, also if a script opens it."""
    script = element.get("onclick") or element.get("href") or ""
    match = _OPENED.search(script)
    return match.group(1) if match else script
