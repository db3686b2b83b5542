"""When Salesforce switches S2S off, as far as it is known, and how many days are left.

Sources: the release update "Salesforce to Salesforce Is Being Retired", to be enforced in Spring '27;
and the FAQ on the release schedule (help.salesforce.com, article 005224913, as of February 2026):
Spring releases reach production in February, and preview sandboxes four to five weeks earlier, in
January. No source names a day: the first day of each month is inferred, as the earliest one. The
day of an instance stands on Salesforce Trust.
"""

from datetime import date
from typing import Final

RELEASE: Final = "Spring '27"

PRODUCTION_FROM: Final = date(2027, 2, 1)
"""The first day on which a production org may have lost the feature."""

PREVIEW_FROM: Final = date(2027, 1, 1)
"""The first day on which a preview sandbox may have lost it."""


def days_left(today: date) -> int:
    """Return how many days production orgs have at least; never a negative number."""
    return max(0, (PRODUCTION_FROM - today).days)


def notice(today: date) -> str:
    """Return what is known about the end of the feature, in one line."""
    what = f"S2S is switched off in {RELEASE}:"
    if today >= PRODUCTION_FROM:
        since = f"orgs may have lost it since {PRODUCTION_FROM:%B %Y};"
        return f"{what} {since} Salesforce Trust names the day of each instance."
    left = days_left(today)
    days = f"in {left} day{'' if left == 1 else 's'} at the earliest"
    production = f"production from {PRODUCTION_FROM:%B %Y} ({days})"
    if today >= PREVIEW_FROM:
        return f"{what} {production}, preview sandboxes may have lost it already."
    return f"{what} {production}, preview sandboxes from {PREVIEW_FROM:%B}."
