"""Subscribing and mapping, clicked as people click it and posted as careless clients post it."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from s2s_gitops.emulator import mapping, subscribing
from s2s_gitops.emulator.errors import InvalidInputError, NotFoundError
from s2s_gitops.emulator.mapping import MappingWish
from s2s_gitops.emulator.network import Network
from s2s_gitops.emulator.nouns import Connection, Subscription
from s2s_gitops.emulator.person import LostError
from s2s_gitops.emulator.server import Emulator
from s2s_gitops.emulator.subscribing import SubscriptionWish

HQ, ACME = "admin@hq.example", "partner@acme.example"


def end_of(emulator: Emulator, alias: str) -> Connection:
    return next(iter(emulator.world.network.orgs[alias].connections.values()))


def subscription(emulator: Emulator, alias: str, theirs: str) -> Subscription:
    return end_of(emulator, alias).subscribed[theirs]


def journal(emulator: Emulator) -> list[tuple[str, str]]:
    return [(line.what, line.outcome.value) for line in emulator.world.journal]


def share_tickets(person: Any) -> None:
    """Acme publishes its custom object to hq."""
    person(ACME).choose_objects("HQ Industries", ["Ticket"])
    person(ACME).choose_fields("HQ Industries", "Ticket", ["Impact"])


def test_the_page_offers_what_the_partner_publishes_now(person: Any) -> None:
    """A standard object comes as itself only, a custom one as any deployed custom object."""
    share_tickets(person)
    form = person(HQ).connection("Acme Corp").press("Subscribe/Unsubscribe")
    assert form.options("Case") == ["--None--", "Case"]
    assert form.options("Ticket__c") == ["--None--", "Project"]
    with pytest.raises(LostError, match="0 things"):
        form.options("Lead")


def test_a_custom_object_comes_as_another_one_with_its_name_mapped(
    person: Any, emulator: Emulator
) -> None:
    """Default fields are mapped at subscribing, the list shows both labels and a link."""
    share_tickets(person)
    page = person(HQ).subscribe("Acme Corp", {"Ticket": "Project"}, auto_accept=["Ticket"])
    assert page.rows("Subscribed Objects") == [
        ["Edit", "Case", "Case", ""],
        ["Edit", "Ticket", "Project", ""],
    ]
    found = subscription(emulator, "hq", "Ticket__c")
    assert (found.ours, found.is_auto_accepted, found.fields) == (
        "Project__c",
        True,
        {"Name": "Name"},
    )
    actions = [row[2] for row in page.rows("Connection History")[:2]]
    assert actions == ["Auto-accept on for Ticket", "Subscribed to Ticket as Project"]
    assert len(emulator.world.network.outbox) == 2  # both from acme's publishing


def test_auto_accept_can_be_changed_alone_and_keeps_the_mapping(
    person: Any, emulator: Emulator
) -> None:
    """The row's checkbox is not part of the mapping."""
    before = subscription(emulator, "hq", "Case")
    person(HQ).subscribe("Acme Corp", {}, manual=["Case"])
    after = subscription(emulator, "hq", "Case")
    assert (before.is_auto_accepted, after.is_auto_accepted) == (True, False)
    assert (after.fields, after.values) == (before.fields, before.values)
    assert journal(emulator) == [("Auto-accept off for Case", "done")]


def test_unsubscribing_and_subscribing_again_starts_afresh(person: Any, emulator: Emulator) -> None:
    """The old mapping is forgotten."""
    hq = person(HQ)
    assert hq.subscribe("Acme Corp", {"Case": None}).rows("Subscribed Objects") == []
    hq.subscribe("Acme Corp", {"Case": "Case"})
    found = subscription(emulator, "hq", "Case")
    assert (found.fields, found.values, found.is_auto_accepted) == (
        {"Subject": "Subject"},
        {},
        False,
    )


def test_another_own_object_drops_the_mapping(network: Network) -> None:
    """The mapping belongs to the pair of objects."""
    hq, acme = network.orgs["hq"], network.orgs["acme"]
    admin = next(iter(hq.users.values()))
    end = next(iter(acme.connections.values()))
    published = {"Ticket__c": frozenset({"Name", "Impact__c"})}
    acme.put(dataclasses.replace(end, published=published), "Arno Admin")
    record = next(iter(hq.connections))
    for ours in ("Prototype__c", "Project__c"):
        wish = {"Ticket__c": SubscriptionWish(ours, is_auto_accepted=False)}
        subscribing.subscribe(network, hq, admin, record, wish)
    assert hq.connections[record].subscribed["Ticket__c"].fields == {"Name": "Name"}
    assert [line.action for line in hq.connections[record].history[-2:]] == [
        "Subscribed to Ticket as Prototype",
        "Subscribed to Ticket as Project",
    ]


