"""A night: people edit by hand in two orgs; every edit is found and named, and none is invented."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from s2s_gitops.emulator.person import Person
from tests.conftest import ROOT, Run

EXAMPLE = ROOT / "examples" / "connections.yaml"
ADA, MARIA, PAUL = "Ada Admin", "Maria Meyer", "Paul Petit"
OTHERS = "Connection User (the other side)"
HQ, EMEA, ACME = "hq-emea@hq", "hq-emea@emea", "hq-acme@hq"

EVENING: tuple[tuple[str, Callable[[Person], object], dict[str, str]], ...] = (
    (
        "maria@hq.example",
        lambda one: one.choose_fields("EMEA GmbH", "Lead", untick=["Email"]),
        {f"{HQ}/publish/Lead.Email": MARIA, f"{EMEA}/subscribe/Lead.Email": OTHERS},
    ),
    (
        "maria@hq.example",
        lambda one: one.choose_fields("EMEA GmbH", "Lead", tick=["Phone"]),
        {f"{HQ}/publish/Lead.Phone": MARIA},
    ),
    (
        "admin@hq.example",
        lambda one: one.subscribe("EMEA GmbH", {}, manual=["Case"]),
        {f"{HQ}/subscribe/Case": ADA},
    ),
    (
        "paul@emea.example",
        lambda one: one.choose_objects("HQ Industries", tick=["Task"]),
        {f"{EMEA}/publish/Task": PAUL},
    ),
    (
        "paul@emea.example",
        lambda one: one.edit_connection("HQ Industries", owner="Paul Petit"),
        {EMEA: PAUL},
    ),
    (
        "admin@hq.example",
        lambda one: one.edit_connection("Acme Corp", account="Globex"),
        {ACME: ADA},
    ),
    (
        "maria@hq.example",
        lambda one: one.change_settings({"Name": "Somebody"}),
        {"hq/settings": MARIA},
    ),
    (
        "paul@emea.example",
        lambda one: one.map_values("HQ Industries", "Project", "Stage", {"Done": "Active"}),
        {f"{EMEA}/subscribe/Project__c.Stage__c.Done": PAUL},
    ),
    (
        "admin@hq.example",
        lambda one: one.edit_template("Standard partner", description="For everybody"),
        {"hq/template/Standard partner": ADA},
    ),
    (
        "maria@hq.example",
        lambda one: one.template_fields("Standard partner", "Lead", tick=["Phone"]),
        {"hq/template/Standard partner/publish/Lead.Phone": MARIA},
    ),
)
"""Who sits down, what they do, and who is to be named for what."""

Sit = Callable[[str, str], Person]
Control = Callable[..., Any]


@pytest.fixture(params=["declared", "imported"])
def watched(
    request: pytest.FixtureRequest, s2s: Run, folder: Path, control: Control
) -> dict[str, Any]:
    """Start from the example, declared or as an import tells it, an hour after it was applied."""
    path = folder / "connections.yaml"
    path.write_bytes(EXAMPLE.read_bytes())
    assert s2s("apply", "--auto-approve").code == 0
    if request.param == "imported":
        path.write_text(s2s("import").out, encoding="utf-8")
    control("clock", {"advance": 3600})
    document: dict[str, Any] = s2s("drift", "--json").document
    return document


def test_every_edit_of_a_night_is_found_and_named_and_none_is_invented(
    watched: dict[str, Any], s2s: Run, person: Sit, control: Control
) -> None:
    """Ten edits by three people in two orgs; a second look finds the same, under the same fingerprints."""
    assert watched["findings"] == []
    for user, edit, _ in EVENING:
        edit(person(user.partition("@")[2].partition(".")[0], user))
        control("clock", {"advance": 600})

    found = s2s("drift", "--json")

    expected = {address: who for _, _, told in EVENING for address, who in told.items()}
    findings = found.document["findings"]
    assert {renamed(one["address"]): one["who"] for one in findings} == expected
    assert (found.code, found.document["counts"]) == (2, {"org": 11, "config": 0, "partner": 0})
    again = s2s("drift", "--json").document["findings"]
    assert json.dumps(again) == json.dumps(findings)
    assert len({one["fingerprint"] for one in findings}) == len(findings)


def renamed(address: str) -> str:
    """Return an address under the name that the example gives; an import names partners after the row."""
    return address.replace("hq-acme-corp@", "hq-acme@")


def test_what_the_org_does_not_tell_is_unknown(
    watched: dict[str, Any], s2s: Run, person: Sit, control: Control
) -> None:
    """Somebody without a right to the trail finds the same, and less of who it was."""
    assert watched["clean"]
    person("hq", "maria@hq.example").change_settings({"Name": "Somebody"})
    found = s2s("drift", "--json").document["findings"]
    assert [(one["address"], one["who"], one["told_by"]) for one in found] == [
        ("hq/settings", MARIA, "audit trail")
    ]
    control("clock", {"advance": 200 * 24 * 3600})
    (late,) = s2s("drift", "--json").document["findings"]
    assert (late["who"], late["when"], late["told_by"]) == (None, None, None)
