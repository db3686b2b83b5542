"""Desired and live become changes: what is not declared is not compared, what is unread is none."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast

import pytest

from s2s_gitops.engine.diff import diff
from s2s_gitops.engine.difference import THEIRS, Difference
from s2s_gitops.model.address import Address
from s2s_gitops.model.change import Action, Phase, Risk, Step
from s2s_gitops.model.config import Access
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.kind import Attribute, Kind, Place, Shape, Use
from s2s_gitops.model.ports import Scene, WritableOrg
from s2s_gitops.model.resource import (
    LATER,
    UNREAD,
    Gap,
    Member,
    Presence,
    Resource,
    State,
    Value,
)
from s2s_gitops.model.source import Source
from s2s_gitops.model.verb import Awaits, Impossible, Transition

from ..builders import (
    ADD_COLOUR,
    LAMP,
    PAINT,
    PUT_UP,
    REMOVE_COLOUR,
    change,
    document,
    kind,
    resource,
    state,
    verb,
)
from ..kinds.pages import Org

LISTED, FIXED = Member.LISTED, Member.FIXED
DOWN = Diagnostic("S2S301", "No answer.")
MANAGE = {"hq": Access.MANAGE, "emea": Access.MANAGE, "acme": Access.NONE, "eye": Access.OBSERVE}


def compared(
    wanted: Resource | None,
    live: Resource | None,
    kinds: tuple[Kind, ...] = (LAMP,),
    gaps: tuple[Gap, ...] = (),
) -> Difference:
    """Return what differs between two resources, each of which may be missing."""
    desired, found = (state(*([one] if one else [])) for one in (wanted, live))
    return diff(desired, replace(found, gaps=gaps), kinds, MANAGE)


def told(found: Difference) -> list[tuple[str, str, Value, Value]]:
    """Return verb, address, before and after of each change."""
    return [(one.verb, str(one.address), one.before, one.after) for one in found.changes]


def lamp(**attributes: Value) -> Resource:
    """Return a lamp on the desk."""
    return resource("hq/lamp/desk", **({"name": "desk"} | attributes))


ABSENT_LAMP = replace(lamp(colours={"red": LISTED}), presence=Presence.ABSENT)
DESK = "hq/lamp/desk"


@pytest.mark.parametrize(
    ("wanted", "live", "expected"),
    [
        pytest.param(lamp(), lamp(), [], id="both there"),
        pytest.param(
            lamp(),
            None,
            [("put-up", DESK, Presence.ABSENT, Presence.PRESENT)],
            id="wanted, not there",
        ),
        pytest.param(
            ABSENT_LAMP,
            lamp(colours={"blue": LISTED}),
            [("take-down", DESK, Presence.PRESENT, Presence.ABSENT)],
            id="unwanted, there: its members go with it",
        ),
        pytest.param(ABSENT_LAMP, None, [], id="unwanted, not there"),
        pytest.param(None, lamp(), [], id="not declared"),
        pytest.param(
            lamp(label="A"), lamp(label="B"), [("paint", DESK, "B", "A")], id="attribute differs"
        ),
        pytest.param(lamp(label="Ärger"), lamp(label="ÄRGER"), [], id="equal once normalized"),
        pytest.param(lamp(label="A"), lamp(), [("paint", DESK, None, "A")], id="attribute empty"),
        pytest.param(lamp(), lamp(label="B"), [], id="attribute not declared"),
        pytest.param(lamp(hint="A"), lamp(hint="B"), [], id="acting attribute is never compared"),
        pytest.param(lamp(label="A"), lamp(label=UNREAD), [], id="attribute was not read"),
        pytest.param(
            lamp(label="A"), lamp(label=LATER), [("paint", DESK, LATER, "A")], id="comes later"
        ),
        pytest.param(
            lamp(label="A", colours={"red": LISTED}, wires={"a": "b"}),
            None,
            [
                ("put-up", DESK, Presence.ABSENT, Presence.PRESENT),
                ("paint", DESK, LATER, "A"),
                ("add-colour", f"{DESK}/red", None, LISTED),
                ("add-colour", f"{DESK}/a", None, "b"),
            ],
            id="new, with everything",
        ),
        pytest.param(
            lamp(colours={"red": LISTED, "blue": LISTED}),
            lamp(colours={"red": LISTED, "green": LISTED}),
            [
                ("add-colour", f"{DESK}/blue", None, LISTED),
                ("remove-colour", f"{DESK}/green", LISTED, None),
            ],
            id="members",
        ),
        pytest.param(
            lamp(colours={}),
            lamp(colours={"red": LISTED}),
            [("remove-colour", f"{DESK}/red", LISTED, None)],
            id="declared list is the whole list, even if empty",
        ),
        pytest.param(lamp(), lamp(colours={"red": LISTED}), [], id="list not declared"),
        pytest.param(
            lamp(colours={}), lamp(colours={"red": FIXED}), [], id="fixed member is never removed"
        ),
        pytest.param(
            lamp(colours={"red": LISTED}), lamp(colours={"red": FIXED}), [], id="fixed is listed"
        ),
        pytest.param(
            lamp(colours={"red": LISTED}), lamp(colours=UNREAD), [], id="list was not read"
        ),
        pytest.param(
            lamp(colours={"red": LISTED}),
            lamp(),
            [("add-colour", f"{DESK}/red", None, LISTED)],
            id="live has no list",
        ),
        pytest.param(
            lamp(wires={"a": "1", "b": "2", "c": "3"}),
            lamp(wires={"b": "2", "c": "4", "d": "5"}),
            [
                ("add-colour", f"{DESK}/a", None, "1"),
                ("paint", f"{DESK}/c", "4", "3"),
                ("remove-colour", f"{DESK}/d", "5", None),
            ],
            id="table",
        ),
        pytest.param(
            lamp(wires={"a": "1", "b": "2"}),
            lamp(wires={"a": UNREAD, "b": "2"}),
            [],
            id="a row that was not read",
        ),
        pytest.param(
            lamp(wires={"b": "2", "a": "1"}), lamp(wires={"a": "1", "b": "2"}), [], id="no order"
        ),
    ],
)
def test_the_smallest_set_of_changes_is_found(
    wanted: Resource | None, live: Resource | None, expected: list[tuple[Any, ...]]
) -> None:
    """Only what is declared, was read and differs becomes a change."""
    assert told(compared(wanted, live)) == expected


@pytest.mark.parametrize(
    ("wanted", "live", "declared", "unreadable"),
    [
        pytest.param(lamp(), lamp(), 1, 0, id="its existence alone"),
        pytest.param(ABSENT_LAMP, lamp(), 1, 0, id="its absence alone"),
        pytest.param(
            lamp(label="A", colours={"r": LISTED, "b": LISTED}, wires={"a": "b"}, hint="x"),
            lamp(),
            5,
            0,
            id="every member, no acting attribute",
        ),
        pytest.param(lamp(label="A"), lamp(label=UNREAD), 2, 1, id="unread attribute"),
        pytest.param(
            lamp(colours={"r": LISTED, "b": LISTED}), lamp(colours=UNREAD), 3, 2, id="unread list"
        ),
    ],
)
def test_every_declared_value_is_counted(
    wanted: Resource, live: Resource, declared: int, unreadable: int
) -> None:
    """Coverage says how much of what is declared was read."""
    found = compared(wanted, live)

    assert (found.declared, found.unreadable) == (declared, unreadable)
    assert found.unread == ([Address.parse(DESK)] if unreadable else [])


SIDE = kind("side", Attribute("label", "doc", verb=PAINT), place=Place.SIDE, segment="", key="")
INNER = replace(LAMP, name="inner", place=Place.NESTED_LIST, segment="inner", parent="box")
CHILD = replace(LAMP, name="child", place=Place.SIDE_LIST, segment="child")


@pytest.mark.parametrize(
    ("address", "gaps", "unread"),
    [
        pytest.param(DESK, (), False, id="read"),
        pytest.param(DESK, (Gap("hq", None, DOWN),), True, id="org not read"),
        pytest.param(DESK, (Gap("hq", "lamp", DOWN),), True, id="kind not read"),
        pytest.param(DESK, (Gap("hq", "settings", DOWN),), False, id="another kind not read"),
        pytest.param(DESK, (Gap("emea", None, DOWN),), False, id="another org not read"),
        pytest.param("a@hq/child/x", (Gap("a@hq", "", DOWN),), True, id="its side not read"),
        pytest.param("a@hq/child/x", (Gap("a@emea", "", DOWN),), False, id="other side not read"),
        pytest.param("hq/box/a/inner/x", (Gap("hq", "box", DOWN),), True, id="its box not read"),
        pytest.param("hq/box/a/inner/x", (Gap("hq", "lamp", DOWN),), False, id="a lamp not read"),
        pytest.param("a@acme/child/x", (), True, id="nobody here can log in"),
    ],
)
def test_what_was_not_read_is_never_taken_as_absent(
    address: str, gaps: tuple[Gap, ...], unread: bool
) -> None:
    """An unread resource gets no change and counts as unreadable."""
    found = compared(resource(address, label="A"), None, (LAMP, SIDE, CHILD, INNER), gaps)

    assert (bool(found.changes), found.unreadable, bool(found.unread)) == (
        not unread,
        2 if unread else 0,
        unread,
    )


def test_a_side_of_others_is_compared_where_our_pages_show_it() -> None:
    """What we rely on there is an expectation; a difference is theirs."""
    desired = state(resource("a@acme/child/x"), resource("b@acme/child/x"))
    live = State({}, probed=frozenset({("a@acme", "child")}))

    found = diff(desired, live, (CHILD,), MANAGE)

    assert [(str(one.address), one.shown_by) for one in found.observed] == [
        ("a@acme/child/x", "acme")
    ]
    assert (found.changes, [str(one) for one in found.unread]) == ([], ["b@acme/child/x"])


def test_a_side_of_others_is_told_with_what_shows_it() -> None:
    """A page of ours where nobody can read theirs; else their org itself."""
    toy = replace(CHILD, probe="a page in {other}")
    wanted = [
        replace(resource(at), facts={"other": "hq"}) for at in ("a@acme/child/x", "a@eye/child/x")
    ]
    live = State({}, probed=frozenset({("a@acme", "child")}))

    found = diff(state(*wanted), live, (toy,), MANAGE)

    assert [one.shown_by for one in found.observed] == ["a page in hq", "eye"]


def test_a_resource_without_values_is_not_counted_as_unread() -> None:
    """Nothing is declared, so nothing could be read."""
    found = compared(resource("a@hq"), None, (SIDE,), (Gap("hq", None, DOWN),))

    assert (found.declared, found.unread) == (0, [])


def test_a_difference_on_an_observed_side_is_no_change_of_ours() -> None:
    """What others manage is told apart and never written."""
    found = compared(resource("eye/lamp/desk", label="A"), resource("eye/lamp/desk", label="B"))

    assert ([one.after for one in found.observed], found.changes) == (["A"], [])


@pytest.mark.parametrize(
    ("address", "unmanaged"),
    [
        pytest.param("hq/lamp/hall", True, id="in an org that we manage"),
        pytest.param("eye/lamp/hall", False, id="in an org that we observe"),
        pytest.param("hq/settings", False, id="what every org has"),
        pytest.param("hq/unknown/x", True, id="of a kind that is not known"),
    ],
)
def test_what_is_live_and_not_declared_is_reported_and_left_alone(
    address: str, unmanaged: bool
) -> None:
    """Removing a block never deletes."""
    found = compared(None, resource(address), (LAMP, kind("settings")))

    assert found.unmanaged == ([Address.parse(address)] if unmanaged else [])
    assert found.changes == []


SHELVES = (
    kind("shelf", place=Place.LIST),
    kind("book", place=Place.NESTED_LIST, parent="shelf"),
    LAMP,
)


@pytest.mark.parametrize(
    ("live", "told"),
    [
        pytest.param("hq/shelf/B", True, id="one more of a list"),
        pytest.param("hq/shelf/A/book/X", True, id="inside of what is declared"),
        pytest.param("hq/shelf/B/book/X", False, id="inside of what is not declared"),
        pytest.param("emea/shelf/B", False, id="of a list that the org declares nothing of"),
        pytest.param("emea/lamp/B", True, id="of a list that stands at the org"),
    ],
)
def test_a_list_that_an_org_declares_nothing_of_is_left_alone(live: str, told: bool) -> None:
    """A plan does not look there; a survey that did must not tell more."""
    found = diff(state(resource("hq/shelf/A")), state(resource(live)), SHELVES, MANAGE)

    assert found.unmanaged == ([Address.parse(live)] if told else [])


@pytest.mark.parametrize(
    ("live", "wanted", "verbs"),
    [
        pytest.param("3", "2", [], id="more than enough"),
        pytest.param("2", "2", [], id="just enough"),
        pytest.param("1", "2", ["paint"], id="not enough"),
        pytest.param(None, "2", ["paint"], id="nothing"),
    ],
)
def test_a_kind_may_say_what_is_good_enough(
    live: str | None, wanted: str, verbs: list[str]
) -> None:
    """Equality is not always meant."""
    label = replace(LAMP.attribute("label"), meets=lambda shown, asked: int(shown) >= int(asked))
    toy = replace(LAMP, attributes=(LAMP.attributes[0], label))

    found = compared(lamp(label=wanted), lamp(label=live), (toy,))

    assert [one.verb for one in found.changes] == verbs


def test_implied_members_come_along_with_a_new_resource_and_are_never_removed() -> None:
    """Listed or not, they count as disclosed with it; one that is missing afterwards is added."""
    attribute = Attribute(
        "colours",
        "doc",
        shape=Shape.NAMES,
        add=ADD_COLOUR,
        remove=REMOVE_COLOUR,
        implied=lambda _: frozenset({"white", "black"}),
    )
    put_up = replace(PUT_UP, consequences=("always with {implied}",))
    toy = replace(LAMP, attributes=(LAMP.attributes[0], attribute), create=put_up)

    new = compared(lamp(colours={"red": LISTED, "white": LISTED}), None, (toy,))
    there = compared(lamp(colours={"black": LISTED}), lamp(colours={"white": LISTED}), (toy,))

    assert [(one.verb, one.address.member) for one in new.changes] == [
        ("put-up", ""),
        ("add-colour", "red"),
    ]
    assert (new.changes[0].discloses, new.changes[0].consequences) == (
        2,
        ("always with black, white",),
    )
    assert [(one.verb, one.address.member) for one in there.changes] == [("add-colour", "black")]


@pytest.mark.parametrize(
    ("live", "added"),
    [
        pytest.param(None, ["b", "c"], id="new"),
        pytest.param(lamp(), ["a", "b", "c"], id="there, without any"),
        pytest.param(lamp(wires={"a": "a"}), ["b", "c"], id="there, with the implied one"),
    ],
)
def test_an_implied_row_of_a_table_comes_along_only_with_a_new_resource(
    live: Resource | None, added: list[str]
) -> None:
    """And only where it leads to the same name; afterwards the platform maps nothing by itself."""
    attribute = Attribute(
        "wires",
        "doc",
        shape=Shape.TABLE,
        add=ADD_COLOUR,
        implied=lambda _: frozenset({"a", "b"}),
    )
    toy = replace(LAMP, attributes=(LAMP.attributes[0], attribute))

    found = compared(lamp(wires={"a": "a", "b": "x", "c": "c"}), live, (toy,))

    assert [one.address.member for one in found.changes if one.attribute] == added


@pytest.mark.parametrize(
    ("flag", "removed"),
    [
        pytest.param(True, [], id="open"),
        pytest.param(False, ["blue"], id="closed"),
        pytest.param(None, ["blue"], id="not declared"),
    ],
)
def test_an_open_list_leaves_alone_what_it_does_not_name(
    flag: bool | None, removed: list[str]
) -> None:
    """While the flag is true, somebody else may add members."""
    attribute = replace(LAMP.attribute("colours"), open_when="automatic")
    toy = replace(LAMP, attributes=(LAMP.attributes[0], attribute))
    wanted = {"colours": {"red": LISTED}} | ({} if flag is None else {"automatic": flag})

    found = compared(lamp(**wanted), lamp(colours={"blue": LISTED}), (toy,))

    assert [one.address.member for one in found.changes if one.action is Action.DELETE] == removed
    assert [one.address.member for one in found.changes if one.action is Action.CREATE] == ["red"]


@pytest.mark.parametrize(
    ("attribute", "live"),
    [
        pytest.param(Attribute("colours", "doc", shape=Shape.NAMES), {"blue": LISTED}, id="names"),
        pytest.param(Attribute("colours", "doc", shape=Shape.TABLE), {"red": "x"}, id="table"),
    ],
)
def test_members_without_verbs_make_no_changes(
    attribute: Attribute, live: Mapping[str, Value]
) -> None:
    """A kind declares what can be done; nothing else is."""
    toy = replace(LAMP, attributes=(LAMP.attributes[0], attribute))

    assert compared(lamp(colours={"red": LISTED}), lamp(colours=live), (toy,)).changes == []


def test_a_kind_is_compared_only_while_its_facts_fit() -> None:
    """What an ended connection still publishes is of no interest."""
    toy = replace(LAMP, compared_when={"power": "on"})
    on = replace(lamp(label="A"), facts={"power": "on", "more": "x"})
    off = replace(lamp(label="A"), facts={"power": "off"})

    counts = [
        (len(found.changes), found.declared)
        for found in (compared(one, lamp(label="B"), (toy,)) for one in (on, off))
    ]

    assert counts == [(1, 2), (0, 0)]


SWITCH_ON = verb("switch-on", risk=Risk.IRREVERSIBLE, carries=("label",))
HELPER = Awaits("{helper}", "{helper} to press {org}", ("Ask {contact}", "Wait"))
BURNT = Impossible("It is {power} in {org}.", "Ask {helper}.")
TRANSITIONS = (
    Transition(Presence.ABSENT, "on", HELPER, {"helper": "nobody"}),
    Transition(Presence.ABSENT, "on", SWITCH_ON, {"helper": "ann"}, HELPER),
    Transition(Presence.ABSENT, "on", SWITCH_ON),
    Transition("off", "on", SWITCH_ON),
    Transition("warming", "on", HELPER),
    Transition("by itself", "on", None),
    Transition("burnt", "on", BURNT),
)
SWITCH = kind(
    "switch",
    Attribute("power", "doc", transitions=TRANSITIONS),
    Attribute("label", "doc", verb=PAINT),
    place=Place.SIDE,
    segment="",
    verbs=(SWITCH_ON, PAINT),
)


@pytest.mark.parametrize(
    ("live", "helper", "verbs", "waits", "impossible"),
    [
        pytest.param("on", "bob", ["paint"], 0, 0, id="already so: the rest is compared"),
        pytest.param("off", "bob", ["switch-on"], 0, 0, id="verb, which carries the rest"),
        pytest.param("warming", "bob", ["paint"], 1, 0, id="somebody must act, the rest goes on"),
        pytest.param("by itself", "bob", ["paint"], 0, 0, id="another resource takes care"),
        pytest.param("burnt", "bob", [], 0, 1, id="impossible, and so is the rest"),
        pytest.param("odd", "bob", [], 0, 1, id="no way is known, so the rest is left alone"),
        pytest.param(None, "bob", ["switch-on"], 0, 0, id="new: verb"),
        pytest.param(None, "nobody", [], 1, 0, id="new: somebody must act first, the rest waits"),
        pytest.param(None, "ann", ["switch-on"], 1, 0, id="new: verb, and then somebody"),
    ],
)
def test_a_transition_decides_what_leads_from_live_to_desired(
    live: str | None, helper: str, verbs: list[str], waits: int, impossible: int
) -> None:
    """The first that fits counts, with the facts of the surroundings."""
    wanted = replace(resource("a@hq", power="on", label="A"), facts={"helper": helper})
    there = resource("a@hq", power=live, label="B") if live else None

    found = compared(wanted, there, (SWITCH,))

    assert [one.verb for one in found.changes] == verbs
    assert (len(found.pending), len(found.impossible)) == (waits, impossible)
    assert [one.after for one in found.pending] == (verbs if "switch-on" in verbs else [""])[:waits]


def test_a_value_from_which_no_way_is_known_is_an_error_and_does_not_vanish() -> None:
    """No transition fits and there is no verb: the plan says so, at the attribute."""
    wanted = Resource(Address("a@hq"), {"power": "on"}, node=document("power: on"))

    (problem,) = compared(wanted, resource("a@hq", power="odd"), (SWITCH,)).impossible

    assert (problem.code, problem.where, problem.source) == (
        "S2S101",
        "a@hq",
        Source("s2s.yaml", 1, 1),
    )
    assert problem.detail.startswith("The org shows a value from which no way is known")


def test_what_is_impossible_for_us_differs_where_others_manage() -> None:
    """Their side is told as it is, and nothing is refused for it."""
    toy = replace(SWITCH, place=Place.ORG, segment="switch")
    wanted = replace(resource("eye/switch", power="on", label="A"), facts={"helper": "ann"})

    found = compared(wanted, resource("eye/switch", power="burnt", label="B"), (toy,))

    assert [(one.verb, one.before, one.after) for one in found.observed] == [
        ("differ", "burnt", "on"),
        ("paint", "B", "A"),
    ]
    assert (found.observed[0].risk, found.observed[0].action) == (Risk.SAFE, Action.UPDATE)
    assert (found.changes, found.impossible, found.pending) == ([], [], [])


def test_what_differs_on_a_side_of_others_is_written_by_nobody() -> None:
    """Should it ever reach a step, that step stops."""
    step = Step("eye", "switch", "theirs", "", Phase.GROW, (change("eye/switch"),))
    org = Org()

    with pytest.raises(AssertionError, match="eye/switch of hq belongs to others"):
        THEIRS.group.write(cast("WritableOrg", org), step, Scene({}, state(), state()))


def test_what_a_new_resource_carries_is_no_change_of_its_own() -> None:
    """The form that makes it takes it along."""
    toy = replace(LAMP, create=replace(PUT_UP, carries=("label",)))

    new = compared(lamp(label="A", colours={"red": LISTED}), None, (toy,))
    there = compared(lamp(label="A"), lamp(label="B"), (toy,))

    assert [one.verb for one in new.changes] == ["put-up", "add-colour"]
    assert [one.verb for one in there.changes] == ["paint"]


def test_a_transition_that_fits_nothing_leaves_a_missing_resource_alone() -> None:
    """Where another resource brings it about, its attributes wait too."""
    toy = replace(
        SWITCH,
        attributes=(
            replace(SWITCH.attributes[0], transitions=(Transition(Presence.ABSENT, "on", None),)),
            SWITCH.attributes[1],
        ),
    )

    assert compared(resource("a@hq", power="on", label="A"), None, (toy,)).changes == []


def test_what_somebody_else_must_do_is_told_in_full() -> None:
    """Who, what for, what to press, since when, and where it is declared."""
    node = document("label: A\npower: on\n")
    wanted = Resource(
        Address("a@hq"), {"power": "on", "label": "A"}, facts={"helper": "ann"}, node=node
    )
    live = replace(resource("a@hq", power="warming"), facts={"since": "2026-01-05T08:00:00Z"})

    (waits,) = compared(wanted, live, (SWITCH,)).pending

    assert (waits.who, waits.waits_for) == ("ann", "ann to press hq")
    assert waits.clicks == ("Ask the contact", "Wait")
    assert (waits.since, waits.source) == ("2026-01-05T08:00:00Z", Source("s2s.yaml", 2, 1))


@pytest.mark.parametrize(
    ("within", "since", "until"),
    [
        pytest.param(
            "14 days", "2026-01-05T08:00:00Z", "2026-01-19T08:00:00+00:00", id="unless said"
        ),
        pytest.param(
            "{patience}", "2026-01-05T08:00:00.000+0000", "2026-01-06T08:00:00+00:00", id="said"
        ),
        pytest.param("14 days", "", "", id="since when is not known"),
    ],
)
def test_what_somebody_else_must_do_has_a_deadline(within: str, since: str, until: str) -> None:
    """A number of days, which an attribute may say, after the time since when it waits."""
    awaits = replace(HELPER, within=within)
    power = replace(SWITCH.attributes[0], transitions=(Transition("warming", "on", awaits),))
    patience = Attribute("patience", "doc", use=Use.ACTING)
    toy = replace(SWITCH, attributes=(power, patience))
    wanted = replace(resource("a@hq", power="on", patience="1 day"), facts={"helper": "ann"})
    live = replace(resource("a@hq", power="warming"), facts={"since": since})

    (waits,) = compared(wanted, live, (toy,)).pending

    assert (waits.since, waits.until) == (since, until)


def test_what_is_impossible_is_told_with_its_line_and_what_to_do_instead() -> None:
    """It is an error of the plan, never of apply."""
    wanted = Resource(
        Address("a@hq"), {"power": "on"}, facts={"helper": "ann"}, node=document("power: on")
    )

    (problem,) = compared(wanted, resource("a@hq", power="burnt"), (SWITCH,)).impossible

    assert problem == Diagnostic(
        "S2S101", "It is on in hq.", "Ask ann.", Source("s2s.yaml", 1, 1), "a@hq"
    )


def test_both_ends_have_one_life_compared_where_we_can_act() -> None:
    """An observed side differs in what is its own, not in what is shared."""
    wanted = resource("a@eye", power="on", label="A")

    found = compared(wanted, resource("a@eye", power="burnt", label="B"), (SWITCH,))

    assert ([one.verb for one in found.observed], found.impossible) == (["paint"], [])


def test_a_change_says_what_it_costs_and_where_it_is_declared() -> None:
    """Risk, reason, way back, consequences and disclosure come from the kind's verb."""
    add = replace(
        ADD_COLOUR,
        risk=Risk.OUTWARD,
        reason="{other} sees {key}",
        undo="tell {org}",
        consequences=("{other} gets {member}",),
        discloses=True,
    )
    toy = replace(
        LAMP,
        attributes=(LAMP.attributes[0], replace(LAMP.attribute("colours"), add=add)),
        refers=lambda one: (Address("hq", "plug", one.address.key),),
    )
    node = document("name: desk\ncolours: [blue, red]\n")
    wanted = Resource(
        Address("hq", "lamp", "desk"),
        {"name": "desk", "colours": {"red": LISTED}},
        facts={"other": "emea"},
        node=node,
    )

    (made,) = compared(wanted, lamp(colours={}), (toy,)).changes

    assert (made.kind, made.verb, made.action) == ("lamp", "add-colour", Action.CREATE)
    assert (made.risk, made.reason, made.undo) == (Risk.OUTWARD, "emea sees desk", "tell hq")
    assert (made.partner, made.discloses, made.consequences) == ("emea", 1, ("emea gets red",))
    assert (made.attribute, str(made.source)) == ("colours", "s2s.yaml:2:17")
    assert made.refers == (Address("hq", "plug", "desk"),)


