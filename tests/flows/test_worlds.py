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


def errors(document: Any) -> list[Any]:
    """Return the errors among what a document tells: that approvals are wider than the wish is a warning."""
    return [one for one in document["diagnostics"] if one["severity"] == "error"]


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
    told = s2s("drift", "--json").document
    assert [one["address"] for one in told["findings"]] == ["hq/connection/Acme Corp"], (
        "one of both rows is ours"
    )
    assert {one["code"] for one in errors(told)} == {"S2S102"}


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
    assert {one["code"] for one in errors(result.document)} == {"S2S304"}


def test_a_custom_object_maps_to_another_where_the_subscriber_has_no_such_object(
    s2s: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The partner's names and values are told by the partner's org, whatever they look like."""

    def change(seed: Seed) -> None:
        values = ["Yes", "No", "010"]
        question = {"label": "Frage?", "type": "picklist", "values": values}
        seed["orgs"]["hq"]["objects"]["Vorhaben__c"] = {
            "label": "Vorhaben",
            "fields": {"Q__c": question},
        }
        answer = {"label": "<b>R</b>", "type": "picklist", "values": ["Ja", "No", "On"]}
        seed["orgs"]["emea"]["objects"]["Engagement__c"]["fields"]["R__c"] = answer

    mapped = {
        "object": "Vorhaben__c",
        "as": "Engagement__c",
        "fields": {"Q__c": "R__c"},
        "values": {"Q__c": {"Yes": "Ja", "No": "No", "010": "On"}},
    }
    with world(folder, monkeypatch, change):
        wish(
            folder,
            hq={"publish": [{"object": "Vorhaben__c", "fields": ["Q__c"]}]},
            emea={"subscribe": [mapped]},
        )
        result = s2s("apply", "--auto-approve", "--wait", "1")
        assert result.code == 0, result.out + result.err
        assert s2s("plan", "--detailed-exitcode").code == 0


def test_a_mapping_that_cannot_fit_is_an_error_of_the_plan(
    s2s: Run, folder: Path, emulator: Emulator
) -> None:
    """Fields, types and values are held against both orgs before anything irreversible is done."""
    case = {
        "object": "Case",
        "as": "Case",
        "fields": {"Priority": "Severity__c", "Status": "Statsu", "Origin": "Subject"},
        "values": {"Priority": {"Highest": "P1", "Low": "P9"}},
    }
    wish(
        folder,
        hq={"subscribe": [case]},
        emea={"publish": [{"object": "Case", "fields": ["Priority", "Status", "Origin"]}]},
    )
    result = s2s("plan", "--json")
    assert result.code == 1
    told = {
        (one["code"], one["where"].rsplit("/", 1)[-1])
        for one in result.document["diagnostics"]
        if not one["where"].endswith("**")
    }
    assert told == {
        ("S2S104", "Case.Status"),
        ("S2S107", "Case.Origin"),
        ("S2S108", "Case.Priority.Highest"),
        ("S2S108", "Case.Priority.Low"),
    }
    assert s2s("apply", "--auto-approve").code == 1
    assert list(emulator.world.journal) == []


def test_a_changed_contact_is_doubt_and_no_second_invitation(
    s2s: Run, folder: Path, emulator: Emulator
) -> None:
    """Contacts are never compared: another one does not make another connection."""
    wish(folder)
    assert s2s("apply", "--auto-approve").code == 0
    writes = len(list(emulator.world.journal))
    wish(folder, hq={"contact": "alex.smith@globex.example"})
    result = s2s("apply", "--auto-approve")
    assert result.code == 1
    assert "no connection belongs to the contact, but another one is live" in result.err
    assert len(list(emulator.world.journal)) == writes


def test_two_declarations_never_share_one_connection(
    s2s: Run, folder: Path, emulator: Emulator
) -> None:
    """The same contact declared twice is refused before anybody is invited."""
    sides: Seed = {"hq": {"contact": "ops@emea.example"}, "emea": {}}
    twice = [{"name": name, "invited_by": "hq", "sides": sides} for name in ("one", "two")]
    wish(folder, connections=twice)
    result = s2s("apply", "--auto-approve")
    assert result.code == 1
    assert "two declared connections would be the same one" in result.err
    assert list(emulator.world.journal) == []


def test_after_a_decline_a_new_connection_can_be_declared_beside_the_old_one(
    s2s: Run, folder: Path, emulator: Emulator
) -> None:
    """The advice leads on: the old one is declared as rejected, the new one is invited."""
    sides: Seed = {"hq": {"contact": "ops@emea.example"}, "emea": {}}
    old = {"name": "old", "invited_by": "hq", "sides": sides}
    approvals = [*APPROVALS, {"address": "**", "change": "decline", "reason": "a test"}]
    wish(folder, connections=[{**old, "state": "pending"}], approvals=approvals)
    assert s2s("apply", "--auto-approve").code == 0
    wish(folder, connections=[{**old, "state": "rejected"}], approvals=approvals)
    assert s2s("apply", "--auto-approve").code == 0
    new = {"name": "new", "invited_by": "hq", "sides": sides}
    wish(folder, connections=[{**old, "state": "rejected"}, new], approvals=approvals)
    result = s2s("apply", "--auto-approve")
    assert result.code == 0, result.out + result.err
    assert s2s("plan", "--detailed-exitcode").code == 0
    assert len([one for one in emulator.world.journal if "invited" in one.what]) == 2


def test_a_template_that_would_publish_more_than_is_declared_is_refused(
    s2s: Run, folder: Path, emulator: Emulator
) -> None:
    """What a template discloses is declared on the side, or it is not chosen."""
    bundle = [{"object": "Lead", "fields": ["Email", "Phone"]}, {"object": "Case"}]
    templates = [{"org": "hq", "name": "Much", "publish": bundle}]
    publish = [{"object": "Lead", "fields": ["Email"]}]
    wish(folder, hq={"template": "Much", "publish": publish}, templates=templates)
    result = s2s("plan")
    assert result.code == 1
    assert "The template publishes Lead.Phone" in result.err
    assert "The template publishes Case" in result.err
    assert s2s("apply", "--auto-approve").code == 1
    assert list(emulator.world.journal) == []


def test_a_mapping_cleared_by_hand_is_drift_even_where_salesforce_maps_by_itself(
    s2s: Run, folder: Path, emulator: Emulator, person: Any
) -> None:
    """A default mapping that is declared is compared like any other."""
    lead = {"object": "Lead", "as": "Lead", "fields": {"Company": "Company", "Email": "Email"}}
    wish(
        folder,
        hq={"publish": [{"object": "Lead", "fields": ["Email"]}]},
        emea={"subscribe": [lead]},
    )
    assert s2s("apply", "--auto-approve").code == 0
    person("emea", "paul@emea.example").map_fields("HQ Industries", "Lead", {"Company": None})
    found = [one["address"] for one in s2s("drift", "--json").document["findings"]]
    assert found == ["hq-emea@emea/subscribe/Lead.Company", "hq/connection/Acme Corp"]
    assert emulator


def test_a_declaration_of_an_end_never_takes_the_row_of_a_living_twin(
    s2s: Run, folder: Path, emulator: Emulator
) -> None:
    """One live row, one declared as over and one as active: doubt, and nothing is deactivated."""
    wish(folder)
    assert s2s("apply", "--auto-approve").code == 0
    writes = len(list(emulator.world.journal))
    sides: Seed = {"hq": {"contact": "ops@emea.example"}, "emea": {}}
    old = {"name": "old", "invited_by": "hq", "state": "inactive", "sides": sides}
    new = {"name": "new", "invited_by": "hq", "sides": sides}
    approvals = [*APPROVALS, {"address": "**", "change": "deactivate", "reason": "a test"}]
    wish(folder, connections=[old, new], approvals=approvals)
    result = s2s("apply", "--auto-approve")
    assert result.code == 1
    assert "pin both with `id`" in result.err
    assert len(list(emulator.world.journal)) == writes


def test_a_strangers_invitation_stands_in_nobodys_way(
    s2s: Run, folder: Path, emulator: Emulator, person: Any
) -> None:
    """A row without a contact, from a partner's invitation, is never taken for one of ours."""
    person("acme", "admin@acme.example").invite("Ada Admin")
    wish(folder)
    result = s2s("apply", "--auto-approve")
    assert result.code == 0, result.out + result.err
    accepted = [one for one in emulator.world.journal if "accepted" in one.what]
    assert [one.org for one in accepted] == ["emea"]


def test_a_connection_in_a_state_of_which_nothing_is_known_is_told_and_left_out(
    s2s: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Declared, it is an error and nothing in it is read; else it counts as live. No file can declare it."""

    def change(seed: Seed) -> None:
        seed["connections"][0]["status"] = "UsersInitialSync"

    told = ("plan", "--json")
    with world(folder, monkeypatch, change):
        wish(folder, orgs=ORGS)
        assert "hq/connection/Acme Corp" in s2s(*told).document["unmanaged"]
        assert "hq/connection/Acme Corp" in s2s(*told, "--record", "x.snap").document["unmanaged"]
        assert "hq/connection/Acme Corp" in s2s(*told, "--snapshot", "x.snap").document["unmanaged"]

        result = s2s("import")
        assert result.code == 0
        assert "# left out: the connection 'Acme Corp' (04P" in result.out
        assert "connections:" not in result.out

        sides: Seed = {"hq": {"contact": "partner@acme.example"}, "acme": {}}
        connection = {"name": "hq-acme", "invited_by": "hq", "sides": sides}
        wish(folder, connections=[connection], orgs={**ORGS, "acme": {"access": "none"}})
        plan = s2s(*told)
        assert plan.code == 1
        assert [(one["code"], one["where"]) for one in errors(plan.document)] == [
            ("S2S106", "hq-acme@hq")
        ]
        assert [one["address"] for one in plan.document["changes"]] == ["emea/settings"]
        assert plan.document["unmanaged"] == []
        recording = s2s(*told, "--record", "x.snap").document
        assert recording["diagnostics"] == plan.document["diagnostics"]
        assert s2s("import").code == 1
