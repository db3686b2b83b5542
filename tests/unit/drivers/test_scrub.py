"""Scrubbing: no secret of a page survives, in whatever spelling, and nothing else is touched."""

import html
import json
import time
from collections.abc import Callable
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from s2s_gitops.drivers.scrub import scrub

SESSION = "00D000000000001!AQ.canary_session/+="
NOTHING = "REMOVED-"


def script(text: str) -> str:
    """Return a text as a string of script may escape it."""
    return "".join(one if one.isalnum() else f"\\x{ord(one):02x}" for one in text)


def unicode_script(text: str) -> str:
    """Return a text as a string of script may escape it too."""
    return "".join(one if one.isalnum() else f"\\u{ord(one):04X}" for one in text)


def numbers(text: str) -> str:
    """Return a text with numbered entities."""
    return "".join(one if one.isalnum() else f"&#{ord(one)};" for one in text)


def address(text: str) -> str:
    """Return a text as a part of an address."""
    return quote(text, safe="")


SPELLINGS: list[Callable[[str], str]] = [
    str,
    address,
    lambda text: address(address(text)),
    html.escape,
    lambda text: html.escape(html.escape(text)),
    numbers,
    lambda text: html.escape(numbers(text)),
    script,
    unicode_script,
    lambda text: json.dumps(unicode_script(text)),
    lambda text: text.replace("/", "\\/"),
    lambda text: script(address(text)),
    lambda text: address(script(text)),
    lambda text: address(html.escape(numbers(text))),
    lambda text: script(numbers(text)),
]


@pytest.mark.parametrize("spelled", SPELLINGS)
@pytest.mark.parametrize(
    "page",
    [
        "<p>before {} after</p>",
        "<a href='/x?a=1&amp;y={}&amp;z=2'>",
        "<script>var s = '{}';</script>",
        "{}",
    ],
)
def test_the_sessions_own_token_is_found_anywhere_in_any_spelling(
    spelled: Callable[[str], str], page: str
) -> None:
    """The canary is gone, and what stood around it stays."""
    found = scrub(page.format(spelled(SESSION)), SESSION)
    assert "canary" not in found.text
    assert found.places == 1
    before, after = page.split("{}")
    assert found.text.startswith(before)
    assert found.text.endswith(after)


@pytest.mark.parametrize("spelled", SPELLINGS)
@pytest.mark.parametrize(
    ("page", "left"),
    [
        ("/x?_CONFIRMATIONTOKEN={}&amp;b=2", "&amp;b=2"),
        ("sid={}; path=/", "; path=/"),
        ("frontdoor.jsp?otp={}&startURL=%2F", "&startURL=%2F"),
        ("'/x?_CONFIRMATIONTOKEN={}', 'DETAIL'", "', 'DETAIL'"),
        ('{"_CONFIRMATIONTOKEN": "{}", "a": 1}', '", "a": 1}'),
        ("{_CONFIRMATIONTOKEN:'{}'}", "'}"),
        ("&quot;sid&quot;:&quot;{}&quot;,", "&quot;,"),
        ("form['_CONFIRMATIONTOKEN'].value = '{}';", "';"),
        ("getElementById('_CONFIRMATIONTOKEN').value='{}'", "'"),
        ('<input type="hidden" name="_CONFIRMATIONTOKEN" value="{}">', '">'),
        ("<input value='{}' type='hidden' id='_CONFIRMATIONTOKEN'>", "' type='hidden' id='_C"),
        ('<input name="sid" value="{}"/>', '"/>'),
        ('<INPUT NAME=_CONFIRMATIONTOKEN VALUE="{}" class="a>b">', '" class="a>b">'),
        ('<meta name="_CONFIRMATIONTOKEN" content="{}">', '">'),
        (
            '<input id="j_id0:f:com.salesforce.visualforce.ViewState" value="{}">keep',
            '">keep',
        ),
        ('<input name="com.salesforce.visualforce.ViewStateCSRF" value="{}" />', '" />'),
        ("com.salesforce.visualforce.ViewStateMAC={}&a", "&a"),
        ('csrfToken = "{}"; }', '"; }'),
        ("/x?access_token={}&b=2", "&b=2"),
        ("{'Authorization': 'Bearer {}', 'a': 1}", "', 'a': 1}"),
        ("initialize([], false, '{}'); }", "'); }"),
    ],
)
def test_what_pages_call_secret_is_taken_out_and_the_rest_is_left(
    page: str, left: str, spelled: Callable[[str], str]
) -> None:
    """Hidden inputs, parameters, handlers, members of script: by the name, or by the shape."""
    value = "VmpFPSxNakF4TlMwd055canary+/=="
    found = scrub(page.replace("{}", spelled(value)), "")
    assert "canary" not in found.text, found.text
    assert NOTHING in found.text
    assert left in found.text
    assert scrub(found.text, SESSION) == type(found)(found.text, 0), "once is enough"


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(
            r'"\u003cinput type=\"hidden\" name=\"_CONFIRMATIONTOKEN\" value=\"canary==\"\u003e"',
            id="an element in script",
        ),
        pytest.param(
            "&lt;input name=&quot;_CONFIRMATIONTOKEN&quot; value=&quot;canary==&quot;&gt;",
            id="an element in a text",
        ),
        pytest.param("<input name=_CONFIRMATIONTOKEN value=canary>", id="without quotes"),
        pytest.param(
            "<input title=it's value=x><input name=_CONFIRMATIONTOKEN value=canary>",
            id="after a stray quote",
        ),
        pytest.param("?retURL=%2Fx%3F_CONFIRMATIONTOKEN%3Dcanary%26b%3D2", id="nested address"),
        pytest.param(
            "?a=%252Fx%253F_CONFIRMATIONTOKEN%253Dcanary%2526b%253D2", id="twice nested address"
        ),
        pytest.param("%26sid%3Dcanary%26a", id="escaped before"),
        pytest.param(r"'\x26sid\x3dcanary\x26a'", id="escaped in script"),
        pytest.param(r"'\u0026otp\u003dcanary'", id="escaped in script with four digits"),
        pytest.param("location='/x?_CONFIRMATIONTOKEN&#61;canary'", id="numbered"),
        pytest.param("sessionId = '00D000000000001!AQcanary.x_y';", id="a session by its shape"),
        pytest.param("sessionId%3D00D000000000001EAA%21canary", id="an escaped session"),
        pytest.param("{csrfToken: 'canary'}", id="a token of a form by its name"),
        pytest.param("<input name='_csrf' value='canary'>", id="a token of another form"),
        pytest.param('{"access_token": "canary"}', id="a token of the API"),
        pytest.param("Authorization: Bearer canary", id="a header"),
        pytest.param("setRequestHeader('Authorization', 'OAuth canary')", id="a header in script"),
        pytest.param(
            "<textarea id='x' name='com.salesforce.visualforce.ViewState' rows=1>\ncan+/=\ncanary</textarea>",
            id="a text area",
        ),
        pytest.param(
            "<input name='_CONFIRMATIONTOKEN' value='canary-of-16-letters'>"
            "<script>unheard_of('canary-of-16-letters', 1)</script>",
            id="what was found once, anywhere else",
        ),
    ],
)
def test_secrets_in_odd_places_are_found(page: str) -> None:
    """Markup in script, addresses in addresses, one value in two places."""
    found = scrub(page, SESSION)
    assert "canary" not in found.text, found.text
    assert found.places >= 1


