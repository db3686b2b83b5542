"""Rows of the pages of subscribing and mapping: one drop-down each, for one thing of the partner's."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from s2s_gitops.kinds.following import controls
from s2s_gitops.kinds.page_contract import changed
from s2s_gitops.kinds.spellings import Doubt, Spellings, api_texts
from s2s_gitops.model.page import Control, ControlType, Page
from s2s_gitops.model.ports import ReadableOrg

_API_NAME: Final = re.compile(r"[A-Za-z]\w*")


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row: its drop-down, and what else can be filled in beside it."""

    select: Control
    others: tuple[Control, ...]


def list_rows(org: ReadableOrg, page: Page) -> list[ListRow]:
    """Return the rows of a page's form, on all of its pages.

    Raises PageChanged if a row has several drop-downs, or if there are rows and none has one.
    """
    rows: dict[int, list[Control]] = {}
    for control in controls(org, page):
        if control.row_number >= 0:
            rows.setdefault(control.row_number, []).append(control)
    found = list(_listed(org.alias, page, rows.values()))
    if rows and not found:
        raise changed(org.alias, page, f"{page.address} has rows, and no drop-down in any of them.")
    return found


def _listed(org: str, page: Page, rows: Iterable[Sequence[Control]]) -> Iterator[ListRow]:
    for row in rows:
        selects = [one for one in row if one.type is ControlType.SELECT]
        if len(selects) > 1:
            raise changed(org, page, f"{page.address} has rows with several drop-downs.")
        if selects:
            others = tuple(one for one in row if one.type is not ControlType.SELECT)
            yield ListRow(selects[0], others)


def shows_whole_names(selects: Iterable[Control]) -> bool:
    """Say whether a page shows API names with their endings: it does so for one if it does for any."""
    return any(text.endswith("__c") for one in selects for text in api_texts(one.row))


def partner_name(control: Control, partner: Spellings, *, whole_names: bool) -> str | Doubt:
    """Return the API name of what a row stands for: as the page shows it, else as a label tells it.

    A name that nobody here knows counts as it stands, if the page shows names in full.
    """
    api = api_texts(control.row)
    if not api or any(partner.knows(text) for text in api):
        return partner.look(control.texts, api, (control.id,))
    text = api[0]
    if len(api) == 1 and _API_NAME.fullmatch(text) and (whole_names or text.endswith("__c")):
        return text
    return Doubt(control.texts, frozenset({text, f"{text}__c"}))
