"""How a field looks in a describe call. Wire shapes only; the key sets follow recorded answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from s2s_gitops.emulator.objects import Field, ObjectType

Json = dict[str, object]

_SOAP = {
    "id": "tns:ID", "reference": "tns:ID", "boolean": "xsd:boolean", "int": "xsd:int",
    "double": "xsd:double", "currency": "xsd:double", "percent": "xsd:double", "date": "xsd:date",
    "datetime": "xsd:dateTime", "base64": "xsd:base64Binary", "address": "urn:address",
    "location": "urn:location",
}  # fmt: skip
_PERSON = frozenset({"Salutation", "FirstName", "LastName"})
_ADDRESS_PARTS = (
    "Street",
    "City",
    "State",
    "PostalCode",
    "Country",
    "Latitude",
    "Longitude",
    "GeocodeAccuracy",
)
_UNSORTABLE = frozenset({"textarea", "base64", "address", "location", "multipicklist"})
_FIELD_FLAGS = (
    "aiPredictionField", "cascadeDelete", "caseSensitive", "dependentPicklist",
    "deprecatedAndHidden", "encrypted", "highScaleNumber", "namePointing",
    "formulaTreatNullNumberAsZero", "permissionable", "restrictedDelete", "searchPrefilterable",
    "writeRequiresMasterRead", "displayLocationInDecimal", "restrictedPicklist",
)  # fmt: skip
_FIELD_BLANKS = (
    "calculatedFormula", "controllerName", "defaultValueFormula", "filteredLookupInfo",
    "inlineHelpText", "mask", "maskType", "referenceTargetField", "relationshipOrder",
)  # fmt: skip


def describe_field(field: Field, kind: ObjectType) -> Json:
    """Return a field as the describe of its object holds it."""
    return {
        **dict.fromkeys(_FIELD_FLAGS, False),
        **dict.fromkeys(_FIELD_BLANKS),
        **_sizes(field),
        **_abilities(field),
        "compoundFieldName": _whole_of(field, kind),
        "defaultValue": False if field.type == "boolean" else field.default,
        "extraTypeInfo": _extra_type(field, kind),
        "externalId": field.is_external_id,
        "label": field.label,
        "name": field.name,
        "picklistValues": [_value(value, field.default) for value in field.values],
        "polymorphicForeignKey": len(field.refers_to) > 1,
        "referenceTo": list(field.refers_to),
        "relationshipName": field.relationship,
        "soapType": _SOAP.get(field.type, "xsd:string"),
        "type": field.type,
        "unique": field.is_unique,
    }


def _sizes(field: Field) -> Json:
    is_text = field.precision == 0 and field.type not in {"boolean", "int", "date", "datetime"}
    return {
        "byteLength": field.length * 3 if is_text and field.type != "id" else field.length,
        "digits": 9 if field.type == "int" else 0,
        "length": field.length,
        "precision": field.precision,
        "scale": field.scale,
    }


def _abilities(field: Field) -> Json:
    is_sortable = field.type not in _UNSORTABLE
    return {
        "aggregatable": field.is_countable,
        "autoNumber": field.is_auto_number,
        "calculated": field.is_calculated,
        "createable": field.is_createable,
        "custom": field.is_custom,
        "defaultedOnCreate": _is_defaulted(field),
        "filterable": field.is_filterable,
        "groupable": field.is_groupable,
        "htmlFormatted": field.is_rich_text,
        "idLookup": field.is_lookup_key or field.is_external_id,
        "nameField": field.name == "Name",
        "nillable": field.is_nillable,
        "queryByDistance": field.type == "location",
        "sortable": is_sortable,
        "updateable": field.is_updateable,
    }


def _is_defaulted(field: Field) -> bool:
    is_given = field.default is not None or field.name == "OwnerId"
    return field.type == "boolean" or not field.is_createable or is_given


def _value(value: str, default: str | None) -> Json:
    flags = {"active": True, "defaultValue": value == default, "validFor": None}
    return {**flags, "label": value, "value": value}


def _whole_of(field: Field, kind: ObjectType) -> str | None:
    """Return the compound field that this one is a part of; a person's name and addresses are."""
    if field.name in _PERSON and kind.field("LastName"):
        return "Name"
    part = next((one for one in _ADDRESS_PARTS if field.name.endswith(one)), None)
    if part is None or field.type == "address":
        return None
    whole = kind.field(f"{field.name.removesuffix(part)}Address")
    return whole.name if whole is not None and whole.type == "address" else None


def _extra_type(field: Field, kind: ObjectType) -> str | None:
    if kind.field("LastName") and field.name in {*_PERSON, "Name"}:
        return "personname"
    if field.type != "textarea":
        return None
    return "richtextarea" if field.is_rich_text else "plaintextarea"
