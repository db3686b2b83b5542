"""Desired and live to changes. Keyed, equality first; no kind is known by name.

What is not declared is not compared, except that a declared list is the whole list. What was not
read is counted as unreadable and never becomes a change.
"""

from collections.abc import Mapping, Sequence

from s2s_gitops.engine.compare import Comparison, Difference
from s2s_gitops.model.address import Address
from s2s_gitops.model.config import Access
from s2s_gitops.model.kind import Kind, Place
from s2s_gitops.model.resource import State


def diff(
    desired: State, live: State, kinds: Sequence[Kind], access: Mapping[str, Access]
) -> Difference:
    """Return what it takes to make live equal desired."""
    found = Difference()
    by_segment = {kind.segment: kind for kind in kinds}
    for address, wanted in desired.resources.items():
        kind = by_segment[address.segment]
        comparison = Comparison(
            kind, wanted, live.resources.get(address), found, access[address.org]
        )
        if access[address.org] is Access.NONE or _is_unread(address, kind, live):
            comparison.unread()
        else:
            comparison.run()
    found.unmanaged = [
        address
        for address in live.resources
        if address not in desired.resources
        and access[address.org] is Access.MANAGE
        and not (address.segment in by_segment and by_segment[address.segment].place is Place.ORG)
    ]
    return found


def _is_unread(address: Address, kind: Kind, live: State) -> bool:
    if kind.place is Place.SIDE_LIST and live.gap(Address(address.scope)) is not None:
        return True
    return live.gap(address) is not None
