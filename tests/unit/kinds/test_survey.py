"""All connections of which a row is known: declared ones under their names, others beside them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from s2s_gitops.kinds.connection.adoption import Known
from s2s_gitops.kinds.connection.identity import Match
from s2s_gitops.kinds.connection.records import Directory
from s2s_gitops.kinds.connection.row import Row
from s2s_gitops.kinds.connection.status import Status
from s2s_gitops.kinds.connection.survey import known_connections, unknown_rows
from s2s_gitops.model.address import Address
from s2s_gitops.model.resource import Resource, State

from ..builders import resource, state
from .pages import Looking, Org

COMPANIES = {"hq": "HQ Industries", "emea": "EMEA GmbH", "acme": "Acme Corp"}
DOUBT = Match(doubt="several connections with this contact are live")
S, A, END = Status.SENT, Status.ACTIVE, Status.INACTIVE


def row(number: str, state: str = A, name: str = "EMEA GmbH") -> Row:
    """Return an inviting row."""
    return Row(number, name, state, "003000000000001AAA", "", "", None, number)


def sides(name: str, inviting: str, invited: str, state: str = "active") -> list[Resource]:
    """Return both sides of a declared connection."""
    roles = {inviting: "inviting", invited: "invited"}
    return [
        replace(
            resource(f"{name}@{org}", state=state),
            facts={"role": role, "other": other, "state": state},
        )
        for (org, role), other in zip(roles.items(), (invited, inviting), strict=True)
    ]


def known(
    declared: Sequence[Resource],
    matches: Mapping[str, Match],
    others: Mapping[str, Sequence[Row]] | None = None,
    orgs: Sequence[str] = ("hq", "emea"),
) -> tuple[Known, ...]:
    """Return the connections of a survey of some orgs."""
    reading = Looking(state(*declared), State({}), {alias: Org() for alias in orgs})
    directories = {alias: Directory(COMPANIES[alias], {}, {}, {}, {}, {}, {}) for alias in orgs}
    found = {Address(scope): match for scope, match in matches.items()}
    rows = {alias: (others or {}).get(alias, ()) for alias in orgs}
    return known_connections(reading, found, rows, directories)


def told(found: Sequence[Known]) -> list[str]:
    """Return name, who invited whom, state and rows of each connection."""
    return [
        f"{one.name}: {one.inviting} to {one.invited}, {one.state}, "
        + " ".join(f"{org}={row.id}" for org, row in sorted(one.rows.items()))
        for one in found
    ]


PAIR = sides("main", "hq", "emea")
MISFIT = "its two ends are in states that no declared one fits"


@pytest.mark.parametrize(
    ("matches", "expected", "note"),
    [
        pytest.param(
            {"main@hq": Match(row("1")), "main@emea": Match(row("2"))},
            ["main: hq to emea, active, emea=2 hq=1"],
            "",
            id="both ends",
        ),
        pytest.param(
            {"main@emea": Match(row("2", END)), "main@hq": Match(row("1", END))},
            ["main: hq to emea, inactive, emea=2 hq=1"],
            "",
            id="ended by hand; the invited side came first",
        ),
        pytest.param(
            {"main@hq": Match(row("1", S)), "main@emea": Match()},
            ["main: hq to emea, pending, hq=1"],
            "",
            id="an invitation that has not arrived",
        ),
        pytest.param({"main@hq": Match(), "main@emea": Match()}, [], "", id="not invited yet"),
        pytest.param({"main@hq": DOUBT, "main@emea": DOUBT}, [], "", id="nothing can be told"),
        pytest.param(
            {"main@hq": DOUBT, "main@emea": Match(row("2"))},
            ["main: hq to emea, active, emea=2"],
            "",
            id="what cannot be told is not gone",
        ),
        pytest.param(
            {"main@emea": Match(row("2"))},
            ["main: hq to emea, active, emea=2"],
            "",
            id="nor is what could not be read",
        ),
        pytest.param(
            {"main@hq": Match(row("1", "")), "main@emea": Match(row("2"))},
            ["main: hq to emea, active, emea=2"],
            "",
            id="nor what is in an unknown state",
        ),
        pytest.param(
            {"main@hq": Match(row("1")), "main@emea": Match(row("2", END))},
            ["main: hq to emea, active, emea=2 hq=1"],
            MISFIT,
            id="the invited side has ended, the inviting one has not",
        ),
    ],
)
def test_a_declared_connection_keeps_its_name_and_gets_the_state_of_its_rows(
    matches: Mapping[str, Match], expected: list[str], note: str
) -> None:
    """Where no state fits, or an end cannot be told, it keeps the declared one: a guess could end a connection."""
    found = known(PAIR, matches)

    assert told(found) == expected
    assert [one.note for one in found] == [note] * len(expected)


@pytest.mark.parametrize(
    ("shown", "state"),
    [
        pytest.param(S, "pending", id="invited"),
        pytest.param(A, "active", id="accepted"),
        pytest.param(END, "inactive", id="ended"),
    ],
)
def test_of_a_partner_whom_nobody_here_can_read_our_own_end_tells_all(
    shown: str, state: str
) -> None:
    """There is no other end to ask."""
    found = known(sides("main", "hq", "acme"), {"main@hq": Match(row("1", shown))}, orgs=["hq"])

    assert told(found) == [f"main: hq to acme, {state}, hq=1"]


def test_what_nobody_declared_gets_names_that_no_file_uses() -> None:
    """Neither the names of connections nor the aliases of partners."""
    declared = [*sides("hq-emea", "hq", "emea"), *sides("x", "hq", "acme-corp")]
    others = {"hq": [row("3"), row("4", A, "Acme Corp")], "emea": [row("5", A, "HQ Industries")]}

    found = known(declared, {}, others)

    assert told(found) == [
        "emea-hq: emea to hq, active, emea=5 hq=3",
        "hq-acme-corp-partner: hq to acme-corp-partner, active, hq=4",
    ]


def test_no_file_can_declare_a_row_in_an_unknown_state() -> None:
    """It is left out, and can be asked for by itself."""
    rows = {"hq": [row("3", ""), row("4")], "emea": [row("5", "")]}

    assert told(known([], {}, rows)) == ["hq-emea-gmbh: hq to emea-gmbh, active, hq=4"]
    assert unknown_rows(rows) == {"hq": [row("3", "")], "emea": [row("5", "")]}
