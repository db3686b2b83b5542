"""A read that keeps what it sees: every page of the orgs, no secret, and no answer of REST."""

import hashlib
import json
import os
from pathlib import Path
from typing import Any

from s2s_gitops.drivers.archive import Archive
from s2s_gitops.drivers.html import parse_page
from s2s_gitops.drivers.org import ReadingOrg
from s2s_gitops.emulator.server import Emulator
from s2s_gitops.engine.load import load
from s2s_gitops.flows.look import look
from s2s_gitops.kinds import ALL
from s2s_gitops.model.config import Access
from tests.conftest import ROOT, Run

EXAMPLE = ROOT / "examples" / "connections.yaml"
NOW = "2026-01-05T08:00:00+00:00"


def archived(folder: Path) -> Any:
    """Plan the example with an archive, and return its manifest."""
    config = load({"connections.yaml": EXAMPLE.read_bytes()}, ALL, os.environ)
    archive = Archive(folder)
    orgs = {
        alias: ReadingOrg(entry, archive=archive)
        for alias, entry in config.orgs.items()
        if entry.access is not Access.NONE
    }
    look(config, orgs, ALL)
    archive.close(NOW)
    return json.loads(folder.joinpath("manifest.json").read_text(encoding="utf-8"))


def test_a_plan_leaves_its_pages_and_none_of_the_secrets(
    s2s: Run, emulator: Emulator, folder: Path
) -> None:
    """Forms and links of every page carry tokens: none of them reaches the disk."""
    assert s2s("apply", "--config", str(EXAMPLE), "--auto-approve").code == 0
    manifest = archived(folder / "archive")
    files = manifest["files"]
    assert {one["org"] for one in files} == {"hq", "emea"}
    assert not [one for one in files if "/services/" in one["address"]]
    stored = {one["file"]: (folder / "archive" / one["file"]).read_bytes() for one in files}
    assert {one["file"]: one["scrubbed"] for one in files} == {
        name: content.count(b"REMOVED-") for name, content in stored.items()
    }
    kept = b"".join(stored.values())
    sessions = [token for org in emulator.orgs.values() for token in org.users.values()]
    assert not [one for one in sessions if one.encode() in kept]
    assert b"_CONFIRMATIONTOKEN" in kept
    assert b"VjEs" not in kept, "how tokens of the emulator begin"


def test_a_kept_page_still_shows_what_the_page_showed(
    s2s: Run, emulator: Emulator, folder: Path
) -> None:
    """Lists, labels and buttons are untouched, so that an archive can be read as pages again."""
    assert s2s("apply", "--config", str(EXAMPLE), "--auto-approve").code == 0
    manifest = archived(folder / "archive")
    pages = [
        parse_page(one["address"], (folder / "archive" / one["file"]).read_text(encoding="utf-8"))
        for one in manifest["files"]
    ]
    titles = {title for page in pages for title in page.titles}
    assert {"Connection Detail", "Published Objects", "Connection History"} <= titles
    assert emulator


def test_an_import_keeps_pages_and_the_history_of_every_connection(
    s2s: Run, emulator: Emulator, folder: Path, person: Any
) -> None:
    """Ended ones too; the histories byte for byte, and everything private to its owner."""
    assert s2s("apply", "--config", str(EXAMPLE), "--auto-approve").code == 0
    person("hq", "admin@hq.example").deactivate("Acme Corp")
    command = ("import", "--config", str(EXAMPLE), "--archive", "kept")

    plain, result = s2s("import", "--config", str(EXAMPLE)), s2s(*command)

    assert (result.code, result.out) == (plain.code, plain.out), "an archive changes nothing"
    files = json.loads((folder / "kept" / "manifest.json").read_text(encoding="utf-8"))["files"]
    histories = [one for one in files if "csv" in one["content_type"]]
    for one in files:
        content = (folder / "kept" / one["file"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == one["sha256"]
    assert sorted(one["org"] for one in histories) == ["emea", "hq", "hq"]
    assert {one["scrubbed"] for one in histories} == {0}
    told = [(folder / "kept" / one["file"]).read_text(encoding="utf-8-sig") for one in histories]
    assert [one for one in told if "eactivat" in one], "of the one that is over"
    modes = {path.stat().st_mode & 0o077 for path in (folder / "kept").rglob("*")}
    assert modes == {0}
    assert emulator


def test_an_archive_never_mixes_with_what_is_there(
    s2s: Run, emulator: Emulator, folder: Path
) -> None:
    """A folder that holds something is refused before any org is asked."""
    (folder / "kept").mkdir()
    (folder / "kept" / "notes.txt").write_text("mine", encoding="utf-8")

    result = s2s("import", "--config", str(EXAMPLE), "--archive", "kept")

    assert (result.code, result.out) == (1, "")
    assert "S2S601" in result.err
    assert [one.name for one in (folder / "kept").iterdir()] == ["notes.txt"]
    assert emulator
