"""The life of a connection: every pair of what is and what should be leads somewhere, or is the same."""

from typing import Final

import pytest

from s2s_gitops.kinds.connection import CONNECTION
from s2s_gitops.kinds.connection.life import LIFE
from s2s_gitops.kinds.connection.status import Status, Wish
from s2s_gitops.model.resource import Presence
from s2s_gitops.model.verb import Awaits, Impossible, Transition, Verb

ABSENT: Final = Presence.ABSENT
SAME, NOTHING, NO, PARTNER, PLATFORM = "same", "nothing", "impossible", "emea", "Salesforce"

Live = Status | Presence

# By what is, then: inviting with both sides ours, inviting alone, invited with both ours, invited alone.
TABLE: Final[dict[Wish, dict[Live, tuple[str, str, str, str]]]] = {
    Wish.ACTIVE: {
        ABSENT: ("invite", "invite, then emea", "accept", PARTNER),
        Status.SENT: (NOTHING, PARTNER, NOTHING, PARTNER),
        Status.RECEIVED: ("accept",) * 4,
        Status.ACCEPTING: (PLATFORM,) * 4,
        Status.ACTIVE: (SAME,) * 4,
        Status.REJECTED: (NO,) * 4,
        Status.INACTIVE: (NO,) * 4,
        Status.DISCONNECTING: (NO,) * 4,
        Status.SUSPENDED: (NO,) * 4,
    },
    Wish.PENDING: {
        ABSENT: ("invite", "invite", NOTHING, PARTNER),
        Status.SENT: (NOTHING,) * 4,
        Status.RECEIVED: (NOTHING,) * 4,
        Status.ACCEPTING: (NO,) * 4,
        Status.ACTIVE: (NO,) * 4,
        Status.REJECTED: (NO,) * 4,
        Status.INACTIVE: (NO,) * 4,
        Status.DISCONNECTING: (NO,) * 4,
        Status.SUSPENDED: (NO,) * 4,
    },
    Wish.CANCELED: {
        ABSENT: (NOTHING,) * 4,
        Status.SENT: ("cancel",) * 4,
        Status.RECEIVED: (NOTHING, PARTNER, NOTHING, PARTNER),
        Status.ACCEPTING: (NO,) * 4,
        Status.ACTIVE: (NO,) * 4,
        Status.REJECTED: (NOTHING,) * 4,
        Status.INACTIVE: (NOTHING,) * 4,
        Status.DISCONNECTING: (PLATFORM,) * 4,
        Status.SUSPENDED: (NO,) * 4,
    },
    Wish.REJECTED: {
        ABSENT: (NOTHING,) * 4,
        Status.SENT: (NOTHING, PARTNER, NOTHING, PARTNER),
        Status.RECEIVED: ("decline",) * 4,
        Status.ACCEPTING: (NO,) * 4,
        Status.ACTIVE: (NO,) * 4,
        Status.REJECTED: (SAME,) * 4,
        Status.INACTIVE: (NOTHING,) * 4,
        Status.DISCONNECTING: (PLATFORM,) * 4,
        Status.SUSPENDED: (NO,) * 4,
    },
    Wish.INACTIVE: {
        ABSENT: (NOTHING,) * 4,
        Status.SENT: (NO,) * 4,
        Status.RECEIVED: (NO,) * 4,
        Status.ACCEPTING: (PLATFORM,) * 4,
        Status.ACTIVE: ("deactivate", "deactivate", NOTHING, "deactivate"),
        Status.REJECTED: (NOTHING,) * 4,
        Status.INACTIVE: (SAME,) * 4,
        Status.DISCONNECTING: (PLATFORM,) * 4,
        Status.SUSPENDED: (NO,) * 4,
    },
    Wish.SUSPENDED: {
        **dict.fromkeys((ABSENT, *Status), (NO,) * 4),
        Status.SUSPENDED: (SAME,) * 4,
    },
}  # fmt: skip
SURROUNDINGS: Final = tuple(
    (role, access) for role in ("inviting", "invited") for access in ("manage", "none")
)
WORDS: Final = {"org": "hq", "other": "emea", "contact": "ops@emea.example"}


def first(wish: Wish, live: Live, role: str, access: str) -> Transition | None:
    """Return the transition that counts."""
    facts = {"role": role, "other_access": access}
    fitting = (one for one in LIFE if (one.before, one.after) == (live, wish))
    return next((one for one in fitting if one.when.items() <= facts.items()), None)


def told(wish: Wish, live: Live, role: str, access: str) -> str:
    """Return what leads from one to the other, in a word."""
    if CONNECTION.attribute("state").is_met(live, wish):
        return SAME
    made = first(wish, live, role, access)
    assert made is not None, "no way is known"
    then = f", then {made.then.who.format_map(WORDS)}" if made.then else ""
    match made.outcome:
        case Verb():
            return f"{made.outcome.name}{then}"
        case Impossible():
            return NO
        case Awaits():
            return made.outcome.who.format_map(WORDS)
        case None:
            return NOTHING


@pytest.mark.parametrize(
    ("wish", "live"), [(wish, live) for wish in Wish for live in (ABSENT, *Status)]
)
def test_every_pair_of_what_is_and_what_should_be_has_an_outcome(wish: Wish, live: Live) -> None:
    """Seen from either side, whether the other one is ours or not."""
    found = tuple(told(wish, live, role, access) for role, access in SURROUNDINGS)

    assert found == TABLE[wish][live]


@pytest.mark.parametrize("role", ["inviting", "invited"])
def test_an_org_that_is_only_observed_must_act_itself(role: str) -> None:
    """What is not ours to write is somebody else's, whether we can see it or not."""
    pairs = [(wish, live) for wish in Wish for live in (ABSENT, *Status)]

    assert [told(*pair, role, "observe") for pair in pairs] == [
        told(*pair, role, "none") for pair in pairs
    ]


REFUSED: Final = [one for one in LIFE if isinstance(one.outcome, Impossible)]


@pytest.mark.parametrize("one", REFUSED, ids=lambda one: f"{one.before}-{one.after}")
def test_what_is_refused_names_a_wish_that_is_not(one: Transition) -> None:
    """Whoever follows the advice gets on."""
    assert isinstance(one.outcome, Impossible)
    assert isinstance(one.before, Status | Presence)
    named = [wish for wish in Wish if f"{wish.value}`" in one.outcome.instead]

    ways = [told(wish, one.before, "inviting", "manage") for wish in named]

    assert set(ways) - {NO}, f"{one.outcome.instead} leads to {ways}"


def test_no_transition_is_hidden_by_one_before_it() -> None:
    """The first that fits counts, so a narrower one stands before a wider one."""
    hidden = [
        later
        for at, later in enumerate(LIFE)
        for earlier in LIFE[:at]
        if (earlier.before, earlier.after) == (later.before, later.after)
        and earlier.when.items() <= later.when.items()
    ]

    assert hidden == []


def test_every_wait_says_whom_to_ask_and_what_to_press() -> None:
    """All words in braces are known."""
    waits = [one.outcome for one in LIFE if isinstance(one.outcome, Awaits)]
    waits += [one.then for one in LIFE if one.then]

    texts = [text for one in waits for text in (one.who, one.waits_for, *one.clicks)]

    assert ["{" in text.format_map(WORDS) for text in texts] == [False] * len(texts)
    assert all(one.clicks for one in waits)
