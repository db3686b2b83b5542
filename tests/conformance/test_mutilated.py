"""Damaged pages: whatever is missing or foreign ends in a designed message, and nothing unplanned is written."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest

from s2s_gitops.emulator.server import Emulator, start
from s2s_gitops.emulator.world import World
from s2s_gitops.model.diagnostic import CODES
from tests.conformance.facts import facts_of, unexplained
from tests.conformance.mutilations import MUTILATIONS, Mutilation
from tests.conformance.walk import STATES
from tests.conftest import ROOT, Result, Run

MADE, CHANGED = list(STATES.values())[:2]
SHARE = 0.15
"""How many of the pages come damaged: with more, no run would get beyond the first ones."""


@pytest.fixture(scope="module")
def server() -> Iterator[Emulator]:
    with start(ROOT / "examples" / "orgs.yaml") as running:
        yield running


@pytest.fixture
def made(server: Emulator, folder: Path, s2s: Run, monkeypatch: pytest.MonkeyPatch) -> Emulator:
    """Give orgs in which everything of the first state is made."""
    server.reset()
    for name, value in {**server.env, "S2S_WRITES": "http"}.items():
        monkeypatch.setenv(name, value)
    folder.joinpath("s2s.yaml").write_text(MADE, encoding="utf-8")
    assert s2s("apply", "--auto-approve").code == 0
    folder.joinpath("s2s.yaml").write_text(CHANGED, encoding="utf-8")
    return server


@contextmanager
def damaged(world: World, mutilation: Mutilation, seed: int, share: float) -> Iterator[list[str]]:
    """Damage a share of the pages; yield the addresses of those that were."""
    random, hit = Random(seed), list[str]()  # noqa: S311 - no secret

    def tamper(path: str, text: str) -> str:
        if random.random() >= share:
            return text
        hit.append(path)
        return mutilation(text, random)

    world.tamper = tamper
    try:
        yield hit
    finally:
        world.tamper = None


def designed(result: Result) -> None:
    """Hold an ending to the house's form: an exit code of the table, and known codes with words."""
    assert result.code in (0, 1, 2, 3), result.err
    document = json.loads(result.out)
    told = [*document["diagnostics"], *(one["diagnostic"] for one in document.get("steps", ()))]
    for one in filter(None, told):
        assert one["code"] in CODES
        assert one["detail"]
    assert "Traceback" not in result.err


def nothing_unplanned(s2s: Run, running: Emulator, name: str, seed: int) -> None:
    planned = s2s("plan", "--json").document["changes"]
    before = facts_of(running.world)
    with damaged(running.world, MUTILATIONS[name], seed, SHARE) as hit:
        result = s2s("apply", "--auto-approve", "--json", "--wait", "0")
    designed(result)
    assert unexplained(before, facts_of(running.world), planned) == [], (name, seed, hit)
    again = s2s("apply", "--auto-approve", "--json", "--wait", "1")
    assert again.code == 0, (name, seed, hit, again.out)


@pytest.mark.parametrize("name", MUTILATIONS)
def test_damaged_pages_lead_to_no_write_that_was_not_planned(
    name: str, made: Emulator, s2s: Run
) -> None:
    """A run over damaged pages harms nothing, and a run over whole ones reaches what is wanted."""
    nothing_unplanned(s2s, made, name, seed=1)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(2, 7))
@pytest.mark.parametrize("name", MUTILATIONS)
def test_many_damaged_pages_lead_to_no_write_that_was_not_planned(
    name: str, seed: int, made: Emulator, s2s: Run
) -> None:
    """The same with damage in other places."""
    nothing_unplanned(s2s, made, name, seed)


@pytest.mark.parametrize("name", MUTILATIONS)
def test_where_every_page_is_damaged_nothing_is_written_that_was_not_planned(
    name: str, made: Emulator, s2s: Run
) -> None:
    """Not one page can be trusted: each reading stops, or it was not touched by what is missing."""
    planned = s2s("plan", "--json").document["changes"]
    before = facts_of(made.world)
    with damaged(made.world, MUTILATIONS[name], seed=1, share=1):
        result = s2s("apply", "--auto-approve", "--json", "--wait", "0")
    designed(result)
    assert unexplained(before, facts_of(made.world), planned) == []
