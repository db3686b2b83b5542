"""The small nouns: resources, gaps, approvals, kinds, steps, drift, controls, reports."""

from datetime import datetime

import pytest

from s2s_gitops.model.address import Address
from s2s_gitops.model.change import Action, Phase, Risk, Step, Stuck
from s2s_gitops.model.config import Access, OrgEntry
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.drift import Drift
from s2s_gitops.model.finding import Cause, Finding, Witness
from s2s_gitops.model.page import Control, ControlType
from s2s_gitops.model.report import Outcome, Report, Status
from s2s_gitops.model.resource import Gap, Resource, State
from s2s_gitops.model.source import Map

from ..builders import (
    HERE,
    LAMP,
    PAINT,
    TAKE_DOWN,
    approval,
    change,
    document,
    finding,
    ignore,
    kind,
    pending,
    plan,
    resource,
    state,
)

TEXT = """\
name: desk
fields: [a, b]
values: {High: P1}
tables: {Priority: {High: P1}}
"""
DOWN = Diagnostic("S2S301", "No answer.")


@pytest.mark.parametrize(
    ("attribute", "member", "place"),
    [
        pytest.param("", "", "s2s.yaml:1:1", id="the resource"),
        pytest.param("name", "", "s2s.yaml:1:1", id="attribute"),
        pytest.param("fields", "", "s2s.yaml:2:1", id="list"),
        pytest.param("fields", "b", "s2s.yaml:2:13", id="listed member"),
        pytest.param("fields", "z", "s2s.yaml:2:1", id="member that is not listed"),
        pytest.param("values", "High", "s2s.yaml:3:10", id="member of a table"),
        pytest.param("values", "Low", "s2s.yaml:3:1", id="member that the table lacks"),
        pytest.param("tables", "Priority.High", "s2s.yaml:4:21", id="member of a table in a table"),
        pytest.param("tables", "Priority", "s2s.yaml:4:10", id="the inner table"),
        pytest.param("tables", "Status.High", "s2s.yaml:4:1", id="table that is not there"),
        pytest.param("name", "x", "s2s.yaml:1:1", id="member of a text"),
        pytest.param("other", "x", "s2s.yaml:1:1", id="not declared here"),
    ],
)
def test_a_resource_tells_where_it_is_declared(attribute: str, member: str, place: str) -> None:
    """Every change is traceable to file, line and column."""
    declared = Resource(Address("hq", "lamp", "desk"), {}, node=document(TEXT))

    assert str(declared.source(attribute, member)) == place


def test_a_live_resource_is_declared_nowhere() -> None:
    """Line 0 cannot be taken for a place."""
    assert str(resource("hq/settings").source("enabled")) == ":0:0"


@pytest.mark.parametrize(
    ("scope", "path", "text", "covers"),
    [
        pytest.param("hq", None, "hq/settings", True, id="org covers its settings"),
        pytest.param("hq", None, "hq-emea@hq/publish/Lead", True, id="org covers its sides"),
        pytest.param("hq", None, "hq-emea@emea", False, id="not the other side"),
        pytest.param("hq-emea@hq", None, "hq-emea@hq/publish/Lead", True, id="side covers all"),
        pytest.param("hq-emea@hq", None, "hq-acme@hq", False, id="not another connection"),
        pytest.param("hq-emea@hq", "publish", "hq-emea@hq/publish/Lead", True, id="segment"),
        pytest.param("hq-emea@hq", "publish", "hq-emea@hq", False, id="not the side itself"),
        pytest.param("hq", "settings", "hq/template/a", False, id="not another segment"),
        pytest.param("hq", "template", "hq/template/a", True, id="kind in an org"),
        pytest.param(
            "hq", "template/publish", "hq/template/a/publish/Lead", True, id="nested kind"
        ),
        pytest.param("hq", "template", "hq/template/a/publish/Lead", False, id="not the nested"),
        pytest.param("hq", None, "hq/template/a/publish/Lead", True, id="org covers the nested"),
    ],
)
def test_a_gap_covers_its_scope_or_one_kind_in_it(
    scope: str, path: str | None, text: str, covers: bool
) -> None:
    """What was not read is never taken as absent, and nothing else is excused."""
    gap = Gap(scope, path, DOWN)
    picture = State({}, (Gap("elsewhere", None, DOWN), gap))

    assert picture.gap(Address.parse(text)) == (gap if covers else None)


