"""The pages of subscribing and mapping: rows, drop-downs and sections are told or refused."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from s2s_gitops.kinds.spellings import Spellings
from s2s_gitops.kinds.subscription.choices import chosen_text, none_value, own_choices
from s2s_gitops.kinds.subscription.mapping import read_mapping
from s2s_gitops.kinds.subscription.offers import read_offers
from s2s_gitops.kinds.subscription.rows import list_rows, partner_name
from s2s_gitops.model.errors import PageChanged
from s2s_gitops.model.page import Control, Option, Page

from .pages import Org, box, page, select, text

OWN = {"Lead": "Lead", "Case": "Case", "Project__c": "Project", "User": "User"}
THEIRS = {"Lead": "Lead", "Case": "Request", "Plan__c": "Plan"}
ORG = Org(known=OWN)
OBJECTS = ("--None--", "Lead", "Case", "Project")


def offer(entry: int, name: str, number: int, /, chosen: str = "", **more: Any) -> Control:
    """Return the drop-down of a row of the Subscribe/Unsubscribe page."""
    row = more.pop("row", {"Object": name})
    return select(entry, *OBJECTS, chosen=chosen, row=row, row_number=number, **more)


def offers(*controls: Control) -> Page:
    """Return the Subscribe/Unsubscribe page."""
    return page(*controls, titles=["EMEA", "Subscribe/Unsubscribe"])


def test_rows_tell_what_the_partner_offers_and_what_takes_it_in() -> None:
    """By the partner's API name; Auto-Accept where it is offered."""
    accept = box(2, "Auto-Accept", row_number=0)
    made = offers(text(0, "Search"), offer(1, "Lead", 0, "Lead"), accept, offer(3, "Plan", 1))

    found = read_offers(ORG, made, THEIRS)

    assert {name: (one.own, one.auto_accept) for name, one in found.by_object.items()} == {
        "Lead": ("Lead", accept),
        "Plan__c": (None, None),
    }
    assert found.by_object["Lead"].choices.values == {
        "Lead": "Lead",
        "Case": "Case",
        "Project__c": "Project",
    }
    assert [one.object for one in found.by_object.values()] == ["Lead", "Plan__c"]


@pytest.mark.parametrize(
    ("name", "theirs", "expected"),
    [
        pytest.param("Request", THEIRS, "Case", id="the partner's label"),
        pytest.param("Plan__c", THEIRS, "Plan__c", id="the partner's API name"),
        pytest.param("Project", {}, "Project__c", id="our label, where the partner is not read"),
        pytest.param("Case", {}, "Case", id="standard, where the partner is not read"),
    ],
)
def test_an_offer_is_told_by_the_partners_words_or_by_ours(
    name: str, theirs: Mapping[str, str], expected: str
) -> None:
    """Where nobody here can read the partner, our own labels are what is left."""
    assert list(read_offers(ORG, offers(offer(0, name, 0)), theirs).by_object) == [expected]


@pytest.mark.parametrize(
    ("controls", "theirs", "message"),
    [
        pytest.param((), {}, "has no form", id="no form"),
        pytest.param(
            (offer(0, "Lead", 0), offer(1, "Case", 0)), {}, "several drop-downs", id="two in a row"
        ),
        pytest.param(
            (offer(0, "Lead", 0), offer(1, "Lead", 1, "Lead")),
            {},
            "row of Lead is not clear",
            id="twice",
        ),
        pytest.param(
            (offer(0, "Lead", 0), box(1, row_number=0), box(2, row_number=0)),
            {},
            "row of Lead is not clear",
            id="two tick boxes",
        ),
        pytest.param((offer(0, "Zzz", 0, "Lead"),), {}, "names nothing", id="unknown"),
        pytest.param((offer(0, "User", 0, "Lead"),), {}, "names nothing", id="cannot be shared"),
        pytest.param(
            (offer(0, "Project", 0, "Lead"),), THEIRS, "names nothing", id="not the partner's"
        ),
    ],
)
def test_a_page_of_offers_that_is_not_clear_is_a_changed_page(
    controls: tuple[Control, ...], theirs: Mapping[str, str], message: str
) -> None:
    """Saving it could unsubscribe something else."""
    with pytest.raises(PageChanged, match=message):
        read_offers(ORG, offers(*controls), theirs)


def test_controls_outside_of_rows_are_no_offers() -> None:
    """Nor are rows without a drop-down."""
    made = page(offer(0, "Lead", -1), box(1, "All", row_number=0), offer(2, "Case", 1))

    assert [row.select.entry for row in list_rows(ORG, made)] == [2]


