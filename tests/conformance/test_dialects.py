"""Any pages that fit what is documented: each dialect of the emulator is applied to, or ends in a human step.

Replay one with `script/test tests/conformance/test_dialects.py --dialect NUMBER`.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from s2s_gitops.emulator.server import Emulator, start
from tests.conformance.facts import facts_of, unexplained
from tests.conformance.walk import STATES
from tests.conftest import ROOT, Result, Run

BY_HAND = "S2S406"
USUAL, MANY = range(1, 31), range(31, 131)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give each test its dialects, or the one that a person asks for."""
    chosen = metafunc.config.getoption("--dialect")
    if "dialect" in metafunc.fixturenames:
        usual = MANY if "many" in metafunc.function.__name__ else USUAL
        metafunc.parametrize("dialect", [chosen] if chosen is not None else usual)


@pytest.fixture
def speaking(dialect: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[Emulator]:
    """Start the example's orgs in a dialect, written over HTTP."""
    with start(ROOT / "examples" / "orgs.yaml", dialect=dialect) as running:
        for name, value in {**running.env, "S2S_WRITES": "http"}.items():
            monkeypatch.setenv(name, value)
        yield running


def walk(s2s: Run, folder: Path, running: Emulator) -> bool:
    """Go through all states; return whether it was done without a person. What is wrong is an AssertionError."""
    try:
        for name, text in STATES.items():
            folder.joinpath("s2s.yaml").write_text(text, encoding="utf-8")
            if not reached(name, s2s, running):
                return False
    except AssertionError as error:
        number = running.world.dialect.number
        error.add_note(f"replay: script/test tests/conformance/test_dialects.py --dialect {number}")
        raise
    return True


def reached(name: str, s2s: Run, running: Emulator) -> bool:
    before, lines = facts_of(running.world), len(running.world.journal)
    plan = s2s("plan", "--json")
    assert plan.code == 0, (name, plan.out)
    result = s2s("apply", "--auto-approve", "--json", "--wait", "1")
    report = result.document
    outcomes = {one.outcome.value for one in running.world.journal[lines:]}
    assert "refused" not in outcomes, (name, [one.what for one in running.world.journal[lines:]])
    told = unexplained(before, facts_of(running.world), plan.document["changes"])
    assert told == [], (name, told)
    waiting = [one for one in report["steps"] if one["status"] == "waiting"]
    if not waiting:
        assert result.code == 0, (name, [one for one in report["steps"] if one["diagnostic"]])
        assert s2s("plan", "--detailed-exitcode").code == 0, name
        return True
    ends_in_human_steps(name, result, s2s, running)
    return False


def ends_in_human_steps(name: str, result: Result, s2s: Run, running: Emulator) -> None:
    """Hold what waits to what was promised: told, complete, and nothing is written by asking again."""
    assert result.code == 2, (name, result.out)
    steps: list[dict[str, Any]] = result.document["steps"]
    assert {one["status"] for one in steps} <= {"done", "already", "waiting"}, (name, result.out)
    assert any(one["diagnostic"] and one["diagnostic"]["code"] == BY_HAND for one in steps), name
    before, lines = facts_of(running.world), len(running.world.journal)
    again = s2s("apply", "--auto-approve", "--json", "--wait", "1")
    assert again.code == 2, (name, again.out)
    assert facts_of(running.world) == before, name
    assert len(running.world.journal) == lines, name


def test_each_dialect_is_applied_to_or_ends_in_a_human_step(
    s2s: Run, folder: Path, speaking: Emulator, dialect: int
) -> None:
    """Apply then plan converges; nothing that the plan did not name came or went."""
    assert speaking.world.dialect.number == dialect
    walk(s2s, folder, speaking)


@pytest.mark.long
def test_many_more_dialects_are_applied_to_or_end_in_a_human_step(
    s2s: Run, folder: Path, speaking: Emulator, dialect: int
) -> None:
    """The same for dialects that nobody looks at one by one."""
    assert speaking.world.dialect.number == dialect
    walk(s2s, folder, speaking)
