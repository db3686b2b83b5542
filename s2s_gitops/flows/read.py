"""Live state of many orgs, side by side. A failed read marks its part as not read; it is never taken as absent."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from enum import Enum, auto
from threading import BoundedSemaphore
from typing import Final, TypeVar

from s2s_gitops.flows.evidence import told
from s2s_gitops.model.address import Address
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.errors import ByHand, OrgError, PageChanged, WrongOrg
from s2s_gitops.model.kind import Kind, Place, ReadResult
from s2s_gitops.model.once import Once
from s2s_gitops.model.page import Page
from s2s_gitops.model.ports import Job, ReadableOrg, Reading
from s2s_gitops.model.resource import Gap, Presence, Resource, State
from s2s_gitops.model.survey import Survey

T = TypeVar("T")

READS_PER_ORG: Final = 4
"""How many pages or queries of one org are under way at once."""


class Extent(Enum):
    """How much is read."""

    DECLARED = auto()
    """What the files declare, and the names of what they do not."""
    EVERYTHING = auto()


def read(
    orgs: Mapping[str, ReadableOrg],
    desired: State,
    kinds: Sequence[Kind],
    among: State | None = None,
) -> tuple[State, tuple[Diagnostic, ...]]:
    """Return what the orgs show of what is desired, and what they show to be wrong with it.

    `among` is all that is declared, where `desired` is a part of it: connections are told from one
    another by all of them, or a part would take another one's for its own.
    """
    reading, found = _read(orgs, desired, kinds, Extent.DECLARED, among)
    return reading.found, found


def survey(
    orgs: Mapping[str, ReadableOrg], desired: State, kinds: Sequence[Kind]
) -> tuple[Survey, tuple[Diagnostic, ...]]:
    """Return everything that the orgs show of these kinds, declared or not; and what is wrong, as `read`."""
    reading, found = _read(orgs, desired, kinds, Extent.EVERYTHING)
    return Survey(reading.found, reading.adopted), found


def check(
    orgs: Mapping[str, ReadableOrg], desired: State, live: State, kinds: Sequence[Kind]
) -> tuple[tuple[Diagnostic, ...], tuple[Gap, ...]]:
    """Return what of the declaration does not fit what orgs describe, and what could not be checked."""
    with _pool(orgs) as pool:
        reading = _Reading(orgs, desired, pool, live, Extent.DECLARED)
        found = [problem for kind in kinds for problem in kind.fits(reading)]
    return tuple(found), reading.found.gaps


def consult(
    orgs: Mapping[str, ReadableOrg], desired: State, live: State, ask: Callable[[Reading], T]
) -> T:
    """Return what is asked of the orgs beyond what was read. What does not answer leaves no trace.

    Where no org can be asked, what is live is all that there is to know: it was surveyed before.
    """
    extent = Extent.DECLARED if orgs else Extent.EVERYTHING
    with _pool(orgs) as pool:
        return ask(_Reading(orgs, desired, pool, live, extent))


def read_again(orgs: Mapping[str, ReadableOrg], desired: State, known: State, kind: Kind) -> State:
    """Return what the orgs show of one kind now; `known` is what earlier kinds have shown."""
    with _pool(orgs) as pool:
        reading = _Reading(orgs, desired, pool, known, Extent.DECLARED)
        reading.add(kind.read(reading))
    return reading.found


def _read(
    orgs: Mapping[str, ReadableOrg],
    desired: State,
    kinds: Sequence[Kind],
    extent: Extent,
    among: State | None = None,
) -> tuple["_Reading", tuple[Diagnostic, ...]]:
    with _pool(orgs) as pool:
        reading = _Reading(orgs, desired, pool, State({}), extent)
        found: list[Diagnostic] = []
        for kind in kinds:
            is_side = kind.place is Place.SIDE
            result = kind.read(_Among(reading, among) if among and is_side else reading)
            reading.add(result)
            found += result.diagnostics
        for kind in kinds:
            found += kind.fits(reading)
    return reading, tuple(found)


def _pool(orgs: Mapping[str, ReadableOrg]) -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=max(1, READS_PER_ORG * len(orgs)))


class _Pass:
    """An org during one pass: a page that two kinds look at is opened once, and few are at a time."""

    def __init__(self, org: ReadableOrg) -> None:
        self._org = org
        self._pages: Once[Page] = Once()
        self.places = BoundedSemaphore(READS_PER_ORG)
        self.alias = org.alias
        self.name = org.name
        self.query = org.query
        self.objects = org.objects
        self.fields = org.fields
        self.download = org.download
        self.keep = org.keep

    def open(self, address: str) -> Page:
        """Open a page, or return it as it was when it was opened first."""
        return self._pages.get(address, lambda: self._org.open(address))


class _Over(Mapping[Address, Resource]):
    """What was read now, over what is known from before, without a copy of either."""

    def __init__(self, now: Mapping[Address, Resource], before: Mapping[Address, Resource]) -> None:
        self._now = now
        self._before = before

    def __getitem__(self, address: Address) -> Resource:
        return self._now[address] if address in self._now else self._before[address]

    def __iter__(self) -> Iterator[Address]:
        yield from self._now
        yield from (one for one in self._before if one not in self._now)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class _Reading:
    """One pass over the orgs, as the port `Reading` says. A class because live grows from kind to kind."""

    def __init__(
        self,
        orgs: Mapping[str, ReadableOrg],
        desired: State,
        pool: ThreadPoolExecutor,
        known: State,
        extent: Extent,
    ) -> None:
        self._passes = {alias: _Pass(org) for alias, org in orgs.items()}
        self.orgs: Mapping[str, ReadableOrg] = self._passes
        self.desired = desired
        self._pool = pool
        self._known = known
        self.is_survey = extent is Extent.EVERYTHING
        self._resources: dict[Address, Resource] = {}
        self._gaps: list[Gap] = []
        self._probed: set[tuple[str, str]] = set()
        self.adopted: dict[Address, Resource] = {}
        self._renew()

    def _renew(self) -> None:
        """Make `found`, what this pass alone has read, and `live`, what is known from before as well.

        They are kept until more was read: every job looks at them.
        """
        gaps, probed = tuple(self._gaps), frozenset(self._probed)
        self.found = State(self._resources, gaps, probed)
        self.live = State(
            _Over(self._resources, self._known.resources),
            (*self._known.gaps, *gaps),
            self._known.probed | probed,
        )

    def wants(self, address: Address, *attributes: str) -> bool:
        """Say whether any of these attributes of a resource is to be read: all of what is to go counts."""
        wanted = self.desired.resources.get(address)
        if wanted is None:
            return self.is_survey
        is_declared = any(one in wanted.attributes for one in attributes)
        return self.is_survey or is_declared or wanted.presence is Presence.ABSENT

    def add(self, result: ReadResult) -> None:
        """Take what a kind has read."""
        self._resources.update({one.address: one for one in result.resources})
        self._gaps += result.gaps
        self._probed |= set(result.probed)
        self.adopted |= {one.address: one for one in result.adopted}
        self.desired = (
            State(self.adopted | dict(self.desired.resources)) if self.adopted else self.desired
        )
        self._renew()

    def gather(self, jobs: Sequence[Job[T]]) -> Sequence[T | None]:
        """Run jobs side by side; a job whose org does not answer leaves a gap and the result None."""
        outcomes = self._pool.map(self._attempt, jobs)
        results: list[T | None] = []
        for job, outcome in zip(jobs, outcomes, strict=True):
            if isinstance(outcome, OrgError):
                org = self._passes[Address(job.scope).org]
                self._gaps.append(Gap(job.scope, job.path, told(outcome, org)))
                results.append(None)
            else:
                results.append(outcome)
        self._renew()
        return results

    def _attempt(self, job: Job[T]) -> T | OrgError:
        try:
            org = self._passes[Address(job.scope).org]
            with org.places:
                return job.run(org)
        except WrongOrg:
            raise
        except ByHand as error:  # nobody was about to write: what cannot be read is no warning
            first = error.diagnostics[0]
            return PageChanged(error.org, first.detail, "What it shows is not read.")
        except OrgError as error:
            return error


class _Among:
    """A pass that sees more than is wanted. A class because it is the port `Reading`, with another `desired`."""

    def __init__(self, reading: _Reading, desired: State) -> None:
        self._reading = reading
        self.orgs = reading.orgs
        self.desired = desired
        self.is_survey = False
        self.wants = reading.wants
        self.gather = reading.gather

    @property
    def live(self) -> State:
        """What has been read so far."""
        return self._reading.live
