"""Reading connections: rows by query, matched to the declared sides, with their account and owner by name."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Final

from s2s_gitops.kinds.connection.history import invitations_mailed
from s2s_gitops.kinds.connection.identity import DEAD, Match, Row
from s2s_gitops.kinds.connection.matching import Matching, living_invitations, order_of
from s2s_gitops.kinds.connection.problems import (
    doubt,
    switched_off,
    unknown_records,
    unknown_state,
)
from s2s_gitops.kinds.connection.records import Directory, read_directory
from s2s_gitops.kinds.connection.rows import no_rows, read_rows
from s2s_gitops.kinds.connection.status import Status
from s2s_gitops.kinds.connection_detail import open_connection
from s2s_gitops.model.address import Address
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.kind import ReadResult
from s2s_gitops.model.ports import Job, ReadableOrg, Reading
from s2s_gitops.model.resource import UNREAD, Gap, Resource, Value

_INVITED: Final = (Status.SENT, Status.RECEIVED)
"""States in which a row waits since it came into being. Of others no org tells since when."""


def read(reading: Reading) -> ReadResult:
    """Read the rows of every org, and find those that are declared."""
    rows = _gather(reading)
    directories = _directories(reading, rows)
    matches = _match(reading, rows, directories)
    resources: list[Resource] = []
    diagnostics: list[Diagnostic] = []
    gaps: list[Gap] = []
    mailed = _mailed(reading, matches)
    for address, match in matches.items():
        wanted = reading.desired.resources[address]
        if match.doubt:
            gaps.append(Gap(address.scope, None, doubt(wanted, match)))
        elif match.row is not None and not match.row.state:
            gaps.append(Gap(address.scope, None, unknown_state(wanted, match.row)))
        else:
            if match.row is not None:
                extra = mailed.get(address, {})
                resources.append(_resource(address, match.row, directories[address.org], extra))
            diagnostics += unknown_records(wanted, match.row, directories[address.org])
            diagnostics += switched_off(reading, wanted)
    known = {(at.org, match.row.id) for at, match in matches.items() if match.row}
    known |= {(at.org, row.id) for at, match in matches.items() for row in match.candidates}
    resources += _undeclared(rows, known)
    return ReadResult(resources, diagnostics, gaps)


def _sides(reading: Reading, alias: str) -> Iterator[Resource]:
    for address, resource in reading.desired.resources.items():
        if address.org == alias and not address.path:
            yield resource


def _gather(reading: Reading) -> dict[str, Sequence[Row]]:
    """Return the rows of each org that could be read. An org in which S2S is off has none."""
    jobs = []
    for alias in reading.orgs:
        settings = reading.live.resources.get(Address(alias, "settings"))
        is_off = settings is not None and settings.attributes["enabled"] is not True
        jobs.append(Job(alias, "", no_rows if is_off else read_rows))
    results = reading.gather(jobs)
    return {
        alias: rows for alias, rows in zip(reading.orgs, results, strict=True) if rows is not None
    }


def _directories(reading: Reading, rows: Mapping[str, Sequence[Row]]) -> dict[str, Directory]:
    readers = {
        alias: partial(read_directory, sides=list(_sides(reading, alias)), rows=rows[alias])
        for alias in rows
    }
    results = reading.gather([Job(alias, "", reader) for alias, reader in readers.items()])
    return {
        alias: directory
        for alias, directory in zip(rows, results, strict=True)
        if directory is not None
    }


def _match(
    reading: Reading, rows: Mapping[str, Sequence[Row]], directories: Mapping[str, Directory]
) -> dict[Address, Match]:
    """Match the declared sides with rows: pins and ends first, then inviting, then invited sides.

    A row that one declaration has claimed is no candidate for the next, and none has two owners.
    """
    others = (
        (at.org, str(one.attributes["id"]))
        for at, one in reading.live.resources.items()
        if not at.path and at not in reading.desired.resources
    )
    sides = [side for alias in directories for side in _sides(reading, alias)]
    matching = Matching(rows, directories, others, living_invitations(sides))
    for side in sorted(sides, key=order_of):
        matching.take(side)
    return matching.settled()


def _mailed(reading: Reading, matches: Mapping[Address, Match]) -> dict[Address, dict[str, Value]]:
    """Return how often unanswered invitations were mailed, for the sides that declare it."""
    rows = {
        at: match.row
        for at, match in matches.items()
        if match.row is not None and "invitations" in reading.desired.resources[at].attributes
    }
    sent = {at: row for at, row in rows.items() if row.state == Status.SENT}

    def count(org: ReadableOrg, row: Row) -> Value:
        return invitations_mailed(org.alias, open_connection(org, row.id))

    jobs = [Job(at.scope, "", partial(count, row=row)) for at, row in sent.items()]
    counts = dict(zip(sent, reading.gather(jobs), strict=True))
    answered = {at: reading.desired.resources[at].attributes["invitations"] for at in rows}
    return {at: {"invitations": counts.get(at, answered[at])} for at in rows}


def _resource(
    address: Address, row: Row, directory: Directory, extra: Mapping[str, Value]
) -> Resource:
    attributes: dict[str, Value] = {
        "state": row.state or UNREAD,
        "id": row.id,
        "account": directory.account_name(row.account_id),
        "owner": directory.username(row.owner_id),
        **extra,
    }
    since = row.since if row.state in _INVITED else ""
    return Resource(address, attributes, facts={"since": since, "name": row.name})


def _undeclared(
    rows: Mapping[str, Iterable[Row]], known: set[tuple[str, str]]
) -> Iterator[Resource]:
    """Yield live connections that no file declares, under a name that says where they are."""
    for alias, ours in rows.items():
        found = [row for row in ours if (alias, row.id) not in known and row.state not in DEAD]
        names = Counter(row.name for row in found)
        for row in found:
            key = row.name if names[row.name] == 1 else f"{row.name} ({row.id})"
            state = row.state or UNREAD
            yield Resource(Address(alias, "connection", key), {"id": row.id, "state": state})
