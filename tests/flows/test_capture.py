"""`s2s capture`: looks, keeps pages without names, says what differs, and changes nothing."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from s2s_gitops.emulator.server import Emulator
from tests.conftest import ROOT, Run

EXAMPLE = str(ROOT / "examples" / "connections.yaml")


def test_a_capture_says_what_it_found_and_keeps_it_in_private(
    s2s: Run, emulator: Emulator, folder: Path, control: Callable[..., Any]
) -> None:
    """What is replaced is said before anything, and at the end that somebody has to look."""
    assert s2s("apply", "--config", EXAMPLE, "--auto-approve").code == 0
    written = len(control("journal"))

    result = s2s("capture", "hq", "--config", EXAMPLE)

    assert (result.code, result.err.splitlines()[0]) == (
        0,
        "Nothing in hq is changed: pages are opened, no form is sent, and no button is pressed that could act.",
    )
    assert "these are replaced: tokens and the session" in result.err
    lines = result.out.splitlines()
    assert "Confirmed:" in lines
    assert "Not seen:" in lines
    assert "Contradicted:" not in lines
    assert lines[-1].startswith("Kept in s2s-capture. Look at every file before you show it")
    assert lines[-3].startswith("Contract 1 on hq")
    assert len(control("journal")) == written, "no write"
    modes = {path.stat().st_mode & 0o077 for path in (folder / "s2s-capture").rglob("*")}
    assert modes == {0}
    manifest = json.loads((folder / "s2s-capture" / "manifest.json").read_text(encoding="utf-8"))
    assert (manifest["kind"], manifest["contract_version"]) == ("s2s.capture", "1")
    shown = {one["name"] for one in manifest["pages"]}
    assert {
        "settings",
        "tab",
        "connection-detail",
        "template-detail",
        "mapping",
        "picklist-values",
    } <= shown
    kept = {one["file"] for one in manifest["files"]}
    assert {one["file"] for one in manifest["pages"]} <= kept
    assert any(one.endswith(".csv") for one in kept)
    assert emulator


def test_a_capture_for_machines_is_one_document(s2s: Run, emulator: Emulator, folder: Path) -> None:
    """With every entry of the contract, its evidence and its verdict."""
    result = s2s(
        "capture", "hq", "--config", EXAMPLE, "--json", "--out", "here", "--connections", "0"
    )
    document = result.document
    entries = {one["entry"]: one for one in document["entries"]}
    assert document["kind"] == "s2s.capture-report"
    assert entries["settings/on"]["verdict"] == "confirmed"
    assert entries["connection-detail/heading"]["verdict"] == "not seen"
    assert (folder / "here" / "manifest.json").exists()
    assert emulator


def test_what_the_api_does_not_tell_is_a_warning(
    s2s: Run, emulator: Emulator, folder: Path
) -> None:
    """A capture is worth having without it."""
    result = s2s("capture", "hq", "--config", EXAMPLE)
    assert result.code == 0
    assert "warning S2S622" in result.err
    assert folder
    assert emulator


def test_an_org_with_the_feature_off_is_captured_as_far_as_it_goes(
    s2s: Run, emulator: Emulator, folder: Path
) -> None:
    """Pages that do not open are errors; the rest is told and kept."""
    result = s2s("capture", "emea", "--config", EXAMPLE)
    assert result.code == 1
    assert "+ settings/off" in result.out
    assert "error S2S30" in result.err
    assert (folder / "s2s-capture" / "manifest.json").exists()
    assert emulator


def test_only_an_org_that_can_be_looked_at_is(s2s: Run, emulator: Emulator, folder: Path) -> None:
    """A partner's org has no login here, and a folder that holds something is left alone."""
    assert (
        "acme is no org that can be looked at; known: emea, hq"
        in s2s("capture", "acme", "--config", EXAMPLE).err
    )
    (folder / "s2s-capture").mkdir()
    (folder / "s2s-capture" / "mine").touch()
    refused = s2s("capture", "hq", "--config", EXAMPLE)
    assert (refused.code, "S2S601" in refused.err) == (1, True)
    assert emulator
