"""One level of parents in SELECT, such as CreatedBy.Name. Wire shapes and the platform's errors.

Documented: the nested object with attributes of its own, null where the reference is empty.
Guessed: the feature's own user, who is in no list of users, still has a name here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from s2s_gitops.emulator.selection import find_field, place_error
from s2s_gitops.emulator.soql_query import Name
from s2s_gitops.emulator.soql_tokens import UnsupportedQueryError
from s2s_gitops.emulator.tables import find_object, parent_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from s2s_gitops.emulator.nouns import User
    from s2s_gitops.emulator.objects import Field, ObjectType
    from s2s_gitops.emulator.org import Org
    from s2s_gitops.emulator.soql_query import Query
    from s2s_gitops.emulator.written import Row, Value

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Parent:
    """The records that a reference of ours can point at; `name` is the relationship's."""

    name: str
    reference: str
    kind: str
    rows: Mapping[Value, Row]


@dataclass(frozen=True, slots=True)
class Column:
    """A selected field, of the row itself or of its parent."""

    field: str
    parent: Parent | None = None


def read_columns(query: Query, org: Org, user: User, kind: ObjectType) -> tuple[Column, ...]:
    """Return what is selected; raise the platform's error where there is no such field."""
    return tuple(_read_column(query, org, user, kind, name) for name in query.fields)


def _read_column(query: Query, org: Org, user: User, kind: ObjectType, name: Name) -> Column:
    relationship, _, text = name.text.rpartition(".")
    if not relationship:
        return Column(find_field(query, kind, name).name)
    reference = _reference(query, kind, relationship, name.offset)
    if len(reference.refers_to) > 1:
        raise UnsupportedQueryError(f"'{relationship}' can be of several objects: not emulated")
    target = find_object(org, user, reference.refers_to[0])
    if target is None:
        raise _unknown(query, relationship, name.offset)
    field = find_field(query, target, Name(text, name.offset))
    rows = {row["Id"]: row for row in parent_rows(org, target)}
    return Column(
        field.name, Parent(reference.relationship or "", reference.name, target.name, rows)
    )


def _reference(query: Query, kind: ObjectType, relationship: str, offset: int) -> Field:
    """Return the field behind a relationship."""
    wanted = relationship.lower()
    for field in kind.fields:
        if field.relationship is not None and field.relationship.lower() == wanted:
            return field
    if wanted == kind.name.lower():
        raise UnsupportedQueryError(f"the object's own name before a field: '{relationship}'")
    raise _unknown(query, relationship, offset)


def _unknown(query: Query, relationship: str, offset: int) -> Exception:
    message = (
        f"Didn't understand relationship '{relationship}' in field path. If you are attempting to"
        " use a custom relationship, be sure to append the '__r' after the custom relationship"
        " name. Please reference your WSDL or the describe call for the appropriate names."
    )
    return place_error(query, offset, "INVALID_FIELD", message)


def show(columns: Iterable[Column], kind: str, row: Row, base: str) -> Json:
    """Return the selected fields of a row in the shape of the wire; parents are nested."""
    shown = _attributes(kind, row, base)
    for column in columns:
        parent = column.parent
        if parent is None:
            shown[column.field] = row[column.field]
            continue
        found = parent.rows.get(row[parent.reference])
        nested = shown.setdefault(parent.name, found and _attributes(parent.kind, found, base))
        if found is not None and isinstance(nested, dict):
            nested[column.field] = found[column.field]
    return shown


def _attributes(kind: str, row: Row, base: str) -> Json:
    return {"attributes": {"type": kind, "url": f"{base}/sobjects/{kind}/{row['Id']}"}}
