"""What can be asked of a file, and what it means for plain data. Knows nothing of text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Step = str | int
"""A key of a mapping, or an index of a list."""

Plain = str | bool | int | Mapping[str, Any] | Sequence[Any]
"""Plain data; texts are texts."""


@dataclass(frozen=True, slots=True)
class Put:
    """Set the value at a key or index. The key, and mappings on the way to it, are made where they are missing."""

    path: tuple[Step, ...]
    value: Plain


@dataclass(frozen=True, slots=True)
class Add:
    """Append an item to a list. The list, and mappings on the way to it, are made where they are missing."""

    path: tuple[Step, ...]
    item: Plain


@dataclass(frozen=True, slots=True)
class Drop:
    """Remove a key with its value, or the item at an index."""

    path: tuple[Step, ...]


Edit = Put | Add | Drop


class CannotEdit(Exception):
    """Why an edit cannot be made, in half a sentence; `splice` tells users where."""


def made(value: Any, edit: Edit, path: tuple[Step, ...]) -> Any:
    """Return the value with the edit made at the path below it. What the edit does not name is shared.

    Nothing (None) becomes the mapping or list that is needed. Raises CannotEdit where the path does
    not lead to what the edit needs.
    """
    if not path:
        return _set(value, edit)
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        return _at_index(value, edit, step, rest)
    if not isinstance(value, dict | None):
        raise CannotEdit(f"`{step}` is the key of a mapping, and no mapping stands here")
    mapping = value or {}
    if not isinstance(edit, Drop):
        return {**mapping, step: made(mapping.get(step), edit, rest)}
    if step not in mapping:
        raise CannotEdit(f"there is no key `{step}` here")
    if rest:
        return {**mapping, step: made(mapping[step], edit, rest)}
    return {key: one for key, one in mapping.items() if key != step}


def _set(value: Any, edit: Edit) -> Any:
    """Return what stands at the end of the path of an edit."""
    if isinstance(edit, Put):
        return own(edit.value)
    if isinstance(edit, Drop):
        raise CannotEdit("the whole of a file cannot be dropped")
    if not isinstance(value, list | None):
        raise CannotEdit("an item is added to a list, and no list stands here")
    return [*(value or []), own(edit.item)]


def _at_index(value: Any, edit: Edit, index: int, rest: tuple[Step, ...]) -> Any:
    if not isinstance(value, list):
        raise CannotEdit(f"{index} is the index of an item, and no list stands here")
    if not 0 <= index < len(value):
        raise CannotEdit(f"there is no item {index} here; the list has {len(value)}")
    if isinstance(edit, Drop) and not rest:
        return value[:index] + value[index + 1 :]
    return [*value[:index], made(value[index], edit, rest), *value[index + 1 :]]


def own(value: Any) -> Any:
    """Return plain data as dicts and lists of our own."""
    if isinstance(value, str | bool | int | None):
        return value
    if isinstance(value, Mapping):
        return {str(key): own(one) for key, one in value.items()}
    return [own(one) for one in value]


def as_read(value: Any) -> Any:
    """Return plain data as a file that holds it is read: all scalars are texts."""
    if isinstance(value, dict):
        return {str(key): as_read(one) for key, one in value.items()}
    if isinstance(value, list):
        return [as_read(one) for one in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return None if value is None else str(value)
