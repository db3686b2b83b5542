"""Orgs with so much of everything that no page shows it at once: all of it is read, and a little of it changed.

Replay one with `script/test tests/conformance/test_crowded.py --dialect NUMBER`.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from s2s_gitops.emulator.crowded import crowded_seed
from s2s_gitops.emulator.nouns import Connection
from s2s_gitops.emulator.pages.drawing import dialect_of
from s2s_gitops.emulator.server import Emulator, start
from tests.conformance.facts import Facts, facts_of, unexplained
from tests.conftest import Result, Run

READ = (1, 75)
"""Lists that are loaded later, cut short and in pages; duelling lists by API name, ticks in pages by label."""
WRITTEN = (44, 49)
"""Duelling lists by label; ticks by API name, in pages that can be made longer."""
MANY = (0, 3, 5, 13, 30, 35, 56, 68, 74)
TWINS = {"Twin_One__c", "Twin_Two__c"}
CHANGED, BY_HAND = "S2S305", "S2S406"

ORGS: dict[str, Any] = {
    alias: {
        "org_id": f"00D0000000000{number}EAA",
        "login": {
            "instance_url": f"${{env:{alias.upper()}_URL}}",
            "access_token": f"${{env:{alias.upper()}_TOKEN}}",
        },
    }
    for alias, number in (("big", 11), ("small", 12))
}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give each test its dialects, or the one that a person asks for."""
    chosen = metafunc.config.getoption("--dialect")
    name = metafunc.function.__name__
    if "dialect" in metafunc.fixturenames and "capture" not in name:
        usual = MANY if "many" in name else READ if "read" in name else WRITTEN
        metafunc.parametrize("dialect", [chosen] if chosen is not None else usual)


@pytest.fixture(scope="module")
def crowd() -> Iterator[Emulator]:
    """Start the crowded orgs once."""
    with start(crowded_seed()) as running:
        yield running


@pytest.fixture
def speaking(crowd: Emulator, dialect: int, monkeypatch: pytest.MonkeyPatch) -> Emulator:
    """Give the crowded orgs at their seed, in a dialect, written over HTTP."""
    crowd.world.dialect = dialect_of(dialect)
    crowd.reset()
    for name, value in {**crowd.env, "S2S_WRITES": "http"}.items():
        monkeypatch.setenv(name, value)
    return crowd


def declare(folder: Path, **more: Any) -> None:
    text = json.dumps({"version": 1, "orgs": ORGS, **more})
    folder.joinpath("s2s.yaml").write_text(text, encoding="utf-8")


def end(running: Emulator, alias: str, name: str) -> Connection:
    """Return one end of a connection, by what it is called there."""
    ends = running.world.network.orgs[alias].connections.values()
    return next(one for one in ends if one.name == name)


def published(side: dict[str, Any]) -> dict[str, set[str]]:
    return {one["object"]: set(one["fields"]) for one in side.get("publish", ())}


def truly(one: Connection) -> dict[str, set[str]]:
    return {name: set(fields) for name, fields in one.published.items()}


def reads_everything(s2s: Run, folder: Path, running: Emulator) -> None:
    """Hold an import against the orgs' own state. Of twins all is right, or nothing is said."""
    declare(folder)
    result = s2s("import")
    found = yaml.safe_load(result.out)
    orgs = running.world.network.orgs
    assert {one["name"] for one in found["templates"]} == {
        one.name for one in orgs["big"].templates.values()
    }
    sides = {one["sides"]["big"]["id"]: one["sides"] for one in found["connections"]}
    assert set(sides) == set(orgs["big"].connections)
    ours, theirs = end(running, "big", "Small Ltd"), end(running, "small", "Big Corp")
    shared = sides[ours.id]
    for side, one in ((shared["big"], ours), (shared["small"], theirs)):
        assert published(side) == truly(one)
        assert {taken["object"]: (taken["as"], taken["values"]) for taken in side["subscribe"]} == {
            name: (taken.ours, taken.values) for name, taken in one.subscribed.items()
        }
    tells_twins_or_says_so(result, sides, end(running, "big", "Twin partner 01"))
    assert len(running.world.journal) == 0


def tells_twins_or_says_so(result: Result, sides: dict[str, Any], one: Connection) -> None:
    side = sides[one.id]["big"]
    unread = [part for part in ("publish", "subscribe") if part not in side]
    assert result.code == (1 if unread else 0), result.err
    assert unread == [] or CHANGED in result.err
    for part in unread:
        assert f"not read: the list of {part}" in result.out
    if "publish" not in unread:
        assert published(side) == truly(one)
    if "subscribe" not in unread:
        (taken,) = side["subscribe"]
        assert (taken["object"], taken["as"]) == ("Twin_One__c", "Twin_Two__c")


def wish(*publish: dict[str, Any], templates: tuple[dict[str, Any], ...] = ()) -> dict[str, Any]:
    """Return what Big Corp publishes to Small Ltd, and which templates it has."""
    sides = {"big": {"contact": "c00@small.example", "publish": list(publish)}, "small": {}}
    shared = {"name": "big-small", "invited_by": "big", "sides": sides}
    return {"connections": [shared], "templates": list(templates)}


