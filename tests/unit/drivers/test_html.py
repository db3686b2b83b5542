"""HTML in the anatomy of Classic pages becomes a Page: what a person could see on it."""

import pytest
from lxml import html

from s2s_gitops.drivers.cells import cell_of
from s2s_gitops.drivers.html import parse_page
from s2s_gitops.drivers.text import is_hidden, links_of, text_of
from s2s_gitops.model.page import Cell, Link, Page, Table

READY = "Error: Invalid Data. Review all error messages below to correct your data."

DETAIL = """
<h1 class="pageType">Connection <span>:</span></h1>
<h2 class="pageDescription"> EMEA
  GmbH </h2><h3></h3>
<div class="bPageBlock"><table class="detailList">
  <tr><td class="labelCol">Status</td><td class="dataCol col02">Active</td>
      <td class="labelCol">Account</td>
      <td class="dataCol"><a href="/001000000000001">EMEA GmbH</a></td></tr>
  <tr><td class="labelCol requiredInput"><label><span class="assistiveText">*</span>Owner</label></td>
      <td class="data2Col" colspan="3">Ada Admin</td></tr>
  <tr><td class="labelCol">Enabled</td>
      <td class="dataCol"><img src="/img/checked.gif" alt="Checked"></td>
      <td class="labelCol">Closed</td>
      <td class="dataCol"><img src="/img/unchecked.gif" alt="Not Checked"></td></tr>
  <tr><td class="labelCol">No data beside</td><td class="other">x</td>
      <td class="labelCol">Last</td></tr>
</table></div>
"""

TABLE = """
<table class="list"><tr class="headerRow"><th>Action</th><th>Object</th></tr>
  <tr class="dataRow even"><td class="actionColumn"><a class="actionLink" href="/x">Edit</a></td>
    <th class="dataCell" scope="row">Lead</th><td>more</td></tr>
  <tr class="dataRow odd"><td></td><th scope="row">Case</th></tr></table>
"""


def page(body: str) -> Page:
    """Return the page with a body."""
    return parse_page("/04P000000000001", f"<html><body>{body}</body></html>")


def related_list(body: str) -> Table:
    """Return a related list with a body."""
    (table,) = page(
        f'<div class="bRelatedList" id="x_List"><h3 id="x_title">Published Objects</h3>{body}</div>'
    ).tables
    return table


EMPTY = Page("/x", (), {}, (), None, (), ())


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param(" \r\n ", id="white space"),
        pytest.param("<!-- nothing here -->", id="a comment"),
        pytest.param('<?xml version="1.0" encoding="UTF-8"?>', id="a declaration"),
        pytest.param(
            '<?xml version="1.0" encoding="UTF-8"?><html><body></body></html>', id="XHTML"
        ),
        pytest.param("<!DOCTYPE html>", id="a document type"),
    ],
)
def test_a_page_that_says_nothing_is_an_empty_page(text: str) -> None:
    """It lacks what the contract names, and is refused for that; it does not break the reader."""
    assert parse_page("/x", text) == EMPTY


@pytest.mark.parametrize("declared", ["UTF-8", "ISO-8859-1", "nonsense"])
def test_a_page_is_text_already_whatever_encoding_it_declares(declared: str) -> None:
    """The session has decoded it."""
    text = (
        f'<?xml version="1.0" encoding="{declared}"?><html><head><meta charset="{declared}"></head>'
    )

    assert parse_page("/x", f"{text}<body><h1>Übersicht 中</h1></body></html>").titles == (
        "Übersicht 中",
    )


def test_headings_are_read_once_each_and_without_white_space() -> None:
    """Pages are told by their headings."""
    assert page(f"{DETAIL}<h2>EMEA GmbH</h2>").titles == ("Connection :", "EMEA GmbH")


@pytest.mark.parametrize(
    ("label", "cell"),
    [
        pytest.param("Status", Cell("Active"), id="text"),
        pytest.param(
            "Account",
            Cell("EMEA GmbH", (Link("EMEA GmbH", "/001000000000001"),)),
            id="link",
        ),
        pytest.param("Owner", Cell("Ada Admin"), id="wide cell, required mark"),
        pytest.param("Enabled", Cell("", checked=True), id="exactly Checked"),
        pytest.param("Closed", Cell("", checked=False), id="exactly Not Checked"),
    ],
)
def test_a_detail_is_the_cell_beside_its_label(label: str, cell: Cell) -> None:
    """Labels are the contract."""
    assert page(DETAIL).details[label] == cell


def test_a_label_without_a_value_beside_it_is_no_detail() -> None:
    """Nothing is taken from a cell of another kind."""
    assert set(page(DETAIL).details) == {"Status", "Account", "Owner", "Enabled", "Closed"}


