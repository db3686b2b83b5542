"""Reading connections: rows by query, matched to the declared sides, with their account and owner by name."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Final

from s2s_gitops.kinds.connection.adoption import Known, declarations
from s2s_gitops.kinds.connection.checks import auto_accepting
from s2s_gitops.kinds.connection.history import invitations_mailed
from s2s_gitops.kinds.connection.identity import Match
from s2s_gitops.kinds.connection.matching import Matching, living_invitations, order_of
from s2s_gitops.kinds.connection.problems import (
    doubt,
    idle_owner,
    switched_off,
    unknown_records,
    unknown_state,
)
from s2s_gitops.kinds.connection.records import Directory, read_directory
from s2s_gitops.kinds.connection.row import Row
from s2s_gitops.kinds.connection.rows import no_rows, read_rows
from s2s_gitops.kinds.connection.status import DEAD, Status
from s2s_gitops.kinds.connection.survey import known_connections, unknown_rows
from s2s_gitops.kinds.connection.undeclared import End, undeclared
from s2s_gitops.kinds.connection_detail import open_connection
from s2s_gitops.model.address import Address
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.kind import ReadResult
from s2s_gitops.model.ports import Job, ReadableOrg, Reading
from s2s_gitops.model.resource import UNREAD, Gap, Resource, Value

_INVITED: Final = (Status.SENT, Status.RECEIVED)
"""States in which a row waits since it came into being. Of others no org tells since when."""


def read(reading: Reading) -> ReadResult:
    """Read the rows of every org, and find those that are declared; in a survey, all of them."""
    rows = _gather(reading)
    sides = _sides(reading)
    directories = _directories(reading, rows, sides)
    matches = _match(reading, rows, directories, sides)
    resources: list[Resource] = []
    diagnostics: list[Diagnostic] = []
    gaps: list[Gap] = []
    mailed = _mailed(reading, matches)
    accepting = auto_accepting(reading.desired)
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
            diagnostics += idle_owner(
                wanted, match.row, directories[address.org], accepting.get(address.scope)
            )
            diagnostics += switched_off(reading, wanted)
    others = _others(rows, matches)
    if not reading.is_survey:
        resources += undeclared(_living(others))
        return ReadResult(resources, diagnostics, gaps)
    connections = known_connections(reading, matches, others, directories)
    resources += _ends(connections, directories, mailed)
    resources += undeclared(_living(unknown_rows(others)))
    return ReadResult(resources, diagnostics, gaps, adopted=declarations(connections, reading.orgs))


def _ends(
    connections: Iterable[Known],
    directories: Mapping[str, Directory],
    mailed: Mapping[Address, Mapping[str, Value]],
) -> Iterator[Resource]:
    """Yield the ends of connections with the e-mail address of their contact, which a survey shows as well."""
    for one in connections:
        for org, row in one.rows.items():
            address = Address(f"{one.name}@{org}")
            email: dict[str, Value] = {"contact": directories[org].email(row.contact_id)}
            extra = email | dict(mailed.get(address, {}))
            yield _resource(address, row, directories[org], extra)


def _others(
    rows: Mapping[str, Sequence[Row]], matches: Mapping[Address, Match]
) -> dict[str, list[Row]]:
    """Return the rows that no declared side is, or could be."""
    known = {(at.org, match.row.id) for at, match in matches.items() if match.row}
    # Sides with the same doubt share their candidates: each such tuple is walked once.
    doubtful = {(at.org, id(one.candidates)): one.candidates for at, one in matches.items()}
    known |= {(org, row.id) for (org, _), those in doubtful.items() for row in those}
    return {
        alias: [one for one in those if (alias, one.id) not in known]
        for alias, those in rows.items()
    }


def _sides(reading: Reading) -> Mapping[str, Sequence[Resource]]:
    """Return the declared sides by org."""
    sides: defaultdict[str, list[Resource]] = defaultdict(list)
    for address, resource in reading.desired.resources.items():
        if not address.path:
            sides[address.org].append(resource)
    return sides


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


def _directories(
    reading: Reading,
    rows: Mapping[str, Sequence[Row]],
    sides: Mapping[str, Sequence[Resource]],
) -> dict[str, Directory]:
    ours = {alias: sides.get(alias, ()) for alias in rows}
    readers = {
        alias: partial(
            read_directory, sides=ours[alias], rows=rows[alias], shown=_shown(reading, ours[alias])
        )
        for alias in rows
    }
    results = reading.gather([Job(alias, "", reader) for alias, reader in readers.items()])
    return {
        alias: directory
        for alias, directory in zip(rows, results, strict=True)
        if directory is not None
    }


def _shown(reading: Reading, sides: Sequence[Resource]) -> frozenset[str]:
    """Return which records the rows of an org are to be shown with."""
    if reading.is_survey:
        return frozenset({"contact", "account", "owner"})
    declared = frozenset[str]().union(*(side.attributes for side in sides))
    return declared & {"account", "owner"}


def _match(
    reading: Reading,
    rows: Mapping[str, Sequence[Row]],
    directories: Mapping[str, Directory],
    sides: Mapping[str, Sequence[Resource]],
) -> dict[Address, Match]:
    """Match the declared sides with rows: pins and ends first, then inviting, then invited sides.

    A row that one declaration has claimed is no candidate for the next, and none has two owners.
    """
    others = (
        (at.org, str(one.attributes["id"]))
        for at, one in reading.live.resources.items()
        if not at.path and at not in reading.desired.resources
    )
    ours = [side for alias in directories for side in sides.get(alias, ())]
    matching = Matching(rows, directories, others, living_invitations(ours))
    for side in sorted(ours, key=order_of):
        matching.take(side)
    return matching.settled()


def _mailed(reading: Reading, matches: Mapping[Address, Match]) -> dict[Address, dict[str, Value]]:
    """Return how often unanswered invitations were mailed, for the sides that declare it."""
    rows = {
        at: match.row
        for at, match in matches.items()
        if match.row is not None
        and "invitations" in reading.desired.resources[at].attributes
        and reading.wants(at, "invitations")
    }
    sent = {at: row for at, row in rows.items() if row.state == Status.SENT}

    def count(org: ReadableOrg, row: Row) -> Value:
        return invitations_mailed(org, open_connection(org, row.id))

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


def _living(rows: Mapping[str, Iterable[Row]]) -> Iterator[End]:
    for alias, ours in rows.items():
        for row in ours:
            if row.state not in DEAD:
                yield End(alias, row.id, row.name, row.state or UNREAD)
