"""Schema errors become designed messages: a code, a place, and what to write instead."""

from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from s2s_gitops.engine.scalars import Typing
from s2s_gitops.engine.schema import document_schema
from s2s_gitops.engine.validate import validate
from s2s_gitops.kinds import ALL
from s2s_gitops.model.source import Map

from ..builders import document

SCHEMA = document_schema(ALL)
NAME_FIX = "Begin with a visible character, and leave out @ / % and *."

VALID = """\
version: 1
orgs:
  hq:
    org_id: 00D000000000001EAA
    login: {instance_url: https://hq.example, access_token: t0ken}
    settings: {enabled: true}
  acme: {access: none}
connections:
  - name: hq-acme
    invited_by: hq
    sides:
      hq:
        contact: ops@acme.example
        publish:
          - object: Lead
            fields: [Company, "No"]
          - {object: Case, state: absent}
      acme: {}
approvals:
  - {address: hq/settings, change: enable, reason: agreed, until: "2026-12-31"}
x-anything: [1, {a: b}]
"""


def found(text: str) -> list[tuple[str, str, str]]:
    """Return place, code and fix of everything that is wrong with a document."""
    read = document(text)
    Typing(SCHEMA).apply(read)
    return [
        (str(one.source).removeprefix("s2s.yaml:"), one.code, one.fix)
        for one in validate(read, SCHEMA)
    ]


def test_a_valid_document_passes() -> None:
    """Every part of the file format at once."""
    assert found(VALID) == []


