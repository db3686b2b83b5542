"""A handful of dialects, saved in a real browser that runs the pages' own scripts.

Replay one with `script/test tests/conformance/test_dialects_in_browser.py --dialect NUMBER`.
"""

from pathlib import Path

import pytest

from s2s_gitops.emulator.server import start
from tests.browsers import NEEDS_BROWSER
from tests.conformance.converging import converge
from tests.conftest import ROOT, Run

pytestmark = NEEDS_BROWSER

FILE = "tests/conformance/test_dialects_in_browser.py"
FEW, MORE = (1, 3), range(4, 13)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give each test its dialects, or the one that a person asks for."""
    chosen = metafunc.config.getoption("--dialect")
    usual = MORE if "more" in metafunc.function.__name__ else FEW
    metafunc.parametrize("dialect", [chosen] if chosen is not None else usual)


def saved(s2s: Run, folder: Path, dialect: int, monkeypatch: pytest.MonkeyPatch) -> bool:
    with start(ROOT / "examples" / "orgs.yaml", dialect=dialect) as running:
        for name, value in {**running.env, "S2S_WRITES": "browser"}.items():
            monkeypatch.setenv(name, value)
        return converge(s2s, folder, running, FILE, goes_on=True)


def test_a_handful_of_dialects_is_saved_in_the_browser(
    s2s: Run, folder: Path, dialect: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What scripts draw, copy or enable is no obstacle, and nothing is written that was not planned."""
    saved(s2s, folder, dialect, monkeypatch)


@pytest.mark.long
def test_more_dialects_are_saved_in_the_browser(
    s2s: Run, folder: Path, dialect: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same for dialects that nobody looks at one by one."""
    saved(s2s, folder, dialect, monkeypatch)
