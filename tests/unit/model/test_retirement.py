"""The end of the feature: how long there is, and what is said of it."""

from datetime import date

import pytest

from s2s_gitops.model.retirement import PREVIEW_FROM, PRODUCTION_FROM, days_left, notice


@pytest.mark.parametrize(
    ("today", "left", "said"),
    [
        pytest.param(
            "2026-11-25",
            68,
            "production from February 2027 (in 68 days at the earliest), preview sandboxes from January.",
            id="before all of it",
        ),
        pytest.param(
            "2026-12-31",
            32,
            "production from February 2027 (in 32 days at the earliest), preview sandboxes from January.",
            id="the last day of all sandboxes",
        ),
        pytest.param(
            "2027-01-01",
            31,
            "production from February 2027 (in 31 days at the earliest), "
            "preview sandboxes may have lost it already.",
            id="preview sandboxes",
        ),
        pytest.param(
            "2027-01-31",
            1,
            "production from February 2027 (in 1 day at the earliest), "
            "preview sandboxes may have lost it already.",
            id="one day",
        ),
        pytest.param(
            "2027-02-01",
            0,
            "orgs may have lost it since February 2027; Salesforce Trust names the day of each instance.",
            id="production",
        ),
        pytest.param(
            "2028-02-29",
            0,
            "orgs may have lost it since February 2027; Salesforce Trust names the day of each instance.",
            id="long after",
        ),
    ],
)
def test_the_end_is_told_with_the_days_that_are_left(today: str, left: int, said: str) -> None:
    """Never a negative number, and no day that nobody has named."""
    day = date.fromisoformat(today)

    assert (days_left(day), notice(day)) == (left, f"S2S is switched off in Spring '27: {said}")


def test_preview_sandboxes_lose_it_first() -> None:
    """Four to five weeks before production."""
    assert 28 <= (PRODUCTION_FROM - PREVIEW_FROM).days <= 35
