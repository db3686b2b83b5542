"""Stories: Markdown files with files, commands, and exactly what a person sees.

A fenced block with a file's name after its language is written to the folder. A fenced `console` block holds
commands after `$ `, what they print (both streams, as on a terminal) and `[exit N]` where N is not 0.
`git` makes the folder a repository.
The clock stands still, a day after the orgs begin; `faketime DAY COMMAND` runs a command on another day.
Hosts are shown by the names of their orgs. Saves are made over HTTP, unless the story's files say who `writes`.
What a plan costs is shown only in stories that tell of it.
Every plan is saved as well, and its document held against the schema. `pytest tests/golden --update` rewrites what is
expected.
"""

import contextlib
import io
import json
import os
import re
import shlex
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from s2s_gitops.cli.main import main as s2s_main
from s2s_gitops.emulator.__main__ import main as emulator_main
from s2s_gitops.emulator.ready import write_ready_file
from s2s_gitops.emulator.server import Emulator
from s2s_gitops.engine.saved import read_plan
from s2s_gitops.views.machine import plan_document
from tests.conftest import DAY, StoppedClock
from tests.schemas import problems_of

STORIES = sorted(Path(__file__).parent.joinpath("stories").glob("*.md"))
COST = re.compile(
    r"^(?:API requests of this plan|Applying it will need|Setup pages and logins).*\n", re.M
)
BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.stem)
def test_the_story_goes_as_it_is_told(
    story: Path,
    emulator: Emulator,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    """What a person sees changes only together with its story."""
    ready = folder / "ready.json"
    write_ready_file(emulator, ready)
    monkeypatch.setenv("S2S_EMULATOR", str(ready))
    told = story.read_text(encoding="utf-8")
    if "writes: " in told:
        monkeypatch.delenv("S2S_WRITES")
    hosts = {org.url: f"https://{alias}.example" for alias, org in emulator.orgs.items()}
    left_out = None if "API requests of this plan" in told else COST

    happened = BLOCK.sub(lambda block: _tell(block, folder, Shown(hosts, left_out)), told)

    if request.config.getoption("--update"):
        story.write_text(happened, encoding="utf-8")
    assert happened == told or request.config.getoption("--update")


@dataclass(frozen=True, slots=True)
class Shown:
    """How a screen is shown: hosts by other names, and without some lines."""

    hosts: Mapping[str, str]
    left_out: re.Pattern[str] | None

    def screen(self, text: str) -> str:
        """Return a screen as the story shows it."""
        for url, name in self.hosts.items():
            text = text.replace(url, name)
        return self.left_out.sub("", text) if self.left_out else text


def _tell(block: re.Match[str], folder: Path, shown: Shown) -> str:
    language, name, text = block.groups()
    if name:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    if language != "console":
        return block.group()
    commands = [line.removeprefix("$ ") for line in text.splitlines() if line.startswith("$ ")]
    return "```console\n" + "".join(_run(command, shown) for command in commands) + "```"


def _run(command: str, shown: Shown) -> str:
    program, *arguments = shlex.split(command)
    if program == "git":
        return f"$ {command}\n{_git(arguments)}"
    moment = DAY
    if program == "faketime":
        day, program, *arguments = arguments
        moment = datetime.fromisoformat(f"{day}T08:00:00Z")
    clock = StoppedClock(moment)
    screen = io.StringIO()
    with contextlib.redirect_stdout(screen), contextlib.redirect_stderr(screen):
        code = _plan(arguments, clock) if program == "s2s" else _emulate(arguments)
    end = f"[exit {code}]\n" if code else ""
    return f"$ {command}\n{shown.screen(screen.getvalue())}{end}"


def _git(arguments: list[str]) -> str:
    """Run `git` in the folder, as somebody, whatever this machine is set to."""
    person = ["-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false"]
    plain = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(
        ["git", *person, *arguments],
        capture_output=True,
        check=True,
        text=True,
        env={**os.environ, **plain},
    )
    return done.stdout


def _plan(arguments: list[str], clock: StoppedClock) -> int:
    """Run `s2s`; save what `plan` makes, and hold it against the schema and against what it is read back to."""
    if arguments[0] != "plan":
        return s2s_main(arguments, clock)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "plan.json")
        code = s2s_main([*arguments, "--out", f"json={file}"], clock)
        if file.exists():
            document = json.loads(file.read_bytes())
            assert problems_of(document) == []
            saved = read_plan("plan.json", file.read_bytes())
            assert plan_document(saved.plan, document["volatile"]) == document
    return code


def _emulate(arguments: list[str]) -> int:
    emulator_main(arguments, standalone_mode=False)
    return 0
