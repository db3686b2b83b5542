"""What live shows of one step: the wanted state, the old one, nothing yet, or a third one."""

from dataclasses import replace

import pytest

from s2s_gitops.flows.verify import Sight, is_reached, look, planned_from, renew, shown
from s2s_gitops.model.address import Address
from s2s_gitops.model.change import Change, Phase, Step
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.errors import S2SError
from s2s_gitops.model.kind import Attribute, Kind, Place, ReadResult, Transition
from s2s_gitops.model.ports import ReadableOrg, Reading
from s2s_gitops.model.resource import LATER, UNREAD, Gap, Member, Presence, Resource, State, Value

from ..builders import LAMP, change, kind, resource, state, verb
from ..kinds.pages import Org

LISTED, ABSENT, PRESENT = Member.LISTED, Presence.ABSENT, Presence.PRESENT
DESK = "hq/lamp/desk"
DOWN = Diagnostic("S2S301", "No answer.")


def step(*changes: Change, scope: str = "hq", name: str = "lamp") -> Step:
    """Return a step of some changes."""
    return Step(scope, name, "g", "", Phase.GROW, changes)


def lamp(**attributes: Value) -> Resource:
    """Return the lamp on the desk."""
    return resource(DESK, name="desk", **attributes)


def showing(one: Kind, *live: Resource, gaps: tuple[Gap, ...] = ()) -> Kind:
    """Return a kind whose reader finds these resources."""
    return replace(one, read=lambda _: ReadResult(live, gaps=gaps))


def sight(one: Kind, made: Step, wanted: Resource, *live: Resource) -> Sight:
    """Return what is seen of a step when these resources are live."""
    return look({}, state(wanted), state(), showing(one, *live), made)[0]


PUT_UP = change(DESK, kind="lamp", verb="put-up", attribute="", before=ABSENT, after=PRESENT)
TAKE_DOWN = change(DESK, kind="lamp", verb="take-down", attribute="", before=PRESENT, after=ABSENT)
LABEL = change(DESK, kind="lamp", verb="paint", attribute="label", before="old", after="New")
RED = change(
    f"{DESK}/red", kind="lamp", verb="add-colour", attribute="colours", before=None, after=LISTED
)
UNRED = replace(RED, verb="remove-colour", before=LISTED, after=None)
WIRE = change(f"{DESK}/a", kind="lamp", verb="paint", attribute="wires", before="1", after="2")


@pytest.mark.parametrize(
    ("one", "live", "expected"),
    [
        pytest.param(PUT_UP, [], Sight.READY, id="to be made, not there"),
        pytest.param(PUT_UP, [lamp()], Sight.WANTED, id="to be made, there"),
        pytest.param(TAKE_DOWN, [lamp()], Sight.READY, id="to go, there"),
        pytest.param(TAKE_DOWN, [], Sight.WANTED, id="to go, gone"),
        pytest.param(LABEL, [lamp(label="old")], Sight.READY, id="old value"),
        pytest.param(LABEL, [lamp(label="NEW")], Sight.WANTED, id="new value, once normalized"),
        pytest.param(LABEL, [lamp(label="third")], Sight.OTHER, id="third value"),
        pytest.param(LABEL, [lamp(label=UNREAD)], Sight.OTHER, id="value was not read"),
        pytest.param(LABEL, [], Sight.OTHER, id="the resource is gone"),
        pytest.param(replace(LABEL, before=LATER), [], Sight.READY, id="known later, not there"),
        pytest.param(
            replace(LABEL, before=LATER), [lamp(label="x")], Sight.READY, id="known later, any"
        ),
        pytest.param(RED, [lamp(colours={})], Sight.READY, id="member is missing"),
        pytest.param(RED, [lamp(colours={"red": LISTED})], Sight.WANTED, id="member is there"),
        pytest.param(
            RED, [lamp(colours={"red": Member.FIXED})], Sight.WANTED, id="member is fixed"
        ),
        pytest.param(WIRE, [lamp(wires={"a": "2"})], Sight.WANTED, id="row, wanted"),
        pytest.param(WIRE, [lamp(wires={"a": "1"})], Sight.READY, id="row, as before"),
        pytest.param(WIRE, [lamp(wires={"a": "3"})], Sight.OTHER, id="row, third value"),
        pytest.param(WIRE, [lamp(wires={})], Sight.OTHER, id="row is gone"),
        pytest.param(WIRE, [lamp(wires={"a": UNREAD})], Sight.OTHER, id="row was not read"),
        pytest.param(WIRE, [lamp(wires=UNREAD)], Sight.OTHER, id="rows were not read"),
        pytest.param(RED, [lamp(colours=UNREAD)], Sight.OTHER, id="members were not read"),
        pytest.param(UNRED, [lamp(colours={})], Sight.WANTED, id="member to go is gone"),
        pytest.param(
            UNRED, [lamp(colours=UNREAD)], Sight.OTHER, id="whether a member is gone was not read"
        ),
        pytest.param(
            replace(LABEL, before=LATER),
            [lamp(label=UNREAD)],
            Sight.OTHER,
            id="known later, was not read",
        ),
    ],
)
def test_what_live_shows_of_a_change_is_one_of_four(
    one: Change, live: list[Resource], expected: Sight
) -> None:
    """A third state is somebody else's, and is never written over."""
    wanted = lamp(label="New", colours={"red": LISTED}, wires={"a": "2"})

    assert sight(LAMP, step(one), wanted, *live) is expected


