"""jsforce as it comes from the registry: sessions, paging, records, limits, over HTTPS and HTTP."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from s2s_gitops.emulator.logins.app import CONSUMER_KEY, CONSUMER_SECRET, credentials
from tests.clients.nodejs import MANY, environment, run_node

if TYPE_CHECKING:
    from collections.abc import Callable

    from s2s_gitops.emulator.server import Emulator

pytestmark = pytest.mark.node
SCRIPT = Path(__file__).parent / "node" / "ask.mjs"


def with_session(emulator: Emulator) -> dict[str, Any]:
    org = emulator.orgs["hq"]
    return {"connection": {"instanceUrl": org.url, "accessToken": org.token()}}


def over_plain_http(emulator: Emulator) -> dict[str, Any]:
    org = emulator.orgs["hq"]
    url = org.url.replace("https:", "http:")
    return {"connection": {"instanceUrl": url, "accessToken": org.token()}}


def by_soap(emulator: Emulator) -> dict[str, Any]:
    user = next(iter(emulator.world.network.orgs["hq"].users.values()))
    known = credentials(user)
    name, password = user.facts.username, known.password + known.security_token
    login = {"loginUrl": emulator.orgs["hq"].url}
    return {"connection": login, "user": {"name": name, "password": password}}


def by_client_credentials(emulator: Emulator) -> dict[str, Any]:
    app = {"clientId": CONSUMER_KEY, "clientSecret": CONSUMER_SECRET}
    oauth = {**app, "loginUrl": emulator.orgs["hq"].url}
    return {"connection": {"oauth2": oauth}, "grant": {"grant_type": "client_credentials"}}


@pytest.mark.parametrize("login", [with_session, over_plain_http, by_soap, by_client_credentials])
def test_jsforce_reads_pages_and_writes_records(
    crowded: Emulator, tmp_path: Path, login: Callable[[Emulator], dict[str, Any]]
) -> None:
    """Each way in leads to the same org, and each answer is understood."""
    crowded.reset()
    ended = run_node(
        [str(SCRIPT), json.dumps(login(crowded))], environment(crowded, tmp_path), tmp_path
    )
    assert ended.code == 0, ended.err
    told = ended.document
    assert {"Lead", "PartnerNetworkConnection"} <= set(told.pop("objects"))
    assert {"Region__c", "ConnectionReceivedId"} <= set(told.pop("fields"))
    assert told.pop("instanceUrl").endswith(crowded.orgs["hq"].url.partition(":")[2])
    assert told == {
        "organization": crowded.orgs["hq"].org_id,
        "contacts": {"size": MANY + 5, "fetched": MANY + 5, "done": True},
        "made": [True, "Open - Not Contacted"],
        "updated": True,
        "found": [True],
        "deleted": True,
        "again": "ENTITY_IS_DELETED",
        "missing": "REQUIRED_FIELD_MISSING",
        "unknown": "INVALID_TYPE",
        "many": [True, "REQUIRED_FIELD_MISSING"],
        "gone": True,
        "limits": 15000,
        "usage": 15000,
        "identity": "admin@hq.example",
    }
    assert len([line for line in crowded.world.requests if "/query/01g" in line.path]) == 2
