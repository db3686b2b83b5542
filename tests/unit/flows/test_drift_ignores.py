"""Drift: what differs, held back or not; and what the entries of `ignore` have become."""

from datetime import UTC, datetime

import pytest

from s2s_gitops.cli.exits import of_drift
from s2s_gitops.flows.drift import drift
from s2s_gitops.model.config import Ignore
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.kind import Kind
from s2s_gitops.model.plan import Ignored
from s2s_gitops.model.resource import State

from ..builders import HERE, change, ignore, pending, plan

TODAY = datetime(2026, 2, 10, 8, tzinfo=UTC)
LEAD = change("hq-emea@hq/publish/Lead", verb="publish")
KINDS: tuple[Kind, ...] = ()
ENTRY = ignore("hq/settings")
ANOTHER = Diagnostic("S2S015", "It counted until today.")


def warning(entry: Ignore) -> Diagnostic:
    """Return what the plan says about an entry whose last day has passed."""
    return Diagnostic("S2S026", "It counted until then.", source=HERE, where=entry.pattern)


def test_what_needs_something_ignored_differs_all_the_same() -> None:
    """Only the ignored difference is left out; what is behind something pending is none."""
    behind = change("hq-acme@hq/publish/Lead", verb="publish")
    made = plan(change(), blocked=(behind, LEAD), held=(LEAD,))

    found = drift(made, State({}), KINDS, TODAY).findings

    assert [one.address for one in found] == [LEAD.address, change().address]


@pytest.mark.parametrize(
    ("entry", "codes", "code"),
    [
        pytest.param(ignore("hq/settings"), [], 0, id="holds"),
        pytest.param(ignore("emea/settings"), ["S2S028"], 0, id="covers nothing"),
        pytest.param(ignore("hq/settings", until="2026-02-01"), ["S2S026"], 0, id="has run out"),
        pytest.param(ignore("hq/settings", until="2026-01-01"), ["S2S027"], 1, id="has ended"),
    ],
)
def test_an_entry_that_holds_no_longer_is_an_error_of_drift(
    entry: Ignore, codes: list[str], code: int
) -> None:
    """What the plan warns of is told once, as what it is here."""
    warnings = (warning(entry),) if "S2S026" in codes or "S2S027" in codes else ()
    covered = Ignored(change().address, "set (from_name)", ENTRY)
    made = plan(diagnostics=(ANOTHER, *warnings), ignored=(covered,))

    found = drift(made, State({}), KINDS, TODAY, [entry])

    assert [one.code for one in found.diagnostics] == ["S2S015", *codes]
    assert (of_drift(found), found.is_clean) == (code, True)


def test_what_waits_for_too_long_is_told_by_its_deadline() -> None:
    """Of each item its own."""
    late, waits = (
        pending(f"a@{org}", until=f"2026-02-{day}T00:00:00+00:00")
        for org, day in (("hq", "10"), ("emea", "11"))
    )

    assert drift(plan(pending=(late, waits)), State({}), KINDS, TODAY).late == (late,)
