"""Setup pages over HTTP: every fault is told apart, names the org, and is never taken for an empty page."""

import json
from pathlib import Path

import pytest

from s2s_gitops.drivers.archive import Archive
from s2s_gitops.drivers.session import OrgSession
from s2s_gitops.drivers.setup import SetupPages
from s2s_gitops.model.download import Download
from s2s_gitops.model.errors import (
    Forbidden,
    LoginFailed,
    OrgError,
    PageChanged,
    Rejected,
    Unreachable,
)
from s2s_gitops.model.page import Button, Submission
from tests.drivers.conftest import Answer, Host

GOOD = "<html><body><h1>Arrived</h1></body></html>"
FORM = (
    '<form id="editPage" method="post" action="/save"><input type="hidden" name="_CONFIRMATIONTOKEN" value="t">'
    '<input class="btn" type="submit" name="save" value=" Save "></form>'
)


@pytest.mark.parametrize(
    "answer",
    [
        Answer(status=302, headers={"Location": "/there"}),
        Answer(
            "<script>function redirectOnLoad(){SfdcApp.projectOneNavigator.handleRedirect('\\/there');}</script>"
        ),
        Answer("<script>window.location.replace('/there');</script>"),
        Answer("<script>window.location.href ='/there';</script>"),
        Answer('<meta http-equiv="Refresh" content="0; URL=/there">'),
    ],
    ids=["status", "navigator", "replace", "href", "meta"],
)
def test_a_page_is_followed_to_where_it_leads(
    session: OrgSession, host: Host, answer: Answer
) -> None:
    """Classic pages redirect by status, by script and by meta element."""
    host.answers = {"/here": answer, "/there": Answer(GOOD)}
    page = SetupPages(session).open("/here")
    assert (page.address, page.titles) == ("/there", ("Arrived",))


@pytest.mark.parametrize(
    ("answer", "error", "words"),
    [
        (
            Answer(status=302, headers={"Location": "/?ec=302&startURL=%2Fhere"}),
            LoginFailed,
            "log in again",
        ),
        (
            Answer("<script>window.location.replace('/login?ec=302&startURL=x')</script>"),
            LoginFailed,
            "log in again",
        ),
        (
            Answer(status=302, headers={"Location": "https://login.example/?ec=302"}),
            LoginFailed,
            "log in again",
        ),
        (
            Answer(status=302, headers={"Location": "https://elsewhere.example/x"}),
            LoginFailed,
            "not its own host",
        ),
        (
            Answer(status=302, headers={"Location": "/msg/maintenanceandavailable.jsp?retURL=x"}),
            Unreachable,
            "maintenance",
        ),
        (Answer("<h1>Insufficient Privileges</h1>"), Forbidden, "may not see or do this"),
        (Answer("<h1>Insufficient Privileges</h1>", 403), Forbidden, "may not see or do this"),
        (Answer("<h1>Sorry</h1>", 403), Forbidden, "may not see or do this"),
        (
            Answer("Data Not Available", 404),
            Forbidden,
            "no such record, or that this user may not see",
        ),
        (Answer("who are you", 401), LoginFailed, "log in again"),
        (
            Answer("<h1>Create a Passkey</h1><form method='post'><input name='x'></form>"),
            LoginFailed,
            "asks this user to create a passkey",
        ),
        (
            Answer(status=302, headers={"Location": "/login"}),
            LoginFailed,
            "log in again",
        ),
        (
            Answer("<html><script>var auraConfig = {};</script><body></body></html>"),
            PageChanged,
            "sent the Lightning shell",
        ),
        (
            Answer("<body><force-aloha-page><iframe name='vfFrameId_1'></iframe></body>"),
            PageChanged,
            "sent the Lightning shell",
        ),
        (
            Answer(status=302, headers={"Location": "https://hq.lightning.force.com/x"}),
            PageChanged,
            "sent the Lightning shell",
        ),
        (
            Answer(status=302, headers={"Location": "/lightning/setup/SetupOneHome/home"}),
            PageChanged,
            "sent the Lightning shell",
        ),
        (Answer("<html><body><h1>Half"), PageChanged, "breaks off before its end"),
        (Answer("gone", 404), PageChanged, "not served"),
        (Answer('<span id="errorTitle">Oops</span>', 500), Rejected, "answered with 500: Oops"),
        (Answer("broken", 503), Rejected, "no words of its own"),
        (
            Answer("The page you submitted was invalid for your session."),
            Rejected,
            "invalid for this session",
        ),
        (Answer(status=302, headers={"Location": "/here"}), PageChanged, "more than 5 redirects"),
        (
            Answer(status=302, headers={"Location": "/x?delID=1"}),
            PageChanged,
            "may change something",
        ),
    ],
)
def test_every_fault_has_its_own_error_and_names_the_org(
    session: OrgSession, host: Host, answer: Answer, error: type[OrgError], words: str
) -> None:
    """A fault is told as what it is: session, privilege, maintenance, page, refusal."""
    login = '<form method="post"><input type="password" name="pw"></form>'
    host.answers = {"/here": answer, "/login": Answer(login)}
    with pytest.raises(error, match=words) as caught:
        SetupPages(session).open("/here")
    assert caught.value.org == "hq"
    assert "canary" not in str(caught.value)


