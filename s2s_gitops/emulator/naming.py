"""How things on a screen are called, and how one of several with the same name is chosen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    Names = Callable[[Any], list[str]]


class LostError(Exception):
    """Something that the person looked for is not on the screen, or the platform refused."""


def pick(things: list[Any], name: str, names_of: Names | None = None) -> Any:
    """Return the one thing that is called so; NAME#2 is the second of several."""
    found = called(things, name, names_of)
    if len(found) == 1:
        return found[0]
    hint = f"; say {name}#1 to {name}#{len(found)}" if found else ""
    raise LostError(f"{len(found)} things on the screen are called {name!r}{hint}")


def called(things: list[Any], name: str, names_of: Names | None = None) -> list[Any]:
    """Return what is called so; a number counts only where nothing has it in its name."""
    wanted, names = " ".join(name.split()), names_of or _texts
    found = _named(things, wanted, names)
    match = re.fullmatch(r"(.+)#([1-9]\d*)", wanted)
    if found or match is None:
        return found
    place = int(match.group(2))
    return _named(things, match.group(1), names)[place - 1 : place]


def _named(things: list[Any], wanted: str, names: Names) -> list[Any]:
    for text in spellings(wanted):
        found = exactly(things, text, names)
        if found:
            return found
    return []


def exactly(things: list[Any], text: str, names: Names) -> list[Any]:
    """Return what bears this very text."""
    return [one for one in things if text in names(one)]


def spellings(name: str) -> tuple[str, ...]:
    """Return the texts that a name stands for, the surest first: `Label (API)` is either of the two."""
    match = re.fullmatch(r"(.+) \((\w+)\)", name)
    if match is None:
        return (name,)
    label, api = match.groups()
    return (name, api, api.removesuffix("__c"), label)


def first(controls: list[Any], name: str) -> Any:
    """Return the first control; there must be one."""
    if not controls:
        raise LostError(f"there is nothing to change at {name!r}")
    return controls[0]


def _texts(element: Any) -> list[str]:
    return [text_of(element)]


def cells_of(row: Any) -> list[str]:
    """Return the texts of the cells of a row."""
    return [text_of(cell) for cell in row]


def text_of(element: Any) -> str:
    """Return the visible text of an element in one line."""
    return " ".join(element.text_content().replace("\xa0", " ").split())


def words_of(label: Any) -> list[str]:
    """Return the text of a label without its mark for required ones."""
    marks = len(label.xpath("./span[@class='requiredMark']"))
    return [text_of(label)[marks:]]
