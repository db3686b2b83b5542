"""The emulator beside recorded answers of real orgs: same requests, same shapes, same refusals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_plus

import pytest

from tests.clients.recordings import FOLDER, cassettes, differences, exchanges

if TYPE_CHECKING:
    import requests

    from s2s_gitops.emulator.server import Emulator
    from tests.clients.recordings import Exchange

ORG = "00D0xORGID00000000"
SINCE, LATER = "Thu, 03 Sep 2020 21:35:07 GMT", "Tue, 06 Jan 2026 00:00:00 GMT"
"""When the recorded client had last asked, and such a time for orgs that begin in 2026."""

COMPARED = (
    "GET_sobjects_Account_PersonAccount_describe",
    "GET_sobjects_Account_describe",
    "GET_sobjects_Case_describe",
    "GET_sobjects_Contact_describe",
    "GET_sobjects_Global_describe",
    "GET_sobjects_Lead_describe",
    "GET_sobjects_Opportunity_describe",
    "GET_sobjects_Organization",
    "ManualEditTestCompositeParallelSalesforce.test_http_headers",
    "TestCompositeParallelSalesforce.test_composite_parallel_salesforce",
    "TestCompositeParallelSalesforce.test_errors",
    "TestCompositeParallelSalesforce.test_reference_ids",
    "TestCountSObjects.test_count_sobjects__errors",
    "TestCountSObjects.test_count_sobjects_simple",
    "TestDatasetsE2E.test_datasets_e2e",
    "TestDatasetsE2E.test_datasets_extract_standard_objects",
    "TestSelect.test_select_random_strategy",
    "TestSelect.test_select_similarity_annoy_strategy",
    "TestSelect.test_select_similarity_select_and_insert_strategy",
    "TestSelect.test_select_similarity_select_and_insert_strategy_bulk",
    "TestSelect.test_select_similarity_strategy",
    "TestSelect.test_select_standard_strategy",
    "TestSnowfakery.test_run_until_records_in_org__multiple_needed",
    "TestSnowfakery.test_run_until_records_in_org__none_needed",
    "TestSnowfakery.test_run_until_records_in_org__one_needed",
    "TestSnowfakery.test_snowfakery_query_salesforce",
    "TestUpdatesIntegrationTests.test_updates_task",
    "TestUpsert.test_simple_upsert__rest",
    "TestUpsert.test_upsert__rest",
    "TestUpsert.test_upsert_complex_external_id_field__rest",
    "TestUpsert.test_upsert_complex_external_id_field_rest__duplicate_error",
    "TestUpsert.test_upsert_complex_fields__bulk",
    "TestUpsert.test_upsert_external_id_field",
)

LEFT_OUT = {
    "GET_sobjects_Custom__c_describe": "a custom setting of one org, its describe cut by hand",
    "GET_sobjects_Event_describe": "there is no Event in the emulator: it cannot be shared",
    "GET_sobjects_OpportunityContactRole_describe": "not in the emulator: it cannot be shared",
    "ManualEditTestApexIntegrationTests.test_run_tests__integration_test": "the tooling interface",
    "ManualEditTestDescribeOrg.test_minimal_schema": "describes cut down by hand",
    "ManualEdit_TestCountSObjects.test_count_sobjects__network_errors": "a 500 made by hand",
    "ManualEdit_test_describe_to_sql": "describes cut down by hand, one request is no JSON",
    "TestCumulusciYml.test_validate_url__with_errors": "not Salesforce",
    "TestDatasetsE2E.test_datasets_read_explicit_extract_declaration": "includes only",
    "TestIntegrationInfrastructure.test_integration_tests": "communities",
    "test_get_device_code": "not Salesforce",
    "test_get_device_oauth_token": "not Salesforce",
}

NOT_EMULATED = {
    "(select": "sub-queries",
    "TYPEOF": "references to several objects",
    "FROM RecordType": "record types",
    "CleanStatus": "fields of Data.com",
    "TotalOpportunityQuantity": "fields for forecasts",
    '"type": "Event"': "an object that cannot be shared",
    "sObjects=Event": "an object that cannot be shared",
}


@pytest.fixture
def ask(emulator: Emulator, session: requests.Session) -> Any:
    """Send a recorded request to the emulator; the recorded org had six accounts."""
    org = emulator.orgs["hq"]
    session.headers["Authorization"] = f"Bearer {org.token()}"
    url = f"https://{org.domain}"
    for name in ("Fifth", "Sixth"):
        session.post(f"{url}/services/data/v60.0/sobjects/Account", json={"Name": name})

    def send(one: Exchange, ids: dict[str, str]) -> requests.Response:
        path, body = one.path, one.body
        for recorded, here in {ORG: org.org_id, SINCE: LATER, **ids}.items():
            path, body = path.replace(recorded, here), body.replace(recorded, here)
        return session.request(one.method, url + path, data=body.encode() or None)

    return send


def pairs_of_ids(recorded: Any, got: Any) -> dict[str, str]:
    """Return which id of the emulator stands where an id was recorded."""
    if isinstance(recorded, list) and isinstance(got, list):
        found = [pairs_of_ids(old, new) for old, new in zip(recorded, got, strict=False)]
        return {old: new for pairs in found for old, new in pairs.items()}
    if not isinstance(recorded, dict) or not isinstance(got, dict):
        return {}
    own = {recorded[key]: got[key] for key in ("id", "Id") if recorded.get(key) and got.get(key)}
    return own | pairs_of_ids(recorded.get("records"), got.get("records"))


def is_emulated(one: Exchange) -> bool:
    asked = unquote_plus(one.path) + one.body
    return not any(words in asked for words in NOT_EMULATED)


@pytest.mark.parametrize("name", COMPARED)
def test_an_answer_has_the_shape_that_a_real_org_gave(ask: Any, name: str) -> None:
    """Members, JSON types, status and the words of refusals are the recorded ones."""
    found = cassettes()
    if not found:
        pytest.skip(
            f"no recordings in {FOLDER.name}/ of the environment; script/bootstrap makes it"
        )
    ids: dict[str, str] = {}
    wrong: list[str] = []
    for one in filter(is_emulated, exchanges(found[name])):
        answer = ask(one, ids)
        got = answer.json() if answer.content else None
        ids |= pairs_of_ids(one.answer, got)
        statuses = [] if answer.status_code == one.status else [f"status {answer.status_code}"]
        wrong += [f"{one.title}: {line}" for line in (*statuses, *differences(one.answer, got))]
    assert wrong == []


def test_every_cassette_of_the_wheel_is_compared_or_says_why_not() -> None:
    """A new version of the wheel cannot bring recordings that nobody looks at."""
    found = cassettes()
    if not found:
        pytest.skip(
            f"no recordings in {FOLDER.name}/ of the environment; script/bootstrap makes it"
        )
    assert sorted(found) == sorted((*COMPARED, *LEFT_OUT))
    compared = [one for name in COMPARED for one in exchanges(found[name]) if is_emulated(one)]
    assert len(compared) > 80


@pytest.mark.parametrize(
    ("recorded", "got", "told"),
    [
        ({"a": 1}, {}, [".a: missing"]),
        ({}, {"a": 1}, [".a: not recorded"]),
        ({"a": 1}, {"a": "1"}, [".a: text in the place of number"]),
        ({"a": True}, {"a": 1}, [".a: number in the place of boolean"]),
        ({"a": None}, {"a": 1}, []),
        ([{"a": 1}], [], [": empty"]),
        ([{"a": 1}], [{"a": 1}, {"b": 1}], ["[1].a: missing", "[1].b: not recorded"]),
        ([{"name": "x", "a": 1}], [{"name": "y"}, {"name": "x"}], ["[x].a: missing"]),
        ({"errorCode": "A"}, {"errorCode": "B"}, [".errorCode: 'B' in the place of 'A'"]),
    ],
)
def test_differences_are_found(recorded: object, got: object, told: list[str]) -> None:
    """The comparison itself can fail."""
    assert differences(recorded, got) == told