@pytest.mark.parametrize(
    ("alt", "checked"),
    [
        pytest.param("Checked", True, id="checked"),
        pytest.param("Not Checked", False, id="not checked"),
        pytest.param("checked", None, id="another text"),
        pytest.param("Unchecked", None, id="one that contains it"),
        pytest.param("", None, id="no text"),
    ],
)
def test_a_check_mark_is_told_by_its_exact_text(alt: str, checked: bool | None) -> None:
    """`Not Checked` contains `Checked`."""
    cell = cell_of(html.fromstring(f'<td><img alt="{alt}"></td>'))

    assert cell.checked is checked


def test_a_related_list_is_read_by_its_headers() -> None:
    """Columns are found by their text; those without a header have a number."""
    table = related_list(TABLE)

    assert (table.title, table.headers, table.complete) == (
        "Published Objects",
        ("Action", "Object"),
        True,
    )
    assert [{name: cell.text for name, cell in row.items()} for row in table.rows] == [
        {"Action": "Edit", "Object": "Lead", "column 2": "more"},
        {"Action": "", "Object": "Case"},
    ]
    assert table.rows[0]["Action"].links == (Link("Edit", "/x"),)


@pytest.mark.parametrize(
    ("body", "complete"),
    [
        pytest.param(TABLE, True, id="rows"),
        pytest.param("<table class='list'><tr><th>No records to display</th></tr></table>", True,
                     id="says that it is empty"),
        pytest.param("<div class='pbBody'></div>", False, id="not loaded yet"),
        pytest.param("<table class='list'><tr class='headerRow'><th>A</th></tr></table>", False,
                     id="headers alone"),
        pytest.param(TABLE + "<div class='fewerMore'><a href='/x?rowsperlist=10'>more</a></div>",
                     False, id="fewer or more"),
        pytest.param(TABLE + "<div class='pShowMore'><a href='/x'>Show 3 more</a></div>",
                     False, id="show more"),
        pytest.param(TABLE + "<div class='pShowMore'></div>", True, id="nothing more to show"),
        pytest.param(TABLE + "<a href='/x?lsr=20'>Next Page</a>", False, id="next page"),
        pytest.param(TABLE + "<a href='/x'>The next page</a>", True, id="another link"),
        pytest.param(TABLE + "<a href='/x'>Show 12 more »</a>", False, id="show more, alone"),
        pytest.param(TABLE + "<a href='/x'>Show details</a>", True, id="show something else"),
        pytest.param(TABLE + "<a href='/x'>Go to list (12)</a>", False, id="go to list"),
        pytest.param(TABLE + "<div class='rolodex'><a href='/x?lsc=1'>A</a></div>", False,
                     id="alphabet"),
        pytest.param("No records to display<div class='rolodex'><a href='/x'>A</a></div>", False,
                     id="empty for this letter"),
    ],
)  # fmt: skip
def test_a_list_is_complete_only_if_it_shows_all_rows_or_says_that_it_has_none(
    body: str, complete: bool
) -> None:
    """A list that is empty, not loaded, or shown in part is never taken for another."""
    assert related_list(body).complete is complete


def test_buttons_of_a_related_list_are_its_own() -> None:
    """The same text may stand on the page for something else."""
    made = page(
        """
        <input type="button" class="btn" value="Edit" onclick="navigateToUrl('/page')">
        <div class="bRelatedList"><h3>List</h3>
          <input type="button" class="btn" value="Edit" onclick="navigateToUrl('/list')"></div>
        """
    )

    assert [one.address for one in made.buttons] == ["/page"]
    assert [one.address for one in made.tables[0].buttons] == ["/list"]


def test_other_lists_take_the_nearest_heading_before_them() -> None:
    """Set-up lists stand in no related list; lists of an edit form are its rows."""
    made = page(
        f"""
        <h2>Far</h2><h3>Near</h3>{TABLE}
        <div class="bRelatedList"><h3>Related</h3>{TABLE}</div>
        <form method="post">{TABLE}</form><table class="detailList"></table>
        """
    )

    assert [(one.title, len(one.rows)) for one in made.tables] == [("Related", 2), ("Near", 2)]


@pytest.mark.parametrize("method", ["post", "POST", "Post"])
def test_a_list_in_an_edit_form_is_no_list_of_the_page(method: str) -> None:
    """However the form's method is spelled: its rows are the form's controls."""
    assert page(f'<form method="{method}">{TABLE}</form>').tables == ()


@pytest.mark.parametrize("method", ['method="get"', "", 'method="GET"'])
def test_a_list_in_a_search_form_is_a_list_of_the_page(method: str) -> None:
    """Filters stand around lists."""
    assert len(page(f"<form {method}>{TABLE}</form>").tables) == 1


