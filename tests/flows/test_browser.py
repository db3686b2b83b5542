"""The command line with a real browser: the example converges over it, and nothing of it stays behind."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from s2s_gitops.emulator.server import Emulator
from tests.browsers import NEEDS_BROWSER, running_in
from tests.conftest import ROOT, Run

pytestmark = NEEDS_BROWSER

EXAMPLE = str(ROOT / "examples" / "connections.yaml")


@pytest.fixture(autouse=True)
def by_browser(
    emulator: Emulator, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """Save in the browser, which works in a folder of its own."""
    assert emulator
    folder = tmp_path_factory.mktemp("work")
    monkeypatch.setenv("S2S_WRITES", "browser")
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


def test_the_example_converges_over_the_browser(s2s: Run, by_browser: Path) -> None:
    """Every form of the example is filled in and saved by a browser; reading back stays over HTTP."""
    result = s2s("apply", "--config", EXAMPLE, "--auto-approve", "--json")
    assert {step["status"] for step in result.document["steps"]} == {"done"}
    assert "S2S_WRITES=browser decides how saves are made in: hq, emea." in result.err
    assert s2s("plan", "--config", EXAMPLE, "--detailed-exitcode").code == 0
    assert running_in(by_browser) == []


def test_an_interrupted_run_leaves_no_browser_behind(by_browser: Path) -> None:
    """Ctrl-C reaches the whole group, as on a terminal."""
    command = [sys.executable, "-m", "s2s_gitops", "apply", "--config", EXAMPLE, "--auto-approve"]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    next(line for line in process.stdout if line.strip().startswith("done"))
    assert running_in(by_browser) != []
    os.killpg(process.pid, signal.SIGINT)
    process.stdout.read()
    process.stdout.close()
    assert process.wait(30) == 130
    assert running_in(by_browser) == []
