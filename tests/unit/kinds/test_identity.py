"""Which live row is which declared side: one that fits, none, or a doubt; never a guess."""

from dataclasses import replace
from datetime import datetime

import pytest

from s2s_gitops.kinds.connection.free_rows import FreeRows
from s2s_gitops.kinds.connection.identity import (
    Match,
    by_pin,
    could_be_meant,
    invited_by_stranger,
    invited_side,
    inviting_side,
)
from s2s_gitops.kinds.connection.row import Row
from s2s_gitops.kinds.connection.status import FROM_API, Status

OLD, NEW, NEWER = (datetime.fromisoformat(f"2026-01-0{day}T08:00:00+00:00") for day in (1, 2, 3))
NAME = "HQ Industries"


def row(at: int, state: Status = Status.ACTIVE, /, **more: object) -> Row:
    """Return a row; its number tells its id."""
    plain = Row(
        id=f"04P00000000000{at}AAA",
        name=NAME,
        state=state,
        contact_id="003000000000001AAA",
        account_id="",
        owner_id="",
        created=NEW,
        since=f"2026-01-0{at}",
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def told(match: Match) -> tuple[str, str, list[str]]:
    """Return the number of the row that is meant, the doubt, and the candidates' numbers."""
    number = match.row.id[14] if match.row else ""
    return number, match.doubt, [one.id[14] for one in match.candidates]


@pytest.mark.parametrize(
    ("pin", "expected"),
    [
        pytest.param("04P000000000002AAA", ("2", "", []), id="18 characters"),
        pytest.param("04P000000000002", ("2", "", []), id="15 characters"),
        pytest.param(
            "04P000000000009",
            ("", "no connection has the id 04P000000000009", ["1", "2"]),
            id="not there",
        ),
        pytest.param(
            "04p000000000002",
            ("", "no connection has the id 04p000000000002", ["1", "2"]),
            id="ids are case-sensitive",
        ),
    ],
)
def test_a_pinned_side_is_the_row_with_that_id(
    pin: str, expected: tuple[str, str, list[str]]
) -> None:
    """Whatever state it is in."""
    assert told(by_pin(FreeRows([row(1), row(2, Status.INACTIVE)]), pin)) == expected


def test_a_pinned_side_may_be_gone_where_that_is_what_is_wanted() -> None:
    """A cancelled invitation leaves no row."""
    rows = FreeRows([row(1)])

    assert told(by_pin(rows, "04P000000000009", may_be_gone=True)) == ("", "", [])
    assert told(by_pin(rows, "04P000000000001", may_be_gone=True)) == ("1", "", [])


OTHER = {"contact_id": "003000000000009AAA"}
SEVERAL = "several connections with this contact are live"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param([], ("", "", []), id="none"),
        pytest.param([row(1, **OTHER)], ("", "", []), id="another contact's"),
        pytest.param([row(1, Status.SENT)], ("1", "", []), id="one, invited"),
        pytest.param([row(1), row(2, **OTHER)], ("1", "", []), id="one beside another contact's"),
        pytest.param([row(1), row(2, Status.REJECTED)], ("1", "", []), id="one beside a dead one"),
        pytest.param([row(1), row(2, Status.SENT)], ("", SEVERAL, ["1", "2"]), id="two live"),
        pytest.param(
            [row(3, Status.INACTIVE), row(2, Status.REJECTED)],
            ("3", "", []),
            id="two dead: the newest",
        ),
        pytest.param([row(1, Status.SUSPENDED)], ("1", "", []), id="suspended is not dead"),
        pytest.param([row(1, Status.DISCONNECTING)], ("1", "", []), id="nor is disconnecting"),
        pytest.param(
            [row(1, contact_id="003000000000002AAA"), row(2, Status.REJECTED)],
            ("1", "", []),
            id="the same person as another contact",
        ),
    ],
)
def test_the_inviting_side_is_the_one_live_row_of_its_contact(
    rows: list[Row], expected: tuple[str, str, list[str]]
) -> None:
    """More than one is a doubt, and never a reason to invite."""
    contacts = {"003000000000001AAA", "003000000000002AAA"}

    assert told(inviting_side(FreeRows(rows), contacts)) == expected