ROW = '<tr class="dataRow"><td>{}</td></tr>'


@pytest.mark.parametrize(
    "words",
    [
        "Insufficient Privileges",
        "Data Not Available",
        "The page was invalid for your session.",
        "A passkey was made",
        "/one/one.app",
        "<script>window.location.href = '/elsewhere';</script>",
    ],
)
def test_what_stands_in_the_rows_of_a_list_is_data(
    session: OrgSession, host: Host, words: str
) -> None:
    """A history may hold the very errors that pages show."""
    rows = f'<tr class="headerRow"><th>Action</th></tr>{ROW.format(words)}'
    host.answers = {"/here": Answer(f'<h1>Arrived</h1><table class="list">{rows}</table>')}
    assert SetupPages(session).open("/here").titles == ("Arrived",)


def test_a_button_in_a_form_of_its_own_is_pressed_by_sending_that_form(
    writing: OrgSession, host: Host
) -> None:
    """Its token goes with it, and nothing of other forms."""
    small = FORM.replace("editPage", "x").replace("/save", "/accept").replace("Save", "Accept")
    host.answers = {"/here": Answer(FORM + small), "/accept": Answer(GOOD)}
    pages = SetupPages(writing)
    page = pages.open("/here")
    (accept,) = (one for one in page.buttons if one.text == "Accept")
    assert pages.press(page, accept).titles == ("Arrived",)
    assert host.asked[1:] == [("POST", "/accept", "_CONFIRMATIONTOKEN=t&save=+Accept+")]


@pytest.mark.parametrize(
    "address",
    [
        "/x?_CONFIRMATIONTOKEN=t",
        "/setup/own/deleteredirect.jsp?delID=1",
        "/setup/set_preference.jsp?a=1",
    ],
)
def test_reading_never_follows_an_address_that_could_change_something(
    session: OrgSession, host: Host, address: str
) -> None:
    """Delete and preference links are plain GETs: they are refused before anything is sent."""
    with pytest.raises(PageChanged, match="may change something"):
        SetupPages(session).open(address)
    assert host.asked == []


def test_a_session_for_reading_cannot_write(session: OrgSession, host: Host) -> None:
    """Everything but apply cannot write, by construction."""
    host.answers = {"/edit": Answer(FORM)}
    pages = SetupPages(session)
    page = pages.open("/edit")
    assert page.form is not None
    with pytest.raises(RuntimeError, match="asked to POST"):
        pages.submit(Submission(page, page.form, {}, page.form.buttons[0]))
    with pytest.raises(RuntimeError, match="asked to press"):
        pages.press(page, Button("Go", address="/x?_CONFIRMATIONTOKEN=t"))
    assert [method for method, _, _ in host.asked] == ["GET"]


def test_a_save_sends_the_form_once_and_lands_where_the_org_says(
    writing: OrgSession, host: Host
) -> None:
    """The token comes from the very form; the landing page is read, not posted again."""
    host.answers = {
        "/edit": Answer(FORM),
        "/save": Answer(status=302, headers={"Location": "/there"}),
        "/there": Answer(GOOD),
    }
    pages = SetupPages(writing)
    page = pages.open("/edit")
    assert page.form is not None
    assert pages.press(page, page.form.buttons[0]).titles == ("Arrived",)
    assert host.asked[1:] == [
        ("POST", "/save", "_CONFIRMATIONTOKEN=t&save=+Save+"),
        ("GET", "/there", ""),
    ]


def test_a_button_with_a_token_is_pressed_once(writing: OrgSession, host: Host) -> None:
    """A state-changing link is followed on purpose only."""
    host.answers = {"/go": Answer(GOOD)}
    pages = SetupPages(writing)
    page = pages.press(pages.open("/go"), Button("Go", address="/go?_CONFIRMATIONTOKEN=t"))
    assert page.titles == ("Arrived",)
    assert [path for _, path, _ in host.asked] == ["/go", "/go?_CONFIRMATIONTOKEN=t"]


