"""The ways in for programs, over plain requests: what clients never send is refused as well."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import jwt
import pytest
import requests

from s2s_gitops.emulator.hosts import alias_of, domain
from s2s_gitops.emulator.logins.app import CONSUMER_KEY, CONSUMER_SECRET, app_keys, credentials

if TYPE_CHECKING:
    from s2s_gitops.emulator.server import Emulator

ENDPOINT = "/services/oauth2/token"
JWT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
APP = {"client_id": CONSUMER_KEY, "client_secret": CONSUMER_SECRET}


def sign(**changes: object) -> dict[str, str]:
    """Make the form of an assertion for hq's first user, with claims changed or left out."""
    soon = datetime.now(UTC) + timedelta(minutes=3)
    claims = {
        "iss": CONSUMER_KEY,
        "sub": "admin@hq.example",
        "aud": "https://login.salesforce.com/",
        "exp": int(soon.timestamp()),
        **changes,
    }
    kept = {name: value for name, value in claims.items() if value is not None}
    text = jwt.encode(kept, app_keys().private_key.decode(), "RS256")
    return {"grant_type": JWT, "assertion": text}


def basic(text: str) -> dict[str, str]:
    return {"Authorization": f"Basic {base64.b64encode(text.encode()).decode()}"}


def post(emulator: Emulator, form: dict[str, str], **headers: str) -> requests.Response:
    url = emulator.orgs["hq"].url + ENDPOINT
    return requests.post(url, data=form, headers=headers, verify=str(emulator.ca_file), timeout=10)


@pytest.fixture(autouse=True)
def _own_trust(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the certificate of the emulator count, whatever the machine is set to."""
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "HTTPS_PROXY", "https_proxy"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("claims", "form", "status", "told"),
    [
        ({}, None, 200, ""),
        ({"exp": 64060588800000}, None, 200, ""),
        ({"exp": "4102444800"}, None, 200, ""),
        ({"exp": 1}, None, 400, "expired authorization code"),
        ({"exp": None}, None, 400, "invalid assertion"),
        ({"aud": "https://other.example"}, None, 400, "audience is invalid"),
        ({"sub": "admin@emea.example"}, None, 400, "user hasn't approved this consumer"),
        ({}, {"grant_type": JWT}, 400, "invalid assertion"),
        ({}, {"grant_type": "magic"}, 400, "grant type not supported"),
        ({}, {}, 400, "grant type not supported"),
        ({}, {"grant_type": "client_credentials", **APP}, 200, ""),
        ({}, {"grant_type": "client_credentials"}, 400, "client identifier invalid"),
        ({}, {"grant_type": "refresh_token", **APP}, 400, "expired access/refresh token"),
        ({}, {"grant_type": "refresh_token", "client_id": "x"}, 400, "client identifier invalid"),
    ],
)
def test_the_token_endpoint_lets_in_and_refuses_in_its_words(
    emulator: Emulator,
    claims: dict[str, object],
    form: dict[str, str] | None,
    status: int,
    told: str,
) -> None:
    """Each grant is checked by what it carries."""
    answer = post(emulator, sign(**claims) if form is None else form)
    assert answer.status_code == status
    assert answer.json().get("error_description", "") == told
    if status == 200:
        assert answer.json()["instance_url"] == emulator.orgs["hq"].url


@pytest.mark.parametrize(
    ("header", "status"),
    [
        (basic(f"{CONSUMER_KEY}:{CONSUMER_SECRET}"), 200),
        (basic(f"{CONSUMER_KEY}:wrong"), 400),
        ({"Authorization": "Basic ###"}, 400),
    ],
)
def test_the_app_may_stand_in_the_header(
    emulator: Emulator, header: dict[str, str], status: int
) -> None:
    """As HTTP's own scheme has it."""
    answer = post(emulator, {"grant_type": "client_credentials"}, **header)
    assert answer.status_code == status


def test_a_refresh_token_gives_the_session_of_its_user(emulator: Emulator) -> None:
    """With the key of the app, and no secret."""
    user = list(emulator.world.network.orgs["hq"].users.values())[1]
    form = {"grant_type": "refresh_token", "client_id": CONSUMER_KEY}
    told = post(emulator, {**form, "refresh_token": credentials(user).refresh_token}).json()
    assert told["access_token"] == user.facts.token
    assert told["id"].endswith(user.id)
    assert {"issued_at", "signature", "token_type"} <= set(told)


def test_a_body_may_come_in_chunks(emulator: Emulator) -> None:
    """As Node's clients send it."""
    user = next(iter(emulator.world.network.orgs["hq"].users.values()))
    token = f"&refresh_token={credentials(user).refresh_token}"
    pieces = [b"grant_type=refresh_token", b"&client_id=PlatformCLI", token.encode()]
    answer = requests.post(
        emulator.orgs["hq"].url + ENDPOINT,
        data=iter(pieces),
        headers={"Content-Type": "application/x-www-form-urlencoded"},
        verify=str(emulator.ca_file),
        timeout=10,
    )
    assert answer.json()["access_token"] == user.facts.token


@pytest.mark.parametrize("body", ["no xml", "<a><logout/></a>", "<a><login/></a>"])
def test_soap_knows_the_login_only(emulator: Emulator, body: str) -> None:
    """Everything else is a fault."""
    url = f"{emulator.orgs['hq'].url}/services/Soap/u/60.0"
    answer = requests.post(url, data=body, verify=str(emulator.ca_file), timeout=10)
    assert (answer.status_code, "NOT_EMULATED" in answer.text) == (500, True)


def test_the_common_door_knows_identities_and_nothing_else(emulator: Emulator) -> None:
    """An identity is found by the org in its address."""
    org = emulator.orgs["emea"]
    user = next(iter(emulator.world.network.orgs["emea"].users))
    session = {"Authorization": f"Bearer {org.token()}", "Host": "login.salesforce.com"}

    def get(path: str) -> Any:
        url = emulator.orgs["hq"].url + path
        return requests.get(url, headers=session, verify=str(emulator.ca_file), timeout=10)

    assert get(f"/id/{org.org_id}/{user}").json()["username"] == "admin@emea.example"
    assert get("/services/data").status_code == 404
    assert get("/04P").status_code == 404


def test_client_credentials_need_the_name_of_an_org(emulator: Emulator) -> None:
    """At the common door nobody knows which org is meant."""
    form = {"grant_type": "client_credentials", **APP}
    answer = post(emulator, form, Host="test.salesforce.com")
    assert answer.json()["error_description"] == "request not supported on this domain"


@pytest.mark.parametrize(
    ("host", "alias"),
    [
        ("LOGIN.salesforce.com", "hq"),
        ("big-org.my.salesforce.com", "Big Org"),
        ("big-org.lightning.force.com", "Big Org"),
        ("hq.my.salesforce-setup.com", "hq"),
        ("salesforce.com", None),
        ("hq.my.salesforce.com.example", None),
    ],
)
def test_real_names_lead_to_their_org(host: str, alias: str | None) -> None:
    """Aliases become labels; nothing but whole names counts."""
    assert alias_of(host, ["hq", "Big Org"]) == alias
    assert domain("Big Org") == "big-org.my.salesforce.com"