@pytest.mark.parametrize(
    ("row", "name"),
    [
        pytest.param({"Label": "Lead", "API Name": "Plan__c"}, "Plan__c", id="API name, known"),
        pytest.param({"Label": "Lead", "API Name": "Odd__c"}, "Odd__c", id="API name, not known"),
        pytest.param({"Label": "Plan", "API Name": ""}, "Plan__c", id="API column is empty"),
        pytest.param({"Label": "Plan"}, "Plan__c", id="no API column"),
    ],
)
def test_an_api_name_on_the_page_counts_before_a_label(row: Mapping[str, str], name: str) -> None:
    """It is the partner's own word, whether it can be read there or not."""
    made = offer(0, "", 0, row=row)

    assert partner_name(made, Spellings(THEIRS, is_proxy=True), whole_names=False) == name


@pytest.mark.parametrize(
    ("options", "choices"),
    [
        pytest.param([Option("", "--None--"), Option("", "")], {}, id="no choice"),
        pytest.param([Option("Case", "Request")], {"Case": "Case"}, id="by its value"),
        pytest.param([Option("01I1", "Project")], {"Project__c": "01I1"}, id="by its text"),
    ],
)
def test_an_option_is_told_by_its_value_or_its_text(
    options: list[Option], choices: Mapping[str, str]
) -> None:
    """An API name as the value is beyond doubt."""
    made = replace(select(0), options=tuple(options))

    assert own_choices("hq", page(made), made, Spellings(OWN)).values == choices


@pytest.mark.parametrize(
    ("options", "names", "said"),
    [
        pytest.param([Option("1", "Zzz")], frozenset(), "does not offer Case", id="unknown"),
        pytest.param(
            [Option("Case", "x"), Option("1", "Case")],
            frozenset({"Case"}),
            "which option of Request is Case cannot be told; 'x' could be Case",
            id="two for one",
        ),
    ],
)
def test_an_option_that_is_not_clear_stops_those_who_need_it(
    options: list[Option], names: frozenset[str], said: str
) -> None:
    """No object is taken for another; whoever does not need it is not bothered."""
    made = replace(select(0), options=(Option("", "--None--"), *options))

    found = own_choices("hq", page(made), made, Spellings(OWN))

    assert (found.values, found.chosen, found.doubts[0].names) == ({}, None, names)
    assert said in str(found.missing("hq", page(made), "Case", "Request", ""))
    with pytest.raises(PageChanged, match="the row"):
        own_choices("hq", page(made), replace(made, value=options[0].value), Spellings(OWN))


def test_a_drop_down_without_options_is_a_changed_page() -> None:
    """Even where nothing fits there is one for that."""
    with pytest.raises(PageChanged, match="without --None--"):
        own_choices("hq", page(select(0)), select(0), Spellings(OWN))


def test_no_choice_is_an_option_of_its_own() -> None:
    """Its value is the page's; without it nothing can be taken back."""
    made = replace(select(0), options=(Option("Lead", "Lead"), Option("000", "--None--")))

    assert none_value("hq", page(made), made) == "000"
    with pytest.raises(PageChanged, match="without --None--"):
        none_value("hq", page(made), select(0, "Lead"))


FIELDS = {"Company": "Company", "Grade__c": "Grade", "Rating": "Rating", "Status": "Status"}
THEIR_FIELDS = {"Company": "Firm", "Rating": "Rating", "Status": "Lead Status", "Plan__c": "Plan"}
NAMES = ("--None--", "Company", "Grade", "Rating", "Status")


def mapped(entry: int, name: str, chosen: str = "", **more: Any) -> Control:
    """Return a row of the mapping page."""
    kept = {"section": "Fields", "row_number": entry, "row": {"Field": name}} | more
    return select(entry, *NAMES, chosen=chosen, **kept)


def value(entry: int, name: str, chosen: str = "", section: str = "Rating Values") -> Control:
    """Return a row of the values of a picklist."""
    return select(
        entry, "--None--", "Hot", "Cold", chosen=chosen, section=section, row_number=entry,
        row={"Value": name},
    )  # fmt: skip


def test_a_mapping_page_tells_fields_and_values() -> None:
    """Mapped or not; with the tick box that adds fields by itself."""
    auto = box(9, "Auto-Map Fields", checked=True)
    made = page(
        box(8, "Something else"),
        auto,
        mapped(0, "Firm", "Company"),
        mapped(1, "Rating", "Grade"),
        mapped(2, "Plan"),
        value(3, "Hot", "Cold"),
        value(4, "Warm"),
    )

    found = read_mapping(ORG, made, FIELDS, THEIR_FIELDS)

    assert found.mapped_fields() == {"Company": "Company", "Rating": "Grade__c"}
    assert found.mapped_values() == {"Rating.Hot": "Cold"}
    assert sorted(found.fields) == ["Company", "Plan__c", "Rating"]
    assert sorted(found.values["Rating"].controls) == ["Hot", "Warm"]
    assert found.auto_map == auto