def test_child_objects_have_no_auto_accept(person: Any) -> None:
    """They are accepted with their parent; tasks travel with the record that they belong to."""
    person(ACME).choose_objects("HQ Industries", ["Case Comment", "Task"])
    form = person(HQ).connection("Acme Corp").press("Subscribe/Unsubscribe")
    assert len(form.page.xpath("//input[@type='checkbox']")) == 1
    page = person(HQ).subscribe("Acme Corp", {"Task": "Task", "Case Comment": "Case Comment"})
    pictures = page.page.xpath("//img/@alt")
    assert pictures == ["Checked"]


def test_unpublishing_takes_subscription_and_mapping_and_republishing_gives_nothing_back(
    person: Any, emulator: Emulator
) -> None:
    """The other side must subscribe and map again."""
    acme, hq = person(ACME), person(HQ)
    acme.choose_fields("HQ Industries", "Case", untick=["Priority"])
    acme.choose_fields("HQ Industries", "Case", tick=["Priority"])
    found = subscription(emulator, "hq", "Case")
    assert (found.fields, found.values) == ({"Subject": "Subject"}, {})
    acme.choose_objects("HQ Industries", untick=["Case"])
    acme.choose_objects("HQ Industries", tick=["Case"])
    page = hq.connection("Acme Corp")
    assert page.rows("Subscribed Objects") == []
    actions = [row[2] for row in page.rows("Connection History")]
    assert actions[:2] == ["Unsubscribed from Case", "Mapping removed Case: Priority"]


def test_the_mapping_page_shows_the_partners_fields_and_offers_matching_own_ones(
    person: Any,
) -> None:
    """Label, API label and type; only fields of a matching type."""
    form = person(HQ).mapping("Acme Corp", "Case")
    rows = form.page.xpath("//div[h3='Field Mapping']/following-sibling::table[1]//tr")
    shown = [[cell.text_content().strip() for cell in row[:3]] for row in rows]
    assert shown == [
        ["Partner Field", "API Label", "Type"],
        ["Priority", "Priority", "Picklist"],
        ["Subject", "Subject", "Text"],
    ]
    assert {"Severity", "Subject"} <= set(form.options("Priority"))
    assert "Severity" not in form.options("Subject")
    assert (form.chosen("Priority"), form.chosen("High", "Picklist Values: Priority")) == (
        "Severity",
        "P1",
    )


def test_auto_map_maps_at_save_by_name_then_label_and_overwrites_nothing(
    person: Any, emulator: Emulator
) -> None:
    """Whoever leaves it ticked gets more than was chosen."""
    acme = person(ACME)
    acme.choose_fields("HQ Industries", "Case", tick=["Status", "Case Origin"])
    page = person(HQ).map_fields("Acme Corp", "Case", {"Status": "Description"}, auto=True)
    assert subscription(emulator, "hq", "Case").fields == {
        "Subject": "Subject",
        "Priority": "Severity__c",
        "Status": "Description",
        "Origin": "Origin",
    }
    assert page.rows("Connection History")[0][2] == "Mapped Case: Case Origin to Case Origin"


def test_auto_map_left_alone_maps_nothing(person: Any, emulator: Emulator) -> None:
    """Unticked, Save does what was chosen and no more."""
    before = subscription(emulator, "hq", "Case")
    person(ACME).choose_fields("HQ Industries", "Case", tick=["Status"])
    person(HQ).map_fields("Acme Corp", "Case", {})
    assert subscription(emulator, "hq", "Case") == before
    assert journal(emulator)[-1] == ("saved without a change", "unchanged")


def test_auto_map_goes_by_label_when_no_name_fits(network: Network) -> None:
    """Emea's Engagement takes the start of hq's Project by its label."""
    theirs = network.orgs["hq"].objects["Project__c"]
    emea = network.orgs["emea"]
    admin = next(iter(emea.users.values()))
    found = mapping._auto_map(theirs.fields[1:], emea.objects["Engagement__c"], admin, {})
    assert found == {
        "Name": "Name",
        "Budget__c": "Budget__c",
        "Start__c": "Begin__c",
        "Remarks__c": "Remarks__c",
    }