@pytest.mark.parametrize(
    ("until", "today", "valid"),
    [
        pytest.param("", "2999-12-31", True, id="without an end"),
        pytest.param("2026-03-01", "2026-02-28", True, id="before"),
        pytest.param("2026-03-01", "2026-03-01", True, id="last day"),
        pytest.param("2026-03-01", "2026-03-02", False, id="a day too late"),
    ],
)
def test_an_approval_counts_until_its_last_day(until: str, today: str, valid: bool) -> None:
    """The last day is included."""
    assert approval("hq/settings", "enable", until).is_valid(today) is valid


@pytest.mark.parametrize(
    ("today", "over", "holds"),
    [
        pytest.param("2026-02-28", -1, True, id="before"),
        pytest.param("2026-03-01", 0, True, id="last day"),
        pytest.param("2026-03-15", 14, True, id="14 days later"),
        pytest.param("2026-03-16", 15, False, id="15 days later"),
    ],
)
def test_what_is_ignored_is_so_for_some_days_after_the_last_one(
    today: str, over: int, holds: bool
) -> None:
    """Nobody should be surprised by a night's drift report."""
    entry = ignore("hq/settings", until="2026-03-01")

    assert (entry.days_over(today), entry.holds(today)) == (over, holds)


def test_an_org_does_not_print_its_login() -> None:
    """Secrets stay out of logs and tracebacks."""
    entry = OrgEntry("hq", "00D1", Access.MANAGE, {"access_token": "s3cret"}, False, Map("f", 0))

    assert repr(entry) == "OrgEntry('hq', '00D1', manage)"


def test_a_kind_finds_its_parts_by_name() -> None:
    """Identity, attributes and verbs are looked up, not counted."""
    found = (LAMP.identity, LAMP.attribute("label").name, LAMP.verb("paint"))

    assert found == ("name", "label", PAINT)
    assert kind("settings").identity == ""


@pytest.mark.parametrize("look_up", [LAMP.attribute, LAMP.verb], ids=["attribute", "verb"])
def test_a_part_that_a_kind_lacks_is_a_key_error(look_up: object) -> None:
    """A wrong name never means something else."""
    assert callable(look_up)
    with pytest.raises(KeyError, match="no-such"):
        look_up("no-such")


def test_removals_come_after_everything_else() -> None:
    """The phase of a verb follows from its action."""
    assert (PAINT.phase, TAKE_DOWN.phase) == (Phase.GROW, Phase.SHRINK)
    assert Phase.GROW < Phase.SHRINK


@pytest.mark.parametrize(
    ("scope", "key", "address", "text"),
    [
        pytest.param("a@hq", "", "a@hq/publish/Lead", "a@hq/publish", id="one form for all"),
        pytest.param("a@hq", "Lead", "a@hq/publish/Lead.X", "a@hq/publish/Lead", id="one object"),
        pytest.param("hq", "", "hq/settings", "hq/settings", id="settings"),
    ],
)
def test_a_step_is_named_after_its_form(scope: str, key: str, address: str, text: str) -> None:
    """A step says which form it saves."""
    assert str(Step(scope, "k", "g", key, Phase.GROW, (change(address),))) == text


def test_risks_rise_and_have_words() -> None:
    """Risks can be compared, and read."""
    assert [risk.label for risk in sorted(Risk)] == [
        "safe",
        "outward",
        "destructive",
        "irreversible",
    ]
    assert [action.value for action in Action] == ["+", "~", "-"]


@pytest.mark.parametrize(
    ("found", "clean"),
    [
        pytest.param(Drift(plan(), (), ()), True, id="nothing"),
        pytest.param(Drift(plan(pending=(pending(),)), (), ()), True, id="pending"),
        pytest.param(Drift(plan(), (finding(),), ()), False, id="something differs"),
        pytest.param(Drift(plan(), (), (pending(),)), False, id="late"),
    ],
)
def test_drift_is_clean_only_if_nothing_differs(found: Drift, clean: bool) -> None:
    """What waits within its time is no drift."""
    assert found.is_clean is clean


