"""The laws of parts: a partial plan is that much of the whole one, and what no line asks for was planned before."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings

from s2s_gitops.emulator.server import Emulator
from tests.conftest import Run
from tests.properties.worlds import Document, documents

few = settings(
    max_examples=int(os.environ.get("S2S_EXAMPLES", "5")),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def write(folder: Path, document: Document) -> None:
    folder.joinpath("s2s.yaml").write_text(json.dumps(document), encoding="utf-8")


def commit(folder: Path) -> None:
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false"]
    for one in (["init"], ["add", "s2s.yaml"], ["commit", "--allow-empty", "--message=x"]):
        subprocess.run([*git, *one], cwd=folder, check=True, capture_output=True)


def meaning(change: dict[str, Any]) -> str:
    names = ("address", "attribute", "verb", "before", "after", "sends")
    return json.dumps([change[name] for name in names], sort_keys=True)


def unit(change: dict[str, Any]) -> str:
    scope, _, rest = change["address"].partition("/")
    return scope.partition("@")[0] if "@" in scope else f"{scope}/{rest}"


@few
@given(live=documents(), before=documents(), now=documents())
def test_a_part_is_that_much_of_the_whole_and_says_what_came_along(
    s2s: Run, folder: Path, emulator: Emulator, live: Document, before: Document, now: Document
) -> None:
    """Whatever is live: the same changes in the units that were looked at; drift is what was planned before as well."""
    emulator.reset()
    write(folder, live)
    assert s2s("apply", "--auto-approve", "--json", "--wait", "1").code == 0
    write(folder, before)
    commit(folder)
    earlier = {meaning(one) for one in s2s("plan", "--json").document["changes"]}
    write(folder, now)

    whole = s2s("plan", "--json", "--baseline", "HEAD").document
    part = s2s("plan", "--json", "--changed-since", "HEAD").document

    units = {*part["part"]["changed"], *part["part"]["needed"]}
    assert part["changes"] == [one for one in whole["changes"] if unit(one) in units]
    left_out = [one for one in whole["changes"] if unit(one) in part["part"]["left_out"]]
    assert [one["because"] for one in left_out if one["because"] != "drift"] == []
    for one in whole["changes"]:
        assert (one["because"] == "drift") == (meaning(one) in earlier and not one["explained_by"])
        if one["because"] != "dependency":
            assert bool(one["explained_by"]) == (meaning(one) not in earlier)
