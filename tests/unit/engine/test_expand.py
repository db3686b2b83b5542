"""Documents become desired resources; what is wrong between their parts is told with its place."""

from dataclasses import replace
from typing import Any

import pytest

from s2s_gitops.engine.expand import expand
from s2s_gitops.engine.scalars import Typing
from s2s_gitops.engine.schema import document_schema
from s2s_gitops.kinds import ALL
from s2s_gitops.model.address import Address
from s2s_gitops.model.config import Access, Config
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.kind import Attribute, Kind, Place, Shape, Use
from s2s_gitops.model.resource import Member, Presence

from ..builders import LAMP, document, kind

ORGS = """\
orgs:
  hq: {access: none}
  emea: {access: none}
"""
CONNECTION = """\
connections:
  - name: hq-emea
    invited_by: hq
    sides:
      hq: {contact: ops@emea.example}
      emea: {}
"""


def expanded(*texts: str, kinds: tuple[Kind, ...] = ALL) -> tuple[Config, tuple[Diagnostic, ...]]:
    """Return what files called a.yaml, b.yaml, ... declare together, and what is wrong."""
    documents = [document(text, f"{chr(ord('a') + at)}.yaml") for at, text in enumerate(texts)]
    for one in documents:
        Typing(document_schema(kinds)).apply(one)
    return expand(documents, kinds)


def problems(*texts: str) -> list[tuple[str, str, str]]:
    """Return place, code and fix of everything that is wrong between the parts."""
    _, found = expanded(*texts)
    return [(str(one.source), one.code, one.fix) for one in found]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        pytest.param((ORGS + CONNECTION,), [], id="nothing wrong"),
        pytest.param((CONNECTION, ORGS), [], id="orgs in a later file"),
        pytest.param(
            (ORGS + CONNECTION.replace("      emea: {}", "      emeo: {}"),),
            [("a.yaml:9:7", "S2S011", "Did you mean `emea`?")],
            id="unknown org, near miss",
        ),
        pytest.param(
            (ORGS + CONNECTION.replace("      emea: {}", "      zzzz: {}"),),
            [("a.yaml:9:7", "S2S011", "Add it under `orgs`; known: emea, hq.")],
            id="unknown org, nothing near",
        ),
        pytest.param(
            (CONNECTION,),
            [
                ("a.yaml:5:7", "S2S011", "Add it under `orgs`; known: none."),
                ("a.yaml:6:7", "S2S011", "Add it under `orgs`; known: none."),
                ("a.yaml:3:5", "S2S011", "Add it under `orgs`; known: none."),
            ],
            id="no orgs at all",
        ),
        pytest.param(
            (ORGS + CONNECTION.replace("invited_by: hq", "invited_by: emaa"),),
            [("a.yaml:6:5", "S2S011", "Did you mean `emea`?")],
            id="inviter unknown",
        ),
        pytest.param(
            ("orgs: {acme: {access: none}}", ORGS + CONNECTION.replace("_by: hq", "_by: acme")),
            [("b.yaml:6:5", "S2S013", "Write one of: hq, emea.")],
            id="inviter is no side",
        ),
        pytest.param(
            (ORGS, "orgs:\n  acme: {access: none}\n  hq: {access: none}"),
            [("b.yaml:3:3", "S2S012", "Keep one; the first stands at a.yaml:2:7.")],
            id="org twice across two files",
        ),
        pytest.param(
            (ORGS + CONNECTION, CONNECTION),
            [("b.yaml:2:5", "S2S012", "Keep one; the first stands at a.yaml:5:5.")],
            id="connection twice across two files",
        ),
        pytest.param(
            ("orgs:\n  hq: {}",),
            [
                (
                    "a.yaml:2:7",
                    "S2S007",
                    "Add `org_id:`, or `access: none` for an org that nobody here can log in to.",
                ),
                (
                    "a.yaml:2:7",
                    "S2S309",
                    "Add `login:`, or `access: none` for an org that nobody here can log in to.",
                ),
            ],
            id="org to be managed lacks id and login",
        ),
        pytest.param(
            ("orgs:\n  hq: {access: observe, org_id: 00D000000000001EAA}",),
            [
                (
                    "a.yaml:2:7",
                    "S2S309",
                    "Add `login:`, or `access: none` for an org that nobody here can log in to.",
                )
            ],
            id="org to be observed lacks login",
        ),
    ],
)
def test_what_is_wrong_between_parts_is_told_with_its_place(
    texts: tuple[str, ...], expected: list[tuple[str, str, str]]
) -> None:
    """Files stand for one document; messages lead to the file, line and column."""
    assert problems(*texts) == expected


