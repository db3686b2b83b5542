"""The history's file: its columns are told by their headers, its times by what dates allow, or it stays unread."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from s2s_gitops.flows.read import consult
from s2s_gitops.kinds.connection.history import fetch_histories, read_history
from s2s_gitops.kinds.testimony.lines import Line, outermost, ranked, read_times
from s2s_gitops.model.errors import PageChanged
from s2s_gitops.model.resource import UNREAD, State

from ..builders import resource, state
from .orgs import ID, history, org
from .pages import Org, page

ADA = "1/5/2026 8:00 AM,Ada Admin,Published object Lead"
AT = datetime(2026, 1, 5, 8)


def told(content: bytes) -> list[tuple[str, str, str]]:
    """Return what the lines of a file say: when, who, what."""
    lines = read_history(org(histories={ID: content}), ID)
    return [(one.when, one.who, one.text) for one in lines]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(history(ADA), id="plain"),
        pytest.param(b"\xef\xbb\xbf" + history(ADA), id="with a byte order mark"),
        pytest.param(history(ADA, header="Date/Time,Changed By,Event Details"), id="other words"),
        pytest.param(
            history(
                "Published object Lead,Ada Admin,1/5/2026 8:00 AM",
                header="Action,User Name,Created Date",
            ),
            id="another order",
        ),
        pytest.param(
            history('"1/5/2026 8:00 AM"," Ada Admin ","Published object Lead"', ""), id="q"
        ),
        pytest.param(history(ADA).replace(b"\r\n", b"\n"), id="other line ends"),
    ],
)
def test_a_history_is_read_by_its_headers(content: bytes) -> None:
    """Neither their order nor their words are known for certain."""
    assert told(content) == [("1/5/2026 8:00 AM", "Ada Admin", "Published object Lead")]


def test_further_columns_belong_to_what_a_line_says() -> None:
    """Names may stand in columns of their own, apart from each other."""
    rows = history(
        "1/5/2026 8:00 AM,Ada,Published,Lead,Email", header="Date,User,Action,Object,Field"
    )
    assert [text for _, _, text in told(rows)] == ["Published | Lead | Email"]


def test_cells_may_hold_commas_and_line_ends_in_any_encoding() -> None:
    """What is not UTF-8 is Latin-1."""
    row = '1/5/2026 8:00 AM,J\u00f6rg,"Published, at last:\nLead"'
    expected = ("1/5/2026 8:00 AM", "J\u00f6rg", "Published, at last:\nLead")
    assert told(history(row)) == [expected]
    assert told(history(row).decode().encode("iso-8859-1")) == [expected]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(history(ADA, header="Date,Action,Text"), id="no user"),
        pytest.param(history(ADA, header="Number,User,Action"), id="no time"),
        pytest.param(history(ADA, header="Date,User,Colour"), id="no action"),
        pytest.param(history(ADA, header="Date,Time,Action"), id="two times"),
        pytest.param(history(ADA, header="User,By whom,Action"), id="two users"),
        pytest.param(history("1/5/2026 8:00 AM,Ada"), id="a row with fewer cells"),
        pytest.param(history(ADA + ",more"), id="a row with more cells"),
        pytest.param(history('1/5/2026 8:00 AM,Ada,"' + "x" * 200_000 + '"'), id="a cell too long"),
    ],
)
def test_what_is_no_such_table_stays_unread(content: bytes) -> None:
    """A line that was lost could be the newest."""
    with pytest.raises(PageChanged, match="no table with a time, a user and an action"):
        told(content)


def test_a_history_without_lines_tells_nothing() -> None:
    """That is an answer."""
    assert told(history()) == []


def test_a_page_that_links_to_no_file_is_a_changed_page() -> None:
    """Its list on the page may be a part only."""
    short = f"/{ID[:15]}"
    shown = Org(pages={short: page(address=short, titles=["Connection Detail"])})
    with pytest.raises(PageChanged, match="0 links 'Download connection history"):
        read_history(shown, ID)


@pytest.mark.parametrize(
    ("shown", "moment"),
    [
        ("1/5/2026 8:00 AM", AT),
        ("1/5/2026, 8:00\u202fAM", AT),
        ("01/05/2026 08:00 am", AT),
        ("1/5/2026 12:00 AM", datetime(2026, 1, 5, 0)),
        ("1/5/2026 12:30 PM", datetime(2026, 1, 5, 12, 30)),
        ("1/5/2026 8:00:07 PM", datetime(2026, 1, 5, 20, 0, 7)),
        ("1/5/2026 20:00", datetime(2026, 1, 5, 20)),
        ("2026-01-05T08:00:00Z", datetime(2026, 1, 5, 8, tzinfo=UTC)),
        ("2026-01-05 08:00", AT),
        ("5.1.2026 08:00", None),
        ("1/5/2026 13:00 PM", None),
        ("1/5/2026", None),
        ("13/13/2026 8:00 AM", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_times_of_english_pages_and_iso_times_are_read(shown: str, moment: datetime | None) -> None:
    """All others are not known. A date after the twelfth says how dates are written."""
    assert read_times([shown, "1/31/2026 8:00 AM"])[0] == (moment,)


def test_dates_that_could_be_read_both_ways_are_read_both_ways() -> None:
    """Pages are in English, yet their dates may begin with the day."""
    both = (datetime(2026, 1, 5, 8), datetime(2026, 5, 1, 8))
    assert read_times(["1/5/2026 8:00 AM"]) == [both]
    assert read_times(["1/5/2026 8:00 AM", "31/1/2026 8:00 AM"])[0] == both[1:]
    assert read_times(["13/1/2026 8:00 AM", "1/13/2026 8:00 AM"]) == [(None,), (None,)]
    assert read_times([]) == []


def lines(*times: str) -> Sequence[Line]:
    """Return lines with these times."""
    return [Line("", "", when, read) for when, read in zip(times, read_times(times), strict=True)]


@pytest.mark.parametrize(
    ("times", "last", "first"),
    [
        (("1/5/2026 8:00 AM", "1/5/2026 9:00 AM"), [1], [0]),
        (("1/5/2026 8:00 AM", "1/5/2026 8:00 AM"), [0, 1], [0, 1]),
        (("1/5/2026 8:00 AM", "2/3/2026 8:00 AM"), None, None),
        (("1/5/2026 8:00 AM", "2/3/2026 8:00 AM", "1/13/2026 8:00 AM"), [1], [0]),
        (("1/5/2026 8:00 AM", "2/3/2026 8:00 AM", "13/2/2026 8:00 AM"), [0], [2]),
        (("1/5/2026 8:00 AM", "sometime"), None, None),
        (("2026-01-05T08:00:00Z", "2026-01-05T09:00:00Z"), [1], [0]),
        (("2026-01-05T08:00:00Z", "2026-01-05T09:00:00"), None, None),
    ],
)
def test_what_came_last_is_told_or_not_known(
    times: tuple[str, ...], last: list[int] | None, first: list[int] | None
) -> None:
    """Lines of one minute are together; where dates can be read in two ways, both must agree."""
    found = lines(*times)
    assert outermost(found, max) == (None if last is None else [found[at] for at in last])
    assert outermost(found, min) == (None if first is None else [found[at] for at in first])


@pytest.mark.parametrize(
    ("shown", "ranks"),
    [
        pytest.param(
            ["1/5/2026 8:00 AM", "1/5/2026 8:00 AM", "1/5/2026 8:01 AM"],
            [1, 2, 3],
            id="oldest first",
        ),
        pytest.param(
            ["1/5/2026 8:01 AM", "1/5/2026 8:00 AM", "1/5/2026 8:00 AM"],
            [-1, -2, -3],
            id="newest first",
        ),
        pytest.param(["1/5/2026 8:00 AM", "1/5/2026 8:00 AM"], [0, 0], id="one minute"),
        pytest.param(
            ["1/5/2026 8:01 AM", "1/5/2026 8:00 AM", "1/5/2026 8:02 AM"], [0, 0, 0], id="not sorted"
        ),
        pytest.param(["1/5/2026 8:00 AM", "yesterday"], [0, 0], id="not all can be read"),
        pytest.param(
            ["1/5/2026 8:00 AM", "5/1/2026 8:00 AM"], [0, 0], id="day and month could be swapped"
        ),
        pytest.param(["2026-01-05T08:00:00", "2026-01-05T08:01:00Z"], [0, 0], id="zones on some"),
        pytest.param([], [], id="nothing"),
    ],
)
def test_lines_of_a_sorted_file_follow_each_other(shown: list[str], ranks: list[int]) -> None:
    """Only where the other lines tell in which direction it is sorted."""
    assert ranked(read_times(shown)) == ranks


def test_every_history_is_fetched_and_what_is_lost_is_told_with_its_reason() -> None:
    """Of connections that no file can declare as well: an archive is the last copy."""
    one = org(histories={ID: history(ADA)})
    odd = "04P000000000009AAA"
    asked = replace(one, pages={**one.pages, f"/{odd}": page(address=f"/{odd}")})
    live = state(
        resource("hq-emea@hq", id=ID, state="inactive"),
        resource("hq-emea@hq/publish/Lead"),
        resource("hq/connection/Odd", id=odd, state=UNREAD),
    )

    lost = consult({"hq": asked}, State({}), live, fetch_histories)

    assert [(gap.scope, gap.diagnostic.code) for gap in lost] == [("hq/connection/Odd", "S2S305")]
