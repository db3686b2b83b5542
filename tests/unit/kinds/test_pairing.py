"""Which rows of different orgs are two ends of one connection: those that can be nothing else; never a guess."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import pytest

from s2s_gitops.kinds.connection.pairing import Pair, pair_rows
from s2s_gitops.kinds.connection.row import Row
from s2s_gitops.kinds.connection.status import Status

NAMES = {"hq": "HQ Industries", "emea": "EMEA GmbH", "apac": "APAC Ltd"}
S, R, P, A = Status.SENT, Status.RECEIVED, Status.ACCEPTING, Status.ACTIVE
NO, END = Status.REJECTED, Status.INACTIVE


@dataclass(frozen=True)
class Seen:
    """A row of a case: where it is, which letter it has, its state, whose name it bears, its day, its contact."""

    org: str
    letter: str
    state: Status
    name: str
    day: int | None = 1
    contact: str | None = ""


def hq(letter: str, state: Status = A, name: str = "EMEA GmbH", **more: object) -> Seen:
    """Return a row of hq that bears emea's name and has a contact: an inviting one, unless said otherwise."""
    return Seen("hq", letter, state, name, **({"contact": "Olga"} | more))  # type: ignore[arg-type]


def emea(letter: str, state: Status = A, name: str = "HQ Industries", **more: object) -> Seen:
    """Return a row of emea that bears hq's name and has no contact: an invited one, unless said otherwise."""
    return Seen("emea", letter, state, name, **more)  # type: ignore[arg-type]


def apac(letter: str, state: Status = A, name: str = "HQ Industries", **more: object) -> Seen:
    """Return a row of apac that bears hq's name."""
    return Seen("apac", letter, state, name, **more)  # type: ignore[arg-type]


def row(seen: Seen) -> Row:
    """Return the row of a case."""
    created = datetime(2026, 1, seen.day).astimezone() if seen.day else None
    since = created.isoformat() if created else ""
    return Row(seen.letter, seen.name, seen.state, seen.contact, "", "", created, since)


def paired(*seen: Seen, names: dict[str, str] | None = None) -> tuple[Pair, ...]:
    """Return the pairs among the rows of a case."""
    rows: dict[str, list[Row]] = {"hq": [], "emea": [], "apac": []}
    for one in seen:
        rows[one.org].append(row(one))
    return pair_rows(rows, NAMES if names is None else names)


def told(pairs: Sequence[Pair]) -> list[str]:
    """Return each pair as the letters of its inviting and invited end; "?" where it is a guess who invited."""
    return sorted(f"{one.inviting.id}{one.invited.id}{'' if one.certain else '?'}" for one in pairs)


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        pytest.param([], [], id="nothing"),
        pytest.param([hq("a")], [], id="one alone"),
        pytest.param([hq("a"), emea("b")], ["ab"], id="both bear the other's name"),
        pytest.param([hq("a", name=" emea GMBH "), emea("b")], ["ab"], id="names, almost"),
        pytest.param([hq("a", name="Acme"), emea("b")], [], id="one bears another name"),
        pytest.param([hq("a"), emea("b", name="Acme")], [], id="the other one does"),
        pytest.param([hq("a"), hq("b")], [], id="both in one org"),
        pytest.param(
            [hq("a", name="HQ Industries"), hq("b", name="HQ Industries", contact="")],
            [],
            id="both in one org, with its own name",
        ),
        pytest.param([hq("a", S), emea("b", R)], ["ab"], id="invited"),
        pytest.param([hq("a", S), emea("b", P)], ["ab"], id="the answer is under way"),
        pytest.param([hq("a", S), emea("b", A)], ["ab"], id="accepted, the inviter lags"),
        pytest.param([hq("a", P), emea("b", P)], ["ab"], id="both under way"),
        pytest.param([hq("a", NO), emea("b", NO)], ["ab"], id="declined"),
        pytest.param([hq("a", END), emea("b", END)], ["ab"], id="ended"),
        pytest.param(
            [hq("a", Status.SUSPENDED), emea("b", Status.SUSPENDED)], ["ab"], id="suspended"
        ),
        pytest.param(
            [hq("a", Status.DISCONNECTING), emea("b", Status.DISCONNECTING)], ["ab"], id="ending"
        ),
        pytest.param([hq("a", END), emea("b", A)], [], id="one is over, the other one is not"),
        pytest.param([hq("a", NO), emea("b", R)], [], id="declined there, open here"),
        pytest.param([hq("a", S), emea("b", S)], [], id="both have invited"),
        pytest.param([hq("a", R), emea("b", R)], [], id="both are invited: by two invitations"),
        pytest.param([hq("a", Status.SUSPENDED), emea("b")], [], id="suspended on one side"),
    ],
)
def test_two_rows_that_bear_each_others_name_are_a_pair_if_their_states_fit(
    seen: list[Seen], expected: list[str]
) -> None:
    """Both ends of a connection move together."""
    assert told(paired(*seen)) == expected


