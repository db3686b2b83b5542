"""Live to declared: the file that would ask for just what the orgs show, and notes on what it lacks."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from s2s_gitops.engine.declare import Declared, declare
from s2s_gitops.model.address import Address
from s2s_gitops.model.config import Access, Config, OrgEntry
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.kind import Attribute, Place, Shape, Use
from s2s_gitops.model.resource import (
    LATER,
    REDACTED,
    UNREAD,
    Gap,
    Member,
    Resource,
    State,
    Value,
)
from s2s_gitops.model.source import Map
from s2s_gitops.model.survey import Survey

from ..builders import kind, org_entry, resource, state

SHELF = kind(
    "shelf",
    Attribute("name", "doc", use=Use.IDENTITY),
    Attribute("power", "doc", declared_as={"closed": "off", "odd": None}),
    Attribute("hint", "doc", use=Use.ACTING),
    Attribute("label", "doc"),
    Attribute("lit", "doc", shape=Shape.FLAG),
    Attribute("colours", "doc", shape=Shape.NAMES),
    Attribute("wires", "doc", shape=Shape.TABLE),
    place=Place.ORG_LIST,
)
SIDE = kind(
    "side",
    Attribute("state", "doc"),
    Attribute("id", "doc", use=Use.ACTING),
    Attribute("contact", "doc", use=Use.ACTING),
    Attribute("owner", "doc"),
    place=Place.SIDE,
    segment="",
    key="",
)
OFFER = kind("offer", Attribute("object", "doc", use=Use.IDENTITY), place=Place.SIDE_LIST)
TAKE = kind(
    "take",
    Attribute("object", "doc", use=Use.IDENTITY),
    place=Place.SIDE_LIST,
    refers=lambda one: [Address(f"{one.address.connection}@{one.facts['other']}", "offer", one.address.key)],
)  # fmt: skip
KINDS = (SHELF, SIDE, OFFER, TAKE)
LISTED, FIXED = Member.LISTED, Member.FIXED
DOWN = Diagnostic("S2S301", "No answer.")


def sides(
    name: str, inviting: str, invited: str, *, access: str = "manage", note: str = "", **ids: Value
) -> list[Resource]:
    """Return both sides of an adopted connection; `access` is that of the invited org."""
    facts = {"connection": name, "state": "active"}
    one = facts | {"other": invited, "access": "manage", "role": "inviting", "note": note}
    other = facts | {"other": inviting, "access": access, "role": "invited", "note": ""}
    return [
        Resource(
            Address(f"{name}@{org}"),
            {"state": "active", **({"id": ids[org]} if org in ids else {})},
            facts=told,
        )
        for org, told in ((inviting, one), (invited, other))
    ]


def declared(
    *live: Resource,
    sides: Sequence[Resource] = (),
    before: Sequence[Resource] = (),
    orgs: Sequence[str] = ("hq", "emea"),
    entries: Sequence[str] = ("hq", "emea"),
    gaps: Sequence[Gap] = (),
) -> Declared:
    """Return what is declared of a survey; `before` and `entries` are what the files say."""
    survey = Survey(
        State({one.address: one for one in live}, tuple(gaps)),
        {one.address: one for one in sides},
    )
    config = Config({one: org_entry(one) for one in entries}, state(*before), ())
    return declare(survey, config, KINDS, orgs)


def told(found: Declared) -> dict[str, Mapping[str, Value]]:
    """Return the attributes of all resources by their address."""
    return {str(at): one.attributes for at, one in found.config.desired.resources.items()}


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        pytest.param({}, {}, id="nothing"),
        pytest.param({"label": "Top"}, {"label": "Top"}, id="a text"),
        pytest.param({"label": ""}, {"label": ""}, id="an empty text"),
        pytest.param({"label": None}, {}, id="none"),
        pytest.param({"lit": False}, {"lit": False}, id="a flag that is off"),
        pytest.param({"power": "on"}, {"power": "on"}, id="as it is"),
        pytest.param({"power": "closed"}, {"power": "off"}, id="as it can be written"),
        pytest.param({"power": "odd"}, {}, id="what nobody can write"),
        pytest.param(
            {"colours": {"red": LISTED, "blue": FIXED}},
            {"colours": {"red": LISTED, "blue": LISTED}},
            id="names; what is always there is listed",
        ),
        pytest.param({"colours": {}}, {"colours": {}}, id="no names: the whole list"),
        pytest.param({"wires": {"a": "1"}}, {"wires": {"a": "1"}}, id="a table"),
        pytest.param({"other": "x"}, {}, id="what the kind does not know"),
    ],
)
def test_a_resource_is_declared_as_it_is_live(
    shown: dict[str, Value], expected: dict[str, Value]
) -> None:
    """With its name, and without what a file could not say."""
    found = declared(resource("hq/shelf/a", **shown))

    assert told(found) == {"hq/shelf/a": {"name": "a", **expected}}
    assert found.notes == {}


@pytest.mark.parametrize(
    ("shown", "before", "expected"),
    [
        pytest.param({}, {"hint": "x", "label": "y"}, {"hint": "x"}, id="only what acts"),
        pytest.param({"hint": "z"}, {"hint": "x"}, {"hint": "z"}, id="the org shows another one"),
        pytest.param({"hint": UNREAD}, {"hint": "x"}, {"hint": "x"}, id="the org does not tell"),
        pytest.param({"hint": REDACTED}, {"hint": "x"}, {"hint": "x"}, id="nor does a snapshot"),
        pytest.param({}, {"label": "y"}, {}, id="nothing acts"),
    ],
)
def test_what_only_acts_is_kept_as_the_files_have_it(
    shown: dict[str, Value], before: dict[str, Value], expected: dict[str, Value]
) -> None:
    """No org shows it, so that an import would lose it."""
    found = declared(resource("hq/shelf/a", **shown), before=[resource("hq/shelf/a", **before)])

    assert told(found) == {"hq/shelf/a": {"name": "a", **expected}}
    assert found.notes == {}


@pytest.mark.parametrize(
    ("shown", "note"),
    [
        pytest.param({"label": UNREAD}, ["not read: label"], id="one"),
        pytest.param({"lit": UNREAD, "label": UNREAD}, ["not read: label, lit"], id="two"),
        pytest.param(
            {"lit": UNREAD, "label": REDACTED},
            ["left out by the snapshot, as it may name a person: label", "not read: lit"],
            id="for two reasons",
        ),
        pytest.param({"hint": UNREAD}, ["not read: hint"], id="what acts, nowhere declared"),
        pytest.param(
            {"label": "a ${env:HOME} b"},
            ["left out, as a file would take `${env:` for a variable: label"],
            id="what a file cannot say",
        ),
        pytest.param({"label": LATER}, None, id="what comes later is nothing yet"),
    ],
)
def test_what_was_not_read_is_not_declared_and_noted(
    shown: dict[str, Value], note: list[str] | None
) -> None:
    """In the order of the declaration."""
    found = declared(resource("hq/shelf/a", **shown))

    assert told(found) == {"hq/shelf/a": {"name": "a"}}
    assert found.notes.get("hq/shelf/a") == note


PAIR = sides("hq-emea", "hq", "emea", hq="1", emea="2", note="a guess")
ROWS = [
    resource("hq-emea@hq", state="sent", id="1", contact="ops@emea.example", owner="max"),
    resource("hq-emea@emea", state="received", id="2", contact=None, owner=UNREAD),
]


def test_both_sides_of_a_connection_are_declared_with_what_their_rows_show() -> None:
    """The state is the connection's, not the row's; the note stands at the inviting side."""
    found = declared(*ROWS, sides=PAIR)

    assert told(found) == {
        "hq-emea@hq": {"state": "active", "id": "1", "contact": "ops@emea.example", "owner": "max"},
        "hq-emea@emea": {"state": "active", "id": "2"},
    }
    assert found.notes == {"hq-emea@emea": ["not read: owner"], "hq-emea@hq": ["a guess"]}
    assert [dict(one.facts) for one in found.config.desired.resources.values()] == [
        dict(one.facts) for one in sorted(PAIR, key=lambda one: one.address)
    ]


@pytest.mark.parametrize(
    ("orgs", "expected"),
    [
        pytest.param(["hq", "emea"], ["emea", "hq"], id="both"),
        pytest.param(["hq"], ["hq"], id="one of them"),
        pytest.param([], [], id="none"),
    ],
)
def test_only_what_is_live_in_the_orgs_that_were_asked_for_is_declared(
    orgs: list[str], expected: list[str]
) -> None:
    """And both sides of their connections, with all that stands in them."""
    live = [
        resource("emea/shelf/a"),
        resource("hq/shelf/a"),
        *ROWS,
        resource("hq-emea@emea/offer/X"),
    ]
    found = declared(*live, sides=PAIR, orgs=orgs)

    inside = ["hq-emea@emea", "hq-emea@emea/offer/X", "hq-emea@hq"] if orgs else []
    assert sorted(told(found)) == sorted([*(f"{one}/shelf/a" for one in expected), *inside])
    assert sorted(found.config.orgs) == (["emea", "hq"] if orgs else [])


def test_a_connection_between_other_orgs_is_left_out() -> None:
    """Whoever reads them."""
    others = sides("emea-apac", "emea", "apac", emea="3", apac="4")
    found = declared(resource("emea-apac@emea", id="3"), sides=others, orgs=["hq"])

    assert told(found) == {}
    assert list(found.config.orgs) == ["hq"]


PARTNER = sides("hq-acme", "hq", "acme", access="none", hq="1")


def test_of_a_partner_whom_nobody_can_read_only_what_we_rely_on_is_declared() -> None:
    """What else its side seems to publish is none of the file's."""
    live = [
        resource("hq-acme@hq", state="active", id="1"),
        resource("hq-acme@hq/take/Lead"),
        resource("hq-acme@acme/offer/Lead"),
        resource("hq-acme@acme/offer/Case"),
    ]

    found = declared(*live, sides=PARTNER)

    assert list(told(found)) == [
        "hq-acme@acme",
        "hq-acme@hq",
        "hq-acme@acme/offer/Lead",
        "hq-acme@hq/take/Lead",
    ]


