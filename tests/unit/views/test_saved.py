"""Saved plans for people: their age, and the formats in which they are saved."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.saved import Saved
from s2s_gitops.views.formats import FORMATS, Printable
from s2s_gitops.views.machine import plan_document
from s2s_gitops.views.saved import age_text, already_applied, as_reviewed, saved_text
from s2s_gitops.views.text import plan_text

from ..builders import change, plan

NOW = datetime(2026, 1, 6, 8, tzinfo=UTC)
MADE = plan(change(), diagnostics=(Diagnostic("S2S015", "It counted until today."),))


def saved(created: datetime | None, file: str = "plan.json") -> Saved:
    """Return a plan as if it came out of a file."""
    return Saved(file, MADE, created, {})


@pytest.mark.parametrize(
    ("created", "expected"),
    [
        pytest.param(None, "of unknown age", id="unknown"),
        pytest.param(NOW + timedelta(seconds=1), "made later than now", id="future"),
        pytest.param(NOW, "just made", id="now"),
        pytest.param(NOW - timedelta(minutes=1, seconds=59), "just made", id="a minute"),
        pytest.param(NOW - timedelta(minutes=2), "made 2 minutes ago", id="minutes"),
        pytest.param(NOW - timedelta(hours=1, minutes=59), "made 119 minutes ago", id="an hour"),
        pytest.param(NOW - timedelta(hours=47), "made 47 hours ago", id="hours"),
        pytest.param(NOW - timedelta(days=2), "made 2 days ago", id="days"),
    ],
)
def test_an_age_is_told_in_the_largest_unit_of_which_there_are_two(
    created: datetime | None, expected: str
) -> None:
    """Short, and never rounded up."""
    assert age_text(saved(created), NOW) == expected


def test_a_saved_plan_is_shown_as_on_its_day() -> None:
    """How long the feature lasts is told as it was then; the age stands above."""
    made = datetime(2026, 1, 1, 8, tzinfo=UTC)

    text = saved_text(saved(made), NOW)

    head, digest, _, rest = text.split("\n", 3)
    assert (head, digest) == (
        "Plan of 2026-01-01T08:00:00+00:00, made 5 days ago.",
        f"Digest {MADE.digest}.",
    )
    assert rest == plan_text(MADE, made.date())


def test_a_plan_of_no_day_is_shown_as_of_today() -> None:
    """Something has to stand there."""
    text = saved_text(saved(None), NOW)

    assert text.startswith("Plan of an unknown day, of unknown age.\n")
    assert text.endswith(plan_text(MADE, NOW.date()))


def test_what_is_said_in_the_place_of_a_plan_is_harmless_and_has_the_coverage() -> None:
    """The name of a file can hold anything; "No changes" never stands alone."""
    hostile = saved(NOW, file="\x1b[2J.json")

    for text in (as_reviewed(hostile, MADE, NOW), already_applied(hostile, plan())):
        assert "\x1b" not in text
        assert text.endswith("Verified 4 of 5 values; 1 unreadable.\n")


def test_a_plan_is_saved_as_it_is_shown() -> None:
    """As a document for programs, and as what a terminal shows on both of its streams."""
    one = Printable(MADE, date(2026, 1, 6), {"created": "x"})

    assert json.loads(FORMATS["json"](one)) == plan_document(MADE, {"created": "x"})
    assert FORMATS["text"](one).startswith("warning S2S015")
    assert FORMATS["text"](one).endswith(plan_text(MADE, date(2026, 1, 6)))
