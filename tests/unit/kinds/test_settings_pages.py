"""The settings page: whether S2S is on, who mails come from, and what to fill in."""

from typing import Any

import pytest

from s2s_gitops.kinds.settings.pages import (
    CLOSED,
    SWITCH,
    fill_emails,
    read_settings,
    tick_enable,
)
from s2s_gitops.model.errors import PageChanged, Rejected
from s2s_gitops.model.page import Cell, LookupValue, Page
from s2s_gitops.model.resource import LATER, UNREAD

from .pages import Org, box, lookup, page, select, text

EMAILS = (
    "from_name",
    "from_address",
    "invitation_template",
    "deactivation_template",
    "accept_template",
    "reject_template",
    "update_template",
)
MARK = Cell("", checked=True)
KNOWN = {"PartnerNetworkConnection": "Connection"}


@pytest.mark.parametrize(
    ("made", "known", "enabled", "emails"),
    [
        pytest.param(page(box(0, id=SWITCH)), {}, False, LATER, id="switch is off"),
        pytest.param(
            page(box(0, id=SWITCH, enabled=False)), {}, CLOSED, LATER, id="switch cannot be used"
        ),
        pytest.param(page(box(0, id=SWITCH, checked=True)), {}, True, UNREAD, id="switch is on"),
        pytest.param(
            page(details={"Enable Salesforce to Salesforce": MARK}), {}, True, UNREAD, id="mark"
        ),
        pytest.param(
            page(box(0, id="x", checked=True), details={"Enable": MARK}),
            {},
            True,
            UNREAD,
            id="mark beside another box",
        ),
        pytest.param(
            page(details={"Enable": Cell("", checked=False)}), {}, CLOSED, LATER, id="never was on"
        ),
        pytest.param(page(details={"Enable": Cell("Yes")}), {}, CLOSED, LATER, id="no mark"),
    ],
)
def test_the_page_tells_whether_s2s_is_on(
    made: Page, known: dict[str, str], enabled: Any, emails: Any
) -> None:
    """The e-mail settings come with it."""
    shown = read_settings(Org(known=known), made)

    assert shown == {"enabled": enabled} | dict.fromkeys(EMAILS, emails)


@pytest.mark.parametrize(
    ("made", "known"),
    [
        pytest.param(page(), {}, id="empty page"),
        pytest.param(page(text(0, "Name")), KNOWN, id="neither switch nor mark"),
        pytest.param(
            page(details={"Enable": Cell("", checked=False)}), KNOWN, id="the org says otherwise"
        ),
        pytest.param(page(box(0, "Enable", checked=True)), {}, id="a box that is not the switch"),
    ],
)
def test_a_page_that_does_not_tell_is_a_changed_page(made: Page, known: dict[str, str]) -> None:
    """Off is never guessed."""
    with pytest.raises(PageChanged, match="shows neither the switch"):
        read_settings(Org(known=known), made)


@pytest.mark.parametrize(
    ("made", "name", "value"),
    [
        pytest.param(page(text(1, "Name", "HQ")), "from_name", "HQ", id="text"),
        pytest.param(page(text(1, "Name", "")), "from_name", None, id="empty text"),
        pytest.param(
            page(lookup(1, "Invitation Template", "Standard")),
            "invitation_template",
            "Standard",
            id="lookup",
        ),
        pytest.param(
            page(text(1, "x"), details={"From Email Address": Cell("a@hq.example")}),
            "from_address",
            "a@hq.example",
            id="detail",
        ),
        pytest.param(page(details={"Name": Cell("")}), "from_name", None, id="empty detail"),
        pytest.param(
            page(details={"Update Connection Template": Cell("Update")}),
            "update_template",
            "Update",
            id="by its other label",
        ),
        pytest.param(
            page(select(1, "--None--", "A", chosen="A", label="Reject Invitation Template")),
            "reject_template",
            "A",
            id="drop-down",
        ),
        pytest.param(
            page(select(1, "--None--", "A", chosen="--None--", label="Reject Invitation Template")),
            "reject_template",
            None,
            id="nothing is chosen",
        ),
        pytest.param(page(text(1, "Other", "x")), "from_name", UNREAD, id="not shown"),
        pytest.param(
            page(text(1, "Name", "x"), text(2, "Name", "y")), "from_name", UNREAD, id="two of them"
        ),
    ],
)
def test_an_email_setting_is_read_where_it_stands(made: Page, name: str, value: Any) -> None:
    """In a control or beside a label; what is not shown is unread, not empty."""
    on = page(
        box(0, id=SWITCH, checked=True),
        *(made.form.controls if made.form else ()),
        details=made.details,
    )

    assert read_settings(Org(), on)[name] == value