def test_orgs_keep_their_entries_and_new_partners_get_one() -> None:
    """In the order of the files, then the partners; approvals are not made up."""
    config = Config(
        {
            "zeta": OrgEntry("zeta", "", Access.NONE, {}, False, Map("s2s.yaml", 0)),
            "hq": org_entry("hq", approve_outward=True),
            "acme": OrgEntry("acme", "", Access.NONE, {}, False, Map("s2s.yaml", 7)),
        },
        state(),
        (),
    )
    both = [*PARTNER, *sides("hq-new", "hq", "new", access="none", hq="9")]
    survey = Survey(state(), {one.address: one for one in both})

    found = declare(survey, config, KINDS, ["hq"]).config

    assert list(found.orgs) == ["hq", "acme", "new"]
    assert found.orgs["hq"] is config.orgs["hq"]
    assert found.orgs["acme"] is config.orgs["acme"]
    assert (found.orgs["new"].access, found.orgs["new"].org_id) == (Access.NONE, "")
    assert found.approvals == ()


@pytest.mark.parametrize(
    ("scope", "path", "where", "note"),
    [
        pytest.param("hq", "shelf", "hq", "the list of shelf", id="a list of an org"),
        pytest.param("hq", "", "hq", "the list of connections", id="the connections of an org"),
        pytest.param("hq", None, "hq", "hq", id="an org"),
        pytest.param("hq-emea@hq", None, "hq-emea@hq", "hq-emea@hq", id="a side"),
        pytest.param(
            "hq-emea@hq", "offer", "hq-emea@hq", "the list of offer", id="a list of a side"
        ),
        pytest.param("gone@hq", None, "hq", "gone@hq", id="a side that is not declared"),
        pytest.param("hq/shelf/a", "shelf/x", "hq/shelf/a", "the list of shelf/x", id="nested"),
    ],
)
def test_what_could_not_be_read_is_noted_where_it_would_stand(
    scope: str, path: str | None, where: str, note: str
) -> None:
    """Else at its org, so that nothing is lost in silence."""
    plain = [replace(one, facts={**one.facts, "note": ""}) for one in PAIR]
    gap = Gap(scope, path, DOWN)

    found = declared(resource("hq/shelf/a"), ROWS[0], sides=plain, gaps=[gap])

    text = f"not read: {note} (S2S301 org cannot be reached: No answer.)"
    assert found.notes == {where: [text]}


def test_a_connection_that_no_file_can_declare_is_noted_at_its_org() -> None:
    """With its id."""
    odd = resource("hq/connection/Acme%2F1", id="9", state=UNREAD)

    found = declared(odd)

    text = "left out: the connection 'Acme/1' (9) is in a state that no file can declare"
    assert (told(found), found.notes) == ({}, {"hq": [text]})
