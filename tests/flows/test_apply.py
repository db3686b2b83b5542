"""Apply, walked with a kind and an org in memory: what it writes, what it refuses, and how it ends."""

from dataclasses import dataclass

import pytest

from s2s_gitops.engine.load import load
from s2s_gitops.engine.policy import approve
from s2s_gitops.flows.apply import Orgs, Patience, apply
from s2s_gitops.flows.look import look
from s2s_gitops.flows.plan import plan
from s2s_gitops.model.errors import RefusedError, S2SError
from s2s_gitops.model.human import Hands, HumanStep
from s2s_gitops.model.report import Status
from tests.flows.toys import LAMP, FakeClock, ToyOrg, file_with

KINDS = (LAMP,)
TODAY = "2026-01-05"


@dataclass(frozen=True)
class Run:
    statuses: list[tuple[str, Status]]
    codes: list[str]
    waited: float
    by_hand: list[HumanStep]


def run(
    org: ToyOrg,
    lamps: str,
    approvals: str = "",
    before_apply: dict[str, dict[str, str]] | None = None,
    hands: dict[str, Hands] | None = None,
) -> Run:
    """Load, plan, approve and apply; `before_apply` is what somebody else does in between."""
    with file_with(lamps, approvals) as files:
        config = load(files, KINDS, {"TOKEN": "t"})
    picture = look(config, {"hall": org}, KINDS)
    made, live = plan(config, picture, KINDS, TODAY), picture.live
    approved = approve(made)
    for name, lamp in (before_apply or {}).items():
        org.lamps[name] = dict(lamp)
    clock = FakeClock()
    orgs = Orgs({"hall": org}, {"hall": org}, hands or {}, {"hall": "https://hall.example"})
    outcomes = list(apply(approved, config.desired, live, orgs, KINDS, Patience(clock, wait=60)))
    codes = [one.diagnostic.code for one in outcomes if one.diagnostic]
    by_hand = [one.by_hand for one in outcomes if one.by_hand]
    return Run([(one.step.group, one.status) for one in outcomes], codes, clock.slept, by_hand)


def test_changes_of_one_form_travel_in_one_save() -> None:
    """One save per group and direction, so that a partner gets one mail."""
    org = ToyOrg("hall")
    result = run(org, "[{name: A, switches: [x, y]}, {name: B, colour: red}]")
    assert org.saves == ["hall/lamp", "hall/lamp/B", "hall/lamp/A"]
    assert {status for _, status in result.statuses} == {Status.DONE}
    assert org.lamps["A"]["switches"] == {"x": "listed", "y": "listed"}


def test_a_second_run_writes_nothing() -> None:
    """Idempotence: what is there is not written again."""
    org = ToyOrg("hall")
    run(org, "[{name: A, colour: Red}]")
    org.saves.clear()
    assert run(org, "[{name: A, colour: rED}]").statuses == []
    assert org.saves == []


def test_removals_come_after_additions() -> None:
    """A form is saved once for what it adds, and later once for what it removes."""
    org = ToyOrg("hall", {"A": {"switches": {"x": "listed"}}})
    run(org, "[{name: A, switches: [y]}, {name: B}]")
    assert org.saves == ["hall/lamp", "hall/lamp/A", "hall/lamp/A"]
    assert org.lamps["A"]["switches"] == {"y": "listed"}


def test_what_somebody_else_did_already_is_not_done_again() -> None:
    """Looking first: the wanted state may have come by itself."""
    org = ToyOrg("hall", {"A": {"colour": "red"}})
    result = run(org, "[{name: A, colour: blue}]", before_apply={"A": {"colour": "blue"}})
    assert result.statuses == [("colours", Status.ALREADY)]
    assert org.saves == []


def test_what_changed_since_the_plan_is_not_overwritten() -> None:
    """Each save starts from what the plan saw, or does not happen."""
    org = ToyOrg("hall", {"A": {"colour": "red"}})
    result = run(org, "[{name: A, colour: blue}]", before_apply={"A": {"colour": "green"}})
    assert (result.statuses, result.codes) == ([("colours", Status.FAILED)], ["S2S401"])
    assert org.saves == []


def test_an_ignored_save_is_repeated_only_where_that_is_safe() -> None:
    """A page may ignore a save without an error; a repeatable verb is written again after looking."""
    org = ToyOrg("hall", {"A": {"colour": "red"}}, ignored_saves=2)
    assert run(org, "[{name: A, colour: blue}]").statuses == [("colours", Status.DONE)]
    assert len(org.saves) == 3


