"""All declared sides against all rows: a row has one owner, and two claims are a doubt for both."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

import pytest

from s2s_gitops.kinds.connection.identity import Match
from s2s_gitops.kinds.connection.matching import Matching, order_of
from s2s_gitops.kinds.connection.records import Directory
from s2s_gitops.kinds.connection.row import Row
from s2s_gitops.kinds.connection.status import Status
from s2s_gitops.kinds.records import Named
from s2s_gitops.model.resource import Resource, Value

from ..builders import resource

OLGA, PAT = "003000000000001AAA", "003000000000002AAA"
OPS = "ops@emea.example"
TWICE = "two declared connections would be the same one; pin each with `id`, or drop one"


def row(at: int, state: Status = Status.ACTIVE, /, **more: object) -> Row:
    """Return a row of Olga's; its number tells its id and its age."""
    then = datetime.fromisoformat(f"2026-01-0{at}T08:00:00+00:00")
    plain = Row(f"04P00000000000{at}AAA", "EMEA Ltd", state, OLGA, "", "", then, then.isoformat())
    return replace(plain, **more)  # type: ignore[arg-type]


def side(address: str, other: str, /, role: str = "inviting", **attributes: Value) -> Resource:
    """Return a declared side; an inviting one invites Olga, unless said otherwise."""
    invites: dict[str, Value] = {"contact": OPS} if role == "inviting" else {}
    declared = resource(address, **({"state": "active"} | invites | attributes))
    facts = {"connection": declared.address.connection, "other": other, "role": role}
    return replace(declared, facts=facts | {"other_access": "manage"})


def directory(name: str) -> Directory:
    """Return what is known of an org that has both contacts."""
    people = {OPS: [Named(OLGA, "Olga")], "pat@acme.example": [Named(PAT, "Pat")]}
    return Directory(name, people, {}, {}, {}, {}, {})


DIRECTORIES = {"hq": directory("HQ Industries"), "emea": directory("EMEA Ltd")}


def matched(
    sides: Sequence[Resource], rows: Mapping[str, Sequence[Row]], claimed: Sequence[Row] = ()
) -> dict[str, tuple[str, str]]:
    """Return the number of each side's row, and the doubt."""
    taken = [("hq", one.id) for one in claimed]
    matching = Matching({"hq": (), "emea": (), **rows}, DIRECTORIES, taken)
    for one in sorted(sides, key=order_of):
        matching.take(one)
    return {str(at): told(one) for at, one in matching.settled().items()}


def told(match: Match) -> tuple[str, str]:
    """Return the number of the row that is meant, and the doubt."""
    return (match.row.id[14] if match.row else "", match.doubt)


PIN = "04P000000000001"
ENDED = side("a@hq", "emea", state="inactive")


@pytest.mark.parametrize(
    ("sides", "rows", "expected"),
    [
        pytest.param(
            [side("a@hq", "emea")], [row(1)], {"a@hq": ("1", "")}, id="one of the contact"
        ),
        pytest.param([side("a@hq", "emea")], [], {"a@hq": ("", "")}, id="none yet"),
        pytest.param(
            [side("b@hq", "emea"), side("a@hq", "emea", id=PIN)],
            [row(1), row(2)],
            {"a@hq": ("1", ""), "b@hq": ("2", "")},
            id="what is pinned is no candidate for another",
        ),
        pytest.param(
            [side("b@hq", "emea"), ENDED],
            [row(1, Status.INACTIVE), row(2)],
            {"a@hq": ("1", ""), "b@hq": ("2", "")},
            id="an ended one beside its successor",
        ),
        pytest.param(
            [side("b@hq", "emea"), ENDED],
            [row(1, Status.INACTIVE)],
            {"a@hq": ("1", ""), "b@hq": ("", "")},
            id="an ended one, and its successor is not invited yet",
        ),
        pytest.param(
            [side("a@hq", "emea", id=PIN), side("b@hq", "emea", id=f"{PIN}AAA")],
            [row(1)],
            {"a@hq": ("", TWICE), "b@hq": ("", TWICE)},
            id="one row pinned twice",
        ),
        pytest.param(
            [side("a@hq", "emea"), side("b@hq", "emea", contact=OPS.upper())],
            [],
            {"a@hq": ("", TWICE), "b@hq": ("", TWICE)},
            id="the same contact invited twice",
        ),
        pytest.param(
            [side("a@hq", "emea"), side("b@hq", "acme", contact="pat@acme.example")],
            [],
            {"a@hq": ("", ""), "b@hq": ("", "")},
            id="two contacts",
        ),
        pytest.param(
            [side("a@hq", "emea", state="canceled"), side("b@hq", "emea")],
            [],
            {"a@hq": ("", ""), "b@hq": ("", "")},
            id="one is not to be invited",
        ),
        pytest.param(
            [side("a@hq", "emea")],
            [row(1, contact_id=PAT)],
            {"a@hq": ("", "no connection belongs to the contact, but another one is live")},
            id="the partner's name, another contact",
        ),
        pytest.param(
            [side("a@hq", "acme")],
            [row(1, contact_id=PAT)],
            {"a@hq": ("", "")},
            id="a partner whose name nobody can read",
        ),
        pytest.param(
            [side("a@hq", "emea", id="04P000000000009")],
            [row(1)],
            {"a@hq": ("", "no connection has the id 04P000000000009")},
            id="a pin that is not there",
        ),
        pytest.param(
            [side("a@hq", "emea", id="04P000000000009", state="canceled")],
            [row(1)],
            {"a@hq": ("", "")},
            id="a pin that may be gone",
        ),
    ],
)
def test_inviting_sides_share_no_row_and_no_contact(
    sides: list[Resource], rows: list[Row], expected: dict[str, tuple[str, str]]
) -> None:
    """Whatever the order of the files."""
    assert matched(sides, {"hq": rows}) == expected
    assert matched(sides[::-1], {"hq": rows[::-1]}) == expected


