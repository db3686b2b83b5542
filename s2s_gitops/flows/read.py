"""Live state of many orgs, side by side. A failed read marks its part as not read; it is never taken as absent."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import BoundedSemaphore
from typing import Final, TypeVar

from s2s_gitops.model.address import Address
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.errors import OrgError, WrongOrg
from s2s_gitops.model.kind import Kind, ReadResult
from s2s_gitops.model.once import Once
from s2s_gitops.model.page import Page
from s2s_gitops.model.ports import Job, ReadableOrg, Reading
from s2s_gitops.model.resource import Gap, Resource, State

T = TypeVar("T")

READS_PER_ORG: Final = 4
"""How many pages or queries of one org are under way at once."""


def read(
    orgs: Mapping[str, ReadableOrg], desired: State, kinds: Sequence[Kind]
) -> tuple[State, tuple[Diagnostic, ...]]:
    """Return what the orgs show of these kinds, and what they show to be wrong with what is desired."""
    return _read(orgs, desired, kinds, State({}))


def read_again(orgs: Mapping[str, ReadableOrg], desired: State, known: State, kind: Kind) -> State:
    """Return what the orgs show of one kind now; `known` is what earlier kinds have shown."""
    return _read(orgs, desired, [kind], known)[0]


def ask(
    orgs: Mapping[str, ReadableOrg], desired: State, known: State, question: Callable[[Reading], T]
) -> T:
    """Let a question read what it needs beside what is known. What fails there leaves no gap in it."""
    with ThreadPoolExecutor(max_workers=max(1, READS_PER_ORG * len(orgs))) as pool:
        return question(_Reading(orgs, desired, pool, known))


def _read(
    orgs: Mapping[str, ReadableOrg], desired: State, kinds: Sequence[Kind], known: State
) -> tuple[State, tuple[Diagnostic, ...]]:
    with ThreadPoolExecutor(max_workers=max(1, READS_PER_ORG * len(orgs))) as pool:
        reading = _Reading(orgs, desired, pool, known)
        found: list[Diagnostic] = []
        for kind in kinds:
            result = kind.read(reading)
            reading.add(result)
            found += result.diagnostics
    return reading.found, tuple(found)


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
    ) -> None:
        self._passes = {alias: _Pass(org) for alias, org in orgs.items()}
        self.orgs: Mapping[str, ReadableOrg] = self._passes
        self.desired = desired
        self._pool = pool
        self._known = known
        self._resources: dict[Address, Resource] = {}
        self._gaps: list[Gap] = []
        self._probed: set[tuple[str, str]] = set()

    @property
    def live(self) -> State:
        """What is known: from this pass, and from before."""
        return State(
            _Over(self._resources, self._known.resources),
            tuple(self._gaps),
            frozenset(self._probed),
        )

    @property
    def found(self) -> State:
        """What this pass alone has read."""
        return State(self._resources, tuple(self._gaps), frozenset(self._probed))

    def add(self, result: ReadResult) -> None:
        """Take what a kind has read."""
        self._resources.update({one.address: one for one in result.resources})
        self._gaps += result.gaps
        self._probed |= set(result.probed)

    def gather(self, jobs: Sequence[Job[T]]) -> Sequence[T | None]:
        """Run jobs side by side; a job whose org does not answer leaves a gap and the result None."""
        outcomes = self._pool.map(self._attempt, jobs)
        results: list[T | None] = []
        for job, outcome in zip(jobs, outcomes, strict=True):
            if isinstance(outcome, OrgError):
                self._gaps.append(Gap(job.scope, job.path, outcome.diagnostics[0]))
                results.append(None)
            else:
                results.append(outcome)
        return results

    def _attempt(self, job: Job[T]) -> T | OrgError:
        try:
            org = self._passes[Address(job.scope).org]
            with org.places:
                return job.run(org)
        except WrongOrg:
            raise
        except OrgError as error:
            return error
