"""Connection templates: made and edited on pages, chosen at inviting and on Connection Edit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from s2s_gitops.emulator.errors import NotFoundError
from s2s_gitops.emulator.network import Network
from s2s_gitops.emulator.person import LostError
from s2s_gitops.emulator.seed import SeedError, default_seed_file, load_seed
from s2s_gitops.emulator.server import Emulator
from s2s_gitops.emulator.templates import find_template

EMEA, HQ, ACME = "admin@emea.example", "admin@hq.example", "partner@acme.example"


def published(emulator: Emulator, name: str) -> dict[str, set[str]]:
    ends = emulator.world.network.orgs["hq"].connections.values()
    one = next(end for end in ends if end.name == name)
    return {kind: set(fields) for kind, fields in one.published.items()}


def whats(emulator: Emulator) -> list[str]:
    return [line.what for line in emulator.world.journal]


def test_a_template_is_made_filled_and_edited_on_pages(person: Any, emulator: Emulator) -> None:
    """The object and field forms are those of a connection, and nobody is mailed."""
    hq = person(HQ)
    page = hq.new_template("Standard", "For all", objects=["Lead", "Case"])
    assert (page.value("Name"), page.value("Description"), page.value("Active")) == (
        "Standard",
        "For all",
        "Checked",
    )
    hq.template_fields("Standard", "Lead", ["Phone"])
    page = hq.template_objects("Standard", ["Task"], ["Case"])
    assert page.rows("Published Objects") == [["Edit", "Lead"], ["Edit", "Task"]]
    page = hq.edit_template("Standard", rename="Big", description="", active=False)
    assert (page.heading, page.value("Active")) == ("Connection Template Big", "Not Checked")
    listed = hq.open("/04P/o").follow("Templates")
    assert listed.page.xpath("//tr[contains(@class, 'dataRow')]//a/text()") == ["Big"]
    assert emulator.world.network.outbox == []
    assert whats(emulator) == [
        "made the template Standard",
        "Published object Case; Published object Lead",
        "Published field Lead: Phone",
        "Unpublished object Case; Published object Task",
        "changed the template Big",
    ]


def test_saving_a_template_unchanged_and_cancelling_one_change_nothing(
    person: Any, emulator: Emulator
) -> None:
    """A description may stay empty, a name may not."""
    hq = person(HQ)
    assert "Error: You must enter a value" in hq.new_template("").errors
    hq.new_template("Idle", active=False)
    assert "Error: You must enter a value" in hq.edit_template("Idle", rename="").errors
    hq.edit_template("Idle")
    assert hq.template("Idle").press("Edit").press("Cancel").value("Active") == "Not Checked"
    assert whats(emulator)[-1] == "saved without a change"
    hq.edit_template("Idle", active=True)
    assert hq.template("Idle").value("Active") == "Checked"


def test_only_active_templates_are_offered_and_nothing_deletes_one(person: Any) -> None:
    """A drop-down with --None-- in front."""
    hq = person(HQ)
    hq.new_template("Zeta")
    hq.new_template("Alpha")
    hq.new_template("Idle", active=False)
    offered = ["--None--", "Alpha", "Zeta"]
    assert hq.open("/04P/e").options("Template") == offered
    assert hq.connection("Acme Corp").press("Edit").options("Template") == offered
    buttons = hq.template("Alpha").page.xpath("//td[@id='topButtonRow']/input/@title")
    assert buttons == ["Edit", "Add/Remove Objects"]
    hq.deactivate("Acme Corp")
    assert hq.connection("Acme Corp").press("Edit").options("Template") == ["--None--"]


def test_applying_publishes_what_it_has_and_unpublishes_what_it_lacks(
    person: Any, emulator: Emulator
) -> None:
    """The partner loses what it lacks, and gets one mail."""
    hq = person(HQ)
    hq.new_template("Cases", objects=["Case"])
    hq.template_fields("Cases", "Case", ["Status"])
    page = hq.edit_connection("Acme Corp", template="Cases")
    assert published(emulator, "Acme Corp") == {"Case": {"Subject", "Status"}}
    assert person(ACME).connection("HQ Industries").rows("Subscribed Objects") == []
    assert len(emulator.world.network.outbox) == 1
    assert [row[2] for row in page.rows("Connection History")[1:5]] == [
        "Unpublished object Lead",
        "Published field Case: Status",
        "Published object Case",
        "Template Cases applied",
    ]
    hq.edit_connection("Acme Corp", template="Cases")
    assert whats(emulator)[-1] == "saved without a change"
    assert hq.connection("Acme Corp").press("Edit").chosen("Template") == "--None--"


def test_a_template_keeps_equal_items_and_drops_fields(person: Any, emulator: Emulator) -> None:
    """Mappings of what stays are not touched."""
    hq = person(HQ)
    hq.new_template("Leads", objects=["Lead"])
    hq.edit_connection("Acme Corp", template="Leads")
    assert published(emulator, "Acme Corp") == {"Lead": {"LastName", "Company"}}
    rows = person(ACME).connection("HQ Industries").rows("Subscribed Objects")
    assert [row[1] for row in rows] == ["Lead"]


def test_a_template_of_an_invitation_takes_effect_at_the_acceptance(
    person: Any, emulator: Emulator
) -> None:
    """As it is by then; the other side may keep one as well."""
    person(EMEA).enable()
    hq, emea = person(HQ), person(EMEA)
    hq.new_template("Leads", objects=["Lead"])
    emea.new_template("Cases", objects=["Case"])
    hq.invite("Olga Ops", template="Leads")
    assert published(emulator, "EMEA GmbH") == {}
    hq.template_objects("Leads", ["Task"])
    emea.edit_connection("HQ Industries", template="Cases")
    page = emea.accept("HQ Industries")
    assert published(emulator, "EMEA GmbH") == {
        "Lead": {"LastName", "Company"},
        "Task": {"Subject"},
    }
    assert page.rows("Published Objects") == [["Edit", "Case"]]
    assert [one.purpose for one in emulator.world.network.outbox] == [
        "invitation",
        "accept",
        "update",
        "update",
    ]


def test_templates_are_not_in_the_api_and_belong_to_managers(
    browser: Any, person: Any, emulator: Emulator
) -> None:
    """No object of the describe has their key prefix."""
    person(HQ).new_template("Standard")
    org = emulator.orgs["hq"]
    names = browser(HQ).get(f"{org.url}/services/data/v60.0/sobjects").json()["sobjects"]
    prefix = emulator.world.dialect.template_prefix
    assert prefix not in {one["keyPrefix"] for one in names}
    with pytest.raises(LostError, match="403"):
        person("sam@hq.example").open(f"/{prefix}/e")
    with pytest.raises(LostError, match="404"):
        person(HQ).open(f"/{prefix}000000000000")
    assert browser(HQ).get(f"{org.url}/001000000000000").status_code == 404


def test_a_seed_can_hold_templates(tmp_path: Path) -> None:
    """With name, description, Active and what they publish."""
    text = default_seed_file().read_text()
    entry = "templates: [{name: Standard, publish: {Lead: [Phone]}}]"
    file = tmp_path / "seed.yaml"
    file.write_text(text.replace("    objects:\n", f"    {entry}\n    objects:\n", 1))
    org = Network(load_seed(file)).orgs["hq"]
    admin = next(iter(org.users.values()))
    one = next(iter(org.templates.values()))
    assert (one.name, one.is_active) == ("Standard", True)
    assert one.published == {"Lead": {"LastName", "Company", "Phone"}}
    assert find_template(org, admin, one.id[:15]) == one
    with pytest.raises(NotFoundError):
        find_template(org, admin, "000000000000000")
    file.write_text(file.read_text().replace("[Phone]", "[Fone]"))
    with pytest.raises(SeedError, match="Lead has no field 'Fone'"):
        load_seed(file)
