"""Small refusals that no other story meets."""

from __future__ import annotations

from typing import Any

import pytest

from s2s_gitops.emulator.person import SETTINGS, LostError
from s2s_gitops.emulator.seed import SeedError, default_seed_file, load_seed
from s2s_gitops.emulator.server import Emulator

EMEA, HQ, ACME = "admin@emea.example", "admin@hq.example", "partner@acme.example"
INPUT = "//input[@name=$name]"


def test_an_own_custom_object_of_another_name_takes_fields_and_values(
    person: Any, emulator: Emulator
) -> None:
    """Hq's Project comes to emea as Engagement, with stages turned into phases."""
    person(EMEA).enable()
    hq, emea = person(HQ), person(EMEA)
    hq.invite("Olga Ops")
    emea.accept("HQ Industries")
    hq.choose_objects("EMEA GmbH", ["Project"])
    hq.choose_fields("EMEA GmbH", "Project", ["Budget", "Start", "Stage"])
    emea.subscribe("HQ Industries", {"Project": "Engagement"}, auto_accept=["Project"])
    emea.map_fields("HQ Industries", "Project", {"Stage__c": "Phase"}, auto=True)
    emea.map_values("HQ Industries", "Project", "Stage", {"Planned": "Open", "Done": "Closed"})
    end = next(iter(emulator.world.network.orgs["emea"].connections.values()))
    found = end.subscribed["Project__c"]
    assert (found.ours, found.fields) == (
        "Engagement__c",
        {
            "Name": "Name",
            "Budget__c": "Budget__c",
            "Start__c": "Begin__c",
            "Stage__c": "Phase__c",
        },
    )
    assert found.values == {"Stage__c": {"Planned": "Open", "Done": "Closed"}}


def test_saving_subscriptions_unchanged_leaves_no_line_in_the_history(
    person: Any, emulator: Emulator
) -> None:
    """And moves no clock."""
    before = emulator.world.network.clock.now()
    page = person(HQ).subscribe("Acme Corp", {})
    assert len(page.rows("Connection History")) == 1
    assert emulator.world.network.clock.now() == before


def test_a_connection_needs_an_owner_who_is_there(person: Any) -> None:
    """An empty lookup is refused, on both forms."""
    for form in (
        person(HQ).open("/04P/e").fill("Contact", "Olga Ops"),
        person(HQ).connection("Acme Corp").press("Edit"),
    ):
        button = "Save & Send Invite" if "New Connection" in form.heading else "Save"
        page = form.fill("Connection Owner", "").press(button)
        assert "Error: You must enter a value" in page.errors


def test_settings_need_a_name_and_know_when_nothing_changed(
    person: Any, emulator: Emulator
) -> None:
    """Sender name is required; an unchanged form is no write."""
    page = person(HQ).change_settings({"Name": ""})
    assert "Error: You must enter a value" in page.errors
    person(HQ).change_settings({})
    assert emulator.world.journal[-1].what == "saved without a change"


def test_unknown_records_and_objects_are_not_there(person: Any) -> None:
    """Also behind an address that was right for something else."""
    hq = person(HQ)
    page = hq.connection("Acme Corp")
    with pytest.raises(LostError, match="404"):
        hq.open("/04P000000000000")
    address = page.page.xpath("//a[text()='Edit']/@href")[0]
    with pytest.raises(LostError, match="404"):
        hq.open(address.replace("ent=00Q", "ent=xxx"))
    with pytest.raises(LostError, match="404"):
        hq.open(address.replace("ent=00Q", "ent=500"))
    with pytest.raises(LostError, match="501"):
        hq.open(f"{page.url}?relatedListId=RelatedHistoryList")
    page.page.xpath("//input[@name='edit']")[0].set("onclick", "other()")
    with pytest.raises(LostError, match="leads nowhere"):
        page.press("Edit")


@pytest.mark.parametrize(
    ("name", "change", "defect"),
    [
        ("so_500", None, "the input so_500 is missing"),
        ("sa_500", "yes", "the checkbox sa_500 has the value 'yes'"),
    ],
)
def test_each_row_of_a_table_is_checked_like_any_control(
    person: Any, name: str, change: str | None, defect: str
) -> None:
    """Drop-downs must come back, boxes have one value."""
    form = person(HQ).connection("Acme Corp").press("Subscribe/Unsubscribe")
    control = form.page.xpath("//*[@name=$name]", name=name)[0]
    if change is None:
        control.drop_tree()
    else:
        control.set("value", change)
    with pytest.raises(LostError, match=defect):
        form.press("Save")


