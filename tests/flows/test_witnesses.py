"""Who changed the orgs by hand: several people edit, and each difference is told to the right one or to nobody."""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest

from s2s_gitops.drivers.org import ReadingOrg
from s2s_gitops.emulator.person import Person
from s2s_gitops.engine.load import load
from s2s_gitops.flows.drift import drift
from s2s_gitops.flows.look import look
from s2s_gitops.flows.plan import plan
from s2s_gitops.flows.read import consult
from s2s_gitops.kinds import ALL, witnesses
from s2s_gitops.model.address import Address
from s2s_gitops.model.change import Action
from s2s_gitops.model.config import Access
from s2s_gitops.model.finding import Cause, Finding, Witness
from tests.conftest import ROOT, Run

EXAMPLE = ROOT / "examples" / "connections.yaml"
NOW = datetime(2026, 1, 5, tzinfo=UTC)
THE_OTHER_SIDE = "Connection User (the other side)"

People = Callable[[str, str], Person]
Control = Callable[..., Any]


@pytest.fixture
def later(control: Control) -> Callable[[], object]:
    """Let an hour pass, so that lines are told apart: the history shows no seconds."""
    return partial(control, "clock", {"advance": 3600})


@pytest.fixture(autouse=True)
def applied(s2s: Run, later: Callable[[], object]) -> None:
    """Start from orgs that are as the example says, and have been for an hour."""
    assert s2s("apply", "--config", str(EXAMPLE), "--auto-approve").code == 0
    later()


def told(*more: Finding) -> dict[str, Witness]:
    """Read the orgs, and return who made each difference, by its address and attribute."""
    config = load({"connections.yaml": EXAMPLE.read_bytes()}, ALL, os.environ)
    orgs = {
        alias: ReadingOrg(entry)
        for alias, entry in config.orgs.items()
        if entry.access is not Access.NONE
    }
    picture = look(config, orgs, ALL)
    made = plan(config, picture, ALL, "2026-01-05")
    findings = [*drift(made, picture.live, ALL, NOW).findings, *more]
    answers = consult(
        orgs, config.desired, picture.live, partial(witnesses.testify, findings=findings)
    )
    names = [f"{one.address} {one.attribute}".strip() for one in findings]
    return dict(zip(names, answers, strict=True))


def people(*more: Finding) -> dict[str, str]:
    """Return who made each difference, by name."""
    return {name: one.who for name, one in told(*more).items()}


def test_fields_with_nested_labels_are_told_to_the_one_who_edited_each(
    person: People, later: Callable[[], object]
) -> None:
    """A longer name is another one, and so is a field of another connection."""
    ada, maria = person("hq", "admin@hq.example"), person("hq", "maria@hq.example")
    maria.choose_fields("EMEA GmbH", "Lead", ["Mobile Phone"], ["Lead Status"])
    later()
    ada.choose_fields("EMEA GmbH", "Lead", ["Phone"])
    later()
    maria.choose_fields("EMEA GmbH", "Lead", ["Lead Source"])
    maria.choose_fields("Acme Corp", "Lead", ["Phone", "Title"])
    maria.choose_objects("EMEA GmbH", ["Task"])
    found = told()
    lead = "hq-emea@hq/publish/Lead"
    assert {name: one.who for name, one in found.items() if "@hq" in name} == {
        f"{lead}.MobilePhone fields": "Maria Meyer",
        f"{lead}.Status fields": "Maria Meyer",
        f"{lead}.Phone fields": "Ada Admin",
        f"{lead}.LeadSource fields": "Maria Meyer",
        "hq-acme@hq/publish/Lead.Phone fields": "Maria Meyer",
        "hq-acme@hq/publish/Lead.Title fields": "Maria Meyer",
        "hq-emea@hq/publish/Task": "Maria Meyer",
    }
    assert {one.told_by for one in found.values() if one.who} == {"connection history"}
    assert found[f"{lead}.Phone fields"].when.startswith("1/5/2026 ")


def test_the_partners_change_is_told_on_both_sides(person: People) -> None:
    """There it was a person, here it came from the other side."""
    person("emea", "paul@emea.example").choose_objects("HQ Industries", untick=["Case"])
    found = people()
    assert found["hq-emea@emea/publish/Case"] == "Paul Petit"
    assert found["hq-emea@hq/subscribe/Case"] == THE_OTHER_SIDE
    assert {who for name, who in found.items() if " " in name} == {""}, (
        "what went along is not told"
    )


