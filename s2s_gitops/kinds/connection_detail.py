"""The detail page of a connection. Several kinds start from here."""

from typing import Final

from s2s_gitops.kinds.contract import DETAIL, DETAIL_TITLE, TAB_ADDRESS, fingerprint
from s2s_gitops.model.address import Address
from s2s_gitops.model.human import Start
from s2s_gitops.model.page import Page
from s2s_gitops.model.ports import ReadableOrg, Reading
from s2s_gitops.model.resource import Resource, State

TITLE: Final = DETAIL_TITLE
TAB: Final = TAB_ADDRESS


def manual_start(scope: str, _key: str, live: State) -> Start:
    """Return where a person begins who changes a side: its page, else the tab from which to go there."""
    side = live.resources.get(Address(scope))
    if side is None or "id" not in side.attributes:
        return Start(TAB, ("Choose the connection with {other}",))
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


def active_sides(reading: Reading) -> list[str]:
    """Return the sides of which something is declared and whose connection is active, where it can be read."""
    desired = reading.desired.resources
    scopes = {at.scope for at in desired if at.connection and at.org in reading.orgs}
    live = reading.live.resources
    return sorted(one for one in scopes if Address(one) in live and _is_active(live[Address(one)]))


def _is_active(side: Resource) -> bool:
    return side.attributes["state"] == "active"
