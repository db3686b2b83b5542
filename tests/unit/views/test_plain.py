"""Text from orgs and files cannot act on a terminal."""

import pytest

from s2s_gitops.model.resource import LATER, UNREAD, Member, Presence, Value
from s2s_gitops.views.plain import plain, value_text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("EMEA GmbH", "EMEA GmbH", id="plain"),
        pytest.param("Zoë 中文 😀", "Zoë 中文 😀", id="other scripts"),
        pytest.param("\x1b[2Jgone", "\\u001b[2Jgone", id="terminal escape"),
        pytest.param("\x9b2J", "\\u009b2J", id="escape in one character"),
        pytest.param("a\nb\rc\td", "a\\u000ab\\u000dc\\u0009d", id="line breaks and tabs"),
        pytest.param("a\u2028b\x85c", "a\\u2028b\\u0085c", id="other line breaks"),
        pytest.param("\u202eevil\u202c", "\\u202eevil\\u202c", id="reversed direction"),
        pytest.param("\u2066a\u2069\u061c", "\\u2066a\\u2069\\u061c", id="isolated direction"),
        pytest.param("a\u200bb\ufeff", "a\\u200bb\\ufeff", id="invisible"),
        pytest.param("\x00\x7f", "\\u0000\\u007f", id="null and delete"),
    ],
)
def test_what_could_act_is_spelled_out(text: str, shown: str) -> None:
    """Names of partners are written by partners."""
    assert plain(text) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        pytest.param("text", "text", id="text"),
        pytest.param(True, "true", id="true"),
        pytest.param(False, "false", id="false"),
        pytest.param(None, "(none)", id="nothing"),
        pytest.param(UNREAD, "?", id="unread"),
        pytest.param(LATER, "(known later)", id="later"),
        pytest.param(7, "7", id="number"),
        pytest.param("", "", id="empty text"),
        pytest.param(Presence.ABSENT, "absent", id="presence"),
        pytest.param(Member.LISTED, "listed", id="member"),
    ],
)
def test_a_value_is_shown_as_users_write_it(value: Value, shown: str) -> None:
    """Flags as in the file, unknown values as what they are."""
    assert value_text(value) == shown
