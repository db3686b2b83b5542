"""The pages of publishing: rows are told by what they say, or the page is a changed one."""

from collections.abc import Mapping, Sequence

import pytest

from s2s_gitops.kinds.publication.pages import (
    field_ticks,
    object_ticks,
    published_fields,
    published_objects,
)
from s2s_gitops.kinds.publication.ticks import Tick
from s2s_gitops.kinds.rules import STANDARD, always_published, can_be_published
from s2s_gitops.kinds.spellings import Spellings
from s2s_gitops.model.address import Address
from s2s_gitops.model.errors import PageChanged
from s2s_gitops.model.page import Cell, Control, Link, Page
from s2s_gitops.model.ports import FieldInfo
from s2s_gitops.model.resource import Member

from .pages import Org, box, fixed, page, table, text

OBJECTS = {
    "Lead": "Lead",
    "Case": "Case",
    "Project__c": "Project",
    "Plan__c": "Project",
    "Product2": "Product",
    "User": "User",
}
ORG = Org(known=OBJECTS)


@pytest.mark.parametrize(
    ("texts", "name"),
    [
        pytest.param(["Lead"], "Lead", id="API name"),
        pytest.param(["Product"], "Product2", id="label"),
        pytest.param(["Project__c"], "Project__c", id="custom API name"),
        pytest.param(["Plan"], "Plan__c", id="without its ending"),
        pytest.param(["Project", "Plan__c"], "Plan__c", id="label and API name"),
        pytest.param(["", "Edit", "Case", "x"], "Case", id="among other texts"),
        pytest.param(["Lead", "Lead", "Case"], "Lead", id="most texts"),
    ],
)
def test_a_row_is_told_by_the_name_that_explains_most_of_it(texts: list[str], name: str) -> None:
    """An API name where the page shows one, else a label that means one thing only."""
    assert Spellings(OBJECTS).tell("hq", page(), texts) == name


@pytest.mark.parametrize(
    ("texts", "message"),
    [
        pytest.param(["Project"], "could be Plan__c, Project__c", id="label of two"),
        pytest.param(["Lead", "Case"], "could be Case, Lead", id="two names"),
        pytest.param(["Unknown", "x"], "'Unknown | x' names nothing", id="unknown"),
        pytest.param([], "names nothing that the describe knows", id="no text"),
        pytest.param(["lead"], "names nothing", id="other letters"),
    ],
)
def test_a_row_that_could_be_two_things_or_none_is_not_told(texts: list[str], message: str) -> None:
    """The first is never taken."""
    with pytest.raises(PageChanged, match=message.replace("|", r"\|")):
        Spellings(OBJECTS).tell("hq", page(), texts)


@pytest.mark.parametrize(
    ("labels", "text", "names"),
    [
        pytest.param({"Plan__c": "P"}, "Plan", ["Plan__c"], id="nothing else bears it"),
        pytest.param(
            {"Email": "E-mail", "Email__c": "Other"}, "Email", ["Email"], id="an API name bears it"
        ),
        pytest.param(
            {"Mail": "Email", "Email__c": "Other"}, "Email", ["Mail"], id="a label bears it"
        ),
        pytest.param(
            {"Email": "Email", "Email__c": "Email"},
            "Email",
            ["Email", "Email__c"],
            id="as labels both count",
        ),
        pytest.param({"A__c": "X", "B__c": "X"}, "X", ["A__c", "B__c"], id="label of two"),
        pytest.param({"ns__A__c": "X"}, "ns__A", ["ns__A__c"], id="with a namespace"),
        pytest.param({"ns__A__c": "X"}, "A__c", ["ns__A__c"], id="its own namespace left out"),
        pytest.param({"ns__A__c": "X"}, "A", ["ns__A__c"], id="both left out"),
        pytest.param({"A__c": "X"}, "ns__A__c", ["A__c"], id="namespace of the org itself"),
        pytest.param({"A__c": "X"}, "ns__B__c", [], id="another name in a namespace"),
    ],
)
def test_a_name_without_its_ending_counts_only_where_nothing_bears_it(
    labels: Mapping[str, str], text: str, names: list[str]
) -> None:
    """A standard field is never taken for a custom one of the same stem."""
    assert sorted(Spellings(labels).names(text)) == names