INVITE = verb("invite", leads_to=("sent", "active"))
ACCEPT = verb("accept", starts_from=("received",), on_the_way=("accepting",))
SIDE = kind(
    "side",
    Attribute(
        "state",
        "doc",
        transitions=(Transition(ABSENT, "active", INVITE), Transition("sent", "active", ACCEPT)),
    ),
    place=Place.SIDE,
    segment="",
    verbs=(INVITE, ACCEPT),
)


@pytest.mark.parametrize(
    ("name", "live", "expected"),
    [
        pytest.param("invite", None, Sight.READY, id="nobody invited"),
        pytest.param("invite", "sent", Sight.WANTED, id="a value that proves it"),
        pytest.param("invite", "active", Sight.WANTED, id="the declared value"),
        pytest.param("invite", "rejected", Sight.OTHER, id="a third value"),
        pytest.param("accept", None, Sight.EARLY, id="the invitation is not there yet"),
        pytest.param("accept", "received", Sight.READY, id="a value that it may start from"),
        pytest.param("accept", "accepting", Sight.EARLY, id="on the way by itself"),
        pytest.param("accept", "active", Sight.WANTED, id="accepted"),
        pytest.param("accept", "rejected", Sight.OTHER, id="declined by somebody"),
    ],
)
def test_a_verb_says_what_it_starts_from_and_what_it_leads_to(
    name: str, live: str | None, expected: Sight
) -> None:
    """An acceptance that was planned before the invitation existed waits for it."""
    made = change("a@hq", kind="side", verb=name, attribute="state", before=ABSENT, after="active")
    there = [] if live is None else [resource("a@hq", state=live)]

    found = sight(
        SIDE, step(made, scope="a@hq", name="side"), resource("a@hq", state="active"), *there
    )

    assert found is expected


GREEN = replace(RED, address=Address.parse(f"{DESK}/green"))


@pytest.mark.parametrize(
    ("live", "expected"),
    [
        pytest.param({"red": LISTED, "green": LISTED}, Sight.WANTED, id="all are there"),
        pytest.param({"red": LISTED}, Sight.READY, id="one is missing"),
    ],
)
def test_a_step_is_done_when_all_of_its_changes_are(
    live: dict[str, Value], expected: Sight
) -> None:
    """The worst of them counts."""
    wanted = lamp(colours={"red": LISTED, "green": LISTED})

    assert sight(LAMP, step(RED, GREEN), wanted, lamp(colours=live)) is expected


def test_what_is_seen_takes_the_place_of_what_was_known() -> None:
    """Of what the step is about; all else stays as it was."""
    hall, fresh = resource("hq/lamp/hall"), lamp(label="New")
    known = state(lamp(label="old"), hall, resource("hq/settings"))

    _, seen = look({}, state(fresh), known, showing(LAMP, fresh), step(LABEL))
    live = dict(known.resources)
    renew(live, step(LABEL), seen)

    assert seen.resources == {fresh.address: fresh}
    assert live == {**known.resources, fresh.address: fresh}


def test_what_is_gone_is_known_no_longer() -> None:
    """What a step has removed is not there for the steps after it."""
    known = state(lamp(label="old"), resource("hq/settings"))

    live = dict(known.resources)
    renew(live, step(TAKE_DOWN), state())

    assert [str(at) for at in live] == ["hq/settings"]


def test_what_cannot_be_read_again_stops_the_step() -> None:
    """Nothing is known of it, so nothing is written."""
    broken = showing(LAMP, gaps=(Gap("hq", "lamp", DOWN),))

    with pytest.raises(S2SError) as caught:
        look({}, state(lamp(label="New")), state(), broken, step(LABEL))

    assert caught.value.diagnostics == (DOWN,)


def test_only_what_the_step_is_about_is_read_again() -> None:
    """No page is opened in vain: no other resource, no other attribute, no other org."""
    seen: list[Reading] = []

    def read(reading: Reading) -> ReadResult:
        seen.append(reading)
        return ReadResult([lamp(label="New")])

    desired = state(
        lamp(label="New", hint="x", colours={"red": LISTED}), resource("hq/lamp/other", label="A")
    )
    orgs: dict[str, ReadableOrg] = {"hq": Org(), "emea": Org()}

    look(orgs, desired, state(), replace(LAMP, read=read), step(LABEL))

    (reading,) = seen
    assert reading.desired.resources == {lamp().address: lamp(label="New", hint="x")}
    assert list(reading.orgs) == ["hq"]