def test_a_mapping_page_need_not_show_values_nor_the_tick_box() -> None:
    """There may be no picklist."""
    found = read_mapping(ORG, page(mapped(0, "Firm")), FIELDS, THEIR_FIELDS)

    assert (found.values, found.auto_map, found.mapped_values()) == ({}, None, {})


@pytest.mark.parametrize(
    ("title", "theirs", "field"),
    [
        pytest.param("Rating", THEIR_FIELDS, "Rating", id="API name and label"),
        pytest.param("Values of Lead Status", THEIR_FIELDS, "Status", id="the longest label"),
        pytest.param("Status", THEIR_FIELDS, "Status", id="API name"),
        pytest.param("Map (Rating)", THEIR_FIELDS, "Rating", id="within other signs"),
        pytest.param("Lead Status", {}, "Status", id="a text of the field's own row"),
    ],
)
def test_a_section_belongs_to_the_field_that_its_title_names(
    title: str, theirs: Mapping[str, str], field: str
) -> None:
    """By API name or label, as whole words; the longest counts."""
    rows = [
        mapped(0, "Rating"),
        mapped(1, "Lead Status", row={"A": "Lead Status", "API": "Status"}),
    ]
    made = page(*rows, value(2, "Open", section=title))

    assert list(read_mapping(ORG, made, FIELDS, theirs).values) == [field]


@pytest.mark.parametrize(
    ("rows", "title", "theirs", "message"),
    [
        pytest.param(("Rating",), "Ratings", THEIR_FIELDS, "names no field", id="part of a word"),
        pytest.param(("Rating",), "Zzz", THEIR_FIELDS, "names no field", id="no field"),
        pytest.param(
            ("Rating", "Status"),
            "Rating Status",
            {"Rating": "Rating", "Status": "Status"},
            "names Rating, Status",
            id="two of one length",
        ),
    ],
)
def test_a_section_that_could_be_of_two_fields_or_of_none_is_refused(
    rows: tuple[str, ...], title: str, theirs: Mapping[str, str], message: str
) -> None:
    """Values of one field are never taken for those of another."""
    made = page(*(mapped(at, name) for at, name in enumerate(rows)), value(8, "x", section=title))

    with pytest.raises(PageChanged, match=message):
        read_mapping(ORG, made, FIELDS, theirs)


def test_a_text_that_several_rows_show_names_none_of_them() -> None:
    """Where the partner cannot be read, a type such as `Picklist` stands beside many fields."""
    rows = [
        mapped(at, name, row={"Field": name, "Type": "Picklist"})
        for at, name in enumerate(("Rating", "Status"))
    ]

    with pytest.raises(PageChanged, match="'Picklist' names no field"):
        read_mapping(ORG, page(*rows, value(2, "x", section="Picklist")), FIELDS, {})


@pytest.mark.parametrize(
    ("made", "message"),
    [
        pytest.param(page(), "has no form", id="no form"),
        pytest.param(page(box(0, "x")), "has no field to map", id="no field"),
        pytest.param(
            page(mapped(0, "Rating"), mapped(1, "Rating")), "two rows for Rating", id="twice"
        ),
        pytest.param(
            page(mapped(0, "Rating"), value(1, "Hot"), value(2, "Hot")),
            "row of the value '' is not clear",
            id="value twice",
        ),
        pytest.param(
            page(mapped(0, "Rating"), value(1, "")),
            "row of the value '' is not clear",
            id="value without a text",
        ),
    ],
)
def test_a_mapping_page_that_is_not_clear_is_a_changed_page(made: Page, message: str) -> None:
    """Saving it could map something else."""
    with pytest.raises(PageChanged, match=message):
        read_mapping(ORG, made, FIELDS, THEIR_FIELDS)


@pytest.mark.parametrize(
    ("chosen", "shown"),
    [
        pytest.param("Hot", "Hot", id="chosen"),
        pytest.param("", "--None--", id="no choice"),
        pytest.param("gone", "--None--", id="what is not offered any more"),
    ],
)
def test_a_drop_down_shows_the_text_of_its_choice(chosen: str, shown: str) -> None:
    """Values travel by their texts."""
    assert chosen_text(value(0, "x", chosen)) == shown