ALIKE = {
    "Email": "E-mail",
    "Email__c": "Email",
    "Plan__c": "Project Plan",
    "Other__c": "Plan",
    "A__c": "Twin",
    "B__c": "Twin",
    "Phone": "Phone (old)",
}


@pytest.mark.parametrize(
    ("texts", "api", "hints", "found"),
    [
        pytest.param(["E-mail", "Email"], ["Email"], (), "Email", id="exact"),
        pytest.param(["Email", "Email__c"], ["Email__c"], (), "Email__c", id="label of another"),
        pytest.param(["Email__c", "Email"], ["Email"], (), None, id="columns exchanged"),
        pytest.param(["Project Plan", "Plan"], ["Plan"], (), "Plan__c", id="without its ending"),
        pytest.param(["Plan", "Other"], ["Other"], (), "Other__c", id="label is another's stem"),
        pytest.param(["Plan", "Plan__c"], ["Plan__c"], (), None, id="put together of two rows"),
        pytest.param(["x", "Zzz"], ["Zzz"], (), None, id="an API name that nothing bears"),
        pytest.param(["Twin"], [], ("B__c",), "B__c", id="behind it stands which"),
        pytest.param(["Twin"], [], ("Zzz", "A__c", "B__c"), None, id="behind it stand both"),
        pytest.param(["Twin (B__c)"], [], (), "B__c", id="both in one text"),
        pytest.param(["Email (Email__c)"], [], (), "Email__c", id="both, label of another"),
        pytest.param(["Strange (Email)"], [], (), "Email", id="both, an unknown label"),
        pytest.param(["E-mail (Plan__c)"], [], (), None, id="both, of two things"),
        pytest.param(["Phone (old)"], [], (), "Phone", id="a label with parentheses"),
    ],
)
def test_a_row_is_told_by_all_that_it_shows_or_not_at_all(
    texts: list[str], api: list[str], hints: tuple[str, ...], found: str | None
) -> None:
    """An API name counts most, and what contradicts it makes a doubt."""
    told = Spellings(ALIKE).look(texts, api, hints)

    assert (told if isinstance(told, str) else None) == found


def test_names_that_only_stand_for_those_of_another_org_contradict_nothing() -> None:
    """The other org's labels may differ."""
    assert Spellings(ALIKE, is_proxy=True).look(["Plan", "Plan__c"], ["Plan__c"]) == "Plan__c"


def test_spellings_know_what_a_text_may_name() -> None:
    """None, one, or several."""
    spellings = Spellings(OBJECTS)

    assert [spellings.knows(one) for one in ("Project", "Zzz")] == [True, False]
    assert spellings.names("Project") == {"Project__c", "Plan__c"}
    assert spellings.names("Zzz") == frozenset()


def row(name: str, *links: Link) -> dict[str, Cell]:
    """Return a row of the list of published objects."""
    return {"Action": Cell("Edit", links), "Object": Cell(name)}


def edit(at: int) -> Link:
    """Return the link to the fields of an object."""
    return Link("Edit", f"/fields{at}")


def test_published_objects_lead_to_their_fields() -> None:
    """By API name, in any order of columns."""
    made = page(
        tables=[
            table("Other"),
            table(
                "Published Objects",
                row("Lead", Link("Del", "/del"), edit(1)),
                {"Name": Cell("Product", (edit(2),))},
            ),
        ]
    )

    assert published_objects(ORG, made) == {"Lead": "/fields1", "Product2": "/fields2"}


def test_an_empty_list_is_no_published_object() -> None:
    """The page says that it is empty."""
    assert published_objects(ORG, page(tables=[table("Published Objects")])) == {}


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        pytest.param([row("Lead")], "the row of Lead", id="no link to its fields"),
        pytest.param([row("Lead", edit(1), edit(2))], "the row of Lead", id="two links"),
        pytest.param([row("Lead", edit(1))] * 2, "is not clear", id="twice"),
        pytest.param([row("User", edit(1))], "names nothing", id="cannot be published"),
        pytest.param([row("Project", edit(1))], "could be", id="label of two"),
    ],
)
def test_a_list_that_is_not_clear_is_a_changed_page(
    rows: Sequence[Mapping[str, Cell]], message: str
) -> None:
    """No object is taken for another."""
    with pytest.raises(PageChanged, match=message):
        published_objects(ORG, page(tables=[table("Published Objects", *rows)]))


