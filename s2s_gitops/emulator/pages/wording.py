"""A dialect in words: one line for each choice, sorted by page."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, get_type_hints

from s2s_gitops.emulator.pages.choosing import Says

if TYPE_CHECKING:
    from collections.abc import Iterator

    from s2s_gitops.emulator.pages.dialect import Dialect


def in_words(dialect: Dialect) -> tuple[str, ...]:
    """Say every choice; the plain dialect says that it is the plain one."""
    if dialect.number == 0:
        return ("the plain one",)
    return tuple(sorted({*_lines(dialect.forms, "every form"), *_lines(dialect.lists, "lists")}))


def _lines(part: Any, page: str) -> Iterator[str]:
    hints = get_type_hints(type(part), include_extras=True)
    for one in fields(part):
        value = getattr(part, one.name)
        if is_dataclass(value):
            yield from _lines(value, page)
            continue
        said = [each for each in getattr(hints[one.name], "__metadata__", ()) if type(each) is Says]
        says = said[0] if said else Says(page, one.name.replace("_", " "))
        yield f"{says.page}: {says.words}: {_text(value)}"


def _text(value: object) -> str:
    if isinstance(value, tuple | list | frozenset):
        return ", ".join(map(_text, value)) or "none"
    return str(value.value if isinstance(value, Enum) else value) or "none"
