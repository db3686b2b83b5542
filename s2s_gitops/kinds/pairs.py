"""What belongs together in the files: a child and its parent, one side's list and what the other makes of it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from s2s_gitops.kinds.connection.status import Wish
from s2s_gitops.kinds.rules import CHILDREN, PARENTS
from s2s_gitops.model.address import Address
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.resource import Presence, Resource, State

_LIVING: Final = (Wish.ACTIVE, Wish.PENDING)


def in_use(declared: Sequence[Resource]) -> list[Resource]:
    """Return those that are to be there, of connections that are not to end: nobody repairs the others."""
    return [
        one
        for one in declared
        if one.presence is Presence.PRESENT and one.facts.get("state", Wish.ACTIVE) in _LIVING
    ]


def other_side_lists(one: Resource, key: str, desired: State) -> bool:
    """Say whether the other side is ours and declares a list, such as "publish"; then nothing else is meant."""
    other = Address(f"{one.facts['connection']}@{one.facts['other']}")
    side = desired.resources.get(other)
    declares = side is not None and side.node is not None and key in side.node
    return one.facts.get("other_access") == "manage" and declares


def orphans(declared: Sequence[Resource], verb: str) -> Iterator[Diagnostic]:
    """Yield children of other objects that are declared without their parent beside them.

    `verb` says what is done with objects, such as "publish".
    """
    beside: defaultdict[str, set[str]] = defaultdict(set)
    for one in declared:
        beside[one.address.scope].add(one.address.key)
    for one in declared:
        child = one.address.key
        if child in CHILDREN and not _has_parent(child, beside[one.address.scope]):
            parent = PARENTS[child] or "an object that holds files, such as Case"
            detail = f"{child} travels with its parent, and {one.address.scope} does not {verb} {parent}."
            fix = f"Declare {parent} under `{verb}` as well, or drop {child}."
            where = str(one.address)
            yield Diagnostic("S2S039", detail, fix, one.source("object"), where)


def _has_parent(child: str, beside: set[str]) -> bool:
    return PARENTS[child] in beside if PARENTS[child] else bool(beside - CHILDREN)
