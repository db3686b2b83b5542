"""What a plan says of its changes beside what they do: why each is there, what comes first, what proves it."""

from dataclasses import replace

import pytest

from s2s_gitops.flows.plan import plan
from s2s_gitops.kinds import ALL
from s2s_gitops.model.change import Action, Because
from s2s_gitops.model.config import Access, Config, OrgEntry
from s2s_gitops.model.kind import Kind
from s2s_gitops.model.picture import Picture
from s2s_gitops.model.plan import Plan
from s2s_gitops.model.resource import LATER, Member, Resource, Value
from s2s_gitops.model.shown import Confidence, Shown
from s2s_gitops.model.source import Map

from ..builders import ADD_COLOUR, LAMP, resource, state, verb

DESK = "hq/lamp/desk"
TODAY = "2026-01-20"
REWIRE = verb("rewire", Action.UPDATE, resets=("wires",))
ATTRIBUTES = tuple(
    replace(one, verb=REWIRE) if one.name == "label" else one for one in LAMP.attributes
)
REWIRED = replace(LAMP, attributes=ATTRIBUTES, verbs=(*LAMP.verbs, REWIRE))
PAGED = replace(
    LAMP,
    shown={"": Shown("the lamp page", Confidence.INFERRED), "label": Shown("it", Confidence.READ)},
)


def config(*declared: Resource, access: Access = Access.MANAGE) -> Config:
    """Return what files declare of one org."""
    entry = OrgEntry("hq", "1", access, {}, approve_outward=False, node=Map("s2s.yaml", 0))
    return Config({"hq": entry}, state(*declared), ())


def planned(kind: Kind, wanted: Config, *live: Resource, before: Config | None = None) -> Plan:
    """Return a plan for lamps."""
    return plan(wanted, Picture(("hq",), state(*live)), [kind], TODAY, before=before)


def lamp(**attributes: Value) -> Resource:
    """Return the lamp on the desk."""
    return resource(DESK, **attributes)


def test_what_another_change_makes_the_platform_forget_is_there_for_its_sake() -> None:
    """Repointing clears mappings: those that were right are set again, and say why."""
    wanted = config(lamp(label="new", wires={"a": "1", "b": "2"}))

    made = planned(REWIRED, wanted, lamp(label="old", wires={"a": "1", "b": "9"}))

    assert {str(one.address): one.because for one in made.changes} == {
        DESK: Because.DECLARED,
        f"{DESK}/a": Because.DEPENDENCY,
        f"{DESK}/b": Because.DECLARED,
    }


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        pytest.param(config(lamp(label="old")), Because.CONFIG, id="files"),
        pytest.param(config(lamp(label="new")), Because.DRIFT, id="org"),
        pytest.param(config(), Because.CONFIG, id="new in the files"),
        pytest.param(None, Because.DECLARED, id="no baseline"),
    ],
)
def test_a_baseline_says_who_moved(before: Config | None, expected: Because) -> None:
    """Without one it is not guessed."""
    (made,) = planned(LAMP, config(lamp(label="new")), lamp(label="old"), before=before).changes

    assert made.because is expected


def test_what_differs_on_a_side_of_others_is_theirs() -> None:
    """It is no drift of our orgs, and nobody here reads back what nobody here writes."""
    theirs = config(lamp(label="new"), access=Access.OBSERVE)

    made = planned(PAGED, theirs, lamp(label="old"), before=theirs)

    assert [(one.because, one.verified_by) for one in made.observed] == [(Because.PARTNER, "")]


@pytest.mark.parametrize(
    ("attribute", "live", "expected"),
    [
        pytest.param("label", [lamp(label="old")], (Confidence.READ, "it of hq"), id="its own place"),
        pytest.param(
            "colours", [lamp(colours={})], (Confidence.INFERRED, "the lamp page of hq"), id="the kind's"
        ),
        pytest.param("label", [], (Confidence.UNKNOWN, "it of hq"), id="it comes into being"),
    ],
)  # fmt: skip
def test_a_change_says_how_well_its_start_is_known_and_where_it_is_read_back(
    attribute: str, live: list[Resource], expected: tuple[Confidence, str]
) -> None:
    """An attribute may be shown elsewhere than the rest; what does not exist is not known."""
    wanted: dict[str, Value] = {"label": "new", "colours": {"red": Member.LISTED}}
    made = planned(PAGED, config(lamp(**{attribute: wanted[attribute]})), *live)

    told = next(one for one in made.changes if one.attribute == attribute)
    assert (told.confidence, told.verified_by) == expected
    assert (told.before is LATER) == (not live)


def test_what_needs_what_is_told_of_a_whole_plan() -> None:
    """A member that is added needs the thing itself to be made."""
    made = planned(LAMP, config(lamp(colours={"red": Member.LISTED})))

    assert [(one.verb, one.needs) for one in made.changes] == [
        ("put-up", ()),
        (ADD_COLOUR.name, ("hq/lamp",)),
    ]


def test_every_kind_says_where_it_is_read() -> None:
    """Else nobody could say what proves a change, and every value would be unknown."""
    for kind in ALL:
        names = {one.name for one in kind.attributes}
        assert "" in kind.shown
        assert set(kind.shown) - {""} <= names
        assert {one.confidence for one in kind.shown.values()} <= {
            Confidence.READ,
            Confidence.INFERRED,
        }
