"""Desired and live to changes. Keyed, equality first; no kind is known by name.

What is not declared is not compared, except that a declared list is the whole list. What was not
read is counted as unreadable and never becomes a change.
"""

from collections.abc import Mapping, Sequence

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
    found.unmanaged = [
        address
        for address in live.resources
        if address not in desired.resources
        and access[address.org] is Access.MANAGE
        and not (address.path in by_path and by_path[address.path].place is Place.ORG)
    ]
    return found


def _is_read(address: Address, kind: Kind, live: State, access: Access) -> bool:
    if access is Access.NONE:
        return (address.scope, address.path) in live.probed
    is_inner = kind.place in (Place.SIDE_LIST, Place.NESTED_LIST)
    holders = (Address.parse(address.scope),) if is_inner else ()
    return all(live.gap(one) is None for one in (address, *holders))
