"""What all texts for people share: titles, what waits, the sum, the coverage."""

from datetime import date

import pytest

from s2s_gitops.model.address import Address
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.plan import Coverage
from s2s_gitops.views.parts import (
    address_lines,
    coverage_line,
    ended,
    errors_in,
    pending_lines,
    section,
    summary_of,
    waiting_lines,
)

from ..builders import pending, plan


def test_the_coverage_is_told_in_one_line() -> None:
    """As promised."""
    assert coverage_line(Coverage(57, 6)) == "Verified 51 of 57 values; 6 unreadable."


def test_errors_are_counted_and_warnings_are_not() -> None:
    """Only errors leave a doubt."""
    down, expired = Diagnostic("S2S301", "No answer."), Diagnostic("S2S015", "Old.")

    assert errors_in(plan(diagnostics=(down, expired, down))) == 2


@pytest.mark.parametrize(
    ("found", "errors", "summary"),
    [
        pytest.param("", 0, "Nothing.", id="nothing"),
        pytest.param("Found: 1.", 0, "Found: 1.", id="something"),
        pytest.param("", 2, "Not fully checked: 2 error(s).", id="nothing that is known"),
        pytest.param("Found: 1.", 1, "Found: 1. Not fully checked: 1 error(s).", id="both"),
    ],
)
def test_that_there_is_nothing_is_said_only_if_everything_could_be_looked_at(
    found: str, errors: int, summary: str
) -> None:
    """What was not looked at may differ."""
    assert summary_of(found, "Nothing.", errors) == summary


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        pytest.param([], [], id="no lines: no title"),
        pytest.param(["  a", "  b"], ["Title:", "  a", "  b", ""], id="a blank line after it"),
    ],
)
def test_a_part_has_a_title_only_if_there_is_something_in_it(
    lines: list[str], told: list[str]
) -> None:
    """No empty headings."""
    assert section("Title", iter(lines)) == told


def test_what_waits_is_told_late_first_with_what_to_click() -> None:
    """Since when, until when, after which verb of ours; hostile text is spelled out."""
    late = pending(since="2026-01-05T08:00:00Z", until="2026-01-19T08:00:00Z", clicks=("Go\x1b",))
    planned = pending("b@hq", after="invite", clicks=())

    assert waiting_lines([late], [planned]) == [
        "Waiting for too long:",
        "   ! hq-acme@hq  waits for acme to accept since 2026-01-05, until 2026-01-19",
        "       1. Go\\u001b",
        "",
        "Waiting, within its time:",
        "   ! b@hq  waits for acme to accept (after invite)",
        "",
    ]
    assert waiting_lines([], []) == list(pending_lines([])) == []


def test_addresses_are_told_with_a_symbol() -> None:
    """Harmless, whatever the org called a thing."""
    assert list(address_lines("?", [Address("hq", "template", "\u202e")])) == [
        "   ? hq/template/\\u202e"
    ]


def test_every_text_ends_the_same_way() -> None:
    """How long the feature lasts, the sum, and how much was read."""
    text = ended(["  a"], date(2027, 2, 1), "Sum.", Coverage(2, 0))

    assert text.splitlines()[0] == "  a"
    assert text.splitlines()[-2:] == ["Sum.", "Verified 2 of 2 values; 0 unreadable."]
    assert text.endswith("\n")