@pytest.mark.parametrize(
    ("until", "now", "late"),
    [
        pytest.param("", "2999-12-31T00:00:00Z", False, id="since when is not known"),
        pytest.param("2026-01-19T08:00:00+00:00", "2026-01-19T08:00:00Z", False, id="to the end"),
        pytest.param("2026-01-19T08:00:00+00:00", "2026-01-19T08:00:01Z", True, id="after it"),
        pytest.param("2026-01-19T08:00:00+00:00", "2026-01-19T09:00:00+02:00", False, id="zones"),
    ],
)
def test_what_waits_is_late_after_its_deadline(until: str, now: str, late: bool) -> None:
    """And never where nobody knows since when it waits."""
    assert pending(until=until).is_late(datetime.fromisoformat(now)) is late


def test_drift_tells_what_could_not_be_read_and_what_cannot_be_reached() -> None:
    """But not what a plan would refuse for another reason: drift writes nothing."""
    stuck = Stuck(Address("hq", "settings"), "settings", "enabled", True, False, HERE)
    impossible = Diagnostic("S2S101", "One-way.", where="hq/settings")
    too_much = Diagnostic("S2S202", "Half of it would be lost.", where="hq")
    made = plan(diagnostics=(DOWN,), refused=(impossible, too_much), stuck=(stuck,))

    assert tuple(Drift(made, (), ()).diagnostics) == (DOWN, impossible)


def test_drift_tells_its_findings_apart_by_their_cause() -> None:
    """In their order; a cause without findings has none."""
    ours, theirs = finding("a@hq"), finding("b@hq", cause=Cause.PARTNER)
    found = Drift(plan(), (ours, theirs, ours), ())

    assert [found.of(one) for one in Cause] == [(ours, ours), (), (theirs,)]


@pytest.mark.parametrize(
    ("one", "same"),
    [
        pytest.param(finding(live="x", declared="y", action=Action.DELETE), True, id="values"),
        pytest.param(finding(cause=Cause.CONFIG, source=None, ends=()), True, id="cause, place"),
        pytest.param(finding(witness=Witness("Maria", "today", "audit trail")), True, id="who"),
        pytest.param(finding(attribute="from_address"), False, id="another attribute"),
        pytest.param(finding("emea/settings"), False, id="another address"),
        pytest.param(finding("a@hq", attribute="b"), False, id="both"),
    ],
)
def test_a_finding_is_known_again_by_where_it_is(one: Finding, same: bool) -> None:
    """Whatever it shows by now, and whoever did it: an accepted one stays the same."""
    assert len(one.fingerprint) == len(finding().fingerprint) == 12
    assert (one.fingerprint == finding().fingerprint) is same


def test_a_control_names_each_of_its_texts_once() -> None:
    """The own label comes first; empty cells say nothing."""
    row = {"Field": "Email", "Type": "", "API Name": "Email__c"}
    control = Control(ControlType.CHECKBOX, 0, "x", "Email", row)

    assert control.texts == ("Email", "Email__c")


@pytest.mark.parametrize(
    ("statuses", "has"),
    [
        pytest.param((Status.DONE,), True, id="the one"),
        pytest.param((Status.FAILED, Status.DONE), True, id="one of two"),
        pytest.param((Status.FAILED,), False, id="another"),
        pytest.param((), False, id="none asked"),
    ],
)
def test_a_report_knows_how_steps_ended(statuses: tuple[Status, ...], has: bool) -> None:
    """The exit code follows from the outcomes."""
    step = Step("hq", "settings", "sender", "", Phase.GROW, (change(),))

    assert Report((Outcome(step, Status.DONE),)).has(*statuses) is has


def test_a_state_read_completely_has_no_gap() -> None:
    """What was read and is not there is absent."""
    assert state(resource("hq/settings")).gap(Address("hq", "template", "x")) is None
