"""Rows that nobody declared, as a file would declare them: names, who invited, states that ask for nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import product
from typing import Final

import pytest

from s2s_gitops.engine.diff import diff
from s2s_gitops.engine.difference import Difference
from s2s_gitops.kinds.connection import CONNECTION
from s2s_gitops.kinds.connection.adoption import Known, Names, adopt, declarations, wish_for
from s2s_gitops.kinds.connection.row import Row
from s2s_gitops.kinds.connection.status import Status, Wish
from s2s_gitops.model.address import Address
from s2s_gitops.model.config import Access
from s2s_gitops.model.resource import Presence, Resource
from s2s_gitops.model.verb import Transition

from ..builders import state

COMPANIES = {"hq": "HQ Industries", "emea": "EMEA GmbH"}
S, R, A, NO, END = Status.SENT, Status.RECEIVED, Status.ACTIVE, Status.REJECTED, Status.INACTIVE
Told = tuple[str, str, str, str, str]
"""A name, who invited whom, the state, and the rows' numbers."""


def row(at: int, state: Status = A, name: str = "EMEA GmbH", /, **more: object) -> Row:
    """Return an inviting row; its number tells its id and its age."""
    then = datetime(2026, 1, at, tzinfo=UTC)
    plain = Row(str(at), name, state, "003000000000001AAA", "", "", then, then.isoformat())
    return replace(plain, **more)  # type: ignore[arg-type]


def answer(at: int, state: Status = A, name: str = "HQ Industries", /) -> Row:
    """Return an invited row."""
    return row(at, state, name, contact_id="")


def adopted(
    rows: Mapping[str, Sequence[Row]],
    aliases: Sequence[str] = (),
    connections: Sequence[str] = (),
    companies: Mapping[str, str] = COMPANIES,
) -> tuple[Known, ...]:
    """Return what is made of rows; `aliases` and `connections` are names in use."""
    names = Names(companies, {*companies, *aliases}, connections)
    return adopt({alias: rows.get(alias, ()) for alias in companies}, names)


def told(known: Sequence[Known]) -> list[Told]:
    """Return what was made of rows, without the notes."""
    return [
        (one.name, *one.sides, str(one.state), "".join(row.id for row in one.rows.values()))
        for one in known
    ]


OPEN = "still undecided, which is all that `pending` asks for; `active` makes status and drift watch it"
"""What is said of every connection that waits, behind what else there is to say."""


