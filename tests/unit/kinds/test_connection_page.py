"""What a connection's own page and its other side tell: e-mails, whether it is active, the partner's words."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from s2s_gitops.kinds.connection.history import at_least, invitations_mailed
from s2s_gitops.kinds.connection_detail import active_sides, open_connection, open_detail
from s2s_gitops.kinds.subscription.live import Partner, partner_of
from s2s_gitops.model.errors import PageChanged, Unreachable
from s2s_gitops.model.page import Cell, Page
from s2s_gitops.model.ports import FieldInfo
from s2s_gitops.model.resource import UNREAD, Value

from ..builders import resource, state
from .pages import Looking, Org, page, table


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
    assert invitations_mailed(Org(), history(*rows)) == mailed


def test_a_page_without_a_history_is_a_changed_page() -> None:
    """It is never taken as an empty one."""
    with pytest.raises(PageChanged, match="Connection History"):
        invitations_mailed(Org(), page())


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
        pytest.param(
            page(address=f"/{SHORT}"),
            "no heading.*lacks connection-detail/heading",
            id="no heading",
        ),
        pytest.param(
            page(address=f"/{SHORT}", titles=["Error", "Login"]), "Error / Login.*lacks", id="other"
        ),
        pytest.param(
            page(address="/home", titles=["Connection Detail"]),
            "lacks connection-detail/address",
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


def test_the_active_sides_are_those_that_are_declared_readable_and_live() -> None:
    """Of the others nothing more is asked."""
    desired = state(
        *(
            resource(at)
            for at in (
                "a@hq/publish/Lead",
                "a@hq/subscribe/Case",
                "b@hq",
                "c@hq/publish/Lead",
                "d@hq",
                "a@emea",
                "hq/settings",
            )
        )
    )
    live = state(
        resource("a@hq", state="active"),
        resource("b@hq", state="active"),
        resource("c@hq", state="sent"),
        resource("a@emea", state="active"),
        resource("z@hq", state="active"),
    )

    assert active_sides(Looking(desired, live, {"hq": Org()})) == ["a@hq", "b@hq"]


class Silent(Org):
    """An org that does not answer."""

    def objects(self) -> Mapping[str, str]:
        """Raise what a driver raises."""
        raise Unreachable("hq", "No answer.")

    def fields(self, sobject: str) -> Mapping[str, FieldInfo]:
        """Raise what a driver raises."""
        raise Unreachable("hq", f"No answer about {sobject}.")


OPEN = Org(
    known={"Lead": "Lead"},
    described={"Lead": {"Email": FieldInfo("Email", "E-mail", publishable=True)}},
)


@pytest.mark.parametrize(
    ("org", "objects", "labels"),
    [
        pytest.param(OPEN, {"Lead": "Lead"}, {"Email": "E-mail"}, id="it answers"),
        pytest.param(None, {}, {}, id="nobody here can log in"),
    ],
)
def test_a_partners_labels_only_help_to_tell_rows(
    org: Org | None, objects: Mapping[str, str], labels: Mapping[str, str]
) -> None:
    """Without them our own pages are read all the same."""
    partner = Partner(org, "a@emea")

    told = {name: field.label for name, field in partner.fields("Lead").items()}
    assert (partner.objects(), told) == (objects, labels)


def test_a_partner_that_does_not_answer_is_not_one_that_nobody_can_read() -> None:
    """Without its labels a row could be taken for another one."""
    partner = Partner(Silent(), "a@emea")

    for ask in (partner.objects, lambda: partner.fields("Lead")):
        with pytest.raises(Unreachable):
            ask()


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        pytest.param("a@hq", (False, "a@emea"), id="the other side, not readable"),
        pytest.param("a@emea", (True, "a@hq"), id="the other side, readable"),
    ],
)
def test_the_partner_is_the_other_side_of_the_connection(
    scope: str, expected: tuple[bool, str]
) -> None:
    """With its org, if that can be read."""
    desired = state(
        *(
            replace(resource(f"a@{org}"), facts={"connection": "a", "other": other})
            for org, other in (("hq", "emea"), ("emea", "hq"))
        )
    )

    partner = partner_of({"hq": OPEN}, desired, scope)

    assert (partner.org is OPEN, partner.scope) == expected
