"""REST: identity before anything else, Salesforce's error codes as our errors, each describe once."""

import json
from typing import Any

import pytest

from s2s_gitops.drivers.rest import Rest
from s2s_gitops.drivers.session import OrgSession, is_loopback
from s2s_gitops.model.errors import (
    Forbidden,
    LoginFailed,
    NotEnglish,
    OrgError,
    Rejected,
    Throttled,
    Unreachable,
    WrongOrg,
)
from tests.drivers.conftest import Answer, Host

ORG_ID = "00D000000000001EAA"
USERINFO = "/services/oauth2/userinfo"
QUERY = "/services/data/v62.0/query/"


def said(body: Any, status: int = 200) -> Answer:
    return Answer(json.dumps(body), status, {"Content-Type": "application/json"})


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (said({"organization_id": "00D000000000002EAA", "language": "en_US"}), WrongOrg),
        (said({"language": "en_US"}), WrongOrg),
        (said({"organization_id": ORG_ID, "language": "de"}), NotEnglish),
        (said({"organization_id": ORG_ID}), NotEnglish),
        (
            said([{"errorCode": "INVALID_SESSION_ID", "message": "Session expired"}], 401),
            LoginFailed,
        ),
        (Answer("Bad_OAuth_Token", 403), Rejected),
        (Answer("<html>", 200, {"Content-Type": "application/json"}), Rejected),
    ],
)
def test_a_login_is_checked_before_anything_else(
    session: OrgSession, host: Host, answer: Answer, error: type[OrgError]
) -> None:
    """Another org, another language and a dead session stop the run."""
    host.answers = {USERINFO: answer}
    with pytest.raises(error) as caught:
        Rest(session).check_identity(ORG_ID)
    assert caught.value.org == "hq"
    assert "canary" not in str(caught.value)


def test_an_org_id_may_be_pinned_with_15_characters(session: OrgSession, host: Host) -> None:
    """Ids of 15 and 18 characters name the same org."""
    host.answers = {USERINFO: said({"organization_id": ORG_ID, "language": "en_US"})}
    Rest(session).check_identity(ORG_ID[:15])
    assert len(host.asked) == 1


@pytest.mark.parametrize(
    ("status", "code", "error"),
    [
        (403, "REQUEST_LIMIT_EXCEEDED", Throttled),
        (403, "API_DISABLED_FOR_ORG", Forbidden),
        (400, "INVALID_TYPE", Rejected),
        (500, "UNKNOWN_EXCEPTION", Rejected),
    ],
)
def test_the_platforms_own_words_are_kept(
    session: OrgSession, host: Host, status: int, code: str, error: type[OrgError]
) -> None:
    """An error of the org is quoted with its code."""
    host.answers = {QUERY: said([{"errorCode": code, "message": "as it is"}], status)}
    with pytest.raises(error, match=f"{code}: as it is"):
        Rest(session).query("SELECT Id FROM Account")


def test_a_query_is_followed_to_its_end(session: OrgSession, host: Host) -> None:
    """A page of rows is not the whole."""
    more = "/services/data/v62.0/query/01g-2"
    host.answers = {
        QUERY: said({"records": [{"Id": "1"}], "done": False, "nextRecordsUrl": more}),
        more: said({"records": [{"Id": "2"}], "done": True}),
    }
    assert [row["Id"] for row in Rest(session).query("SELECT Id FROM Account")] == ["1", "2"]


def field(name: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "label": name.lower(), "type": "string", "updateable": True, **more}


def test_a_describe_says_what_may_be_published_and_is_asked_for_once(
    session: OrgSession, host: Host
) -> None:
    """Rich text, coordinates, compound and not editable fields are not offered by the page."""
    path = "/services/data/v62.0/sobjects/Lead/describe"
    fields = [
        field("Email"),
        field("Notes__c", type="textarea", htmlFormatted=True),
        field("Latitude", type="double", compoundFieldName="Address"),
        field("Address", type="address"),
        field("CreatedDate", updateable=False),
        field(
            "Status",
            type="picklist",
            picklistValues=[{"value": "Open"}, {"value": "Old", "active": False}],
        ),
    ]
    host.answers = {path: said({"fields": fields})}
    rest = Rest(session)
    assert rest.fields("Lead") is rest.fields("Lead")
    assert [one.name for one in rest.fields("Lead").values() if one.publishable] == [
        "Email",
        "Status",
    ]
    assert rest.fields("Lead")["Status"].values == ("Open",)
    assert len(host.asked) == 1


def test_an_object_that_is_hidden_has_no_fields_and_other_errors_are_errors(
    session: OrgSession, host: Host
) -> None:
    """Not found is an answer; a refusal is not."""
    base = "/services/data/v62.0/sobjects"
    host.answers = {
        f"{base}/Hidden/describe": said([{"errorCode": "NOT_FOUND", "message": "no"}], 404),
        f"{base}/Broken/describe": said([{"errorCode": "UNKNOWN_EXCEPTION", "message": "no"}], 500),
    }
    rest = Rest(session)
    assert rest.fields("Hidden") == {}
    with pytest.raises(Rejected):
        rest.fields("Broken")


def test_a_certificate_that_is_not_trusted_stops_the_run(
    host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    """TLS is verified; the way to trust more is a setting, never a switch-off."""
    monkeypatch.delenv("REQUESTS_CA_BUNDLE")
    with (
        OrgSession("hq", host.url, "t", may_write=False) as session,
        pytest.raises(Unreachable, match="could not be verified"),
    ):
        session.get(f"{host.url}/")
    assert host.asked == []


def test_a_host_that_does_not_answer_is_named(host: Host) -> None:
    """Nothing listens there: the org and the host are in the message."""
    with (
        OrgSession("hq", "https://127.0.0.1:9", "t", may_write=False) as session,
        pytest.raises(Unreachable, match=r"127\.0\.0\.1:9 did not answer"),
    ):
        session.get("https://127.0.0.1:9/")
    assert host.asked == []


def test_a_netrc_cannot_replace_the_session(
    session: OrgSession, host: Host, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    """Credentials of the machine's user stay on the machine."""
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login me password mine\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    host.answers = {"/": Answer("ok")}
    sent = session.get(f"{host.url}/", headers={"Authorization": "Bearer kept"}).request.headers
    assert sent["Authorization"] == "Bearer kept"
    assert "canary" not in repr(session)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://127.0.0.1:8443", True),
        ("https://127.9.9.9", True),
        ("https://[::1]:1", True),
        ("https://localhost:1", True),
        ("https://org.localhost", True),
        ("https://localhost.example", False),
        ("https://10.0.0.1", False),
        ("https://hq.my.salesforce.com", False),
    ],
)
def test_only_this_machine_is_loopback(url: str, expected: bool) -> None:
    """Writing is for loopback hosts only."""
    assert is_loopback(url) is expected
