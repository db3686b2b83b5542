"""Any pages that fit what is documented: each dialect of the emulator is applied to, or ends in a human step.

Replay one with `script/test tests/conformance/test_dialects.py --dialect NUMBER`.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from s2s_gitops.emulator.server import Emulator, start
from tests.conformance.converging import converge
from tests.conftest import ROOT, Run

FILE = "tests/conformance/test_dialects.py"
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


def test_each_dialect_is_applied_to_or_ends_in_a_human_step(
    s2s: Run, folder: Path, speaking: Emulator, dialect: int
) -> None:
    """Apply then plan converges; nothing that the plan did not name came or went."""
    assert speaking.world.dialect.number == dialect
    converge(s2s, folder, speaking, FILE)


@pytest.mark.long
def test_many_more_dialects_are_applied_to_or_end_in_a_human_step(
    s2s: Run, folder: Path, speaking: Emulator, dialect: int
) -> None:
    """The same for dialects that nobody looks at one by one, and on through all states."""
    assert speaking.world.dialect.number == dialect
    converge(s2s, folder, speaking, FILE, goes_on=True)
