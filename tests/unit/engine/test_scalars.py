"""Scalars are typed by the schema, and by nothing else."""

from typing import Any

import pytest

from s2s_gitops.engine.scalars import Typing
from s2s_gitops.engine.schema import document_schema
from s2s_gitops.kinds import ALL

from ..builders import document

FLAG: dict[str, Any] = {"type": "boolean"}
TEXT: dict[str, Any] = {"type": "string"}
ONE: dict[str, Any] = {"const": 1}


@pytest.mark.parametrize(
    ("schema", "written", "value"),
    [
        pytest.param(FLAG, "true", True, id="true"),
        pytest.param(FLAG, "false", False, id="false"),
        pytest.param(FLAG, "True", "True", id="only in small letters"),
        pytest.param(FLAG, "yes", "yes", id="yes is a text"),
        pytest.param(FLAG, "", None, id="nothing stays nothing"),
        pytest.param(TEXT, "true", "true", id="text that looks like a flag"),
        pytest.param(TEXT, "1", "1", id="text that looks like a number"),
        pytest.param(ONE, "1", 1, id="number"),
        pytest.param(ONE, "-20", -20, id="negative number"),
        pytest.param(ONE, "1.0", "1.0", id="fraction"),
        pytest.param(ONE, "1" * 19, "1" * 19, id="number without end"),
        pytest.param({"const": "1"}, "1", "1", id="constant text"),
        pytest.param({"const": True}, "1", "1", id="constant flag"),
        pytest.param({}, "true", "true", id="no type"),
        pytest.param(None, "true", "true", id="no schema for the key"),
        pytest.param({"items": FLAG}, "[true, no]", [True, "no"], id="items"),
        pytest.param({"items": TEXT}, "[true]", ["true"], id="items that are texts"),
        pytest.param({"items": FLAG}, "true", "true", id="text instead of a list"),
        pytest.param(
            {"properties": {"b": FLAG}}, "{b: true, c: true}", {"b": True, "c": "true"}, id="keys"
        ),
        pytest.param(
            {"properties": {"b": FLAG}, "additionalProperties": False},
            "{b: true, c: true}",
            {"b": True, "c": "true"},
            id="closed mapping",
        ),
        pytest.param(
            {"properties": {"b": TEXT}, "additionalProperties": FLAG},
            "{b: true, c: true}",
            {"b": "true", "c": True},
            id="other keys",
        ),
        pytest.param(
            {"properties": {"b": FLAG}}, "[true]", ["true"], id="list instead of a mapping"
        ),
    ],
)
def test_a_scalar_gets_the_type_that_the_schema_wants(
    schema: dict[str, Any] | None, written: str, value: object
) -> None:
    """What does not fit stays a text, for the validation to name."""
    read = document(f"a: {written}")

    Typing({"properties": {} if schema is None else {"a": schema}}).apply(read)

    assert repr(read["a"]) == repr(value)


def test_the_real_schema_types_the_version_and_the_flags() -> None:
    """Names keep their look beside them."""
    read = document("""
        version: 1
        orgs:
          On:
            settings: {enabled: true, from_name: No}
        """)

    Typing(document_schema(ALL)).apply(read)

    assert read == {
        "version": 1,
        "orgs": {"On": {"settings": {"enabled": True, "from_name": "No"}}},
    }
