"""A plan told from what is live: what became of the orgs, on whose side, and what ends it."""

import random
from dataclasses import replace
from typing import Any

import pytest

from s2s_gitops.engine.difference import Difference
from s2s_gitops.engine.findings import Baseline, baseline_of, find
from s2s_gitops.model.address import Address
from s2s_gitops.model.change import Action, Change, Stuck
from s2s_gitops.model.finding import Cause, Finding, Witness
from s2s_gitops.model.kind import Place
from s2s_gitops.model.plan import Plan
from s2s_gitops.model.resource import UNREAD, Member, Presence, Value

from ..builders import HERE, LAMP, change, kind, plan, resource, state

SHELF = kind("rack", place=Place.ORG_LIST, segment="shelf")
KINDS = (LAMP, SHELF)
DESK, LEAD = "hq/lamp/desk", "hq-emea@hq/publish/Lead"
PRESENT, ABSENT, LISTED = Presence.PRESENT, Presence.ABSENT, Member.LISTED
ORG, CONFIG, PARTNER = Cause
APPLY, IGNORE = "s2s apply", "an `ignore` entry"


def stuck(address: str = "hq/settings", attribute: str = "enabled") -> Stuck:
    """Return a difference that nothing takes away."""
    return Stuck(
        Address.parse(address), "settings", attribute, before=True, after=False, source=HERE
    )


def found(made: Plan, baseline: Baseline | None = None) -> Finding:
    """Return the one finding of a plan."""
    (one,) = find(made, KINDS, baseline)
    return one


def field(action: Action, before: Value, after: Value) -> Change:
    """Return a change of one published field."""
    return change(f"{LEAD}.Email", action=action, attribute="fields", before=before, after=after)


CHANGES: dict[str, tuple[Change, Action]] = {
    "a value differs": (change(), Action.UPDATE),
    "a value that is not there": (change(before=None), Action.UPDATE),
    "a value that a verb makes": (change(action=Action.CREATE, before=False), Action.UPDATE),
    "a value that a verb takes away": (change(action=Action.DELETE), Action.UPDATE),
    "a member is missing": (field(Action.CREATE, None, LISTED), Action.DELETE),
    "a member has come": (field(Action.DELETE, LISTED, None), Action.CREATE),
    "a member maps elsewhere": (field(Action.UPDATE, "Fax", "Mail__c"), Action.UPDATE),
    "a resource is missing": (
        change(LEAD, action=Action.CREATE, attribute="", before=ABSENT, after=PRESENT),
        Action.DELETE,
    ),
    "a resource has come": (
        change(LEAD, action=Action.DELETE, attribute="", before=PRESENT, after=ABSENT),
        Action.CREATE,
    ),
    "a life has not begun": (
        change("a@hq", action=Action.CREATE, attribute="state", before=ABSENT, after="active"),
        Action.DELETE,
    ),
    "a life has ended": (
        change("a@hq", action=Action.DELETE, attribute="state", before="active", after="inactive"),
        Action.UPDATE,
    ),
}


@pytest.mark.parametrize(("one", "action"), CHANGES.values(), ids=CHANGES)
def test_a_change_is_told_by_what_became_of_the_org(one: Change, action: Action) -> None:
    """What a plan would add is missing there; what it would remove has come there."""
    told = found(plan(one))

    assert told == Finding(
        address=one.address,
        kind=one.kind,
        attribute=one.attribute,
        action=action,
        declared=one.after,
        live=one.before,
        cause=ORG,
        source=HERE,
        ends=(APPLY, f"s2s drift accept {one.address}", IGNORE),
        witness=Witness(),
    )


def test_what_others_changed_on_their_side_is_theirs_to_end() -> None:
    """Nobody here writes there."""
    told = found(plan(observed=(change("hq-eye@eye"),)))

    assert told.cause is PARTNER
    assert told.ends == ("eye changes it back", "s2s drift accept hq-eye@eye", IGNORE)


def test_what_nothing_takes_away_is_a_finding_as_well() -> None:
    """Applying does not end it: the files have to give in."""
    told = found(plan(stuck=(stuck(),)))

    assert (told.action, told.declared, told.live) == (Action.UPDATE, False, True)
    assert (told.kind, told.attribute, told.cause) == ("settings", "enabled", ORG)
    assert (told.source, told.ends) == (HERE, ("s2s drift accept hq/settings", IGNORE))


@pytest.mark.parametrize(
    ("address", "name", "ends"),
    [
        pytest.param(
            DESK,
            "lamp",
            ["s2s drift accept hq/lamp/desk", "declare it with `state: absent`", IGNORE],
            id="of a kind that can be deleted",
        ),
        pytest.param(
            "hq/shelf/a b",
            "rack",
            ["s2s drift accept 'hq/shelf/a b'", IGNORE],
            id="of a kind that cannot",
        ),
        pytest.param(
            "hq/connection/Acme's",
            "connection",
            ["s2s drift accept 'hq/connection/Acme'\"'\"'s'", IGNORE],
            id="of no kind, with a name that a shell would not take",
        ),
    ],
)
def test_what_nobody_declared_is_a_finding_without_a_place(
    address: str, name: str, ends: list[str]
) -> None:
    """It has come, or was never taken in."""
    told = found(plan(unmanaged=(Address.parse(address),)))

    assert told == Finding(
        address=Address.parse(address),
        kind=name,
        attribute="",
        action=Action.CREATE,
        declared=ABSENT,
        live=PRESENT,
        cause=ORG,
        source=None,
        ends=tuple(ends),
    )


