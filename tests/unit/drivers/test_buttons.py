"""Buttons: what pressing one would do, as far as the page's script is understood."""

import pytest
from lxml import html

from s2s_gitops.drivers.buttons import read_button, read_buttons
from s2s_gitops.drivers.scripts import unescape
from s2s_gitops.model.page import Button

ASK = (
    "if ((Modal.confirm &amp;&amp; Modal.confirm('Sure?')) || "
    "(!Modal.confirm &amp;&amp; window.confirm('Sure?'))) navigateToUrl('/go', 'DETAIL', 'x');"
)
BRACES = ASK.replace("navigateToUrl", "{ navigateToUrl") + "} return false;"


def button(onclick: str) -> Button:
    """Return the button with a handler."""
    element = html.fromstring(f'<input type="button" class="btn" value=" Go " onclick="{onclick}">')
    return read_button(element, 0)


@pytest.mark.parametrize(
    ("onclick", "expected"),
    [
        pytest.param("navigateToUrl('/go')", Button("Go", address="/go"), id="opens"),
        pytest.param(
            "navigateToUrl('/go','DETAIL','x');", Button("Go", address="/go"), id="with arguments"
        ),
        pytest.param(
            "javascript:return navigateToUrl('/go', null, 'x'); return false;",
            Button("Go", address="/go"),
            id="with everything around it",
        ),
        pytest.param(
            r"navigateToUrl('/go?a=\x26b=\u0041')",
            Button("Go", address="/go?a=&b=A"),
            id="escaped address",
        ),
        pytest.param(ASK, Button("Go", address="/go", confirm="Sure?"), id="asks first"),
        pytest.param(BRACES, Button("Go", address="/go", confirm="Sure?"), id="asks, in braces"),
        pytest.param(
            ASK.replace("Sure?", r"Don\'t you?"),
            Button("Go", address="/go", confirm="Don't you?"),
            id="asks with an apostrophe",
        ),
        pytest.param("", Button("Go", strange=True), id="does nothing"),
        pytest.param("doSomething()", Button("Go", strange=True), id="unknown script"),
        pytest.param(
            "track(); navigateToUrl('/go')", Button("Go", strange=True), id="something before"
        ),
        pytest.param(
            "navigateToUrl('/go'); track()", Button("Go", strange=True), id="something after"
        ),
        pytest.param("navigateToUrl(target)", Button("Go", strange=True), id="no literal"),
        pytest.param(
            "navigateToUrl('/go' + target)", Button("Go", strange=True), id="put together"
        ),
        pytest.param(
            "if (window.confirm('Sure?')) navigateToUrl('/go')",
            Button("Go", address="/go", confirm="Sure?"),
            id="asks by the browser's own dialog",
        ),
        pytest.param(
            "if (ask('Sure?')) navigateToUrl('/go')",
            Button("Go", strange=True),
            id="asks in another way",
        ),
        pytest.param(
            r"srcUp('%2Fgo%3Fisdtp%3Dp1%26id%3D1')",
            Button("Go", address="/go?id=1"),
            id="wrapped for Lightning",
        ),
        pytest.param("window.open('/go')", Button("Go", strange=True), id="opens another window"),
        pytest.param(
            ASK.replace("||", "&amp;&amp;"), Button("Go", strange=True), id="asks wrongly"
        ),
    ],
)
def test_a_button_is_understood_completely_or_it_is_strange(onclick: str, expected: Button) -> None:
    """Script that is not known is never run, and never ignored."""
    assert button(onclick) == expected


