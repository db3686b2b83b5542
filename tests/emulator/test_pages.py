"""What the Classic pages promise, over plain HTTP: anatomy, ways in, and refusals."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import html

from s2s_gitops.emulator.person import LostError
from s2s_gitops.emulator.server import Emulator

ENABLE = "/_ui/s2s/ui/PartnerNetworkEnable/e"
EMEA, HQ, ACME = "admin@emea.example", "admin@hq.example", "partner@acme.example"


def pairs_of(page: Any, button: str) -> list[tuple[str, str]]:
    form = page.xpath("//form[@id='editPage']")[0]
    pairs = [(str(name), str(value)) for name, value in form.form_values() if value is not None]
    kept = [pair for pair in pairs if pair[0] not in {"save", "cancel"}]
    pressed = page.xpath("//input[@type='submit'][normalize-space(@value)=$text]", text=button)[0]
    return [*kept, (pressed.get("name"), pressed.get("value"))]


def enable_post(emulator: Emulator, session: Any) -> tuple[str, list[tuple[str, str]]]:
    url = emulator.orgs["emea"].url + ENABLE
    return url, [*pairs_of(html.fromstring(session.get(url).text), "Save"), ("penabled", "1")]


def journal(emulator: Emulator) -> list[tuple[str, str]]:
    return [(line.what, line.outcome.value) for line in emulator.world.journal]


def test_the_enable_page_is_what_public_readers_expect_while_off_and_after(
    browser: Any, emulator: Emulator
) -> None:
    """What browserforce reads: #penabled and no Checked picture before, the picture only after."""
    session = browser(EMEA)
    url, pairs = enable_post(emulator, session)
    before = html.fromstring(session.get(url).text)
    assert before.xpath("//table[@class='detailList']//input[@id='penabled'][@type='checkbox']")
    assert before.xpath("//input[@type='submit'][@name='save'][@title='Save'][@value=' Save ']")
    assert not before.xpath("//img[contains(translate(@alt, 'C', 'c'), 'checked')]")
    assert before.xpath("//div[@id='errorDiv_ep'][contains(@style, 'display: none')]")
    answer = session.post(url, data=pairs, allow_redirects=False)
    assert (answer.status_code, answer.headers["Location"][-2:]) == (302, "/d")
    after = html.fromstring(session.get(url).text)
    assert after.xpath("//table[@class='detailList']//img[@alt='Checked']")
    assert not after.xpath("//*[@id='penabled']")
    assert session.get(url[:-1] + "d").status_code == 200


def test_saving_without_the_tick_changes_nothing(browser: Any, emulator: Emulator) -> None:
    """An unticked box is absent from a post."""
    session = browser(EMEA)
    url, pairs = enable_post(emulator, session)
    session.post(url, data=pairs[:-1])
    assert journal(emulator) == [("saved without a change", "unchanged")]


def test_settings_are_changed_by_label_and_checked(person: Any) -> None:
    """Sender and templates are ordinary inputs once the feature is on."""
    screen = person(HQ).open(ENABLE)
    screen = (
        screen.fill("Name", "Alliances")
        .fill("Invitation Template", "partner invitation")
        .press("Save")
    )
    assert (screen.value("Name"), screen.value("Invitation Template")) == (
        "Alliances",
        "Partner Invitation",
    )
    assert screen.value("Enable") == "Checked"
    wrong = person(HQ).open(ENABLE).fill("From Email Address", "nobody").press("Save")
    assert wrong.errors[1] == "Error: Invalid email address"
    lost = person(HQ).open(ENABLE).fill("Accept Invitation Template", "No such").press("Save")
    assert lost.errors[1] == "Error: No matches found."


@pytest.mark.parametrize(
    ("change", "defect"),
    [
        (lambda pairs: [p for p in pairs if p[0] != "cancelURL"], "cancelURL is missing"),
        (lambda pairs: [*pairs, ("cancel", " Cancel ")], "more than one button"),
        (lambda pairs: [p for p in pairs if p[0] != "save"], "no button"),
        (lambda pairs: [*pairs, ("other", "1")], "other is unknown"),
        (lambda pairs: [*pairs, pairs[0]], "came 2 times"),
        (lambda pairs: [("retURL", "/x") if p[0] == "retURL" else p for p in pairs], "was changed"),
        (
            lambda pairs: [("penabled", "on") if p[0] == "penabled" else p for p in pairs],
            "checkbox",
        ),
        (lambda pairs: [("save", "Save") if p[0] == "save" else p for p in pairs], "has the value"),
    ],
)
def test_a_post_that_no_browser_makes_is_refused_and_named(
    browser: Any, emulator: Emulator, change: Any, defect: str
) -> None:
    """A client's mistake must be loud, on the page and in the journal."""
    session = browser(EMEA)
    url, pairs = enable_post(emulator, session)
    answer = session.post(url, data=change(pairs))
    what, outcome = journal(emulator)[0]
    assert (answer.status_code, outcome) == (400, "refused")
    assert defect in what


