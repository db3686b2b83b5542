"""The detail page of a connection. Several kinds start from here."""

from typing import Final

from s2s_gitops.kinds.page_contract import LOOK
from s2s_gitops.model.errors import PageChanged
from s2s_gitops.model.page import Page
from s2s_gitops.model.ports import ReadableOrg

TITLE: Final = "Connection Detail"


def open_detail(org: ReadableOrg, connection_id: str) -> Page:
    """Open the page by the platform's pattern for records. Raises PageChanged if it is another page."""
    short = connection_id[:15]
    page = org.open(f"/{short}")
    if TITLE not in page.titles or short not in page.address:
        shown = " / ".join(page.titles) or "no heading"
        raise PageChanged(org.alias, f"/{short} shows {shown}, not {TITLE!r}.", LOOK)
    return page