@pytest.mark.parametrize(
    ("name", "change", "defect"),
    [
        ("p_ti_lktp", "005", "the input p_ti_lktp was changed"),
        ("p_ti_mod", "2", "the input p_ti_mod is neither 0 nor 1"),
        ("p_ti", "Partner Update", "the text of p_ti was changed but p_ti_mod is 0"),
    ],
)
def test_a_lookup_travels_with_its_companions(
    person: Any, name: str, change: str, defect: str
) -> None:
    """A client that forgets one is told which."""
    form = person(HQ).open(SETTINGS)
    form.page.xpath(INPUT, name=name)[0].set("value", change)
    with pytest.raises(LostError, match=defect):
        form.press("Save")


def test_a_lookup_can_be_filled_by_id(person: Any, emulator: Emulator) -> None:
    """Name, id, and the mark that it was touched."""
    org = emulator.world.network.orgs["hq"]
    wanted = next(one for one in org.email_templates.values() if one.name == "Partner Update")
    form = person(HQ).open(SETTINGS).fill("Invitation Template", wanted.name)
    form.page.xpath(INPUT, name="p_ti_lkid")[0].set("value", wanted.id[:15])
    assert form.press("Save").value("Invitation Template") == "Partner Update"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("orgs: []", "expected a mapping"),
        ("orgs: {hq: {1: 2}}", "is not a text"),
        ("orgs: {hq: {org_id: 00D000000000001EAA, name: HQ, users:}}", "at least one user"),
        (
            "orgs: {hq: {org_id: 00D000000000001EAA, name: HQ, users: [{username: a}],"
            " objects: {A__c: {audit: some}}}}",
            "expected full, lasting, dates or none",
        ),
        ("connections:\n", "at least one org is needed"),
    ],
)
def test_a_seed_of_another_shape_is_told_so(tmp_path: Any, text: str, message: str) -> None:
    """Shape before meaning."""
    file = tmp_path / "seed.yaml"
    file.write_text(text)
    with pytest.raises(SeedError, match=message):
        load_seed(file)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("s2s: true\n    settings: {from_name: Acme", "settings: {from_name: Acme", "acme has no"),
        ("account: Acme Corp\n      publish", "account: No Corp\n      publish", "no account 'No"),
    ],
)
def test_a_connection_of_a_seed_fits_both_orgs(
    tmp_path: Any, old: str, new: str, message: str
) -> None:
    """The feature is on at both ends, and accounts exist."""
    file = tmp_path / "seed.yaml"
    text = default_seed_file().read_text()
    file.write_text(text.replace(old, new, 1))
    with pytest.raises(SeedError, match=message):
        load_seed(file)


def test_a_seed_that_is_not_there_is_told_so(tmp_path: Any) -> None:
    """With the reason of the system."""
    with pytest.raises(SeedError, match="cannot be read"):
        load_seed(tmp_path / "none.yaml")


def test_the_outbox_gives_the_link_of_an_invitation(
    person: Any, browser: Any, emulator: Emulator
) -> None:
    """On the host of the recipient if it is known, else a bare path; the template is named."""
    url = f"{emulator.orgs['hq'].url}/_emulator/outbox"
    person(HQ).change_settings({"Invitation Template": "Partner Invitation"})
    person(HQ).invite("Olga Ops")
    person(EMEA).enable()
    (mail,) = browser("").get(url).json()["mails"]
    assert mail["link"].startswith(emulator.orgs["emea"].url)
    assert (mail["template"], mail["purpose"]) == ("Partner Invitation", "invitation")
    person(HQ).choose_objects("Acme Corp", ["Case"])
    assert browser("").get(url).json()["mails"][1]["link"] is None


def test_a_template_saved_with_the_same_objects_is_not_changed(
    person: Any, emulator: Emulator
) -> None:
    """No write, no new stamp."""
    person(HQ).new_template("Standard", objects=["Lead"])
    person(HQ).template_objects("Standard", ["Lead"])
    assert emulator.world.journal[-1].what == "saved without a change"
