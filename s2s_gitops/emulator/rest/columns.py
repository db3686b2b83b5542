"""What the columns of a query are, which `columns=true` asks for. Wire shapes only.

Known from public code that reads them: the members of a column, and that a parent is a column whose
`joinColumns` are its fields.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from s2s_gitops.emulator.objects import Field, ObjectType
    from s2s_gitops.emulator.relationships import Column
    from s2s_gitops.emulator.soql_query import Query

Json = dict[str, object]
_NUMBERS = frozenset({"int", "double", "currency", "percent"})
_APEX = {"id": "Id", "reference": "Id", "boolean": "Boolean", "int": "Integer", "date": "Date"}
_APEX |= {"datetime": "Datetime", "double": "Double", "currency": "Double", "percent": "Double"}


def describe_columns(
    columns: Iterable[Column], kind: ObjectType, kinds: Mapping[str, ObjectType]
) -> Json:
    """Return the columns of a query for rows, parents with theirs inside."""
    shown: dict[str, Json] = {}
    for column in columns:
        parent = column.parent
        owner = kinds[parent.kind] if parent else kind
        field = owner.field(column.field)
        told = _column(column.field, field)
        if parent is None:
            shown[column.field] = told
            continue
        outer = shown.setdefault(parent.name, {**_column(parent.name, None), "joinColumns": []})
        inner = outer["joinColumns"]
        if isinstance(inner, list):
            inner.append(told)
    return _entity(kind, list(shown.values()), is_grouped=False)


def describe_groups(query: Query, kind: ObjectType) -> Json:
    """Return the columns of an aggregate query."""
    fields = [_column(name.text, kind.field(name.text)) for name in query.fields]
    counts = [{**_column(each.alias, None), "aggregate": True} for each in query.counts]
    return _entity(kind, [*fields, *counts], is_grouped=True)


def _entity(kind: ObjectType, columns: list[Json], *, is_grouped: bool) -> Json:
    return {
        "columnMetadata": columns,
        "entityName": kind.name,
        "groupBy": is_grouped,
        "idSelected": any(one["columnName"] == "Id" for one in columns),
        "keyPrefix": kind.prefix,
    }


def _column(name: str, field: Field | None) -> Json:
    is_number = field is not None and field.type in _NUMBERS
    is_switch = field is not None and field.type == "boolean"
    return {
        "aggregate": False,
        "apexType": _APEX.get(field.type, "String") if field else None,
        "booleanType": is_switch,
        "columnName": name,
        "custom": field is not None and field.is_custom,
        "displayName": name,
        "foreignKeyName": field.relationship if field else None,
        "insertable": field is not None and field.is_createable,
        "joinColumns": [],
        "numberType": is_number,
        "textType": field is not None and not (is_number or is_switch),
        "updatable": field is not None and field.is_updateable,
    }
