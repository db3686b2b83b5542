"""What waits on whom: by its end, and what is late apart."""

from datetime import UTC, datetime

import pytest

from s2s_gitops.flows.status import status

from ..builders import pending, plan

SOON = pending("a@hq", since="2026-01-05T08:00:00Z", until="2026-01-19T08:00:00+00:00")
LATER = pending("b@hq", since="2026-01-05T08:00:00Z", until="2026-02-04T08:00:00+00:00")
SAME = pending("c@hq", since="2026-01-05T08:00:00Z", until="2026-02-04T08:00:00+00:00")
EVER = pending("0@hq")
PLANNED = pending("d@hq", after="invite")


@pytest.mark.parametrize(
    ("day", "late", "in_time"),
    [
        pytest.param(6, "", "abc0", id="in time"),
        pytest.param(20, "a", "bc0", id="one is late"),
    ],
)
def test_what_waits_is_told_by_its_end(day: int, late: str, in_time: str) -> None:
    """Soonest first, what has no end last, and not what waits only after a change of ours."""
    made = plan(pending=(EVER, SAME, LATER, PLANNED, SOON))

    found = status(made, datetime(2026, 1, day, 9, tzinfo=UTC))

    told = ["".join(one.address.connection for one in part) for part in (found.late, found.in_time)]
    assert (told, found.plan) == ([late, in_time], made)