def test_what_is_meant_is_guessed_for_the_first_fifty_unknown_orgs() -> None:
    """Each of thousands of names held against each of thousands of others would take minutes."""
    names = [f"emea{number}" for number in range(51)]
    connections = [
        f"  - {{name: c{name}, invited_by: hq, sides: {{hq: {{}}, {name}: {{}}}}}}"
        for name in names
    ]

    found = problems("\n".join((ORGS + "connections:", *connections)))

    assert [fix for _, _, fix in found] == ["Did you mean `emea`?"] * 50 + ["Add it under `orgs`."]


SIDES = """\
orgs:
  hq: {access: manage, org_id: 00D000000000001EAA, login: {instance_url: "https://hq"}}
  emea: {access: observe, org_id: 00D000000000002EAA, login: {}, require_approval: outward}
connections:
  - name: hq-emea
    invited_by: hq
    sides:
      hq:
        contact: ops@emea.example
        account: EMEA GmbH
        publish:
          - object: Lead
            fields: [Company, "No"]
          - {object: Case, state: absent}
      emea:
        publish:
          - object: Lead
"""


def test_sides_become_resources_with_their_addresses() -> None:
    """The shape of the file is undone; every part has its own address."""
    config, found = expanded(SIDES)

    assert (found, [str(one) for one in config.desired.resources]) == (
        (),
        [
            "hq-emea@hq",
            "hq-emea@hq/publish/Lead",
            "hq-emea@hq/publish/Case",
            "hq-emea@emea",
            "hq-emea@emea/publish/Lead",
        ],
    )


def test_an_object_that_one_side_publishes_twice_is_told() -> None:
    """Two places declare the same address; the first is named."""
    text = SIDES.replace("- {object: Case, state: absent}", "- {object: Lead, state: absent}")

    assert problems(text) == [
        ("a.yaml:14:14", "S2S012", "Keep one; the first stands at a.yaml:12:13.")
    ]


def test_a_side_that_invites_nobody_is_told() -> None:
    """Kinds have their say about what is declared."""
    text = SIDES.replace("        contact: ops@emea.example\n", "")

    assert [(one.code, one.where) for one in expanded(text)[1]] == [("S2S014", "hq-emea@hq")]


@pytest.mark.parametrize(
    ("address", "attributes", "presence"),
    [
        pytest.param(
            "hq-emea@hq",
            {
                "state": "active",
                "deadline": "14 days",
                "contact": "ops@emea.example",
                "account": "EMEA GmbH",
            },
            Presence.PRESENT,
            id="side with a default",
        ),
        pytest.param(
            "hq-emea@hq/publish/Lead",
            {"object": "Lead", "fields": {"Company": Member.LISTED, "No": Member.LISTED}},
            Presence.PRESENT,
            id="list of names",
        ),
        pytest.param(
            "hq-emea@hq/publish/Case", {"object": "Case"}, Presence.ABSENT, id="to be deleted"
        ),
        pytest.param(
            "hq-emea@emea/publish/Lead", {"object": "Lead"}, Presence.PRESENT, id="no list"
        ),
    ],
)
def test_a_resource_holds_what_is_declared_and_nothing_else(
    address: str, attributes: dict[str, Any], presence: Presence
) -> None:
    """What is not declared is not managed."""
    config, _ = expanded(SIDES)

    made = config.desired.resources[Address.parse(address)]

    assert (made.attributes, made.presence) == (attributes, presence)


