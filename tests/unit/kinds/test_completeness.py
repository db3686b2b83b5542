"""Completeness before a save: a form that lacks what is known to be there is refused."""

import pytest

from s2s_gitops.kinds.completeness import known_keys, known_members, refuse_lost
from s2s_gitops.model.address import Address
from s2s_gitops.model.errors import PageChanged
from s2s_gitops.model.ports import Scene
from s2s_gitops.model.resource import UNREAD

from ..builders import resource, state
from .pages import page


def test_a_form_with_everything_that_is_known_is_taken() -> None:
    """More than is known may stand there."""
    refuse_lost("hq", page(), {"Email", "Phone"}, ["Email"])


def test_a_form_that_lacks_something_is_refused_by_name() -> None:
    """Saving it would take that away."""
    with pytest.raises(PageChanged, match=r"lacks Email, Phone; saving it would take away"):
        refuse_lost("hq", page(), {"Title"}, ["Phone", "Email", "Title"])


def test_what_is_known_is_what_was_read() -> None:
    """Nothing is known of what was not read, or is not there."""
    lamp = resource("a@hq/lamp/x", fields={"Email": "Mail"})
    scene = Scene({}, state(), state(lamp, resource("a@hq/lamp/y", fields=UNREAD)))

    assert known_members(scene, lamp.address, "fields") == {"Email"}
    assert known_members(scene, Address("a@hq", "lamp", "y"), "fields") == frozenset()
    assert known_members(scene, Address("a@hq", "lamp", "z"), "fields") == frozenset()
    assert known_keys(scene, "a@hq", "lamp") == {"x", "y"}
    assert known_keys(scene, "a@emea", "lamp") == frozenset()


def test_what_was_there_when_it_was_planned_is_known() -> None:
    """A row that is missing from the last look may be missing from the form as well."""
    then = state(resource("a@hq/lamp/x", fields={"Email": "Mail", "Phone": "Phone"}))
    now = state(resource("a@hq/lamp/x", fields={"Email": "Mail"}))

    scene = Scene({}, state(), now, then)

    assert known_members(scene, Address("a@hq", "lamp", "x"), "fields") == {"Email", "Phone"}
    assert known_keys(Scene({}, state(), state(), then), "a@hq", "lamp") == {"x"}