def test_both_sides_of_a_connection_are_read_again_together() -> None:
    """They are told by each other."""
    seen: list[State] = []
    asked: list[list[str]] = []

    def read(reading: Reading) -> ReadResult:
        seen.append(reading.desired)
        asked.append(list(reading.orgs))
        return ReadResult([resource("a@hq", state="active")])

    desired = state(
        *(
            replace(resource(at, state="active"), facts={"other": other})
            for at, other in (
                ("a@hq", "emea"),
                ("a@emea", "hq"),
                ("b@hq", "acme"),
                ("b@acme", "hq"),
            )
        ),
        resource("a@hq/publish/Lead"),
    )
    orgs: dict[str, ReadableOrg] = {alias: Org() for alias in ("hq", "emea", "acme")}
    one = change(
        "a@hq",
        kind="side",
        verb="invite",
        attribute="state",
        before=ABSENT,
        after="active",
        partner="emea",
    )

    look(orgs, desired, state(), replace(SIDE, read=read), step(one, scope="a@hq", name="side"))

    assert [sorted(str(at) for at in narrow.resources) for narrow in seen] == [["a@emea", "a@hq"]]
    assert asked == [["emea", "hq"]]


def test_what_is_live_and_what_was_planned_from_are_compared_by_name() -> None:
    """For the message that says what changed since the plan."""
    made = step(LABEL, RED, PUT_UP)

    assert planned_from(made) == {f"{DESK} label": "old", f"{DESK}/red colours": None, DESK: ABSENT}
    assert shown(made, LAMP, state(lamp(label="x", colours={"red": Member.FIXED}))) == {
        f"{DESK} label": "x",
        f"{DESK}/red colours": LISTED,
        DESK: PRESENT,
    }
    assert shown(made, LAMP, state()) == {
        f"{DESK} label": None,
        f"{DESK}/red colours": None,
        DESK: ABSENT,
    }


def narrowed(one: Kind, desired: State, made: Step) -> dict[str, list[str]]:
    """Return which attributes of which resources are asked for again."""
    seen: list[Reading] = []

    def read(reading: Reading) -> ReadResult:
        seen.append(reading)
        return ReadResult()

    look({}, desired, state(), replace(one, read=read), made)
    return {str(at): list(each.attributes) for at, each in seen[0].desired.resources.items()}


def test_the_state_of_a_side_is_asked_for_whatever_the_step_is_about() -> None:
    """What a side is to be says which row it is."""
    power = Attribute("power", "doc", transitions=(Transition("off", "on", INVITE),))
    toy = replace(LAMP, attributes=(*LAMP.attributes, power))
    desired = state(lamp(label="New", power="on", hint="x", colours={"red": LISTED}))

    assert narrowed(toy, desired, step(LABEL)) == {DESK: ["name", "label", "power", "hint"]}


@pytest.mark.parametrize(
    ("held", "asked"),
    [
        pytest.param([resource("a@hq")], ["a@hq", "a@hq/child/x"], id="declared"),
        pytest.param([], ["a@hq/child/x"], id="not declared"),
        pytest.param([resource("b@hq")], ["a@hq/child/x"], id="another one"),
    ],
)
def test_what_holds_a_resource_is_looked_at_with_it(held: list[Resource], asked: list[str]) -> None:
    """Its facts say who the partner is."""
    child = replace(LAMP, name="child", place=Place.SIDE_LIST, segment="child")
    made = step(change("a@hq/child/x", kind="child", verb="paint", attribute="label"), scope="a@hq")
    desired = state(*held, resource("a@hq/child/x", label="New"), resource("a@hq/child/y"))

    assert sorted(narrowed(child, desired, made)) == asked


ON_WALL = change("hq/lamp/wall", kind="lamp", verb="paint", attribute="label", after="New")


@pytest.mark.parametrize(
    ("one", "declared", "live", "expected"),
    [
        pytest.param(LABEL, [lamp(label="New")], [lamp(label="new")], True, id="as wanted"),
        pytest.param(LABEL, [lamp(label="New")], [lamp(label="old")], False, id="as before"),
        pytest.param(LABEL, [lamp()], [lamp(label="New")], False, id="attribute not declared now"),
        pytest.param(ON_WALL, [lamp(label="New")], [lamp(label="New")], False, id="not declared now"),
        pytest.param(UNRED, [lamp(colours={})], [lamp(colours={})], True, id="gone, and looked for"),
        pytest.param(UNRED, [lamp()], [lamp()], False, id="nobody looked for it"),
        pytest.param(TAKE_DOWN, [lamp()], [], True, id="a whole thing is gone"),
        pytest.param(replace(LABEL, kind="x"), [lamp(label="New")], [lamp(label="New")], False,
                     id="unknown kind"),
        pytest.param(replace(LABEL, verb="x"), [lamp(label="New")], [lamp(label="New")], False,
                     id="unknown verb"),
    ],
)  # fmt: skip
def test_a_change_is_reached_only_if_somebody_looked(
    one: Change, declared: list[Resource], live: list[Resource], expected: bool
) -> None:
    """What was not read must not be taken for done."""
    assert is_reached(one, {"lamp": LAMP}, state(*declared), state(*live)) is expected


def test_what_could_not_be_read_is_not_reached() -> None:
    """A gap is no absence."""
    dark = State({}, (Gap("hq", None, DOWN),))

    assert not is_reached(TAKE_DOWN, {"lamp": LAMP}, state(lamp()), dark)
