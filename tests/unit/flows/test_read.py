"""Reading side by side: few jobs of one org at a time, a page opened once, a failed job told as a gap."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from operator import methodcaller
from threading import Barrier, Lock
from time import sleep

import pytest

from s2s_gitops.flows.read import READS_PER_ORG, read
from s2s_gitops.model.errors import Unreachable, WrongOrg
from s2s_gitops.model.kind import ReadResult
from s2s_gitops.model.page import Page
from s2s_gitops.model.ports import Job, ReadableOrg, Reading
from s2s_gitops.model.resource import State

from ..builders import LAMP, resource, state
from ..kinds.pages import Org, page

JOBS = 5 * READS_PER_ORG


def gathered(orgs: dict[str, ReadableOrg], *passes: Sequence[Job[object]]) -> State:
    """Run jobs, those of each kind together, and return what was read."""

    def reader(jobs: Sequence[Job[object]]) -> Callable[[Reading], ReadResult]:
        def run(reading: Reading) -> ReadResult:
            reading.gather(jobs)
            return ReadResult()

        return run

    return read(orgs, state(), [replace(LAMP, read=reader(jobs)) for jobs in passes])[0]


@dataclass
class Opening(Org):
    """An org that counts how often each page is opened."""

    opened: list[str] = field(default_factory=list)

    def open(self, address: str) -> Page:
        """Take a moment, in which others could ask as well."""
        self.opened.append(address)
        sleep(0.01)
        return page(address=address)


def test_few_jobs_of_one_org_are_under_way_at_once() -> None:
    """However many orgs there are, whose places are free."""
    guard = Lock()
    now, most = [0], [0]

    def work(_: ReadableOrg) -> None:
        with guard:
            now[0] += 1
            most[0] = max(most[0], now[0])
        sleep(0.005)
        with guard:
            now[0] -= 1

    orgs: dict[str, ReadableOrg] = {alias: Org() for alias in ("hq", "emea", "apac")}
    gathered(orgs, [Job("hq", "lamp", work)] * JOBS)

    assert 1 < most[0] <= READS_PER_ORG


def test_a_busy_org_does_not_hold_up_another() -> None:
    """Both have all of their places at the same time."""
    all_there = Barrier(2 * READS_PER_ORG)

    def meet(_: ReadableOrg) -> None:
        all_there.wait(timeout=10)

    jobs: list[Job[object]] = [
        Job(alias, "lamp", meet) for _ in range(READS_PER_ORG) for alias in ("hq", "a@emea")
    ]

    assert gathered({"hq": Org(), "emea": Org()}, jobs).gaps == ()


def test_a_page_is_opened_once_in_a_pass_however_many_look_at_it() -> None:
    """Two kinds, and several jobs of one kind at the same time; another pass opens it again."""
    org = Opening()
    jobs: list[Job[object]] = [
        Job("hq", "lamp", methodcaller("open", at)) for at in ("/a", "/b") * JOBS
    ]

    gathered({"hq": org}, jobs, jobs)
    assert sorted(org.opened) == ["/a", "/b"]

    gathered({"hq": org}, jobs)
    assert sorted(org.opened) == ["/a", "/a", "/b", "/b"]


def test_a_job_that_fails_leaves_a_gap_and_its_place() -> None:
    """Those that come after it are read."""
    done: list[str] = []

    def fail(_: ReadableOrg) -> None:
        raise Unreachable("hq", "No answer.")

    jobs: list[Job[object]] = [Job("hq", "lamp", fail)] * JOBS
    found = gathered({"hq": Org()}, [*jobs, Job("a@hq", "", lambda _: done.append("read"))])

    assert [(gap.scope, gap.path) for gap in found.gaps] == [("hq", "lamp")] * JOBS
    assert done == ["read"]


def test_another_org_than_the_pinned_one_stops_everything() -> None:
    """It is no gap."""

    def fail(_: ReadableOrg) -> None:
        raise WrongOrg("hq", "Another org.")

    with pytest.raises(WrongOrg):
        gathered({"hq": Org()}, [Job("hq", "lamp", fail)])


def test_what_a_resource_holds_is_not_read_where_the_resource_is_not() -> None:
    """A gap at a resource covers what stands inside of it."""

    def fail(_: ReadableOrg) -> None:
        raise Unreachable("hq", "No answer.")

    (gap,) = gathered({"hq": Org()}, [Job("hq/lamp/desk", "lamp", fail)]).gaps

    inner = [resource(at).address for at in ("hq/lamp/desk", "hq/lamp/hall", "hq/settings")]
    assert [gap.covers(one) for one in inner] == [True, False, False]