@pytest.mark.parametrize("token", ["", "bm90aGluZw==", "V1"])
def test_a_foreign_token_makes_the_page_invalid_for_the_session(
    browser: Any, emulator: Emulator, token: str
) -> None:
    """The token is bound to session and action."""
    session = browser(EMEA)
    url, pairs = enable_post(emulator, session)
    wrong = [
        ("_CONFIRMATIONTOKEN", token) if pair[0] == "_CONFIRMATIONTOKEN" else pair for pair in pairs
    ]
    assert "invalid for your session" in session.post(url, data=wrong).text


def test_a_form_older_than_the_last_save_is_shown_again(person: Any) -> None:
    """The stamp in sysMod is optimistic locking."""
    old = person(HQ).open(ENABLE)
    person(HQ).open(ENABLE).fill("Name", "First").press("Save")
    assert "another user has modified" in old.fill("Name", "Second").press("Save").errors[0]


def test_cancel_leaves_without_saving(person: Any, emulator: Emulator) -> None:
    """Cancel is a button as well."""
    person(HQ).open(ENABLE).fill("Name", "Nobody").press("Cancel")
    assert journal(emulator) == []


@pytest.mark.parametrize(
    ("path", "status"),
    [("/04P/o", 403), ("/04P/e", 403), (ENABLE, 403), ("/nothing", 404), ("/04P000000000000", 403)],
)
def test_a_user_without_the_permission_meets_the_privilege_page(
    browser: Any, emulator: Emulator, path: str, status: int
) -> None:
    """Pages refuse as the platform words it."""
    assert browser("sam@hq.example").get(emulator.orgs["hq"].url + path).status_code == status


def test_without_a_session_every_page_leads_to_the_login(browser: Any, emulator: Emulator) -> None:
    """ec=302 and startURL are what clients look for."""
    session, url = browser(""), emulator.orgs["hq"].url
    answer = session.get(f"{url}/04P/o?a=b", allow_redirects=False)
    assert parse_qs(urlsplit(answer.headers["Location"]).query) == {
        "ec": ["302"],
        "startURL": ["/04P/o?a=b"],
    }
    assert html.fromstring(session.get(f"{url}/04P").text).xpath("//*[@id='error']/text()")
    session.post(f"{url}{ENABLE}")
    assert journal(emulator) == [("posted without a session", "refused")]


@pytest.mark.parametrize(
    "start",
    [
        "sid={token}&retURL=setup%2FforcecomHomepage.apexp",
        "sid={token}&startURL=/home/home.jsp",
        "otp={otp}",
    ],
)
def test_the_front_door_sets_the_session_cookie(
    browser: Any, emulator: Emulator, start: str
) -> None:
    """By session id or by a code that opens once."""
    session, url, token = browser(""), emulator.orgs["hq"].url, emulator.token(HQ)
    single = f"{url}/services/oauth2/singleaccess?redirect_uri=%2F04P"
    uri = session.get(single, headers={"Authorization": f"Bearer {token}"}).json()["frontdoor_uri"]
    answer = session.get(
        f"{url}/secur/frontdoor.jsp?{start.format(token=token, otp=uri.split('=')[1])}"
    )
    assert (answer.status_code, session.cookies["sid"]) == (200, token)
    if "otp" in start:
        assert "ec=302" in browser("").get(uri).url


def test_a_front_door_leads_nowhere_else(browser: Any, emulator: Emulator) -> None:
    """A target on another host is not followed."""
    url, token = emulator.orgs["hq"].url, emulator.token(HQ)
    door = f"{url}/secur/frontdoor.jsp?sid={token}&retURL=%2F%2Fother.example%2F"
    assert browser("").get(door, allow_redirects=False).headers["Location"] == "/other.example/"


