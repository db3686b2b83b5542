"""The Salesforce CLI as it comes from the registry: three ways to log in, three orgs, three formats."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import pytest
import requests

from s2s_gitops.emulator.logins.app import CONSUMER_KEY, app_keys, credentials
from tests.clients.nodejs import CLI, MANY, environment, run_node

if TYPE_CHECKING:
    from pathlib import Path

    from s2s_gitops.emulator.server import Emulator
    from tests.clients.nodejs import Ended

pytestmark = pytest.mark.node
CONTACTS = "SELECT Id, LastName, Account.Name FROM Contact"


class Terminal:
    """A home directory with the CLI's memory of logins; it must remember, so it is a class."""

    def __init__(self, emulator: Emulator, home: Path) -> None:
        self.emulator, self.home = emulator, home
        self.env = environment(emulator, home)

    def sf(self, *words: str, **more: str) -> Ended:
        return run_node([str(CLI), *words], {**self.env, **more}, self.home)

    def ok(self, *words: str, **more: str) -> Any:
        """Run a command that must succeed and return its result."""
        ended = self.sf(*words, "--json", **more)
        assert ended.code == 0, ended.out + ended.err
        return ended.document["result"]


@pytest.fixture(scope="module")
def terminal(crowded: Emulator, tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    """Give a home that is logged in to three orgs: by session, by sfdx-url, by JWT."""
    crowded.reset()
    home = tmp_path_factory.mktemp("home")
    one = Terminal(crowded, home)
    hq, emea, acme = (crowded.orgs[alias] for alias in ("hq", "emea", "acme"))
    url = ("--instance-url", hq.url)
    by_session = ("org", "login", "access-token", *url, "--alias", "hq", "--no-prompt")
    assert one.ok(*by_session, SF_ACCESS_TOKEN=hq.token())["username"] == "admin@hq.example"
    user = next(iter(crowded.world.network.orgs["emea"].users.values()))
    file = home / "emea.txt"
    host = emea.url.partition("://")[2]
    file.write_text(f"force://PlatformCLI::{credentials(user).refresh_token}@{host}")
    by_url = ("org", "login", "sfdx-url", "--sfdx-url-file", str(file), "--alias", "emea")
    assert one.ok(*by_url)["username"] == "admin@emea.example"
    key = home / "app.key"
    key.write_bytes(app_keys().private_key)
    app = ("--jwt-key-file", str(key), "--client-id", CONSUMER_KEY, "--alias", "acme")
    by_jwt = ("org", "login", "jwt", "--username", "admin@acme.example", *app)
    told = one.ok(*by_jwt, "--instance-url", f"https://{acme.domain}", **by_name(crowded))
    assert told["orgId"] == acme.org_id
    return one


def by_name(emulator: Emulator) -> dict[str, str]:
    """Return what leads real names to the emulator."""
    return {"HTTPS_PROXY": emulator.env["HTTPS_PROXY"]}


def test_logins_of_three_orgs_live_side_by_side(terminal: Terminal) -> None:
    """Their users differ, so none replaces another."""
    shown = {
        alias: terminal.ok("org", "display", "--target-org", alias, **more)
        for alias, more in (("hq", {}), ("emea", {}), ("acme", by_name(terminal.emulator)))
    }
    assert {alias: one["id"] for alias, one in shown.items()} == {
        alias: terminal.emulator.orgs[alias].org_id for alias in shown
    }
    assert shown["acme"]["instanceUrl"] == f"https://{terminal.emulator.orgs['acme'].domain}"
    assert {one["connectedStatus"] for one in shown.values()} == {"Connected"}
    assert terminal.emulator.proxy is not None
    assert terminal.emulator.proxy.refused == []


def test_a_refused_refresh_token_and_a_foreign_key_are_told(terminal: Terminal) -> None:
    """The CLI shows the words of the token endpoint."""
    file = terminal.home / "old.txt"
    host = terminal.emulator.orgs["emea"].url.partition("://")[2]
    file.write_text(f"force://PlatformCLI::5Aep.old@{host}")
    ended = terminal.sf("org", "login", "sfdx-url", "--sfdx-url-file", str(file))
    assert ended.code == 1
    assert "expired access/refresh token" in ended.err


def test_a_query_over_three_pages_comes_in_three_formats(terminal: Terminal) -> None:
    """Human and csv ask for the columns as well, parents included."""
    ask = ("data", "query", "--target-org", "hq", "--query", CONTACTS)
    human = terminal.sf(*ask, "--result-format", "human")
    assert f"Total number of records retrieved: {MANY + 5}." in human.out
    assert "EMEA GmbH" in human.out
    rows = list(csv.DictReader(io.StringIO(terminal.sf(*ask, "--result-format", "csv").out)))
    assert (len(rows), list(rows[0])) == (MANY + 5, ["Id", "LastName", "Account.Name"])
    assert rows[0]["Account.Name"] == "EMEA GmbH"
    found = terminal.ok(*ask)
    assert (found["totalSize"], len({one["Id"] for one in found["records"]})) == (
        MANY + 5,
        MANY + 5,
    )


def test_counts_come_in_all_formats(terminal: Terminal) -> None:
    """Aggregates have columns of their own kind."""
    ask = ("data", "query", "--target-org", "hq", "--query")
    count = (*ask, "SELECT Type, COUNT(Id) total FROM Account GROUP BY Type")
    assert terminal.sf(*count, "--result-format", "csv").out.splitlines()[0] == "Type,total"
    assert terminal.ok(*count)["records"][0]["total"] == 4
    assert "of records retrieved: 4" in terminal.sf(*ask, "SELECT COUNT() FROM Account").out


def test_connections_are_rows_or_do_not_exist(terminal: Terminal) -> None:
    """On: one row. Off: the server's words, caret and all."""
    soql = "SELECT ConnectionName FROM PartnerNetworkConnection"
    ask = ("data", "query", "--query", soql, "--target-org")
    rows = terminal.ok(*ask, "acme", **by_name(terminal.emulator))["records"]
    assert [one["ConnectionName"] for one in rows] == ["HQ Industries"]
    off = terminal.sf(*ask, "emea")
    assert off.code == 1
    assert f"\n{' ' * 27}^\nERROR at Row:1:Column:28\nsObject type" in off.err


def test_a_record_lives_from_create_to_delete(terminal: Terminal) -> None:
    """Each verb of the CLI is one call of the REST interface."""
    lead = ("--target-org", "hq", "--sobject", "Lead")
    values = ("--values", "LastName=Lovelace Company='Difference Engines'")
    made = terminal.ok("data", "create", "record", *lead, *values)["id"]
    one = (*lead, "--record-id", made)
    assert terminal.ok("data", "get", "record", *one)["Company"] == "Difference Engines"
    terminal.ok("data", "update", "record", *one, "--values", "Company=Looms")
    where = ("--where", "Company=Looms")
    assert terminal.ok("data", "get", "record", *lead, *where)["Id"] == made
    terminal.ok("data", "delete", "record", *one)
    again = terminal.sf("data", "delete", "record", *one)
    assert (again.code, "entity is deleted" in again.err) == (1, True)
    lacking = terminal.sf("data", "create", "record", *lead, "--values", "Company=Looms")
    assert "Required fields are missing: [LastName]" in lacking.err


def test_describe_limits_and_plain_requests_are_answered(terminal: Terminal) -> None:
    """What scripts around the CLI ask for."""
    there = ("--target-org", "hq")
    fields = terminal.ok("sobject", "describe", *there, "--sobject", "Lead")["fields"]
    assert "ConnectionSentId" in {field["name"] for field in fields}
    assert "PartnerNetworkConnection" in terminal.ok("sobject", "list", *there)
    names = {one["name"] for one in terminal.ok("org", "list", "limits", *there)}
    assert "DailyApiRequests" in names
    raw = terminal.sf("api", "request", "rest", "/services/data/v64.0/limits", "--include", *there)
    assert "sforce-limit-info: api-usage=" in raw.out.lower()


def test_a_browser_is_led_in_by_an_address_that_opens_once(terminal: Terminal) -> None:
    """`sf org open` prints it; what it opens is the wanted page."""
    words = ("org", "open", "--url-only", "--target-org", "hq", "--path", "/04P")
    url = terminal.ok(*words)["url"]
    with requests.Session() as session:
        session.trust_env, session.verify = False, str(terminal.emulator.ca_file)
        arrived = session.get(url)
    assert (arrived.status_code, arrived.url) == (200, f"{terminal.emulator.orgs['hq'].url}/04P")


def test_plain_http_and_a_session_instead_of_a_name_work_too(terminal: Terminal) -> None:
    """No certificate, no login beforehand."""
    org = terminal.emulator.orgs["emea"]
    plain = org.url.replace("https:", "http:")
    words = ("data", "query", "--query", "SELECT Id FROM Organization", "--target-org")
    found = terminal.ok(*words, org.token(), SF_ORG_INSTANCE_URL=plain)
    assert found["records"][0]["Id"] == org.org_id
