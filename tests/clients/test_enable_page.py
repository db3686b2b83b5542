"""The enable page as browserforce reads and clicks it, in both of its generations, over HTTP.

The newer reader takes any picture called "checked" for enabled, and the first button called "save";
the older one looks for `#penabled` in a page that has a `table.detailList`. The page must suit both.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

import pytest
from lxml import html

from s2s_gitops.emulator.server import Emulator, start

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import requests

    Read = Callable[[Any], bool]
    Press = Callable[[Any], Any]

ENABLE = "/_ui/s2s/ui/PartnerNetworkEnable/e"
HOME = "/setup/forcecomHomepage.apexp"
VISIBLE = "not(contains(@style, 'none'))"
DIALECTS = (0, 1, 2, 3, 5, 8, 13, 21)
ERRORS = "//*[@id='error' or @id='errorTitle' or @id='errorDesc' or @id='validationError']|//div[@class='errorMsg']"


def parsed(answer: requests.Response) -> Any:
    return html.fromstring(answer.text)


def newer_reads(page: Any) -> bool:
    """Whether a picture has `checked` somewhere in its name, in any case."""
    names = [f"{one.get('alt', '')} {one.get('title', '')}" for one in page.xpath("//img")]
    return any("checked" in name.lower() for name in names)


def older_reads(page: Any) -> bool:
    """Whether the box is ticked; a page without the box but with its table is an enabled one."""
    assert page.xpath("//table[contains(concat(' ', @class, ' '), ' detailList ')]")
    boxes = page.xpath("//*[@id='penabled']")
    return not boxes or boxes[0].get("checked") is not None


def newer_save(page: Any) -> Any:
    """The first visible button whose name has `save` in it: its value, else its title."""
    buttons = page.xpath(
        f"//button[{VISIBLE}]|//input[@type='submit' or @type='button'][{VISIBLE}]"
    )
    named = (
        one for one in buttons if "save" in (one.get("value") or one.get("title") or "").lower()
    )
    return next(named)


def older_save(page: Any) -> Any:
    """The first input called `save`; clicking an invisible one is an error there."""
    first = page.xpath("//input[@name='save']")[0]
    assert "none" not in first.get("style", "")
    return first


READERS = [
    pytest.param(newer_reads, newer_save, id="6"),
    pytest.param(older_reads, older_save, id="5"),
]


@pytest.fixture(scope="module", params=DIALECTS)
def _drawn(request: pytest.FixtureRequest) -> Iterator[Emulator]:
    with start(dialect=request.param) as running:
        yield running


@pytest.fixture
def drawn(_drawn: Emulator) -> Emulator:
    """Give an emulator whose pages are drawn by a dialect, at its seed."""
    _drawn.reset()
    return _drawn


class Tab:
    """A browser without scripts and pictures; it keeps its session, so it is a class."""

    def __init__(self, session: requests.Session, emulator: Emulator, org: str) -> None:
        session.proxies = {}
        session.verify = str(emulator.ca_file)
        self.session, self.there = session, emulator.orgs[org]

    def single_access(self) -> str:
        """Return the address that opens a session once."""
        answer = self.session.get(
            f"{self.there.url}/services/oauth2/singleaccess",
            params={"redirect_uri": HOME},
            headers={"Authorization": f"Bearer {self.there.token()}"},
        )
        return str(answer.json()["frontdoor_uri"])

    def open(self, address: str) -> requests.Response:
        """Go to an address, and on where a page without a body sends a browser."""
        answer = self.session.get(urljoin(self.there.url, address))
        sent_on = re.search(r"location\.replace\('(.+?)'\)|URL=(.+?)\"", answer.text)
        if "<body" in answer.text or sent_on is None:
            return answer
        return self.open(unescape(sent_on.group(1) or sent_on.group(2)))

    def page(self) -> Any:
        answer = self.open(ENABLE)
        assert answer.ok
        return parsed(answer)

    def press(self, page: Any, button: Any) -> requests.Response:
        """Tick the box and send the form as the button does."""
        form = button.xpath("ancestor::form")[0]
        page.xpath("//*[@id='penabled']")[0].checked = True
        posted = [*form.form_values(), (button.get("name"), button.get("value"))]
        return self.session.post(urljoin(self.there.url, form.get("action")), data=posted)


@pytest.fixture
def tab(session: requests.Session, drawn: Emulator) -> Tab:
    return Tab(session, drawn, "emea")


@pytest.mark.parametrize(("read", "save"), READERS)
def test_both_readers_enable_the_feature_once(
    tab: Tab, drawn: Emulator, read: Read, save: Press
) -> None:
    """Off before, on after, and the second look finds nothing to do."""
    arrived = tab.open(tab.single_access())
    assert (arrived.status_code, urlsplit(arrived.url).path) == (200, HOME)
    before = tab.page()
    assert not read(before)
    saved = tab.press(before, save(before))
    assert saved.ok
    assert drawn.world.network.orgs["emea"].is_s2s_on
    assert read(tab.page())
    assert [line.outcome.value for line in drawn.world.journal] == ["done"]


def test_both_readers_agree_before_and_after(tab: Tab) -> None:
    """Neither page has what the other one would take the other way."""
    tab.open(tab.single_access())
    before = tab.page()
    box = before.xpath("//input[@id='penabled'][@type='checkbox']")[0]
    assert box.get("checked") is None
    assert box.get("disabled") is None
    assert (newer_reads(before), older_reads(before)) == (False, False)
    tab.press(before, older_save(before))
    after = tab.page()
    assert not after.xpath("//*[@id='penabled']")
    assert (newer_reads(after), older_reads(after)) == (True, True)


def test_the_save_button_has_all_the_names_that_readers_use(tab: Tab) -> None:
    """Name, title and padded value; the first of them is a submit button."""
    tab.open(tab.single_access())
    page = tab.page()
    first = older_save(page)
    assert newer_save(page) is first
    assert (first.get("type"), first.get("title"), first.get("value")) == (
        "submit",
        "Save",
        " Save ",
    )


@pytest.mark.parametrize(
    "door",
    [
        "/secur/frontdoor.jsp?sid={token}&retURL=setup%2FforcecomHomepage.apexp",
        "/secur/frontdoor.jsp?sid={token}&retURL=%2Fsetup%2FforcecomHomepage.apexp",
        "/secur/frontdoor.jsp?sid={token}&startURL=%2Fsetup%2FforcecomHomepage.apexp",
        "/secur/frontdoor.jsp?sid={token}",
    ],
)
def test_a_session_id_opens_the_front_door(tab: Tab, door: str) -> None:
    """With the way on spelled with and without its slash; only the cookie is needed afterwards."""
    arrived = tab.open(door.format(token=tab.there.token()))
    assert urlsplit(arrived.url).path == HOME
    assert "startURL" not in arrived.url
    assert arrived.history[0].status_code == 302
    assert "path=/" in arrived.history[0].headers["Set-Cookie"].lower()
    assert tab.open(ENABLE).url == tab.there.url + ENABLE


def test_a_session_id_can_be_posted_as_well(tab: Tab) -> None:
    """So that it stands in no address."""
    posted = {"sid": tab.there.token(), "retURL": HOME}
    arrived = tab.session.post(f"{tab.there.url}/secur/frontdoor.jsp", data=posted)
    assert urlsplit(arrived.url).path == HOME


@pytest.mark.parametrize("door", ["sid=nobody", "otp=nothing", ""])
def test_who_has_no_session_is_told_so_at_the_login_page(tab: Tab, door: str) -> None:
    """`ec=302`, the way back, and an error that is not empty: readers wait for any of these."""
    for address in (f"/secur/frontdoor.jsp?{door}", ENABLE):
        arrived = tab.open(address)
        assert "?ec=302&startURL=" in arrived.url
        assert parsed(arrived).get_element_by_id("error").text_content().strip()


def test_a_one_time_address_opens_once(tab: Tab) -> None:
    """The second visitor is sent to the login page."""
    address = tab.single_access()
    assert urlsplit(tab.open(address).url).path == HOME
    tab.session.cookies.clear()
    assert "ec=302" in tab.open(address).url


def test_what_is_not_there_and_what_is_forbidden_are_not_pages(tab: Tab, drawn: Emulator) -> None:
    """404 without any error element; words in one of them for who has no privilege."""
    tab.open(tab.single_access())
    missing = tab.open("/_ui/this/page/doesnotexist")
    assert missing.status_code == 404
    assert not parsed(missing).xpath(ERRORS)
    tab.session.cookies.clear()
    tab.session.cookies.set("sid", drawn.orgs["emea"].token("ops@emea.example"))
    refused = tab.open(ENABLE)
    (told,) = parsed(refused).xpath(ERRORS)[:1]
    assert told.text_content().strip()


def test_a_name_of_production_keeps_its_session(
    emulator: Emulator, session: requests.Session
) -> None:
    """Behind the proxy the one-time address has the name that the client asked for."""
    tab = Tab(session, emulator, "emea")
    session.proxies = {"https": emulator.env["HTTPS_PROXY"]}
    name = emulator.orgs["emea"].domain
    answer = session.get(
        f"https://{name}/services/oauth2/singleaccess",
        headers={"Authorization": f"Bearer {tab.there.token()}"},
    )
    assert answer.json()["frontdoor_uri"].startswith(f"https://{name}/secur/frontdoor.jsp?otp=")
    assert session.get(answer.json()["frontdoor_uri"]).ok
    assert session.cookies.get("sid", domain=name) == tab.there.token()


def test_plain_http_serves_the_same_pages(emulator: Emulator, session: requests.Session) -> None:
    """For browsers that cannot be told whom to trust; the cookie is not kept for TLS then."""
    url = emulator.orgs["emea"].url.replace("https:", "http:")
    session.proxies = {}
    token = emulator.orgs["emea"].token()
    answer = session.get(
        f"{url}/services/oauth2/singleaccess", headers={"Authorization": f"Bearer {token}"}
    )
    assert answer.json()["frontdoor_uri"].startswith(f"{url}/secur/")
    arrived = session.get(answer.json()["frontdoor_uri"])
    assert arrived.ok
    assert "secure" not in arrived.history[0].headers["Set-Cookie"].lower()
    assert not newer_reads(parsed(session.get(f"{url}{ENABLE}")))