def test_invite_open_accept_publish_is_one_story_over_the_pages(
    person: Any, emulator: Emulator
) -> None:
    """The whole life that this emulator knows, clicked as people click it."""
    person(EMEA).open(ENABLE).tick(["Enable"]).press("Save")
    sent = person(HQ).invite("Olga Ops")
    assert sent.value("Connection Status") == "Invitation Sent"
    ops = person("ops@emea.example")
    assert (
        ops.connection("HQ Industries").press("Accept").press("Decide Later").value("Contact") == ""
    )
    assert ops.accept("HQ Industries").value("Connection Status") == "Active"
    assert "no longer open" in ops.open(decision_link(emulator)).errors[1]
    hq = person(HQ)
    hq.choose_objects("EMEA GmbH", ["Lead", "Prototype"])
    assert hq.connection("EMEA GmbH").rows("Published Objects") == [["Edit", "Lead"]]
    hq.choose_fields("EMEA GmbH", "Lead", ["Phone", "Region__c"])
    history = hq.connection("EMEA GmbH").rows("Connection History")
    assert history[0][2].startswith("E-mail sent to ops@emea.example: HQ Industries changed")
    assert [row[2] for row in history[1:3]] == [
        "Published field Lead: Region",
        "Published field Lead: Phone",
    ]
    csv = hq.session.get(
        hq.url + hq.connection("EMEA GmbH").page.xpath("//div[@class='pShowMore']/a/@href")[0]
    )
    assert csv.text.startswith("Date,User,Action\r\n")


def decision_link(emulator: Emulator) -> str:
    mails = emulator.world.network.outbox
    code = next(mail.invitation for mail in mails if mail.invitation)
    return f"{emulator.world.dialect.invitation_address()}?inv={code}"


def test_an_invitation_to_an_unknown_address_waits_for_its_link(
    person: Any, emulator: Emulator
) -> None:
    """Whoever opens the link, logged in to an org with the feature, gets the invitation."""
    person(HQ).invite("Olga Ops")
    with pytest.raises(LostError, match="403"):
        person(EMEA).open(decision_link(emulator))
    person(EMEA).open(ENABLE).tick(["Enable"]).press("Save")
    page = person(EMEA).open(decision_link(emulator))
    assert page.press("Decline").value("Connection Status") == "Rejected"
    assert person(HQ).connection("EMEA GmbH").value("Connection Status") == "Rejected"
    assert [mail.purpose for mail in emulator.world.network.outbox] == ["invitation", "reject"]


@pytest.mark.parametrize(
    ("contact", "error"),
    [
        ("", "You must enter a value"),
        ("Nobody", "No matches found."),
        ("Alex Smith", "Multiple items found. Select an item from the list below."),
        ("Noel Nomail", "The selected contact does not have an email address"),
    ],
)
def test_an_invitation_needs_one_contact_with_an_address(
    person: Any, contact: str, error: str
) -> None:
    """Names are often ambiguous; nothing is sent then."""
    assert f"Error: {error}" in person(HQ).invite(contact).errors


def test_account_and_owner_are_edited_and_stand_in_the_history(person: Any) -> None:
    """Connection Edit changes our end only."""
    form = person(HQ).connection("Acme Corp").press("Edit")
    page = form.fill("Account", "").fill("Connection Owner", "Maria Meyer").press("Save")
    assert (page.value("Account"), page.value("Connection Owner")) == ("", "Maria Meyer")
    assert len(page.rows("Connection History")) == 3


def test_default_fields_are_pictures_and_the_unpublishable_is_not_offered(person: Any) -> None:
    """Only what the user may publish stands on the form."""
    form = person(HQ).connection("Acme Corp").edit_row("Published Objects", "Lead")
    shown = [
        cell.text_content()
        for cell in form.page.xpath("//tr[contains(@class, 'dataRow')]/td[last()]")
    ]
    assert {"Company", "LastName", "Email", "Region__c"} <= set(shown)
    assert not {"Score__c", "Notes__c", "Location__c", "Latitude", "OwnerId", "CreatedDate"} & set(
        shown
    )
    assert len(form.page.xpath("//tr//img[@alt='Checked']")) == 2


def test_a_post_where_there_is_no_form_is_refused(browser: Any, emulator: Emulator) -> None:
    """Read pages take no posts, unknown ones neither."""
    session, url = browser(HQ), emulator.orgs["hq"].url
    assert session.post(f"{url}/04P").status_code == 405
    assert session.post(f"{url}/nothing").status_code == 404
    assert [outcome for _, outcome in journal(emulator)] == ["refused", "refused"]
