"""Drift: where the orgs differ from the files, told from what is live."""

from collections.abc import Sequence
from dataclasses import dataclass

from s2s_gitops.model.change import Pending
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.finding import Cause, Finding
from s2s_gitops.model.plan import Plan


@dataclass(frozen=True, slots=True)
class Drift:
    """What differs from the files. `late` are pending items whose deadline has passed.

    `stale` says which entries of `ignore` hold no longer, or cover nothing.
    """

    plan: Plan
    findings: tuple[Finding, ...]
    late: tuple[Pending, ...]
    stale: tuple[Diagnostic, ...] = ()

    def of(self, cause: Cause) -> tuple[Finding, ...]:
        """Return the findings of one cause."""
        return tuple(one for one in self.findings if one.cause is cause)

    @property
    def is_clean(self) -> bool:
        """Whether nothing differs."""
        return not (self.findings or self.late)

    @property
    def diagnostics(self) -> Sequence[Diagnostic]:
        """What could not be read, what is stale, and what cannot be brought back."""
        stuck = {str(one.address) for one in self.plan.stuck}
        refused = (one for one in self.plan.refused if one.where in stuck)
        return (*self.plan.diagnostics, *self.stale, *refused)
