"""E-mails with an invitation are counted where the history tells them, and unread where it does not."""

import pytest

from s2s_gitops.kinds.connection.history import at_least, invitations_mailed
from s2s_gitops.kinds.connection_detail import open_connection, open_detail
from s2s_gitops.model.errors import PageChanged
from s2s_gitops.model.page import Cell, Page
from s2s_gitops.model.resource import UNREAD, Value

from ..builders import resource, state
from .pages import Org, page, table


def history(*rows: str) -> Page:
    """Return the page of a connection whose history has these rows, cells apart by bars."""
    cells = [{f"c{at}": Cell(text) for at, text in enumerate(row.split("|"))} for row in rows]
    return page(tables=[table("Connection History", *cells)])


@pytest.mark.parametrize(
    ("rows", "mailed"),
    [
        pytest.param([], UNREAD, id="empty"),
        pytest.param(["Ada|Accepted the connection"], UNREAD, id="something else"),
        pytest.param(["Ada|Invitation sent to ops@emea.example"], "1", id="sent"),
        pytest.param(["Ada|Re-sent the invitation", "Ada|Sent invitation"], "2", id="once more"),
        pytest.param(["Invitation|by e-mail"], "1", id="over two cells"),
        pytest.param(["INVITED|EMAIL"], "1", id="in any letters"),
        pytest.param(["Ada|Invitation canceled", "Ada|Mail"], UNREAD, id="half of it"),
        pytest.param(["Ada|Consent to invitations"], UNREAD, id="parts of words"),
        pytest.param(["Sent an invitation", "Field published"], "1", id="among others"),
    ],
)
def test_invitations_are_counted_where_the_history_tells_them(
    rows: list[str], mailed: Value
) -> None:
    """Its words are not documented: none found is unread, and never "none sent"."""
    assert invitations_mailed("hq", history(*rows)) == mailed


def test_a_page_without_a_history_is_a_changed_page() -> None:
    """It is never taken as an empty one."""
    with pytest.raises(PageChanged, match="Connection History"):
        invitations_mailed("hq", page())


@pytest.mark.parametrize(
    ("shown", "wanted", "enough"), [("1", "2", False), ("2", "2", True), ("3", "2", True)]
)
def test_more_mails_than_wanted_are_enough(shown: str, wanted: str, enough: bool) -> None:
    """Mail cannot be unsent."""
    assert at_least(shown, wanted) is enough


SHORT = "04P000000000001"


@pytest.mark.parametrize(
    ("shown", "message"),
    [
        pytest.param(page(address=f"/{SHORT}"), "shows no heading", id="no heading"),
        pytest.param(
            page(address=f"/{SHORT}", titles=["Error", "Login"]), "shows Error / Login", id="other"
        ),
        pytest.param(
            page(address="/home", titles=["Connection Detail"]),
            "not 'Connection Detail'",
            id="away",
        ),
    ],
)
def test_a_connections_page_has_its_heading_and_its_id(shown: Page, message: str) -> None:
    """Whatever else is opened is a changed page."""
    with pytest.raises(PageChanged, match=message):
        open_connection(Org(pages={f"/{SHORT}": shown}), f"{SHORT}AAA")


def test_the_page_of_a_side_is_found_by_the_id_of_its_row() -> None:
    """By the platform's pattern for records."""
    shown = page(address=f"/{SHORT}?x=1", titles=["EMEA", "Connection Detail"])
    live = state(resource("hq-emea@hq", id=f"{SHORT}AAA"))

    assert open_detail(Org(pages={f"/{SHORT}": shown}), "hq-emea@hq", live) is shown
