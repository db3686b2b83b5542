"""The Connections tab: its two sub-tabs, and how a list on it is shown.

Documented: the sub-tabs Connections and Templates, New. Inferred: both addresses and the list markup.
Guessed: what the sub-tabs are made of, pages of a long list, the bar of letters over it.
"""

from __future__ import annotations

from dataclasses import replace
from string import ascii_uppercase
from typing import TYPE_CHECKING

from s2s_gitops.emulator.pages.blocks import Cell, ListBlock
from s2s_gitops.emulator.pages.list_choices import Alphabet, Paging, SubTabs
from s2s_gitops.emulator.pages.paging import paged
from s2s_gitops.emulator.pages.visit import Reply, Visit, render

if TYPE_CHECKING:
    from collections.abc import Sequence

    from s2s_gitops.emulator.pages.blocks import Row

HOME, LIST, NEW = "/04P/o", "/04P", "/04P/e"
_A_PAGE = 10
_LETTERS: tuple[str, ...] = (*ascii_uppercase, "Other", "All")


def tab_page(visit: Visit, description: str, *blocks: ListBlock) -> Reply:
    """Show lists of the tab under its sub-tabs; side by side, they need none."""
    kind = visit.dialect.lists.sub_tabs
    links = Cell("Connections", HOME), Cell("Templates", visit.address("templates"))
    body = render(
        "list.html",
        heading="Connections",
        description=description,
        tabs=() if kind is SubTabs.BLOCKS else links,
        box_tabs=kind is SubTabs.DIVS,
        blocks=blocks,
    )
    return Reply(200, body)


def whole_list(visit: Visit, block: ListBlock) -> ListBlock:
    """Return the part of a list that the address asks for, with the ways to the rest."""
    lists = visit.dialect.lists
    letters: tuple[tuple[str, str], ...] = ()
    rows: Sequence[Row] = block.rows
    if lists.alphabet is Alphabet.BAR:
        wanted = _letter(visit)
        letters = tuple(_bar(visit, wanted))
        rows = [row for row in rows if wanted in {"All", _first_letter(row[block.header].text)}]
    pager = None
    if lists.tab_lists is not Paging.WHOLE:
        rows, pager = paged(visit, rows, _A_PAGE, can_grow=lists.tab_lists is Paging.MORE)
    return replace(block, rows=rows, pager=pager, letters=letters)


def _letter(visit: Visit) -> str:
    number = visit.query.get("lsc", "")
    known = {str(place): letter for place, letter in enumerate(_LETTERS)}
    return known.get(number, "All")


def _bar(visit: Visit, wanted: str) -> Sequence[tuple[str, str]]:
    return [
        (letter, "" if letter == wanted else f"{visit.path}?lsc={place}")
        for place, letter in enumerate(_LETTERS)
    ]


def _first_letter(text: str) -> str:
    first = text[:1].upper()
    return first if first and first in ascii_uppercase else "Other"
