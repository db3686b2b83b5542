"""What applying a plan will cost each org in API requests. An estimate: it rather says too much."""

from collections.abc import Mapping, Sequence
from typing import Final

from s2s_gitops.engine.order import order
from s2s_gitops.model.kind import Kind, Place
from s2s_gitops.model.plan import Plan

_READINGS: Final = 2
"""`apply` reads what the plan read, once before it writes and once after it."""
_PER_SAVE: Final = 4
"""What looking before and after a save of a side asks each of the two orgs; other saves look at pages."""


def ahead(plan: Plan, kinds: Sequence[Kind], spent: Mapping[str, int]) -> Mapping[str, int]:
    """Return about how many API requests `apply` will send to each org; nothing if there is nothing to do.

    `spent` is what the plan itself has sent.
    """
    if not plan.changes:
        return {}
    by_api = {kind.name for kind in kinds if kind.place is Place.SIDE}
    needed = {alias: _READINGS * count for alias, count in spent.items()}
    for step in order(plan.changes, kinds):
        first = step.changes[0]
        for alias in {first.address.org, first.partner} & set(needed):
            needed[alias] += _PER_SAVE if step.kind in by_api else 0
    return needed
