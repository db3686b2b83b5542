"""Objects and their fields as an org describes them, and the catalogue of standard ones.

Values only: which of them may be published is decided in publishing.py, how a describe looks on
the wire in describe.py.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from string import ascii_uppercase, digits
from typing import TYPE_CHECKING

from s2s_gitops.emulator.node import Node, load_node

if TYPE_CHECKING:
    from collections.abc import Mapping

TYPES = (
    "id", "string", "textarea", "picklist", "combobox", "multipicklist", "boolean", "int",
    "double", "currency", "percent", "date", "datetime", "email", "phone", "url", "reference",
    "address", "location", "base64", "encryptedstring",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an object."""

    name: str
    label: str
    type: str
    length: int = 0
    precision: int = 0
    scale: int = 0
    is_createable: bool = True
    is_updateable: bool = True
    is_nillable: bool = True
    is_calculated: bool = False
    is_auto_number: bool = False
    is_rich_text: bool = False
    is_filterable: bool = True
    is_groupable: bool = True
    is_countable: bool = True
    values: tuple[str, ...] = ()
    refers_to: tuple[str, ...] = ()
    relationship: str | None = None
    is_unique: bool = False
    is_external_id: bool = False
    default: str | None = None

    @property
    def is_custom(self) -> bool:
        """Whether the org made this field itself."""
        return self.name.endswith("__c")

    @property
    def is_lookup_key(self) -> bool:
        """Whether records can be found by this field without a query."""
        return self.type in {"id", "email"} or self.name == "Name"


@dataclass(frozen=True, slots=True)
class ObjectType:
    """One object with its fields, in the order of its describe."""

    name: str
    label: str
    plural: str
    prefix: str
    fields: tuple[Field, ...]
    is_custom: bool = False
    is_deployed: bool = True
    is_writable: bool = True

    def field(self, name: str) -> Field | None:
        """Return a field by API name, which ignores case as the platform does."""
        wanted = name.lower()
        return next((field for field in self.fields if field.name.lower() == wanted), None)

    def with_fields(self, more: tuple[Field, ...]) -> ObjectType:
        """Return this object with further fields; the later one wins on a name."""
        merged = {field.name: field for field in self.fields} | {f.name: f for f in more}
        return replace(self, fields=tuple(merged.values()))


_LENGTHS = {"string": 255, "email": 80, "phone": 40, "url": 255, "picklist": 255, "textarea": 32768}
_LENGTHS |= {
    "combobox": 255,
    "multipicklist": 4099,
    "reference": 18,
    "id": 18,
    "encryptedstring": 175,
}
_UNGROUPED = frozenset({"textarea", "base64", "address", "location", "multipicklist"})
_UNFILTERED = frozenset({"base64", "address", "location"})
_LONGEST_FILTERED = 255
_NUMBERED, _DIGITS = 100, digits + ascii_uppercase
_PRECISIONS = {"double": 18, "currency": 18, "percent": 5}


def read_fields(node: Node) -> tuple[Field, ...]:
    """Read the mapping of API name to field facts."""
    return tuple(_read_field(name, facts) for name, facts in node.items())


def _read_field(name: str, node: Node) -> Field:
    node.only("label", "type", "length", "precision", "scale", "required", "editable", "formula",
              "auto_number", "rich_text", "values", "refers_to", "filterable",
              "groupable", "unique", "external_id", "default")  # fmt: skip
    kind = node.at("type").text("string")
    if kind not in TYPES:
        raise node.at("type").error(f"{kind!r} is no field type; known are {', '.join(TYPES)}")
    refers_to = node.at("refers_to").texts()
    formula, auto = (
        node.at("formula").flag(default=False),
        node.at("auto_number").flag(default=False),
    )
    editable = node.at("editable").flag(default=not (formula or auto or kind == "address"))
    length = node.at("length").number(_LENGTHS.get(kind, 0))
    can_filter = kind not in _UNFILTERED and not (kind == "textarea" and length > _LONGEST_FILTERED)
    can_group = node.at("groupable").flag(default=kind not in _UNGROUPED)
    return Field(
        name=name,
        label=node.at("label").text(name.removesuffix("__c").replace("_", " ")),
        type=kind,
        length=length,
        precision=node.at("precision").number(_PRECISIONS.get(kind, 0)),
        scale=node.at("scale").number(2 if kind == "currency" else 0),
        is_createable=editable,
        is_updateable=editable,
        is_nillable=not node.at("required").flag(default=kind == "boolean"),
        is_calculated=formula,
        is_auto_number=auto,
        is_rich_text=node.at("rich_text").flag(default=False),
        is_filterable=node.at("filterable").flag(default=can_filter),
        is_groupable=can_group,
        is_countable=can_group and kind != "boolean",
        values=node.at("values").texts(),
        refers_to=refers_to,
        relationship=_relationship(name) if refers_to else None,
        is_unique=node.at("unique").flag(default=False),
        is_external_id=node.at("external_id").flag(default=False),
        default=node.at("default").text("") or None,
    )


