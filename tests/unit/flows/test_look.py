"""Pictures: taken from orgs, taken and kept, or remembered; what a snapshot cannot tell is said."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from s2s_gitops.engine.load import load
from s2s_gitops.flows.look import look, record, remember
from s2s_gitops.flows.plan import plan
from s2s_gitops.kinds import ALL
from s2s_gitops.model.address import Address
from s2s_gitops.model.config import Access, Config, OrgEntry
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.download import Download
from s2s_gitops.model.errors import Unreachable
from s2s_gitops.model.kind import Kind, ReadResult
from s2s_gitops.model.ports import FieldInfo, Job, ReadableOrg, Reading
from s2s_gitops.model.resource import REDACTED, Gap, Resource, State
from s2s_gitops.model.snapshot import Described, Snapshot
from s2s_gitops.model.source import Map
from s2s_gitops.model.survey import Survey

from ..builders import LAMP, org_entry, resource, state
from ..kinds.pages import Org, page

WHEN, NOW = "2026-01-06T08:00:00+00:00", datetime(2026, 1, 6, 9, tzinfo=UTC)
ID, OTHER_ID = "00D000000000001EAA", "00D000000000009EAA"
EMAIL = FieldInfo("Email", "E-Mail", publishable=True, type="email")
OBJECTS = {"Lead": "Lead", "Case": "Case", "Task": "Task"}
FIELDS = {"Lead": {"Email": EMAIL}, "Case": {}}
DOWN = Diagnostic("S2S301", "No answer.")
ODD = Diagnostic("S2S104", "It is not known.")


def config(*resources: Resource, orgs: Mapping[str, OrgEntry] | None = None) -> Config:
    """Return what files declare: one org, unless said otherwise."""
    return Config(orgs or {"hq": org_entry("hq")}, state(*resources), ())


def lamp(
    *found: Resource, fits: Callable[[Reading], Iterable[Diagnostic]] = lambda _: (), **more: Any
) -> Kind:
    """Return a kind that finds these resources."""
    return replace(LAMP, read=lambda _: ReadResult(found, **more), fits=fits)


def ask(**asking: Callable[[ReadableOrg], object]) -> Callable[[Reading], list[Diagnostic]]:
    """Return a check that asks the org, and finds nothing wrong."""

    def fits(reading: Reading) -> list[Diagnostic]:
        reading.gather([Job("hq", name, one) for name, one in asking.items()])
        return []

    return fits


DESK = resource("hq/lamp/desk", label="x")


def test_a_look_tells_what_is_live_what_is_wrong_and_who_was_asked() -> None:
    """In the order of the aliases."""
    orgs: dict[str, ReadableOrg] = {"b": Org(), "a": Org()}

    picture = look(config(DESK), orgs, [lamp(DESK, diagnostics=[ODD])])

    assert picture.orgs == ("a", "b")
    assert picture.live == state(DESK)
    assert picture.diagnostics == (ODD,)


def kept(config: Config, kind: Kind, org: Org) -> tuple[Snapshot, State]:
    """Record an org; return the snapshot and what the picture shows."""
    snapshot, picture = record(config, {"hq": org}, [kind], created=WHEN, salt="5a17")
    return snapshot, picture.live


def test_a_record_keeps_what_was_found_and_what_the_org_described_of_it() -> None:
    """Of the objects that were asked for, hidden ones too; not of all."""
    org = Org(known=OBJECTS, described=FIELDS)
    fits = ask(
        a=lambda one: one.objects(), b=lambda one: one.fields("Lead"), c=lambda one: one.fields("X")
    )
    snapshot, live = kept(config(), lamp(DESK, gaps=[Gap("hq", "x", DOWN)], fits=fits), org)

    assert (snapshot.created, snapshot.salt, snapshot.digests) == (WHEN, "5a17", {})
    assert snapshot.orgs == {"hq": Described(ID, OBJECTS, {"Lead": {"Email": EMAIL}, "X": {}})}
    assert snapshot.survey == Survey(State({DESK.address: DESK}, (Gap("hq", "x", DOWN),)), {})
    assert live == snapshot.survey.live


def test_a_run_that_records_compares_with_what_it_saw_and_not_with_digests() -> None:
    """The picture in hand is whole; only the file is redacted."""
    person = replace(LAMP.attribute("label"), personal=True)
    kind = replace(lamp(DESK), attributes=(LAMP.attribute("name"), person))

    _, live = kept(config(replace(DESK, attributes={"label": "other"})), kind, Org())

    assert live.resources[DESK.address].attributes == {"label": "x"}


def test_while_recording_an_org_answers_as_ever() -> None:
    """Whatever it is asked."""
    told: list[object] = []
    file = Download("text/csv", "x.csv", b"a")
    org = Org([{"Id": "1"}], OBJECTS, FIELDS, {"/a": page(address="/a")}, {"/f": file})
    fits = ask(
        a=lambda one: told.append([one.alias, one.name(), one.query("SELECT Id FROM X")]),
        b=lambda one: told.append([one.open("/a"), one.download("/f")]),
    )
    kept(config(), lamp(fits=fits), org)

    assert told == [["hq", "HQ Industries", [{"Id": "1"}]], [page(address="/a"), file]]


def test_an_org_that_does_not_answer_leaves_gaps_in_a_snapshot() -> None:
    """And nothing of what it described."""

    def fail(_: ReadableOrg) -> None:
        raise Unreachable("hq", "No answer.")

    snapshot, _ = kept(config(), lamp(fits=ask(x=fail)), Org())

    assert [(gap.scope, gap.path) for gap in snapshot.survey.live.gaps] == [("hq", "x")]
    assert snapshot.orgs["hq"].objects == {}


def taken(*live: Resource, **more: Any) -> Snapshot:
    """Return a snapshot of hq."""
    orgs = {"hq": Described(ID, OBJECTS, FIELDS)}
    survey = Survey(State({one.address: one for one in live}), {})
    return Snapshot(**{"created": WHEN, "orgs": orgs, "survey": survey, **more})


def test_a_snapshot_is_remembered_without_asking_anybody() -> None:
    """What was live, and what does not fit what the orgs described."""
    problem = replace(ODD, where="hq")

    picture = remember(config(DESK), taken(DESK), [lamp(fits=lambda _: [problem])], NOW)

    assert picture.orgs == ("hq",)
    assert picture.live == state(DESK)
    assert picture.diagnostics == (problem,)


@pytest.mark.parametrize(
    ("asked", "missing"),
    [
        pytest.param(lambda org: org.name(), "the organization's name", id="its name"),
        pytest.param(
            lambda org: org.query("SELECT Id FROM User WHERE Id = '1'"), "records of User", id="records"
        ),
        pytest.param(lambda org: org.open("/04P"), "the page /04P", id="a page"),
        pytest.param(lambda org: org.download("/f"), "the file /f", id="a file"),
        pytest.param(lambda org: org.fields("Task"), "the fields of Task", id="fields"),
    ],
)  # fmt: skip
def test_what_was_not_recorded_is_a_warning_and_no_error(
    asked: Callable[[ReadableOrg], object], missing: str
) -> None:
    """Said once for each org and thing: the plan itself does not depend on it."""
    fits = ask(a=asked, b=asked)

    (told,) = remember(config(), taken(), [lamp(fits=fits)], NOW).diagnostics

    assert (told.code, told.severity.value, told.where) == ("S2S615", "warning", "hq")
    assert told.detail == f"It does not hold {missing} of hq."
    assert told.fix


def test_what_was_described_is_told_as_the_org_would() -> None:
    """An object that it does not list is hidden; one that was asked for has its fields."""
    told: list[object] = []
    fits = ask(
        a=lambda org: told.append([org.alias, org.objects(), org.fields("Lead")]),
        b=lambda org: told.append([org.fields("Case"), org.fields("Hidden__c")]),
    )

    picture = remember(config(), taken(), [lamp(fits=fits)], NOW)

    assert told == [["hq", OBJECTS, {"Email": EMAIL}], [{}, {}]]
    assert picture.diagnostics == ()


@pytest.mark.parametrize(
    "asked", [lambda org: org.objects(), lambda org: org.fields("Lead")], ids=["objects", "fields"]
)
def test_where_nobody_asked_for_the_objects_none_is_taken_for_hidden(
    asked: Callable[[ReadableOrg], object],
) -> None:
    """Every org has objects."""
    orgs = {"hq": Described(ID, {}, {})}

    (told,) = remember(config(), taken(orgs=orgs), [lamp(fits=ask(x=asked))], NOW).diagnostics

    assert (told.code, told.detail) == ("S2S615", "It does not hold the list of objects of hq.")


def entry(org_id: str = ID, access: Access = Access.MANAGE) -> OrgEntry:
    """Return an org of the files."""
    return OrgEntry("hq", org_id, access, {}, approve_outward=False, node=Map("s2s.yaml", 0))


HALL = resource("emea/lamp/hall", label="x")


@pytest.mark.parametrize(
    ("orgs", "shown", "problem"),
    [
        pytest.param({"hq": entry()}, ["hq"], "", id="the same org"),
        pytest.param({"hq": entry(ID[:15])}, ["hq"], "", id="its id with 15 characters"),
        pytest.param(
            {"hq": entry(OTHER_ID)},
            [],
            f"It shows {ID} as hq, the files pin {OTHER_ID}.",
            id="another org of that alias",
        ),
        pytest.param(
            {"hq": entry(), "emea": entry(OTHER_ID)},
            ["hq"],
            "It does not show emea.",
            id="an org is not in it",
        ),
        pytest.param(
            {"hq": entry(), "acme": entry("", Access.NONE)},
            ["hq"],
            "",
            id="a partner's org, which nobody can read",
        ),
        pytest.param(
            {"hq": entry("", Access.NONE)}, [], "", id="an org that nobody reads any more"
        ),
        pytest.param({"hq": entry(ID, Access.OBSERVE)}, ["hq"], "", id="an org that is only read"),
    ],
)
def test_a_snapshot_of_another_org_is_told_and_nothing_in_it_counts(
    orgs: dict[str, OrgEntry], shown: list[str], problem: str
) -> None:
    """What is declared there is not read; nothing of the stranger's is taken for ours."""
    declared = [replace(DESK, address=Address(alias, "lamp", "desk")) for alias in orgs]
    files = config(*declared, orgs=orgs)

    picture = remember(files, taken(DESK, resource("hq/lamp/new")), [lamp()], NOW)
    made = plan(files, picture, [LAMP], "2026-01-06")

    assert list(picture.orgs) == shown
    assert [gap.diagnostic.detail for gap in picture.live.gaps] == ([problem] if problem else [])
    assert {gap.diagnostic.code for gap in picture.live.gaps} <= {"S2S613"}
    assert not {at.org for at in picture.live.resources} & {gap.scope for gap in picture.live.gaps}
    assert [str(at) for at in made.unmanaged] == [
        f"{alias}/lamp/new" for alias in shown if orgs[alias].access is Access.MANAGE
    ]


