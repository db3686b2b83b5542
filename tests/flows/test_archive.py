"""A read that keeps what it sees: every page of the orgs, no secret, and no answer of REST."""

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