def test_what_waits_or_could_not_be_read_is_no_finding() -> None:
    """Nor is what cannot run before that."""
    made = plan(blocked=(change(),), unread=(Address.parse(LEAD),))

    assert find(made, KINDS, None) == ()


BEFORE = state(resource("hq/settings"))
NOTHING = Baseline(BEFORE, frozenset())
"""The earlier files and live were the same: what differs now is what the files changed."""


def differing(*pairs: tuple[str, str]) -> Baseline:
    """Return earlier files from which live differed there already."""
    return Baseline(BEFORE, frozenset((Address.parse(at), name) for at, name in pairs))


ACCEPT = "s2s drift accept hq/settings"


@pytest.mark.parametrize(
    ("made", "baseline", "cause", "ends"),
    [
        pytest.param(plan(change()), None, ORG, [APPLY, ACCEPT, IGNORE], id="without a baseline"),
        pytest.param(plan(change()), NOTHING, CONFIG, [APPLY], id="the files changed it"),
        pytest.param(
            plan(change()),
            differing(("hq/settings", "from_name")),
            ORG,
            [APPLY, ACCEPT, IGNORE],
            id="it differed from the earlier files as well",
        ),
        pytest.param(
            plan(change()),
            differing(("hq/settings", "from_address"), ("emea/settings", "from_name")),
            CONFIG,
            [APPLY],
            id="something else differed",
        ),
        pytest.param(
            plan(observed=(change(),)),
            differing(("hq/settings", "from_name")),
            PARTNER,
            ["hq changes it back", ACCEPT, IGNORE],
            id="theirs",
        ),
        pytest.param(
            plan(observed=(change(),)),
            NOTHING,
            CONFIG,
            ["hq changes it"],
            id="theirs, and the files changed: nobody here can apply it",
        ),
        pytest.param(
            plan(stuck=(stuck(),)), NOTHING, CONFIG, [ACCEPT, IGNORE], id="impossible, and new"
        ),
        pytest.param(
            plan(stuck=(stuck(),)),
            differing(("hq/settings", "enabled")),
            ORG,
            [ACCEPT, IGNORE],
            id="impossible, as before",
        ),
        pytest.param(
            plan(unmanaged=(Address("hq", "settings"),)),
            NOTHING,
            CONFIG,
            [ACCEPT, IGNORE],
            id="the files declare it no longer",
        ),
        pytest.param(
            plan(unmanaged=(Address("hq", "settings"),)),
            differing(("hq/settings", "")),
            ORG,
            [ACCEPT, IGNORE],
            id="nobody ever declared it",
        ),
    ],
)
def test_a_baseline_tells_whether_the_org_or_the_files_changed(
    made: Plan, baseline: Baseline | None, cause: Cause, ends: list[str]
) -> None:
    """Where live is as the earlier files wanted it, the files are ahead."""
    told = found(made, baseline)

    assert (told.cause, list(told.ends)) == (cause, ends)


def test_a_baseline_holds_everything_that_differed() -> None:
    """Ours, theirs, what nothing takes away, and what nobody declared."""
    difference = Difference(
        changes=[change(f"{LEAD}.Email", attribute="fields")],
        observed=[change("eye/settings")],
        stuck=[stuck()],
        unmanaged=[Address.parse(DESK)],
    )

    baseline = baseline_of(BEFORE, difference)

    pairs = {(f"{LEAD}.Email", "fields"), ("eye/settings", "from_name"), ("hq/settings", "enabled")}
    assert {(str(at), name) for at, name in baseline.differences} == pairs | {(DESK, "")}
    assert baseline.desired is BEFORE
    assert not baseline.explains(Address.parse(DESK), "")
    assert baseline.explains(Address.parse(DESK), "label")


@pytest.mark.parametrize("seed", range(3))
def test_findings_stand_in_the_order_of_their_addresses(seed: int) -> None:
    """Whatever kind of difference they are, so that two reports can be compared."""
    parts: dict[str, list[Any]] = {
        "changes": [change("b@hq", attribute="x"), change("b@hq", attribute="a"), change("a@hq")],
        "observed": [change("c@hq")],
        "stuck": [stuck("b@hq", "b")],
        "unmanaged": [Address("aa")],
    }
    numbers = random.Random(seed)  # noqa: S311
    mixed: Any = {name: tuple(numbers.sample(part, len(part))) for name, part in parts.items()}
    made = replace(plan(), **mixed)

    told = [f"{one.address} {one.attribute}".strip() for one in find(made, KINDS, None)]

    assert told == ["a@hq from_name", "aa", "b@hq a", "b@hq b", "b@hq x", "c@hq from_name"]


def test_a_value_that_was_not_read_then_is_told_as_it_is() -> None:
    """It is shown, never guessed."""
    assert found(plan(change(before=UNREAD))).live is UNREAD
