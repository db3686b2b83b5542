"""How objects look in a describe call. Wire shapes only; what exists is decided in tables.py.

The key sets follow recorded answers of real orgs as far as a client reads them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from s2s_gitops.emulator.rest.fields import describe_field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from s2s_gitops.emulator.objects import ObjectType

Json = dict[str, object]

_INTERFACES = (
    "defaultImplementation",
    "extendedBy",
    "extendsInterfaces",
    "implementedBy",
    "implementsInterfaces",
)
_MASTER_ID = "012000000000000AAA"
_LEAST = {"rowTemplate": "/{ID}", "describe": "/describe", "sobject": ""}
_LAYOUTS = {
    "compactLayouts": "/describe/compactLayouts",
    "layouts": "/describe/layouts",
    "quickActions": "/quickActions",
}
_USUAL = {**_LAYOUTS, "approvalLayouts": "/describe/approvalLayouts", "listviews": "/listviews"}
_OWN: Mapping[str, Mapping[str, str]] = {
    "Case": {
        **_USUAL,
        "caseArticleSuggestions": "/suggestedArticles",
        "caseRowArticleSuggestions": "/{ID}/suggestedArticles",
    },
    "Organization": {},
    "User": {
        **_LAYOUTS,
        "namedLayouts": "/describe/namedLayouts/{0}",
        "passwordUtilities": "/{ID}/password",
    },
}


def describe_global(kinds: list[ObjectType], base: str) -> Json:
    """Return the list of all objects."""
    return {
        "encoding": "UTF-8",
        "maxBatchSize": 200,
        "sobjects": [_summary(kind, base) for kind in sorted(kinds, key=lambda kind: kind.name)],
    }


def describe_basic(kind: ObjectType, base: str, url: str) -> Json:
    """Return the answer of the object's own resource."""
    return {
        "objectDescribe": {**_summary(kind, base), **_pages(kind, base, url)},
        "recentItems": [],
    }


def describe_object(kind: ObjectType, kinds: list[ObjectType], base: str, url: str) -> Json:
    """Return the full describe of one object; `kinds` are all that the user sees."""
    return {
        "actionOverrides": [],
        "childRelationships": [one for each in kinds for one in _children(kind, each)],
        "compactLayoutable": True,
        **_summary(kind, base),
        **_pages(kind, base, url),
        **dict.fromkeys(_INTERFACES),
        "fields": [describe_field(field, kind) for field in kind.fields],
        "listviewable": None,
        "lookupLayoutable": None,
        "namedLayoutInfos": [],
        "networkScopeFieldName": None,
        "recordTypeInfos": [_master(kind, base)],
        "searchLayoutable": kind.is_writable,
        "sobjectDescribeOption": "FULL",
        "supportedScopes": [{"label": f"All {kind.plural.lower()}", "name": "everything"}],
    }


def _children(kind: ObjectType, child: ObjectType) -> list[Json]:
    """Return the fields of another object that refer to this one."""
    return [
        {
            "cascadeDelete": False,
            "childSObject": child.name,
            "deprecatedAndHidden": False,
            "field": field.name,
            "junctionIdListNames": [],
            "junctionReferenceTo": [],
            "relationshipName": None,
            "restrictedDelete": False,
        }
        for field in child.fields
        if kind.name in field.refers_to
    ]


def _master(kind: ObjectType, base: str) -> Json:
    """Return the record type that every object has."""
    return {
        "active": True,
        "available": True,
        "defaultRecordTypeMapping": True,
        "developerName": "Master",
        "master": True,
        "name": "Master",
        "recordTypeId": _MASTER_ID,
        "urls": {"layout": f"{base}/sobjects/{kind.name}/describe/layouts/{_MASTER_ID}"},
    }


def _pages(kind: ObjectType, base: str, url: str) -> Json:
    """Return all addresses of an object, those of its pages too."""
    pages = {
        "uiDetailTemplate": f"{url}/{{ID}}",
        "uiEditTemplate": f"{url}/{{ID}}/e",
        "uiNewRecord": f"{url}/{kind.prefix}/e",
    }
    return {"urls": {**_addresses(kind, base), **pages}}


def _addresses(kind: ObjectType, base: str) -> dict[str, str]:
    """Return what can be asked about an object; those without layouts have the least."""
    tails = {**_LEAST, **_OWN.get(kind.name, _USUAL if kind.is_writable else {})}
    return {key: f"{base}/sobjects/{kind.name}{tail}" for key, tail in tails.items()}


def _summary(kind: ObjectType, base: str) -> Json:
    flags = dict.fromkeys(
        ("activateable", "customSetting", "deepCloneable", "deprecatedAndHidden", "feedEnabled",
         "hasSubtypes", "isInterface", "isSubtype", "mergeable"), False)  # fmt: skip
    writes = dict.fromkeys(
        ("createable", "deletable", "layoutable", "mruEnabled", "replicateable", "searchable",
         "triggerable", "undeletable", "updateable"), kind.is_writable)  # fmt: skip
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
        "urls": _addresses(kind, base),
    }
