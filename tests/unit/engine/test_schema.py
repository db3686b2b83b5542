"""The schema of the file format follows from the kinds, and editors can use it."""

import json
from collections.abc import Sequence
from typing import Any

import jsonschema
import pytest

from s2s_gitops.engine.schema import document_schema
from s2s_gitops.kinds import ALL
from s2s_gitops.model.kind import Attribute, Kind, Place, Shape, Use

from ..builders import ADD_COLOUR, LAMP, kind

SCHEMA = document_schema(ALL)
SHELF = kind(
    "shelf",
    Attribute("name", "The shelf's name.", use=Use.IDENTITY),
    place=Place.LIST,
    key="shelves",
)
BOOK = kind(
    "book",
    Attribute("title", "What stands on its back.", use=Use.IDENTITY),
    place=Place.NESTED_LIST,
    key="books",
    parent="shelf",
)
KINDS = (*ALL, LAMP, SHELF, BOOK)
ORG = ("orgs", "additionalProperties", "properties")
SIDE = ("connections", "items", "properties", "sides", "additionalProperties")


def at(schema: Any, *path: str) -> Any:
    """Return the part of a schema that a path leads to, below its properties."""
    part = schema["properties"]
    for step in path:
        part = part[step]
    return part


def of_kind(schema: Any, one: Kind, kinds: Sequence[Kind] = KINDS) -> list[dict[str, Any]]:
    """Return the properties of a kind, wherever they may stand."""
    match one.place:
        case Place.ORG:
            parts = [at(schema, *ORG, one.key)]
        case Place.ORG_LIST:
            parts = [at(schema, *ORG, one.key, "items")]
        case Place.LIST:
            parts = [at(schema, one.key, "items")]
        case Place.NESTED_LIST:
            outer = next(kind for kind in kinds if kind.segment == one.parent)
            parts = [at(schema, outer.key, "items", "properties", one.key, "items")]
        case Place.SIDE:
            parts = [at(schema, *SIDE), at(schema, "connections", "items")]
        case Place.SIDE_LIST:
            parts = [at(schema, *SIDE, "properties", one.key, "items")]
    return [part["properties"] for part in parts]


@pytest.mark.parametrize("kinds", [(), ALL, KINDS], ids=["none", "all", "one more"])
def test_the_schema_is_valid_in_its_own_dialect(kinds: tuple[Kind, ...]) -> None:
    """Editors refuse a broken schema in silence."""
    schema = document_schema(kinds)

    jsonschema.Draft202012Validator.check_schema(schema)

    assert json.loads(json.dumps(schema)) == schema


@pytest.mark.parametrize(
    ("one", "attribute"),
    [
        pytest.param(one, attribute, id=f"{one.name}.{attribute.name}")
        for one in KINDS
        for attribute in one.attributes
    ],
)
def test_every_attribute_appears_with_its_documentation(one: Kind, attribute: Attribute) -> None:
    """What a kind declares can be written, and is explained by the editor."""
    places = of_kind(document_schema(KINDS), one)

    described = [
        place[attribute.name]["description"] for place in places if attribute.name in place
    ]

    assert described == [attribute.doc]


def test_every_verb_can_be_approved() -> None:
    """And nothing else can."""
    verbs = at(SCHEMA, "approvals", "items", "properties", "change", "enum")

    assert verbs == sorted({verb.name for one in ALL for verb in one.verbs})


@pytest.mark.parametrize(
    ("attribute", "expected"),
    [
        pytest.param(
            Attribute("a", "doc", shape=Shape.FLAG),
            {"type": "boolean", "description": "doc"},
            id="flag",
        ),
        pytest.param(
            Attribute("a", "doc"),
            {"type": "string", "minLength": 1, "description": "doc"},
            id="text",
        ),
        pytest.param(
            Attribute("a", "doc", choices=("x", "y"), pattern="^.$", default="x", example="y"),
            {
                "type": "string",
                "minLength": 1,
                "description": "doc",
                "enum": ["x", "y"],
                "pattern": "^.$",
                "default": "x",
                "examples": ["y"],
            },
            id="text with a form",
        ),
        pytest.param(
            Attribute("a", "doc", shape=Shape.NAMES),
            {
                "type": "array",
                "items": {"type": "string", "minLength": 1},
                "uniqueItems": True,
                "description": "doc",
            },
            id="names",
        ),
        pytest.param(
            Attribute("a", "doc", shape=Shape.TABLE),
            {
                "type": "object",
                "additionalProperties": {"type": "string", "minLength": 1},
                "description": "doc",
            },
            id="table",
        ),
        pytest.param(
            Attribute("a", "doc", shape=Shape.TABLES),
            {
                "type": "object",
                "additionalProperties": {
                    "type": "object",
                    "additionalProperties": {"type": "string", "minLength": 1},
                },
                "description": "doc",
            },
            id="table of tables",
        ),
    ],
)
def test_an_attribute_has_the_schema_of_its_shape(
    attribute: Attribute, expected: dict[str, Any]
) -> None:
    """Shapes are the only types."""
    (properties,) = of_kind(document_schema((toy := kind("toy", attribute),)), toy)

    assert properties["a"] == expected


def test_what_is_required_is_told() -> None:
    """Identities are always required, other attributes if they say so."""
    toy = kind(
        "toy",
        Attribute("name", "doc", use=Use.IDENTITY),
        Attribute("must", "doc", required=True),
        Attribute("may", "doc"),
    )

    part = at(document_schema((toy,)), "orgs", "additionalProperties", "properties", "toy")

    assert part["required"] == ["name", "must"]
    assert "required" not in at(SCHEMA, "orgs", "additionalProperties", "properties", "settings")


def test_only_what_can_be_deleted_has_a_state() -> None:
    """`state: absent` is offered where the platform has the verb, with its risk."""
    (lamp,) = of_kind(document_schema((LAMP,)), LAMP)
    (settings,) = of_kind(SCHEMA, ALL[0])

    assert lamp["state"] == {
        "enum": ["present", "absent"],
        "description": "`absent` deletes it (take-down: destructive).",
    }
    assert "state" not in settings


def test_shared_attributes_stand_at_the_connection() -> None:
    """They count for both sides and cannot contradict each other."""
    toy = kind(
        "toy",
        Attribute("ours", "doc"),
        Attribute("both", "doc", shared=True, verb=ADD_COLOUR),
        place=Place.SIDE,
    )

    side, connection = of_kind(document_schema((toy,)), toy)

    assert ("ours" in side, "both" in side) == (True, False)
    assert ("ours" in connection, "both" in connection) == (False, True)


def test_an_item_of_a_list_at_the_top_names_its_org() -> None:
    """It lives in one org, and holds the lists that nest in it."""
    item = at(document_schema(KINDS), "shelves", "items")

    assert item["required"] == ["org", "name"]
    assert set(item["properties"]) == {"org", "name", "books"}
    assert item["properties"]["books"]["items"]["required"] == ["title"]