@pytest.mark.parametrize(
    ("element", "expected"),
    [
        pytest.param(
            '<input type="submit" class="btn" name="save" value=" Save  it ">',
            Button("Save it", "save", " Save  it ", position=7),
            id="submit: its literal value is sent",
        ),
        pytest.param(
            '<input type="SUBMIT" class="btn" value="Save">',
            Button("Save", "", "Save", position=7),
            id="submit without a name",
        ),
        pytest.param(
            '<button class="btn" name="go"> Go </button>',
            Button("Go", "go", "", position=7),
            id="button element",
        ),
        pytest.param(
            '<button class="btn" name="go" value="1">Save</button>',
            Button("Save", "go", "1", position=7),
            id="button element with a value: it is shown by its text",
        ),
        pytest.param(
            '<button class="btn" name="go" value="1"><b>Save</b> &amp;\n New</button>',
            Button("Save & New", "go", "1", position=7),
            id="button element with markup",
        ),
        pytest.param(
            '<input type="submit" name="go">', Button("", "go", "", position=7), id="without a text"
        ),
        pytest.param(
            '<button type="button" class="btn" onclick="navigateToUrl(\'/x\')">Go</button>',
            Button("Go", address="/x"),
            id="button element that opens",
        ),
        pytest.param(
            '<input type="submit" class="btn" name="save" value="Save" onclick="check()">',
            Button("Save", "save", "Save", strange=True, position=7),
            id="submit with script",
        ),
        *(
            pytest.param(
                f'<input type="submit" class="btn" name="save" value="Save" onclick="{asks}">',
                Button("Save", "save", "Save", confirm="Sure?", position=7),
                id=f"submit that asks first: {asks[:30]}",
            )
            for asks in (
                "return confirm('Sure?');",
                ASK.replace("navigateToUrl('/go', 'DETAIL', 'x');", "return true; return false;"),
            )
        ),
        pytest.param(
            "<a class='btn' href=\"javascript:srcUp('%2Fgo');\">Go</a>",
            Button("Go", address="/go"),
            id="link wrapped for Lightning",
        ),
        pytest.param(
            '<a class="btn" href="javascript:act()">Go</a>',
            Button("Go", strange=True),
            id="link that is script",
        ),
        pytest.param('<a class="btn" href="/x">Open</a>', Button("Open", address="/x"), id="link"),
        pytest.param('<a class="btn">Open</a>', Button("Open"), id="link that leads nowhere"),
        pytest.param(
            '<a class="btn" href="/x" onclick="act()">Open</a>',
            Button("Open", address="/x", strange=True),
            id="link with script",
        ),
        pytest.param('<input type="image" value="Go">', Button("Go", strange=True), id="image"),
    ],
)
def test_an_element_becomes_what_pressing_it_does(element: str, expected: Button) -> None:
    """Texts are compared without padding, values are kept as they are."""
    assert read_button(html.fromstring(element), 7) == expected


@pytest.mark.parametrize(
    ("element", "is_button"),
    [
        pytest.param('<input type="submit" class="btn" value="A">', True, id="submit"),
        pytest.param('<input type="button" class="x btn" value="A">', True, id="button"),
        pytest.param('<button class="btn">A</button>', True, id="element"),
        pytest.param('<a class="btn" href="/x">A</a>', True, id="link"),
        pytest.param('<a class="btnBar" href="/x">A</a>', False, id="link of another class"),
        pytest.param('<a href="/x">A</a>', False, id="plain link"),
        pytest.param('<input class="btn" value="A">', False, id="text field"),
        pytest.param('<input type="reset" class="btn" value="A">', False, id="reset"),
        pytest.param('<button type="reset" class="btn">A</button>', False, id="reset element"),
        pytest.param(
            '<input type="submit" class="btn" value="A" style="display: none;">', False, id="hidden"
        ),
        pytest.param(
            '<p style="display:none"><a class="btn" href="/x">A</a></p>', False, id="hidden around"
        ),
    ],
)
def test_buttons_of_a_block_are_those_that_can_be_seen(element: str, is_button: bool) -> None:
    """Classic gives them one class."""
    found = read_buttons(html.fromstring(f"<div>{element}</div>"), [])

    assert [one.text for one in found] == (["A"] if is_button else [])


def test_a_button_that_stands_above_and_below_is_one() -> None:
    """One that does something else is another, whatever it is called: lists have a `New` each."""
    block = html.fromstring(
        """<div><a class="btn" href="/1">A</a><a class="btn" href="/2">B</a>
        <a class="btn" href="/1">A</a><a class="btn" href="/3">A</a></div>"""
    )

    assert [one.address for one in read_buttons(block, [])] == ["/1", "/2", "/3"]


def test_buttons_in_blocks_apart_are_left_out() -> None:
    """They belong to those."""
    block = html.fromstring(
        """<div><a class="btn" href="/1">A</a><p><a class="btn" href="/2">B</a></p></div>"""
    )

    assert [one.text for one in read_buttons(block, block.findall("p"))] == ["A"]


@pytest.mark.parametrize(
    ("literal", "text"),
    [
        pytest.param("plain", "plain", id="plain"),
        pytest.param(r"it\'s", "it's", id="quote"),
        pytest.param(r"\x41\u00e4", "Aä", id="codes"),
        pytest.param(r"a\nb\tc\rd", "a\nb\tc\rd", id="white space"),
        pytest.param(r"\\x41", r"\x41", id="escaped backslash"),
        pytest.param(r"\xZZ\u12", "xZZu12", id="no codes"),
        pytest.param(r"\/", "/", id="slash"),
    ],
)
def test_string_literals_are_read_as_script_reads_them(literal: str, text: str) -> None:
    """Addresses and questions are shown and opened as meant."""
    assert unescape(literal) == text
