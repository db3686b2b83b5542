"""Live connections that no file declares, under a name that says where they are."""

from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

from s2s_gitops.model.address import Address
from s2s_gitops.model.resource import Resource, Value


@dataclass(frozen=True, slots=True)
class End:
    """One end of a connection: the org, the row's id, the name it bears there, and its state."""

    org: str
    id: str
    name: str
    state: Value


def undeclared(ends: Iterable[End], taken: Container[Address] = ()) -> Iterator[Resource]:
    """Yield a resource for each end. Where a name stands twice in an org, the id tells them apart.

    `taken` are addresses of others that are known already.
    """
    listed = list(ends)
    names = Counter((one.org, one.name) for one in listed)
    for one in listed:
        address = Address(one.org, "connection", one.name)
        if names[one.org, one.name] > 1 or address in taken:
            address = Address(one.org, "connection", f"{one.name} ({one.id})")
        yield Resource(address, {"id": one.id, "state": one.state})