@pytest.mark.parametrize(
    "page",
    [
        "",
        "<p>Nothing secret; inside=3, &amp; %41 \\x41</p>",
        '<input name="_CONFIRMATIONTOKEN" value="" id="x">',
        '<input name="lookup_sid_x" value="keep">',
        '"/x?_CONFIRMATIONTOKEN="+token+"&y=1"',
        "['_CONFIRMATIONTOKEN', 'sysMod']",
        "Authorization: the bearer of news; csrfed='x'",
        "<textarea name='notes'>keep</textarea><textarea id=sidebar>keep</textarea><textarea name='sid'> </textarea>",
        "if (form._CONFIRMATIONTOKEN) { send(); }",
        "00D000000000001EAA and 00D000000000002!",
        "d.ViewState='x'; resid=5; /04P000000000001?retURL=%2F",
        '<input type="text" name="a" value="00D000000000001">',
        "caf\u00e9 \x00\x80\xff",
    ],
)
def test_what_is_no_secret_is_left_as_it_is(page: str) -> None:
    """Every other letter stays."""
    found = scrub(page, SESSION)
    assert (found.text, found.places) == (page, 0)


def test_the_same_secret_gets_the_same_word_in_every_run() -> None:
    """Two archives differ only where the orgs do."""
    first, second = (scrub(f"?_CONFIRMATIONTOKEN={one}&sid={one}x", "") for one in "ab")
    assert first == second
    assert first.places == 2


@given(st.text(), st.text(), st.sampled_from(SPELLINGS))
def test_whatever_stands_around_it_the_session_does_not_survive(
    before: str, after: str, spelled: Callable[[str], str]
) -> None:
    """The rule does not depend on what the page looks like."""
    assert "canary" not in scrub(f"{before}{spelled(SESSION)}{after}", SESSION).text


@pytest.mark.parametrize(
    "trap",
    [
        pytest.param('<input value="' * 10_000 + "_CONFIRMATIONTOKEN'" * 10_000, id="elements"),
        pytest.param("<input " + "\\" * 30_000 + " x", id="backslashes in an element"),
        pytest.param("sid=" + "\\" * 30_000, id="backslashes in a value"),
        pytest.param("sid = " + "\\n" * 15_000 + "\\" * 15_000, id="line ends in script"),
        pytest.param("<input " + "%" * 30_000 + "%25" * 10_000, id="percent signs"),
        pytest.param("<input %" + "25" * 15_000 + "%5c" * 10_000, id="escaped percent signs"),
        pytest.param("\\x255c" * 5_000 + "%5c\\" * 7_000, id="escaped backslashes"),
        pytest.param("&" + "amp;" * 10_000 + "&#" + "0" * 30_000, id="entities"),
        pytest.param(
            "<input name=sid value='" + "\\" * 100 + "'>" + "\\" * 49 + "x", id="as a secret"
        ),
    ],
)
def test_a_page_of_traps_takes_no_age(trap: str) -> None:
    """Elements that never end, and long runs of what escapes, do not hold up a run."""
    started = time.process_time()
    scrub(trap, SESSION)
    assert time.process_time() - started < 10
