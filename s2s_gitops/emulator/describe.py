"""How objects look in a describe call. Wire shapes only; what exists is decided in tables.py.

The key sets follow recorded answers of real orgs as far as a client reads them.
"""

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
_UNSORTABLE = frozenset({"textarea", "base64", "address", "location", "multipicklist"})


def describe_global(kinds: list[ObjectType], base: str) -> Json:
    """Return the list of all objects."""
    return {
        "encoding": "UTF-8",
        "maxBatchSize": 200,
        "sobjects": [_summary(kind, base) for kind in sorted(kinds, key=lambda kind: kind.name)],
    }


def describe_basic(kind: ObjectType, base: str) -> Json:
    """Return the answer of the object's own resource."""
    return {"objectDescribe": _summary(kind, base), "recentItems": []}


def describe_object(kind: ObjectType, base: str) -> Json:
    """Return the full describe of one object."""
    return {
        "actionOverrides": [],
        "childRelationships": [],
        "compactLayoutable": True,
        **_summary(kind, base),
        "fields": [_field(field) for field in kind.fields],
        "listviewable": None,
        "lookupLayoutable": None,
        "namedLayoutInfos": [],
        "networkScopeFieldName": None,
        "recordTypeInfos": [],
        "searchLayoutable": kind.is_writable,
        "supportedScopes": [{"label": "All", "name": "everything"}],
    }


def _summary(kind: ObjectType, base: str) -> Json:
    flags = dict.fromkeys(
        ("activateable", "customSetting", "deepCloneable", "deprecatedAndHidden", "feedEnabled",
         "hasSubtypes", "isInterface", "isSubtype", "mergeable"), False)  # fmt: skip
    writes = dict.fromkeys(
        ("createable", "deletable", "layoutable", "mruEnabled", "replicateable", "searchable",
         "triggerable", "undeletable", "updateable"), kind.is_writable)  # fmt: skip
    urls = {"rowTemplate": "/{ID}", "describe": "/describe", "sobject": ""}
    return {
        **flags,
        **writes,
        "associateEntityType": None,
        "associateParentEntity": None,
        "custom": kind.is_custom,
        "keyPrefix": kind.prefix,
        "label": kind.label,
        "labelPlural": kind.plural,
        "name": kind.name,
        "queryable": True,
        "retrieveable": True,
        "urls": {key: f"{base}/sobjects/{kind.name}{tail}" for key, tail in urls.items()},
    }


_FIELD_FLAGS = (
    "aiPredictionField", "cascadeDelete", "caseSensitive", "dependentPicklist",
    "deprecatedAndHidden", "encrypted", "externalId", "highScaleNumber", "namePointing",
    "permissionable", "restrictedDelete", "searchPrefilterable", "unique",
    "writeRequiresMasterRead", "displayLocationInDecimal", "restrictedPicklist",
)  # fmt: skip
_FIELD_BLANKS = (
    "calculatedFormula", "compoundFieldName", "controllerName", "defaultValue",
    "defaultValueFormula", "filteredLookupInfo", "formulaTreatNullNumberAsZero",
    "inlineHelpText", "mask", "maskType", "referenceTargetField", "relationshipOrder",
)  # fmt: skip


def _field(field: Field) -> Json:
    return {
        **dict.fromkeys(_FIELD_FLAGS, False),
        **dict.fromkeys(_FIELD_BLANKS),
        **_sizes(field),
        **_abilities(field),
        "extraTypeInfo": _extra_type(field),
        "label": field.label,
        "name": field.name,
        "picklistValues": [_value(value) for value in field.values],
        "polymorphicForeignKey": len(field.refers_to) > 1,
        "referenceTo": list(field.refers_to),
        "relationshipName": field.relationship,
        "soapType": _SOAP.get(field.type, "xsd:string"),
        "type": field.type,
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
        "defaultedOnCreate": field.type == "boolean" or not field.is_createable,
        "filterable": field.is_filterable,
        "groupable": field.is_groupable,
        "htmlFormatted": field.is_rich_text,
        "idLookup": field.type == "id" or field.name == "Name",
        "nameField": field.name == "Name",
        "nillable": field.is_nillable,
        "queryByDistance": field.type == "location",
        "sortable": is_sortable,
        "updateable": field.is_updateable,
    }


def _value(value: str) -> Json:
    flags = {"active": True, "defaultValue": False, "validFor": None}
    return {**flags, "label": value, "value": value}


def _extra_type(field: Field) -> str | None:
    if field.type != "textarea":
        return None
    return "richtextarea" if field.is_rich_text else "plaintextarea"