INVITATION = row(9, Status.SENT)
SAME_NAME = f"several connections bear the name {NAME!r}"
STRANGER = f"a connection is newer than the invitation, but does not bear the name {NAME!r}"
SILENT = "the other side does not tell when it invited"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param([], ("", "", []), id="none"),
        pytest.param([row(1, Status.RECEIVED)], ("1", "", []), id="received"),
        pytest.param([row(1, created=NEWER)], ("1", "", []), id="accepted, newer"),
        pytest.param([row(1, created=OLD)], ("", "", []), id="older than the invitation"),
        pytest.param([row(1, created=None)], ("", "", []), id="it is not told when"),
        pytest.param([row(1, name=" hq INDUSTRIES ")], ("1", "", []), id="name, almost"),
        pytest.param(
            [row(1, Status.RECEIVED, name="HQ")], ("", STRANGER, ["1"]), id="another name"
        ),
        pytest.param([row(1, name="HQ")], ("", STRANGER, ["1"]), id="another name, accepted"),
        pytest.param([row(1, Status.REJECTED, name="HQ")], ("", "", []), id="another name, dead"),
        pytest.param(
            [row(1), row(2, Status.RECEIVED, name="HQ")], ("1", "", []), id="one of two names"
        ),
        pytest.param([row(1), row(2)], ("", SAME_NAME, ["1", "2"]), id="two of the name"),
        pytest.param([row(1), row(2, Status.INACTIVE)], ("1", "", []), id="one of two is dead"),
        pytest.param([row(1, Status.REJECTED)], ("1", "", []), id="dead alone"),
        pytest.param(
            [row(1, Status.REJECTED), row(2, Status.INACTIVE)],
            ("", SAME_NAME, ["1", "2"]),
            id="two dead",
        ),
    ],
)
def test_the_invited_side_is_newer_than_the_invitation_and_bears_the_name(
    rows: list[Row], expected: tuple[str, str, list[str]]
) -> None:
    """Accepting is for ever: what does not fit is a doubt."""
    assert told(invited_side(FreeRows(rows), INVITATION, NAME)) == expected


@pytest.mark.parametrize(
    ("invitation", "name", "rows", "expected"),
    [
        pytest.param(None, NAME, [row(1)], ("", "", []), id="nobody invited"),
        pytest.param(None, None, [row(1, Status.RECEIVED)], ("", "", []), id="nobody, no name"),
        pytest.param(
            replace(INVITATION, created=None),
            NAME,
            [row(1), row(2, Status.RECEIVED)],
            ("", SILENT, ["2"]),
            id="it is not told when",
        ),
        pytest.param(INVITATION, None, [row(1)], ("", SILENT, []), id="it is not told who"),
        pytest.param(INVITATION, None, [], ("", "", []), id="nothing here"),
    ],
)
def test_without_the_other_sides_word_nothing_is_matched(
    invitation: Row | None, name: str | None, rows: list[Row], expected: tuple[str, str, list[str]]
) -> None:
    """What cannot be compared is a doubt as soon as there is a row."""
    assert told(invited_side(FreeRows(rows), invitation, name)) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param([], ("", "", []), id="none"),
        pytest.param([row(1)], ("", "", []), id="accepted long ago"),
        pytest.param(
            [row(1), row(2, Status.RECEIVED)],
            ("", "an invitation waits here, and nobody can see who sent it", ["2"]),
            id="received",
        ),
    ],
)
def test_an_invitation_from_a_stranger_is_never_matched(
    rows: list[Row], expected: tuple[str, str, list[str]]
) -> None:
    """Nobody accepts for a name alone."""
    assert told(invited_by_stranger(FreeRows(rows))) == expected


def test_every_word_of_ours_comes_from_a_word_of_the_api() -> None:
    """And no two words of the API are one of ours."""
    assert sorted(FROM_API.values()) == sorted(Status)


@pytest.mark.parametrize(
    ("invitation", "states", "number"),
    [
        pytest.param(Status.SENT, [Status.RECEIVED, Status.SUSPENDED], "1", id="sent, received"),
        pytest.param(Status.SENT, [Status.SENT, Status.ACCEPTING], "2", id="sent, accepting"),
        pytest.param(Status.SENT, [Status.SENT, Status.ACTIVE], "2", id="sent, accepted meanwhile"),
        pytest.param(Status.SENT, [Status.RECEIVED, Status.ACTIVE], "", id="sent, either could be"),
        pytest.param(Status.ACTIVE, [Status.RECEIVED, Status.ACTIVE], "2", id="both active"),
        pytest.param(Status.ACCEPTING, [Status.SENT, Status.RECEIVED], "2", id="accepting"),
        pytest.param(Status.SENT, [Status.RECEIVED, Status.RECEIVED], "", id="two that could be"),
        pytest.param(
            Status.SENT, [Status.ACTIVE, Status.ACTIVE], "", id="two that could be, accepted"
        ),
        pytest.param(Status.SUSPENDED, [Status.ACTIVE, Status.RECEIVED], "", id="no peer is known"),
        pytest.param(Status.SENT, [Status.ACTIVE], "1", id="one alone, whatever it shows"),
    ],
)
def test_of_several_of_the_name_the_one_at_the_same_point_of_its_life_is_meant(
    invitation: Status, states: list[Status], number: str
) -> None:
    """Both ends of a connection move together; two that could be are a doubt."""
    rows = [row(at, one) for at, one in enumerate(states, start=1)]

    match = invited_side(FreeRows(rows), row(9, invitation), NAME)

    assert (told(match)[0], bool(match.doubt)) == (number, not number)


