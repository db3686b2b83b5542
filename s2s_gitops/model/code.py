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

    `can_be_ignored` says that an `ignore` entry may name it: warnings about what is declared, and
    errors that rest on what is told of the platform, not on the org's own word.
    """

    summary: str
    about: str
    severity: Severity = Severity.ERROR
    can_be_ignored: bool = False
