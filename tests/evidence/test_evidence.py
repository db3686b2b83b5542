"""Whatever captures of live orgs there are: page objects accept them, and they say again what they said.

There is none of a live org yet. So the mechanism is held by a capture of the emulator, made here.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from s2s_gitops.drivers.html import parse_page
from s2s_gitops.emulator.server import Emulator, start
from s2s_gitops.flows.capture import hold
from s2s_gitops.kinds.contract import BY_NAME, PAGES, VERSION, fingerprint, is_verified
from s2s_gitops.model.capture import Visit
from s2s_gitops.model.contract import Around, Verdict
from s2s_gitops.model.errors import PageChanged
from tests.conftest import ROOT, Run

HERE = Path(__file__).parent
FOLDERS = sorted(one.parent for one in HERE.glob("*/manifest.json"))
EXAMPLE = str(ROOT / "examples" / "connections.yaml")
LEFT = re.compile(
    r"(?<![A-Za-z0-9])(?:00[1356DX]|04P)(?!REDACTED|0{12})[A-Za-z0-9]{12}(?![A-Za-z0-9])|!AQ|VmpFPSx"
    r"|[\w.+-]+@(?!redacted\.example)[\w-]+\.\w+"
)
DIALECTS = 30


@dataclass(frozen=True)
class Evidence:
    """A capture on disk."""

    folder: Path
    manifest: Any

    def visits(self) -> Iterator[Visit]:
        """Yield its pages as they were visited."""
        for one in self.manifest["pages"]:
            text = (self.folder / one["file"]).read_text(encoding="utf-8")
            around = Around(one["key"], one["status"], self.manifest["objects"])
            yield Visit(one["name"], parse_page(one["address"], text), around)

    def verdicts(self) -> dict[str, str]:
        """Return what it said of each entry when it was taken."""
        return {one["entry"]: one["verdict"] for one in self.manifest["entries"]}


def evidence(folder: Path) -> Evidence:
    """Load a capture."""
    return Evidence(folder, json.loads((folder / "manifest.json").read_text(encoding="utf-8")))


def hold_against(found: Evidence) -> list[str]:
    """Return what of a capture does not hold: fingerprints, verdicts, what is left in it."""
    visits = list(found.visits())
    wrong = []
    for one in visits:
        try:
            if one.name not in ("history", "picklist-values"):
                fingerprint("org", one.page, BY_NAME[one.name], one.around.key)
        except PageChanged as error:
            wrong.append(error.diagnostics[0].detail)
    if found.manifest["contract_version"] == VERSION:
        now = {one.entry.id: one.judgement.verdict.value for one in hold(visits, BY_NAME)}
        wrong += [
            f"{entry} was {told}" for entry, told in found.verdicts().items() if now[entry] != told
        ]
    for path in found.folder.rglob("*.*"):
        wrong += [
            f"{path.name} holds {one}" for one in LEFT.findall(path.read_text(encoding="utf-8"))
        ]
    return wrong


def beyond(found: Evidence, emulated: dict[str, set[str]]) -> list[str]:
    """Return what a capture shows of the contract that the emulator shows in no dialect."""
    return [
        f"{entry}: {told}"
        for entry, told in found.verdicts().items()
        if told != Verdict.NOT_SEEN and told not in emulated[entry]
    ]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda one: one.name)
def test_page_objects_accept_what_a_live_org_showed(folder: Path) -> None:
    """If the code and a capture disagree, the code is wrong."""
    assert hold_against(evidence(folder)) == []


@pytest.mark.long
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda one: one.name)
def test_the_emulator_can_show_what_a_live_org_showed(
    folder: Path, s2s: Run, folder_of_files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ranges of dialects are guesses until a capture narrows them; they must hold what is known."""
    emulated = {one.id: set[str]() for page in PAGES for one in page.entries}
    for dialect in range(DIALECTS):
        with start(dialect=dialect) as running:
            _take(s2s, running, folder_of_files / str(dialect), monkeypatch)
        for entry, told in evidence(folder_of_files / str(dialect)).verdicts().items():
            emulated[entry].add(told)
    assert beyond(evidence(folder), emulated) == []


@pytest.fixture
def folder_of_files(folder: Path) -> Path:
    """Give the folder in which `s2s` runs."""
    return folder


def test_only_what_is_here_can_verify_a_page() -> None:
    """A page counts as verified when a capture confirmed all that one can: today there is none, so none is."""
    captured = {name for folder in FOLDERS for name in _confirmed(evidence(folder))}
    assert {one.name for one in PAGES if is_verified(one.name)} <= captured


def _confirmed(found: Evidence) -> set[str]:
    verdicts = found.verdicts()
    return {
        page.name
        for page in PAGES
        if any(verdicts[one.id] == Verdict.CONFIRMED for one in page.entries)
        and not any(verdicts[one.id] == Verdict.CONTRADICTED for one in page.entries)
    }


def _take(s2s: Run, running: Emulator, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in running.env.items():
        monkeypatch.setenv(name, value)
    s2s("capture", "hq", "--config", EXAMPLE, "--out", str(out))


def test_the_mechanism_holds_on_a_capture_of_the_emulator(
    s2s: Run, emulator: Emulator, folder: Path
) -> None:
    """A capture that was taken a moment ago is accepted, and damage to it is found."""
    assert s2s("apply", "--config", EXAMPLE, "--auto-approve").code == 0
    s2s("capture", "hq", "--config", EXAMPLE)
    found = evidence(folder / "s2s-capture")
    assert len(list(found.visits())) > len(PAGES) - 3
    assert hold_against(found) == []
    same = {entry: {told} for entry, told in found.verdicts().items()}
    assert beyond(found, same) == []
    assert beyond(found, {entry: set() for entry in same}) != []
    assert "settings" in _confirmed(found)

    path = next(
        found.folder / one["file"]
        for one in found.manifest["pages"]
        if one["name"] == "connection-detail"
    )
    path.write_text(
        path.read_text(encoding="utf-8").replace("Connection Detail", "ops@emea.example"),
        encoding="utf-8",
    )
    wrong = " ".join(hold_against(found))
    assert "lacks connection-detail/heading" in wrong
    assert "connection-detail/heading was confirmed" in wrong
    assert "holds ops@emea.example" in wrong
    assert emulator
