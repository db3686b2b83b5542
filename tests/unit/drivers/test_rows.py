"""Rows of forms: what stands in them, rows without a control, controls that are not displayed."""

import pytest

from s2s_gitops.drivers.html import parse_page
from s2s_gitops.model.page import Button, ControlType, Form, Link

HEAD = "<tr class='headerRow'><th>Publish</th><th>Field</th></tr>"


def form(rows: str, header: str = HEAD) -> Form:
    """Return a form with one table."""
    text = f"<form method='post'><table class='list'>{header}{rows}</table></form>"
    (found,) = parse_page("/p", f"<html><body>{text}</body></html>").forms
    return found


def row(*cells: str) -> str:
    """Return a row."""
    return f"<tr class='dataRow'>{''.join(f'<td>{one}</td>' for one in cells)}</tr>"


BOX = "<input type='checkbox' name='a' id='a'>"


def test_a_control_knows_its_column_and_the_links_of_its_row() -> None:
    """A button or a picture may be a link as well."""
    opener = "<input type='button' value='Values' onclick=\"openPopup('/v')\">"
    image = "<a href='/w'><img onclick=\"openPopup('/u')\"></a>"
    (control,) = form(row(BOX, f"Company {opener}{image}")).controls

    assert (control.column, control.row["Field"]) == ("Publish", "Company")
    assert control.links == (Link("", "/w"), Link("Values", "/v"))


def test_a_row_without_a_control_is_said_to_have_nothing() -> None:
    """It may be a field that is always published."""
    made = form(row("Always", "Company") + row(BOX, "Email") + row("<img alt='Checked'>", "Name"))

    assert [one.type for one in made.controls] == [
        ControlType.NOTHING,
        ControlType.CHECKBOX,
        ControlType.FIXED,
    ]
    assert [one.row_number for one in made.controls] == [0, 1, 2]


@pytest.mark.parametrize(
    ("rows", "torn"),
    [
        pytest.param(row(BOX, "<label for='a'>A</label>"), False, id="as it should be"),
        pytest.param(row(BOX), True, id="a cell is missing"),
        pytest.param(row(BOX, "<label for='b'>B</label>"), True, id="label of another control"),
        pytest.param(row("x", "<label for='b'>B</label>"), False, id="label without a control"),
    ],
)
def test_a_row_that_is_put_together_wrongly_tears_the_form(rows: str, torn: bool) -> None:
    """What is ticked in it would be taken for another thing."""
    assert form(rows).torn is torn


def test_a_row_outside_of_a_table_tears_the_form() -> None:
    """Its columns have no names."""
    text = "<form method='post'></form>"
    page = parse_page("/p", f"<html><body>{text.replace('></', f'>{row(BOX)}</')}</body></html>")

    assert page.form is not None
    assert form(row(BOX, "A"), "").torn is True


def test_what_selects_all_is_no_control() -> None:
    """It stands in the header, and is sent as found."""
    header = HEAD.replace("Publish", "<input type='checkbox' name='all' checked>")
    made = form(row(BOX, "Email"), header)

    assert [one.id for one in made.controls] == ["a"]
    assert [(one.name, one.sent) for one in made.entries] == [("all", True), ("a", False)]


def test_a_control_that_is_not_displayed_counts_as_absent_and_is_sent_as_found() -> None:
    """By its own style or by one around it."""
    hidden = "<span style='display:none'><input type='checkbox' name='b' checked></span>"
    made = form(row(BOX, f"Email{hidden}"))

    assert [one.id for one in made.controls] == ["a"]
    assert [(one.checked, one.row_number) for one in made.hidden] == [(True, 0)]
    assert [(one.name, one.sent) for one in made.entries] == [("a", False), ("b", True)]


def test_buttons_of_small_forms_are_buttons_of_the_page_and_know_their_form() -> None:
    """The edit form is the one with something to fill in."""
    small = "<form method='post' action='/{0}'><input type='submit' class='btn' value='{0}'></form>"
    edit = "<form method='post' action='/e'><input name='x'><input type='submit' class='btn' value='Save'></form>"
    text = small.format("Accept") + edit + small.format("Decline")
    page = parse_page("/p", f"<html><body>{text}</body></html>")

    assert page.form is page.forms[1]
    assert [(one.text, one.form) for one in page.buttons] == [
        ("Accept", 0),
        ("Save", 1),
        ("Decline", 2),
    ]


def test_a_button_in_a_form_of_a_list_is_no_button_that_opens_something() -> None:
    """It is the page's, to be pressed."""
    small = "<form method='post'><input type='submit' class='btn' value='New' name='n'></form>"
    text = f"<div class='bRelatedList'><h3>T</h3>{small}<p>No records to display</p></div>"
    page = parse_page("/p", f"<html><body>{text}</body></html>")

    assert page.tables[0].buttons == ()
    assert page.buttons == (Button("New", "n", "New"),)


@pytest.mark.parametrize(
    ("handler", "strange"),
    [
        pytest.param("", False, id="none"),
        pytest.param("javascript:return true;", False, id="nothing"),
        pytest.param(
            "if (window.sfdcPage && window.sfdcPage.disableSaveButtons) "
            "{ return window.sfdcPage.disableSaveButtons(); }",
            False,
            id="buttons are disabled",
        ),
        pytest.param("return " * 3000 + "x()", True, id="much that is harmless, and more"),
    ],
)
def test_script_that_changes_nothing_is_harmless(handler: str, strange: bool) -> None:
    """However long it is."""
    text = f"<html><body><form method='post' onsubmit='{handler}'></form></body></html>"

    assert parse_page("/p", text).forms[0].strange is strange