def test_a_list_below_no_heading_has_no_title() -> None:
    """It is still read."""
    assert [one.title for one in page(TABLE).tables] == [""]


def test_a_list_without_a_heading_has_no_title() -> None:
    """It cannot be taken for a named one."""
    (table,) = page('<div class="bRelatedList"><p>No records to display</p></div>').tables

    assert (table.title, table.rows, table.complete) == ("", (), True)


@pytest.mark.parametrize(
    ("body", "errors"),
    [
        pytest.param("<p>Error is a word</p>", (), id="none"),
        pytest.param(f"<div id='errorDiv_ep' class='pbError' style='display: none'>{READY}</div>",
                     (), id="ready-made text, hidden"),
        pytest.param(f"<div id='errorDiv_ep' class='pbError' style='DISPLAY:NONE;'>{READY}</div>",
                     (), id="hidden, spelled otherwise"),
        pytest.param(f"<div style='display:none'><p id='errorDiv_ep'>{READY}</p></div>",
                     (), id="hidden by what is around it"),
        pytest.param(f"<div id='errorDiv_ep' class='pbError'>{READY}</div>", (READY,), id="shown"),
        pytest.param("<div class='errorMsg'><strong>Error:</strong> Enter a value</div>",
                     ("Error: Enter a value",), id="beside a field"),
        pytest.param("<div class='errorMsg'></div>", (), id="empty"),
        pytest.param("<p id='errorTitle'>Insufficient Privileges</p><p id='errorDesc'>No.</p>",
                     ("Insufficient Privileges", "No."), id="error page"),
        pytest.param("<p id='validationError'>A</p><p id='error'>B</p>", ("B", "A"), id="others"),
    ],
)  # fmt: skip
def test_only_errors_that_are_shown_are_errors(body: str, errors: tuple[str, ...]) -> None:
    """Every edit page carries a ready-made error text that is hidden."""
    assert page(body).errors == errors


@pytest.mark.parametrize(
    ("anchor", "found"),
    [
        pytest.param("<a href='/x'>A <b>b</b></a>", (Link("A b", "/x"),), id="link"),
        pytest.param("<a href='#top'>Top</a>", (), id="within the page"),
        pytest.param("<a href='javascript:void(0)'>Act</a>", (), id="script"),
        pytest.param("<a name='here'>Here</a>", (), id="no address"),
        pytest.param("<a href=''>Here</a>", (), id="empty address"),
    ],
)
def test_links_lead_somewhere(anchor: str, found: tuple[Link, ...]) -> None:
    """What stays on the page, or acts, is no link."""
    assert page(anchor).links == found
    assert tuple(links_of(html.fromstring(f"<p>{anchor}</p>"))) == found


@pytest.mark.parametrize("text", ["", "<html></html>", "plain text", "<div>not closed"])
def test_any_text_becomes_a_page_that_shows_nothing_known(text: str) -> None:
    """It is for the contract of a page to miss what it needs."""
    made = parse_page("/x", text)

    assert (made.address, made.titles, dict(made.details), made.tables) == ("/x", (), {}, ())
    assert (made.form, made.buttons, made.links, made.errors) == (None, (), (), ())


@pytest.mark.parametrize(
    ("body", "text"),
    [
        pytest.param("<p>  a\n  b\u00a0c </p>", "a b c", id="white space"),
        pytest.param("<p>a<b>b</b>c</p>", "abc", id="inline parts"),
        pytest.param("<p><span>*</span> Name</p>", "Name", id="required mark"),
        pytest.param("<p>5 * 3</p>", "5 * 3", id="another star"),
        pytest.param("<p></p>", "", id="nothing"),
        pytest.param("<p>a<!-- note -->b</p>", "ab", id="comment"),
        pytest.param("<p>a<script>var x</script>b<style>p {}</style></p>", "ab", id="script"),
        pytest.param(
            "<p>a <select><option>x</option></select> b<textarea>y</textarea></p>",
            "a b",
            id="what could be chosen or is typed",
        ),
    ],
)
def test_text_is_what_a_person_reads(body: str, text: str) -> None:
    """White space and the mark of required fields do not count."""
    assert text_of(html.fromstring(body)) == text


@pytest.mark.parametrize(
    ("style", "hidden"),
    [
        pytest.param("display:none", True, id="hidden"),
        pytest.param("color: red; display : none", True, id="among others"),
        pytest.param("display:block", False, id="shown"),
        pytest.param("", False, id="no style"),
    ],
)
def test_what_is_not_displayed_is_hidden(style: str, hidden: bool) -> None:
    """By its own style or by one around it."""
    outer = html.fromstring(f"<div style='{style}'><p>x</p></div>")

    assert (is_hidden(outer), is_hidden(outer[0])) == (hidden, hidden)
