"""When Salesforce switches S2S off, as far as it is known, and how many days are left.

Sources: the release update "Salesforce to Salesforce Is Being Retired", to be enforced in Spring '27;
and the release calendar in the packaging guide ("Target a Specific Release for Your Second-Generation
Managed Packages", as of November 2026): Spring '27 reaches sandboxes from 10 January 2027 on, and all
instances are on it by 20 February 2027. Production instances follow between the two days; which one
when stands on Salesforce Trust.
"""

from datetime import date
from typing import Final

RELEASE: Final = "Spring '27"
PREVIEW_FROM: Final = date(2027, 1, 10)
"""The day from which preview sandboxes lose the feature."""
EVERYWHERE_BY: Final = date(2027, 2, 20)
"""The day by which all instances have lost it."""


def days_left(today: date) -> int:
    """Return how many days an org has at the most; never a negative number."""
    return max(0, (EVERYWHERE_BY - today).days)


def notice(today: date) -> str:
    """Return what is known about the end of the feature, in one line."""
    what = f"S2S is switched off in {RELEASE}:"
    if today >= EVERYWHERE_BY:
        return f"{what} every org should have lost it by {_day(EVERYWHERE_BY)}."
    left = days_left(today)
    end = f"every org by {_day(EVERYWHERE_BY)} ({left} day{'' if left == 1 else 's'} at the most)"
    if today >= PREVIEW_FROM:
        return f"{what} preview sandboxes since {_day(PREVIEW_FROM)}, {end}."
    return f"{what} preview sandboxes from {_day(PREVIEW_FROM)}, {end}."


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