CSV = {"Content-Type": "text/csv; charset=UTF-8"}
HTML = {"Content-Type": "text/html; charset=UTF-8"}


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"Date,User,Action\r\n", id="a table"),
        pytest.param(b"\xef\xbb\xbfDate\r\n\xff\x00", id="bytes as they are"),
        pytest.param(b"", id="empty"),
        pytest.param(b"Ada,Insufficient Privileges\r\n", id="words of a page"),
        pytest.param(b"window.location.replace('/x?delID=1')", id="script in a cell"),
    ],
)
def test_a_file_is_fetched_as_it_is(session: OrgSession, host: Host, content: bytes) -> None:
    """What stands in a file is never taken for a sign of a page, and nothing of it is changed."""
    host.answers = {
        "/here": Answer(status=302, headers={"Location": "/there?id=1"}),
        "/there": Answer(content, headers=CSV),
    }
    assert SetupPages(session).download("/here") == Download(
        "/there?id=1", CSV["Content-Type"], content
    )
    assert [method for method, _, _ in host.asked] == ["GET", "GET"]


@pytest.mark.parametrize(
    ("answer", "error", "words"),
    [
        (Answer(GOOD, headers=HTML), PageChanged, r"a page \(Arrived\) where a file"),
        (Answer(GOOD), PageChanged, "where a file was expected"),
        (Answer("", headers={"Content-Type": ""}), PageChanged, "no heading"),
        (Answer("\ufeff\n<html>", headers=CSV), PageChanged, "where a file was expected"),
        (Answer("<h1>Insufficient Privileges</h1>", headers=HTML), Forbidden, "may not see"),
        (Answer("<p>invalid for your session", headers=HTML), Rejected, "invalid for this"),
        (
            Answer("<script>window.location.replace('/?ec=302&startURL=x')</script>", headers=HTML),
            LoginFailed,
            "log in again",
        ),
        (Answer(status=302, headers={"Location": "/?ec=302"}), LoginFailed, "log in again"),
        (
            Answer(status=302, headers={"Location": "https://elsewhere.example/x"}),
            LoginFailed,
            "not its own host",
        ),
        (
            Answer(status=302, headers={"Location": "/msg/maintenanceandavailable.jsp"}),
            Unreachable,
            "maintenance",
        ),
        (
            Answer(status=302, headers={"Location": "/x?set_preference=1"}),
            PageChanged,
            "may change something",
        ),
        (Answer("gone", 404, CSV), PageChanged, "not served"),
        (Answer("broken", 503, CSV), Rejected, "answered with 503: no words of its own"),
    ],
)
def test_what_is_no_file_is_told_as_what_it_is(
    session: OrgSession, host: Host, answer: Answer, error: type[OrgError], words: str
) -> None:
    """A page in place of a file is a lost session, a missing permission, or another page."""
    host.answers = {"/here": answer}
    with pytest.raises(error, match=words) as caught:
        SetupPages(session).download("/here")
    assert caught.value.org == "hq"
    assert "canary" not in str(caught.value)


def test_a_file_behind_an_address_that_changes_something_is_not_fetched(
    session: OrgSession, host: Host
) -> None:
    """The rule of reading holds for files as well."""
    with pytest.raises(PageChanged, match="may change something"):
        SetupPages(session).download("/x?_CONFIRMATIONTOKEN=t")
    assert host.asked == []


def test_everything_that_was_fetched_is_kept_before_it_is_judged(
    session: OrgSession, host: Host, tmp_path: Path
) -> None:
    """Pages on the way, files, and pages that turn out to be errors: those are evidence as well."""
    host.answers = {
        "/here": Answer("<script>window.location.replace('/there');</script>", headers=HTML),
        "/there": Answer(FORM + session.token, headers=HTML),
        "/away": Answer(status=302, headers={"Location": "/file"}),
        "/file": Answer("a,b", headers=CSV),
        "/no": Answer("<h1>Insufficient Privileges</h1>", 403, HTML),
    }
    archive = Archive(tmp_path / "archive")
    pages = SetupPages(session, archive)
    pages.open("/here")
    pages.download("/away")
    with pytest.raises(Forbidden):
        pages.open("/no")
    archive.close("2026-01-05T08:00:00+00:00")
    told = json.loads(archive.folder.joinpath("manifest.json").read_text(encoding="utf-8"))
    kept = {one["address"]: one for one in told["files"]}
    assert sorted(kept) == ["/file", "/here", "/no", "/there"]
    assert {one["org"] for one in kept.values()} == {"hq"}
    assert kept["/there"]["scrubbed"] == 2
    stored = archive.folder.joinpath(kept["/there"]["file"]).read_text(encoding="utf-8")
    assert "canary" not in stored
    assert "REMOVED-SESSION" in stored
