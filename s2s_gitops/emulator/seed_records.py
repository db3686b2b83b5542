"""Put the shared records of a seed into both ends of a connection.

Documented: the words of a status. Guessed: a record that nobody accepted stands with its sender
only; the local records are ids without rows of their own.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from s2s_gitops.emulator.nouns import SharedRecord

if TYPE_CHECKING:
    from collections.abc import Mapping

    from s2s_gitops.emulator.org import Org
    from s2s_gitops.emulator.seed_values import RecordSeed

_STATUSES: Mapping[str, tuple[str, str]] = {
    "accepted": ("Active (sent)", "Active (received)"),
    "connected": ("Connected", "Connected"),
    "unaccepted": ("Pending (sent)", ""),
    "inactive": ("Inactive", "Inactive"),
    "converted": ("Inactive (converted)", "Inactive (converted)"),
    "deleted": ("Inactive (deleted)", "Inactive"),
}


def share_records(
    orgs: Mapping[str, Org], ends: Mapping[str, str], seeds: tuple[RecordSeed, ...]
) -> None:
    """Share the records of a seed over the connection with these ends (alias to id)."""
    for seed in seeds:
        other = next(alias for alias in ends if alias != seed.sender)
        for _ in range(seed.count):
            _share((orgs[seed.sender], ends[seed.sender]), (orgs[other], ends[other]), seed)


def _share(sender: tuple[Org, str], receiver: tuple[Org, str], seed: RecordSeed) -> None:
    """Put one record into both ends; one that nobody accepted has no mirror yet."""
    org, partner = sender[0], receiver[0]
    got = partner.connections[receiver[1]]
    kind = got.subscribed[seed.kind].ours if seed.kind in got.subscribed else seed.kind
    status, mirrored = _STATUSES[seed.state]
    local_id = org.ids.next(org.objects[seed.kind].prefix)
    if not mirrored:
        _add(org, sender[1], seed, status, (local_id, None))
        return
    other_id = partner.ids.next(partner.objects[kind].prefix)
    _add(org, sender[1], seed, status, (local_id, other_id))
    plain = replace(seed, related=(), options=frozenset())
    _add(partner, receiver[1], plain, mirrored, (other_id, local_id))


def _add(org: Org, end_id: str, seed: RecordSeed, status: str, ids: tuple[str, str | None]) -> None:
    end, moment = org.connections[end_id], org.clock.now()
    prefixes = {one.prefix for one in org.objects.values() if one.name == seed.parent}
    parents = [one.local_id for one in end.records if one.local_id[:3] in prefixes]
    record = SharedRecord(
        id=org.ids.next(org.objects["PartnerNetworkRecordConnection"].prefix),
        status=status,
        local_id=ids[0],
        parent_id=parents[-1] if parents else None,
        partner_id=ids[1],
        related=seed.related,
        options=seed.options,
        started=None if seed.state == "unaccepted" else moment,
        ended=moment if status.startswith("Inactive") else None,
    )
    org.connections[end.id] = replace(end, records=(*end.records, record))