def test_a_kind_without_a_verb_to_make_it_makes_nothing() -> None:
    """What is there in every org need not be made."""
    toy = kind("toy", Attribute("label", "doc", verb=PAINT))

    found = compared(resource("hq/toy", label="A"), None, (toy,))

    assert [one.verb for one in found.changes] == ["paint"]


def test_a_kind_without_a_verb_to_end_it_ends_nothing() -> None:
    """Platforms lack some verbs; what they lack is never tried."""
    toy = replace(LAMP, delete=None)

    assert compared(ABSENT_LAMP, lamp(), (toy,)).changes == []


def test_attributes_that_name_a_resource_are_not_compared() -> None:
    """They are its name; another name is another resource."""
    assert LAMP.attribute("name").use is Use.IDENTITY
    assert compared(lamp(name="desk"), lamp(name="Desk")).changes == []


REMAP = replace(PAINT, name="remap", resets=("values",))
REPOINT = replace(PAINT, name="repoint", resets=("fields", "values"))
MAPPED = kind(
    "mapped",
    Attribute("as", "doc", verb=REPOINT),
    Attribute("fields", "doc", shape=Shape.TABLE, add=ADD_COLOUR, remove=REMOVE_COLOUR, verb=REMAP),
    Attribute(
        "values", "doc", shape=Shape.TABLES, add=ADD_COLOUR, remove=REMOVE_COLOUR, verb=PAINT
    ),
    verbs=(REPOINT, REMAP, ADD_COLOUR, PAINT, REMOVE_COLOUR),
)


