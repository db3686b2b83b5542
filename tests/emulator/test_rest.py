"""What the REST interface promises, over plain HTTP and with an unmodified client."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
import requests
from simple_salesforce.api import Salesforce
from simple_salesforce.exceptions import SalesforceMalformedRequest

from s2s_gitops.emulator.seed import ContactSeed, default_seed_file, load_seed
from s2s_gitops.emulator.server import Emulator, start

DATA = "/services/data/v60.0"
ADMIN = "admin@hq.example"
SAME_ID = "SELECT Id FROM Account WHERE Id = 'ID'"


def query(browser: Any, emulator: Emulator, soql: str, user: str = ADMIN) -> requests.Response:
    org = next(org for org in emulator.orgs.values() if user in org.users)
    answer: requests.Response = browser(user).get(f"{org.url}{DATA}/query", params={"q": soql})
    return answer


@pytest.mark.parametrize(
    ("soql", "names"),
    [
        ("SELECT Name FROM Account ORDER BY Name", ["Acme Corp", "EMEA GmbH", "Globex", "Initech"]),
        ("SELECT Name FROM Account ORDER BY Name DESC LIMIT 1", ["Initech"]),
        ("select name from account where NAME = 'acme corp'", ["Acme Corp"]),
        ("SELECT Name FROM Account WHERE Name LIKE '%g%x'", ["Globex"]),
        ("SELECT Name FROM Account WHERE Name IN ('Globex', 'No')", ["Globex"]),
        ("SELECT Name FROM Account WHERE Name NOT IN ('Globex') AND Name > 'F'", ["Initech"]),
        ("SELECT Name FROM Account WHERE Name <= 'acme corp'", ["Acme Corp"]),
        ("SELECT Name FROM Account WHERE Name >= 'initech'", ["Initech"]),
        ("SELECT Name FROM Account WHERE Name < 'acme corp'", []),
        ("SELECT Name FROM Account WHERE CreatedDate > 2026-01-06T00:00:00Z", []),
        ("SELECT Name FROM Contact WHERE Email = null", ["Noel Nomail"]),
        ("SELECT Name FROM Contact WHERE Email < 'a'", []),
        ("SELECT Name FROM User WHERE IsActive = true AND Name = 'Sam Sales'", ["Sam Sales"]),
        (
            "SELECT Name FROM Contact WHERE Email != null ORDER BY Email NULLS LAST LIMIT 1",
            ["Alex Smith"],
        ),
        ("SELECT Name FROM Contact ORDER BY Email ASC NULLS FIRST LIMIT 1", ["Noel Nomail"]),
        ("SELECT Name FROM Contact ORDER BY Email DESC NULLS LAST, Name LIMIT 1", ["Pat Partner"]),
        ("SELECT Name FROM Account WHERE Name = 'it\\'s \\n\\\\'", []),
        ("SELECT Name FROM Account WHERE NumberOfEmployees = 3", []),
        ("SELECT Name FROM Account WHERE Name LIKE 'a\\%'", []),
    ],
)
def test_a_supported_query_gives_the_rows_it_asks_for(
    browser: Any, emulator: Emulator, soql: str, names: list[str]
) -> None:
    """Conditions, order, limit and escapes follow SOQL."""
    body = query(browser, emulator, soql).json()
    assert [record.get("Name") for record in body["records"]] == names


@pytest.mark.parametrize(
    "soql",
    [
        "SELECT Name FROM Account WHERE Name = 'a' OR Name = 'b'",
        "SELECT Account.Owner.Name FROM Contact",
        "SELECT Account.Name FROM Account",
        "SELECT Owner.Name FROM Lead",
        "SELECT Name FROM Account WHERE Owner.Name = 'a'",
        "SELECT Name FROM Account ORDER BY Owner.Name",
        "SELECT Owner.Name, COUNT(Id) FROM Account GROUP BY OwnerId",
        "SELECT COUNT(Owner.Name) FROM Account",
        "SELECT MAX(Name) FROM Account",
        "SELECT COUNT_DISTINCT(Id) FROM Account",
        "SELECT Name FROM Account ORDER BY COUNT(Id)",
        "SELECT Name, (SELECT Id FROM Contacts) FROM Account",
        "SELECT Name FROM Account GROUP BY ROLLUP(Name)",
        "SELECT Name FROM Account GROUP BY Name HAVING COUNT(Id) > 1",
        "SELECT Name FROM Account a",
        "SELECT Name FROM Account LIMIT 1 OFFSET 2",
        "SELECT Name FROM Account WHERE NOT Name = 'a'",
        "SELECT Name FROM Account WHERE CreatedDate = TODAY",
        "SELECT Name FROM Account WHERE Id IN (SELECT AccountId FROM Contact)",
        "SELECT Name FROM Account WHERE (Name = 'a')",
        "SELECT Name FROM Account WHERE Name INCLUDES ('a')",
    ],
)
def test_a_query_beyond_the_emulator_is_refused_and_never_answered_wrongly(
    browser: Any, emulator: Emulator, soql: str
) -> None:
    """What is not built says 501."""
    answer = query(browser, emulator, soql)
    assert (answer.status_code, answer.json()[0]["errorCode"]) == (501, "NOT_EMULATED")


@pytest.mark.parametrize(
    ("soql", "code"),
    [
        ("SELECT FROM Account", "MALFORMED_QUERY"),
        ("SELECT COUNT(Id), COUNT() FROM Account", "MALFORMED_QUERY"),
        ("SELECT Name, COUNT(Id) FROM Account", "MALFORMED_QUERY"),
        ("SELECT Name FROM Account GROUP BY Type", "MALFORMED_QUERY"),
        ("SELECT Type FROM Account GROUP BY Type ORDER BY Name", "MALFORMED_QUERY"),
        ("SELECT Type FROM Account GROUP Type", "MALFORMED_QUERY"),
        ("SELECT Description FROM Account GROUP BY Description", "INVALID_FIELD"),
        ("SELECT Name FROM Account WHERE Name = 'open", "MALFORMED_QUERY"),
        ("SELECT Name FROM Account WHERE Name =", "MALFORMED_QUERY"),
        ("SELECT Name FROM Account WHERE Name 'a'", "MALFORMED_QUERY"),
        ("SELECT Name FROM Account LIMIT x", "MALFORMED_QUERY"),
        ("SELECT Name FROM Account ORDER Name", "MALFORMED_QUERY"),
        ("SELECT Name FROM 'Account'", "MALFORMED_QUERY"),
        ("SELECT Name FROM Account 3", "MALFORMED_QUERY"),
        ("SELECT Name FROM Account WHERE Name = '\\q'", "MALFORMED_QUERY"),
        ("SELECT COUNT(IsActive) FROM User", "MALFORMED_QUERY"),
        ("SELECT Nam FROM Account", "INVALID_FIELD"),
        ("SELECT Boss.Name FROM Account", "INVALID_FIELD"),
        ("SELECT Owner.Nam FROM Account", "INVALID_FIELD"),
        ("SELECT Name FROM Account WHERE Name = 3", "INVALID_FIELD"),
        ("SELECT Name FROM Account WHERE CreatedDate > '2026'", "INVALID_FIELD"),
        ("SELECT Name FROM Account WHERE Description = 'x'", "INVALID_FIELD"),
        ("SELECT Name FROM Account WHERE Id = 'short'", "INVALID_QUERY_FILTER_OPERATOR"),
        ("SELECT Id FROM Nothing", "INVALID_TYPE"),
    ],
)
def test_a_wrong_query_gets_the_code_of_the_platform(
    browser: Any, emulator: Emulator, soql: str, code: str
) -> None:
    """Clients tell mistakes apart by errorCode."""
    answer = query(browser, emulator, soql)
    assert (answer.status_code, answer.json()[0]["errorCode"]) == (400, code)


def test_fields_of_a_parent_come_nested(browser: Any, emulator: Emulator) -> None:
    """Where the relationship is first selected, with attributes of its own, or null."""
    soql = "SELECT Name, account.Name, Email, Account.Id FROM Contact WHERE LastName = 'Ops'"
    (row,) = query(browser, emulator, soql).json()["records"]
    assert list(row) == ["attributes", "Name", "Account", "Email"]
    parent = row["Account"]
    assert parent["attributes"]["url"] == f"{DATA}/sobjects/Account/{parent['Id']}"
    assert (parent["attributes"]["type"], parent["Name"]) == ("Account", "EMEA GmbH")
    soql = "SELECT Parent.Name, Parent.Id FROM Account LIMIT 1"
    assert query(browser, emulator, soql).json()["records"][0]["Parent"] is None


def test_the_features_own_user_has_a_name_as_a_parent_only(
    browser: Any, emulator: Emulator, person: Any
) -> None:
    """He is in no list of users."""
    person("admin@emea.example").enable()
    person(ADMIN).invite("Olga Ops")
    person("ops@emea.example").accept("HQ Industries")
    soql = "SELECT LastModifiedBy.Name FROM PartnerNetworkConnection ORDER BY CreatedDate DESC"
    row = query(browser, emulator, soql).json()["records"][0]
    assert row["LastModifiedBy"]["Name"] == "Connection User"
    soql = "SELECT Id FROM User WHERE Name = 'Connection User'"
    assert query(browser, emulator, soql).json()["totalSize"] == 0


def test_a_parent_that_is_hidden_from_the_user_is_not_understood(
    browser: Any, emulator: Emulator
) -> None:
    """As if the relationship were not there."""
    soql = "SELECT ConnectionReceived.ConnectionName FROM Lead"
    assert query(browser, emulator, soql).status_code == 200
    answer = query(browser, emulator, soql, "sam@hq.example")
    assert "Didn't understand relationship 'ConnectionReceived'" in answer.json()[0]["message"]


@pytest.mark.parametrize("user", ["admin@emea.example", "sam@hq.example"])
def test_connections_do_not_exist_without_the_feature_or_the_permission(
    browser: Any, emulator: Emulator, user: str
) -> None:
    """The refusal echoes the query with a caret under the object."""
    soql = "SELECT Id FROM PartnerNetworkConnection"
    message = query(browser, emulator, soql, user).json()[0]["message"]
    assert message.startswith(f"\n{soql}\n               ^\nERROR at Row:1:Column:16\nsObject type")


def test_ids_match_in_both_lengths(browser: Any, emulator: Emulator) -> None:
    """A 15-character id finds the 18-character record."""
    whole = query(browser, emulator, "SELECT Id FROM Account LIMIT 1").json()["records"][0]["Id"]
    found = query(browser, emulator, SAME_ID.replace("ID", whole[:15])).json()
    assert [record["Id"] for record in found["records"]] == [whole]


def test_a_count_has_a_size_and_no_records(browser: Any, emulator: Emulator) -> None:
    """COUNT() has its own shape."""
    body = query(browser, emulator, "SELECT COUNT() FROM Account").json()
    assert body == {"totalSize": 4, "done": True, "records": []}


def test_a_long_answer_comes_in_pages_of_the_wished_size() -> None:
    """The next address is relative to the host; 200 is the smallest page."""
    seed = load_seed(default_seed_file())
    many = tuple(ContactSeed("", f"N{number}", None, None) for number in range(450))
    orgs = tuple(dataclasses.replace(org, contacts=org.contacts + many) for org in seed.orgs)
    with start(dataclasses.replace(seed, orgs=orgs)) as emulator, requests.Session() as session:
        session.trust_env, session.verify = False, str(emulator.ca_file)
        session.headers["Sforce-Query-Options"] = "batchSize=1"
        org = emulator.orgs["hq"]
        client = Salesforce(instance_url=org.url, session_id=org.token(), session=session)
        assert client.query_all("SELECT Id FROM Contact")["totalSize"] == 455


def test_a_made_up_locator_is_refused(browser: Any, emulator: Emulator) -> None:
    """A cursor belongs to a query."""
    answer = browser(ADMIN).get(f"{emulator.orgs['hq'].url}{DATA}/query/01g000000000000AAA-200")
    assert answer.json()[0]["errorCode"] == "INVALID_QUERY_LOCATOR"


def test_an_unmodified_client_reads_describes_and_limits(emulator: Emulator) -> None:
    """simple-salesforce works as it is."""
    with requests.Session() as session:
        session.trust_env, session.verify = False, str(emulator.ca_file)
        org = emulator.orgs["hq"]
        client: Any = Salesforce(instance_url=org.url, session_id=org.token(), session=session)
        names = {one["name"] for one in client.describe()["sobjects"]}
        fields = {one["name"] for one in client.Lead.describe()["fields"]}
        assert {"Lead", "Project__c", "PartnerNetworkConnection"} <= names
        assert {"Region__c", "ConnectionReceivedId"} <= fields
        assert client.limits()["DailyApiRequests"]["Max"] == 15000
        with pytest.raises(SalesforceMalformedRequest):
            client.PartnerNetworkConnection.create({"ContactId": "x"})


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/services/data/", 200),
        ("GET", DATA, 200),
        ("GET", "/services/data/v19.0/limits", 404),
        ("GET", f"{DATA}/nothing", 404),
        ("GET", f"{DATA}/tooling/query", 501),
        ("GET", f"{DATA}/query?explain=x", 501),
        ("GET", f"{DATA}/sobjects/Nothing/describe", 404),
        ("GET", f"{DATA}/sobjects/Lead", 200),
        ("GET", f"{DATA}/sobjects/Lead/listviews", 501),
        ("GET", f"{DATA}/sobjects/Lead/00Q000000000000", 404),
        ("GET", f"{DATA}/sobjects/Organization/00D000000000001?fields=Name", 200),
        ("GET", f"{DATA}/sobjects/Organization/00D000000000001?fields=Nam", 400),
        ("GET", f"{DATA}/sobjects/Organization/00D000000000001EAA", 200),
        ("GET", f"{DATA}/sobjects/Organization/00D000000000001EAA?fields=CreatedBy.Name", 501),
        ("POST", f"{DATA}/sobjects/Lead", 400),
        ("POST", f"{DATA}/sobjects/User", 501),
        ("PUT", f"{DATA}/sobjects/Lead", 501),
        ("DELETE", f"{DATA}/sobjects/Lead", 405),
        ("POST", f"{DATA}/sobjects/Nothing", 404),
        ("POST", f"{DATA}/query", 501),
        ("DELETE", f"{DATA}/sobjects/PartnerNetworkConnection/04P000000000000", 400),
        ("GET", "/services/oauth2/userinfo", 200),
        ("GET", "/services/oauth2/nothing", 404),
        ("GET", "/services/oauth2/singleaccess", 200),
    ],
)
def test_each_resource_answers_with_its_status(
    browser: Any, emulator: Emulator, method: str, path: str, status: int
) -> None:
    """What exists answers, what is known and not built says 501, the rest is not found."""
    answer = browser(ADMIN).request(method, emulator.orgs["hq"].url + path)
    assert answer.status_code == status


def test_calls_are_counted_on_data_and_not_on_identity(browser: Any, emulator: Emulator) -> None:
    """Sforce-Limit-Info stands on data resources, also on a 404."""
    session, url = browser(ADMIN), emulator.orgs["hq"].url
    assert "Sforce-Limit-Info" not in session.get(f"{url}/services/oauth2/userinfo").headers
    session.get(f"{url}{DATA}/limits/")
    answer = session.get(f"{url}{DATA}/nothing", headers={"X-PrettyPrint": "1"})
    assert answer.headers["Sforce-Limit-Info"] == "api-usage=2/15000"


def test_a_bad_session_is_told_so_in_a_list(browser: Any, emulator: Emulator) -> None:
    """Clients look for INVALID_SESSION_ID in a JSON list."""
    answer = browser("").get(f"{emulator.orgs['hq'].url}{DATA}")
    assert answer.status_code == 401
    assert answer.json()[0]["errorCode"] == "INVALID_SESSION_ID"


def test_the_identity_names_org_user_and_language(browser: Any, emulator: Emulator) -> None:
    """A client pins the org by the 18-character id."""
    session, url = browser(ADMIN), emulator.orgs["hq"].url
    info = session.get(f"{url}/services/oauth2/userinfo").json()
    older = session.get(session.get(f"{url}{DATA}").json()["identity"]).json()
    assert info["organization_id"] == older["organization_id"] == "00D000000000001EAA"
    assert (info["preferred_username"], info["language"]) == (ADMIN, "en_US")


def test_connections_and_templates_are_rows(browser: Any, emulator: Emulator) -> None:
    """Lists and headers of connections need no page."""
    soql = "SELECT ConnectionName, ConnectionStatus FROM PartnerNetworkConnection"
    record = query(browser, emulator, soql).json()["records"][0]
    assert (record["ConnectionName"], record["ConnectionStatus"]) == ("Acme Corp", "Accepted")
    templates = query(browser, emulator, "SELECT Name FROM EmailTemplate").json()
    assert templates["totalSize"] == 2
