"""Which step requires which, decided for one pair at a time: the specification of `engine.link`."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from s2s_gitops.engine.link import closure
from s2s_gitops.model.address import Address
from s2s_gitops.model.change import Action, Phase, Step
from s2s_gitops.model.kind import Kind, Place


def requirements(steps: Sequence[Step], kinds: Mapping[str, Kind]) -> list[tuple[int, ...]]:
    """Return for each step the positions of those before it that it requires."""
    orgs: defaultdict[str, set[str]] = defaultdict(set)
    for step in steps:
        for change in step.changes:
            orgs[neighbourhood(step)] |= {change.address.org, change.partner} - {""}

    def is_near(one: Step, other: Step) -> bool:
        here, there = neighbourhood(one), neighbourhood(other)
        return here == there or there in orgs[here] or here in orgs[there]

    return [
        tuple(
            index
            for index, earlier in enumerate(steps[:position])
            if is_near(step, earlier) and requires(step, earlier, kinds)
        )
        for position, step in enumerate(steps)
    ]


def neighbourhood(step: Step) -> str:
    """Return the connection, with its sign so that it cannot be taken for an org, or the org."""
    address = Address(step.scope)
    return f"{address.connection}@" if address.connection else address.org


def requires(step: Step, earlier: Step, kinds: Mapping[str, Kind]) -> bool:
    """Say whether a step requires an earlier one that is near it."""
    if step.phase is not earlier.phase:
        return form(step) == form(earlier)
    dependant, needed = (step, earlier) if step.phase is Phase.GROW else (earlier, step)
    if leans_on(dependant, needed):
        return True
    if step.kind != earlier.kind:
        return needed.kind in closure(dependant.kind, kinds) and makes_or_ends(needed)
    if step.group == earlier.group:
        return False
    if kinds[step.kind].place is Place.SIDE:
        return True
    touched = {change.address.key for change in earlier.changes}
    return step.scope == earlier.scope and (not step.key or step.key in touched)


def leans_on(dependant: Step, needed: Step) -> bool:
    """Say whether one step refers to what another puts in place or takes away."""
    referred = {address for change in dependant.changes for address in change.refers}
    return any(change.address.inside(address) for address in referred for change in needed.changes)


def makes_or_ends(step: Step) -> bool:
    """Say whether a step decides if something is there; a mere setting of it gates nothing."""
    return any(change.action is not Action.UPDATE for change in step.changes)


def form(step: Step) -> tuple[str, str, str, str]:
    """Return what tells the form on which a step's changes stand."""
    return (step.scope, step.kind, step.group, step.key)
