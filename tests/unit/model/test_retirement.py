"""The end of the feature: how long there is, and what is said of it."""

from datetime import date

import pytest

from s2s_gitops.model.retirement import EVERYWHERE_BY, PREVIEW_FROM, days_left, notice


@pytest.mark.parametrize(
    ("today", "left", "said"),
    [
        pytest.param(
            "2026-11-25",
            87,
            "preview sandboxes from 10 January 2027, every org by 20 February 2027 (87 days at the most).",
            id="before all of it",
        ),
        pytest.param(
            "2027-01-09",
            42,
            "preview sandboxes from 10 January 2027, every org by 20 February 2027 (42 days at the most).",
            id="the last day of all sandboxes",
        ),
        pytest.param(
            "2027-01-10",
            41,
            "preview sandboxes since 10 January 2027, every org by 20 February 2027 (41 days at the most).",
            id="preview sandboxes",
        ),
        pytest.param(
            "2027-02-19",
            1,
            "preview sandboxes since 10 January 2027, every org by 20 February 2027 (1 day at the most).",
            id="one day",
        ),
        pytest.param(
            "2027-02-20",
            0,
            "every org should have lost it by 20 February 2027.",
            id="the last day",
        ),
        pytest.param(
            "2028-02-29",
            0,
            "every org should have lost it by 20 February 2027.",
            id="long after",
        ),
    ],
)
def test_the_end_is_told_with_the_days_that_are_left(today: str, left: int, said: str) -> None:
    """Never a negative number."""
    day = date.fromisoformat(today)

    assert (days_left(day), notice(day)) == (left, f"S2S is switched off in Spring '27: {said}")


def test_preview_sandboxes_lose_it_first() -> None:
    """Weeks before the last org."""
    assert PREVIEW_FROM < EVERYWHERE_BY
