"""Steps to clicks: every kind says how a person makes its saves, in the labels of the pages."""

import pytest

from s2s_gitops.engine.human import human_steps
from s2s_gitops.engine.order import order
from s2s_gitops.kinds import ALL
from s2s_gitops.model.address import Address
from s2s_gitops.model.human import Hands
from s2s_gitops.model.kind import Attribute, Kind
from s2s_gitops.model.resource import Resource, State
from s2s_gitops.model.verb import ELSEWHERE, Verb
from tests.unit.builders import change

VERBS = [
    pytest.param(kind, verb, id=f"{kind.name}/{verb.name}") for kind in ALL for verb in kind.verbs
]


@pytest.mark.parametrize(("kind", "verb"), VERBS)
def test_every_verb_can_be_done_by_hand(kind: Kind, verb: Verb) -> None:
    """A page to begin on, something to press, and a proof: no verb is silent."""
    carried = [kind.attribute(name) for name in verb.carries]
    pressed = (*verb.clicks, *verb.group.manual.last, *(one.label for one in carried if one.label))
    assert verb.group.manual is not ELSEWHERE
    assert (bool(pressed), bool(verb.group.manual.proof)) == (True, True)


@pytest.mark.parametrize(
    ("value", "clicks"),
    [
        (True, ("Tick Active",)),
        (False, ("Untick Active",)),
        ("x", ('Set Active to "x"',)),
        (None, ("Clear Active",)),
    ],
)
def test_a_control_is_filled_in_by_its_label(value: object, clicks: tuple[str, ...]) -> None:
    """Ticks are ticks, and texts are quoted."""
    assert Attribute("a", "", label="Active").filled(value) == clicks  # type: ignore[arg-type]
    assert Attribute("a", "").filled(value) == ()  # type: ignore[arg-type]


def test_a_person_begins_on_the_page_of_what_is_there() -> None:
    """Where it is not there yet, at the tab that leads to it."""
    lead = change(
        "hq-emea@hq/publish/Lead", kind="publication", verb="publish", clicks=("Tick Lead",)
    )
    made = order([lead], ALL)
    side = Resource(Address("hq-emea@hq"), {"id": "04P000000000001AAA"})
    hands = {"hq": Hands("people do it", "https://hq.example")}
    (there,) = human_steps(made, ALL, State({side.address: side}), hands)
    (first,) = human_steps(made, ALL, State({}), hands)
    assert there.address == "https://hq.example/04P000000000001"
    assert there.clicks == ("Press Publish/Unpublish", "Tick Lead", "Press Save")
    assert first.address == "https://hq.example/04P/o"
    assert first.clicks[0].startswith("Choose the connection with ")
    assert list(human_steps(made, ALL, State({}), {"emea": Hands("no")})) == []


def test_a_template_is_opened_where_it_is_shown() -> None:
    """Its page is what reading found."""
    at = Address("hq", "template", "A {b}")
    lead = change("hq/template/A {b}/publish/Lead", kind="template-publication", verb="add-object")
    made = order([lead], ALL)
    live = State({at: Resource(at, {}, facts={"page": "/0Xx"})})
    hands = {"hq": Hands("people do it")}
    (there,) = human_steps(made, ALL, live, hands)
    (first,) = human_steps(made, ALL, State({}), hands)
    assert (there.address, first.address) == ("/0Xx", "/04P/o")
    assert first.clicks[:2] == ("Choose the sub-tab Templates", "Choose A {b}")