@pytest.mark.parametrize(
    ("live", "expected"),
    [
        pytest.param({}, [], id="nothing changes"),
        pytest.param(
            {"as": "B"},
            [("repoint", ""), ("add-colour", "Rating"), ("add-colour", "Rating.Hot")],
            id="everything is forgotten",
        ),
        pytest.param(
            {"fields": {"Rating": "Grade", "Stage": "Stage"}},
            [("remap", "Rating"), ("add-colour", "Rating.Hot")],
            id="what begins with the name of the member is forgotten",
        ),
        pytest.param(
            {"values": {"Rating.Hot": "Cold"}}, [("paint", "Rating.Hot")], id="a value alone"
        ),
    ],
)
def test_what_a_change_makes_the_platform_forget_is_added_again(
    live: Mapping[str, Value], expected: list[tuple[str, str]]
) -> None:
    """A plan holds all that must be written, so that the next one is empty."""
    same: dict[str, Value] = {
        "as": "A",
        "fields": {"Rating": "Rating"},
        "values": {"Rating.Hot": "Warm"},
    }
    fields = {"fields": {"Rating": "Rating", "Stage": "Stage"}}
    wanted = same | (fields if "fields" in live else {})

    found = compared(
        resource("hq/mapped", **wanted), resource("hq/mapped", **{**wanted, **live}), (MAPPED,)
    )

    assert [(one.verb, one.address.member) for one in found.changes] == expected


