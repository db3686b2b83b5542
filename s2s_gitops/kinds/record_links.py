"""Numbers of shared records: asked by status and connection, in groups. Which records they are is never asked."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from s2s_gitops.kinds.records import parts, quoted
from s2s_gitops.model.address import Address
from s2s_gitops.model.ports import Job, ReadableOrg, Reading, Record

SOBJECT: Final = "PartnerNetworkRecordConnection"
WITHDRAWN: Final = "Pending (sent)"
_LIVING: Final = ("Active (received)", "Active (sent)", "Connected")
_OVER: Final = ("Inactive", "Inactive (converted)", "Inactive (deleted)")
_KNOWN: Final = frozenset({WITHDRAWN, *_LIVING, *_OVER})
"""The statuses that the object reference lists. An org that has other words is quoted, and not understood."""


@dataclass(frozen=True, slots=True)
class Links:
    """The record links of one connection by status, or of one object of it; None where the org does not tell."""

    by_status: Mapping[str, int] | None = None

    @property
    def unaccepted(self) -> int | None:
        """How many records were sent and wait to be accepted."""
        return self._sum([WITHDRAWN])

    def living(self, *, without: str = "") -> int | None:
        """Return how many are kept up to date; `without` leaves out one direction, such as "received"."""
        return self._sum(one for one in _LIVING if not without or without not in one)

    def shown(self, *, without: str = "") -> str:
        """Return them by status, but for those that are over or not accepted; with words that are not known."""
        listed = sorted((self.by_status or {}).items())
        told = [
            f"{count:,} {status}"
            for status, count in listed
            if status not in (WITHDRAWN, *_OVER) and not (without and without in status)
        ]
        return f" ({', '.join(told)})" if told else ""

    def _sum(self, statuses: Iterable[str]) -> int | None:
        if self.by_status is None or not set(self.by_status) <= _KNOWN:
            return None
        return sum(self.by_status.get(one, 0) for one in statuses)


NOT_TOLD: Final = Links()
NO_LINKS: Final = Links({})

End = tuple[str, str]
"""One end of a connection: an org's alias and the connection's id there."""


def links_of(reading: Reading, ends: Collection[End]) -> Mapping[End, Links]:
    """Return the record links of ends, with one question to each org for all of them.

    Ends of orgs that do not answer are not in it.
    """
    found = _grouped(reading, ends, "ConnectionId, Status")
    return {end: by_object.get("", NO_LINKS) for end, by_object in found.items()}


def links_by_object(reading: Reading, ends: Collection[End]) -> Mapping[End, Mapping[str, Links]]:
    """Return the record links of ends by own object, for objects that have some.

    No public source says that an org answers this question. Ends of one that does not are not in it.
    """
    return _grouped(reading, ends, "ConnectionId, LocalRecord.Type, Status")


def links_of_objects(reading: Reading, objects: Mapping[Address, str]) -> Mapping[Address, Links]:
    """Return the record links of own objects, each named beside an address of its side; NOT_TOLD is left out."""
    live = reading.live.resources
    sides = {at: live.get(Address(at.scope)) for at in objects}
    ends = {
        at: (at.org, str(side.attributes.get("id", "")))
        for at, side in sides.items()
        if side is not None
    }
    answers = links_by_object(reading, ends.values()) if ends else {}
    return {
        at: answers[end].get(objects[at], NO_LINKS) for at, end in ends.items() if end in answers
    }


def _grouped(
    reading: Reading, ends: Collection[End], groups: str
) -> dict[End, Mapping[str, Links]]:
    wanted: defaultdict[str, list[str]] = defaultdict(list)
    for org, found in sorted(set(ends)):
        if org in reading.orgs:
            wanted[org].append(found)
    jobs: list[Job[Mapping[str, Sequence[Record]] | None]] = [
        Job(org, None, partial(_ask, ids=ids, groups=groups)) for org, ids in wanted.items()
    ]
    answers = zip(wanted.items(), reading.gather(jobs), strict=True)
    return {
        (org, one): _by_object(rows.get(one[:15], ()))
        for (org, ids), rows in answers
        if rows is not None
        for one in ids
    }


def _ask(org: ReadableOrg, ids: Sequence[str], groups: str) -> Mapping[str, Sequence[Record]]:
    """Return the groups of each connection, by the first 15 characters of its id."""
    rows: defaultdict[str, list[Record]] = defaultdict(list)
    for part in parts(ids):
        listed = ", ".join(quoted(one) for one in part)
        where = f"WHERE ConnectionId IN ({listed})"
        soql = f"SELECT {groups}, COUNT(Id) links FROM {SOBJECT} {where} GROUP BY {groups}"
        for record in org.query(soql):
            rows[str(record["ConnectionId"])[:15]].append(record)
    return rows


def _by_object(rows: Iterable[Record]) -> Mapping[str, Links]:
    counts: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for row in rows:
        counts[str(row.get("Type", ""))][str(row["Status"])] = int(row["links"])
    return {name: Links(by_status) for name, by_status in counts.items()}