def test_orgs_that_the_files_do_not_have_any_more_are_left_out() -> None:
    """With what they hold, and with what could not be read there."""
    snapshot = taken(DESK, HALL)
    gaps = (Gap("emea", None, DOWN), Gap("hq", "shelf", DOWN), Gap("x@emea", "lamp", DOWN))
    found = replace(snapshot.survey.live, gaps=gaps)
    orgs = {**snapshot.orgs, "emea": Described(OTHER_ID, {}, {})}
    snapshot = replace(snapshot, orgs=orgs, survey=Survey(found, {}))

    picture = remember(config(DESK), snapshot, [lamp()], NOW)

    assert picture.orgs == ("hq",)
    assert list(picture.live.resources) == [DESK.address]
    assert picture.live.gaps == (Gap("hq", "shelf", DOWN),)


@pytest.mark.parametrize(
    ("created", "detail"),
    [
        pytest.param("2026-01-06T08:00:00+00:00", "", id="an hour"),
        pytest.param("2025-12-30T09:00:00+00:00", "", id="seven days"),
        pytest.param("2025-12-30T10:00:00+01:00", "", id="seven days, another zone"),
        pytest.param(
            "2025-12-30T08:59:59+00:00",
            "It was recorded on 2025-12-30, 7 days ago.",
            id="longer than that",
        ),
        pytest.param("2026-01-07T08:00:00+00:00", "", id="tomorrow"),
    ],
)
def test_an_old_snapshot_is_told_to_be_old(created: str, detail: str) -> None:
    """A warning: the orgs may have moved on."""
    found: Sequence[Diagnostic] = remember(
        config(), taken(created=created), [lamp()], NOW
    ).diagnostics

    assert [(one.code, one.detail) for one in found] == ([("S2S616", detail)] if detail else [])


FILES = b"""
version: 1
orgs:
  hq:
    org_id: 00D000000000001EAA
    login: {instance_url: "https://a.example", access_token: "${env:T}"}
    settings: {enabled: true, from_address: eve@hq.example}
"""


def test_a_value_that_was_redacted_is_a_difference_that_does_not_tell_the_value() -> None:
    """It is known to be another one, and nobody is named."""
    files = load({"s2s.yaml": FILES}, ALL, {"T": "t"})
    settings = resource("hq/settings", enabled=True, from_address=REDACTED)
    digests = {(settings.address, "from_address"): "the digest of another one"}

    picture = remember(files, taken(settings, salt="5a17", digests=digests), ALL, NOW)
    (change,) = plan(files, picture, ALL, "2026-01-06").changes

    assert (change.attribute, change.before, change.after) == (
        "from_address",
        REDACTED,
        "eve@hq.example",
    )