@pytest.mark.parametrize(
    ("line", "instead", "place", "code", "fix"),
    [
        pytest.param(
            "  acme: {access: none}",
            "  acme: {acess: none}",
            "7:10",
            "S2S005",
            "Did you mean `access`?",
            id="unknown key, near miss",
        ),
        pytest.param(
            "version: 1",
            "version: 1\nconections: []",
            "2:1",
            "S2S005",
            "Did you mean `connections`?",
            id="unknown key at the top",
        ),
        pytest.param(
            "    invited_by: hq", "", "9:5", "S2S007", "Add `invited_by:`.", id="missing key"
        ),
        pytest.param(
            "version: 1",
            "",
            "2:1",
            "S2S007",
            "Add `version: 1` as its first line.",
            id="missing version",
        ),
        pytest.param(
            "          - {object: Case, state: absent}",
            "          - {state: absent}",
            "17:13",
            "S2S007",
            "Add `object:`.",
            id="missing identity",
        ),
        pytest.param(
            "    settings: {enabled: true}",
            "    settings: {enabled: yes}",
            "6:16",
            "S2S006",
            "Write `true` or `false`.",
            id="flag that is a text",
        ),
        pytest.param(
            "    settings: {enabled: true}",
            "    settings: [enabled]",
            "6:5",
            "S2S006",
            "Write a mapping (`key: value` lines).",
            id="list instead of a mapping",
        ),
        pytest.param(
            '            fields: [Company, "No"]',
            "            fields: Company",
            "16:13",
            "S2S006",
            "Write a list (`- item` lines).",
            id="text instead of a list",
        ),
        pytest.param(
            '            fields: [Company, "No"]',
            "            fields: [Company, {a: b}]",
            "16:31",
            "S2S006",
            "Write a text.",
            id="mapping instead of a text",
        ),
        pytest.param(
            '            fields: [Company, "No"]',
            "            fields: [Company, ]\n            fields_: []",
            "17:13",
            "S2S005",
            "Did you mean `fields`?",
            id="comma at the end is fine, the other key is not",
        ),
        pytest.param(
            "    settings: {enabled: true}",
            "    settings:",
            "6:5",
            "S2S006",
            "Write a mapping (`key: value` lines), or remove the key.",
            id="empty value",
        ),
        pytest.param(
            '            fields: [Company, "No"]',
            "            fields: [Company, Email, Company]",
            "16:38",
            "S2S012",
            "Keep one.",
            id="listed twice",
        ),
        pytest.param(
            '            fields: [Company, "No"]',
            "            fields: ['']",
            "16:22",
            "S2S008",
            "Write a text, or remove the key.",
            id="empty text",
        ),
        pytest.param(
            "  acme: {access: none}",
            "  acme: {access: manages}",
            "7:10",
            "S2S008",
            "Did you mean `manage`?",
            id="choice, near miss",
        ),
        pytest.param(
            "  acme: {access: none}",
            "  acme: {access: zzz}",
            "7:10",
            "S2S008",
            "Write one of: manage, observe, none.",
            id="choice, nothing near",
        ),
        pytest.param(
            "    org_id: 00D000000000001EAA",
            "    org_id: 001000000000001EAA",
            "4:5",
            "S2S008",
            "For example: 00D000000000001EAA",
            id="pattern",
        ),
        pytest.param(
            "    org_id: 00D000000000001EAA",
            '    org_id: "00D000000000001EAA\\n"',
            "4:5",
            "S2S008",
            "For example: 00D000000000001EAA",
            id="pattern, line break at the end",
        ),
        pytest.param(
            "    invited_by: hq",
            "    invited_by: hq\n    deadline: 2 weeks",
            "11:5",
            "S2S008",
            "For example: 30 days",
            id="pattern of an attribute",
        ),
        pytest.param(
            "  acme: {access: none}",
            '  acme: {access: none}\n  "hq\\n": {access: none}',
            "8:3",
            "S2S008",
            NAME_FIX,
            id="alias, line break at the end: at the alias",
        ),
        pytest.param(
            "  acme: {access: none}",
            "  acme: {access: none}\n  a@b: {access: none}",
            "8:3",
            "S2S008",
            NAME_FIX,
            id="alias with a sign of addresses: at the alias",
        ),
        pytest.param(
            "      acme: {}", "      ac/me: {}", "18:7", "S2S008", NAME_FIX, id="side: at the alias"
        ),
        pytest.param(
            "  acme: {access: none}",
            "  acme: {access: none, x-note: free}",
            "7:24",
            "S2S005",
            "Known here: access, login, org_id, require_approval, settings, writes.",
            id="x- is free at the top only",
        ),
        pytest.param(
            "          - {object: Case, state: absent}",
            "          - {object: Case, state: absent, x-y: 1}",
            "17:43",
            "S2S005",
            "Known here: fields, object, state.",
            id="x- is not free in a list either",
        ),
        pytest.param(
            '            fields: [Company, "No"]',
            "            fields:",
            "16:13",
            "S2S006",
            "Write a list (`- item` lines), or remove the key.",
            id="nothing instead of a list",
        ),
        pytest.param(
            "  acme: {access: none}",
            "  acme: {access: none, require_approval: }",
            "7:24",
            "S2S008",
            "Write one of: destructive, outward.",
            id="nothing instead of a choice",
        ),
        pytest.param(
            "    org_id: 00D000000000001EAA",
            "    org_id:",
            "4:5",
            "S2S006",
            "Write a text, or remove the key.",
            id="nothing instead of a pattern: one message",
        ),
        pytest.param(
            "    org_id: 00D000000000001EAA",
            '    org_id: ""',
            "4:5",
            "S2S008",
            "Write a text, or remove the key.",
            id="empty text instead of a pattern: one message",
        ),
        pytest.param(
            "version: 1", "version: 0", "1:1", "S2S008", "Write `version: 1`.", id="version 0"
        ),
        pytest.param(
            "version: 1", "version: one", "1:1", "S2S008", "Write `version: 1`.", id="version word"
        ),
        pytest.param(
            "      acme: {}",
            "",
            "11:5",
            "S2S013",
            "Name both orgs under `sides`; a partner's org is described with `access: none`.",
            id="one side only",
        ),
        pytest.param(
            "      acme: {}",
            "      acme: {}\n      emea: {}",
            "11:5",
            "S2S013",
            "Name both orgs under `sides`; a partner's org is described with `access: none`.",
            id="three sides",
        ),
        pytest.param(
            '  - {address: hq/settings, change: enable, reason: agreed, until: "2026-12-31"}',
            "  - {address: hq/settings, change: enabled, reason: agreed}",
            "20:28",
            "S2S008",
            "Did you mean `enable`?",
            id="verb, near miss",
        ),
    ],
)
def test_a_mistake_is_named_with_its_place_and_its_fix(
    line: str, instead: str, place: str, code: str, fix: str
) -> None:
    """One wrong line gives one message, at that line."""
    assert VALID.count(f"{line}\n") == 1

    assert found(VALID.replace(f"{line}\n", f"{instead}\n")) == [(place, code, fix)]


