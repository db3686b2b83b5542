"""What applying will cost: an estimate from what planning cost, and from the saves that the API tells of."""

from s2s_gitops.engine.cost import ahead
from s2s_gitops.kinds import ALL

from ..builders import change, plan

SPENT = {"hq": 8, "emea": 3}


def test_applying_reads_everything_twice_more() -> None:
    """Pages do not count, so the saves of most kinds cost nothing beyond that."""
    publish = change("c@hq/publish/Lead", kind="publication", verb="publish", partner="emea")
    assert ahead(plan(publish), ALL, SPENT) == {"hq": 16, "emea": 6}


def test_saves_of_sides_ask_both_orgs_before_and_after() -> None:
    """An org that nobody reads costs nothing."""
    invite = change("c@hq", kind="connection", verb="invite", partner="emea")
    away = change("d@hq", kind="connection", verb="invite", partner="acme")
    assert ahead(plan(invite, away), ALL, SPENT) == {"hq": 24, "emea": 10}


def test_nothing_to_do_costs_nothing() -> None:
    """There is no estimate for what is not needed."""
    assert ahead(plan(), ALL, SPENT) == {}
