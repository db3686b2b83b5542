"""Writing records over REST: one, many, and several calls in one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    import requests

    from s2s_gitops.emulator.server import Emulator
    from tests.emulator.conftest import Seeded

DATA = "/services/data/v60.0"
ADMIN = "admin@hq.example"
LEAD = {"LastName": "Lovelace", "Company": "Engines"}
UNIQUE = (
    "          Severity__c: {label: Severity, type: picklist, values: [P1, P2, P3]}",
    "          Severity__c: {label: Severity, type: picklist, values: [P1, P2, P3]}\n"
    "          Number__c: {label: Number, unique: true, external_id: true}",
)


@pytest.fixture
def ask(browser: Any, emulator: Emulator) -> Callable[..., requests.Response]:
    return asking(browser(ADMIN), emulator)


def asking(session: Any, emulator: Emulator) -> Callable[..., requests.Response]:
    """Send a call to the first org."""

    def send(method: str, path: str, body: object = None, **more: Any) -> requests.Response:
        url = f"{emulator.orgs['hq'].url}{DATA}/{path}"
        answer: requests.Response = session.request(method, url, json=body, **more)
        return answer

    return send


def codes(answer: requests.Response) -> list[object]:
    """Return per item whether it was saved, or why not."""
    return [one["success"] or one["errors"][0]["statusCode"] for one in answer.json()]


def lead(**values: object) -> dict[str, object]:
    return {"attributes": {"type": "Lead"}, **values}


def test_records_are_written_many_at_once_and_each_for_itself(ask: Any) -> None:
    """What is refused does not hold up the others."""
    records = [lead(**LEAD), lead(Company="Nobody"), {"attributes": {"type": "Nothing"}}, {}]
    made = ask("POST", "composite/sobjects", {"records": records})
    assert codes(made) == [True, "REQUIRED_FIELD_MISSING", "INVALID_TYPE", "INVALID_TYPE"]
    first = made.json()[0]["id"]
    changes = [lead(id=first[:15], Company="Looms"), lead(Id="00Q000000000000", Company="X")]
    changed = ask("PATCH", "composite/sobjects", {"records": changes})
    assert codes(changed) == [True, "INVALID_CROSS_REFERENCE_KEY"]
    assert changed.json()[0]["id"] == first
    found = ask("POST", "composite/sobjects/Lead", {"ids": [first, "x"], "fields": ["Company"]})
    assert [one and one["Company"] for one in found.json()] == ["Looms", None]
    same = ask("GET", f"composite/sobjects/Lead?ids={first}&fields=Company").json()
    assert same == found.json()[:1]
    ids = f"{first},{first},zzz000000000000"
    gone = ask("DELETE", f"composite/sobjects?ids={ids}&allOrNone=false")
    assert codes(gone) == [True, "ENTITY_IS_DELETED", "INVALID_TYPE"]


def test_all_or_none_takes_back_what_was_saved(ask: Any, emulator: Emulator) -> None:
    """The good ones are told why they are not there; pages do not see them either."""
    good = {"attributes": {"type": "Account"}, "Name": "Fifth"}
    before = dict(emulator.world.network.orgs["hq"].accounts)
    answer = ask("POST", "composite/sobjects", {"allOrNone": True, "records": [good, lead()]})
    assert codes(answer) == ["ALL_OR_NONE_OPERATION_ROLLED_BACK", "REQUIRED_FIELD_MISSING"]
    assert emulator.world.network.orgs["hq"].accounts == before


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "code"),
    [
        ("POST", "composite/sobjects", {"records": 3}, 400, "JSON_PARSER_ERROR"),
        ("POST", "composite/sobjects", [1], 400, "JSON_PARSER_ERROR"),
        ("POST", "sobjects/Lead", None, 400, "JSON_PARSER_ERROR"),
        ("POST", "composite/sobjects/Nothing", {"ids": []}, 404, "NOT_FOUND"),
        ("PUT", "composite/sobjects", {}, 501, "NOT_EMULATED"),
        ("POST", "composite/tree/Lead", {}, 501, "NOT_EMULATED"),
        ("GET", "composite", None, 501, "NOT_EMULATED"),
        ("POST", "composite", {"compositeRequest": 1}, 400, "JSON_PARSER_ERROR"),
        ("POST", "composite", {"compositeRequest": [{}] * 26}, 400, "LIMIT_EXCEEDED"),
        ("PATCH", "sobjects/Lead/00Q000000000000", {"Company": "X"}, 404, "NOT_FOUND"),
        ("PATCH", "sobjects/Case/Subject/x", {"Origin": "Web"}, 400, "INVALID_FIELD"),
        ("GET", "sobjects/Case/Subject/x", None, 400, "INVALID_FIELD"),
        ("GET", "sobjects/Contact/Email/nobody", None, 404, "NOT_FOUND"),
        ("GET", "sobjects/a/b/c/d", None, 404, "NOT_FOUND"),
        ("GET", "sobjects/Lead/b/c/d", None, 501, "NOT_EMULATED"),
        ("PATCH", "sobjects/Lead/b/c/d", {}, 501, "NOT_EMULATED"),
        ("POST", "sobjects", {}, 501, "NOT_EMULATED"),
        ("POST", "limits", {}, 501, "NOT_EMULATED"),
        ("GET", "limits/more", None, 404, "NOT_FOUND"),
        ("POST", "sobjects/Lead", {**LEAD, "IsUnreadByOwner": 1}, 400, "INVALID_FIELD"),
        ("POST", "sobjects/Product2", {"Name": "A", "IsActive": 3}, 400, "JSON_PARSER_ERROR"),
        ("POST", "sobjects/Account", {"Name": "A", "AnnualRevenue": {}}, 400, "JSON_PARSER_ERROR"),
        (
            "POST",
            "sobjects/Account",
            {"Name": "A", "NumberOfEmployees": True},
            400,
            "JSON_PARSER_ERROR",
        ),
        ("PATCH", "composite/sobjects/User/Id", {"records": [{}]}, 200, "NOT_EMULATED"),
    ],
)
def test_what_is_wrong_or_not_there_is_told_in_the_words_of_the_platform(
    ask: Any, method: str, path: str, body: object, status: int, code: str
) -> None:
    """Status and errorCode of each refusal."""
    answer = ask(method, path, body)
    (told,) = answer.json()
    assert answer.status_code == status
    assert told.get("errorCode") or told["errors"][0]["statusCode"] == code
    assert code in answer.text


def test_a_unique_value_is_taken_once_and_finds_its_record(seeded: Seeded, browser: Any) -> None:
    """An external id creates, then updates; a second record with it is a duplicate."""
    emulator = seeded(UNIQUE)
    session = browser("")
    session.verify = str(emulator.ca_file)
    session.headers["Authorization"] = f"Bearer {emulator.orgs['hq'].token()}"
    ask = asking(session, emulator)
    made = ask("PATCH", "sobjects/Case/Number__c/A-1", {"Subject": "First"})
    assert (made.status_code, made.json()["created"]) == (201, True)
    again = ask("PATCH", "sobjects/Case/Number__c/a-1", {"Subject": "Second"})
    assert (again.status_code, again.json()["created"]) == (200, False)
    kept = ask("GET", "sobjects/Case/Number__c/A-1?fields=Subject,Status,CaseNumber").json()
    assert (kept["Subject"], kept["Status"], kept["CaseNumber"]) == ("Second", "New", "00000001")
    double = ask("POST", "sobjects/Case", {"Number__c": "A-1"})
    message = (
        f"duplicate value found: Number__c duplicates value on record with id: {made.json()['id']}"
    )
    refused = [{"message": message, "errorCode": "DUPLICATE_VALUE", "fields": []}]
    assert (double.status_code, double.json()) == (400, refused)
    fields = {one["name"]: one for one in ask("GET", "sobjects/Case/describe").json()["fields"]}
    assert (fields["Number__c"]["unique"], fields["Number__c"]["externalId"]) == (True, True)


def test_upserts_say_what_was_made_and_what_was_found_twice(ask: Any) -> None:
    """By e-mail address, as client tools for bulk data do."""
    given = [
        {"LastName": "Ops", "Email": "ops@emea.example"},
        {"LastName": "New", "Email": "new@emea.example"},
    ]
    answer = ask("PATCH", "composite/sobjects/Contact/Email", {"records": given}).json()
    assert [one["created"] for one in answer] == [False, True]
    ask("POST", "sobjects/Contact", {"LastName": "Twin", "Email": "new@emea.example"})
    twice = ask("PATCH", "composite/sobjects/Contact/Email", {"records": given[1:]})
    assert codes(twice) == ["DUPLICATE_EXTERNAL_ID"]


def test_pages_follow_accounts_and_contacts(ask: Any, emulator: Emulator) -> None:
    """Contacts that were made can be invited; what is deleted leaves connections without it."""
    org = emulator.world.network.orgs["hq"]
    account = ask("POST", "sobjects/Account", {"Name": "Fifth"}).json()["id"]
    values = {"FirstName": "Fay", "LastName": "Five", "Email": "f@f.example", "AccountId": account}
    contact = ask("POST", "sobjects/Contact", values).json()["id"]
    ask("PATCH", f"sobjects/Contact/{contact}", {"FirstName": "May", "Email": None})
    assert (org.contacts[contact].name, org.contacts[contact].email) == ("May Five", None)
    assert ask("GET", f"sobjects/Contact/{contact}").json()["Name"] == "May Five"
    ask("PATCH", f"sobjects/Account/{account}", {"Phone": "5"})
    assert org.accounts[account].name == "Fifth"
    ask("DELETE", f"sobjects/Account/{account}")
    assert org.contacts[contact].account_id is None
    (end,) = org.connections.values()
    for kind, record_id in (("Contact", end.contact_id), ("Account", end.account_id)):
        assert ask("DELETE", f"sobjects/{kind}/{record_id}").status_code == 204
    (end,) = org.connections.values()
    assert (end.contact_id, end.account_id) == (None, None)
    outcomes = [(line.what, line.outcome.value) for line in emulator.world.journal]
    assert outcomes[0] == ("create Account over REST", "done")


def test_a_composite_call_uses_earlier_answers(ask: Any) -> None:
    """In addresses and bodies, down into lists; a reference that leads nowhere fails alone."""
    url = f"{DATA}/sobjects"
    inner = [
        {"method": "POST", "url": f"{url}/Account", "referenceId": "a", "body": {"Name": "Fifth"}},
        {
            "method": "POST",
            "url": f"{url}/Contact",
            "referenceId": "c",
            "body": {"LastName": "Five", "AccountId": "@{a.id}", "Title": "x"},
        },
        {"method": "GET", "url": f"{url}/Contact/@{{c.id}}?fields=AccountId", "referenceId": "g"},
        {
            "method": "GET",
            "url": f"{DATA}/query?q=SELECT+Id+FROM+Contact+WHERE+LastName='Five'",
            "referenceId": "q",
        },
        {"method": "PATCH", "url": f"{url}/Contact/@{{q.records[0].Id}}", "referenceId": "p",
         "body": {"Title": "y", "Department": None}},
        {"method": "GET", "url": f"{url}/@{{q.nothing}}", "referenceId": "n"},
        {"method": "GET", "url": f"{url}/@{{zzz.id}}", "referenceId": "z", "body": [1]},
        {"method": "GET", "url": "/elsewhere", "referenceId": "e"},
    ]  # fmt: skip
    answer = ask("POST", "composite", {"compositeRequest": inner}).json()["compositeResponse"]
    assert [one["httpStatusCode"] for one in answer] == [201, 201, 200, 200, 204, 400, 400, 404]
    assert answer[2]["body"]["AccountId"] == answer[0]["body"]["id"]
    assert answer[0]["httpHeaders"]["Location"].endswith(answer[0]["body"]["id"])
    assert answer[4]["body"] is None


def test_a_composite_call_can_be_all_or_none(ask: Any, emulator: Emulator) -> None:
    """One that fails halts the others, and nothing of theirs stays."""
    accounts = dict(emulator.world.network.orgs["hq"].accounts)
    inner = [
        {
            "method": "POST",
            "url": f"{DATA}/sobjects/Account",
            "referenceId": "a",
            "body": {"Name": "F"},
        },
        {"method": "GET", "url": f"{DATA}/sobjects/Nothing", "referenceId": "b"},
    ]
    body = {"allOrNone": True, "compositeRequest": inner}
    answer = ask("POST", "composite", body).json()["compositeResponse"]
    assert [one["httpStatusCode"] for one in answer] == [400, 404]
    assert answer[0]["body"][0]["errorCode"] == "PROCESSING_HALTED"
    assert emulator.world.network.orgs["hq"].accounts == accounts


def test_a_describe_that_has_not_changed_is_304_without_a_body(
    ask: Any, emulator: Emulator
) -> None:
    """Until the feature is enabled: then there are more objects and fields."""
    first = ask("GET", "sobjects/Lead/describe")
    since = {"If-Modified-Since": first.headers["Last-Modified"]}
    again = ask("GET", "sobjects/Lead/describe", headers=since)
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    older = {"If-Modified-Since": "Sat, 1 Jan 2000 00:00:01 GMT"}
    assert ask("GET", "sobjects", headers=older).status_code == 200
    org = emulator.world.network.orgs["emea"]
    org.enable(next(iter(org.users.values())))
    assert org.described > org.created


def test_columns_are_told_instead_of_rows(ask: Any) -> None:
    """A parent is a column with its fields inside; groups have theirs and their counts."""
    soql = "SELECT Id, AnnualRevenue, Owner.Name, Owner.IsActive FROM Account"
    told = ask("GET", f"query?columns=true&q={soql}").json()
    assert (told["entityName"], told["idSelected"], told["groupBy"]) == ("Account", True, False)
    assert [one["columnName"] for one in told["columnMetadata"]] == ["Id", "AnnualRevenue", "Owner"]
    assert told["columnMetadata"][1]["numberType"]
    inner = told["columnMetadata"][2]["joinColumns"]
    assert [(one["columnName"], one["booleanType"]) for one in inner] == [
        ("Name", False),
        ("IsActive", True),
    ]
    twice = ask("GET", "query?columns=true&q=SELECT Owner.Name, Owner.Id, Id FROM Account").json()
    assert [one["columnName"] for one in twice["columnMetadata"]] == ["Owner", "Id"]
    groups = ask("GET", "query?columns=true&q=SELECT Type, COUNT(Id) FROM Account GROUP BY Type")
    columns = groups.json()["columnMetadata"]
    assert [(one["columnName"], one["aggregate"]) for one in columns] == [
        ("Type", False),
        ("expr0", True),
    ]


@pytest.mark.parametrize(("query", "counted"), [("Account,Lead,Nothing", ["Account"]), ("", [])])
def test_records_are_counted_where_there_are_any(ask: Any, query: str, counted: list[str]) -> None:
    """As recorded: an object without records is left out."""
    found = ask("GET", f"limits/recordCount?sObjects={query}").json()["sObjects"]
    assert [one["name"] for one in found] == counted
