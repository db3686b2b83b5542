"""Forms: what they would send, their controls with labels and rows, and what a submission sends."""

from collections.abc import Mapping

import pytest

from s2s_gitops.drivers.bodies import body_of
from s2s_gitops.drivers.html import parse_page
from s2s_gitops.model.page import (
    Button,
    Control,
    ControlType,
    Filling,
    Form,
    LookupValue,
    Option,
    Submission,
)

BUTTONS = """
<input type="submit" class="btn" name="save" value=" Save ">
<input type="submit" class="btn" name="save" value=" Save &amp; Send Invite ">
<input type="submit" class="btn" name="save" value="Quick Save" style="display:none">
<input type="submit" class="btn" name="cancel" value="Cancel">
"""

EDIT = f"""
<form id="search" method="get"><input name="q"></form>
<form id="other" method="POST" action="/other"><input name="z" value="1"></form>
<form id="editPage" name="editPage" method="post" action="/04P/e"
      onsubmit="window.ffInAlert = false; disableButtons('x'); return true;">
  <input type="hidden" name="_CONFIRMATIONTOKEN" value="tok">
  <input type="hidden" name="retURL" value="/a"><input type="hidden" name="retURL" value="/b">
  <input type="hidden" name="empty"><input type="hidden" value="nameless">
  <div class="pbHeader">{BUTTONS}</div>
  <table class="detailList">
    <tr><td class="labelCol requiredInput">
          <label for="Name"><span class="assistiveText">*</span>From Name</label></td>
        <td class="dataCol"><div class="requiredInput"><input id="Name" name="Name" value="HQ"></div></td>
        <td class="labelCol">Beside</td><td class="dataCol"><input name="beside"></td></tr>
    <tr><td class="labelCol"><label for="con">Contact</label></td>
        <td class="dataCol">
          <input type="hidden" name="con_lkid" id="con_lkid" value="000000000000000">
          <input type="hidden" name="con_lkold" value="null"><input type="hidden" name="con_lktp" value="003">
          <input type="hidden" name="con_mod" value="0">
          <input type="text" id="con" name="con" value=""></td></tr>
    <tr><td class="labelCol"><label for="note">Note</label></td>
        <td class="dataCol"><textarea id="note" name="note">old</textarea></td></tr>
    <tr><td class="labelCol"><label for="tmpl">Template</label></td>
        <td class="dataCol"><select id="tmpl" name="tmpl">
          <option value="">--None--</option><option value="1" selected>Standard</option>
          <option>Bare</option></select></td></tr>
    <tr><td class="labelCol"><label for="on">Enable</label></td>
        <td class="dataCol"><input type="checkbox" id="on" name="on" value="1"></td></tr>
    <tr><td class="labelCol"><label for="fix">Locked</label></td>
        <td class="dataCol"><input type="text" id="fix" name="fix" value="x" disabled></td></tr>
  </table>
  <table class="list">
    <tr class="headerRow"><th></th><th>Field Label</th><th>API Name</th></tr>
    <tr class="dataRow"><td><input type="checkbox" name="ids" value="Email" checked></td>
        <th>E-mail</th><td>Email</td><td>extra</td></tr>
    <tr class="dataRow"><td><input type="checkbox" name="ids" value="Phone"></td>
        <th>Phone</th><td>Phone</td></tr>
    <tr class="dataRow"><td><img alt="Checked"></td><th>Company</th><td>Company</td></tr>
    <tr class="dataRow"><td><img alt="Not Checked"><img alt="Info"></td><th>Fax</th><td>Fax</td></tr>
  </table>
  <div class="pbBottomButtons">{BUTTONS}</div>
</form>
"""


def form_of(text: str) -> Form:
    """Return the form of a page."""
    form = parse_page("/x", text).form
    assert form is not None
    return form


def simple(inside: str, attributes: str = "") -> Form:
    """Return a form with some content."""
    return form_of(f"<form method='post' {attributes}>{inside}</form>")


def control(label: str) -> Control:
    """Return a control of the edit page by its label."""
    return next(one for one in form_of(EDIT).controls if label in one.texts)


def body(form: Form, fillings: Mapping[int, Filling], button: Button) -> list[tuple[str, str]]:
    """Return what a submission of a form sends."""
    return body_of(Submission(parse_page("/x", ""), form, fillings, button))


def sent(fillings: Mapping[str, Filling], text: str = " Save ") -> list[tuple[str, str]]:
    """Return what the edit page sends: fillings by label, the button by its value."""
    form = form_of(EDIT)
    by_entry = {control(label).entry: filling for label, filling in fillings.items()}
    return body(form, by_entry, next(one for one in form.buttons if one.value == text))


