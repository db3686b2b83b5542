"""Reading side by side: few jobs of one org at a time, a page opened once, a failed job told as a gap."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from operator import methodcaller
from threading import Barrier, Lock
from time import sleep

import pytest

from s2s_gitops.flows.read import READS_PER_ORG, check, consult, read, read_again, survey
from s2s_gitops.model.diagnostic import Diagnostic, Severity
from s2s_gitops.model.errors import ByHand, NotRecorded, Unreachable, WrongOrg
from s2s_gitops.model.kind import ReadResult
from s2s_gitops.model.page import Page
from s2s_gitops.model.ports import Job, ReadableOrg, Reading
from s2s_gitops.model.resource import Gap, Presence, State

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


def test_what_only_a_person_could_do_is_an_error_while_reading() -> None:
    """Nobody was about to save anything: the page was not read, and no warning would do."""

    def fail(_: ReadableOrg) -> None:
        raise ByHand("hq", "Only some rows are shown.")

    found = gathered({"hq": Org()}, [Job("hq", "lamp", fail)])

    assert [(gap.diagnostic.code, gap.diagnostic.severity) for gap in found.gaps] == [
        ("S2S305", Severity.ERROR)
    ]


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


DOWN = Diagnostic("S2S301", "No answer.")
ODD = Diagnostic("S2S104", "It is not known.")


def test_a_survey_reads_everything_and_a_reading_what_is_declared_or_is_to_go() -> None:
    """Each kind is told which of the two it is."""
    declared = resource("hq/lamp/desk", name="desk", label="New")
    gone = replace(resource("hq/lamp/hall", label="x"), presence=Presence.ABSENT)
    desired = state(declared, gone)
    asked = {
        "label of the declared one": (declared, ["label"]),
        "hint of the declared one": (declared, ["hint"]),
        "hint or label of it": (declared, ["hint", "label"]),
        "hint of what is to go": (gone, ["hint"]),
        "label of another": (resource("hq/lamp/other"), ["label"]),
    }
    told: list[list[str]] = []

    def run(reading: Reading) -> ReadResult:
        wants = {what: reading.wants(one.address, *names) for what, (one, names) in asked.items()}
        told.append([what for what, is_wanted in wants.items() if is_wanted])
        return ReadResult()

    lamp = replace(LAMP, read=run)
    read({"hq": Org()}, desired, [lamp])
    survey({"hq": Org()}, desired, [lamp])

    found = ["label of the declared one", "hint or label of it", "hint of what is to go"]
    assert told == [found, list(asked)]


def test_what_one_kind_adopts_is_desired_by_the_kinds_after_it() -> None:
    """And what the files declare comes first."""
    adopted, known = resource("hq/lamp/new", name="new"), resource("hq/lamp/desk", label="ours")
    theirs = resource("hq/lamp/desk", label="theirs")
    seen: list[object] = []
    first = ReadResult(adopted=[adopted, theirs], probed=[("a@x", "lamp")])

    def second(reading: Reading) -> ReadResult:
        seen.extend([reading.is_survey, dict(reading.desired.resources), reading.live.probed])
        return ReadResult()

    kinds = [replace(LAMP, read=lambda _: first), replace(LAMP, read=second)]
    found, problems = survey({"hq": Org()}, state(known), kinds)

    wanted = {adopted.address: adopted, known.address: known}
    assert seen == [True, wanted, {("a@x", "lamp")}]
    assert found.sides == {adopted.address: adopted, theirs.address: theirs}
    assert (found.live, problems) == (State({}, probed=frozenset({("a@x", "lamp")})), ())


def test_a_survey_tells_what_was_found_and_what_was_not_read() -> None:
    """With what is wrong: while reading, and once all kinds have read."""
    hall = resource("hq/lamp/hall")
    result = ReadResult([hall], [ODD], [Gap("hq", "lamp", DOWN)], [("a@x", "lamp")])
    late = Diagnostic("S2S103", "It is hidden.")
    lamp = replace(LAMP, read=lambda _: result, fits=lambda _: [late])

    found, problems = survey({"hq": Org()}, state(), [lamp])

    expected = State({hall.address: hall}, (Gap("hq", "lamp", DOWN),), frozenset({("a@x", "lamp")}))
    assert (found.live, problems) == (expected, (ODD, late))


def test_a_check_holds_the_declaration_against_what_is_known_already() -> None:
    """Nothing is read; what could not be checked is told beside what was found."""
    hall = resource("hq/lamp/hall")
    known = State({hall.address: hall}, (Gap("hq/lamp/x", None, DOWN),), frozenset({("a", "b")}))
    seen: list[State] = []

    def fail(_: ReadableOrg) -> None:
        raise NotRecorded("hq", "It does not hold that.")

    def fits(reading: Reading) -> list[Diagnostic]:
        seen.append(reading.live)
        assert not reading.is_survey
        reading.gather([Job("hq", "lamp", fail)])
        return [ODD]

    lamp = replace(LAMP, read=lambda _: pytest.fail("a check reads nothing"), fits=fits)
    problems, gaps = check({"hq": Org()}, state(), known, [lamp])

    assert [(dict(one.resources), one.gaps, one.probed) for one in seen] == [
        (dict(known.resources), known.gaps, known.probed)
    ]
    assert problems == (ODD,)
    assert [(gap.scope, gap.diagnostic.code) for gap in gaps] == [("hq", "S2S615")]


def test_what_was_read_now_comes_before_what_is_known_from_before() -> None:
    """A kind sees both, each thing once."""
    desk, hall, new = (resource(f"hq/lamp/{name}", label="old") for name in ("desk", "hall", "new"))
    fresh = replace(desk, attributes={"label": "new"})
    seen: list[Reading] = []

    def run(reading: Reading) -> ReadResult:
        seen.append(reading)
        return ReadResult([fresh, new])

    found = read_again({"hq": Org()}, state(), state(desk, hall), replace(LAMP, read=run))

    live = seen[0].live.resources
    assert (list(live), len(live)) == ([fresh.address, new.address, hall.address], 3)
    assert (live[desk.address], live[hall.address]) == (fresh, hall)
    assert hall.address not in found.resources


def test_orgs_can_be_asked_beyond_what_was_read() -> None:
    """What does not answer leaves no trace, and takes nothing away."""
    hall = resource("hq/lamp/hall")

    def fail(_: ReadableOrg) -> str:
        raise Unreachable("hq", "No answer.")

    def ask(reading: Reading) -> list[str | None]:
        assert (dict(reading.live.resources), reading.is_survey) == (known.resources, False)
        return list(reading.gather([Job("hq", "", fail), Job("hq", "", lambda org: org.name())]))

    known = state(hall)

    assert consult({"hq": Org()}, state(), known, ask) == [None, "HQ Industries"]
    assert consult({}, state(), state(), lambda reading: list(reading.orgs)) == []
