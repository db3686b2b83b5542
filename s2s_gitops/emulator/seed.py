"""The seed: what the orgs hold when the emulator starts. Reading only; nothing here runs a rule.

Every mistake in a seed file is a SeedError that names the file, the place and the reason.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from s2s_gitops.emulator.node import Node, SeedError, load_node
from s2s_gitops.emulator.seed_connections import read_connection
from s2s_gitops.emulator.seed_orgs import read_org
from s2s_gitops.emulator.seed_values import ConnectionSeed, ContactSeed, HistoryForm, OrgSeed, Seed

_START = datetime(2026, 1, 5, 8, tzinfo=UTC)
_UNITS = {"s": timedelta(seconds=1), "m": timedelta(minutes=1), "h": timedelta(hours=1)}


def default_seed_file() -> Path:
    """Return the seed for when none is named: the packaged one if installed, else the example."""
    packaged = Path(__file__).with_name("orgs.yaml")
    return packaged if packaged.exists() else Path(__file__).parents[2] / "examples" / "orgs.yaml"


def load_seed(file: Path) -> Seed:
    """Read a seed file; raise SeedError when it cannot be used."""
    return read_seed(load_node(file))


def read_seed(node: Node) -> Seed:
    """Read what a seed file holds; raise SeedError when it cannot be used."""
    node.only("start", "lag", "history_file", "orgs", "connections")
    start = node.at("start").moment(_START)
    orgs = tuple(read_org(alias, facts) for alias, facts in node.at("orgs").items())
    if not orgs:
        raise node.at("orgs").error("at least one org is needed")
    _refuse_repeats(node.at("orgs"), orgs)
    known = {org.alias: org for org in orgs}
    connections = tuple(
        read_connection(each, known, number)
        for number, each in enumerate(node.at("connections").elements(), 1)
    )
    _refuse_late(node.at("connections"), connections, start)
    history = _history(node.at("history_file"))
    return Seed(start, _duration(node.at("lag")), orgs, connections, history)


def _history(node: Node) -> HistoryForm | None:
    if node.value is None:
        return None
    node.only("encoding", "order", "records")
    order = node.at("order").choice(("oldest-first", "newest-first"), "oldest-first")
    records = node.at("records").choice(("history", "publishing-only"), "history")
    return HistoryForm(
        encoding=node.at("encoding").choice(("utf-8", "utf-8-bom", "latin-1"), "utf-8"),
        is_newest_first=order == "newest-first",
        records_subscriptions=records == "history",
    )


def _refuse_late(node: Node, connections: tuple[ConnectionSeed, ...], start: datetime) -> None:
    for place, each in zip(node.elements(), connections, strict=True):
        if each.created is not None and each.created > start:
            raise place.at("created").error("is later than the start")


def _duration(node: Node) -> timedelta:
    match = re.fullmatch(r"(\d+)([smh])", node.text("0s"))
    if match is None:
        raise node.error("expected a duration such as 90s, 15m or 1h")
    return int(match.group(1)) * _UNITS[match.group(2)]


def _refuse_repeats(node: Node, orgs: tuple[OrgSeed, ...]) -> None:
    for what, values in (
        ("org_id", [org.org_id for org in orgs]),
        ("username", [user.username for org in orgs for user in org.users]),
    ):
        for value in values:
            if values.count(value) > 1:
                raise node.error(f"{what} {value} is used more than once")


__all__ = ["ContactSeed", "Seed", "SeedError", "default_seed_file", "load_seed", "read_seed"]