UNTOUCHED = [
    ("_CONFIRMATIONTOKEN", "tok"),
    ("retURL", "/a"),
    ("retURL", "/b"),
    ("empty", ""),
    ("save", " Save "),
    ("Name", "HQ"),
    ("beside", ""),
    ("con_lkid", "000000000000000"),
    ("con_lkold", "null"),
    ("con_lktp", "003"),
    ("con_mod", "0"),
    ("con", ""),
    ("note", "old"),
    ("tmpl", "1"),
    ("ids", "Email"),
]


def test_an_untouched_form_sends_what_a_browser_would() -> None:
    """Document order, doubles kept, unchecked and disabled absent, the one button at its place."""
    assert sent({}) == UNTOUCHED


@pytest.mark.parametrize(
    ("fillings", "changed"),
    [
        pytest.param({"From Name": "New"}, [("Name", "New")], id="text"),
        pytest.param({"Note": "a\nb\r\nc"}, [("note", "a\r\nb\r\nc")], id="line breaks"),
        pytest.param({"Template": ""}, [("tmpl", "")], id="option"),
        pytest.param(
            {"Contact": LookupValue("003000000000001AAA", "Olga Ops")},
            [
                ("con", "Olga Ops"),
                ("con_lkid", "003000000000001AAA"),
                ("con_lkold", "Olga Ops"),
                ("con_mod", "1"),
            ],
            id="lookup with its companions",
        ),
    ],
)
def test_a_filled_control_sends_its_new_value(
    fillings: Mapping[str, Filling], changed: list[tuple[str, str]]
) -> None:
    """At its place, and nothing else changes."""
    names = {name for name, _ in changed}

    assert [pair for pair in sent(fillings) if pair[0] in names] == sorted(
        changed, key=lambda pair: [name for name, _ in UNTOUCHED].index(pair[0])
    )
    assert [name for name, _ in sent(fillings)] == [name for name, _ in UNTOUCHED]


@pytest.mark.parametrize(
    ("fillings", "ids", "on"),
    [
        pytest.param({}, ["Email"], [], id="untouched"),
        pytest.param({"Phone": True}, ["Email", "Phone"], [], id="ticked"),
        pytest.param({"Email": False}, [], [], id="unticked"),
        pytest.param({"Phone": False}, ["Email"], [], id="unticked, was not ticked"),
        pytest.param({"Enable": True, "Email": True}, ["Email"], ["1"], id="two"),
    ],
)
def test_a_tick_box_is_sent_only_when_it_is_ticked(
    fillings: Mapping[str, Filling], ids: list[str], on: list[str]
) -> None:
    """Boxes of one name are told apart by their rows."""
    pairs = sent(fillings)

    assert [value for name, value in pairs if name == "ids"] == ids
    assert [value for name, value in pairs if name == "on"] == on


def test_exactly_the_pressed_button_is_sent() -> None:
    """With its literal value, among buttons of one name."""
    pairs = sent({}, " Save & Send Invite ")

    assert [pair for pair in pairs if pair[0] in ("save", "cancel")] == [
        ("save", " Save & Send Invite ")
    ]


def test_a_button_is_sent_where_it_stands() -> None:
    """Between the entries before and after it."""
    form = simple('<input name="a"><input type="submit" name="go" value="Go"><input name="b">')

    assert body(form, {}, form.buttons[0]) == [("a", ""), ("go", "Go"), ("b", "")]


def test_a_button_without_a_name_sends_nothing() -> None:
    """As in a browser."""
    form = simple('<input name="a"><input type="submit" value="Go">')

    assert body(form, {}, form.buttons[0]) == [("a", "")]


def test_a_button_is_found_once_and_only_if_it_can_be_seen() -> None:
    """Buttons stand above and below; a third `save` is hidden."""
    assert [(one.text, one.name) for one in form_of(EDIT).buttons] == [
        ("Save", "save"),
        ("Save & Send Invite", "save"),
        ("Cancel", "cancel"),
    ]


