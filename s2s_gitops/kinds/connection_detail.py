"""The detail page of a connection. Several kinds start from here."""

from typing import Final

from s2s_gitops.kinds.contract import (
    DETAIL,
    DETAIL_TITLE,
    NEW,
    TAB_ADDRESS,
    fingerprint,
)
from s2s_gitops.kinds.page_contract import leads_to
from s2s_gitops.model.address import Address
from s2s_gitops.model.human import Start
from s2s_gitops.model.page import Page, Table
from s2s_gitops.model.ports import ReadableOrg, Reading
from s2s_gitops.model.resource import Resource, State

TITLE: Final = DETAIL_TITLE
TAB: Final = TAB_ADDRESS
"""The home of the Connections tab, by the platform's pattern for tabs."""
TEMPLATES: Final = "Templates"


def manual_start(scope: str, _key: str, live: State) -> Start:
    """Return where a person begins who changes a side: its page, else the tab from which to go there."""
    side = live.resources.get(Address(scope))
    if side is None or "id" not in side.attributes:
        return Start(TAB, ("Choose the connection with {other}",), "the Connections tab")
    return Start(f"/{str(side.attributes['id'])[:15]}")


def open_detail(org: ReadableOrg, scope: str, live: State) -> Page:
    """Open the page of a side. Raises PageChanged if it is another page."""
    return open_connection(org, str(live.resources[Address(scope)].attributes["id"]))


def open_connection(org: ReadableOrg, connection_id: str) -> Page:
    """Open the page of a connection by the platform's pattern for records.

    Raises PageChanged if it is another page.
    """
    short = connection_id[:15]
    return fingerprint(org.alias, org.open(f"/{short}"), DETAIL, short)


def list_of_templates(page: Page) -> Table | None:
    """Return the one list of connection templates that a page shows; None if it shows none, or several."""
    found = [
        one for one in page.tables if TEMPLATES in one.title or "Template" in " ".join(one.headers)
    ]
    return found[0] if len(found) == 1 else None


def new_connection(org: ReadableOrg) -> Page:
    """Open the form for a new connection: behind `New` on the tab, but not the one of the templates beside it."""
    tab = org.open(TAB)
    listed = list_of_templates(tab)
    others = set(listed.buttons) if listed is not None else set()
    buttons = (*tab.buttons, *(one for table in tab.tables for one in table.buttons))
    ours = [one for one in buttons if one not in others]
    return fingerprint(org.alias, org.open(leads_to(org.alias, tab, ours, "New")), NEW)


def active_sides(reading: Reading) -> list[str]:
    """Return the sides of which something is declared and whose connection is active, where it can be read."""
    desired = reading.desired.resources
    scopes = {at.scope for at in desired if at.connection and at.org in reading.orgs}
    live = reading.live.resources
    return sorted(one for one in scopes if Address(one) in live and _is_active(live[Address(one)]))


def _is_active(side: Resource) -> bool:
    return side.attributes["state"] == "active"