def test_all_mistakes_of_a_document_are_told_in_one_run() -> None:
    """Nobody has to run the tool once per mistake."""
    text = VALID.replace("access: none", "access: zzz").replace("  - name: hq-acme", "  - nam: x")

    assert {code for _, code, _ in found(text)} == {"S2S005", "S2S007", "S2S008"}


def test_free_keys_at_the_top_are_no_mistake_beside_one() -> None:
    """`x-...` keys may hold anchors."""
    assert [code for _, code, _ in found(f"{VALID}x-b: 1\nxb: 1\n")] == ["S2S005"]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        pytest.param("{a: b}", "a mapping", id="mapping"),
        pytest.param("[a]", "a list", id="list"),
        pytest.param("'on'", "the text 'on'", id="text"),
    ],
)
def test_a_wrong_type_is_told_in_words(written: str, said: str) -> None:
    """What stands there is named as users know it."""
    (problem,) = validate(document(f"a: {written}"), {"properties": {"a": {"type": "boolean"}}})

    assert problem.detail == f"Here stands {said}."


def test_a_number_where_a_text_is_wanted_is_shown() -> None:
    """Typed scalars are named by their value."""
    read = document("a: x")
    read["a"] = 7

    (problem,) = validate(read, {"properties": {"a": {"type": "string"}}})

    assert problem.detail == "Here stands 7."


def test_values_of_a_login_are_not_repeated() -> None:
    """Messages end up in logs; a token in the wrong place stays out of them."""
    read = document(VALID.replace("https://hq.example", "t0ken-in-the-wrong-place"))

    details = " ".join(one.detail + one.fix for one in validate(read, SCHEMA))

    assert "t0ken" not in details


def test_an_empty_choice_is_called_empty() -> None:
    """Nothing is not called None."""
    (problem,) = validate(document("a:"), {"properties": {"a": {"enum": ["x"]}}})

    assert problem.detail == "An empty value is not allowed here."


def test_a_rule_without_words_of_its_own_is_told_by_the_schema() -> None:
    """A kind may use more of JSON Schema; its mistakes are still told, with their place."""
    (problem,) = validate(
        document("b: c\na: text"), {"properties": {"a": {"type": "string", "maxLength": 2}}}
    )

    assert (problem.code, str(problem.source)) == ("S2S008", "s2s.yaml:2:1")
    assert "is too long" in problem.detail


def test_an_unknown_key_with_nothing_near_lists_what_is_known() -> None:
    """Sorted, so that output is stable."""
    closed = {"properties": {"b": {}, "a": {}}, "additionalProperties": False}

    (problem,) = validate(document("zzz: 1"), closed)

    assert problem.fix == "Known here: a, b."


def test_a_missing_key_without_a_description_is_told_too() -> None:
    """The message ends where the description would begin."""
    (problem,) = validate(document("b: c"), {"type": "object", "required": ["a"]})

    assert problem.detail == "`a` is missing here."


_JUNK = """\
- - "true"
  - ""
  - text
  - a b
  - "\\n"
  - "00D000000000001EAA\\n"
  - "hq\\n"
  - hq
  - absent
  - []
  - [a, a]
  - {}
  - {a: b}
  - {x-a: b}
  - a@b
  - /
  - null
"""


def _junk() -> list[Any]:
    """Return fresh values, so that no container holds itself."""
    return [None, True, 1, *document(f"junk:\n{_JUNK}")["junk"][0]]


def _spots(node: Any) -> list[tuple[Any, Any]]:
    inner = node.items() if isinstance(node, dict) else enumerate(node)
    here = list(inner) if isinstance(node, dict | list) else []
    return [spot for key, value in here for spot in ((node, key), *_spots_below(value))]


def _spots_below(value: Any) -> list[tuple[Any, Any]]:
    return _spots(value) if isinstance(value, dict | list) else []


