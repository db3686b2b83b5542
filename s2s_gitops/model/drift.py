"""Drift: what a plan says, told from what is live."""

from collections.abc import Sequence
from dataclasses import dataclass

from s2s_gitops.model.address import Address
from s2s_gitops.model.change import Change, Pending
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.plan import Plan


@dataclass(frozen=True, slots=True)
class Drift:
    """What differs from the files. `late` are pending items whose deadline has passed.

    `stale` says which entries of `ignore` hold no longer, or cover nothing.
    """

    plan: Plan
    changed: tuple[Change, ...]
    theirs: tuple[Change, ...]
    undeclared: tuple[Address, ...]
    late: tuple[Pending, ...]
    stale: tuple[Diagnostic, ...] = ()

    @property
    def is_clean(self) -> bool:
        """Whether nothing differs."""
        return not (
            self.changed or self.theirs or self.undeclared or self.late or self.plan.refused
        )

    @property
    def diagnostics(self) -> Sequence[Diagnostic]:
        """What could not be read, what is stale, and what cannot be reached."""
        return (*self.plan.diagnostics, *self.stale, *self.plan.refused)
