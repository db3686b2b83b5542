"""Run a grouped or counted query over the rows of an object. Pure; the errors are the platform's.

Inferred: groups come in the order of their values when no other order is asked for.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from s2s_gitops.emulator.selection import arrange, find_field, match, place_error
from s2s_gitops.emulator.soql_query import Count, Name, Order, Query

if TYPE_CHECKING:
    from collections.abc import Iterable

    from s2s_gitops.emulator.objects import ObjectType
    from s2s_gitops.emulator.written import Row, Value


def aggregate(query: Query, kind: ObjectType, rows: list[Row]) -> list[dict[str, object]]:
    """Return one record for each group, or one for all rows when there are no groups."""
    grouped = [_group_field(query, kind, name) for name in query.groups]
    _require_grouped(query, query.fields, grouped)
    _require_grouped(query, (order.field for order in query.orders), grouped)
    found = match(query, kind, rows)
    if not grouped:
        return [_record(query, kind, {}, found)]
    groups: dict[tuple[Value, ...], list[Row]] = {}
    for row in found:
        groups.setdefault(tuple(row[name] for name in grouped), []).append(row)
    orders = query.orders or tuple(
        Order(name, is_descending=False, is_nulls_last=False) for name in query.groups
    )
    firsts = [members[0] for members in groups.values()]
    return [
        _record(query, kind, first, groups[tuple(first[name] for name in grouped)])
        for first in arrange(replace(query, orders=orders), kind, firsts)
    ]


def _record(query: Query, kind: ObjectType, first: Row, members: list[Row]) -> dict[str, object]:
    fields = [find_field(query, kind, name).name for name in query.fields]
    counts = {each.alias: _counted(query, kind, each) for each in query.counts}
    return {
        "attributes": {"type": "AggregateResult"},
        **{name: first[name] for name in fields},
        **{alias: _count(members, name) for alias, name in counts.items()},
    }


def _counted(query: Query, kind: ObjectType, count: Count) -> str:
    field = find_field(query, kind, count.field)
    if not field.is_countable:
        message = f"field {field.name} does not support aggregate operator COUNT"
        raise place_error(query, count.offset, "MALFORMED_QUERY", message)
    return field.name


def _count(rows: list[Row], name: str) -> int:
    return sum(row[name] is not None for row in rows)


def _group_field(query: Query, kind: ObjectType, name: Name) -> str:
    field = find_field(query, kind, name)
    if not field.is_groupable:
        message = f"field '{field.name}' can not be grouped in a query call"
        raise place_error(query, name.offset, "INVALID_FIELD", message)
    return field.name


def _require_grouped(query: Query, names: Iterable[Name], grouped: list[str]) -> None:
    known = {name.lower() for name in grouped}
    for name in names:
        if name.text.lower() not in known:
            message = f"Field must be grouped or aggregated: {name.text}"
            raise place_error(query, name.offset, "MALFORMED_QUERY", message)
