"""What an apply did, step by step."""

from dataclasses import dataclass
from enum import StrEnum

from s2s_gitops.model.change import Step
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.human import HumanStep


class Status(StrEnum):
    """How a step ended."""

    DONE = "done"
    """Written, and read back."""
    ALREADY = "already so"
    """The org showed the wanted values before anything was written."""
    WAITING = "waiting"
    """Written or ready, but somebody or something else must come first; the next run goes on."""
    FAILED = "failed"
    SKIPPED = "not tried"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one step ended, and why if it is not done."""

    step: Step
    status: Status
    diagnostic: Diagnostic | None = None
    by_hand: HumanStep | None = None
    """What a person has to do, where nothing else makes the step."""


@dataclass(frozen=True, slots=True)
class Report:
    """All outcomes of one apply, in the order in which they happened."""

    outcomes: tuple[Outcome, ...]

    def has(self, *statuses: Status) -> bool:
        """Say whether any step ended in one of these ways."""
        return any(one.status in statuses for one in self.outcomes)
