"""What requires what is found by labels; which pairs these are is said in `pairwise`."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from hypothesis import given, settings
from hypothesis import strategies as st

from s2s_gitops.engine.needs import parted
from s2s_gitops.engine.order import order
from s2s_gitops.kinds import ALL
from s2s_gitops.model.address import Address
from s2s_gitops.model.change import Change
from s2s_gitops.model.kind import Kind, Place
from tests.flows.toys import LAMP
from tests.properties.pairwise import held, requirements
from tests.unit.builders import change

SHADE: Final = replace(
    LAMP,
    name="shade",
    place=Place.SIDE_LIST,
    key="shades",
    segment="shade",
    requires=("subscription", "lamp"),
)
KINDS: Final = (*ALL, replace(LAMP, requires=("connection",)), SHADE)
"""The real kinds; a toy in an org that requires connections, and one that requires what lies deep."""

SIDES: Final = ("a-b@a", "a-b@b", "a-c@a", "a-c@c", "a@b", "a@c")
"""A side of a connection each; the last one bears the name of an org."""
NAMES: Final = ("Case", "Lead")


def places(kind: Kind) -> st.SearchStrategy[Address]:
    """Draw where a resource of a kind may be."""
    keys = st.sampled_from(NAMES) if kind.identity else st.just("")
    match kind.place:
        case Place.SIDE | Place.SIDE_LIST:
            scopes = st.sampled_from(SIDES)
        case Place.NESTED_LIST:
            holders = st.tuples(st.sampled_from("abc"), st.sampled_from(NAMES))
            scopes = holders.map(lambda at: str(Address(at[0], kind.parent, at[1])))
        case _:
            scopes = st.sampled_from("abc")
    return st.builds(Address, scopes, st.just(kind.segment), keys)


@st.composite
def changes(draw: st.DrawFn) -> Change:
    """Draw a change by any verb of any kind, which may refer to anything."""
    kind = draw(st.sampled_from(KINDS))
    verb = draw(st.sampled_from(kind.verbs))
    address = draw(places(kind))
    if kind.identity:
        address = address.of(draw(st.sampled_from(("", *NAMES, "Lead.Case"))))
    others = [side for side in SIDES if side.startswith(f"{address.connection}@")]
    partner = next((Address(one).org for one in others if one != address.scope), "")
    referred = st.sampled_from(KINDS).flatmap(places)
    return replace(
        change(kind=kind.name, verb=verb.name, action=verb.action),
        address=address,
        partner=partner,
        refers=tuple(draw(st.lists(referred, max_size=2))),
    )


BY_NAME: Final = {kind.name: kind for kind in KINDS}


@settings(max_examples=200)
@given(drawn=st.lists(changes(), max_size=16))
def test_steps_are_linked_as_if_each_were_compared_with_all_before_it(
    drawn: Sequence[Change],
) -> None:
    """No requirement is missed, and none is made up."""
    steps = order(drawn, KINDS)

    assert [step.requires for step in steps] == requirements(steps, BY_NAME)


@settings(max_examples=200)
@given(
    drawn=st.lists(changes(), max_size=16),
    left_out=st.lists(changes(), min_size=1, max_size=3),
)
def test_changes_are_held_up_as_if_each_were_compared_with_what_is_left_out(
    drawn: Sequence[Change], left_out: Sequence[Change]
) -> None:
    """Nothing is made that lacks something, and nothing else waits."""
    _, found = parted(drawn, left_out, KINDS)

    assert list(found) == held(drawn, left_out, BY_NAME)
