"""The gate: which forms may be saved over HTTP, and what stands against the others."""

import pytest

from s2s_gitops.drivers.gate import button_objection, is_harmless, objection
from s2s_gitops.drivers.html import parse_page
from s2s_gitops.model.page import (
    Button,
    Control,
    ControlType,
    Entry,
    Filling,
    Form,
    LookupValue,
    Page,
    Submission,
)

SAVE = Button("Save", "save", " Save ")


def submission(fillings: dict[int, Filling], form: Form, button: Button = SAVE) -> Submission:
    page = Page("/e", (), {}, (), form, (), ())
    return Submission(page, form, fillings, button)


def box(entry: int, **more: bool) -> Control:
    return Control(ControlType.CHECKBOX, entry, f"c{entry}", f"Box {entry}", {}, **more)  # type: ignore[arg-type]


def form(*controls: Control, names: tuple[str, ...] = ("a", "b"), strange: bool = False) -> Form:
    entries = tuple(Entry(name, "1", sent=True) for name in names)
    return Form("/e", entries, controls, (SAVE,), strange=strange)


@pytest.mark.parametrize(
    ("made", "against"),
    [
        pytest.param(submission({0: True}, form(box(0))), "", id="nothing"),
        pytest.param(submission({}, form(strange=True)), "the form runs script", id="form"),
        pytest.param(
            submission({}, form(), Button("Save", "save", strange=True)),
            "the button 'Save' runs script",
            id="button",
        ),
        pytest.param(
            submission({}, form(names=("com.salesforce.visualforce.ViewStateMAC",))),
            "view state",
            id="Visualforce",
        ),
        pytest.param(
            submission({0: True}, form(box(0, strange=True))),
            "the control 'Box 0' runs script",
            id="changed control",
        ),
        pytest.param(
            submission({0: True}, form(box(0, strange=True, checked=True))),
            "",
            id="control that keeps its value",
        ),
        pytest.param(
            submission({0: True}, form(box(0), box(1, strange=True))), "", id="another control"
        ),
        pytest.param(
            submission({0: True}, form(box(0, enabled=False))), "is disabled", id="disabled"
        ),
        pytest.param(submission({1: True}, form(box(0))), "is not shown", id="not shown"),
        pytest.param(
            submission(
                {0: "x"}, form(Control(ControlType.TEXT, 0, "t", "", {}, "x", strange=True))
            ),
            "",
            id="text that stays",
        ),
        pytest.param(
            submission(
                {0: LookupValue("1", "x")},
                form(Control(ControlType.LOOKUP, 0, "t", "", {}, "x", strange=True)),
            ),
            "the control 't' runs script",
            id="record, without a label",
        ),
    ],
)
def test_what_is_not_known_stands_against_a_save_over_http(made: Submission, against: str) -> None:
    """A post that lacks what script would have added saves something else, without an error."""
    found = objection(made)
    assert (against in found, bool(found)) == (True, bool(against))


@pytest.mark.parametrize(
    "handler",
    [
        "",
        "return true;",
        "javascript:return;",
        "window.ffInAlert = true; disableButtons(this);",
        "disableButtons('save', 'cancel', '_;_')",
        "setLastMod();",
        "getElementByIdCS('a_lkid').value='';getElementByIdCS('a_mod').value='1';",
        "document.editPage.focusThisFieldOnLoad.value='evt1'",
    ],
)
def test_known_handlers_are_harmless(handler: str) -> None:
    """What a driver knows to change nothing is no reason to stop."""
    assert is_harmless(handler)


@pytest.mark.parametrize(
    "handler",
    [
        "return check(this)",
        "save();",
        "getElementByIdCS('a_lkid').value='003'",
        "disableButtons(save())",
        "disableButtons(); save()",
        "typed('a')",
        "return false",
    ],
)
def test_everything_else_is_not_known(handler: str) -> None:
    """The list is of what is known, not of what is bad."""
    assert not is_harmless(handler)


def test_a_button_outside_of_a_form_is_judged_alone() -> None:
    """It has no form to look at."""
    assert button_objection(Button("Accept", address="/a")) == ""
    assert "'Accept'" in button_objection(Button("Accept", strange=True))


PAGE = """<form id="editPage" method="post" action="/e" onchange="{around}">
<input type="checkbox" name="a" {own}><input type="text" name="l" onchange="typed('l')">
<input type="hidden" name="l_lkid"><input type="submit" name="save" value="Save" onclick="{button}"></form>"""


@pytest.mark.parametrize(
    ("around", "own", "button", "expected"),
    [
        ("", "", "", (False, False)),
        ("", 'onclick="pick(this)"', "", (True, False)),
        ("", 'onfocus="look()"', "", (True, False)),
        ("note()", "", "", (True, False)),
        ("", "", "go()", (False, True)),
        ("", "", "disableButtons();", (False, False)),
    ],
)
def test_script_on_a_page_reaches_the_gate(
    around: str, own: str, button: str, expected: tuple[bool, bool]
) -> None:
    """A control is strange by its own handlers and by those that hear of its change."""
    made = parse_page("/e", PAGE.format(around=around, own=own, button=button)).form
    assert made is not None
    assert (made.controls[0].strange, made.buttons[0].strange) == expected


@pytest.mark.parametrize(
    "handler",
    [
        "return confirm('Sure, &quot;really&quot;?');",
        "return window.confirm('Sure, &quot;really&quot;?')",
        "return ((Modal.confirm && Modal.confirm('Sure, &quot;really&quot;?')) || "
        "(!Modal.confirm && window.confirm('Sure, &quot;really&quot;?')));",
    ],
)
def test_a_question_of_a_known_shape_is_read(handler: str) -> None:
    """Its text is shown to people before it is answered."""
    made = parse_page("/e", PAGE.format(around="", own="", button=handler)).form
    assert made is not None
    asked = made.buttons[0]
    assert (asked.confirm, asked.strange) == ('Sure, "really"?', False)
