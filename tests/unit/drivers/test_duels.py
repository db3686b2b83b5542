"""Duelling lists: what script would copy is copied, and lists that are not understood are none."""

import pytest

from s2s_gitops.drivers.bodies import body_of
from s2s_gitops.drivers.html import parse_page
from s2s_gitops.model.page import Button, ControlType, Filling, Form, Submission

SELECTS = """
<table><tr><td><label for="d_select_0">Available Fields</label>
  <select multiple id="d_select_0" name="d_select_0"><option value="a">A</option>
    <option value="b,c">B, C</option><option value="">&nbsp;</option></select></td>
 <td><label for="d_select_1">Selected Fields</label>
  <select multiple id="d_select_1" name="d_select_1"><option value="x\\y" selected>X</option>
    <option value="z">Z</option><option value="--None--">--None--</option></select></td></tr></table>
<input type="hidden" id="d0" name="d0" value="old"><input type="hidden" id="d1" name="d1" value="old">
"""
BOTH = "saveAllSelected([d_select_0, d_select_1], [d0, d1], ',', '\\\\', '--None--');"
ONE = "saveAllSelected([document.forms['x'].d_select_1], [this.d1], ',', '\\\\', '--None--');"
SAVE = Button("Save", "save", "Save", position=99)


def form(selects: str = SELECTS, script: str = BOTH) -> Form:
    """Return a form with two lists."""
    text = f'<html><body><form method="post" onsubmit="{script}">{selects}</form></body></html>'
    (found,) = parse_page("/p", text).forms
    return found


def sent(made: Form, fillings: dict[int, Filling]) -> list[tuple[str, str]]:
    """Return what a form sends, without the button."""
    return body_of(Submission(parse_page("/p", ""), made, fillings, SAVE))[:-1]


def test_two_lists_are_one_control() -> None:
    """With everything that both hold, and what is chosen; fillers do not count."""
    (control,) = form().controls

    assert (control.type, control.label) == (ControlType.DUEL, "Selected Fields")
    assert [(one.value, one.text, one.selected) for one in control.options] == [
        ("a", "A", False),
        ("b,c", "B, C", False),
        ("x\\y", "X", True),
        ("z", "Z", True),
    ]


@pytest.mark.parametrize(
    ("script", "copies"),
    [
        pytest.param(BOTH, {"d0": "a,b\\,c", "d1": "x\\\\y,z"}, id="both lists"),
        pytest.param(ONE + " return true;", {"d0": "old", "d1": "x\\\\y,z"}, id="the chosen alone"),
    ],
)
def test_what_script_copies_is_sent_even_if_nothing_changes(
    script: str, copies: dict[str, str]
) -> None:
    """The visible lists are sent as a browser does: what is highlighted in them."""
    made = form(script=script)

    assert made.strange is False
    assert sent(made, {}) == [("d_select_1", "x\\y"), *copies.items()]


def test_what_is_chosen_is_copied_in_its_order() -> None:
    """The rest is what the other list then holds."""
    made = form()
    (control,) = made.controls

    assert sent(made, {control.entry: ("z", "b,c")})[1:] == [("d0", "a,x\\\\y"), ("d1", "z,b\\,c")]


@pytest.mark.parametrize(
    ("selects", "script"),
    [
        pytest.param(SELECTS, "prepare(this);", id="another script"),
        pytest.param(SELECTS, BOTH.replace("[d0, d1]", "[d0]"), id="a copy is missing"),
        pytest.param(SELECTS, BOTH.replace("d0, d1", "d0, d7"), id="a copy that is not there"),
        pytest.param(SELECTS.replace("Available", "Further"), BOTH, id="both could be chosen"),
        pytest.param(SELECTS.replace("Selected F", "Available F"), BOTH, id="neither could be"),
        pytest.param(
            SELECTS, ONE.replace("d_select_1", "d_select_0"), id="what is not chosen is copied"
        ),
        pytest.param(SELECTS + "<select multiple name='other'></select>", BOTH.replace("_select_0", "_x"),
                     id="a list of another name"),
        pytest.param(
            SELECTS.replace('id="d_select_1" name', 'style="display:none" id="d_select_1" name'),
            BOTH, id="one is not displayed",
        ),
    ],
)  # fmt: skip
def test_lists_that_are_not_understood_are_no_ticks_and_are_not_saved(
    selects: str, script: str
) -> None:
    """What would be copied is not known."""
    made = form(selects, script)

    assert {one.type for one in made.controls} <= {ControlType.MANY}
    assert made.strange is True


def test_lists_are_paired_by_their_names_where_there_are_more_of_them() -> None:
    """Else by being the only two; labels may be titles, or stand in the cell."""
    more = SELECTS.replace("d_select", "e_select").replace('"d', '"e')
    titled = SELECTS.replace('<label for="d_select_0">Available Fields</label>', "Available")
    titled = titled.replace('id="d_select_0" name="d_select_0"', 'name="p7"').replace(
        'id="d_select_1"', 'title="Selected" id="q"'
    )

    assert [one.type for one in form(SELECTS + more).controls] == [
        ControlType.DUEL,
        ControlType.MANY,
        ControlType.MANY,
    ]
    assert [one.type for one in form(titled, ONE).controls] == [ControlType.DUEL]
