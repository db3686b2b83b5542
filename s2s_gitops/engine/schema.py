"""Kinds to JSON Schema: the file in `schemas/`, the editor's help and the validation are one value."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, assert_never

from s2s_gitops.engine.version import VERSION
from s2s_gitops.model.config import Writes
from s2s_gitops.model.kind import Attribute, Kind, Place, Shape, Use
from s2s_gitops.model.resource import Presence

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

NAME: Final = r"^[^\s@/%*][^@/%*\x00-\x1f\x7f]*$"
"""Aliases of orgs and names of connections: they stand in addresses without quoting."""

ORG_ID: Final = r"^00D[A-Za-z0-9]{12}([A-Z0-5]{3})?$"

Schema = Mapping[str, Any]


def document_schema(kinds: Sequence[Kind]) -> Schema:
    """Return the JSON Schema of a document that holds resources of these kinds."""
    return {
        "$schema": DIALECT,
        "title": "s2s connections",
        "description": "Salesforce to Salesforce connections, both sides stated once.",
        "type": "object",
        "required": ["version"],
        "additionalProperties": False,
        "patternProperties": {"^x-": {"description": "Free, for anchors."}},
        "properties": {
            "version": {"const": VERSION, "description": "The version of this file format."},
            "orgs": {
                "type": "object",
                "description": "The orgs, by the alias under which the rest of the file knows them.",
                "propertyNames": {"pattern": NAME},
                "additionalProperties": _org(kinds),
            },
            **{kind.key: _top_list(kind, kinds) for kind in _at(kinds, Place.LIST)},
            "connections": {
                "type": "array",
                "description": "The connections, each with both of its sides.",
                "items": _connection(kinds),
            },
            "approvals": {
                "type": "array",
                "description": "Consent to destructive and irreversible changes, reviewed like everything else.",
                "items": _approval(kinds),
            },
            "ignore": {
                "type": "array",
                "description": "Differences or messages that are left alone for a while, neither planned nor counted.",
                "items": _ignore(),
            },
        },
    }


def _at(kinds: Sequence[Kind], place: Place) -> tuple[Kind, ...]:
    return tuple(kind for kind in kinds if kind.place is place)


def _object(
    doc: str, properties: Mapping[str, Any], required: Sequence[str] = ()
) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "object", "description": doc, "additionalProperties": False}
    if required:
        schema["required"] = list(required)
    return schema | {"properties": dict(properties)}


def _text(doc: str, **more: Any) -> dict[str, Any]:
    return {"type": "string", "minLength": 1, "description": doc} | more


def _attribute(attribute: Attribute) -> dict[str, Any]:
    name = {"type": "string", "minLength": 1}
    match attribute.shape:
        case Shape.FLAG:
            return {"type": "boolean", "description": attribute.doc}
        case Shape.NAMES:
            return {
                "type": "array",
                "items": name,
                "uniqueItems": True,
                "description": attribute.doc,
            }
        case Shape.TABLE:
            return {"type": "object", "additionalProperties": name, "description": attribute.doc}
        case Shape.TABLES:
            table = {"type": "object", "additionalProperties": name}
            return {"type": "object", "additionalProperties": table, "description": attribute.doc}
        case Shape.TEXT:
            more: dict[str, Any] = {}
            if attribute.choices:
                more["enum"] = list(attribute.choices)
            if attribute.pattern:
                more["pattern"] = attribute.pattern
            if attribute.default is not None:
                more["default"] = str(attribute.default)
            if attribute.example:
                more["examples"] = [attribute.example]
            return _text(attribute.doc, **more)
        case _:
            assert_never(attribute.shape)


def _kind_properties(kind: Kind) -> dict[str, Any]:
    properties = {one.name: _attribute(one) for one in kind.attributes}
    if kind.delete:
        properties["state"] = {
            "enum": [one.value for one in Presence],
            "description": f"`absent` deletes it ({kind.delete.name}: {kind.delete.risk.label}).",
        }
    return properties


def _kind(kind: Kind) -> dict[str, Any]:
    required = [one.name for one in kind.attributes if one.required or one.use is Use.IDENTITY]
    return _object(kind.doc, _kind_properties(kind), required)


def _lists(kinds: Sequence[Kind]) -> dict[str, Any]:
    return {kind.key: _list(kind, _kind(kind)) for kind in kinds}


def _list(kind: Kind, items: Schema) -> dict[str, Any]:
    return {"type": "array", "description": kind.doc, "items": items}


def _top_list(kind: Kind, kinds: Sequence[Kind]) -> dict[str, Any]:
    """Return a list whose items name their org, and hold the lists that nest in them."""
    nested = [one for one in _at(kinds, Place.NESTED_LIST) if one.parent == kind.segment]
    org = {"org": _text("The alias of the org in which it lives.", pattern=NAME)}
    item = _kind(kind)
    item["required"] = ["org", *item["required"]]
    item["properties"] = org | item["properties"] | _lists(nested)
    return _list(kind, item)


def _org(kinds: Sequence[Kind]) -> dict[str, Any]:
    properties = {
        "org_id": _text(
            "The organization's id; a login that reaches another one stops everything.",
            pattern=ORG_ID,
            examples=["00D000000000001EAA"],
        ),
        "access": {
            "enum": ["manage", "observe", "none"],
            "default": "manage",
            "description": "manage: read and written; observe: read; none: a partner's org, nobody here can log in.",
        },
        "login": _object(
            "How to get a session. Secrets come from the environment; only commands that log in need them.",
            {
                "instance_url": _text(
                    "The org's own https address (My Domain).",
                    pattern=r"^(https://[^/]+|\$\{env:[^}]+\})/?$",
                    examples=["https://example.my.salesforce.com"],
                ),
                "access_token": _text("A session id or OAuth access token, as ${env:NAME}."),
            },
            ["instance_url", "access_token"],
        ),
        "require_approval": {
            "enum": ["destructive", "outward"],
            "default": "destructive",
            "description": "From which risk on changes in this org need an approval.",
        },
        "writes": {
            "enum": [one.value for one in Writes],
            "default": Writes.AUTO.value,
            "description": "Who saves Setup pages. http: s2s, those that a capture of a live org has verified; "
            "browser: s2s, in an installed Chrome or Chromium; human: a person, by the clicks that `plan` lists; "
            "auto: the first of these that can. For `access: manage` only.",
        },
    }
    properties |= {kind.key: _kind(kind) for kind in _at(kinds, Place.ORG)}
    properties |= _lists(_at(kinds, Place.ORG_LIST))
    return _object("One org.", properties)


def _connection(kinds: Sequence[Kind]) -> dict[str, Any]:
    side: dict[str, Any] = {}
    shared: dict[str, Any] = {}
    for kind in _at(kinds, Place.SIDE):
        for name, schema in _kind_properties(kind).items():
            (shared if kind.attribute(name).shared else side)[name] = schema
    side |= _lists(_at(kinds, Place.SIDE_LIST))
    properties = {
        "name": _text("The connection's name in addresses and messages.", pattern=NAME),
        "invited_by": _text("The alias of the org that sends the invitation.", pattern=NAME),
        **shared,
        "sides": {
            "type": "object",
            "description": "Both sides, by the alias of the org.",
            "propertyNames": {"pattern": NAME},
            "minProperties": 2,
            "maxProperties": 2,
            "additionalProperties": _object("One side.", side),
        },
    }
    return _object("One connection.", properties, ["name", "invited_by", "sides"])


def _approval(kinds: Sequence[Kind]) -> dict[str, Any]:
    verbs = sorted({verb.name for kind in kinds for verb in kind.verbs})
    return _object(
        "Consent to one kind of change.",
        {
            "address": _text("An address, or a pattern: * within a part, ** across parts."),
            "change": {"enum": verbs, "description": "The verb, as the plan prints it."},
            "reason": _text("Why, for those who review."),
            "until": _day("The last day on which it counts, YYYY-MM-DD."),
        },
        ["address", "change", "reason"],
    )


def _ignore() -> dict[str, Any]:
    return _object(
        "Differences at one address, and in what it holds, that are left alone; or one message about it.",
        {
            "address": _text(
                "An address, or a pattern: * within a part, ** across parts. Covers members and what is nested, too."
            ),
            "code": _text(
                "The code of a message that is left alone, instead of differences; docs/codes.md marks which can be.",
                pattern=r"^S2S\d{3}$",
                examples=["S2S035"],
            ),
            "reason": _text("Why, for those who review."),
            "until": _day(
                "The last day, YYYY-MM-DD. It holds for 14 days more with a warning; then it ends."
            ),
        },
        ["address", "reason", "until"],
    )


def _day(doc: str) -> dict[str, Any]:
    return _text(doc, pattern=r"^\d{4}-\d{2}-\d{2}$", examples=["2026-12-31"])