def test_a_save_that_is_always_ignored_ends_as_failed() -> None:
    """At most three writes, then a person has to look."""
    org = ToyOrg("hall", {"A": {"colour": "red"}}, ignored_saves=9)
    result = run(org, "[{name: A, colour: blue}]")
    assert (result.statuses, result.codes) == ([("colours", Status.FAILED)], ["S2S402"])
    assert len(org.saves) == 3


def test_an_outward_save_is_never_repeated() -> None:
    """What reaches other people is written once; then the run waits and says so."""
    org = ToyOrg("hall", ignored_saves=1)
    result = run(org, "[{name: A}]")
    assert (result.statuses, result.codes) == ([("lamps", Status.WAITING)], ["S2S403"])
    assert (len(org.saves), result.waited) == (1, 60)


def test_a_slow_org_is_read_until_it_shows_the_write() -> None:
    """A save counts when it has been read back."""
    org = ToyOrg("hall", hidden_looks=5)
    result = run(org, "[{name: A}]")
    assert result.statuses == [("lamps", Status.DONE)]
    assert len(org.saves) == 1


@pytest.mark.parametrize(("ignored", "status"), [(0, Status.DONE), (1, Status.FAILED)])
def test_a_lost_answer_is_looked_up_and_not_sent_again(ignored: int, status: Status) -> None:
    """A write of unknown result is never repeated: the org is asked whether it happened."""
    org = ToyOrg("hall", {"A": {"colour": "red"}}, lost_answers=1, ignored_saves=ignored)
    assert run(org, "[{name: A, colour: blue}]").statuses == [("colours", status)]
    assert len(org.saves) == 1


def test_a_failed_step_stops_only_what_needs_it() -> None:
    """Independent steps go on; dependants say what they needed."""
    org = ToyOrg("hall", {"C": {"colour": "red"}}, ignored_saves=1)
    result = run(org, "[{name: A, switches: [x]}, {name: C, colour: blue}]")
    assert dict(result.statuses) == {
        "lamps": Status.WAITING,
        "colours": Status.DONE,
        "switches": Status.WAITING,
    }
    assert org.saves == ["hall/lamp", "hall/lamp/C"]


def test_without_consent_nothing_destructive_can_start() -> None:
    """`apply` takes an approved plan only, and nothing else makes one."""
    org = ToyOrg("hall", {"A": {"switches": {}}})
    with pytest.raises(RefusedError, match="S2S201"):
        run(org, "[{name: A, state: absent}]")
    approvals = 'approvals: [{address: "hall/lamp/*", change: take-down, reason: renovation}]\n'
    assert run(org, "[{name: A, state: absent}]", approvals).statuses == [("lamps", Status.DONE)]
    assert org.lamps == {}


def test_an_expired_approval_does_not_count() -> None:
    """Consent ends on its last day."""
    org = ToyOrg("hall", {"A": {"switches": {}}})
    approvals = (
        "approvals: [{address: hall/lamp/A, change: take-down, reason: old, until: 2026-01-04}]\n"
    )
    with pytest.raises(RefusedError, match="S2S201"):
        run(org, "[{name: A, state: absent}]", approvals)


def test_what_could_not_be_read_stops_the_apply_before_any_write() -> None:
    """Not read is not absent: nothing is created on top of what was not seen."""
    org = ToyOrg("hall", forbidden=True)
    with pytest.raises(S2SError, match="S2S304"):
        run(org, "[{name: A}]")
    assert org.saves == []


@pytest.mark.parametrize("hands", [{"hall": Hands("people do it")}, {}], ids=["all", "this save"])
def test_what_a_person_has_to_save_waits_with_its_clicks(hands: dict[str, Hands]) -> None:
    """Nothing is written; dependants wait as well, and nobody waits for the clock."""
    org = ToyOrg("hall", by_hand=not hands)
    result = run(org, "[{name: A, switches: [x]}]", hands=hands)
    assert ([status for _, status in result.statuses], result.codes) == (
        [Status.WAITING, Status.WAITING],
        ["S2S406", "S2S403"],
    )
    assert (org.saves, result.waited) == ([], 0)
    why = "people do it" if hands else "The switch is behind a curtain."
    assert [(one.why, one.clicks) for one in result.by_hand] == [(why, ("Press Save",))]


def test_what_a_person_has_done_is_done() -> None:
    """Looking comes first, so that nobody is asked for what is there."""
    org = ToyOrg("hall")
    there = {"A": {"colour": "red"}}
    hands = {"hall": Hands("people do it")}
    result = run(org, "[{name: A, colour: red}]", before_apply=there, hands=hands)
    assert {status for _, status in result.statuses} == {Status.ALREADY}
