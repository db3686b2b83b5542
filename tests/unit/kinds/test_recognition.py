"""Which connection of a survey is which declared one: by pin, by name, by contact; never by anything less."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pytest

from s2s_gitops.kinds.connection.recognition import recognise
from s2s_gitops.kinds.connection.undeclared import End, undeclared
from s2s_gitops.model.address import Address
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.recorded import Recognised
from s2s_gitops.model.resource import UNREAD, Gap, Resource, State, Value
from s2s_gitops.model.survey import Survey

from ..builders import document, resource

OPS, PAT = "ops@emea.example", "pat@acme.example"
ONE, TWO, THREE, FOUR = (f"04P00000000000{number}AAA" for number in range(1, 5))
Both = tuple[Resource, Resource]


@dataclass(frozen=True)
class Kept:
    """A survey that holds its values in full."""

    survey: Survey

    def sign(self, address: Address, attribute: str, declared: Value) -> str:
        """Return the value, whatever its case."""
        assert (address.path, attribute) == ("", "contact")
        return str(declared).casefold()

    def signed(self, address: Address, attribute: str) -> str:
        """Return what the org showed."""
        row = self.survey.live.resources.get(address)
        value = row.attributes[attribute] if row else None
        return value.casefold() if isinstance(value, str) else ""


def both(name: str, inviting: str, invited: str, /, *, readable: str = "hq emea") -> Both:
    """Return both sides of a connection, without anything that tells which one it is."""
    orgs = (inviting, invited)
    one, other = (
        Resource(
            Address(f"{name}@{org}"),
            {"state": "active"},
            facts={
                "role": "inviting" if org == inviting else "invited",
                "access": "manage" if org in readable.split() else "none",
                "other": other,
            },
        )
        for org, other in (orgs, orgs[::-1])
    )
    return one, other


def told(sides: Both, *more: dict[str, Value]) -> Both:
    """Return both sides with attributes of the inviting and the invited one."""
    one, other = (
        replace(side, attributes={**side.attributes, **attributes})
        for side, attributes in zip(sides, (*more, {}, {}), strict=False)
    )
    return one, other


@dataclass(frozen=True)
class Shown:
    """A recorded connection: both sides, the ids of their rows, the state and contact that they show."""

    sides: Both
    ids: tuple[str, str]
    state: Value = "active"
    contact: Value = OPS

    def pinned(self) -> Both:
        """Return both sides; a side without a row has no pin."""
        one, other = self.ids
        return told(self.sides, {"id": one} if one else {}, {"id": other} if other else {})

    def rows(self) -> list[Resource]:
        """Return the rows."""
        return [
            Resource(
                side.address,
                {"id": one, "state": self.state, "contact": contact},
                facts={"name": f"Partner of {side.address.org}"},
            )
            for side, one, contact in zip(self.sides, self.ids, (self.contact, None), strict=True)
            if one
        ]


def recognised(
    declared: Sequence[Both], recorded: Sequence[Shown], *others: Resource, gaps: Sequence[Gap] = ()
) -> Recognised:
    """Return what is recognised; `others` are declared inside of connections and orgs."""
    desired = [*(side for sides in declared for side in sides), *others]
    rows = [row for one in recorded for row in one.rows()]
    sides = [side for one in recorded for side in one.pinned()]
    survey = Survey(
        State({one.address: one for one in rows}, tuple(gaps)),
        {one.address: one for one in sides},
    )
    return recognise(State({one.address: one for one in desired}), Kept(survey))


def scopes(found: Recognised) -> list[str]:
    """Return which recorded scope is which declared one."""
    return [f"{there} is {here}" for there, here in sorted(found.scopes.items())]


def missing(found: Recognised) -> list[str]:
    """Return the sides that cannot be told, and why."""
    return [f"{gap.scope}: {gap.diagnostic.detail}" for gap in found.gaps]


MAIN = both("main", "hq", "emea")
INVITES: dict[str, Value] = {"contact": OPS}
MOVED = ["old@emea is main@emea", "old@hq is main@hq"]
SAME = ["main@emea is main@emea", "main@hq is main@hq"]
OLD = Shown(both("old", "hq", "emea"), (ONE, TWO))
WHICH = "It cannot be told which of the connections with this contact this is."
NOT = "It shows no connection with the id"


@pytest.mark.parametrize(
    ("declared", "recorded", "expected"),
    [
        pytest.param([], [], [], id="nothing"),
        pytest.param([told(MAIN, {"id": ONE})], [OLD], MOVED, id="pinned on one side"),
        pytest.param([told(MAIN, {}, {"id": TWO})], [OLD], MOVED, id="pinned on the other side"),
        pytest.param([told(MAIN, {"id": ONE[:15]})], [OLD], MOVED, id="15 characters"),
        pytest.param([told(MAIN, {"id": ONE}, {"id": TWO})], [OLD], MOVED, id="pinned on both"),
        pytest.param([told(MAIN, {"id": TWO})], [OLD], [], id="an id of the other org"),
        pytest.param(
            [told(MAIN, {"id": ONE, **INVITES})],
            [Shown(MAIN, (THREE, FOUR)), OLD],
            MOVED,
            id="a pin says more than a name and a contact",
        ),
        pytest.param(
            [told(MAIN, {"id": THREE})],
            [Shown(MAIN, (ONE, TWO))],
            [],
            id="a pin that is not shown, whatever the name",
        ),
        pytest.param(
            [told(MAIN, {"id": THREE, **INVITES})], [OLD], [], id="and whatever the contact"
        ),
        pytest.param(
            [told(MAIN, {"id": ONE}, {"id": FOUR})],
            [OLD, Shown(both("x", "hq", "emea"), (THREE, FOUR))],
            MOVED,
            id="two pins that lead to two connections: the inviting side's",
        ),
        pytest.param(
            [told(MAIN, {"id": ONE}), told(both("x", "hq", "emea"), {}, {"id": TWO})],
            [OLD],
            MOVED,
            id="two connections whose pins lead to one: the first",
        ),
        pytest.param([MAIN], [Shown(MAIN, (ONE, TWO))], SAME, id="of one name"),
        pytest.param([MAIN], [Shown(MAIN, (ONE, TWO), "inactive")], SAME, id="of one name, over"),
        pytest.param([MAIN], [OLD], [], id="of another name"),
        pytest.param(
            [both("main", "emea", "hq")],
            [Shown(MAIN, (ONE, TWO))],
            [],
            id="of one name, but the other one invited",
        ),
        pytest.param([told(MAIN, INVITES)], [OLD], MOVED, id="of one contact"),
        pytest.param([told(MAIN, {"contact": "OPS@emea.EXAMPLE"})], [OLD], MOVED, id="case"),
        pytest.param([told(MAIN, {"contact": PAT})], [OLD], [], id="of another contact"),
        pytest.param(
            [told(MAIN, INVITES)], [replace(OLD, contact=UNREAD)], [], id="a contact was not read"
        ),
        pytest.param(
            [told(MAIN, INVITES)], [replace(OLD, state="rejected")], [], id="of one contact, over"
        ),
        pytest.param(
            [told(MAIN, INVITES)],
            [replace(OLD, ids=("", TWO))],
            [],
            id="the row of the inviting side is not there",
        ),
        pytest.param(
            [told(MAIN, INVITES)],
            [OLD, Shown(both("new", "hq", "emea"), (THREE, FOUR))],
            [],
            id="two that live have the contact",
        ),
        pytest.param(
            [told(MAIN, INVITES)],
            [OLD, Shown(both("new", "hq", "emea"), (THREE, FOUR), "inactive")],
            MOVED,
            id="of two with the contact one is over",
        ),
        pytest.param(
            [told(MAIN, INVITES), told(both("new", "hq", "emea"), INVITES)],
            [OLD],
            [],
            id="two are declared with the contact",
        ),
        pytest.param(
            [told(MAIN, INVITES), told(both("new", "hq", "emea"), {"id": ONE})],
            [OLD, Shown(both("x", "hq", "emea"), (THREE, FOUR))],
            ["old@emea is new@emea", "old@hq is new@hq", "x@emea is main@emea", "x@hq is main@hq"],
            id="what is pinned is no candidate for a contact",
        ),
        pytest.param(
            [MAIN, told(both("new", "hq", "emea"), {"id": ONE})],
            [Shown(MAIN, (ONE, TWO))],
            ["main@emea is new@emea", "main@hq is new@hq"],
            id="nor for a name",
        ),
        pytest.param(
            [told(both("new", "hq", "acme"), {"id": ONE})],
            [Shown(both("hq-acme-corp", "hq", "acme-corp"), (ONE, ""))],
            ["hq-acme-corp@acme-corp is new@acme", "hq-acme-corp@hq is new@hq"],
            id="a partner by another alias",
        ),
        pytest.param(
            [told(both("main", "emea", "hq"), {"id": TWO})],
            [OLD],
            MOVED,
            id="the other one invited: a row stays in its org",
        ),
    ],
)
def test_a_recorded_connection_is_recognised_by_pin_then_name_then_contact(
    declared: Sequence[Both], recorded: Sequence[Shown], expected: list[str]
) -> None:
    """What could be one of two is none."""
    assert scopes(recognised(declared, recorded)) == expected


CANCELED = tuple(
    replace(one, attributes={"state": "canceled", "id": pin})
    for one, pin in zip(MAIN, (ONE, TWO), strict=True)
)
DOWN = Diagnostic("S2S301", "No answer.", where="hq")


@pytest.mark.parametrize(
    ("declared", "recorded", "gaps", "expected"),
    [
        pytest.param(told(MAIN, {"id": ONE}), [OLD], [], [], id="recognised"),
        pytest.param(told(MAIN, {"id": ONE}), [], [], [f"main@hq: {NOT} {ONE}."], id="not shown"),
        pytest.param(
            told(MAIN, {"id": THREE}, {"id": FOUR}),
            [OLD],
            [],
            [f"main@hq: {NOT} {THREE}.", f"main@emea: {NOT} {FOUR}."],
            id="neither side",
        ),
        pytest.param(
            told(MAIN, {"id": ONE}, {"id": FOUR}),
            [OLD],
            [],
            [f"main@emea: {NOT} {FOUR}."],
            id="the other end has another id",
        ),
        pytest.param(
            told(MAIN, {"id": ONE}, {"id": TWO}),
            [replace(OLD, ids=(ONE, ""))],
            [],
            [f"main@emea: {NOT} {TWO}."],
            id="the other end is not there",
        ),
        pytest.param(
            told(MAIN, {"id": ONE}),
            [Shown(both("old", "hq", "emea-gmbh"), (ONE, ""))],
            [],
            ["main@emea: It does not tell which connection of emea is the other end."],
            id="the other end could not be told when it was recorded",
        ),
        pytest.param(told(MAIN, INVITES), [], [], [], id="not pinned: it is new"),
        pytest.param(
            told(MAIN, INVITES),
            [OLD, Shown(both("new", "hq", "emea"), (THREE, FOUR))],
            [],
            [f"main@hq: {WHICH}", f"main@emea: {WHICH}"],
            id="one of two with the contact",
        ),
        pytest.param(
            told(both("new", "hq", "acme", readable="hq"), {"id": ONE}),
            [Shown(both("hq-acme-corp", "hq", "acme-corp", readable="hq"), (ONE, ""))],
            [],
            [],
            id="the other end is a partner's, whom nobody can read",
        ),
        pytest.param(
            told(MAIN, {"id": ONE}, {"id": FOUR}),
            [OLD, Shown(both("x", "hq", "emea"), (THREE, FOUR))],
            [],
            [f"main@emea: {NOT} {FOUR}."],
            id="the other end is that of another connection",
        ),
        pytest.param(CANCELED, [], [], [], id="canceled: the row may be gone"),
        pytest.param(
            told(MAIN, {"id": THREE}),
            [],
            [Gap("main@hq", None, DOWN)],
            [],
            id="it is known already that it could not be told",
        ),
        pytest.param(
            told(MAIN, {"id": THREE}, {"id": FOUR}),
            [],
            [Gap("hq", None, DOWN)],
            [f"main@emea: {NOT} {FOUR}."],
            id="the org could not be read",
        ),
    ],
)
def test_a_side_that_a_survey_does_not_show_is_not_taken_for_absent(
    declared: Both, recorded: Sequence[Shown], gaps: Sequence[Gap], expected: list[str]
) -> None:
    """The survey may be older than the pin."""
    assert missing(recognised([declared], recorded, gaps=gaps)) == expected


def test_a_side_that_is_not_shown_is_told_with_its_place() -> None:
    """At the pin."""
    one, other = told(MAIN, {"id": ONE})
    node = document(f"contact: a@b\nid: {ONE}\n")

    (gap,) = recognised([(replace(one, node=node), other)], []).gaps

    assert (gap.path, gap.diagnostic.code) == (None, "S2S614")
    assert (str(gap.diagnostic.source), gap.diagnostic.where) == ("s2s.yaml:2:1", "main@hq")


@pytest.mark.parametrize(
    ("declared", "recorded", "expected"),
    [
        pytest.param(
            [],
            [OLD],
            [
                f"hq/connection/Partner of hq {ONE} active",
                f"emea/connection/Partner of emea {TWO} active",
            ],
            id="both ends",
        ),
        pytest.param([told(MAIN, {"id": ONE})], [OLD], [], id="declared"),
        pytest.param(
            [told(MAIN, INVITES)],
            [OLD, Shown(both("new", "hq", "emea"), (THREE, FOUR))],
            [],
            id="one of two with the contact is declared",
        ),
        pytest.param([], [replace(OLD, state="inactive")], [], id="over"),
        pytest.param([], [replace(OLD, state="rejected")], [], id="declined"),
        pytest.param(
            [],
            [replace(OLD, ids=("", TWO), state="received")],
            [f"emea/connection/Partner of emea {TWO} received"],
            id="only what has a row",
        ),
        pytest.param(
            [],
            [
                replace(OLD, ids=(ONE, "")),
                Shown(both("new", "hq", "acme"), (THREE, "")),
            ],
            [
                f"hq/connection/Partner of hq (04P000000000001AAA) {ONE} active",
                f"hq/connection/Partner of hq (04P000000000003AAA) {THREE} active",
            ],
            id="two of one name",
        ),
    ],
)
def test_what_lives_and_nobody_declares_is_told_by_its_name(
    declared: Sequence[Both], recorded: Sequence[Shown], expected: list[str]
) -> None:
    """As a plan that asks the orgs would tell it."""
    found = recognised(declared, recorded).undeclared
    rows = [f"{at.address} {at.attributes['id']} {at.attributes['state']}" for at in found]

    assert rows == expected


def test_only_sides_of_connections_are_recognised() -> None:
    """What stands in orgs, and in connections, moves along with them."""
    others = [resource("hq/settings"), resource("main@hq/publish/Lead")]

    assert scopes(recognised([told(MAIN, {"id": ONE})], [OLD], *others)) == MOVED


def test_where_a_name_stands_twice_in_an_org_the_id_tells_connections_apart() -> None:
    """One of another org may bear the name as well."""
    ends = [
        End(org, one, "Acme/1", "active") for org, one in (("hq", "a"), ("hq", "b"), ("x", "c"))
    ]

    assert [str(one.address) for one in undeclared(ends)] == [
        "hq/connection/Acme%2F1 (a)",
        "hq/connection/Acme%2F1 (b)",
        "x/connection/Acme%2F1",
    ]


def test_a_name_that_another_connection_bears_already_is_told_with_its_id() -> None:
    """One in an unknown state, which no survey takes for a side, is not lost."""
    taken = [Address("hq", "connection", "Acme")]
    ends = [End("hq", "a", "Acme", "active"), End("emea", "b", "Acme", "active")]

    assert [one.address.key for one in undeclared(ends, taken)] == ["Acme (a)", "Acme"]
