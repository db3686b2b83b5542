"""What subscriptions would lose: their mapping as it is live, read now where it was not read before."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from s2s_gitops.kinds.subscription.live import (
    SEGMENT,
    Pair,
    mapping_links,
    open_mapping,
    partner_of,
)
from s2s_gitops.model.address import Address
from s2s_gitops.model.ports import Job, ReadableOrg, Reading
from s2s_gitops.model.resource import Resource, Value

MOST_PAGES: Final = 20
"""How many mappings of one org are opened for their numbers alone."""


@dataclass(frozen=True, slots=True)
class Loss:
    """The mapping of one subscription; None where it could not be read. One that is not there has lost nothing.

    Fields map to own ones, values (field, dot, value) to own ones.
    """

    is_there: bool | None
    fields: Mapping[str, Value] | None = None
    values: Mapping[str, Value] | None = None

    @property
    def counts(self) -> dict[str, int | None]:
        """How many fields and values are mapped."""
        fields, values = self.fields, self.values
        return {
            "fields": None if fields is None else len(fields),
            "values": None if values is None else len(values),
        }

    def values_of(self, field: str) -> int | None:
        """Return how many values of one field are mapped."""
        return (
            None if self.values is None else sum(one.startswith(f"{field}.") for one in self.values)
        )


def losses(reading: Reading, addresses: Iterable[Address]) -> Mapping[Address, Loss]:
    """Return what each subscription would lose."""
    found = {at: _known(reading, at) for at in sorted(set(addresses), key=str)}
    missing = [at for at, one in found.items() if one.is_there and None in (one.fields, one.values)]
    return found | _read(reading, list(_few(reading, missing)))


def _known(reading: Reading, at: Address) -> Loss:
    live = reading.live
    side, one = live.resources.get(Address(at.scope)), live.resources.get(at)
    if one is not None:
        return _told(reading, at, one)
    is_read = side is not None and side.attributes.get("state") == "active" and not live.gap(at)
    return Loss(is_there=False, fields={}, values={}) if is_read else Loss(is_there=None)


def _told(reading: Reading, at: Address, one: Resource) -> Loss:
    """Return what was read. Values that were asked for and not shown are not there."""
    fields, values = one.attributes.get("fields"), one.attributes.get("values")
    if values is None and isinstance(fields, Mapping) and reading.wants(at, "values"):
        values = {}
    return Loss(
        is_there=True,
        fields=fields if isinstance(fields, Mapping) else None,
        values=values if isinstance(values, Mapping) else None,
    )


def _few(reading: Reading, missing: Iterable[Address]) -> Iterator[Address]:
    opened: Counter[str] = Counter()
    for at in missing:
        if at.org in reading.orgs and opened[at.org] < MOST_PAGES:
            opened[at.org] += 1
            yield at


def _read(reading: Reading, missing: list[Address]) -> dict[Address, Loss]:
    def shown(org: ReadableOrg, at: Address) -> Loss | None:
        other = partner_of(reading.orgs, reading.desired, at.scope)
        links = mapping_links(org, at.scope, reading.live, other.called())
        own = str(reading.live.resources[at].attributes["as"])
        page = open_mapping(org, links, Pair(at.key, own, other))
        values = page.mapped_values()
        return Loss(
            is_there=True,
            fields=page.mapped_fields(),
            values=values if isinstance(values, Mapping) else None,
        )

    jobs = [Job(at.scope, SEGMENT, partial(shown, at=at)) for at in missing]
    answers = zip(missing, reading.gather(jobs), strict=True)
    return {at: one for at, one in answers if one is not None}