def test_values_of_a_newly_mapped_picklist_need_a_second_visit(
    person: Any, emulator: Emulator
) -> None:
    """A section stands there once the mapping is saved."""
    share_tickets(person)
    hq = person(HQ)
    hq.subscribe("Acme Corp", {"Ticket": "Project"})
    hq.map_fields("Acme Corp", "Ticket", {"Impact": None})
    with pytest.raises(LostError, match="Picklist Values: Impact"):
        hq.map_values("Acme Corp", "Ticket", "Impact", {"Low": "Done"})
    hq.map_fields("Acme Corp", "Ticket", {"Impact": "Stage"})
    hq.map_values("Acme Corp", "Ticket", "Impact", {"Low": "Done", "High": "Running"})
    hq.map_values("Acme Corp", "Ticket", "Impact", {"High": None})
    assert subscription(emulator, "hq", "Ticket__c").values == {"Impact__c": {"Low": "Done"}}
    assert journal(emulator)[-1] == (
        "Mapped Ticket: Impact value High to --None--",
        "done",
    )


def test_a_field_mapped_elsewhere_loses_its_values(person: Any, emulator: Emulator) -> None:
    """Values of the old own field mean nothing in the new one."""
    page = person(HQ).map_fields("Acme Corp", "Case", {"Priority": "Priority"})
    assert subscription(emulator, "hq", "Case").values == {}
    assert "Mapped Case: Priority to Priority" in [r[2] for r in page.rows("Connection History")]
    person(HQ).map_fields("Acme Corp", "Case", {"Priority": None})
    assert subscription(emulator, "hq", "Case").fields == {"Subject": "Subject"}


def test_two_fields_cannot_be_mapped_to_one(person: Any, emulator: Emulator) -> None:
    """The page complains at both of them."""
    before = subscription(emulator, "hq", "Case")
    page = person(HQ).map_fields("Acme Corp", "Case", {"Priority": "Subject"})
    complaint = "Error: Another field is mapped to this field already."
    assert page.errors[1:] == (complaint, complaint)
    assert subscription(emulator, "hq", "Case") == before


@pytest.mark.parametrize("name", ["Subscribe/Unsubscribe", "Case"])
def test_a_form_that_is_older_than_the_partners_change_is_shown_again(
    person: Any, name: str
) -> None:
    """Rows came or went in the meantime."""
    page = person(HQ).connection("Acme Corp")
    old = page.press(name) if "/" in name else page.edit_row("Subscribed Objects", name)
    person(ACME).choose_objects("HQ Industries", ["Ticket"])
    person(ACME).choose_fields("HQ Industries", "Case", ["Status"])
    assert "another user has modified" in old.press("Save").errors[0]
    assert old.press("Cancel").heading == "Connection Acme Corp"


def test_a_drop_down_takes_only_what_it_offers(person: Any, emulator: Emulator) -> None:
    """An invented value is named in the journal."""
    form = person(HQ).connection("Acme Corp").press("Subscribe/Unsubscribe")
    form.page.xpath("//option[text()='Case']")[0].set("value", "Lead")
    with pytest.raises(LostError, match="has no option 'Lead'"):
        form.choose("Case", "Case").press("Save")
    assert journal(emulator)[0][1] == "refused"


@pytest.mark.parametrize("kind", ["Nothing", "Lead"])
def test_an_object_without_a_subscription_has_no_mapping(network: Network, kind: str) -> None:
    """The mapping page belongs to a subscription."""
    hq = network.orgs["hq"]
    admin, record = next(iter(hq.users.values())), next(iter(hq.connections))
    with pytest.raises(NotFoundError):
        mapping.subscribed_object(network, hq, admin, record, kind)


def test_what_the_partner_took_back_is_refused_at_save(network: Network) -> None:
    """A page that lags behind can still show it."""
    hq = network.orgs["hq"]
    admin, record = next(iter(hq.users.values())), next(iter(hq.connections))
    wish = {"Lead": SubscriptionWish("Lead", is_auto_accepted=False)}
    with pytest.raises(InvalidInputError, match="no longer publishes"):
        subscribing.subscribe(network, hq, admin, record, wish)
    mapped = MappingWish({"Status": "Status"}, {}, is_auto_mapped=False)
    with pytest.raises(InvalidInputError, match="no longer publishes"):
        mapping.map_fields(network, hq, admin, (record, "Case"), mapped)