@pytest.mark.parametrize(
    ("label", "kind", "value", "checked", "enabled"),
    [
        pytest.param("From Name", ControlType.TEXT, "HQ", False, True, id="text, required"),
        pytest.param("Beside", ControlType.TEXT, "", False, True, id="label column beside it"),
        pytest.param("Contact", ControlType.LOOKUP, "", False, True, id="lookup"),
        pytest.param("Note", ControlType.TEXT, "old", False, True, id="text area"),
        pytest.param("Template", ControlType.SELECT, "1", False, True, id="list"),
        pytest.param("Enable", ControlType.CHECKBOX, "1", False, True, id="tick box"),
        pytest.param("Locked", ControlType.TEXT, "x", False, False, id="disabled"),
        pytest.param("E-mail", ControlType.CHECKBOX, "Email", True, True, id="in a row"),
        pytest.param("Company", ControlType.FIXED, "", True, True, id="fixed mark"),
        pytest.param("Fax", ControlType.FIXED, "", False, True, id="fixed, not checked"),
    ],
)
def test_a_control_is_found_by_its_label_or_its_row(
    label: str, kind: ControlType, value: str, checked: bool, enabled: bool
) -> None:
    """Labels are the contract; ids and names are not."""
    found = control(label)

    assert (found.type, found.value, found.checked, found.enabled) == (
        kind,
        value,
        checked,
        enabled,
    )


def test_a_row_tells_its_texts_by_the_headers_of_their_columns() -> None:
    """Columns without a header have a number."""
    assert control("E-mail").row == {
        "column 0": "",
        "Field Label": "E-mail",
        "API Name": "Email",
        "column 3": "extra",
    }


def test_controls_of_one_row_share_its_number() -> None:
    """Rows are told apart even where they say the same; other controls have none."""
    numbers = {one.texts[0]: one.row_number for one in form_of(EDIT).controls}

    assert (numbers["From Name"], numbers["E-mail"], numbers["Phone"]) == (-1, 0, 1)
    assert [one.row_number for one in form_of(EDIT).controls][-2:] == [2, 3]


def test_a_control_knows_the_heading_above_it() -> None:
    """Sections of one form may repeat a label."""
    form = simple("<input name=a><h2>One</h2><input name=b><h3>Two</h3><input name=c>")

    assert [one.section for one in form.controls] == ["", "One", "Two"]


def test_a_fixed_mark_has_no_entry() -> None:
    """There is nothing to fill in."""
    assert control("Company").entry == -1
    assert [one.texts[0] for one in form_of(EDIT).controls if one.entry == -1] == ["Company", "Fax"]


def test_a_list_of_several_cannot_be_filled_in() -> None:
    """It is sent as it stands; that it is there is told."""
    form = simple("<select name='s' multiple><option selected>a</select><input name='t'>")

    assert [(one.type, one.entry) for one in form.controls] == [
        (ControlType.MANY, -1),
        (ControlType.TEXT, 1),
    ]


def test_a_list_without_options_is_a_control_without_a_value() -> None:
    """A drop-down that another one fills."""
    (found,) = simple("<select name='s'></select>").controls

    assert (found.type, found.value, found.options) == (ControlType.SELECT, "", ())


def test_a_value_of_several_lines_is_shown_as_people_typed_it() -> None:
    """Line breaks are one character, however the page writes them."""
    (found,) = simple("<textarea name='t'>\r\na\r\nb</textarea>").controls

    assert found.value == "a\nb"


def test_a_list_tells_its_options() -> None:
    """An option without a value sends its text."""
    assert control("Template").options == (
        Option("", "--None--"),
        Option("1", "Standard", selected=True),
        Option("Bare", "Bare"),
    )


@pytest.mark.parametrize(
    ("inside", "pairs"),
    [
        pytest.param("<select name='s'><option>a<option>b</select>", [("s", "a")], id="first"),
        pytest.param(
            "<select name='s'><option selected>a<option>b<option selected>c</select>",
            [("s", "c")],
            id="two selected: the last",
        ),
        pytest.param("<select name='s'></select>", [], id="empty list"),
        pytest.param(
            "<select name='s' multiple><option selected>a<option>b<option selected>c</select>",
            [("s", "a"), ("s", "c")],
            id="several may be selected",
        ),
        pytest.param("<select name='s' multiple><option>a</select>", [], id="none is selected"),
        pytest.param(
            "<select name='s' multiple disabled><option selected>a</select>",
            [],
            id="several, disabled",
        ),
        pytest.param("<textarea name=t>a\nb\r\nc</textarea>", [("t", "a\r\nb\r\nc")], id="lines"),
        pytest.param("<textarea name=t>\na</textarea>", [("t", "a")], id="first line break"),
        pytest.param(
            "<textarea name=t>\r\na</textarea>", [("t", "a")], id="first line break, CRLF"
        ),
        pytest.param(
            "<textarea name=t>\n\na\n</textarea>", [("t", "\r\na\r\n")], id="only the first"
        ),
        pytest.param("<input name=t value='\na'>", [("t", "\r\na")], id="none of an input"),
        pytest.param(
            "<input type=hidden name=h value='a\nb'>", [("h", "a\r\nb")], id="hidden lines"
        ),
        pytest.param(
            "<select name=s><option value='a\nb'>x</select>", [("s", "a\r\nb")], id="option"
        ),
        pytest.param("<input type='checkbox' name='c' checked>", [("c", "on")], id="bare tick"),
        pytest.param(
            "<input type=radio name=r value=1><input type=radio name=r value=2 checked>",
            [("r", "2")],
            id="radio",
        ),
        pytest.param("<textarea name='t'></textarea>", [("t", "")], id="empty text area"),
        pytest.param("<input type='hidden' name='h' value='1' disabled>", [], id="disabled"),
        pytest.param("<input value='1'>", [], id="nameless"),
        pytest.param("<input type='image' name='i'>", [], id="image"),
        pytest.param("<button name='b' value='1'>B</button>", [], id="button"),
        pytest.param("<input type='reset' name='x'>", [], id="reset"),
    ],
)
def test_a_control_sends_what_a_browser_would(inside: str, pairs: list[tuple[str, str]]) -> None:
    """Only successful controls are sent."""
    form = simple(inside)

    assert body(form, {}, Button("Elsewhere")) == pairs