def _relationship(name: str) -> str:
    return name.removesuffix("__c") + "__r" if name.endswith("__c") else name.removesuffix("Id")


def read_object(name: str, node: Node, base: ObjectType | None, number: int) -> ObjectType:
    """Read one object; with a base (a standard object) the node only adds to it."""
    node.only("label", "plural", "prefix", "deployed", "writable", "audit", "countable", "fields")
    fields = read_fields(node.at("fields"))
    if base is not None:
        return replace(base, label=node.at("label").text(base.label)).with_fields(fields)
    is_custom = name.endswith("__c")
    label = node.at("label").text(name.removesuffix("__c").replace("_", " "))
    if is_custom and not any(field.name == "Name" for field in fields):
        fields = (Field("Name", f"{label} Name", "string", 80), *fields)
    return ObjectType(
        name=name,
        label=label,
        plural=node.at("plural").text(f"{label}s"),
        prefix=node.at("prefix").text(_prefix(number)),
        fields=_countable(_with_audit(fields, node.at("audit")), node.at("countable")),
        is_custom=is_custom,
        is_deployed=node.at("deployed").flag(default=True),
        is_writable=node.at("writable").flag(default=True),
    )


def _prefix(number: int) -> str:
    """Return the key prefix of the custom object with this number; the hundredth is followed by aA0."""
    if number < _NUMBERED:
        return f"a{number:02d}"
    first, second = divmod(number - _NUMBERED, len(_DIGITS))
    return f"a{ascii_uppercase[first]}{_DIGITS[second]}"


def _countable(fields: tuple[Field, ...], node: Node) -> tuple[Field, ...]:
    """Take COUNT(field) away from an object that has no aggregate queries at all."""
    if node.flag(default=True):
        return fields
    return tuple(replace(field, is_countable=False) for field in fields)


def _with_audit(fields: tuple[Field, ...], extent: Node) -> tuple[Field, ...]:
    """Put the id in front and the fields that the platform itself keeps at the end."""
    dates = (
        _kept("CreatedDate", "Created Date", "datetime"),
        _kept("CreatedById", "Created By ID", "reference"),
        _kept("LastModifiedDate", "Last Modified Date", "datetime"),
        _kept("LastModifiedById", "Last Modified By ID", "reference"),
    )
    rest = (
        _kept("SystemModstamp", "System Modstamp", "datetime"),
        _kept("IsDeleted", "Deleted", "boolean"),
    )
    known = {"full": (*dates, *rest), "lasting": (*dates, rest[0]), "dates": dates, "none": ()}
    kept = known.get(extent.text("full"))
    if kept is None:
        raise extent.error("expected full, lasting, dates or none")
    return (_kept("Id", "Record ID", "id"), *fields, *kept)


def _kept(name: str, label: str, kind: str) -> Field:
    is_user = kind == "reference"
    return Field(
        name,
        label,
        kind,
        _LENGTHS.get(kind, 0),
        is_createable=False,
        is_updateable=False,
        is_nillable=False,
        is_countable=kind != "boolean",
        refers_to=("User",) if is_user else (),
        relationship=_relationship(name) if is_user else None,
    )


@cache
def catalogue() -> Mapping[str, ObjectType]:
    """Return the standard objects that every emulated org has."""
    node = load_node(Path(__file__).with_name("standard_objects.yaml"))
    return {name: read_object(name, facts, None, 0) for name, facts in node.items()}
