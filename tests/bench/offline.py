"""How long the parts of a run take that ask no org, on generated worlds. Prints; nothing here is a test."""

import resource
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final, TypeVar

from s2s_gitops.engine.annotate import annotate
from s2s_gitops.engine.declare import declare
from s2s_gitops.engine.diff import diff
from s2s_gitops.engine.ignoring import sift
from s2s_gitops.engine.needs import parted
from s2s_gitops.engine.order import order
from s2s_gitops.engine.policy import consents
from s2s_gitops.engine.recall import recall
from s2s_gitops.engine.render import render
from s2s_gitops.engine.snapshot import pack, unpack
from s2s_gitops.flows.drift import drift
from s2s_gitops.flows.plan import plan
from s2s_gitops.flows.read import read, survey
from s2s_gitops.kinds import ALL
from s2s_gitops.kinds.connection import CONNECTION
from s2s_gitops.model.change import Risk
from s2s_gitops.model.config import Ignore
from s2s_gitops.model.picture import Picture
from s2s_gitops.model.resource import State
from s2s_gitops.model.source import Source
from tests.bench import loads

T = TypeVar("T")

NOW: Final = datetime(2026, 1, 6, 8, tzinfo=UTC)
TODAY: Final = NOW.date().isoformat()


class Stages:
    """Times the stages of one load, and prints them in one line. A class because the line grows."""

    def __init__(self, title: str) -> None:
        self.parts = [f"{title:<28}"]

    def time(self, name: str, run: Callable[[], T]) -> T:
        """Run a stage, and note how long it takes."""
        started = time.perf_counter()
        result = run()
        self.parts.append(f"{name} {time.perf_counter() - started:6.3f} s")
        return result

    def end(self, *sizes: str) -> None:
        """Print the line, with the sizes of what came out and the peak of memory so far."""
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        sys.stdout.write("  ".join((*self.parts, *sizes, f"peak {peak:.0f} MiB")) + "\n")
        sys.stdout.flush()


def plans(connections: int) -> None:
    """Time a plan, and drift, on connections of two orgs; every hundredth publication differs."""
    content = loads.many_connections(connections)
    stages = Stages(f"plan: {connections} connections")
    config = stages.time("load", lambda: loads.loaded(content))
    live = loads.changed(config.desired)
    access = {alias: org.access for alias, org in config.orgs.items()}
    found = stages.time("diff", lambda: diff(config.desired, live, ALL, access))
    unread = loads.one_gap_each(live)
    stages.time("diff with gaps", lambda: diff(config.desired, unread, ALL, access))
    steps = stages.time("order", lambda: order(found.changes, ALL))
    planned = stages.time("plan", lambda: plan(config, Picture((), live), ALL, TODAY))
    told = stages.time("drift", lambda: drift(planned, live, ALL, NOW, (), config))
    sizes = (len(found.changes), len(steps), len(told.findings))
    stages.end(f"{sizes[0]} changes, {sizes[1]} steps, {sizes[2]} findings")


def orders(objects: int) -> None:
    """Time the steps of one connection that shares many objects; and what cannot run if one side is ignored."""
    config = loads.loaded(loads.many_objects(objects))
    access = {alias: org.access for alias, org in config.orgs.items()}
    found = diff(config.desired, loads.active_only(config.desired), ALL, access)
    stages = Stages(f"order: {objects} objects")
    steps = stages.time("order", lambda: order(found.changes, ALL))
    ignored = sift(found, [Ignore("hq-emea@hq/**", "later", "2026-12-31", Source("", 1, 1))])
    _, held = stages.time("hold", lambda: parted(ignored.changes, ignored.left_out, ALL))
    links = sum(len(step.requires) for step in steps)
    stages.end(f"{len(found.changes)} changes, {len(steps)} steps, {links} links, {len(held)} held")


def judgements(entries: int) -> None:
    """Time approvals, and entries of `ignore`, against 12,800 changes."""
    config = loads.loaded(loads.many_objects(400))
    access = {alias: org.access for alias, org in config.orgs.items()}
    found = diff(config.desired, loads.active_only(config.desired), ALL, access)
    grave = [replace(one, risk=Risk.DESTRUCTIVE) for one in found.changes]
    approvals, ignores = loads.entries_for(grave, entries)
    stages = Stages(f"judge: {entries} entries")
    judged = stages.time("approve", lambda: consents(grave, approvals, config.orgs, TODAY))
    sifted = stages.time("ignore", lambda: sift(found, ignores))
    stages.end(f"{len(judged)} judged, {len(sifted.ignored)} ignored")


def matches(connections: int) -> None:
    """Time which live connection is which declared one, by contact; and what names get those of nobody."""
    config = loads.loaded(loads.many_partners(connections))
    orgs = {"hq": loads.listed_org("hq", connections)}
    stages = Stages(f"match: {connections} connections")
    live, _ = stages.time("match", lambda: read(orgs, config.desired, (CONNECTION,)))
    found, _ = stages.time("adopt", lambda: survey(orgs, State({}), (CONNECTION,)))
    stages.end(f"{len(live.resources)} matched, {len(found.sides) // 2} adopted")


def imports(connections: int) -> None:
    """Time a survey on its way into a file."""
    config = loads.loaded(loads.many_connections(connections))
    found = loads.survey_of(config.desired)
    orgs_alone = replace(config, desired=State({}))
    stages = Stages(f"import: {connections} connections")
    declared = stages.time("declare", lambda: declare(found, orgs_alone, ALL, ("hq", "emea")))
    text = stages.time("render", lambda: render(declared.config, ALL))
    annotated = stages.time("annotate", lambda: annotate(text, declared.notes, ALL))
    stages.end(f"{len(annotated) / 1e6:.1f} MB")


def snapshots(connections: int) -> None:
    """Time a survey on its way into a snapshot and back, and what that shows of what is declared."""
    config = loads.loaded(loads.many_connections(connections))
    snapshot = loads.snapshot_of(loads.survey_of(config.desired))
    stages = Stages(f"snapshot: {connections} connections")
    content = stages.time("pack", lambda: pack(snapshot, ALL, "0"))
    back = stages.time("unpack", lambda: unpack("s2s.snapshot", content, ALL))
    live = stages.time("recall", lambda: recall(back, config.desired, ALL))
    stages.end(f"{len(content) / 1e6:.1f} MB, {len(live.resources)} resources")


DEFAULTS: Final[tuple[tuple[Callable[[int], None], tuple[int, ...]], ...]] = (
    (plans, (100, 1000, 10000)),
    (orders, (100, 400, 800)),
    (judgements, (10, 100, 1000)),
    (matches, (100, 1000, 10000)),
    (imports, (100, 1000)),
    (snapshots, (100, 1000, 10000)),
)
"""What is measured, with sizes that take less than a minute together."""


def main(arguments: Sequence[str]) -> None:
    """Measure all, or only what is named (`plans`), with the default sizes or those that are given."""
    named = [one for one in arguments if not one.isdigit()]
    sizes = [int(one) for one in arguments if one.isdigit()]
    for measure, usual in DEFAULTS:
        if not named or measure.__name__ in named:
            for size in sizes or usual:
                measure(size)


if __name__ == "__main__":
    main(sys.argv[1:])
