"""Where a page leads by itself, as a browser finds out: by script or by a meta tag."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from lxml import html

from s2s_gitops.emulator.naming import LostError

if TYPE_CHECKING:
    import requests

HOPS = 5
_LITERAL = r"'((?:[^'\\]|\\.)*)'"
_SCRIPT = re.compile(rf"(?:handleRedirect\(|location\.replace\(|location\.href ?=){_LITERAL}")
_META = re.compile(r"\s*\d+\s*;\s*url=(.*)", re.IGNORECASE)


def settled(
    session: requests.Session, response: requests.Response
) -> tuple[requests.Response, Any]:
    """Follow where pages lead by themselves; return the last answer, and the page in it."""
    for _ in range(HOPS):
        page = html.document_fromstring(response.text)
        target = leads_to(page)
        if target is None:
            return response, page
        response = session.get(urljoin(response.url, target))
    raise LostError("pages lead to one another without end")


def leads_to(page: Any) -> str | None:
    """Return the address that a page without anything to see leads to; others lead nowhere."""
    if page.xpath("//body//*[not(self::script)]"):
        return None
    meta = _META.fullmatch(page.xpath("string(//meta[@http-equiv='Refresh']/@content)"))
    if meta:
        return meta.group(1)
    match = _SCRIPT.search(" ".join(page.xpath("//script/text()")))
    return re.sub(r"\\(.)", r"\1", match.group(1)) if match else None