@pytest.mark.parametrize(
    ("rows", "expected", "note"),
    [
        pytest.param({}, [], [], id="nothing"),
        pytest.param(
            {"hq": [row(1)], "emea": [answer(2)]},
            [("hq-emea", "hq", "emea", "active", "12")],
            [""],
            id="a pair",
        ),
        pytest.param(
            {"hq": [answer(2, A, "EMEA GmbH")], "emea": [row(1, A, "HQ Industries")]},
            [("emea-hq", "emea", "hq", "active", "12")],
            [""],
            id="a pair, the other one invited",
        ),
        pytest.param(
            {"hq": [row(1)], "emea": [row(1, A, "HQ Industries")]},
            [("emea-hq", "emea", "hq", "active", "11")],
            ["the orgs do not tell which side invited"],
            id="a pair, nobody tells who invited",
        ),
        pytest.param(
            {"hq": [row(1, S)], "emea": [answer(2, R)]},
            [("hq-emea", "hq", "emea", "pending", "12")],
            [""],
            id="an open invitation",
        ),
        pytest.param(
            {"hq": [row(1, S)]},
            [("hq-emea", "hq", "emea", "pending", "1")],
            ["the invitation has not arrived at the other side"],
            id="on its way to an org that we know",
        ),
        pytest.param(
            {"hq": [row(1, S, "Acme Corp")]},
            [("hq-acme-corp", "hq", "acme-corp", "pending", "1")],
            [""],
            id="on its way to a partner",
        ),
        pytest.param(
            {"hq": [row(1, R, "Acme Corp", contact_id="")]},
            [("acme-corp-hq", "acme-corp", "hq", "pending", "1")],
            [""],
            id="a partner has invited",
        ),
        pytest.param(
            {"hq": [row(1, A, "Acme Corp")]},
            [("hq-acme-corp", "hq", "acme-corp", "active", "1")],
            [""],
            id="a partner's",
        ),
        pytest.param(
            {"hq": [row(1)]},
            [("hq-emea-gmbh", "hq", "emea-gmbh", "active", "1")],
            ["which connection of emea is the other end cannot be told"],
            id="an org that we know, without its end",
        ),
        pytest.param(
            {"emea": [answer(1, R)]},
            [("hq-industries-emea", "hq-industries", "emea", "pending", "1")],
            ["which connection of hq is the other end cannot be told"],
            id="an invitation that the inviter does not show",
        ),
        pytest.param(
            {"hq": [row(1, A, "HQ Industries")]},
            [("hq-hq-industries", "hq", "hq-industries", "active", "1")],
            [""],
            id="a company of our own name",
        ),
        pytest.param(
            {"hq": [row(1, Status.ACCEPTING)], "emea": [answer(2, R)]},
            [
                ("hq-emea-gmbh", "hq", "emea-gmbh", "active", "1"),
                ("hq-industries-emea", "hq-industries", "emea", "pending", "2"),
            ],
            [
                "which connection of emea is the other end cannot be told",
                "which connection of hq is the other end cannot be told",
            ],
            id="two ends that no declared state fits stay alone",
        ),
        pytest.param(
            {"hq": [row(1), row(2)], "emea": [answer(3)]},
            [
                ("hq-emea", "hq", "emea", "active", "23"),
                ("hq-emea-gmbh", "hq", "emea-gmbh", "active", "1"),
            ],
            ["", "which connection of emea is the other end cannot be told"],
            id="of two invitations the newest has the answer",
        ),
    ],
)
def test_a_row_that_nobody_declared_becomes_a_connection(
    rows: Mapping[str, Sequence[Row]], expected: list[Told], note: list[str]
) -> None:
    """With a partner of a made-up alias where the other end is not known, and a note where that is doubtful."""
    found = adopted(rows)

    assert sorted(told(found)) == expected
    in_order = sorted(found, key=lambda one: one.name)
    open_ones = [
        ("; " * bool(told)) + OPEN if one.state == "pending" else ""
        for one, told in zip(in_order, note, strict=True)
    ]
    assert [one.note for one in in_order] == [
        told + more for told, more in zip(note, open_ones, strict=True)
    ]


@pytest.mark.parametrize(
    ("rows", "connections", "expected"),
    [
        pytest.param(
            {"hq": [row(1, END), row(3)], "emea": [answer(2, END), answer(4)]},
            [],
            ["hq-emea: 34", "hq-emea-2: 12"],
            id="what lives before what is over, however old",
        ),
        pytest.param(
            {"hq": [row(1), row(3)], "emea": [answer(2), answer(4)]},
            [],
            ["hq-emea: 12", "hq-emea-2: 34"],
            id="the older one first",
        ),
        pytest.param(
            {"hq": [row(5, NO, "Acme"), row(4, END, "Acme"), row(6, A, "Acme")]},
            [],
            ["hq-acme: 6", "hq-acme-2: 4", "hq-acme-3: 5"],
            id="three with one partner",
        ),
        pytest.param(
            {"hq": [row(1)], "emea": [answer(2)]},
            ["hq-emea", "hq-emea-2"],
            ["hq-emea-3: 12"],
            id="names that files use are taken",
        ),
        pytest.param(
            {"hq": [row(1, A, "Acme")], "emea": [answer(2, A, "Acme")]},
            [],
            ["hq-acme: 1", "emea-acme: 2"],
            id="one partner of two orgs",
        ),
        pytest.param(
            {"hq": [row(1, A, "A B"), row(2, A, "B")], "emea": []},
            ["hq-b"],
            ["hq-a-b: 1", "hq-b-2: 2"],
            id="a name that another partner's would have is taken",
        ),
        pytest.param(
            {"hq": [row(2, A, "Acme", since=""), row(1, A, "Acme", since="")]},
            [],
            ["hq-acme: 1", "hq-acme-2: 2"],
            id="age is not told: by the id",
        ),
    ],
)
def test_every_connection_gets_a_name_that_nobody_has(
    rows: Mapping[str, Sequence[Row]], connections: Sequence[str], expected: list[str]
) -> None:
    """The plain name goes to what lives; always the same one, in whatever order rows come."""
    for order in (1, -1):
        turned = {alias: list(those)[::order] for alias, those in rows.items()}
        found = [f"{one[0]}: {one[-1]}" for one in told(adopted(turned, (), connections))]
        assert found == expected


