"""The detail page of a connection. Several kinds start from here."""

from typing import Final

from s2s_gitops.kinds.page_contract import LOOK
from s2s_gitops.model.address import Address
from s2s_gitops.model.errors import PageChanged
from s2s_gitops.model.page import Page
from s2s_gitops.model.ports import ReadableOrg, Reading
from s2s_gitops.model.resource import State

TITLE: Final = "Connection Detail"


def open_detail(org: ReadableOrg, scope: str, live: State) -> Page:
    """Open the page of a side by the platform's pattern for records.

    Raises PageChanged if it is another page.
    """
    short = str(live.resources[Address(scope)].attributes["id"])[:15]
    page = org.open(f"/{short}")
    if TITLE not in page.titles or short not in page.address:
        shown = " / ".join(page.titles) or "no heading"
        raise PageChanged(org.alias, f"/{short} shows {shown}, not {TITLE!r}.", LOOK)
    return page


def active_sides(reading: Reading) -> list[str]:
    """Return the scopes of the declared sides whose connection is active, of orgs that can be read."""
    return sorted(
        address.scope
        for address, live in reading.live.resources.items()
        if not address.path and live.attributes["state"] == "active"
    )
