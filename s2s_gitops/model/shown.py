"""Where an org shows a value, and how well it is known that what stands there is that value."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Confidence(StrEnum):
    """How well a value is known."""

    READ = "read"
    """The API tells it, or a page that a capture of a live org has verified."""
    INFERRED = "inferred"
    """A page shows it of which nobody has verified that it looks as expected."""
    ATTESTED = "attested"
    """A named person says so. Kept for later: nothing is attested today."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Shown:
    """The place that shows a value, before a change and after it."""

    where: str
    confidence: Confidence


API: Final = Shown("the API", Confidence.READ)
NOWHERE: Final = Shown("", Confidence.UNKNOWN)
