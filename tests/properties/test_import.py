"""The law of import: whatever the orgs hold, a plan right after an import is empty."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from s2s_gitops.emulator.server import Emulator
from tests.conftest import Run
from tests.properties.clicks import Click, click_all, clicks
from tests.properties.worlds import ORGS, Document, documents

few = settings(
    max_examples=int(os.environ.get("S2S_EXAMPLES", "8")),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
BARE = {
    "version": 1,
    "orgs": {alias: {key: one[key] for key in ("org_id", "login")} for alias, one in ORGS.items()},
}
"""A file with logins and nothing else."""

EMPTY = (
    "changes",
    "blocked",
    "counterparty",
    "pending",
    "unmanaged",
    "unread",
    "refused",
    "diagnostics",
)


NOTHING: dict[str, list[object]] = {name: [] for name in EMPTY}


def said(text: str) -> list[str]:
    """Return a file without its comments: they tell of names that an import made up."""
    return [line for line in text.splitlines() if not line.lstrip().startswith("#")]


def imported(s2s: Run, folder: Path) -> dict[str, Any]:
    """Import all that is live, and return the plan right after it."""
    path = folder / "s2s.yaml"
    path.write_text(json.dumps(BARE), encoding="utf-8")
    result = s2s("import")
    assert result.code == 0, result.err
    path.write_text(result.out, encoding="utf-8")
    assert said(s2s("import").out) == said(result.out)
    plan: dict[str, Any] = s2s("plan", "--json").document
    return plan


@few
@given(evening=clicks())
def test_a_plan_right_after_an_import_is_empty_however_the_orgs_were_clicked(
    s2s: Run, folder: Path, emulator: Emulator, evening: list[Click]
) -> None:
    """And an import of what was imported prints the same file."""
    emulator.reset()
    click_all(emulator, evening)

    plan = imported(s2s, folder)

    assert {name: plan[name] for name in EMPTY} == NOTHING
    assert s2s("drift").code == 0


@few
@given(document=documents())
def test_what_was_applied_comes_back_by_an_import(
    s2s: Run, folder: Path, emulator: Emulator, document: Document
) -> None:
    """The same orgs, told by another file: its plan is empty as well."""
    emulator.reset()
    folder.joinpath("s2s.yaml").write_text(json.dumps(document), encoding="utf-8")
    assert s2s("apply", "--auto-approve", "--json", "--wait", "1").code == 0

    plan = imported(s2s, folder)

    assert {name: plan[name] for name in EMPTY} == NOTHING


@pytest.mark.long
@settings(parent=few, max_examples=200)
@given(evening=clicks())
def test_the_law_of_import_holds_for_many_evenings(
    s2s: Run, folder: Path, emulator: Emulator, evening: list[Click]
) -> None:
    """The same law, for as long as CI has time."""
    emulator.reset()
    click_all(emulator, evening)

    plan = imported(s2s, folder)

    assert {name: plan[name] for name in EMPTY} == NOTHING
