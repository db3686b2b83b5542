"""The law of spellings: what means the same is the same, before an apply, after it, and after an import."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings

from s2s_gitops.emulator.server import Emulator
from tests.conftest import ROOT, Run
from tests.properties.spellings import respelled
from tests.properties.test_import import EMPTY, NOTHING

few = settings(
    max_examples=int(os.environ.get("S2S_EXAMPLES", "6")),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


def read(text: str) -> Any:
    """Return a document in JSON's own types: days are texts."""
    return json.loads(json.dumps(yaml.safe_load(text), default=str))


EXAMPLE = read((ROOT / "examples" / "connections.yaml").read_text(encoding="utf-8"))


def planned(s2s: Run, folder: Path, document: Any) -> Any:
    """Return the plan of a document."""
    folder.joinpath("s2s.yaml").write_text(json.dumps(document), encoding="utf-8")
    return s2s("plan", "--json").document


def test_a_plan_means_the_same_in_all_spellings(s2s: Run, folder: Path, emulator: Emulator) -> None:
    """The digest, and what is planned: a reviewer's approval does not depend on capital letters."""
    first = planned(s2s, folder, EXAMPLE)
    assert first["changes"]

    @few
    @given(variant=respelled(EXAMPLE, shown=False))
    def holds(variant: Any) -> None:
        made = planned(s2s, folder, variant)
        assert made["diagnostics"] == first["diagnostics"]
        assert made["digest"] == first["digest"]

    holds()
    assert emulator


def test_a_plan_after_an_apply_is_empty_in_all_spellings(
    s2s: Run, folder: Path, emulator: Emulator
) -> None:
    """And has one digest: nothing is written because of a spelling."""
    planned(s2s, folder, EXAMPLE)
    assert s2s("apply", "--auto-approve", "--json").code == 0
    first = planned(s2s, folder, EXAMPLE)

    @few
    @given(variant=respelled(EXAMPLE))
    def holds(variant: Any) -> None:
        made = planned(s2s, folder, variant)
        assert {name: made[name] for name in EMPTY} == {name: first[name] for name in EMPTY}
        assert (made["changes"], made["digest"]) == ([], first["digest"])

    holds()
    assert emulator


def test_a_plan_after_an_import_is_empty_in_all_spellings(
    s2s: Run, folder: Path, emulator: Emulator
) -> None:
    """What an import wrote may be tidied up."""
    planned(s2s, folder, EXAMPLE)
    assert s2s("apply", "--auto-approve", "--json").code == 0
    imported = read(s2s("import").out)

    @few
    @given(variant=respelled(imported))
    def holds(variant: Any) -> None:
        made = planned(s2s, folder, variant)
        assert {name: made[name] for name in EMPTY} == NOTHING

    holds()
    assert emulator


@pytest.mark.parametrize("name", ["Lead", "Project__c"])
def test_an_api_name_in_another_case_is_refused_with_the_right_one(
    s2s: Run, folder: Path, emulator: Emulator, name: str
) -> None:
    """One spelling, so that addresses and approvals have one."""
    published = {"contact": "partner@acme.example", "publish": [{"object": name.lower()}]}
    sides = {"hq": published, "acme": {}}
    connection = {"name": "x", "invited_by": "hq", "sides": sides}
    document = {"version": 1, "orgs": EXAMPLE["orgs"], "connections": [connection]}
    folder.joinpath("s2s.yaml").write_text(json.dumps(document), encoding="utf-8")

    result = s2s("plan")

    assert (result.code, f"Did you mean `{name}`?" in result.err) == (1, True)
    assert emulator
