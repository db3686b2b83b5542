"""Lists and forms that a page shows in part: followed to their end by reading, or gathered on one page to be saved.

What cannot be followed is a changed page, never a smaller list. Nothing is followed that nobody asked for.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Generic, NoReturn, TypeVar
from urllib.parse import parse_qsl, urlsplit

from s2s_gitops.kinds.page_contract import changed, form
from s2s_gitops.model.errors import ByHand
from s2s_gitops.model.page import Button, Cell, Control, Form, Page, Table
from s2s_gitops.model.ports import ReadableOrg

MAX_PAGES: Final = 200
MAX_ROWS: Final = 20_000

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Part(Generic[T]):
    """What one page shows of a list: its rows, what makes each the same row again, and where the rest is.

    Only rows whose key is one of the `identities` cannot come twice: lines of a history may.
    """

    page: Page
    name: str
    headers: tuple[str, ...]
    rows: tuple[T, ...]
    keys: tuple[Hashable, ...]
    identities: frozenset[Hashable]
    complete: bool
    more: tuple[str, ...]
    larger: tuple[str, ...]
    torn: bool


def table(org: ReadableOrg, page: Page, title: str) -> Table:
    """Return a list of the page by its title, with all of its rows and buttons.

    Raises PageChanged if it is missing, or cannot be followed to its end.
    """
    found = _titled(org.alias, page, title)
    tables = [found]

    def shown(at: Page) -> _Part[dict[str, Cell]]:
        listed = found if at is page else _titled(org.alias, at, title)
        if listed is not found:
            tables.append(listed)
        return _part_of_table(at, title, listed)

    rows = _follow(org, page, shown)
    buttons: tuple[Button, ...] = tuple(
        dict.fromkeys(one for listed in tables for one in listed.buttons)
    )
    headers = next((one.headers for one in tables if one.headers), ())
    return replace(found, headers=headers, rows=tuple(rows), buttons=buttons, complete=True)


def loaded(org: ReadableOrg, page: Page, title: str) -> Page:
    """Return the page that shows the beginning of a list: another one where the list is loaded later."""
    found = _titled(org.alias, page, title)
    if found.rows or found.complete or not found.more or not found.more[0]:
        return page
    return org.open(found.more[0])


def controls(org: ReadableOrg, page: Page) -> tuple[Control, ...]:
    """Return the controls of a page's form, with those of the pages on which its rows go on.

    Only for reading: entries of other pages are not entries of this form.
    """
    first = _form(org.alias, page)
    if first.complete:
        return first.controls
    around = tuple(one for one in first.controls if one.row_number < 0)

    def shown(at: Page) -> _Part[tuple[Control, ...]]:
        return _part_of_form(at, _form(org.alias, at))

    rows = _follow(org, page, shown)
    numbered = (replace(one, row_number=at) for at, row in enumerate(rows) for one in row)
    return (*around, *numbered)


def whole(org: ReadableOrg, page: Page) -> Page:
    """Return a page whose form shows all rows, as only such a one may be saved: unticked means remove.

    Raises ByHand if the page offers none.
    """
    part = _part_of_form(page, _form(org.alias, page))
    visited = {page.address}
    while not part.complete:
        address = next((one for one in part.larger if one and one not in visited), "")
        if not address or len(visited) > MAX_PAGES:
            raise ByHand(
                org.alias,
                f"{page.address} shows only a part of its rows, and unticked means remove: "
                "saving it could remove what is not shown.",
                "Make the change in Salesforce; the next run sees that it was made.",
            )
        visited.add(address)
        bigger = org.open(address)
        before, part = part, _part_of_form(bigger, _form(org.alias, bigger))
        if not set(before.keys) <= set(part.keys):
            _surprise(org.alias, part, "shows other rows instead of more of them")
        page = bigger
    return page


def _titled(org: str, page: Page, title: str) -> Table:
    """Return the list with a title. A page that holds one list only may say the title above it."""
    found = [one for one in page.tables if one.title == title]
    if not found and len(page.tables) == 1 and title in page.titles:
        found = list(page.tables)
    if len(found) != 1:
        raise changed(
            org, page, f"{page.address} has {len(found)} lists titled {title!r}; expected is one."
        )
    return found[0]


def _form(org: str, page: Page) -> Form:
    return form(org, page, in_part=True)


def _part_of_table(page: Page, title: str, listed: Table) -> _Part[dict[str, Cell]]:
    rows = tuple(dict(one) for one in listed.rows)
    keys = tuple(_key(one) for one in rows)
    linked = {key for key, row in zip(keys, rows, strict=True) if _is_linked(row)}
    return _Part(
        page, f"the list {title!r}", listed.headers, rows, keys, frozenset(linked),
        listed.complete, listed.more, listed.larger, listed.torn,
    )  # fmt: skip


def _part_of_form(page: Page, shown: Form) -> _Part[tuple[Control, ...]]:
    groups: dict[int, list[Control]] = {}
    for one in shown.controls:
        if one.row_number >= 0:
            groups.setdefault(one.row_number, []).append(one)
    rows = tuple(tuple(one) for one in groups.values())
    keys = tuple(tuple((one.type, one.id, one.texts) for one in row) for row in rows)
    headers = tuple(rows[0][0].row) if rows else ()
    return _Part(
        page, "the rows of its form", headers, rows, keys, frozenset(keys),
        shown.complete, shown.more, shown.larger, shown.torn,
    )  # fmt: skip


def _follow(org: ReadableOrg, page: Page, shown: Callable[[Page], _Part[T]]) -> list[T]:
    """Return all rows of a list, from the page on which it begins."""
    part = shown(page)
    _whole_columns(org.alias, part)
    rows, keys = list(part.rows), list(part.keys)
    known, visited, is_joined = set(part.identities), {page.address}, False
    while not part.complete and not (is_joined and part.rows and not part.more):
        at = next((one for one in (part.more or part.larger) if one not in visited), "")
        if not at:
            _surprise(org.alias, part, "is shown only in part, and the rest cannot be reached")
        if len(visited) >= MAX_PAGES or len(rows) > MAX_ROWS:
            _surprise(org.alias, part, "goes on for longer than any list that is known")
        visited.add(at)
        was_more, last, part = bool(part.more), part, shown(org.open(at))
        _same_columns(org.alias, last, part)
        if not was_more and _covers(part.keys, keys):
            if len(part.keys) == len(keys) and not part.complete:
                _surprise(org.alias, part, "shows the same rows again instead of more")
            rows, keys, known = list(part.rows), list(part.keys), set(part.identities)
            continue
        if known & part.identities or (part.keys and part.keys == last.keys):
            _surprise(org.alias, part, "shows rows again that were shown before")
        # A list that is loaded later only begins here: it may say itself that there is more.
        is_joined = is_joined or bool(rows)
        rows += part.rows
        keys += part.keys
        known |= part.identities
    return rows


def _whole_columns(org: str, part: _Part[T]) -> None:
    if part.torn:
        _surprise(org, part, "does not fit its header, or breaks off")


def _same_columns(org: str, last: _Part[T], part: _Part[T]) -> None:
    _whole_columns(org, part)
    if last.headers and part.headers and last.headers != part.headers:
        _surprise(org, part, "goes on with other columns")


def _covers(keys: Sequence[Hashable], before: Sequence[Hashable]) -> bool:
    return set(before) <= set(keys) and len(before) <= len(keys)


def _surprise(org: str, part: _Part[T], what: str) -> NoReturn:
    raise changed(org, part.page, f"{part.page.address}: {part.name} {what}.")


def _key(row: dict[str, Cell]) -> Hashable:
    return tuple(
        (name, cell.text, cell.checked, tuple(_steady(one.address) for one in cell.links))
        for name, cell in row.items()
    )


def _is_linked(row: dict[str, Cell]) -> bool:
    return any(cell.links for cell in row.values())


def _steady(address: str) -> Hashable:
    """Return an address without what tells where one comes from: that differs from page to page."""
    parts = urlsplit(address)
    query = ((name, value) for name, value in parse_qsl(parts.query) if name != "retURL")
    return parts.path, tuple(query)
