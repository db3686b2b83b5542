"""The list side of the dialects: a person finds the way through lists, ticks and pages, whatever is drawn."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from s2s_gitops.emulator.naming import LostError
from s2s_gitops.emulator.pages.drawing import dialect_of
from s2s_gitops.emulator.pages.form_dialect import FormDialect, Unticking
from s2s_gitops.emulator.pages.list_choices import Choosing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from s2s_gitops.emulator.nouns import Connection
    from s2s_gitops.emulator.server import Emulator

EMEA, HQ = "admin@emea.example", "admin@hq.example"
NUMBERS = (3, 5, 13, 14, 15, 30, 35, 44, 50, 56, 64, 74, 89)
"""Together they have every choice about lists, and the choices that meet on one page in each pair."""


@pytest.fixture
def speak(emulator: Emulator) -> Iterator[Callable[..., None]]:
    """Give the running emulator a whole dialect, with some choices changed."""
    world, plain = emulator.world, emulator.world.dialect

    def change(number: int, forms: FormDialect | None = None, **choices: Any) -> None:
        drawn = dialect_of(number)
        lists = replace(drawn.lists, **choices)
        world.dialect = replace(drawn, lists=lists, forms=forms or drawn.forms)
        world.reset()

    yield change
    world.dialect = plain
    world.reset()


def named(emulator: Emulator, alias: str, name: str) -> str:
    """Return both names of an object: the label may have been changed."""
    return f"{emulator.world.network.orgs[alias].objects[name].label} ({name})"


def end(emulator: Emulator, alias: str) -> Connection:
    return list(emulator.world.network.orgs[alias].connections.values())[-1]


def bundle(emulator: Emulator, person: Any) -> None:
    """Make a template and change it by hand."""
    hq, project = person(HQ), named(emulator, "hq", "Project__c")
    case, task = (named(emulator, "hq", one) for one in ("Case", "Task"))
    hq.new_template("Big", objects=[case, project])
    hq.template_objects("Big", tick=[task], untick=[case])
    hq.template_fields("Big", project, tick=["Budget", "Stage"])
    hq.edit_template("Big", rename="Large")


def connect(emulator: Emulator, person: Any) -> None:
    """Connect with the template, and choose what is published."""
    hq, project = person(HQ), named(emulator, "hq", "Project__c")
    case, task = (named(emulator, "hq", one) for one in ("Case", "Task"))
    person(EMEA).enable()
    hq.invite("Olga Ops", "Large")
    person(EMEA).accept("HQ Industries")
    hq.choose_objects("EMEA GmbH", tick=[case], untick=[task])
    hq.choose_fields("EMEA GmbH", case, tick=["Priority", "Status"])
    hq.choose_fields("EMEA GmbH", project, untick=["Stage (Stage__c)"])


def take_in(emulator: Emulator, person: Any) -> None:
    """Subscribe, and map fields and values."""
    emea, case = person(EMEA), named(emulator, "hq", "Case")
    project, engagement = (
        named(emulator, "hq", "Project__c"),
        named(emulator, "emea", "Engagement__c"),
    )
    own = named(emulator, "emea", "Case")
    emea.subscribe("HQ Industries", {project: engagement, case: own}, auto_accept=[project])
    emea.map_fields("HQ Industries", project, {"Budget (Budget__c)": "Budget"})
    emea.map_fields("HQ Industries", case, {"Priority": "Severity"})
    emea.map_values("HQ Industries", case, "Priority", {"High": "P1", "Low": "P2"})
    emea.map_values("HQ Industries", case, "Priority", {"Low": None})


@pytest.mark.parametrize("number", NUMBERS)
def test_a_person_finds_the_way_in_every_dialect(
    speak: Any, person: Any, emulator: Emulator, number: int
) -> None:
    """Each edit has the effect that is documented, and no other one."""
    speak(number)
    bundle(emulator, person)
    connect(emulator, person)
    take_in(emulator, person)
    ours, theirs = end(emulator, "hq"), end(emulator, "emea")
    (template,) = emulator.world.network.orgs["hq"].templates.values()
    assert template.name == "Large"
    assert {name: set(fields) for name, fields in template.published.items()} == {
        "Project__c": {"Name", "Budget__c", "Stage__c"},
        "Task": template.published["Task"],
    }
    assert {name: set(fields) for name, fields in ours.published.items()} == {
        "Project__c": {"Name", "Budget__c"},
        "Case": {"Subject", "Priority", "Status"},
    }
    case, project = theirs.subscribed["Case"], theirs.subscribed["Project__c"]
    assert (project.ours, project.is_auto_accepted) == ("Engagement__c", True)
    assert (project.fields["Budget__c"], case.fields["Priority"]) == ("Budget__c", "Severity__c")
    assert case.values == {"Priority": {"High": "P1"}}
    assert "refused" not in {line.outcome.value for line in emulator.world.journal}


@pytest.mark.parametrize("number", NUMBERS)
def test_what_was_done_is_undone_by_hand_in_every_dialect(
    speak: Any, person: Any, emulator: Emulator, number: int
) -> None:
    """Down to an empty list, from which the next tick begins."""
    speak(number)
    hq, lead = person(HQ), named(emulator, "hq", "Lead")
    hq.choose_objects("Acme Corp", untick=[lead])
    assert hq.connection("Acme Corp").rows("Published Objects") == []
    hq.choose_objects("Acme Corp", tick=[lead])
    hq.subscribe("Acme Corp", {named(emulator, "acme", "Case"): None})
    one = end(emulator, "hq")
    assert (set(one.published), dict(one.subscribed)) == ({"Lead"}, {})


@pytest.mark.parametrize("choosing", Choosing)
def test_what_leaves_a_list_on_the_right_is_listed_before_it_is_dropped(
    speak: Any, person: Any, emulator: Emulator, choosing: Choosing
) -> None:
    """The same as for a tick that is cleared: nothing is lost before Save is pressed again."""
    forms = FormDialect(unticking=Unticking.PAGE)
    speak(0, forms, choosing_objects=choosing, choosing_fields=choosing)
    hq = person(HQ)
    form = hq.connection("Acme Corp").edit_row("Published Objects", "Lead").untick(["Email"])
    assert form._press("Save").value("Unpublish") == "Email"
    form = hq.connection("Acme Corp").press("Publish/Unpublish").untick(["Lead"])
    asked = form._press("Save")
    assert asked.value("Unpublish") == "Lead"
    assert end(emulator, "hq").published["Lead"] >= {"Email"}
    asked._press("Save")
    assert dict(end(emulator, "hq").published) == {}


def test_a_row_without_a_link_leads_to_no_values(speak: Any, person: Any) -> None:
    """Values can be mapped once their field is."""
    speak(0)
    with pytest.raises(LostError, match="nothing to change at 'Picklist Values: Subject'"):
        person(HQ).map_values("Acme Corp", "Case", "Subject", {"High": "P1"})
