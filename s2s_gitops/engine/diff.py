"""Desired and live to changes. Keyed, equality first; no kind is known by name.

What is not declared is not compared, except that a declared list is the whole list. What was not
read is counted as unreadable and never becomes a change.
"""

from collections.abc import Collection, Mapping, Sequence

from s2s_gitops.engine.compare import Comparison
from s2s_gitops.engine.difference import Difference
from s2s_gitops.model.address import Address
from s2s_gitops.model.config import Access
from s2s_gitops.model.kind import Kind, Place
from s2s_gitops.model.resource import State


def diff(
    desired: State, live: State, kinds: Sequence[Kind], access: Mapping[str, Access]
) -> Difference:
    """Return what it takes to make live equal desired."""
    found = Difference()
    by_path = {kind.path: kind for kind in kinds}
    for address, wanted in desired.resources.items():
        kind = by_path[address.path]
        if not kind.compared_when.items() <= wanted.facts.items():
            continue
        found_live = live.resources.get(address)
        comparison = Comparison(kind, wanted, found_live, found, access[address.org])
        if _is_read(address, kind, live, access[address.org]):
            comparison.run()
        else:
            comparison.unread()
    lists = {(address.org, address.path) for address in desired.resources}
    found.unmanaged = [
        address
        for address in live.resources
        if address not in desired.resources
        and access[address.org] is Access.MANAGE
        and _is_of_interest(address, by_path.get(address.path), desired, lists)
    ]
    return found


def _is_of_interest(
    address: Address, kind: Kind | None, desired: State, lists: Collection[tuple[str, str]]
) -> bool:
    """Say whether something live that nobody declared is told.

    A list that an org declares nothing of is left alone, and so is what nests in something undeclared:
    a plan does not look there, and a survey that did must not tell more.
    """
    match kind.place if kind else None:
        case Place.ORG:
            return False
        case Place.LIST:
            return (address.org, address.path) in lists
        case Place.NESTED_LIST:
            return Address.parse(address.scope) in desired.resources
        case _:
            return True


def _is_read(address: Address, kind: Kind, live: State, access: Access) -> bool:
    if access is Access.NONE:
        return (address.scope, address.path) in live.probed
    is_inner = kind.place in (Place.SIDE_LIST, Place.NESTED_LIST)
    holders = (Address.parse(address.scope),) if is_inner else ()
    return all(live.gap(one) is None for one in (address, *holders))