def test_mappings_accounts_and_flags_are_told_by_their_own_lines(
    person: People, later: Callable[[], object]
) -> None:
    """One partner's org can be read, the other cannot; names of both are known well enough."""
    ada, maria = person("hq", "admin@hq.example"), person("hq", "maria@hq.example")
    ada.map_fields("EMEA GmbH", "Case", {"Priority": "Subject", "Subject": None})
    maria.map_fields("Acme Corp", "Case", {"Priority": None})
    later()
    maria.subscribe("EMEA GmbH", {}, manual=["Case"])
    ada.edit_connection("Acme Corp", account="Globex")
    maria.edit_connection("EMEA GmbH", owner="Maria Meyer")
    paul = person("emea", "paul@emea.example")
    paul.map_values("HQ Industries", "Project", "Stage", {"Done": "Active", "Planned": None})
    found = people()
    case, project = "hq-emea@hq/subscribe/Case", "hq-emea@emea/subscribe/Project__c"
    assert found == {
        f"{case}.Priority fields": "Ada Admin",
        f"{case}.Subject fields": "Ada Admin",
        f"{case} auto_accept": "Maria Meyer",
        "hq-acme@hq/subscribe/Case.Priority fields": "Maria Meyer",
        "hq-acme@hq account": "Ada Admin",
        "hq-emea@hq owner": "Maria Meyer",
        f"{project}.Stage__c.Done values": "Paul Petit",
        f"{project}.Stage__c.Planned values": "Paul Petit",
        # What went along with a field has lines of its own here.
        f"{case}.Priority.High values": "Ada Admin",
        f"{case}.Priority.Low values": "Ada Admin",
        "hq-acme@hq/subscribe/Case.Priority.High values": "Maria Meyer",
        "hq-acme@hq/subscribe/Case.Priority.Low values": "Maria Meyer",
    }


def test_the_newest_edit_counts_and_those_of_one_minute_follow_each_other_in_the_file(
    person: People, later: Callable[[], object]
) -> None:
    """Times have no seconds; the file is sorted all the same, and its other lines tell in which direction."""
    ada, maria = person("hq", "admin@hq.example"), person("hq", "maria@hq.example")
    for field, wait in (("Phone", later), ("Title", lambda: None)):
        maria.choose_fields("EMEA GmbH", "Lead", [field])
        wait()
        maria.choose_fields("EMEA GmbH", "Lead", untick=[field])
        wait()
        ada.choose_fields("EMEA GmbH", "Lead", [field])
        wait()
    assert people() == {
        "hq-emea@hq/publish/Lead.Phone fields": "Ada Admin",
        "hq-emea@hq/publish/Lead.Title fields": "Ada Admin",
    }


def test_an_object_that_was_published_anew_hides_who_edited_its_fields_before(
    person: People, later: Callable[[], object]
) -> None:
    """Its fields came back with it or without it: no line says."""
    maria = person("hq", "maria@hq.example")
    maria.choose_fields("EMEA GmbH", "Project", untick=["Budget"])
    later()
    maria.choose_objects("EMEA GmbH", untick=["Project"])
    later()
    person("hq", "admin@hq.example").choose_objects("EMEA GmbH", ["Project"])
    found = people()
    assert found["hq-emea@hq/publish/Project__c.Budget__c fields"] == ""
    assert found["hq-emea@emea/subscribe/Project__c"] == THE_OTHER_SIDE


def by_hand(address: Address, attribute: str, action: Action, live: str) -> Finding:
    """Return a finding that a plan does not list as a change."""
    return Finding(address, "connection", attribute, action, None, live, Cause.ORG, None)


def test_the_end_of_a_connection_is_told(person: People) -> None:
    """The mail to the partner is another entry of the same minute."""
    person("hq", "maria@hq.example").deactivate("Acme Corp")
    ended = by_hand(Address("hq-acme@hq"), "state", Action.UPDATE, "inactive")
    assert people(ended)["hq-acme@hq state"] == "Maria Meyer"
    person("emea", "paul@emea.example").deactivate("HQ Industries")
    ended = by_hand(Address("hq-emea@hq"), "state", Action.UPDATE, "inactive")
    assert people(ended)["hq-emea@hq state"] == THE_OTHER_SIDE


def test_a_connection_that_nobody_declared_is_told_to_the_one_who_invited(person: People) -> None:
    """Who received it did nothing."""
    person("emea", "paul@emea.example").invite("Maria Meyer")
    sent = Address("emea", "connection", "HQ Industries")
    received = Address("hq", "connection", "EMEA GmbH")
    found = people(*(by_hand(at, "", Action.CREATE, "present") for at in (sent, received)))
    assert found == {str(sent): "Paul Petit", str(received): ""}