@pytest.mark.parametrize(
    ("rows", "number"),
    [
        pytest.param([], "", id="none"),
        pytest.param([row(1, Status.INACTIVE), row(2, Status.INACTIVE)], "2", id="the newest"),
        pytest.param([row(1, Status.INACTIVE), row(2)], "1", id="beside a live one"),
        pytest.param(
            [row(1, Status.INACTIVE), row(2), row(3, Status.SENT)], "1", id="beside two live ones"
        ),
        pytest.param([row(1, Status.REJECTED), row(2)], "2", id="ended otherwise: the live one"),
        pytest.param([row(1, Status.REJECTED)], "1", id="ended otherwise, alone"),
        pytest.param([row(1, Status.INACTIVE, **OTHER)], "", id="another contact's"),
    ],
)
def test_what_is_declared_to_be_over_is_a_row_that_is(rows: list[Row], number: str) -> None:
    """A new connection with the same contact may live beside it."""
    match = inviting_side(FreeRows(rows), {"003000000000001AAA"}, Status.INACTIVE)

    assert (told(match)[0], match.doubt) == (number, "")


ANOTHER = "no connection belongs to the contact, but another one is live"


@pytest.mark.parametrize(
    ("rows", "candidates"),
    [
        pytest.param([], [], id="none"),
        pytest.param([row(1, **OTHER)], ["1"], id="the partner's name, another contact"),
        pytest.param([row(1, name=" hq industries", **OTHER)], ["1"], id="name, almost"),
        pytest.param([row(1, name="Odd", contact_id=None)], ["1"], id="contact is not shown"),
        pytest.param([row(1, name="Odd", contact_id="")], [], id="no contact, another name"),
        pytest.param([row(1, Status.RECEIVED)], [], id="what others sent"),
        pytest.param([row(1, name="Odd", **OTHER)], [], id="somebody else's"),
        pytest.param([row(1, Status.INACTIVE), row(2, Status.REJECTED)], [], id="dead"),
        pytest.param(
            [row(1, **OTHER), row(2, name="Odd", contact_id=None), row(3, name="Odd", **OTHER)],
            ["1", "2"],
            id="two of three",
        ),
    ],
)
def test_a_live_row_that_could_be_meant_is_a_doubt_before_an_invitation(
    rows: list[Row], candidates: list[str]
) -> None:
    """Contacts change; a second invitation could not be taken back."""
    doubt = ANOTHER if candidates else ""

    assert told(could_be_meant(FreeRows(rows), NAME)) == ("", doubt, candidates)


def test_a_row_without_a_contact_could_be_meant_where_the_partners_name_is_not_known() -> None:
    """Nobody can read the partner, so only a known contact speaks against a row."""
    rows = [row(1, contact_id=""), row(2, **OTHER)]
    assert told(could_be_meant(FreeRows(rows), "")) == ("", ANOTHER, ["1"])


@pytest.mark.parametrize(
    ("invitation", "states", "number"),
    [
        pytest.param(Status.REJECTED, [Status.REJECTED, Status.REJECTED], "1", id="declined twice"),
        pytest.param(Status.REJECTED, [Status.ACTIVE, Status.REJECTED], "2", id="a new one lives"),
        pytest.param(Status.INACTIVE, [Status.REJECTED, Status.INACTIVE], "2", id="deactivated"),
        pytest.param(Status.INACTIVE, [Status.INACTIVE] * 3, "1", id="thrice: the earliest"),
        pytest.param(Status.REJECTED, [Status.RECEIVED], "1", id="no peer: the one that is there"),
    ],
)
def test_an_ended_invitation_belongs_to_the_earliest_row_that_ended_like_it(
    invitation: Status, states: list[Status], number: str
) -> None:
    """Later ones are answers to later invitations."""
    rows = [row(at, one) for at, one in enumerate(states, start=1)]

    assert told(invited_side(FreeRows(rows[::-1]), row(9, invitation), NAME)) == (number, "", [])
