"""Orgs in unusual states: never enabled, lagging, with doubtful connections; each is told and harms nothing."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import requests
import yaml

from s2s_gitops.emulator.server import Emulator, start
from tests.conftest import ROOT, Run
from tests.properties.worlds import APPROVALS, ORGS

Seed = dict[str, Any]


@contextmanager
def world(
    folder: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Seed], object]
) -> Iterator[Emulator]:
    """Start an emulator on the default seed with a change made to it."""
    seed = yaml.safe_load((ROOT / "examples" / "orgs.yaml").read_text(encoding="utf-8"))
    change(seed)
    path = folder / "orgs-seed.yml"
    path.write_text(yaml.safe_dump(seed), encoding="utf-8")
    with start(path) as running:
        for name, value in running.env.items():
            monkeypatch.setenv(name, value)
        yield running


def wish(folder: Path, hq: Seed | None = None, emea: Seed | None = None, **more: Any) -> None:
    """Write a file with one connection."""
    sides = {"hq": {"contact": "ops@emea.example", **(hq or {})}, "emea": emea or {}}
    connection = {"name": "hq-emea", "invited_by": "hq", "sides": sides}
    document = {
        "version": 1,
        "orgs": ORGS,
        "connections": [connection],
        "approvals": APPROVALS,
        **more,
    }
    folder.joinpath("s2s.yaml").write_text(json.dumps(document), encoding="utf-8")


def connection_id(emulator: Emulator) -> str:
    """Return the id of hq's connection with emea."""
    soql = "SELECT Id FROM PartnerNetworkConnection WHERE ConnectionName = 'EMEA GmbH'"
    answer = requests.get(
        f"{emulator.orgs['hq'].url}/services/data/v62.0/query",
        params={"q": soql},
        headers={"Authorization": f"Bearer {emulator.orgs['hq'].token()}"},
        verify=str(emulator.ca_file),
        timeout=10,
    )
    return str(answer.json()["records"][0]["Id"])


def test_an_org_that_can_no_longer_be_enabled_is_told_so(
    s2s: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Since Spring '26 there is no switch any more: impossible at plan time, nothing is tried."""
    with world(
        folder, monkeypatch, lambda seed: seed["orgs"]["emea"].update(s2s="unavailable")
    ) as running:
        wish(folder)
        result = s2s("apply", "--auto-approve")
        assert result.code == 3
        assert "since Spring '26 it can no longer be switched on" in result.err
        assert list(running.world.journal) == []


def test_a_connection_in_an_org_that_is_off_is_refused_with_advice(
    s2s: Run, folder: Path, emulator: Emulator
) -> None:
    """S2S is off and nobody asked to enable it: the plan says what to declare."""
    emea = {key: value for key, value in ORGS["emea"].items() if key != "settings"}
    wish(folder, orgs={**ORGS, "emea": emea})
    result = s2s("plan")
    assert result.code == 1
    assert "S2S is off, or the user may not see it" in result.err
    wish(folder, orgs={**ORGS, "emea": {**emea, "settings": {"enabled": False}}})
    result = s2s("plan")
    assert "no file asks to enable it" in result.err
    assert emulator


def test_a_lagging_partner_is_waited_for_and_the_next_run_goes_on(
    s2s: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Published changes can take 15 minutes to show: waiting is no failure, and nothing is published twice."""
    case = {"object": "Case", "fields": ["Priority"]}
    subscription = {"object": "Case", "as": "Case", "fields": {"Priority": "Priority"}}
    with world(folder, monkeypatch, lambda seed: seed.update(lag="15m")) as running:
        wish(folder, hq={"subscribe": [subscription]}, emea={"publish": [case]})
        first = s2s("apply", "--auto-approve", "--wait", "0", "--json")
        assert first.code == 2
        statuses = {step["address"]: step["status"] for step in first.document["steps"]}
        assert statuses["hq-emea@emea/publish"] == "done"
        assert statuses["hq-emea@hq/subscribe"] == "waiting"
        running.world.network.clock.advance(16 * 60)
        assert s2s("apply", "--auto-approve", "--wait", "0").code == 0
        assert s2s("plan", "--detailed-exitcode").code == 0
        published = [one for one in running.world.journal if "Published object Case" in one.what]
        assert len(published) == 1


def test_two_live_connections_with_one_contact_are_never_guessed(
    s2s: Run, folder: Path, emulator: Emulator, person: Any
) -> None:
    """Doubt is an error with the candidates, and nothing is invited on top of it."""
    wish(folder)
    assert s2s("apply", "--auto-approve").code == 0
    person("hq", "maria@hq.example").invite("Olga Ops")
    result = s2s("apply", "--auto-approve")
    assert result.code == 1
    assert "S2S102" in result.err
    assert "several connections with this contact are live" in result.err
    writes = len(list(emulator.world.journal))
    assert s2s("plan").code == 1
    assert len(list(emulator.world.journal)) == writes


def test_a_pinned_connection_is_found_whatever_else_there_is(
    s2s: Run, folder: Path, emulator: Emulator, person: Any
) -> None:
    """`id` names the row; a row that is gone is doubt, not absence."""
    wish(folder)
    assert s2s("apply", "--auto-approve").code == 0
    pin = connection_id(emulator)
    person("hq", "maria@hq.example").invite("Olga Ops")
    wish(folder, hq={"id": pin})
    assert s2s("plan", "--detailed-exitcode").code == 0
    wish(folder, hq={"id": "04P000000000000"})
    result = s2s("plan")
    assert result.code == 1
    assert "no connection has the id 04P000000000000" in result.err


def test_a_user_who_may_not_see_the_settings_still_reads_the_rest(
    s2s: Run, folder: Path, emulator: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Settings ask for more permission than connections: what is hidden is unread, the rest is compared."""
    wish(folder)
    assert s2s("apply", "--auto-approve").code == 0
    monkeypatch.setenv("EMEA_TOKEN", emulator.token("ops@emea.example"))
    result = s2s("plan", "--json")
    assert result.code == 1
    assert result.document["unread"] == ["emea/settings"]
    assert {one["code"] for one in result.document["diagnostics"]} == {"S2S304"}
