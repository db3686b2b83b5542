"""Pages that are out of order: what a test asks for, the next requests get."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

import pytest

from s2s_gitops.emulator.looking import find_control
from s2s_gitops.emulator.naming import LostError
from s2s_gitops.emulator.pages.fault_pages import FAULTS, ONLY_CHANGES
from s2s_gitops.emulator.person import SETTINGS

if TYPE_CHECKING:
    from s2s_gitops.emulator.server import Emulator

EMEA, HQ = "admin@emea.example", "admin@hq.example"
SIGNS = {
    "maintenance": (200, "scheduled maintenance"),
    "passkey": (200, "Create a Passkey"),
    "lightning": (200, "/one/one.app"),
    "aloha": (200, "<force-aloha-page>"),
    "privileges": (403, "level of access necessary"),
    "not-available": (404, "Data Not Available"),
    "not-found": (404, "URL No Longer Exists"),
    "server-error": (500, 'id="errorTitle"'),
    "invalid-session": (200, "invalid for your session"),
    "german": (200, "Salesforce-zu-Salesforce-Einstellungen"),
    "foreign-org": (200, "alliances@acme.example"),
}


def order(emulator: Emulator, browser: Any, **fault: Any) -> Any:
    return browser("").post(f"{emulator.orgs['hq'].url}/_emulator/faults", json=fault)


def test_every_kind_of_fault_is_known_here() -> None:
    """A new kind needs a row above, or a test of its own."""
    assert SIGNS.keys() | ONLY_CHANGES == FAULTS.keys()


@pytest.mark.parametrize("kind", SIGNS)
def test_a_fault_comes_as_often_as_it_was_asked_for(
    emulator: Emulator, browser: Any, kind: str
) -> None:
    """Then the page is as it always was, and nothing stands in the journal."""
    session, url = browser(HQ), emulator.orgs["hq"].url + SETTINGS
    emulator.world.network.orgs["emea"].is_s2s_on = True  # so that both have a page to show
    before = session.get(url).text
    assert order(emulator, browser, page=kind, times=2).status_code == 200
    for _ in range(2):
        answer = session.get(url)
        status, sign = SIGNS[kind]
        assert (answer.status_code, sign in answer.text or kind == "foreign-org") == (status, True)
        assert answer.text != before
    assert session.get(url).text == before
    assert emulator.world.journal == []


def test_the_maintenance_page_leads_back(emulator: Emulator, browser: Any) -> None:
    """Its address has the wanted one in it."""
    order(emulator, browser, page="maintenance", path="^/04P")
    session, url = browser(HQ), emulator.orgs["hq"].url
    assert session.get(url + SETTINGS).status_code == 200
    answer = session.get(f"{url}/04P/o?a=b", allow_redirects=False)
    assert answer.headers["Location"] == (
        "/msg/maintenanceandavailable.jsp?retURL=%2F04P%2Fo%3Fa%3Db"
    )


def test_a_page_of_another_org_is_shown_where_there_is_one(
    emulator: Emulator, browser: Any
) -> None:
    """The same page if the other org has it, else one of its connections, else none."""
    session, url = browser(HQ), emulator.orgs["hq"].url
    (record,) = emulator.world.network.orgs["hq"].connections
    order(emulator, browser, page="foreign-org", times=2)
    assert "HQ Industries" in session.get(f"{url}/{record}").text
    emulator.world.network.orgs["acme"].connections.clear()
    assert session.get(f"{url}/{record}").status_code == 404


@pytest.mark.parametrize("kind", ["privileges", "server-error", "lightning", "invalid-session"])
def test_a_post_that_meets_a_fault_saves_nothing_and_is_noted(
    emulator: Emulator, browser: Any, person: Any, kind: str
) -> None:
    """Whoever wrote must look first before writing again."""
    form = person(HQ).open(SETTINGS).fill("Name", "Other")
    order(emulator, browser, page=kind)
    with suppress(LostError):
        form.press("Save")
    (line,) = emulator.world.journal
    assert (line.what, line.outcome.value) == (f"met the fault {kind}", "refused")
    assert emulator.world.network.orgs["hq"].settings.from_name == "Partner Operations"


def test_a_form_may_come_back_without_a_word(emulator: Emulator, browser: Any, person: Any) -> None:
    """No error text at all, and nothing saved."""
    form = person(HQ).open(SETTINGS).fill("Name", "Other")
    order(emulator, browser, page="shown-again", path=SETTINGS)
    screen = form.press("Save")
    assert screen.errors == ()
    assert find_control(screen.page, "Name").get("value") == "Partner Operations"
    assert emulator.world.journal[-1].what == "met the fault shown-again"


def test_a_save_may_be_lost_silently(emulator: Emulator, browser: Any, person: Any) -> None:
    """The quirk that public code knows of enabling: it looks saved and is not. Looking is exempt."""
    order(emulator, browser, page="ignored", times=2)
    assert person(EMEA).open(SETTINGS).tick(["Enable"]).press("Save").value("Enable") == (
        "Not Checked"
    )
    (handler,) = (
        person(HQ).connection("Acme Corp").page.xpath("//input[@name='deactivate']/@onclick")
    )
    screen = person(HQ).open(handler.split("navigateToUrl('")[1].split("'")[0])
    assert screen.heading.startswith("Connections")
    assert [line.what for line in emulator.world.journal] == ["met the fault ignored"] * 2
    assert person(EMEA).enable().value("Enable") == "Checked"


def test_a_german_page_has_german_words_and_the_same_inputs(
    emulator: Emulator, browser: Any, person: Any
) -> None:
    """Headings, labels, pictures and buttons; who posts its button is refused, and it is noted."""
    plain = person(HQ).open(SETTINGS).page
    order(emulator, browser, page="german", path=SETTINGS)
    form = person(HQ).open(SETTINGS)
    assert form.page.get("lang") == "de"
    assert form.page.xpath("//img/@alt") == ["Aktiviert"]
    assert form.page.xpath("//input/@name") == plain.xpath("//input/@name")
    with pytest.raises(LostError, match="the button save has the value"):
        form.fill("Absenderadresse", "a@hq.example").press("Speichern")


def test_faults_are_listed_cleared_and_forgotten_at_a_reset(
    emulator: Emulator, browser: Any
) -> None:
    """What waits is told."""
    url = f"{emulator.orgs['hq'].url}/_emulator/faults"
    order(emulator, browser, page="passkey", path="/e$", times=3)
    waiting = browser("").get(url).json()
    assert waiting == {"faults": [{"page": "passkey", "path": "/e$", "times": 3}]}
    assert browser("").delete(url).json() == {"faults": []}
    order(emulator, browser, page="passkey")
    emulator.reset()
    assert browser("").get(url).json() == {"faults": []}


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        ({"page": "nothing"}, "page is one of aloha, foreign-org"),
        ({}, "page is one of"),
        ({"page": "german", "path": "("}, "path is a regular expression"),
        ({"page": "german", "path": 3}, "path is a regular expression"),
        ({"page": "german", "times": 0}, "times is a whole number from 1"),
        ({"page": "german", "times": True}, "times is a whole number from 1"),
        ({"page": "german", "time": 1}, "unknown: time"),
    ],
)
def test_a_fault_that_nobody_knows_is_told_so(
    emulator: Emulator, browser: Any, fault: dict[str, Any], message: str
) -> None:
    """A typing error must not become a test without a fault."""
    answer = order(emulator, browser, **fault)
    assert (answer.status_code, message in answer.json()["error"]) == (400, True)


def test_a_test_can_mutilate_what_goes_out(emulator: Emulator, browser: Any, person: Any) -> None:
    """Pages only, by path; a reset ends it."""
    emulator.world.tamper = lambda path, text: (
        text.replace("</table>", "") if path == SETTINGS else text
    )
    session, url = browser(HQ), emulator.orgs["hq"].url
    assert "</table>" not in session.get(url + SETTINGS).text
    assert "</table>" in session.get(f"{url}/04P/o").text
    link = person(HQ).connection("Acme Corp").page.xpath("//div[@class='pShowMore']/a/@href")[0]
    assert session.get(urljoin(url, link)).text.startswith("Date,")
    emulator.reset()
    assert "</table>" in session.get(url + SETTINGS).text


def test_pages_that_lead_to_one_another_lose_a_person(emulator: Emulator, person: Any) -> None:
    """Nobody clicks for ever."""
    emulator.world.tamper = lambda _path, _text: "<script>window.location.replace('/04P');</script>"
    with pytest.raises(LostError, match="without end"):
        person(HQ).open("/04P/o")
