"""The crowded seed: no page shows everything at once, and a person gets everywhere all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml
from click.testing import CliRunner

from s2s_gitops.emulator.__main__ import main
from s2s_gitops.emulator.crowded import crowded_seed
from s2s_gitops.emulator.naming import LostError
from s2s_gitops.emulator.node import Node
from s2s_gitops.emulator.pages.drawing import dialect_of
from s2s_gitops.emulator.pages.list_choices import Choosing, TickPaging, Unseen
from s2s_gitops.emulator.person import Person
from s2s_gitops.emulator.seed import read_seed
from s2s_gitops.emulator.server import Emulator, start

if TYPE_CHECKING:
    from collections.abc import Iterator

    from s2s_gitops.emulator.nouns import Connection

NUMBERS = (0, 5, 14, 35, 44, 50, 56, 64, 74)


@pytest.fixture(scope="module")
def crowd() -> Iterator[Emulator]:
    with start(crowded_seed()) as running:
        yield running


@pytest.fixture
def sit(crowd: Emulator) -> Iterator[Any]:
    """Let the first user of an org sit down in a dialect."""
    made: list[Person] = []

    def sit_down(alias: str, dialect: int = 0) -> Person:
        if not made:
            crowd.world.dialect = dialect_of(dialect)
            crowd.reset()
        made.append(Person(crowd.orgs[alias].url, crowd.orgs[alias].token(), str(crowd.ca_file)))
        return made[-1]

    yield sit_down
    for one in made:
        one.close()


def shared(crowd: Emulator, alias: str, name: str) -> Connection:
    ends = crowd.world.network.orgs[alias].connections.values()
    return next(one for one in ends if one.name == name)


def is_lossy(crowd: Emulator, choosing: Choosing) -> bool:
    """Return whether a save of one page of a form unticks what is on the others."""
    lists = crowd.world.dialect.lists
    is_part = choosing is Choosing.TICKS and lists.tick_paging is TickPaging.FIXED
    return is_part and lists.unseen is Unseen.LOST


def test_there_is_more_of_everything_than_a_page_holds(crowd: Emulator) -> None:
    """In numbers; every object has a key prefix of its own."""
    org = crowd.world.network.orgs["big"]
    custom = [one for one in org.objects.values() if one.is_custom]
    assert (len(custom), len({one.prefix for one in custom})) == (400, 400)
    assert len([one for one in org.objects["Wide__c"].fields if one.is_custom]) == 500
    assert [one.label for one in custom].count("Twin") == 2
    assert (len(org.templates), len(org.connections)) == (30, 30)


def test_the_crowded_seed_can_be_had_as_a_file() -> None:
    """`s2s-emulator crowded > FILE` gives what `--seed FILE` reads."""
    done = CliRunner().invoke(main, ["crowded"])
    assert read_seed(Node(yaml.safe_load(done.output), "")) == crowded_seed()


@pytest.mark.parametrize("number", NUMBERS)
def test_everything_is_reached_in_every_dialect(sit: Any, number: int) -> None:
    """On later pages, behind links to more, in lists that are loaded later."""
    big = sit("big", number)
    assert big.connection("T partner 29").value("Connection Name") == "T partner 29"
    assert big.template("J template 29").value("Name") == "J template 29"
    page = big.connection("Small Ltd")
    assert (len(page.rows("Published Objects")), len(page.rows("Subscribed Objects"))) == (10, 8)


@pytest.mark.parametrize("number", NUMBERS)
def test_what_is_on_later_pages_can_be_ticked_and_cleared(
    crowd: Emulator, sit: Any, number: int
) -> None:
    """Page by page, each saved; nothing else changes where a page keeps the ticks of the others."""
    big, lists = sit("big", number), dialect_of(number).lists
    before = set(shared(crowd, "big", "Small Ltd").published)
    tick, clear = "Thing 390 (Thing_390__c)", "Thing 000 (Thing_000__c)"
    if is_lossy(crowd, lists.choosing_objects):
        big.choose_objects("Small Ltd", [tick])
        assert "Thing_390__c" in shared(crowd, "big", "Small Ltd").published
        return
    big.choose_objects("Small Ltd", [tick], [clear])
    after = set(shared(crowd, "big", "Small Ltd").published)
    assert after == before - {"Thing_000__c"} | {"Thing_390__c"}
    if not is_lossy(crowd, lists.choosing_fields):
        parts = set(shared(crowd, "big", "Small Ltd").published["Wide__c"])
        tick, clear = "Part 497 (Part_497__c)", "Part 000 (Part_000__c)"
        big.choose_fields("Small Ltd", "Wide (Wide__c)", [tick], [clear])
        after = set(shared(crowd, "big", "Small Ltd").published["Wide__c"])
        assert after == parts - {"Part_000__c"} | {"Part_497__c"}


@pytest.mark.parametrize("number", NUMBERS)
def test_values_are_mapped_where_lists_are_long(crowd: Emulator, sit: Any, number: int) -> None:
    """The row that leads to the mapping is not on the page of the record."""
    small = sit("small", number)
    thing = "Thing 006 (Thing_006__c)"
    small.map_values("Big Corp", thing, "Level (Level__c)", {"High": "Low", "Low": None})
    one = shared(crowd, "small", "Big Corp").subscribed["Thing_006__c"]
    assert one.values == {"Level__c": {"High": "Low"}}


def test_twins_are_told_by_api_name_and_else_not_at_all(crowd: Emulator, sit: Any) -> None:
    """A page that shows labels only leaves a choice; nobody guesses."""
    big = sit("big")
    with pytest.raises(LostError, match="2 things on the screen"):
        big.choose_objects("Small Ltd", ["Twin (Twin_Two__c)"])
    big.choose_objects("Small Ltd", ["Twin#2"])
    assert "Twin_Two__c" in shared(crowd, "big", "Small Ltd").published
    with pytest.raises(LostError, match="0 things on the screen"):
        big.choose_objects("Small Ltd", ["Thing 999 (Thing_999__c)"])


def test_what_no_page_shows_is_not_found(sit: Any) -> None:
    """After the last page a person gives up."""
    number = next(
        number
        for number in range(1, 200)
        if dialect_of(number).lists.tick_paging is TickPaging.FIXED
        and dialect_of(number).lists.choosing_objects is Choosing.TICKS
    )
    with pytest.raises(LostError, match="0 things on the screen"):
        sit("big", number).choose_objects("Small Ltd", ["Thing 999 (Thing_999__c)"])