STRANGER = "Olga's company"


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        pytest.param([hq("a", S, STRANGER), emea("b", R)], ["ab"], id="invited"),
        pytest.param([hq("a", P, STRANGER), emea("b", P)], ["ab"], id="being accepted"),
        pytest.param([hq("a", NO, STRANGER), emea("b", NO)], ["ab"], id="declined"),
        pytest.param([hq("a", END, STRANGER), emea("b", END)], ["ab"], id="canceled"),
        pytest.param([hq("a", A, STRANGER), emea("b", A)], [], id="accepted: the name is known"),
        pytest.param(
            [hq("a", R, STRANGER, contact=""), emea("b", S, contact="Max")],
            [],
            id="what others sent bears their own name",
        ),
        pytest.param(
            [hq("a", S, STRANGER), hq("c", S, "Other"), emea("b", R)], [], id="one of two strangers"
        ),
        pytest.param(
            [hq("a", S, STRANGER), emea("b", R), emea("c", R)], [], id="two could be the answer"
        ),
        pytest.param(
            [hq("a", S, STRANGER), emea("b", R), apac("c", R)], [], id="two orgs could be meant"
        ),
        pytest.param(
            [hq("a", S, STRANGER), emea("b", R, "EMEA GmbH")], [], id="it bears its own name"
        ),
        pytest.param(
            [hq("a", S, STRANGER), hq("b", R, "HQ Industries", contact="")],
            [],
            id="an invitation from a company of our own name",
        ),
        pytest.param(
            [hq("a", S), hq("x", S, STRANGER), emea("b", R), emea("c", R)],
            [],
            id="two invitations, two answers, nothing tells them apart",
        ),
        pytest.param(
            [
                hq("a", S, STRANGER),
                hq("d", R, contact=""),
                emea("b", R),
                emea("c", S, "Maria's company", contact="Maria"),
            ],
            ["ab", "cd"],
            id="both have invited each other",
        ),
        pytest.param(
            [hq("a", A), hq("x", S, STRANGER, day=2), emea("b", A), emea("c", R, day=2)],
            ["ab", "xc"],
            id="beside one that is told by name",
        ),
    ],
)
def test_before_it_is_accepted_an_invitation_may_bear_another_name(
    seen: list[Seen], expected: list[str]
) -> None:
    """That of the contact's account. It is paired if there is one answer that nothing else explains."""
    assert told(paired(*seen)) == expected


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        pytest.param(
            [hq("a", END, day=1), emea("b", END, day=2), hq("c", day=3), emea("d", day=4)],
            ["ab", "cd"],
            id="ended, and connected again",
        ),
        pytest.param(
            [hq("a", day=1), emea("b", day=2), hq("c", day=3), emea("d", day=4)],
            ["ab", "cd"],
            id="two that live: each answer is newer than its invitation",
        ),
        pytest.param(
            [hq("a", NO, day=1), emea("b", NO, day=2), hq("c", NO, day=3), emea("d", NO, day=4)],
            ["ab", "cd"],
            id="declined twice",
        ),
        pytest.param(
            [hq("a", day=1), hq("c", day=2), emea("b", day=3), emea("d", day=4)],
            [],
            id="two invitations before both answers",
        ),
        pytest.param(
            [hq("a", day=1), hq("c", day=1), emea("b", day=1), emea("d", day=1)],
            [],
            id="all at the same time",
        ),
        pytest.param(
            [hq("a", day=2), hq("c", day=2), emea("b", day=2)], [], id="two at the same time"
        ),
        pytest.param([hq("a", day=1), emea("b", day=1)], ["ab"], id="one pair at one time"),
        pytest.param([hq("a", S, day=2), emea("b", R, day=1)], [], id="older than the invitation"),
        pytest.param([hq("a", day=None), emea("b", day=1)], ["ab"], id="age is not told here"),
        pytest.param([hq("a", day=1), emea("b", day=None)], ["ab"], id="age is not told there"),
        pytest.param(
            [hq("a", day=None), hq("c", day=None), emea("b"), emea("d")], [], id="nor for several"
        ),
        pytest.param(
            [hq("a", S, day=1), hq("c", S, day=2), emea("b", R, day=3)],
            [],
            id="two open invitations: either may have arrived late",
        ),
        pytest.param(
            [hq("a", S, day=1), hq("c", S, day=3), emea("b", R, day=2), emea("d", R, day=4)],
            [],
            id="two open invitations, two arrivals",
        ),
        pytest.param(
            [hq("a", S, day=1), hq("c", S, day=3), emea("b", R, day=2)],
            ["ab"],
            id="of two open invitations one is too new",
        ),
        pytest.param(
            [hq("a", END, day=1), hq("c", END, day=2), emea("d", END, day=3)],
            ["cd"],
            id="canceled before it arrived, then one that arrived",
        ),
    ],
)
def test_several_connections_of_two_orgs_over_time_are_told_apart_by_their_age(
    seen: list[Seen], expected: list[str]
) -> None:
    """What could be one of several stays alone."""
    assert told(paired(*seen)) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param(hq("a", S, contact=""), emea("b", R, contact="Max"), "ab", id="who has sent"),
        pytest.param(hq("a", R), emea("b", S, contact=""), "ba", id="who has received"),
        pytest.param(hq("a", P, contact=""), emea("b", R, contact="Max"), "ab", id="only one has"),
        pytest.param(hq("a"), emea("b"), "ab", id="who has a contact"),
        pytest.param(hq("a", contact=""), emea("b", contact="Max"), "ba", id="who over there"),
        pytest.param(hq("a", day=1), emea("b", contact="Max", day=2), "ab", id="who is older"),
        pytest.param(hq("a", day=2), emea("b", contact="Max", day=1), "ba", id="who is, there"),
        pytest.param(hq("a", contact=None), emea("b", contact=None, day=2), "ab", id="no contacts"),
        pytest.param(
            hq("a"), emea("b", contact="Max"), "ba?", id="nothing tells: emea comes first"
        ),
        pytest.param(hq("a", day=None), emea("b", contact="Max"), "ba?", id="age is not told"),
    ],
)
def test_who_invited_is_told_by_the_state_then_the_contact_then_the_age(
    one: Seen, other: Seen, expected: str
) -> None:
    """Else it is a guess, always the same, and said to be one."""
    assert told(paired(one, other)) == [expected]


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        pytest.param(
            [hq("a"), emea("b"), hq("c", name="APAC Ltd"), apac("d")],
            ["ab", "cd"],
            id="hq with both",
        ),
        pytest.param(
            [
                hq("a"),
                emea("b"),
                hq("c", name="APAC Ltd"),
                apac("d"),
                emea("e", name="APAC Ltd", contact="Kim"),
                apac("f", name="EMEA GmbH"),
            ],
            ["ab", "cd", "ef"],
            id="each with each",
        ),
        pytest.param(
            [hq("a", S, STRANGER), hq("c", name="APAC Ltd"), emea("b", R), apac("d")],
            ["ab", "cd"],
            id="one by name, one before acceptance",
        ),
        pytest.param(
            [emea("b", name="APAC Ltd"), apac("d")], [], id="each bears another one's name"
        ),
    ],
)
def test_three_orgs_are_paired_by_whose_name_a_row_bears(
    seen: list[Seen], expected: list[str]
) -> None:
    """Two by two."""
    assert told(paired(*seen)) == expected


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        pytest.param({}, [], id="no name is known"),
        pytest.param({"hq": "", "emea": ""}, [], id="names are empty"),
        pytest.param({"hq": "HQ Industries"}, [], id="only one is known"),
        pytest.param(
            {"hq": "HQ Industries", "emea": "EMEA GmbH", "apac": "HQ Industries"},
            [],
            id="two orgs have one name",
        ),
        pytest.param(
            {"apac": "HQ Industries", "hq": "HQ Industries ", "emea": "EMEA GmbH"},
            [],
            id="two orgs have one name, the other way round",
        ),
        pytest.param(
            {"hq": "HQ Industries", "emea": "EMEA GmbH", "acme": "HQ Industries"},
            ["ab"],
            id="an org without rows does not count",
        ),
    ],
)
def test_what_has_no_name_of_its_own_is_never_paired(
    names: dict[str, str], expected: list[str]
) -> None:
    """A sandbox bears the name of the org that it was copied from."""
    assert told(paired(hq("a"), emea("b"), names=names)) == expected


def test_a_row_without_a_name_is_not_one_of_an_org_without_a_name() -> None:
    """What nobody told is not the same."""
    names = {"hq": "HQ Industries", "emea": ""}

    assert told(paired(hq("a", name=""), emea("b"), names=names)) == []


def test_in_whatever_order_rows_come_the_pairs_are_the_same() -> None:
    """Nothing is decided by who is looked at first."""
    seen = [
        hq("a", END, day=1), emea("b", END, day=2), hq("c", day=3), emea("d", day=4),
        hq("e", S, STRANGER, day=5), emea("f", R, day=6), emea("g", S, "HQ Industries", day=7),
        apac("h"), hq("i", name="APAC Ltd"), apac("j", name="EMEA GmbH"), hq("k", S, day=8),
    ]  # fmt: skip
    shuffled = (random.Random(seed).sample(seen, len(seen)) for seed in range(8))  # noqa: S311

    assert {tuple(told(paired(*one))) for one in shuffled} == {("ab", "cd", "ef", "ih")}