def test_a_value_from_which_no_way_is_known_is_no_refusal_where_others_manage() -> None:
    """They may know a way; the rest is compared all the same."""
    toy = replace(SWITCH, place=Place.ORG, segment="switch")

    found = compared(
        resource("eye/switch", power="on", label="A"),
        resource("eye/switch", power="odd", label="B"),
        (toy,),
    )

    assert (found.impossible, found.changes, found.pending) == ([], [], [])
    assert "paint" in [one.verb for one in found.observed]


@pytest.mark.parametrize(
    ("carries", "sends"),
    [
        pytest.param((), {}, id="carries nothing: a plain change"),
        pytest.param(("label",), {"hint": "once", "label": "A"}, id="carries: with what only acts"),
    ],
)
def test_a_change_says_which_declared_values_travel_with_it(
    carries: tuple[str, ...], sends: dict[str, Value]
) -> None:
    """Nobody approves an invitation without seeing whom it reaches."""
    toy = replace(LAMP, create=replace(PUT_UP, carries=carries))

    limit = Attribute("limit", "doc", use=Use.ACTING, shared=True)
    toy = replace(toy, attributes=(*toy.attributes, limit))

    first, *rest = compared(
        lamp(label="A", hint="once", limit="1", colours={"red": LISTED}), None, (toy,)
    ).changes

    assert first.sends == sends
    assert [one.sends for one in rest] == [{}] * len(rest)
