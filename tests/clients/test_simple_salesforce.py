"""simple-salesforce as it comes from the registry, with the addresses of production."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any, cast

import pytest
import requests
from simple_salesforce.api import Salesforce
from simple_salesforce.exceptions import (
    SalesforceAuthenticationFailed,
    SalesforceError,
    SalesforceExpiredSession,
    SalesforceMalformedRequest,
    SalesforceResourceNotFound,
)
from simple_salesforce.login import SalesforceLogin

from s2s_gitops.emulator.logins.app import (
    CONSUMER_KEY,
    CONSUMER_SECRET,
    app_keys,
    credentials,
)
from s2s_gitops.emulator.seed import ContactSeed, default_seed_file, load_seed
from s2s_gitops.emulator.server import start

if TYPE_CHECKING:
    from collections.abc import Callable

    from s2s_gitops.emulator.logins.app import Credentials
    from s2s_gitops.emulator.server import Emulator

    Connect = Callable[..., Any]

PAT = "partner@acme.example"


def secrets_of(emulator: Emulator, username: str) -> Credentials:
    orgs = emulator.world.network.orgs.values()
    users = (user for org in orgs for user in org.users.values())
    return credentials(next(user for user in users if user.facts.username == username))


def bodies(error: SalesforceError) -> list[dict[str, Any]]:
    """Return the refusals, which the client keeps as they came."""
    return cast("list[dict[str, Any]]", error.content)


def by_jwt(_emulator: Emulator) -> dict[str, Any]:
    return {
        "username": PAT,
        "consumer_key": CONSUMER_KEY,
        "privatekey": app_keys().private_key.decode(),
    }


def by_client_credentials(_emulator: Emulator) -> dict[str, Any]:
    app = {"consumer_key": CONSUMER_KEY, "consumer_secret": CONSUMER_SECRET}
    return {**app, "domain": "acme.my"}


def by_password(emulator: Emulator) -> dict[str, Any]:
    app = {"consumer_key": CONSUMER_KEY, "consumer_secret": CONSUMER_SECRET}
    return {"username": PAT, "password": secrets_of(emulator, PAT).password, **app}


def by_soap(emulator: Emulator) -> dict[str, Any]:
    found = secrets_of(emulator, PAT)
    return {
        "username": PAT,
        "password": found.password,
        "security_token": found.security_token,
    }


def by_soap_in_a_known_network(emulator: Emulator) -> dict[str, Any]:
    found = {"username": PAT, "password": secrets_of(emulator, PAT).password}
    return {**found, "organizationId": "00D000000000003", "domain": "acme.my"}


LOGINS = [by_jwt, by_client_credentials, by_password, by_soap, by_soap_in_a_known_network]


@pytest.mark.parametrize("login", LOGINS)
def test_it_logs_in_by_itself_and_reaches_the_org_by_its_real_name(
    emulator: Emulator, session: requests.Session, login: Callable[[Emulator], dict[str, Any]]
) -> None:
    """Five ways in, none of them patched."""
    client = Salesforce(session=session, **login(emulator))
    assert client.sf_instance == "acme.my.salesforce.com"
    found: Any = client.query("SELECT Id FROM Organization")
    assert found["records"][0]["Id"] == emulator.orgs["acme"].org_id
    assert emulator.proxy is not None
    assert emulator.proxy.refused == []


@pytest.mark.filterwarnings("ignore:\\s*If your connected app policy")
@pytest.mark.parametrize(
    ("login", "changes", "code"),
    [
        (by_jwt, {"username": "nobody@acme.example"}, "invalid_grant"),
        (by_jwt, {"consumer_key": "another"}, "invalid_client_id"),
        (by_client_credentials, {"consumer_secret": "wrong"}, "invalid_client"),
        (by_client_credentials, {"consumer_key": "another"}, "invalid_client_id"),
        (by_password, {"password": "wrong"}, "invalid_grant"),
        (by_password, {"username": "nobody@acme.example"}, "invalid_grant"),
        (by_soap, {"password": "wrong"}, "INVALID_LOGIN"),
        (by_soap, {"security_token": "wrong"}, "INVALID_LOGIN"),
    ],
)
def test_a_login_with_something_wrong_is_refused_in_its_words(
    emulator: Emulator,
    session: requests.Session,
    login: Callable[[Emulator], dict[str, Any]],
    changes: dict[str, str],
    code: str,
) -> None:
    """Name, key, secret, password and token are checked."""
    with pytest.raises(SalesforceAuthenticationFailed) as refused:
        Salesforce(session=session, **{**login(emulator), **changes})
    assert code in str(refused.value)


def test_an_assertion_that_another_key_signed_is_refused(session: requests.Session) -> None:
    """The signature is checked against the certificate that the app was given."""
    import trustme

    other = trustme.CA().issue_cert("x.example", key_type=trustme.KeyType.RSA)
    with pytest.raises(SalesforceAuthenticationFailed) as refused:
        SalesforceLogin(
            username=PAT,
            consumer_key=CONSUMER_KEY,
            privatekey=other.private_key_pem.bytes().decode(),
            session=session,
        )
    assert "invalid assertion" in str(refused.value)


def test_names_that_are_not_of_salesforce_lead_nowhere(
    emulator: Emulator, session: requests.Session
) -> None:
    """The proxy answers 403, remembers the name and opens no connection."""
    assert emulator.proxy is not None
    before = len(emulator.proxy.refused)
    for name in ("example.org", "unknown.my.salesforce.com", "acme.my.salesforce.com:444"):
        with pytest.raises(requests.exceptions.ProxyError, match="403"):
            session.get(f"https://{name}/")
    session.proxies = {"http": emulator.proxy.url}
    assert session.get("http://login.salesforce.com/").status_code == 403
    named = ["example.org:443", "unknown.my.salesforce.com:443", "acme.my.salesforce.com:444"]
    assert emulator.proxy.refused[before:] == [*named, "http://login.salesforce.com/"]
    emulator.proxy.refused.clear()


def test_connections_do_not_exist_while_the_feature_is_off(client: Connect) -> None:
    """The refusal is the recorded one: query echoed, caret, column, sentence."""
    soql = "SELECT Id FROM PartnerNetworkConnection"
    with pytest.raises(SalesforceMalformedRequest) as refused:
        client("emea").query(soql)
    (told,) = bodies(refused.value)
    assert told["errorCode"] == "INVALID_TYPE"
    assert told["message"].split("\n")[:4] == ["", soql, " " * 15 + "^", "ERROR at Row:1:Column:16"]
    assert told["message"].endswith(
        "sObject type 'PartnerNetworkConnection' is not supported. If you are attempting to use a"
        " custom object, be sure to append the '__c' after the entity name. Please reference your"
        " WSDL or the describe call for the appropriate names."
    )


def test_a_long_answer_is_followed_to_its_end() -> None:
    """query_all walks four pages, each by the address in the one before."""
    seed = load_seed(default_seed_file())
    many = tuple(ContactSeed("", f"N{number}", None, None) for number in range(745))
    orgs = tuple(dataclasses.replace(org, contacts=org.contacts + many) for org in seed.orgs)
    with start(dataclasses.replace(seed, orgs=orgs)) as emulator, requests.Session() as session:
        session.trust_env, session.verify = False, str(emulator.ca_file)
        session.headers["Sforce-Query-Options"] = "batchSize=200"
        org = emulator.orgs["hq"]
        client = Salesforce(instance_url=org.url, session_id=org.token(), session=session)
        found = client.query_all("SELECT Id FROM Contact")
        assert (found["totalSize"], len({one["Id"] for one in found["records"]})) == (750, 750)
        walked = [line for line in emulator.world.requests if "/query/" in line.path]
        assert len(walked) == 4


def test_it_describes_the_org_and_an_object(client: Connect) -> None:
    """Global and whole describe, with the fields that the feature adds."""
    org = client()
    assert {"Lead", "PartnerNetworkConnection"} <= {
        one["name"] for one in org.describe()["sobjects"]
    }
    lead = org.Lead.describe()
    assert "ConnectionReceivedId" in {field["name"] for field in lead["fields"]}
    assert org.Lead.metadata()["objectDescribe"]["keyPrefix"] == lead["keyPrefix"] == "00Q"


def test_a_record_lives_from_create_to_delete(client: Connect) -> None:
    """201, then 204 without a body, then 404 in two different words."""
    org = client()
    made = org.Lead.create({"LastName": "Lovelace", "Company": "Engines", "FirstName": "Ada"})
    assert (made["success"], made["errors"]) == (True, [])
    kept = org.Lead.get(made["id"])
    assert (kept["Name"], kept["Status"]) == ("Ada Lovelace", "Open - Not Contacted")
    assert org.Lead.update(made["id"], {"Company": "Looms", "AnnualRevenue": 12.5}) == 204
    (row,) = org.query("SELECT Id, AnnualRevenue FROM Lead WHERE Company = 'Looms'")["records"]
    assert (row["Id"], row["AnnualRevenue"]) == (made["id"], 12.5)
    assert org.Lead.delete(made["id"]) == 204
    for ask in (org.Lead.get, org.Lead.delete):
        with pytest.raises(SalesforceResourceNotFound) as gone:
            ask(made["id"])
    assert bodies(gone.value) == [
        {"message": "entity is deleted", "errorCode": "ENTITY_IS_DELETED", "fields": []}
    ]


@pytest.mark.parametrize(
    ("values", "code", "fields"),
    [
        ({"Company": "Engines"}, "REQUIRED_FIELD_MISSING", ["LastName"]),
        ({"Lastname": "L", "Company": ""}, "REQUIRED_FIELD_MISSING", ["Company"]),
        ({"LastName": "L" * 81, "Company": "E"}, "STRING_TOO_LONG", ["LastName"]),
        ({"LastName": "L", "Company": "E", "Nothing": 1}, "INVALID_FIELD", None),
        (
            {"LastName": "L", "Company": "E", "IsConverted": True},
            "INVALID_FIELD_FOR_INSERT_UPDATE",
            ["IsConverted"],
        ),
        ({"LastName": "L", "Company": "E", "OwnerId": "001"}, "MALFORMED_ID", ["OwnerId"]),
        (
            {"LastName": "L", "Company": "E", "OwnerId": "005000000000000"},
            "INVALID_CROSS_REFERENCE_KEY",
            ["OwnerId"],
        ),
        ({"LastName": 3, "Company": "E"}, "JSON_PARSER_ERROR", None),
        ({"LastName": "L", "Company": "E", "AnnualRevenue": "much"}, "JSON_PARSER_ERROR", None),
        ({"LastName": "L", "Company": "E", "NumberOfEmployees": True}, "JSON_PARSER_ERROR", None),
    ],
)
def test_a_record_that_does_not_fit_is_refused_with_its_fields(
    client: Connect, values: dict[str, object], code: str, fields: list[str] | None
) -> None:
    """The code is the platform's; `fields` name the culprits where the record is to blame."""
    with pytest.raises(SalesforceMalformedRequest) as refused:
        client().Lead.create(values)
    (told,) = bodies(refused.value)
    assert (told["errorCode"], told.get("fields")) == (code, fields)


