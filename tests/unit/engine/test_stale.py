"""A saved plan against a new one: too old, stale, or done before."""

from datetime import UTC, datetime, timedelta

import pytest

from s2s_gitops.engine.stale import is_done, moved, too_old
from s2s_gitops.model.change import Change
from s2s_gitops.model.plan import Plan
from s2s_gitops.model.resource import LATER, Member, Presence
from s2s_gitops.model.saved import Saved
from s2s_gitops.model.source import Source

from ..builders import change, pending, plan

NOW = datetime(2026, 1, 6, 8, tzinfo=UTC)
NAME = change("hq/settings")
FIELD = change("hq-a@hq/publish/Lead.Email", verb="publish-field", before=None, after=Member.LISTED)
INVITE = change(
    "hq-a@hq", verb="invite", attribute="state", before=Presence.ABSENT, after="active",
    sends={"contact": "a@b", "template": "T"},
)  # fmt: skip


def saved(made: Plan, created: datetime | None = NOW) -> Saved:
    """Return a plan as if it came out of a file."""
    return Saved("plan.json", made, created, {})


def told(before: Plan, now: Plan, *, is_live: bool = False) -> list[tuple[str, str]]:
    """Return where something moved, and how."""
    found = moved(saved(before), now, lambda _: is_live)
    assert {one.code for one in found} <= {"S2S205"}
    return [(one.where, one.detail) for one in found]


@pytest.mark.parametrize(
    ("created", "words"),
    [
        pytest.param(NOW - timedelta(days=1), "", id="just old enough"),
        pytest.param(NOW - timedelta(days=1, seconds=1), "2026-01-05T07:59:59", id="too old"),
        pytest.param(NOW + timedelta(minutes=5), "", id="another clock"),
        pytest.param(NOW + timedelta(minutes=6), "has not come yet", id="out of the future"),
        pytest.param(None, "does not say", id="nobody knows"),
    ],
)
def test_a_plan_is_too_old_when_nobody_can_say_that_it_is_not(
    created: datetime | None, words: str
) -> None:
    """The limit itself counts; clocks may differ a little; what cannot be told is refused."""
    found = too_old(saved(plan(), created), timedelta(days=1), NOW)
    assert (found is None, words in (found.detail if found else "")) == (words == "", True)


def test_the_same_meaning_is_not_stale() -> None:
    """Wherever the lines stand, and whoever approved."""
    assert told(plan(NAME, FIELD), plan(FIELD, blocked=(change(source=Source("b", 9, 9)),))) == []


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        pytest.param(
            plan(NAME), plan(NAME, FIELD),
            [("hq-a@hq/publish/Lead.Email", "It came: `publish-field`.")], id="came",
        ),
        pytest.param(
            plan(NAME, FIELD), plan(NAME),
            [("hq-a@hq/publish/Lead.Email", "It went: `publish-field`; nothing asks for it any more.")],
            id="went",
        ),
        pytest.param(
            plan(NAME), plan(change(before=LATER, after=True)),
            [(
                "hq/settings",
                "It was `set` from_name (old -> new), now it is `set` from_name ((known later) -> true).",
            )],
            id="another before and after",
        ),
        pytest.param(
            plan(INVITE), plan(change("hq-a@hq", verb="invite", attribute="state",
                                      before=Presence.ABSENT, after="active", sends={"contact": None})),
            [(
                "hq-a@hq",
                "It was `invite` state (absent -> active, with contact: a@b, template: T), "
                "now it is `invite` state (absent -> active, with contact: (none)).",
            )],
            id="another companion",
        ),
        pytest.param(
            plan(NAME, orgs={"hq": "00D1", "eu": "00D3"}), plan(NAME, orgs={"hq": "00D2", "eu": "00D3"}),
            [("hq", "Org id: 00D1 in the plan, now 00D2.")], id="another org",
        ),
        pytest.param(
            plan(NAME, orgs={}), plan(NAME, orgs={"hq": "00D2"}),
            [("hq", "Org id: not read in the plan, now 00D2.")], id="an org more",
        ),
    ],
)  # fmt: skip
def test_a_stale_plan_says_what_moved(
    before: Plan, now: Plan, expected: list[tuple[str, str]]
) -> None:
    """What came, what went, what differs, each with its address; how many first."""
    first, *rest = told(before, now)

    assert first == (
        "plan.json",
        f"Since it was saved, {len(rest)} thing(s) moved. Nothing was written.",
    )
    assert rest == expected


def test_what_went_because_it_is_live_already_says_so() -> None:
    """Somebody made it by hand, or a run before did."""
    assert told(plan(FIELD), plan(), is_live=True)[1:] == [
        ("hq-a@hq/publish/Lead.Email", "It went: `publish-field`; the org shows it already.")
    ]


LIVE, NOT_LIVE = True, False


@pytest.mark.parametrize(
    ("before", "now", "live", "expected"),
    [
        pytest.param(plan(NAME), plan(), LIVE, True, id="all live, nothing left"),
        pytest.param(plan(NAME), plan(), NOT_LIVE, False, id="nothing left, but not live"),
        pytest.param(plan(NAME, FIELD), plan(FIELD), LIVE, False, id="something left to do"),
        pytest.param(
            plan(INVITE, blocked=(FIELD,)), plan(blocked=(FIELD,), pending=(pending(),)),
            LIVE, True, id="the rest waits as before",
        ),
        pytest.param(plan(INVITE), plan(blocked=(FIELD,)), LIVE, False, id="more waits than before"),
        pytest.param(
            plan(blocked=(NAME,)), plan(blocked=(change(after="x"),)), LIVE, False, id="something else waits"
        ),
        pytest.param(plan(NAME), plan(orgs={"hq": "00D9"}), LIVE, False, id="another org"),
    ],
)  # fmt: skip
def test_a_plan_is_done_when_nothing_of_it_is_left_and_all_of_it_is_live(
    before: Plan, now: Plan, live: bool, expected: bool
) -> None:
    """Only then is a second `apply FILE` no error."""

    def reached(_: Change) -> bool:
        return live

    assert is_done(before, now, reached) is expected