@pytest.mark.parametrize(
    ("text", "action"),
    [
        pytest.param(EDIT, "/04P/e", id="the edit form among others"),
        pytest.param("<form method='post' action='/a'></form>", "/a", id="the only one"),
        pytest.param(
            "<form method='Post' action='/a'></form>"
            "<form method='post' action='/b'><input name='x'></form>",
            "/b",
            id="the only one with something to fill in",
        ),
        pytest.param("<form method='post'></form>", "", id="to the page itself"),
    ],
)
def test_the_form_that_saves_is_chosen(text: str, action: str) -> None:
    """Search and filter forms are not meant."""
    assert form_of(text).action == action


@pytest.mark.parametrize(
    "text",
    [
        "<p>x</p>",
        "<form><input name='q'></form>",
        "<form method='get'></form>",
        "<form method='post'></form><form method='post'></form>",
        "<form method='post'><input name='a'></form><form method='post'><input name='b'></form>",
        "<form id='editPage' method='post'></form><form id='editPage' method='post'></form>",
    ],
)
def test_a_page_without_a_form_that_saves_has_none(text: str) -> None:
    """Nothing is submitted by accident."""
    assert parse_page("/x", text).form is None


@pytest.mark.parametrize(
    ("handler", "strange"),
    [
        pytest.param("", False, id="none"),
        pytest.param("return true;", False, id="nothing"),
        pytest.param(
            "window.ffInAlert = false; disableButtons('a', 'b'); return", False, id="harmless"
        ),
        pytest.param(
            "saveAllSelected([ep.duel_x_select_0],[ep.duel_x0], ',')", True, id="duelling lists"
        ),
        pytest.param("return check(this)", True, id="unknown"),
        pytest.param("return true; send()", True, id="something after"),
    ],
)
def test_script_of_a_form_is_understood_or_strange(handler: str, strange: bool) -> None:
    """What script would change is not guessed."""
    assert simple("", f'onsubmit="{handler}"').strange is strange


@pytest.mark.parametrize(
    ("inside", "complete"),
    [
        pytest.param("<a href='/x'>Next Page</a>", False, id="more pages"),
        pytest.param("<div class='rolodex'><a href='/x'>A</a></div>", False, id="alphabet"),
        pytest.param("<a href='/x'>Help</a>", True, id="other links"),
    ],
)
def test_a_form_that_shows_a_part_of_its_rows_is_not_complete(inside: str, complete: bool) -> None:
    """Saving it could remove what is not shown."""
    assert simple(inside).complete is complete


@pytest.mark.parametrize(
    ("inside", "label", "row"),
    [
        pytest.param("<input name='a'>", "", {}, id="in no table"),
        pytest.param(
            "<table><tr><td>x</td><td><input name='a'></td></tr></table>", "", {}, id="no label"
        ),
        pytest.param(
            "<table><tr><td class=labelCol>A</td><td>x</td><td><input name=a></td></tr></table>",
            "A",
            {},
            id="label two cells before",
        ),
        pytest.param(
            "<table><tr class='dataRow'><td><input name='a'></td><td>x</td></tr></table>",
            "",
            {"column 0": "", "column 1": "x"},
            id="rows without headers",
        ),
        pytest.param(
            "<label for='b'>B</label><input id='a' name='a'>", "", {}, id="label of another"
        ),
    ],
)
def test_a_control_is_not_given_a_label_that_is_not_its_own(
    inside: str, label: str, row: dict[str, str]
) -> None:
    """Without a label or a row it cannot be told."""
    (found,) = simple(inside).controls

    assert (found.label, dict(found.row)) == (label, row)
