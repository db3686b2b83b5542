"""Ticks: boxes, marks, texts and entries of duelling lists; what is ticked is told, or the page is a changed one."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from s2s_gitops.kinds.publication.pages import field_ticks, object_ticks, published_fields
from s2s_gitops.kinds.publication.ticks import Ticks, fillings_of
from s2s_gitops.model.errors import ByHand, PageChanged
from s2s_gitops.model.page import Control, ControlType, Copy, Option, Page
from s2s_gitops.model.ports import FieldInfo
from s2s_gitops.model.resource import Member

from .pages import Org, box, fixed, page, select

LABELS = {
    "Company": "Company",
    "LastName": "Last Name",
    "Email": "Email",
    "Email__c": "Email",
    "Phone": "Phone",
    "Twin__c": "Twin",
    "Other_Twin__c": "Twin",
}
FIELDS = {name: FieldInfo(name, label, publishable=True) for name, label in LABELS.items()}
ORG = Org(
    known={"Lead": "Lead", "A__c": "Twin", "B__c": "Twin", "Case": "Case"},
    described={"Lead": FIELDS},
)


def row(control: Control, number: int, column: str = "Publish", **texts: str) -> Control:
    """Return a control in a row."""
    return replace(control, row={column: "", **texts}, row_number=number, column=column)


def nothing(number: int, column: str = "Publish", says: str = "", **texts: str) -> Control:
    """Return a row with nothing to fill in."""
    made = Control(ControlType.NOTHING, -1, "", "", {column: says, **texts}, row_number=number)
    return replace(made, column="")


def ticked(entry: int, **more: Any) -> Control:
    """Return a ticked box."""
    return box(entry, checked=True, **more)


def duel(*options: tuple[str, str, bool]) -> Control:
    """Return a duelling list."""
    shown = tuple(Option(value, text, selected=chosen) for value, text, chosen in options)
    copy = Copy(7, -1, ",", "\\")
    return Control(ControlType.DUEL, 7, "", "Selected", {}, options=shown, copy=copy)


def published(*controls: Control) -> Mapping[str, Any]:
    """Return the published fields of a page."""
    return published_fields(field_ticks(ORG, page(*controls), "Lead"))


def test_rows_with_a_text_in_place_of_a_tick_are_published_for_good() -> None:
    """Default fields may look like that; marks in other columns tell something else."""
    flag = row(fixed(checked=False), 0, "Custom", Field="Phone")
    made = published(
        row(ticked(0), 0, Field="Phone"),
        flag,
        nothing(1, says="Always", Field="Company"),
        nothing(2, Field="Last Name"),
    )

    assert made == {"Phone": Member.LISTED, "Company": Member.FIXED, "LastName": Member.FIXED}


def test_marks_alone_stand_in_their_column() -> None:
    """Where nothing can be changed at all."""
    made = published(row(fixed(), 0, Field="Company"), row(fixed(checked=False), 1, Field="Phone"))

    assert made == {"Company": Member.FIXED}


def test_a_page_of_default_fields_alone_is_read() -> None:
    """Such a page offers nothing to tick."""
    assert published(nothing(0, Field="Company"), nothing(1, Field="Last Name")) == {
        "Company": Member.FIXED,
        "LastName": Member.FIXED,
    }


def test_entries_of_a_duelling_list_are_ticks() -> None:
    """Told by their values if these are API names, else by their texts, with an API name in them or not."""
    made = published(
        nothing(0, says="Always", Field="Company"),
        duel(
            ("Email__c", "Email", True),
            ("p3", "Email (Email)", False),
            ("p4", "Phone", True),
            ("p5", "Last Name (LastName)", True),
        ),
    )

    assert made == dict.fromkeys(("Email__c", "Phone", "LastName"), Member.LISTED) | {
        "Company": Member.FIXED
    }


@pytest.mark.parametrize(
    ("controls", "message"),
    [
        pytest.param(
            [row(ticked(0), 0, Field="Twin")], "could be Other_Twin__c, Twin__c", id="label of two"
        ),
        pytest.param([duel(("1", "Twin", True))], "could be Other", id="label of two, in a list"),
        pytest.param(
            [row(ticked(0), 0, Field="Phone"), Control(ControlType.MANY, -1, "", "Fields", {})],
            "not known what is chosen",
            id="lists that are not understood",
        ),
        pytest.param(
            [row(ticked(0), 0, Field="Phone"), row(box(1), 1, Field="Phone")],
            "two rows for Phone",
            id="twice, one ticked",
        ),
        pytest.param(
            [row(box(0), 0, Field="Phone"), nothing(1, Field="Email")],
            "'Email' could be",
            id="a text of what cannot be told",
        ),
        pytest.param(
            [row(box(0), 0, Field="Company"), nothing(1, Field="Phone")],
            "neither a tick box nor a text",
            id="a row that has lost its tick",
        ),
        pytest.param([nothing(0, Field="Phone")], "neither a tick box", id="a column is missing"),
        pytest.param(
            [row(box(0), 0, Field="Phone"), row(box(1), 1, "Other", Field="Email")],
            "in several columns: Other, Publish",
            id="boxes in two columns",
        ),
        pytest.param(
            [row(box(0), 0, Field="Zzz")], "of anything that is known", id="rows of something else"
        ),
        pytest.param(
            [row(box(0), 0, Field="Phone"), row(select(1, "A"), 0, Field="Phone")],
            "drop-downs in its rows",
            id="another kind of page",
        ),
        pytest.param(
            [row(ticked(0), 0, **{"Field": "Phone", "API Name": "Company"})],
            "could be Company, Phone",
            id="a row put together of two",
        ),
    ],
)
def test_what_is_ticked_and_not_clear_is_a_changed_page(
    controls: list[Control], message: str
) -> None:
    """Else it would be published without anybody being told."""
    with pytest.raises(PageChanged, match=message):
        published(*controls)


def test_a_ticked_row_that_is_not_displayed_is_a_changed_page() -> None:
    """It would be sent as found, and nobody sees it."""
    made = page(row(box(0), 0, Field="Phone"))
    assert made.form is not None
    hidden = replace(made.form, hidden=(row(ticked(1), 1, Field="Company"),))

    with pytest.raises(PageChanged, match="ticked row that is not displayed"):
        field_ticks(ORG, replace(made, form=hidden), "Lead")


def test_a_mark_beside_the_rows_tells_nothing_of_fields() -> None:
    """It may be about the template itself."""
    made = published(fixed("Active"), box(0, "Phone", checked=True))

    assert made == {"Phone": Member.LISTED}


def objects() -> Ticks:
    """Return ticks of objects, two of which are called alike."""
    made = page(
        row(ticked(0), 0, Object="Lead"),
        row(box(1), 1, Object="Twin"),
        row(box(2), 2, Object="Twin"),
        nothing(3, says="not deployed", Object="Case"),
    )
    return object_ticks(ORG, made)


def test_what_is_not_ticked_and_not_clear_stops_nobody_else() -> None:
    """It goes back as found."""
    assert objects().chosen == {"Lead"}
    assert fillings_of("hq", objects(), {"Lead": False}) == {0: False}


def test_a_thing_that_stands_there_twice_unticked_stops_only_who_wants_it() -> None:
    """Which of the two is meant is not known."""
    made = page(row(ticked(0), 0, O="Case"), row(box(1), 1, O="Lead"), row(box(2), 2, O="Lead"))

    with pytest.raises(ByHand, match="which row is Lead cannot be told"):
        fillings_of("hq", object_ticks(ORG, made), {"Lead": True})


@pytest.mark.parametrize(
    ("name", "error", "message"),
    [
        pytest.param("A__c", ByHand, "could be A__c, B__c", id="one of two"),
        pytest.param("Case", PageChanged, "no tick box for Case", id="nothing to tick"),
        pytest.param("Zzz__c", PageChanged, "no tick box for Zzz__c", id="not there"),
    ],
)
def test_what_cannot_be_ticked_stops_who_wants_it(
    name: str, error: type[Exception], message: str
) -> None:
    """A person can tell it, or the org does not offer it."""
    with pytest.raises(error, match=message):
        fillings_of("hq", objects(), {name: True})


def test_behind_what_is_shown_may_stand_which_of_two_is_meant() -> None:
    """Only where the texts leave a choice."""
    first = row(box(0, id="A__c", checked=True), 0, Object="Twin")
    second = row(replace(box(1), value="B__c"), 1, Object="Twin")

    assert object_ticks(ORG, page(first, second)).chosen == {"A__c"}


def moved(shown: Page, **wanted: bool) -> Mapping[int, Any]:
    """Return the fillings of a duelling list."""
    return fillings_of("hq", field_ticks(ORG, shown, "Lead"), wanted)


def test_ticks_of_one_duelling_list_become_one_filling() -> None:
    """In the order in which they are moved; what is there stays."""
    shown = page(
        duel(
            ("Company", "a", True),
            ("Phone", "b", True),
            ("Email", "c", False),
            ("LastName", "d", False),
        )
    )

    assert moved(shown, Phone=False, Email=True, LastName=True) == {
        7: ("Company", "Email", "LastName")
    }
    assert moved(shown, Phone=True) == {7: ("Company", "Phone")}
    assert moved(shown, Email=False) == {7: ("Company", "Phone")}
