"""The law of snapshots: a plan from a fresh one is the plan from the orgs, whatever they hold and the files say."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from s2s_gitops.emulator.server import Emulator
from tests.conftest import ROOT, Run
from tests.properties.clicks import Click, click_all, clicks
from tests.properties.test_import import BARE
from tests.properties.test_import import few as for_import
from tests.properties.worlds import Document, documents

few = settings(parent=for_import, max_examples=int(os.environ.get("S2S_EXAMPLES", "5")))
SNAP = "orgs.snap"
EXAMPLE = (ROOT / "examples" / "connections.yaml").read_text(encoding="utf-8")
PERSONAL = ("owner", "from_address")
MEANT = (
    "orgs",
    "changes",
    "blocked",
    "counterparty",
    "pending",
    "refused",
    "unmanaged",
    "unread",
    "coverage",
)


def meaning(plan: Any) -> dict[str, Any]:
    """Return what a plan means, without the values that name a person: a snapshot does not know them."""
    changes = ("changes", "blocked", "counterparty")
    told = {name: plan[name] for name in MEANT}
    return told | {
        name: [
            {**one, "before": "", "confidence": ""} if one["attribute"] in PERSONAL else one
            for one in plan[name]
        ]
        for name in changes
    }


def same(s2s: Run) -> None:
    """Plan from the orgs, once more while keeping a snapshot, and from that: all three mean the same."""
    live = s2s("plan", "--json").document
    recording = s2s("plan", "--json", "--record", SNAP).document
    seen = s2s("plan", "--json", "--snapshot", SNAP).document

    assert meaning(recording) == meaning(live)
    assert recording["diagnostics"] == live["diagnostics"]
    assert meaning(seen) == meaning(live)


def write(folder: Path, document: Document) -> None:
    """Write a file. JSON is YAML."""
    folder.joinpath("s2s.yaml").write_text(json.dumps(document), encoding="utf-8")


def hold(s2s: Run, folder: Path) -> None:
    """Hold the law for the example, and for what an import makes of the orgs."""
    folder.joinpath("s2s.yaml").write_text(EXAMPLE, encoding="utf-8")
    same(s2s)

    write(folder, BARE)
    result = s2s("import", "--record", SNAP)
    folder.joinpath("s2s.yaml").write_text(result.out, encoding="utf-8")
    seen = s2s("plan", "--json", "--snapshot", SNAP).document
    assert meaning(seen) == meaning(s2s("plan", "--json").document)
    same(s2s)


@few
@given(evening=clicks())
def test_a_plan_from_a_fresh_snapshot_is_the_plan_from_the_orgs(
    s2s: Run, folder: Path, emulator: Emulator, evening: list[Click]
) -> None:
    """However they were clicked: for files that know little of it, and for files that know it all."""
    emulator.reset()
    click_all(emulator, evening)

    hold(s2s, folder)


@few
@given(before=documents(), after=documents())
def test_a_plan_of_other_files_from_a_snapshot_is_the_plan_from_the_orgs(
    s2s: Run, folder: Path, emulator: Emulator, before: Document, after: Document
) -> None:
    """The snapshot was kept with the files of before; the connection is known again by its contact or name."""
    emulator.reset()
    write(folder, before)
    assert s2s("apply", "--auto-approve", "--json", "--wait", "1").code == 0
    assert s2s("plan", "--record", SNAP).code == 0
    after["connections"][0]["name"] = "renamed"
    write(folder, after)

    seen, live = s2s("plan", "--json", "--snapshot", SNAP), s2s("plan", "--json")

    assert meaning(seen.document) == meaning(live.document)


@pytest.mark.long
@settings(parent=few, max_examples=150)
@given(evening=clicks())
def test_the_law_of_snapshots_holds_for_many_evenings(
    s2s: Run, folder: Path, emulator: Emulator, evening: list[Click]
) -> None:
    """The same law, for as long as CI has time."""
    emulator.reset()
    click_all(emulator, evening)

    hold(s2s, folder)