@pytest.mark.parametrize(
    ("address", "facts"),
    [
        pytest.param(
            "hq-emea@hq",
            {
                "connection": "hq-emea",
                "org": "hq",
                "access": "manage",
                "other": "emea",
                "other_access": "observe",
                "role": "inviting",
                "state": "active",
                "deadline": "14 days",
            },
            id="inviting side",
        ),
        pytest.param(
            "hq-emea@emea/publish/Lead",
            {
                "connection": "hq-emea",
                "org": "emea",
                "access": "observe",
                "other": "hq",
                "other_access": "manage",
                "role": "invited",
                "state": "active",
                "deadline": "14 days",
            },
            id="what the invited side publishes",
        ),
    ],
)
def test_a_resource_of_a_side_knows_its_surroundings(address: str, facts: dict[str, Any]) -> None:
    """Risk and order depend on the other side."""
    config, _ = expanded(SIDES)

    assert config.desired.resources[Address.parse(address)].facts == facts


def test_orgs_are_taken_as_declared() -> None:
    """Access, login and the consent that an org asks for."""
    config, _ = expanded(SIDES, ORGS.replace("hq", "acme").replace("emea", "globex"))

    assert [
        (one.alias, one.org_id, one.access, dict(one.login), one.approve_outward)
        for one in config.orgs.values()
    ] == [
        ("hq", "00D000000000001EAA", Access.MANAGE, {"instance_url": "https://hq"}, False),
        ("emea", "00D000000000002EAA", Access.OBSERVE, {}, True),
        ("acme", "", Access.NONE, {}, False),
        ("globex", "", Access.NONE, {}, False),
    ]


def test_a_connection_stays_out_while_its_sides_are_not_clear() -> None:
    """No resource is made up for a side that may be a typing mistake."""
    config, _ = expanded(ORGS + CONNECTION.replace("      emea: {}", "      zzzz: {}"))

    assert config.desired.resources == {}


def test_settings_and_lists_of_an_org_become_resources() -> None:
    """Kinds say where they stand; a second of one name is told."""
    text = """\
        orgs:
          hq:
            access: none
            settings: {enabled: true}
            lamps:
              - {name: desk, wires: {A: B}, colours: [red]}
              - {name: desk}
              - {name: hall, state: absent}
        """

    config, (problem,) = expanded(text, kinds=(*ALL, LAMP))

    assert {str(one): dict(made.attributes) for one, made in config.desired.resources.items()} == {
        "hq/settings": {"enabled": True},
        "hq/lamp/desk": {"name": "desk", "wires": {"A": "B"}, "colours": {"red": Member.LISTED}},
        "hq/lamp/hall": {"name": "hall"},
    }
    assert (str(problem.source), problem.code) == ("a.yaml:7:10", "S2S012")
    assert "a.yaml:6:10" in problem.fix


SHELF = kind(
    "shelf",
    Attribute("name", "doc", use=Use.IDENTITY),
    place=Place.LIST,
    key="shelves",
)
BOOK = kind(
    "book",
    Attribute("title", "doc", use=Use.IDENTITY),
    Attribute("words", "doc", shape=Shape.TABLES),
    place=Place.NESTED_LIST,
    key="books",
    parent="shelf",
)


def test_lists_at_the_top_name_their_org_and_hold_other_lists() -> None:
    """Tables of tables become members with one name each."""
    text = """\
        shelves:
          - org: hq
            name: a/b
            books: [{title: X, words: {Priority: {High: P1, Low: P3}, Empty: {}}}]
          - {org: hq, name: a/b}
          - {org: hg, name: c}
        orgs: {hq: {access: none}}
        """

    config, found = expanded(text, kinds=(SHELF, BOOK))

    resources = config.desired.resources
    assert {str(at): dict(made.attributes) for at, made in resources.items()} == {
        "hq/shelf/a%2Fb": {"name": "a/b"},
        "hq/shelf/a%2Fb/book/X": {
            "title": "X",
            "words": {"Priority.High": "P1", "Priority.Low": "P3"},
        },
    }
    assert [dict(made.facts) for made in resources.values()] == [{"org": "hq"}] * 2
    assert [(str(one.source), one.code) for one in found] == [
        ("a.yaml:5:15", "S2S012"),
        ("a.yaml:6:6", "S2S011"),
    ]


def test_a_list_of_another_kind_is_not_nested_here() -> None:
    """Each nested kind names the one in which it stands."""
    other = replace(BOOK, name="tool", segment="tool", parent="box")
    text = "orgs: {hq: {access: none}}\nshelves: [{org: hq, name: a, books: [{title: X}]}]"

    config, _ = expanded(text, kinds=(SHELF, other))

    assert [str(at) for at in config.desired.resources] == ["hq/shelf/a"]