def test_boxes_of_objects_are_told_by_their_labels() -> None:
    """Other controls of the form do not count."""
    lead, product = box(1, "Lead"), box(2, row={"Object": "Product"})

    found = object_ticks(ORG, page(text(0, "Search"), lead, product)).by_name

    assert found == {"Lead": Tick(lead, ticked=False), "Product2": Tick(product, ticked=False)}


FIELDS = {
    name: FieldInfo(name, label, publishable=True)
    for name, label in (
        ("Email", "Email"),
        ("Email__c", "Email"),
        ("Company", "Company"),
        ("Company__c", "Firm"),
    )
}


FIELDS_ORG = Org(described={"Thing": FIELDS})


@pytest.mark.parametrize(
    ("control", "name"),
    [
        pytest.param(
            box(0, row={"Field Label": "Email", "API Name": "Email__c"}), "Email__c", id="API name"
        ),
        pytest.param(
            box(0, "Firm", row={"Field Label": "x", "API Name": ""}), "Company__c", id="no API name"
        ),
        pytest.param(box(0, "Firm"), "Company__c", id="label"),
        pytest.param(fixed("Firm"), "Company__c", id="fixed mark"),
    ],
)
def test_a_field_is_told_by_its_api_name_or_its_label(control: Control, name: str) -> None:
    """Where the page shows an API name, labels do not count."""
    found = field_ticks(FIELDS_ORG, page(control), "Thing").by_name

    assert {one: tick.control for one, tick in found.items()} == {name: control}


@pytest.mark.parametrize(
    ("made", "message"),
    [
        pytest.param(page(), "has no form", id="no form"),
        pytest.param(page(text(0, "Company")), "has no tick boxes", id="no boxes"),
        pytest.param(
            page(box(0, "Firm"), box(1, "Firm", checked=True)),
            "two rows for Company__c",
            id="twice",
        ),
        pytest.param(
            page(box(0, "Email", checked=True)), "could be Email, Email__c", id="label of two"
        ),
        pytest.param(
            page(box(0, "Firm"), box(1, checked=True)), "names nothing", id="box without a label"
        ),
    ],
)
def test_a_form_that_is_not_clear_is_a_changed_page(made: Page, message: str) -> None:
    """Saving it could publish something else."""
    with pytest.raises(PageChanged, match=message):
        field_ticks(FIELDS_ORG, made, "Thing")


def test_ticked_boxes_are_published_fields() -> None:
    """What cannot be unticked is fixed."""
    labels = ("Email", "Phone", "Company", "LastName", "Fax", "City")
    fields = {name: FieldInfo(name, name, publishable=True) for name in labels}
    made = page(
        box(0, "Email", checked=True),
        box(1, "Phone"),
        fixed("Company"),
        box(2, "LastName", checked=True, enabled=False),
        fixed("Fax", checked=False),
        box(3, "City", enabled=False),
    )

    ticks = field_ticks(Org(described={"Lead": fields}), made, "Lead")

    assert published_fields(ticks) == {
        "Email": Member.LISTED,
        "Company": Member.FIXED,
        "LastName": Member.FIXED,
    }


@pytest.mark.parametrize(
    ("sobject", "can"),
    [
        pytest.param("Lead", True, id="standard"),
        pytest.param("Project__c", True, id="custom"),
        pytest.param("User", False, id="another standard one"),
        pytest.param("Project__mdt", False, id="metadata"),
        pytest.param("lead", False, id="other letters"),
    ],
)
def test_ten_standard_objects_and_custom_ones_can_be_published(sobject: str, can: bool) -> None:
    """As the help says."""
    assert can_be_published(sobject) is can
    assert len(STANDARD) == 10


@pytest.mark.parametrize("sobject", [*sorted(STANDARD), "Project__c"])
def test_every_object_brings_fields_that_are_always_published(sobject: str) -> None:
    """They need not be listed and never make a difference."""
    assert always_published(Address("hq-emea@hq", "publish", sobject))


def test_custom_objects_bring_their_name() -> None:
    """And nothing else."""
    assert always_published(Address("hq-emea@hq", "publish", "Project__c")) == {"Name"}