def test_enabling_ticks_the_switch() -> None:
    """And nothing else."""
    assert tick_enable("hq", page(box(3, "Other"), box(5, id=SWITCH))) == {5: True}


@pytest.mark.parametrize("made", [page(), page(text(0, "Name"))], ids=["no form", "no switch"])
def test_enabling_needs_the_switch(made: Page) -> None:
    """A page without it is a changed page."""
    with pytest.raises(PageChanged, match="no switch"):
        tick_enable("hq", made)


def test_email_settings_are_filled_in_at_their_labels() -> None:
    """A template is looked up, so that the lookup gets exactly one."""
    org = Org(records=[{"Id": "00X000000000001AAA", "Name": "Standard"}])
    made = page(text(1, "Name"), text(2, "From Email Address"), lookup(3, "Invitation Template"))

    fillings = fill_emails(org, made, {"from_name": "HQ", "invitation_template": "Standard"})

    assert fillings == {1: "HQ", 3: LookupValue("00X000000000001", "Standard")}
    assert "FROM EmailTemplate WHERE Name IN ('Standard')" in org.asked[0]


@pytest.mark.parametrize(
    ("values", "records", "error", "message"),
    [
        pytest.param({"from_name": "HQ"}, 0, PageChanged, "no control labelled 'Name'", id="text"),
        pytest.param({"accept_template": "A"}, 1, PageChanged, "no control labelled", id="lookup"),
        pytest.param({"reject_template": "A"}, 0, Rejected, "0 records", id="no such template"),
        pytest.param({"reject_template": "A"}, 2, Rejected, "2 records", id="two of the name"),
    ],
)
def test_what_cannot_be_filled_in_is_told(
    values: dict[str, str], records: int, error: type[Exception], message: str
) -> None:
    """Before anything is sent."""
    org = Org(records=[{"Id": f"00X{at:015}", "Name": "A"} for at in range(records)])

    with pytest.raises(error, match=message):
        fill_emails(org, page(lookup(0, "Reject Invitation Template")), values)


def test_a_template_is_chosen_in_a_drop_down_by_its_text() -> None:
    """Where the page has one in the place of a lookup."""
    made = page(select(1, "--None--", "A", "B", label="Invitation Template"))

    assert fill_emails(Org(), made, {"invitation_template": "B"}) == {1: "B"}
    assert fill_emails(Org(), made, {"invitation_template": "b"}) == {1: "B"}


def test_a_template_whose_text_is_there_is_not_taken_for_another_one() -> None:
    """Case counts where it tells two apart."""
    made = page(select(1, "Welcome", "WELCOME", label="Invitation Template"))

    assert fill_emails(Org(), made, {"invitation_template": "Welcome"}) == {1: "Welcome"}


@pytest.mark.parametrize("texts", [("A",), ("B", "B")], ids=["not offered", "offered twice"])
def test_a_template_that_a_drop_down_does_not_offer_once_is_not_guessed(
    texts: tuple[str, ...],
) -> None:
    """Nothing is sent."""
    made = page(select(1, *texts, label="Invitation Template"))

    with pytest.raises(PageChanged, match="templates 'B'"):
        fill_emails(Org(), made, {"invitation_template": "B"})
