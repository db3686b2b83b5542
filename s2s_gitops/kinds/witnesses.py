"""Who made the differences that were found, as the orgs tell it: by connection history, else by audit trail."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from s2s_gitops.kinds import ALL
from s2s_gitops.kinds.connection.history import read_history
from s2s_gitops.kinds.connection.rows import read_rows
from s2s_gitops.kinds.testimony.hearing import Hearing, outcome
from s2s_gitops.kinds.testimony.lines import Line
from s2s_gitops.kinds.testimony.trail import read_trail
from s2s_gitops.model.address import Address
from s2s_gitops.model.clue import Clue, Level
from s2s_gitops.model.finding import Finding, Witness
from s2s_gitops.model.ports import Job, ReadableOrg, Reading

HISTORY: Final = "connection history"
TRAIL: Final = "audit trail"


@dataclass(frozen=True, slots=True)
class _Case:
    """A finding of which something may tell. `id` is its connection's, empty for what belongs to the org alone."""

    at: int
    finding: Finding
    clue: Clue
    id: str

    @property
    def org(self) -> str:
        return self.finding.address.org


def testify(reading: Reading, findings: Sequence[Finding]) -> Sequence[Witness]:
    """Return who made each difference, in the order of the findings; an empty witness where that is not certain.

    The audit trail is asked only where no line of the history speaks of a finding. A source that
    cannot be read does not say.
    """
    cases = [case for at, one in enumerate(findings) if (case := _case(reading, at, one))]
    told = _by_histories(reading, cases)
    told |= _by_trails(reading, [case for case in cases if told.get(case.at) is None])
    return [told.get(at) or Witness() for at in range(len(findings))]


def _case(reading: Reading, at: int, finding: Finding) -> _Case | None:
    """Return what can be asked for a finding; None if nothing can tell of it."""
    address = finding.address
    kind = next((one for one in ALL if one.name == finding.kind), None)
    clues = kind.clues if kind and address.org in reading.orgs else ()
    clue = next((one for one in clues if one.attribute == finding.attribute), None)
    if clue is None or outcome(finding, clue) not in clue.shows:
        return None
    if not address.connection and address.path != "connection":
        return _Case(at, finding, clue, "")
    holder = Address(address.scope) if address.connection else address.resource
    side = reading.live.resources.get(holder)
    found = str(side.attributes.get("id", "")) if side else ""
    return _Case(at, finding, clue, found) if found else None


def _by_histories(reading: Reading, cases: Sequence[_Case]) -> dict[int, Witness | None]:
    """Read the history of each connection once, and let it tell of its findings."""
    places = sorted({(case.org, case.id) for case in cases if case.id})
    jobs = [Job(org, None, partial(read_history, connection_id=one)) for org, one in places]
    answers = reading.gather(jobs)
    found = dict(zip(places, answers, strict=True))
    records = {case.at: lines for case in cases if (lines := found.get((case.org, case.id)))}
    return _hear(reading, [(case, []) for case in cases if case.at in records], records, HISTORY)


def _by_trails(reading: Reading, cases: Sequence[_Case]) -> dict[int, Witness | None]:
    """Read the trail of each org once, and let it tell of its findings, each with its connection's name."""
    orgs = sorted({case.org for case in cases})
    answers = reading.gather([Job(one, None, read_trail) for one in orgs])
    trails = dict(zip(orgs, answers, strict=True))
    records = {case.at: lines for case in cases if (lines := trails[case.org])}
    named = sorted({case.org for case in cases if case.id and case.at in records})
    rows = dict(zip(named, reading.gather([Job(one, None, _names) for one in named]), strict=True))
    heard = [
        (case, levels)
        for case in cases
        if case.at in records and (levels := _above(case, rows.get(case.org) or {})) is not None
    ]
    return _hear(reading, heard, records, TRAIL)


def _names(org: ReadableOrg) -> dict[str, str]:
    return {row.id: row.name for row in read_rows(org)}


def _above(case: _Case, names: Mapping[str, str]) -> list[Level] | None:
    """Return the level of the connection's name; None where the name is not known, or not the only one."""
    if not case.id:
        return []
    name = names.get(case.id, "")
    if not name or Counter(names.values())[name] > 1:
        return None
    return [Level(name, {one: (one,) for one in names.values()})]


def _hear(
    reading: Reading,
    cases: Sequence[tuple[_Case, list[Level]]],
    records: Mapping[int, Sequence[Line]],
    told_by: str,
) -> dict[int, Witness | None]:
    """Let the lines of a record tell of each case; where its names cannot be read, nothing is certain."""

    def hear(_: ReadableOrg, case: _Case, above: list[Level]) -> tuple[Witness | None]:
        levels = [*above, *case.clue.named(reading, case.finding)]
        hearing = Hearing(case.finding, case.clue, levels)
        return (hearing.decide(records[case.at], told_by),)

    jobs = [Job(case.org, None, partial(hear, case=case, above=above)) for case, above in cases]
    answers = reading.gather(jobs)
    pairs = zip(cases, answers, strict=True)
    return {case.at: answer[0] if answer else Witness() for (case, _), answer in pairs}