def test_a_session_that_nobody_has_is_401(client: Connect) -> None:
    """A direct session is not renewed, so the client says what happened."""
    with pytest.raises(SalesforceExpiredSession) as refused:
        client(session_id="00D000000000001!AQ.nobody").query("SELECT Id FROM Lead")
    assert bodies(refused.value)[0]["errorCode"] == "INVALID_SESSION_ID"


def test_limits_move_and_the_client_reads_its_usage(client: Connect) -> None:
    """Each call counts once, also a composite one."""
    org = client()
    before = org.limits()["DailyApiRequests"]["Remaining"]
    one = {"method": "GET", "url": "/services/data/v59.0/sobjects", "referenceId": "a"}
    org.restful(
        "composite", method="POST", json={"compositeRequest": [one, {**one, "referenceId": "b"}]}
    )
    after = org.limits()["DailyApiRequests"]
    assert (before - after["Remaining"], after["Max"]) == (2, 15000)
    assert org.api_usage["api-usage"] == (3, 15000)


@pytest.mark.parametrize("version", ["20.0", "51.0", "59.0", "67.0"])
def test_old_and_new_versions_are_answered_under_their_own_number(
    client: Connect, version: str
) -> None:
    """Addresses in answers keep the version that was asked for."""
    row = client(version=version).query("SELECT Id FROM Account LIMIT 1")["records"][0]
    assert row["attributes"]["url"].startswith(f"/services/data/v{version}/sobjects/Account/001")


@pytest.mark.parametrize("headers", [{}, {"X-PrettyPrint": "1"}])
def test_trailing_slashes_and_spacing_do_not_matter(
    emulator: Emulator, session: requests.Session, headers: dict[str, str]
) -> None:
    """With and without, indented or not, the meaning is one."""
    org = emulator.orgs["hq"]
    session.headers.update({"Authorization": f"Bearer {org.token()}", **headers})
    base = f"https://{org.domain}/services/data/v59.0"
    for path in ("sobjects", "sobjects/Lead/describe", "query?q=SELECT+Id+FROM+Lead", ""):
        plain, _, query = path.partition("?")
        first = session.get(f"{base}/{plain}?{query}")
        second = session.get(f"{base}/{plain}/?{query}")
        assert (first.status_code, first.json()) == (200, second.json())
        assert ("\n" in first.text) is bool(headers)
