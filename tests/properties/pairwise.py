"""What requires what, decided for one pair at a time: the specification of `engine.link` and `engine.needs`."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from s2s_gitops.engine.link import closure
from s2s_gitops.model.address import Address
from s2s_gitops.model.change import Action, Change, Phase, Step
from s2s_gitops.model.kind import Kind, Place


def requirements(steps: Sequence[Step], kinds: Mapping[str, Kind]) -> list[tuple[int, ...]]:
    """Return for each step the positions of those before it that it requires."""
    orgs: defaultdict[str, set[str]] = defaultdict(set)
    for step in steps:
        for change in step.changes:
            orgs[neighbourhood(step.scope)] |= {change.address.org, change.partner} - {""}

    def is_near(one: Step, other: Step) -> bool:
        here, there = neighbourhood(one.scope), neighbourhood(other.scope)
        return here == there or there in orgs[here] or here in orgs[there]

    return [
        tuple(
            index
            for index, earlier in enumerate(steps[:position])
            if is_near(step, earlier) and requires(step, earlier, kinds)
        )
        for position, step in enumerate(steps)
    ]


def neighbourhood(scope: str) -> str:
    """Return the connection, with its sign so that it cannot be taken for an org, or the org."""
    address = Address(scope)
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


def held(
    changes: Sequence[Change], left_out: Sequence[Change], kinds: Mapping[str, Kind]
) -> list[Change]:
    """Return the changes that cannot be made without those that are left out."""
    found: set[int] = set()
    rest = list(left_out)
    while rest:
        missing = rest.pop()
        needing = {at for at, one in enumerate(changes) if needs(one, missing, kinds)} - found
        found |= needing
        rest += [changes[at] for at in needing]
    return [one for at, one in enumerate(changes) if at in found]


def needs(change: Change, missing: Change, kinds: Mapping[str, Kind]) -> bool:
    """Say whether a change cannot be made without another. What is removed goes after what leans on it."""
    here, there = (neighbourhood(one.address.scope) for one in (change, missing))
    if there not in (here, change.address.org, change.partner):
        return False
    phase = kinds[change.kind].verb(change.verb).phase
    if phase is not kinds[missing.kind].verb(missing.verb).phase:
        return False
    dependant, needed = (change, missing) if phase is Phase.GROW else (missing, change)
    if any(leans_by_name(dependant, needed.address, one) for one in dependant.refers):
        return True
    if needed.action is Action.UPDATE:
        return False
    kind = kinds[dependant.kind]
    if needed.kind == kind.name:
        verbs = [verb.name for verb in kind.verbs]
        is_before = verbs.index(needed.verb) < verbs.index(dependant.verb)
        return kind.place is Place.SIDE and is_before
    return needed.kind in closure(kind.name, kinds)


def leans_by_name(dependant: Change, needed: Address, referred: Address) -> bool:
    """Say whether a change that refers to something leans on what is there; of its members, on namesakes."""
    names = [one.member for one in dependant.address.holders()]
    is_member = bool(needed.member) and needed.resource == referred
    return needed.inside(referred) and (not is_member or needed.member in names)


def form(step: Step) -> tuple[str, str, str, str]:
    """Return what tells the form on which a step's changes stand."""
    return (step.scope, step.kind, step.group, step.key)
