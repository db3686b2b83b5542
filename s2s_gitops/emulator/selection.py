"""Run a parsed query over the rows of an object. Pure; the errors are the platform's own."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from s2s_gitops.emulator.clock import is_id, to_18
from s2s_gitops.emulator.errors import RuleError
from s2s_gitops.emulator.soql_query import Condition, Literal, Name, Order, Query

if TYPE_CHECKING:
    from collections.abc import Callable

    from s2s_gitops.emulator.objects import Field, ObjectType
    from s2s_gitops.emulator.written import Row, Value

_NUMBERS = frozenset({"int", "double", "currency", "percent"})
Comparable = str | float | bool | datetime | None


def run(query: Query, kind: ObjectType, rows: list[Row]) -> list[Row]:
    """Return the rows that match, whole and in order."""
    return arrange(query, kind, match(query, kind, rows))


def match(query: Query, kind: ObjectType, rows: list[Row]) -> list[Row]:
    """Return the rows that meet all conditions."""
    tests = [_test(query, kind, condition) for condition in query.conditions]
    return [row for row in rows if all(test(row) for test in tests)]


def arrange(query: Query, kind: ObjectType, rows: list[Row]) -> list[Row]:
    """Return the rows in order, as many as are wanted."""
    keys = [(find_field(query, kind, order.field), order) for order in query.orders]
    found = list(rows)
    for field, order in reversed(keys):
        found.sort(key=_sort_key(field, order), reverse=order.is_descending)
    return found[: query.limit]


def place_error(query: Query, offset: int, code: str, message: str) -> RuleError:
    """Return an error that echoes the query with a caret under the place, as the platform does."""
    line = " ".join(query.text.split("\n"))
    text = f"\n{line}\n{' ' * offset}^\nERROR at Row:1:Column:{offset + 1}\n{message}"
    return RuleError(code, text)


def find_field(query: Query, kind: ObjectType, name: Name) -> Field:
    """Return a field by name, or the platform's complaint that there is none."""
    field = kind.field(name.text)
    if field is None:
        message = (
            f"No such column '{name.text}' on entity '{kind.name}'. If you are attempting to use"
            " a custom field, be sure to append the '__c' after the custom field name."
            " Please reference your WSDL or the describe call for the appropriate names."
        )
        raise place_error(query, name.offset, "INVALID_FIELD", message)
    return field


def _test(query: Query, kind: ObjectType, condition: Condition) -> Callable[[Row], bool]:
    field = find_field(query, kind, condition.field)
    if not field.is_filterable:
        message = f"field '{field.name}' can not be filtered in a query call"
        raise place_error(query, condition.field.offset, "INVALID_FIELD", message)
    values = [_operand(query, field, condition.field, literal) for literal in condition.values]
    operator = condition.operator
    if operator == "LIKE":
        pattern = _like(str(values[0]))
        return lambda row: pattern.fullmatch(str(row[field.name] or "")) is not None
    if operator in {"IN", "="}:
        return lambda row: _comparable(field, row[field.name]) in values
    if operator in {"NOT IN", "!="}:
        return lambda row: _comparable(field, row[field.name]) not in values
    return lambda row: _is_ordered(_comparable(field, row[field.name]), operator, values[0])


def _is_ordered(left: Comparable, operator: str, right: Comparable) -> bool:
    """Compare two values of one field; null is neither below nor above anything."""
    if left is None or right is None:
        return False
    is_below = left < right  # type: ignore[operator]
    if operator == "<":
        return bool(is_below)
    if operator == "<=":
        return bool(is_below) or left == right
    if operator == ">":
        return not is_below and left != right
    return not is_below


def _like(text: str) -> re.Pattern[str]:
    pieces = {"%": ".*", "_": ".", "\\%": "%", "\\_": "_"}
    tokens = re.findall(r"\\[%_]|.", text, re.DOTALL)
    pattern = "".join(pieces.get(token, re.escape(token)) for token in tokens)
    return re.compile(pattern, re.IGNORECASE | re.DOTALL)


def _operand(query: Query, field: Field, name: Name, literal: Literal) -> Comparable:
    """Return a literal as a value of the field, or the platform's complaint about its type."""
    if literal.kind == "null":
        return None
    wanted = _literal_kind(field)
    if literal.kind != wanted:
        hint = " and should be enclosed in quotes" if wanted == "string" else ""
        quotes = "" if wanted == "string" else " and should not be enclosed in quotes"
        word = _type_word(field)
        message = (
            f"value of filter criterion for field '{field.name}' must be of type {word}"
            f"{hint}{quotes if literal.kind == 'string' else ''}"
        )
        raise place_error(query, name.offset, "INVALID_FIELD", message)
    if field.type in {"id", "reference"} and not is_id(str(literal.value)):
        raise RuleError("INVALID_QUERY_FILTER_OPERATOR", _bad_id(query, name, str(literal.value)))
    return _comparable(field, literal.value)


def _bad_id(query: Query, name: Name, value: str) -> str:
    message = f"invalid ID field: {value}"
    return place_error(query, name.offset, "INVALID_QUERY_FILTER_OPERATOR", message).message


def _literal_kind(field: Field) -> str:
    if field.type in _NUMBERS:
        return "number"
    return field.type if field.type in {"boolean", "date", "datetime"} else "string"


def _type_word(field: Field) -> str:
    return {"datetime": "dateTime", "id": "ID", "reference": "ID"}.get(
        field.type, _literal_kind(field)
    )


def _comparable(field: Field, value: Value | float) -> Comparable:
    if value is None or isinstance(value, bool | float | int):
        return value
    if field.type in {"id", "reference"}:
        return to_18(value)
    if field.type == "datetime":
        return datetime.fromisoformat(value).astimezone(UTC)
    return value.casefold()


def _sort_key(field: Field, order: Order) -> Callable[[Row], tuple[bool, Comparable]]:
    """Return a key that puts nulls where asked, whatever the direction of the sort."""
    is_null_high = order.is_nulls_last is not order.is_descending

    def key(row: Row) -> tuple[bool, Comparable]:
        value = _comparable(field, row[field.name])
        return (value is None) is is_null_high, "" if value is None else value

    return key