@pytest.mark.parametrize(
    ("companies", "aliases", "expected"),
    [
        pytest.param(["Acme Corp"], [], ["acme-corp"], id="words"),
        pytest.param(["ACME corp", " acme CORP "], [], ["acme-corp"] * 2, id="one company, twice"),
        pytest.param(["Acme"], ["acme"], ["acme-partner"], id="an alias of the files"),
        pytest.param(
            ["Acme"], ["acme", "acme-partner"], ["acme-partner-partner"], id="twice an alias"
        ),
        pytest.param(["emea"], [], ["emea-partner"], id="an org that is read"),
        pytest.param(["A/B", "A B", "a@b"], [], ["a-b", "a-b-2", "a-b-3"], id="three companies"),
        pytest.param(["A B", "A/B"], ["a-b-2"], ["a-b", "a-b-3"], id="and an alias between"),
        pytest.param(["Ünï GmbH & Co. KG"], [], ["ünï-gmbh-co.-kg"], id="letters of all languages"),
        pytest.param(["株式会社"], [], ["株式会社"], id="no Latin letter"),
        pytest.param(["", "???", "\x1b\n"], [], ["partner", "partner-2", "partner-3"], id="none"),
        pytest.param(["../etc", "-x."], [], ["etc", "x"], id="marks at the ends"),
        pytest.param(['"<b>: {}#|%*'], [], ["b"], id="marks of other languages"),
    ],
)
def test_a_partner_that_no_file_knows_gets_an_alias_of_its_name(
    companies: list[str], aliases: list[str], expected: list[str]
) -> None:
    """One for each company, and never one that is in use."""
    rows = {"hq": [row(at, A, name) for at, name in enumerate(companies, start=1)]}

    found = {one.rows["hq"].id: one.invited for one in adopted(rows, aliases)}

    assert [found[str(at)] for at in range(1, len(companies) + 1)] == expected


def test_both_sides_are_declared_with_what_the_rows_tell() -> None:
    """Each readable row is pinned; the side without one is not. A note stands at the inviting side."""
    rows = {"hq": row(1, S, "Acme Corp")}
    known = Known("hq-acme", "hq", "acme", rows, Wish.PENDING, "a note")
    facts = {"connection": "hq-acme", "state": "pending"}

    inviting, invited = declarations([known], ["hq"])

    assert (inviting.address, inviting.attributes) == (
        Address("hq-acme@hq"),
        {"state": "pending", "id": "1"},
    )
    assert inviting.facts == {
        **facts,
        "org": "hq",
        "access": "manage",
        "other": "acme",
        "other_access": "none",
        "role": "inviting",
        "note": "a note",
    }
    assert (invited.address, invited.attributes) == (
        Address("hq-acme@acme"),
        {"state": "pending"},
    )
    assert invited.facts == {
        **facts,
        "org": "acme",
        "access": "none",
        "other": "hq",
        "other_access": "manage",
        "role": "invited",
        "note": "",
    }


Live = Status | None
WISHES: Final[dict[Live, str]] = {
    None: "inactive rejected canceled inactive inactive inactive inactive inactive -",
    S: "pending active pending active active rejected rejected rejected -",
    R: "pending pending pending - - canceled canceled canceled -",
    Status.ACCEPTING: "inactive active - active active inactive inactive inactive -",
    A: "- active - active active - - - -",
    NO: "inactive rejected canceled inactive inactive rejected inactive inactive -",
    END: "inactive rejected canceled inactive inactive inactive inactive inactive -",
    Status.DISCONNECTING: "inactive rejected canceled inactive inactive inactive inactive inactive -",
    Status.SUSPENDED: "- - - - - - - - suspended",
}
"""By what the inviting end shows, then by what the invited one shows (nothing; then in the order of Status)."""
LIVE: Final[tuple[Live, ...]] = (None, *Status)
DEADLINE: Final = {"deadline": "14 days"}
ALONE = "inactive pending pending active active rejected inactive inactive suspended"
"""By what the only end shows that can be read."""


