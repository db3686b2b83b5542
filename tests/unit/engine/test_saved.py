"""A saved plan back from its file: what is refused, and what is passed over."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from s2s_gitops.engine.documents import read_value
from s2s_gitops.engine.saved import read_plan
from s2s_gitops.model.change import Action, Phase, Step
from s2s_gitops.model.config import Ignore
from s2s_gitops.model.diagnostic import Diagnostic, Severity
from s2s_gitops.model.errors import FilesError
from s2s_gitops.model.human import HumanStep
from s2s_gitops.model.plan import Ignored, Plan, to_json
from s2s_gitops.model.resource import LATER, UNREAD, Value
from s2s_gitops.model.source import Source
from s2s_gitops.views.machine import plan_document

from ..builders import HERE, change, pending, plan

NAME = change("hq/settings", action=Action.UPDATE, sends={"contact": "a@b"})
FIELD = change("hq-a@hq/publish/Lead.Email", kind="publication", action=Action.DELETE, after=None)
STEP = Step("hq-a@hq", "publication", "fields", "Lead", Phase.SHRINK, (FIELD,))
MADE = plan(
    NAME,
    FIELD,
    pending=(pending(),),
    diagnostics=(Diagnostic("S2S015", "Old."),),
    human_steps=(HumanStep(STEP, "why", "https://hq.example", ("Untick",), "gone"),),
)
VOLATILE = {"created": "2026-01-06T08:00:00+00:00"}

Edit = Callable[[Any], object]


def document(made: Plan = MADE) -> Any:
    """Return the document of a plan, as a file holds it."""
    return json.loads(json.dumps(plan_document(made, VOLATILE)))


def refusal(content: bytes) -> Diagnostic:
    """Return why a file is refused."""
    with pytest.raises(FilesError) as caught:
        read_plan("plan.json", content)
    (told,) = caught.value.diagnostics
    assert (told.source, bool(told.fix)) == (Source("plan.json", 1, 1), True)
    return told


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"version: 1", id="YAML"),
        pytest.param(b"[]", id="no mapping"),
        pytest.param(b"\xff\xfe", id="no text"),
        pytest.param(b"[" * 100_000, id="deep"),
        pytest.param(b'{"kind": "s2s.drift", "format_version": "1.0"}', id="another document"),
        pytest.param(b'{"kind": "s2s.plan", "format_version": "1.0"}', id="nothing in it"),
        pytest.param(b'{"kind": "s2s.plan", "format_version": 1.0}', id="a number"),
        pytest.param(b'{"kind": "s2s.plan", "format_version": "1"}', id="half a version"),
        pytest.param(b'{"kind": "s2s.plan", "format_version": "1.x"}', id="no version"),
        pytest.param(b'{"kind": "s2s.plan"}', id="without a version"),
        pytest.param(b'{"kind": "s2s.plan", "kind": "s2s.plan"}', id="a key twice"),
        pytest.param(b'{"kind": NaN}', id="no number"),
        pytest.param(b'{"kind": "\\ud800"}', id="half a character"),
        pytest.param(json.dumps(document()).encode()[:-9], id="cut off"),
    ],
)
def test_what_is_no_plan_is_refused(content: bytes) -> None:
    """With one designed message, whatever is in the file."""
    assert refusal(content).code == "S2S208"


@pytest.mark.parametrize("version", ["2.0", "10.3", "0.9"])
def test_another_major_version_is_refused_before_anything_else_is_read(version: str) -> None:
    """Its members may mean something else. The message says which version it is."""
    content = json.dumps({"kind": "s2s.plan", "format_version": version}).encode()

    assert (refusal(content).code, version in refusal(content).detail) == ("S2S207", True)


@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(lambda one: one.update(digest="sha256:0"), id="digest"),
        pytest.param(lambda one: one.pop("digest"), id="no digest"),
        pytest.param(lambda one: one["orgs"].update(hq="00D9"), id="org id"),
        pytest.param(lambda one: one["changes"].pop(), id="a change less"),
        pytest.param(lambda one: one["changes"][0].update(after="X"), id="after"),
        pytest.param(lambda one: one["changes"][0].update(after=1.5), id="after is no value"),
        pytest.param(lambda one: one["changes"][0].update(verb="enable"), id="verb"),
        pytest.param(lambda one: one["changes"][0]["sends"].update(x="y"), id="what travels with it"),
        pytest.param(lambda one: one["changes"][0].update(source=None), id="no place"),
        pytest.param(lambda one: one["changes"][0].update(discloses=-1), id="less than nothing"),
        pytest.param(lambda one: one["changes"][0].update(discloses=True), id="no count"),
        pytest.param(lambda one: one["changes"][0].update(risk="none"), id="unknown risk"),
        pytest.param(lambda one: one["changes"][0].update(attribute=""), id="presence of a text"),
        pytest.param(lambda one: one["coverage"].update(verified=9), id="coverage that lies"),
        pytest.param(lambda one: one["pending"][0].update(source=None), id="a wait without a place"),
        pytest.param(lambda one: one["human_steps"][0].update(address="x/y"), id="another step"),
        pytest.param(lambda one: one["human_steps"][0].update(changes=[]), id="a step of nothing"),
        pytest.param(lambda one: one["human_steps"][0]["changes"][0].update(verb="x"), id="unplanned"),
        pytest.param(lambda one: one["volatile"].update(created="soon"), id="no time"),
        pytest.param(lambda one: one["volatile"].update(created="2026-01-06"), id="no time zone"),
        pytest.param(lambda one: one.pop("volatile"), id="a member is missing"),
        pytest.param(lambda one: one.update(unread="hq"), id="no list"),
    ],
)  # fmt: skip
def test_an_edited_plan_is_refused(edit: Edit) -> None:
    """What a plan means fits its digest, and all else has its type."""
    edited = document()
    edit(edited)

    assert refusal(json.dumps(edited).encode()).code == "S2S208"


def test_what_a_newer_minor_version_adds_is_passed_over() -> None:
    """It only adds: members, and codes of messages, which keep their words."""
    newer = document()
    newer["format_version"] = "1.7"
    newer["costs"] = {"hq": 3}
    newer["changes"][0]["colour"] = "red"
    newer["diagnostics"][0] |= {"code": "S2S999", "summary": "news", "severity": "warning"}

    read = read_plan("plan.json", json.dumps(newer).encode())

    (told,) = read.plan.diagnostics
    assert (told.code, told.detail, told.severity) == (
        "S2S209",
        "S2S999, news: Old.",
        Severity.ERROR,
    )
    assert read.plan.digest == MADE.digest
    assert read.document["costs"] == {"hq": 3}


def test_a_plan_without_a_time_is_read() -> None:
    """How old it is cannot be told then, and nothing else."""
    timeless = document()
    timeless["volatile"].pop("created")

    assert read_plan("plan.json", json.dumps(timeless).encode()).created is None


def test_a_step_of_a_person_is_read_with_its_form() -> None:
    """Of one resource or of a whole scope: the text names it as before."""
    whole = Step("hq-a@hq", "publication", "objects", "", Phase.SHRINK, (FIELD,))
    made = plan(FIELD, human_steps=(HumanStep(whole, "", "", (), ""), *MADE.human_steps))

    read = read_plan("plan.json", json.dumps(document(made)).encode()).plan

    assert [(str(one.step), one.step.phase) for one in read.human_steps] == [
        ("hq-a@hq/publish", Phase.SHRINK),
        ("hq-a@hq/publish/Lead", Phase.SHRINK),
    ]
    assert read.changes[0].source == HERE


def test_values_of_every_shape_come_back() -> None:
    """What no change holds today is read all the same: the reverse of `to_json`."""
    value: Value = {"a": ("x", None, True), "b": {"z": LATER}, "c": UNREAD}

    assert read_value(to_json(value)) == value


def test_what_is_ignored_is_read_with_its_reason() -> None:
    """The entry's own pattern is not shown, so the address stands for it."""
    entry = Ignore("hq/*", "later", "2026-12-31", HERE)
    made = plan(NAME, ignored=(Ignored(NAME.address, "set", entry),))

    (read,) = read_plan("plan.json", json.dumps(document(made)).encode()).plan.ignored

    assert (read.address, read.what) == (NAME.address, "set")
    assert (read.entry.reason, read.entry.until, read.entry.source) == ("later", "2026-12-31", HERE)
