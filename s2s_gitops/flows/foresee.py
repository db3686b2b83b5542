"""What the changes of a plan lead to elsewhere, with numbers from what is live."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from s2s_gitops.flows.read import consult
from s2s_gitops.model.address import Address
from s2s_gitops.model.change import Foreseen
from s2s_gitops.model.kind import Kind
from s2s_gitops.model.plan import Plan
from s2s_gitops.model.ports import ReadableOrg, Reading
from s2s_gitops.model.resource import State


def foresee(
    made: Plan,
    desired: State,
    live: State,
    orgs: Mapping[str, ReadableOrg],
    kinds: Sequence[Kind],
) -> Plan:
    """Return the plan with what its changes lead to. What no org answers has no number.

    An empty plan asks nothing. Without orgs, `live` comes from a snapshot: it is all that can be known.
    """
    changed = {one.kind for one in made.changes}
    asked = [kind.foresee for kind in kinds if kind.foresee and kind.name in changed]

    def ask(reading: Reading) -> list[Foreseen]:
        return [one for each in asked for one in each(reading, made.changes)]

    told = consult(orgs, desired, live, ask) if asked else []
    found: dict[Address, dict[str, tuple[Foreseen, ...]]] = {}
    for one in told:
        verbs = found.setdefault(one.address, {})
        verbs[one.verb] = (*verbs.get(one.verb, ()), one)
    return replace(made, foreseen=found)
