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
    """A button that leads to an address, after a question if there is one."""

    name: str
    text: str
    address: str
    question: str = ""

    @property
    def handler(self) -> str:
        """The onclick text, in one of the two shapes that the platform's pages have."""
        leave = f"navigateToUrl('{_quoted(self.address)}', 'DETAIL', '{self.name}');"
        if not self.question:
            return leave
        ask = f"confirm('{_quoted(self.question)}')"
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