@given(st.data())
def test_the_quick_and_the_wordy_validator_agree_on_mutated_documents(data: st.DataObject) -> None:
    """What the compiled check refuses has a message; what it lets pass has none."""
    read = document(VALID)
    Typing(SCHEMA).apply(read)
    for _ in range(data.draw(st.integers(0, 3))):
        node, key = data.draw(st.sampled_from(_spots(read)))
        node[key] = data.draw(st.sampled_from(_junk()))
        if data.draw(st.booleans()) and isinstance(node, Map):
            node[data.draw(st.sampled_from(["x-a", "a\n", "hq\n"]))] = node[key]

    quick = jsonschema_rs.validator_for(dict(SCHEMA)).is_valid(read)

    assert (validate(read, SCHEMA) == ()) is quick


@pytest.mark.parametrize(
    ("line", "instead"),
    [
        pytest.param("{instance_url:", "{secret: t0ken, instance_url:", id="under an unknown key"),
        pytest.param("access_token: t0ken", "access_token: {t0ken: t0ken}", id="mapping"),
        pytest.param("access_token: t0ken", "access_token: [t0ken]", id="list"),
        pytest.param("https://hq.example", "t0ken", id="in the place of the address"),
        pytest.param("https://hq.example", "[t0ken]", id="list in the place of the address"),
        pytest.param("{instance_url: https://hq.example, access_token: t0ken}", "t0ken", id="alone"),
        pytest.param("{instance_url: https://hq.example, access_token: t0ken}", "[t0ken]", id="item"),
    ],
)  # fmt: skip
def test_no_value_under_a_login_is_ever_shown(line: str, instead: str) -> None:
    """Whatever its type is; messages end up in logs."""
    assert line in VALID
    problems = validate(document(VALID.replace(line, instead)), SCHEMA)

    assert problems
    assert "t0ken" not in " ".join(one.detail + one.fix for one in problems)


def test_a_typed_value_of_a_login_is_not_shown_either() -> None:
    """A number may be a secret too."""
    read = document(VALID)
    Typing(SCHEMA).apply(read)
    read["orgs"]["hq"]["login"]["access_token"] = 4711

    details = " ".join(one.detail for one in validate(read, SCHEMA))

    assert details == "Here stands another kind of value."


def test_every_missing_key_has_one_message() -> None:
    """Neither one for all of them, nor each of them several times."""
    text = VALID.replace("    invited_by: hq\n", "").replace("  - name: hq-acme\n", "  - x-y: 1\n")

    assert found(text) == [
        ("9:5", "S2S005", "Known here: deadline, invited_by, name, sides, state."),
        ("9:5", "S2S007", "Add `name:`."),
        ("9:5", "S2S007", "Add `invited_by:`."),
    ]


def test_a_mistake_behind_an_alias_is_told_once() -> None:
    """However often the alias is used; different keys are different mistakes."""
    text = VALID.replace(
        "version: 1\n", "version: 1\nx-org: &org {access: none, zzz: 1, yyy: 2, access_: 3}\n"
    ).replace("  acme: {access: none}\n", "  acme: *org\n  emea: *org\n  apac: {<<: *org}\n")

    assert [(place, code) for place, code, _ in found(text)] == [
        ("2:28", "S2S005"),
        ("2:36", "S2S005"),
        ("2:44", "S2S005"),
    ]


@pytest.mark.parametrize(
    ("pattern", "text", "fits"),
    [
        pytest.param("^a$", "a", True, id="fits"),
        pytest.param("^a$", "a\n", False, id="line break at the end"),
        pytest.param("^a$", "ba", False, id="does not fit"),
        pytest.param(r"^\d$", "\u0664", False, id="digits are digits of ASCII"),
        pytest.param("a", "bab\n", True, id="not anchored"),
        pytest.param("^a$", None, True, id="no text"),
    ],
)
def test_patterns_mean_what_json_schema_says(pattern: str, text: str | None, fits: bool) -> None:
    """`$` is the very end, in both validators."""
    read = document("a: x")
    read["a"] = text

    assert (validate(read, {"properties": {"a": {"pattern": pattern}}}) == ()) is fits
