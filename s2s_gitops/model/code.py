"""What all diagnostics of one code have in common."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """Whether a diagnostic stops the command."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Code:
    """What every diagnostic of one code has in common; `about` is what `s2s explain CODE` prints.

    `doubtful` marks an error that rests on what is told of the platform, not on the org's own word.
    """

    summary: str
    about: str
    severity: Severity = Severity.ERROR
    doubtful: bool = False

    @property
    def can_be_ignored(self) -> bool:
        """Whether an `ignore` entry may name the code: warnings, and errors that may be wrong."""
        return self.severity is Severity.WARNING or self.doubtful
