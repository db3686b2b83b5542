"""The control interface, the command line, and bad seeds."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from s2s_gitops.emulator.__main__ import main
from s2s_gitops.emulator.ready import write_ready_file
from s2s_gitops.emulator.seed import SeedError, default_seed_file, load_seed

if TYPE_CHECKING:
    from pathlib import Path

    from s2s_gitops.emulator.server import Emulator

HQ = "admin@hq.example"


def test_control_looks_and_steers_without_a_session(
    browser: Any, emulator: Emulator, person: Any
) -> None:
    """Clock, outbox, journal, orgs, requests and reset are JSON."""
    session, base = browser(""), f"{emulator.orgs['acme'].url}/_emulator"
    person(HQ).choose_objects("Acme Corp", ["Case"], ["Lead"])
    assert session.get(f"{base}/journal").json()["writes"][0]["outcome"] == "done"
    assert len(session.get(f"{base}/outbox").json()["mails"]) == 1
    assert session.get(f"{base}/orgs").json()["orgs"]["hq"]["org_id"] == "00D000000000001EAA"
    assert session.get(f"{base}/requests").json()["count"] == 5
    assert session.post(f"{base}/requests").json() == {"count": 0}
    assert (
        session.post(f"{base}/clock", json={"advance": 60}).json()["now"]
        == "2026-01-05T08:01:01+00:00"
    )
    assert session.post(f"{base}/clock", json={"now": "2026-02-01T00:00:00Z"}).status_code == 200
    assert session.post(f"{base}/clock", json={"now": "2026-02-01"}).status_code == 400
    assert session.post(f"{base}/clock", json=[]).status_code == 400
    assert session.get(f"{base}/nothing").status_code == 404
    assert session.post(f"{base}/reset").json() == {"reset": True}
    assert session.get(f"{base}/clock").json()["now"] == "2026-01-05T08:00:00+00:00"


def test_secrets_stay_out_of_the_list_of_requests(browser: Any, emulator: Emulator) -> None:
    """A session in an address is not kept."""
    browser("").get(f"{emulator.orgs['hq'].url}/secur/frontdoor.jsp?sid=secret")
    assert "secret" not in str(emulator.world.requests)


def test_run_gives_a_command_its_environment_and_returns_its_code(tmp_path: Path) -> None:
    """A hand edit inside the command reaches the running orgs."""
    code = (
        "import os, subprocess, sys; assert os.environ['HQ_URL'].startswith('https://127.0.0.1:');"
        "assert os.environ['HQ_TOKEN'].startswith('00D000000000001!AQ');"
        "edit = [sys.executable, '-m', 's2s_gitops.emulator', 'hand-edit'];"
        "place = ['--org', 'hq', '--user', 'maria@hq.example', '--connection', 'Acme Corp'];"
        "fields = [*edit, 'fields', *place, '--object', 'Lead', '--tick', 'Phone'];"
        "subprocess.run(fields, check=True);"
        "subprocess.run([*edit, 'objects', *place, '--untick', 'Lead'], check=True);"
        "assert subprocess.run([*edit, 'objects', *place, '--tick', 'No']).returncode == 1;"
        "sys.exit(7)"
    )
    whole = [sys.executable, "-m", "s2s_gitops.emulator", "run", "--", sys.executable, "-c", code]
    done = subprocess.run(whole, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (7, "saved\nsaved\n")


def test_serve_writes_a_private_ready_file_and_stops_on_a_signal(tmp_path: Path) -> None:
    """The file is complete from its first moment and gone at the end."""
    ready = tmp_path / "ready.json"
    whole = [sys.executable, "-m", "s2s_gitops.emulator", "serve", "--ready-file", str(ready)]
    with subprocess.Popen(whole, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        for _ in range(3):
            server.stdout.readline()
        while not ready.exists():
            assert server.poll() is None
        content = json.loads(ready.read_text())
        assert ready.stat().st_mode & 0o777 == 0o600
        server.terminate()
        assert server.wait(10) == 0
    assert set(content) == {"orgs", "ca_file", "env", "app", "proxy", "dialect", "seed"}
    assert not ready.exists()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("s2s: true", "s2s: maybe", "orgs.hq.s2s: expected true or false, or"),
        ("name: HQ Industries", "nam: HQ", "orgs.hq.nam: unknown key"),
        ("name: HQ Industries", "name: 3", "orgs.hq.name: expected a text"),
        ("org_id: 00D000000000001EAA", "org_id: 00D1", "orgs.hq.org_id: expected an id"),
        ("00D000000000002EAA", "00D000000000001EAA", "is used more than once"),
        ("account: Globex}", "account: Nowhere}", "this org has no account 'Nowhere'"),
        ("status: Accepted", "status: Active", "connections[0].status: expected one of"),
        ("Lead: [Company", "Lead: [Nothing", "Lead has no field 'Nothing'"),
        ("        Lead: [Company", "        Nothing: [Company", "hq has no such object"),
        ("org: acme", "org: nowhere", "there is no org 'nowhere'"),
        ("org: acme", "org: emea", "emea has no user 'partner@acme.example'"),
        ("contact: partner", "contact: nobody", "hq has no contact with this e-mail address"),
        ("type: location", "type: place", "'place' is no field type"),
        ("precision: 5", "precision: wide", "expected a whole number"),
        ("      Project__c:", "      Project:", "is neither a standard object"),
        ("2026-01-05T08:00:00Z", "monday", "start: expected a time"),
        ("accounts: [EMEA GmbH, Acme Corp, Globex, Initech]", "accounts: {}", "expected a list"),
        ("EMEA GmbH, Acme Corp, Globex, Initech", "3", "orgs.hq.accounts[0]: expected a text"),
        ("[Partner Invitation, Partner Update]", "Partner", "expected a list"),
        ("values: [P1, P2, P3]", "values: [No]", "put it in quotes"),
        ("start:", "start: [", "is not YAML"),
        ("start:", "lag: soon\nstart:", "lag: expected a duration such as"),
        ("object: Case\n", "object: Task\n", "acme does not publish Task"),
        ("auto_accept: true", "as: No__c", "hq has no object 'No__c'"),
        ("{Subject: Subject, P", "{Status: Status, P", "acme does not publish 'Status'"),
        ("Priority: Severity__c}", "Priority: Grade__c}", "Case has no field 'Grade__c'"),
        ("values: {Priority", "values: {Subject: {a: b}, Status", "'Status' is not mapped"),
        ("from: acme", "from: emea", "from: expected one of hq, acme"),
        ("object: Case, from: acme", "object: Ticket__c, from: acme", "hq has no object 'Ticket"),
        ("state: unaccepted", "state: lost", "state: expected one of accepted"),
        ("[open_tasks]", "[tasks]", "options: known are closed_tasks"),
        (
            "settings: {from_name: Partner",
            "settings: {templates: {update: Lost}, from_name: Partner",
            "this org has no e-mail template 'Lost'",
        ),
    ],
)
def test_a_bad_seed_names_the_place_and_the_reason(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    """A mistake in a seed is found when it is read."""
    text = default_seed_file().read_text()
    assert old in text
    bad = tmp_path / "bad.yaml"
    bad.write_text(text.replace(old, new, 1))
    with pytest.raises(SeedError) as caught:
        load_seed(bad)
    assert str(caught.value).startswith(f"{bad}: ")
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["hand-edit", "press", "--org", "hq", "--connection", "x", "resend"],
            "S2S_EMULATOR is not set",
        ),
        (["serve", "--seed", "{seed}"], "at least one org is needed"),
    ],
)
def test_wrong_use_says_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str
) -> None:
    """No traceback for a mistake on the command line."""
    monkeypatch.delenv("S2S_EMULATOR", raising=False)
    seed = tmp_path / "seed.yaml"
    seed.write_text("orgs: {}\n")
    result = CliRunner().invoke(main, [each.format(seed=seed) for each in arguments])
    assert (result.exit_code, message in result.output) == (1, True)


def test_a_hand_edit_for_nobody_known_says_who_there_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The ready file knows orgs and users."""
    ready = tmp_path / "ready.json"
    ready.write_text(json.dumps({"orgs": {"hq": {"users": {HQ: "t"}}}}))
    monkeypatch.setenv("S2S_EMULATOR", str(ready))
    start = ["hand-edit", "objects", "--connection", "x", "--org"]
    nobody = CliRunner().invoke(main, [*start, "hq", "--user", "no@hq.example"])
    nowhere = CliRunner().invoke(main, [*start, "nowhere"])
    assert "it has admin@hq.example" in nobody.output
    assert "it has hq" in nowhere.output


def test_a_taken_port_and_an_unknown_command_are_told_and_clean_up(emulator: Emulator) -> None:
    """No traceback, and nothing left running."""
    port = emulator.orgs["hq"].url.rpartition(":")[2]
    taken = CliRunner().invoke(main, ["serve", "--port", port])
    missing = CliRunner().invoke(main, ["run", "--", "/no/such/command"])
    assert (taken.exit_code, missing.exit_code) == (1, 127)


def test_hours_pass_on_demand(
    emulator: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For stories that take more than an evening."""
    write_ready_file(emulator, tmp_path / "ready.json")
    monkeypatch.setenv("S2S_EMULATOR", str(tmp_path / "ready.json"))
    before = emulator.world.network.clock.now()

    result = CliRunner().invoke(main, ["clock", "--advance", "8"])

    passed = emulator.world.network.clock.now() - before
    assert (result.exit_code, passed) == (0, timedelta(hours=8))
    assert result.output.strip() == emulator.world.network.clock.now().isoformat()
