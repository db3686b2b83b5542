"""The Connections tab and the list of all connections.

Documented: New, the column Connection Name, that the connections that were made last are shown.
Inferred: both addresses. Guessed: the columns after the name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from s2s_gitops.emulator.clock import to_15
from s2s_gitops.emulator.pages.blocks import Cell, ListBlock, PageButton
from s2s_gitops.emulator.pages.bundles import template_block
from s2s_gitops.emulator.pages.list_choices import SubTabs
from s2s_gitops.emulator.pages.tabs import HOME, LIST, NEW, tab_page, whole_list
from s2s_gitops.emulator.pages.words import dates

if TYPE_CHECKING:
    from collections.abc import Iterable

    from s2s_gitops.emulator.nouns import Connection
    from s2s_gitops.emulator.pages.visit import Reply, Visit

__all__ = ["HOME", "LIST", "NEW", "home_page", "list_page"]

_RECENT = 25


def home_page(visit: Visit) -> Reply:
    """Show the tab with the connections that were made last, and the templates if they are there."""
    visit.org.require_connections(visit.user)
    recent = list(visit.org.connections.values())[::-1][:_RECENT]
    if visit.dialect.lists.sub_tabs is not SubTabs.BLOCKS:
        return tab_page(visit, "Home", _block(visit, "Recent Connections", recent))
    templates = whole_list(visit, template_block(visit, "Templates"))
    return tab_page(visit, "Home", _block(visit, "Connections", recent), templates)


def list_page(visit: Visit) -> Reply:
    """Show all connections by name."""
    visit.org.require_connections(visit.user)
    everything = sorted(visit.org.connections.values(), key=lambda one: (one.name, one.id))
    block = whole_list(visit, _block(visit, "All Connections", everything))
    return tab_page(visit, "All Connections", block)


def _block(visit: Visit, title: str, shown: Iterable[Connection]) -> ListBlock:
    new = PageButton("new", "New", NEW)
    rows = [_row(visit, one) for one in shown]
    return ListBlock(title, (new,), visit.dialect.lists.connection_columns, rows, "name")


def _row(visit: Visit, one: Connection) -> dict[str, Cell]:
    org = visit.org
    account, contact = (
        org.accounts.get(one.account_id or ""),
        org.contacts.get(one.contact_id or ""),
    )
    return {
        "name": Cell(one.name, f"/{to_15(one.id)}"),
        "status": Cell(visit.dialect.statuses[one.status.value]),
        "owner": Cell(org.user_name(one.owner_id)),
        "account": Cell(account.name if account else ""),
        "contact": Cell(contact.name if contact else ""),
        **{part: Cell(text) for part, text in dates(one).items()},
    }
