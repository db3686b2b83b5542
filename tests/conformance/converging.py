"""Apply then plan, state by state: what each run must hold to, whatever the pages look like and whoever saves."""

from pathlib import Path
from typing import Any

from s2s_gitops.emulator.server import Emulator
from tests.conformance.facts import facts_of, unexplained
from tests.conformance.walk import STATES
from tests.conftest import Result, Run

_BY_HAND = "S2S406"
_REFUSED = 3


def converge(
    s2s: Run, folder: Path, running: Emulator, file: str, *, goes_on: bool = False
) -> bool:
    """Go through all states; return whether it was done without a person.

    Where a person would have to act, nobody does: the walk ends there or, with `goes_on`, the next
    state is wished for all the same.
    What is wrong is an AssertionError, with the command that replays it; `file` is the test's.
    """
    alone = True
    try:
        for name, text in STATES.items():
            folder.joinpath("s2s.yaml").write_text(text, encoding="utf-8")
            alone &= _reached(name, s2s, running, alone=alone)
            if not alone and not goes_on:
                break
    except AssertionError as error:
        number = running.world.dialect.number
        error.add_note(f"replay: script/test {file} --dialect {number}")
        raise
    return alone


def _reached(name: str, s2s: Run, running: Emulator, *, alone: bool) -> bool:
    """Hold one state; return whether it was reached. Where a person did not act before, it may be impossible."""
    before, lines = facts_of(running.world), len(running.world.journal)
    plan = s2s("plan", "--json")
    if plan.code == _REFUSED and not alone:
        return _is_refused(name, s2s, running)
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
    _ends_in_human_steps(name, result, s2s, running)
    return False


def _is_refused(name: str, s2s: Run, running: Emulator) -> bool:
    """Hold a refusal to what was promised: nothing is written."""
    lines = len(running.world.journal)
    assert s2s("apply", "--auto-approve", "--wait", "1").code == _REFUSED, name
    assert len(running.world.journal) == lines, name
    return False


def _ends_in_human_steps(name: str, result: Result, s2s: Run, running: Emulator) -> None:
    """Hold what waits to what was promised: told, complete, and nothing is written by asking again."""
    assert result.code == 2, (name, result.out)
    steps: list[dict[str, Any]] = result.document["steps"]
    assert {one["status"] for one in steps} <= {"done", "already", "waiting"}, (name, result.out)
    assert any(one["diagnostic"] and one["diagnostic"]["code"] == _BY_HAND for one in steps), name
    before, lines = facts_of(running.world), len(running.world.journal)
    again = s2s("apply", "--auto-approve", "--json", "--wait", "1")
    assert again.code == 2, (name, again.out)
    assert facts_of(running.world) == before, name
    assert len(running.world.journal) == lines, name
