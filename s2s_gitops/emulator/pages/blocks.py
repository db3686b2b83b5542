"""Parts of read pages as values: cells, buttons, related lists."""

from __future__ import annotations

from dataclasses import dataclass


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
    """A list below a detail block; the first column of a row may be an action."""

    key: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    buttons: tuple[PageButton, ...] = ()
    links: tuple[Cell, ...] = ()
