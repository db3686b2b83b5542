"""Two orgs and a partner's, a runner for the command line, and people who edit by hand."""

import contextlib
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from s2s_gitops.cli.main import main
from s2s_gitops.drivers.clock import SystemClock
from s2s_gitops.emulator.person import Person
from s2s_gitops.emulator.server import Emulator, start
from tests.schemas import problems_of

ROOT = Path(__file__).parent.parent

settings.register_profile("s2s", deadline=None)  # how long something takes is for the benchmark
settings.load_profile("s2s")

DAY = datetime(2026, 1, 6, 8, tzinfo=UTC)
"""When tests run `s2s`, whatever the day is: one day after the emulator's orgs begin."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite what the stories expect")
    parser.addoption("--dialect", type=int, help="replay one dialect of the emulator's pages")


NOT_RUN = pytest.StashKey[dict[str, int]]()


def pytest_deselected(items: list[pytest.Item]) -> None:
    """Remember what the markers of this run leave out."""
    for item in items:
        counts = item.config.stash.setdefault(NOT_RUN, {})
        for name in {mark.name for mark in item.iter_markers()} & {"long", "node"}:
            reason = f"marked {name}: script/test --long runs them"
            counts[reason] = counts.get(reason, 0) + 1


def pytest_sessionfinish(session: pytest.Session) -> None:
    """On a worker, hand over what was left out: only workers collect tests."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["not run"] = session.config.stash.setdefault(NOT_RUN, {})


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take over what a worker left out: every worker leaves out the same."""
    node.config.stash.setdefault(NOT_RUN, {}).update(
        getattr(node, "workeroutput", {}).get("not run", {})
    )


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Say what was not run and why, a line for each reason."""
    counts = config.stash.setdefault(NOT_RUN, {})
    for report in terminalreporter.stats.get("skipped", []):
        place = report.longrepr
        reason = place[2].removeprefix("Skipped: ") if isinstance(place, tuple) else "skipped"
        counts[reason] = counts.get(reason, 0) + 1
    for reason, number in sorted(counts.items()):
        terminalreporter.write_line(f"not run: {number} ({reason})")


@dataclass(frozen=True, slots=True)
class Result:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """Return the one JSON document on stdout. A plan is held against its schema."""
        found = json.loads(self.out)
        assert found["kind"] != "s2s.plan" or problems_of(found) == []
        return found


Run = Callable[..., Result]


@dataclass(frozen=True, slots=True)
class StoppedClock:
    """Shows one time for ever; waiting takes as long as it takes."""

    at: datetime = DAY

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return SystemClock().monotonic()

    def sleep(self, seconds: float) -> None:
        SystemClock().sleep(seconds)


@pytest.fixture(scope="session")
def server() -> Iterator[Emulator]:
    """Start one emulator for the whole session."""
    with start(ROOT / "examples" / "orgs.yaml") as running:
        yield running


@pytest.fixture
def emulator(server: Emulator, monkeypatch: pytest.MonkeyPatch) -> Emulator:
    """Give the emulator at its seed, with the environment that the example's logins ask for."""
    server.reset()
    monkeypatch.setenv("S2S_WRITES", "http")
    for name, value in server.env.items():
        monkeypatch.setenv(name, value)
    return server


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an empty folder to work in."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("S2S_CONFIG", raising=False)
    return tmp_path


@pytest.fixture
def s2s(folder: Path) -> Run:
    """Run `s2s` in this process, in the empty folder, at a time that the test names."""
    assert folder.is_dir()

    def run(*arguments: str, at: datetime = DAY) -> Result:
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main(arguments, StoppedClock(at))
        return Result(code, out.getvalue(), err.getvalue())

    return run


@pytest.fixture
def person(emulator: Emulator) -> Iterator[Callable[[str, str], Person]]:
    """Let a user of an org sit down at the keyboard."""
    seated: list[Person] = []

    def sit(org: str, username: str) -> Person:
        one = Person(emulator.orgs[org].url, emulator.token(username), str(emulator.ca_file))
        seated.append(one)
        return one

    yield sit
    for one in seated:
        one.close()


@pytest.fixture
def control(emulator: Emulator) -> Iterator[Callable[..., Any]]:
    """Ask the emulator's control: `control("journal")`, or with a body to steer it."""
    import requests

    session = requests.Session()
    session.trust_env = False
    session.verify = str(emulator.ca_file)
    url = next(iter(emulator.orgs.values())).url

    def ask(name: str, body: object = None) -> Any:
        method = "GET" if body is None else "POST"
        answer = session.request(method, f"{url}/_emulator/{name}", json=body, timeout=10)
        answer.raise_for_status()
        return answer.json()

    yield ask
    session.close()
