"""Related lists on the page of a record: whole or cut short, in the page or loaded later.

Known: the markup, the registration by script, the address that a registered list is loaded from,
`rowsperlist`, the texts Show N more and Go to list. Guessed: the names in addresses, which lists
are loaded later, how many rows there are at first, and where Go to list leads.
"""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from s2s_gitops.emulator.errors import NotFoundError
from s2s_gitops.emulator.pages.blocks import Cell, ListBlock, RelatedList, ShownList
from s2s_gitops.emulator.pages.list_choices import Cut, ListKeys, Loading, Paging
from s2s_gitops.emulator.pages.paging import paged
from s2s_gitops.emulator.pages.visit import Reply, Visit, message_page, render

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Lists = Sequence[RelatedList]

_AT_FIRST, _A_PAGE = 5, 10
_KEYS: Mapping[ListKeys, Mapping[str, str]] = MappingProxyType(
    {
        ListKeys.PLAIN: {
            one: f"Related{one}List" for one in ("Published", "Subscribed", "History")
        },
        ListKeys.LONG: {
            "Published": "RelatedPartnerNetworkPublishedObjectList",
            "Subscribed": "RelatedPartnerNetworkSubscribedObjectList",
            "History": "RelatedPartnerNetworkConnectionHistoryList",
        },
        ListKeys.CODE: {
            "Published": "RelatedPnPubList",
            "Subscribed": "RelatedPnSubList",
            "History": "RelatedPnHistList",
        },
    }
)


def record_page(visit: Visit, record_id: str, lists: Lists, **shown: object) -> Reply:
    """Show a record with its lists, or the one list that the address asks for."""
    if "relatedListId" in visit.query:
        if visit.dialect.lists.loading is Loading.INLINE:
            text = "Related lists that stand in the page are not loaded once more here."
            return message_page(501, "Not emulated", text)
        one = _shown(visit, record_id, _wanted(lists, visit.query["relatedListId"]), is_alone=True)
        return Reply(200, render("fragment.html", list=one, record_id=record_id))
    if "rlid" in visit.query:
        return _whole(visit, _wanted(lists, visit.query["rlid"]), str(shown["description"]))
    ready = tuple(_shown(visit, record_id, one, is_alone=False) for one in lists)
    more = ""
    if _grows(visit) and any(one.more for one in ready):
        more = f"/{record_id}?rowsperlist={_limit(visit) * 2}"
    body = render("detail.html", lists=ready, record_id=record_id, more=more, **shown)
    return Reply(200, body)


def _wanted(lists: Lists, key: str) -> RelatedList:
    found = [one for one in lists if one.key == key]
    if not found:
        raise NotFoundError
    return found[0]


def _grows(visit: Visit) -> bool:
    return visit.dialect.lists.cut in {Cut.MORE, Cut.BOTH}


def _limit(visit: Visit) -> int:
    """Return how many rows a list has here."""
    wanted = visit.query.get("rowsperlist", "")
    is_number = wanted.isascii() and wanted.isdigit()
    return max(_AT_FIRST, int(wanted)) if is_number and _grows(visit) else _AT_FIRST


def _shown(visit: Visit, record_id: str, one: RelatedList, *, is_alone: bool) -> ShownList:
    """Return a list as this page shows it; alone on its page it is never loaded later."""
    lists = visit.dialect.lists
    is_lazy = lists.loading is Loading.ALL or (
        lists.loading is Loading.HISTORY and one.key == key_of(visit, "History")
    )
    load = {"relatedListId": one.key, "hideDL": "1", "noh": "1", "keepPref": "1"}
    limit, count = _limit(visit), len(one.rows)
    if limit != _AT_FIRST:
        load["rowsperlist"] = str(limit)
    name = f"{record_id}_{one.key}"
    if is_lazy and not is_alone:
        return ShownList(name, one, urlencode(load), is_lazy=True)
    if lists.cut is Cut.WHOLE or count <= limit:
        return ShownList(name, one, urlencode(load))
    more = []
    if _grows(visit):
        asked = {**(load if is_alone else {}), "rowsperlist": str(2 * limit)}
        text = f"Show {min(limit, count - limit)} more \u00bb"
        more.append(Cell(text, f"/{record_id}?{urlencode(asked)}"))
    if lists.cut in {Cut.LIST, Cut.BOTH}:
        address = f"/{record_id}?{urlencode({'rlid': one.key, 'id': record_id})}"
        more.append(Cell(f"Go to list ({count}) \u00bb", address))
    return ShownList(name, replace(one, rows=one.rows[:limit]), urlencode(load), tuple(more))


def _whole(visit: Visit, one: RelatedList, name: str) -> Reply:
    """Show a page of the whole list."""
    paging = visit.dialect.lists.whole_lists
    rows, pager = one.rows, None
    if paging is not Paging.WHOLE:
        rows, pager = paged(visit, rows, _A_PAGE, can_grow=paging is Paging.MORE)
    block = ListBlock(one.title, one.buttons, one.columns, rows, one.header, pager, links=one.links)
    body = render(
        "list.html", heading=one.title, description=name, tabs=(), box_tabs=False, blocks=(block,)
    )
    return Reply(200, body)


def key_of(visit: Visit, what: str) -> str:
    """Return how addresses name a list: Published, Subscribed or History."""
    return _KEYS[visit.dialect.lists.keys][what]
