"""The Connections tab and the list of all connections.

Documented: the sub-tabs Connections and Templates, New, the column Connection Name. Inferred: both
addresses and the list markup. Guessed: sub-tabs as links, the columns after the name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from s2s_gitops.emulator.clock import to_15
from s2s_gitops.emulator.pages.blocks import Cell, PageButton
from s2s_gitops.emulator.pages.visit import Reply, Visit, render

if TYPE_CHECKING:
    from s2s_gitops.emulator.nouns import Connection

HOME, LIST, NEW = "/04P/o", "/04P", "/04P/e"
_RECENT = 25


def tabs(visit: Visit) -> tuple[Cell, Cell]:
    """Return the two sub-tabs."""
    return Cell("Connections", HOME), Cell("Templates", visit.address("templates"))


def home_page(visit: Visit) -> Reply:
    """Show the tab with the connections that were made last."""
    visit.org.require_connections(visit.user)
    recent = list(visit.org.connections.values())[::-1][:_RECENT]
    return _page(visit, "Home", "Recent Connections", recent)


def list_page(visit: Visit) -> Reply:
    """Show all connections by name."""
    visit.org.require_connections(visit.user)
    everything = sorted(visit.org.connections.values(), key=lambda one: (one.name, one.id))
    return _page(visit, "All Connections", "All Connections", everything)


def _page(visit: Visit, description: str, title: str, shown: list[Connection]) -> Reply:
    rows = [
        (
            Cell(one.name, f"/{to_15(one.id)}"),
            Cell(visit.dialect.statuses[one.status.value]),
            Cell(visit.org.user_name(one.owner_id)),
        )
        for one in shown
    ]
    body = render(
        "list.html",
        heading="Connections",
        description=description,
        title=title,
        tabs=tabs(visit),
        buttons=(PageButton("new", "New", NEW),),
        columns=("Connection Name", "Connection Status", "Connection Owner"),
        rows=rows,
    )
    return Reply(200, body)
