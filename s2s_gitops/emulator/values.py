"""Whether what a client sends fits the fields of an object. Pure; the refusals are the platform's.

Known from documentation: codes and texts. Picklists take any text, as unrestricted ones do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from s2s_gitops.emulator.errors import RecordError, RuleError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from s2s_gitops.emulator.objects import Field, ObjectType
    from s2s_gitops.emulator.written import Row, Value

_NUMBERS = frozenset({"double", "currency", "percent"})


def check_values(kind: ObjectType, given: Mapping[str, object], *, is_new: bool) -> Row:
    """Return the values under the names of the describe; raise RuleError where one does not fit."""
    fields = {name: _field(kind, name) for name in given if name != "attributes"}
    closed = tuple(
        field.name
        for field in fields.values()
        if not (field.is_createable if is_new else field.is_updateable)
    )
    if closed:
        message = (
            f"Unable to create/update fields: {', '.join(closed)}. Please check the security"
            " settings of this field and verify that it is read/write for your profile or"
            " permission set."
        )
        raise RecordError("INVALID_FIELD_FOR_INSERT_UPDATE", message, closed)
    return {field.name: _value(field, given[name]) for name, field in fields.items()}


def require_values(kind: ObjectType, row: Row, names: Iterable[str]) -> None:
    """Refuse a record that lacks one of the named fields, if that is a required one."""
    missing = tuple(
        name for name in names if (field := kind.field(name)) and _lacks(field, row.get(name))
    )
    if missing:
        message = f"Required fields are missing: [{', '.join(missing)}]"
        raise RecordError("REQUIRED_FIELD_MISSING", message, missing)


def _lacks(field: Field, value: Value) -> bool:
    is_asked = not field.is_nillable and field.is_createable and field.name != "OwnerId"
    return is_asked and field.type != "boolean" and value in (None, "")


def _field(kind: ObjectType, name: str) -> Field:
    field = kind.field(name)
    if field is None:
        message = f"No such column '{name}' on sobject of type {kind.name}"
        raise RuleError("INVALID_FIELD", message)
    return field


def _value(field: Field, given: object) -> Value:
    if given is None or given == "":
        return False if field.type == "boolean" else None
    if field.type == "boolean":
        return _switch(field, given)
    if field.type in _NUMBERS or field.type == "int":
        return _number(field, given)
    if not isinstance(given, str):
        raise _unfit(field, "string", given)
    if len(given) > field.length > 0:
        message = f"{field.label}: data value too large: {given} (max length={field.length})"
        raise RecordError("STRING_TOO_LONG", message, (field.name,))
    return given


def _switch(field: Field, given: object) -> Value:
    if given not in (True, False, "true", "false"):
        raise _unfit(field, "boolean", given)
    return given in (True, "true")


def _number(field: Field, given: object) -> Value:
    """Read a number; text that spells one will do, as recorded."""
    text = "" if isinstance(given, bool) else str(given)
    try:
        return int(text) if field.type == "int" else float(text)
    except ValueError as error:
        raise _unfit(field, "int" if field.type == "int" else "double", given) from error


def _unfit(field: Field, wanted: str, given: object) -> RuleError:
    kinds = {bool: "VALUE_TRUE" if given else "VALUE_FALSE", str: "VALUE_STRING"}
    token = kinds.get(type(given), "VALUE_NUMBER_INT")
    message = (
        f"Cannot deserialize instance of {wanted} from {token} value {given}, field {field.name}"
    )
    return RuleError("JSON_PARSER_ERROR", message)
