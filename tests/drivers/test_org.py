"""A writing org sends each save where it belongs: over HTTP, to a browser, or to a person."""

import json
from dataclasses import replace

import pytest

from s2s_gitops.drivers.chrome import Chrome
from s2s_gitops.drivers.manner import Manner
from s2s_gitops.drivers.org import WritingOrg
from s2s_gitops.model.config import Access, OrgEntry, Writes
from s2s_gitops.model.errors import ByHand
from s2s_gitops.model.page import Button, Page, Submission
from s2s_gitops.model.source import Map
from tests.drivers.conftest import Answer, Host

ORG_ID = "00D000000000001EAA"
EDIT = (
    '<html><body><form id="editPage" method="post" action="/save" onsubmit="{}">'
    '<input class="btn" type="submit" name="save" value=" Save "></form></body></html>'
)
DETAIL = (
    '<html><body><input class="btn" type="button" value="Cancel" onclick="if ((Modal.confirm &amp;&amp; '
    "Modal.confirm('Sure?')) || (!Modal.confirm &amp;&amp; window.confirm('Sure?'))) "
    "navigateToUrl('/cancel');\"></body></html>"
)


class Desk:
    """An org on the host, and what it said to people."""

    def __init__(self, host: Host, manner: Manner, browser: str = "/nowhere/chrome") -> None:
        user = json.dumps({"organization_id": ORG_ID, "language": "en_US"})
        kind = {"Content-Type": "application/json"}
        host.answers = {
            "/services/oauth2/userinfo": Answer(user, headers=kind),
            "/save": Answer("<h1>Saved</h1>"),
            "/cancel": Answer("<h1>Cancelled</h1>"),
            "/detail": Answer(DETAIL),
        }
        self.host = host
        self.said: list[str] = []
        login = {"instance_url": host.url, "access_token": "00D!canary"}
        entry = OrgEntry(
            "hq", ORG_ID, Access.MANAGE, login, approve_outward=False, node=Map("f", 0)
        )
        self.chrome = Chrome(browser)
        self.org = WritingOrg(entry, manner, self.chrome, self.said.append)

    def save(self, onsubmit: str = "", *, verified: bool = False) -> Page:
        self.host.answers["/edit"] = Answer(EDIT.format(onsubmit))
        page = replace(self.org.open("/edit"), verified=verified)
        assert page.form is not None
        return self.org.submit(Submission(page, page.form, {}, page.form.buttons[0]))

    def cancel(self, *, verified: bool = False) -> Page:
        page = replace(self.org.open("/detail"), verified=verified)
        return self.org.press(page, page.buttons[0])

    @property
    def sent(self) -> list[str]:
        return [path for _, path, _ in self.host.asked if path in ("/save", "/cancel")]


HTTP = Manner(Writes.HTTP, is_waived=True, has_browser=True)


def test_what_is_understood_is_sent_over_http_and_its_question_shown(host: Host) -> None:
    """A question of the known shape is answered with yes, and people see it."""
    desk = Desk(host, HTTP)
    assert desk.save("return true;").titles == ("Saved",)
    assert desk.cancel().titles == ("Cancelled",)
    assert (desk.sent, desk.said) == (
        ["/save", "/cancel"],
        ["hq asks: 'Sure?'; the answer is yes."],
    )


def test_a_button_of_a_form_is_judged_with_its_form(host: Host) -> None:
    """Pressing it saves the form."""
    desk = Desk(host, HTTP)
    host.answers["/edit"] = Answer(EDIT.format("check()"))
    page = desk.org.open("/edit")
    assert page.form is not None
    with pytest.raises(ByHand, match="the form runs script"):
        desk.org.press(page, page.form.buttons[0])
    assert desk.sent == []


def test_what_http_does_not_understand_is_not_sent(host: Host) -> None:
    """With `http` it is left to a person, even if there is a browser."""
    desk = Desk(host, HTTP)
    with pytest.raises(ByHand, match="the form runs script that is not known"):
        desk.save("copyValues(this)")
    assert desk.sent == []


@pytest.mark.parametrize("writes", [Writes.AUTO, Writes.BROWSER])
@pytest.mark.parametrize("path", ["/nowhere/chrome", "/bin/false"])
def test_what_needs_a_browser_goes_to_the_browser(host: Host, writes: Writes, path: str) -> None:
    """Here it does not start, which is said, and nothing was sent."""
    pytest.importorskip("playwright")
    desk = Desk(host, Manner(writes, is_waived=False, has_browser=True), path)
    try:
        for act in (desk.save, desk.cancel):
            with pytest.raises(ByHand, match=f"{path} did not start .*(exist|closed)"):
                act()
    finally:
        desk.chrome.close()
    assert desk.sent == []


@pytest.mark.parametrize("writes", [Writes.AUTO, Writes.HTTP])
def test_a_page_that_a_live_org_has_verified_is_saved_over_http(host: Host, writes: Writes) -> None:
    """By its form and by its buttons; what it runs must be understood all the same."""
    manner = Manner(writes, is_waived=False, has_browser=False, is_any_verified=True)
    desk = Desk(host, manner)
    assert desk.save(verified=True).titles == ("Saved",)
    assert desk.cancel(verified=True).titles == ("Cancelled",)
    assert desk.sent == ["/save", "/cancel"]
    with pytest.raises(ByHand, match="no page has been verified"):
        desk.save()
    with pytest.raises(ByHand, match="the form runs script that is not known"):
        desk.save("copyValues(this)", verified=True)
    assert desk.sent == ["/save", "/cancel"]


def test_the_session_of_an_org_that_people_write_cannot_write(host: Host) -> None:
    """Not even by mistake."""
    desk = Desk(host, Manner(Writes.HUMAN, is_waived=False, has_browser=True))
    with pytest.raises(ByHand, match="human"):
        desk.save()
    with pytest.raises(RuntimeError, match="for reading"):
        desk.org._pages.press(desk.org.open("/detail"), Button("Cancel", address="/cancel"))
    assert desk.sent == []
