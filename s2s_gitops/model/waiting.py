"""What waits on whom: a plan, told by what others must do."""

from dataclasses import dataclass

from s2s_gitops.model.change import Pending
from s2s_gitops.model.plan import Plan


@dataclass(frozen=True, slots=True)
class Waiting:
    """What somebody else must do, soonest end first. `late` has taken longer than it may."""

    plan: Plan
    late: tuple[Pending, ...]
    in_time: tuple[Pending, ...]
