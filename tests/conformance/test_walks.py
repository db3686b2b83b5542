"""Every kind walks through states against the emulator's pages.

After each state: it was applied and read back, a second plan is empty, a hand edit is seen by drift and named.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from s2s_gitops.emulator.person import Person
from tests.conftest import Run
from tests.properties.worlds import APPROVALS

Sit = Callable[[str, str], Person]
Edit = Callable[[Sit], object]


@dataclass(frozen=True)
class State:
    """A state to reach: what hq and emea declare, and a hand edit that drift must name."""

    name: str
    hq: dict[str, Any] = field(default_factory=dict)
    emea: dict[str, Any] = field(default_factory=dict)
    settings: dict[str, Any] = field(default_factory=dict)
    templates: list[dict[str, Any]] = field(default_factory=list)
    edit: Edit | None = None
    drifts: tuple[str, ...] = ()


def lead(*fields: str, **more: Any) -> dict[str, Any]:
    return {"object": "Lead", "fields": list(fields), **more}


WALKS: dict[str, tuple[State, ...]] = {
    "settings": (
        State(
            "on, with a sender", settings={"from_name": "Alliances", "from_address": "a@hq.example"}
        ),
        State(
            "another sender",
            settings={"from_name": "Ünïcode & <Söhne>", "from_address": "A@HQ.example"},
            edit=lambda sit: (
                sit("hq", "maria@hq.example")
                .open("/_ui/s2s/ui/PartnerNetworkEnable/e")
                .fill("Name", "Somebody else")
                .press("Save")
            ),
            drifts=("hq/settings",),
        ),
    ),
    "connection": (
        State("invited and accepted"),
        State(
            "with another owner and account",
            hq={"account": "Globex", "owner": "maria@hq.example"},
            emea={"owner": "paul@emea.example", "account": "Umbrella"},
            edit=lambda sit: (
                sit("emea", "paul@emea.example")
                .connection("HQ Industries")
                .press("Edit")
                .fill("Account", "HQ Industries")
                .press("Save")
            ),
            drifts=("hq-emea@emea",),
        ),
    ),
    "publication": (
        State("one object", hq={"publish": [lead("Company", "LastName")]}),
        State(
            "more fields, more objects, both ways",
            hq={
                "publish": [
                    lead("Email", "Phone", "Region__c"),
                    {"object": "Project__c", "fields": ["Budget__c"]},
                ]
            },
            emea={"publish": [{"object": "Case"}]},
            edit=lambda sit: sit("hq", "maria@hq.example").choose_fields(
                "EMEA GmbH", "Lead", tick=["Title"], untick=["Phone"]
            ),
            drifts=("hq-emea@hq/publish/Lead.Phone", "hq-emea@hq/publish/Lead.Title"),
        ),
        State(
            "fewer fields, one object gone",
            hq={"publish": [lead("Email"), {"object": "Project__c", "state": "absent"}]},
            emea={"publish": [{"object": "Case", "fields": []}]},
            edit=lambda sit: sit("emea", "paul@emea.example").choose_objects(
                "HQ Industries", tick=["Task"]
            ),
            drifts=("hq-emea@emea/publish/Task",),
        ),
    ),
}


CASE = {"object": "Case", "fields": ["Priority", "Status"]}
PROJECT = {"object": "Project__c", "fields": ["Budget__c", "Stage__c"]}

WALKS |= {
    "subscription": (
        State(
            "taken in as it is",
            hq={"publish": [lead("Email")], "subscribe": [{"object": "Case", "as": "Case"}]},
            emea={"publish": [CASE], "subscribe": [{"object": "Lead", "as": "Lead"}]},
        ),
        State(
            "mapped, with values, accepted by itself",
            hq={
                "publish": [lead("Email"), PROJECT],
                "subscribe": [
                    {
                        "object": "Case",
                        "as": "Case",
                        "auto_accept": True,
                        "fields": {"Subject": "Subject", "Priority": "Severity__c"},
                        "values": {"Priority": {"High": "P1", "Low": "P3"}},
                    }
                ],
            },
            emea={
                "publish": [CASE],
                "subscribe": [
                    {"object": "Lead", "as": "Lead", "fields": {"Email": "Email"}},
                    {
                        "object": "Project__c",
                        "as": "Engagement__c",
                        "fields": {"Budget__c": "Budget__c", "Stage__c": "Phase__c"},
                        "values": {"Stage__c": {"Done": "Closed"}},
                    },
                ],
            },
            edit=lambda sit: sit("hq", "maria@hq.example").map_fields(
                "EMEA GmbH", "Case", {"Status": "Status"}
            ),
            drifts=("hq-emea@hq/subscribe/Case.Status",),
        ),
        State(
            "pointed elsewhere, mapped differently, one taken back",
            hq={
                "publish": [lead("Email"), PROJECT],
                "subscribe": [
                    {
                        "object": "Case",
                        "as": "Case",
                        "auto_accept": False,
                        "fields": {"Priority": "Priority"},
                        "values": {},
                    }
                ],
            },
            emea={
                "publish": [CASE],
                "subscribe": [
                    {"object": "Lead", "state": "absent"},
                    {
                        "object": "Project__c",
                        "as": "Project__c",
                        "fields": {"Budget__c": "Budget__c"},
                    },
                ],
            },
        ),
    ),
    "template": (
        State(
            "a bundle",
            templates=[{"org": "hq", "name": "Standard v1.2 / A", "publish": [lead("Email")]}],
        ),
        State(
            "another bundle, not active",
            templates=[
                {
                    "org": "hq",
                    "name": "Standard v1.2 / A",
                    "description": "für alle",
                    "active": False,
                    "publish": [lead("Phone"), {"object": "Case"}],
                }
            ],
            edit=lambda sit: sit("hq", "maria@hq.example").template_fields(
                "Standard v1.2 / A", "Lead", tick=["Email"]
            ),
            drifts=("hq/template/Standard v1.2 %2F A/publish/Lead.Email",),
        ),
        State(
            "less of it",
            templates=[
                {
                    "org": "hq",
                    "name": "Standard v1.2 / A",
                    "publish": [lead("Phone"), {"object": "Case", "state": "absent"}],
                }
            ],
        ),
    ),
}


def document(state: State) -> str:
    """Write the state as a file. JSON is YAML."""
    orgs = {
        alias: {
            "org_id": f"00D00000000000{number}EAA",
            "login": {
                "instance_url": f"${{env:{alias.upper()}_URL}}",
                "access_token": f"${{env:{alias.upper()}_TOKEN}}",
            },
            "settings": {"enabled": True},
        }
        for alias, number in (("hq", 1), ("emea", 2))
    }
    orgs["hq"]["settings"] = {"enabled": True, **state.settings}
    connection = {
        "name": "hq-emea",
        "invited_by": "hq",
        "sides": {"hq": {"contact": "ops@emea.example", **state.hq}, "emea": state.emea},
    }
    found = {"version": 1, "orgs": orgs, "connections": [connection], "approvals": APPROVALS}
    return json.dumps(found | {"templates": state.templates})


@pytest.mark.parametrize("kind", WALKS)
def test_a_kind_converges_on_every_state_of_its_walk(
    kind: str, s2s: Run, folder: Path, emulator: object, person: Sit
) -> None:
    """Applied, verified, second plan empty; a hand edit is named by drift and undone by the next apply."""
    assert emulator
    for state in WALKS[kind]:
        folder.joinpath("s2s.yaml").write_text(document(state), encoding="utf-8")
        first = s2s("apply", "--auto-approve", "--json")
        assert first.code == 0, (state.name, first.out)
        assert {step["status"] for step in first.document["steps"]} <= {"done"}, state.name
        assert s2s("plan", "--detailed-exitcode").code == 0, state.name
        if state.edit:
            state.edit(person)
            found = drifted(s2s("drift", "--json").document)
            assert found == {*state.drifts, "hq/connection/Acme Corp"}, state.name


def drifted(document: Any) -> set[str]:
    """Return the addresses that a drift report names."""
    return {one["address"] for one in document["findings"]}