THEIRS = {"name": "HQ Industries", "contact_id": ""}
UNCLEAR = "it is not clear which connection of hq is meant"


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        pytest.param(
            [row(1, Status.SENT)], [row(2, Status.RECEIVED, **THEIRS)], ("2", ""), id="one"
        ),
        pytest.param([], [row(2, **THEIRS)], ("", ""), id="nobody invited"),
        pytest.param([row(3)], [row(2, **THEIRS)], ("", ""), id="older than the invitation"),
        pytest.param([row(1), row(2)], [row(3, **THEIRS)], ("", UNCLEAR), id="two could invite"),
    ],
)
def test_the_invited_side_follows_the_inviting_one(
    ours: list[Row], theirs: list[Row], expected: tuple[str, str]
) -> None:
    """Its doubt is a doubt here too."""
    sides = [side("a@emea", "hq", "invited"), side("a@hq", "emea")]

    assert matched(sides, {"hq": ours, "emea": theirs})["a@emea"] == expected


def test_a_doubt_of_the_invited_side_names_all_that_could_be_it() -> None:
    """Who lives and bears the name of the other side; with no name known, all that live."""
    sides = [side("a@emea", "hq", "invited"), side("a@hq", "emea")]
    dead = row(5, Status.INACTIVE, **THEIRS)
    theirs = [row(3, **THEIRS), row(4), dead]

    def candidates(directories: Mapping[str, Directory]) -> list[str]:
        matching = Matching({"hq": [row(1), row(2)], "emea": theirs}, directories)
        for one in sorted(sides, key=order_of):
            if one.address.org in directories:
                matching.take(one)
        match = matching.settled()[sides[0].address]
        assert match.doubt
        return [one.id[14:15] for one in match.candidates]

    assert candidates(DIRECTORIES) == ["3"]
    assert candidates({"emea": DIRECTORIES["emea"]}) == ["3", "4"]


def test_two_connections_of_two_orgs_are_told_apart_on_both_sides() -> None:
    """The ended one and its successor bear the same names."""
    sides = [
        side("b@emea", "hq", "invited"),
        side("b@hq", "emea"),
        side("a@emea", "hq", "invited", state="inactive"),
        ENDED,
    ]
    ours = [row(1, Status.INACTIVE), row(3)]
    theirs = [row(2, Status.INACTIVE, **THEIRS), row(4, **THEIRS)]

    assert matched(sides, {"hq": ours, "emea": theirs}) == {
        "a@hq": ("1", ""),
        "b@hq": ("3", ""),
        "a@emea": ("2", ""),
        "b@emea": ("4", ""),
    }


@pytest.mark.parametrize(
    ("access", "doubt"),
    [
        pytest.param("none", "an invitation waits here, and nobody can see who sent it", id="none"),
        pytest.param("manage", "acme, which invites, could not be read", id="it does not answer"),
    ],
)
def test_without_the_inviting_side_nothing_is_matched(access: str, doubt: str) -> None:
    """A stranger's invitation is never accepted for a name."""
    alone = side("a@hq", "acme", "invited")
    alone = replace(alone, facts={**alone.facts, "other_access": access})

    assert matched([alone], {"hq": [row(1, Status.RECEIVED)]}) == {"a@hq": ("", doubt)}


def test_what_others_have_claimed_is_no_candidate() -> None:
    """While one step is looked at, the other declarations keep their rows."""
    assert matched([side("a@hq", "emea")], {"hq": [row(1), row(2)]}, claimed=[row(1)]) == {
        "a@hq": ("2", "")
    }


def test_sides_are_matched_in_the_order_of_what_is_surest() -> None:
    """Pins; then inviting before invited; ends before the rest."""
    ordered = [
        side("a@hq", "emea", id=PIN),
        side("b@hq", "emea", "invited", id=PIN),
        side("c@hq", "emea", state="canceled"),
        side("d@hq", "emea"),
        side("e@hq", "emea", "invited"),
    ]

    assert sorted((ordered[at] for at in (4, 2, 0, 3, 1)), key=order_of) == ordered