def applied(s2s: Run, running: Emulator, planned: set[str]) -> tuple[Result, Facts]:
    """Plan, apply, and hold what came and went against the plan; return how it ended and what came."""
    plan, before = s2s("plan", "--json"), facts_of(running.world)
    assert plan.code == 0, plan.out
    assert {one["address"] for one in plan.document["changes"]} == planned
    result = s2s("apply", "--auto-approve", "--json", "--wait", "1")
    after = facts_of(running.world)
    assert unexplained(before, after, plan.document["changes"]) == []
    assert "refused" not in {one.outcome.value for one in running.world.journal}
    return result, after - before


def changes_what_is_planned(s2s: Run, folder: Path, running: Emulator) -> None:
    """Publish one more of 400 objects, of 500 fields and of a template's: done, or left to a person."""
    parts = sorted(end(running, "big", "Small Ltd").published["Wide__c"])
    declare(
        folder,
        **wish(
            {"object": "Wide__c", "fields": [*parts, "Part_497__c"]},
            {"object": "Thing_390__c"},
            templates=(
                {"org": "big", "name": "J template 29", "publish": [{"object": "Thing_391__c"}]},
            ),
        ),
    )
    planned = {
        "big-small@big/publish/Wide__c.Part_497__c",
        "big-small@big/publish/Thing_390__c",
        "big/template/J template 29/publish/Thing_391__c",
    }
    result, came = applied(s2s, running, planned)
    waiting = {one["diagnostic"]["code"] for one in result.document["steps"] if one["diagnostic"]}
    if waiting:
        assert (result.code, waiting) == (2, {BY_HAND}), result.out
        return
    assert result.code == 0, result.out
    assert planned <= {one.partition(" ")[0] if "/template/" not in one else one for one in came}
    assert s2s("plan", "--detailed-exitcode").code == 0


def test_everything_is_read_from_pages_that_show_a_part(
    s2s: Run, folder: Path, speaking: Emulator, dialect: int
) -> None:
    """Nothing on a later page is taken for absent, and nothing is mixed up."""
    assert speaking.world.dialect.number == dialect
    reads_everything(s2s, folder, speaking)


def test_what_is_planned_is_changed_and_nothing_else(
    s2s: Run, folder: Path, speaking: Emulator, dialect: int
) -> None:
    """Among 400 objects and 500 fields; then the plan is empty."""
    assert speaking.world.dialect.number == dialect
    changes_what_is_planned(s2s, folder, speaking)


def test_of_two_objects_with_one_label_the_right_one_is_published_or_none(
    s2s: Run, folder: Path, speaking: Emulator
) -> None:
    """By its API name where the form shows it; where it does not, a person is asked.

    If the list of what is published then shows labels alone, it cannot be told any more, and that is said.
    """
    declare(folder, **wish({"object": "Twin_Two__c"}))
    result, came = applied(s2s, speaking, {"big-small@big/publish/Twin_Two__c"})
    objects = TWINS & set(end(speaking, "big", "Small Ltd").published)
    codes = {one["diagnostic"]["code"] for one in result.document["steps"] if one["diagnostic"]}
    assert objects == ({"Twin_Two__c"} if came else set())
    ends = [(0, set()), (1, {CHANGED})] if came else [(2, {BY_HAND})]
    assert (result.code, codes) in ends, result.out


@pytest.mark.parametrize("dialect", [4])
def test_a_capture_looks_behind_lists_that_are_loaded_later(
    s2s: Run, folder: Path, speaking: Emulator, dialect: int
) -> None:
    """Fields and mappings are seen, and objects are known however many there are."""
    declare(folder)
    entries = s2s("capture", "big", "--json").document["entries"]
    verdicts = {one["entry"]: one["verdict"] for one in entries}
    pages = ("connection-detail/", "published-fields/", "mapping/", "history/")
    assert "contradicted" not in {
        verdict for name, verdict in verdicts.items() if name.startswith(pages)
    }
    assert verdicts["published-fields/save"] == verdicts["mapping/save"] == "confirmed"
    assert verdicts["history/time"] == "confirmed"
    assert speaking.world.dialect.number == dialect
    assert len(speaking.world.journal) == 0


@pytest.mark.long
def test_everything_is_read_in_many_more_dialects(
    s2s: Run, folder: Path, speaking: Emulator, dialect: int
) -> None:
    """The same for further choices about lists."""
    assert speaking.world.dialect.number == dialect
    reads_everything(s2s, folder, speaking)


@pytest.mark.long
def test_what_is_planned_is_changed_in_many_more_dialects(
    s2s: Run, folder: Path, speaking: Emulator, dialect: int
) -> None:
    """The same for further choices about pages of ticks."""
    assert speaking.world.dialect.number == dialect
    changes_what_is_planned(s2s, folder, speaking)
