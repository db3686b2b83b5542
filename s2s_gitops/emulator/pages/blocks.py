"""Parts of read pages as values: cells, buttons, related lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from s2s_gitops.emulator.pages.columns import Columns
    from s2s_gitops.emulator.pages.paging import Pager

    Row = Mapping[str, "Cell"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A text, a link, or a picture of a tick."""

    text: str = ""
    href: str = ""
    picture: str = ""
    is_action: bool = False


@dataclass(frozen=True, slots=True)
class PageButton:
    """A button that leads to an address, after a question if there is one.

    `is_native` asks by the browser's own dialog. With `posts` (hidden inputs) it is a form of its
    own that posts to the address, without a question.
    """

    name: str
    text: str
    address: str
    question: str = ""
    is_native: bool = False
    posts: tuple[tuple[str, str], ...] = ()

    @property
    def handler(self) -> str:
        """The onclick text: two shapes that the platform's pages have, and the native one."""
        leave = f"navigateToUrl('{_quoted(self.address)}', 'DETAIL', '{self.name}');"
        if not self.question:
            return leave
        ask = f"confirm('{_quoted(self.question)}')"
        if self.is_native:
            return f"if (window.{ask}) {leave}"
        return f"if ((Modal.confirm && Modal.{ask}) || (!Modal.confirm && window.{ask})) {leave}"


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace("'", "\\'")


@dataclass(frozen=True, slots=True)
class RelatedList:
    """A list below a detail block; rows hold a cell for each part, `header` is what names a row."""

    key: str
    title: str
    columns: Columns
    rows: Sequence[Row]
    buttons: tuple[PageButton, ...] = ()
    links: tuple[Cell, ...] = ()
    header: str = ""


@dataclass(frozen=True, slots=True)
class ShownList:
    """A related list as a page shows it: some rows, links to the rest, or nothing until it is loaded.

    `load` is the query that loads it, `more` the links to further rows.
    """

    id: str
    shown: RelatedList
    load: str
    more: tuple[Cell, ...] = ()
    is_lazy: bool = False


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list on a page of lists; `letters` is the bar over it (letter, address; none is the chosen one)."""

    title: str
    buttons: tuple[PageButton, ...]
    columns: Columns
    rows: Sequence[Row]
    header: str
    pager: Pager | None = None
    letters: tuple[tuple[str, str], ...] = ()
    links: tuple[Cell, ...] = ()