def wished(inviting: Live, invited: Live, orgs: Sequence[str]) -> Wish | None:
    """Return what is declared where two ends show this."""
    ends = {"hq": inviting, "emea": invited}
    rows = {org: row(1, shown) for org, shown in ends.items() if shown and org in orgs}
    return wish_for(rows, ("hq", "emea"), orgs)


@pytest.mark.parametrize("inviting", LIVE)
def test_two_ends_have_the_state_that_asks_for_nothing(inviting: Live) -> None:
    """None, where no state does; what they show by themselves comes first, waiting comes last."""
    found = [wished(inviting, invited, ["hq", "emea"]) for invited in LIVE]

    assert " ".join(one or "-" for one in found) == WISHES[inviting]


@pytest.mark.parametrize("org", ["hq", "emea"])
def test_one_end_alone_always_has_a_state(org: str) -> None:
    """Whoever invited."""
    found = [wished(shown, shown, [org]) for shown in LIVE]

    assert " ".join(one or "-" for one in found) == ALONE


def left_to_do(inviting: Live, invited: Live, orgs: Sequence[str], wish: Wish) -> Difference:
    """Return what a plan makes of two ends and a declared state."""
    ends = {org: shown for org, shown in (("hq", inviting), ("emea", invited)) if org in orgs}
    rows = {org: row(1, shown) for org, shown in ends.items() if shown}
    known = Known("hq-emea", "hq", "emea", rows, wish)
    sides = declarations([known], orgs)
    desired = state(*(replace(one, attributes={**one.attributes, **DEADLINE}) for one in sides))
    live = state(
        *(Resource(Address(f"hq-emea@{org}"), {"state": one.state}) for org, one in rows.items())
    )
    access = {org: Access.MANAGE if org in orgs else Access.NONE for org in ("hq", "emea")}
    return diff(desired, live, [CONNECTION], access)


@pytest.mark.parametrize("orgs", [("hq", "emea"), ("hq",), ("emea",)], ids=" and ".join)
@pytest.mark.parametrize("inviting", LIVE)
@pytest.mark.parametrize("invited", LIVE)
def test_a_plan_right_after_has_nothing_to_do_and_nothing_to_refuse(
    inviting: Live, invited: Live, orgs: Sequence[str]
) -> None:
    """The law: whatever two ends show, the declared state leads to no verb. Where none is told, none would do."""
    wish = wished(inviting, invited, orgs)

    for one in [wish] if wish else Wish:
        found = left_to_do(inviting, invited, orgs, one)
        assert bool(found.changes or found.impossible or found.observed) is (wish is None)


def test_a_state_in_which_somebody_waits_is_declared_only_if_there_is_no_other() -> None:
    """A plan right after an import waits for the platform alone, never for a person."""
    waits = {
        (inviting, invited): {one.who for one in found.pending}
        for inviting, invited in product(LIVE, LIVE)
        if (wish := wished(inviting, invited, ["hq", "emea"]))
        and (found := left_to_do(inviting, invited, ["hq", "emea"], wish)).pending
    }

    assert set.union(*waits.values()) == {"Salesforce"}
    assert {one for pair in waits for one in pair} >= {Status.ACCEPTING, Status.DISCONNECTING}


def test_every_state_of_the_table_is_one_of_the_platform() -> None:
    """No row of the table is forgotten when a state is added."""
    transitions: tuple[Transition, ...] = CONNECTION.attribute("state").transitions
    befores = {one.before for one in transitions}

    assert befores == {Presence.ABSENT, *Status}
    assert list(WISHES) == list(LIVE)
