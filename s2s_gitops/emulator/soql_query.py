"""A parsed query as values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Name:
    """A field or object name with its place in the text."""

    text: str
    offset: int


@dataclass(frozen=True, slots=True)
class Literal:
    """A value in a condition. `kind` is string, number, boolean, null, date or datetime."""

    kind: str
    value: str | float | bool | None


@dataclass(frozen=True, slots=True)
class Condition:
    """One comparison; IN and NOT IN have any number of values, the others one."""

    field: Name
    operator: str
    values: tuple[Literal, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """One sort key."""

    field: Name
    is_descending: bool
    is_nulls_last: bool


@dataclass(frozen=True, slots=True)
class Count:
    """COUNT(field), with the name that it has in the answer and its place in the text."""

    field: Name
    alias: str
    offset: int


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query; with neither fields nor counts it is COUNT()."""

    text: str
    fields: tuple[Name, ...]
    counts: tuple[Count, ...]
    source: Name
    conditions: tuple[Condition, ...]
    groups: tuple[Name, ...]
    orders: tuple[Order, ...]
    limit: int | None

    @property
    def is_count(self) -> bool:
        """Whether only the number of rows is asked for."""
        return not self.fields and not self.counts

    @property
    def is_aggregate(self) -> bool:
        """Whether the answer has groups instead of rows."""
        return bool(self.counts or self.groups)