def test_a_shared_attribute_counts_for_both_sides() -> None:
    """It stands at the connection, once."""
    config, _ = expanded(ORGS + CONNECTION.replace("    sides:", "    state: active\n    sides:"))

    assert [one.attributes["state"] for one in config.desired.resources.values()] == ["active"] * 2


def test_approvals_are_taken_from_every_file() -> None:
    """They may stand apart, so that code owners can guard them."""
    entry = "{address: hq/settings, change: enable, reason: agreed"
    config, _ = expanded(f"approvals: [{entry}}}]", f"approvals: [{entry}, until: 2026-12-31}}]")

    assert [(one.pattern, one.verb, one.until, str(one.source)) for one in config.approvals] == [
        ("hq/settings", "enable", "", "a.yaml:1:14"),
        ("hq/settings", "enable", "2026-12-31", "b.yaml:1:14"),
    ]


def test_what_is_to_be_ignored_is_taken_from_every_file() -> None:
    """It may stand beside the approvals, where code owners guard it."""
    texts = [f"ignore: [{{address: {at}, reason: later, until: 2026-12-31}}]" for at in ("a", "b")]
    config, _ = expanded(*texts)

    assert [(one.pattern, one.reason, one.until, str(one.source)) for one in config.ignores] == [
        ("a", "later", "2026-12-31", "a.yaml:1:11"),
        ("b", "later", "2026-12-31", "b.yaml:1:11"),
    ]


@pytest.mark.parametrize(
    ("until", "found"),
    [
        pytest.param("2026-12-31", [], id="day"),
        pytest.param("2024-02-29", [], id="leap day"),
        pytest.param("2026-13-45", ["There is no day '2026-13-45'."], id="no month"),
        pytest.param("2026-02-29", ["There is no day '2026-02-29'."], id="no leap year"),
    ],
)
@pytest.mark.parametrize(
    "entry",
    [
        pytest.param("approvals:\n- {address: x, change: enable, reason: y,\n", id="approval"),
        pytest.param("ignore:\n- {address: x, reason: y,\n", id="ignore"),
    ],
)
def test_an_entry_counts_until_a_day_that_exists(entry: str, until: str, found: list[str]) -> None:
    """A day that never comes would count for ever."""
    _, problems = expanded(f"{entry}   until: {until}}}")

    assert [one.detail for one in problems] == found
    assert {(one.code, str(one.source), one.fix) for one in problems} <= {
        ("S2S008", "a.yaml:3:4", "Write YYYY-MM-DD.")
    }


@pytest.mark.parametrize(
    ("written", "name"),
    [
        pytest.param('colours: [red, " red"]', "red", id="names"),
        pytest.param('wires: {a: "1", "a ": "2"}', "a", id="keys"),
    ],
)
def test_names_that_differ_in_white_space_only_stand_twice(written: str, name: str) -> None:
    """Salesforce keeps none around a name: one of the two would be lost."""
    text = f"orgs: {{hq: {{access: none, lamps: [{{name: desk, {written}}}]}}}}"

    _, (problem,) = expanded(text, kinds=(LAMP,))

    assert (problem.code, problem.detail) == ("S2S012", f"{name!r} is declared twice.")


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        pytest.param('label: " x\\t"', {"label": "x"}, id="a text"),
        pytest.param('colours: [" red "]', {"colours": {"red": Member.LISTED}}, id="a name"),
        pytest.param('wires: {" a": " b "}', {"wires": {"a": "b"}}, id="a key and its text"),
        pytest.param('label: " "', {"label": " "}, id="nothing else"),
    ],
)
def test_white_space_around_a_text_does_not_count(written: str, kept: dict[str, Any]) -> None:
    """Salesforce does not keep it, so it would be a difference for ever."""
    text = f'orgs: {{hq: {{access: none, lamps: [{{name: " desk ", {written}}}]}}}}'

    config, problems = expanded(text, kinds=(LAMP,))

    desk = config.desired.resources[Address("hq", "lamp", "desk")]
    assert problems == ()
    assert dict(desk.attributes) == {"name": "desk", **kept}
