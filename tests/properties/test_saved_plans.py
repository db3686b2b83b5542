"""Laws of saved plans: the digest is the meaning, a document is the plan, and a damaged file is none."""

import json
from dataclasses import fields, replace
from datetime import date
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from s2s_gitops.engine.saved import read_plan
from s2s_gitops.model.change import Change
from s2s_gitops.model.errors import FilesError
from s2s_gitops.model.hostile import HOSTILE
from s2s_gitops.model.plan import Plan, to_json
from s2s_gitops.views.machine import plan_document, render
from s2s_gitops.views.text import plan_text
from tests.properties.plans import changes, plans, same_meaning
from tests.schemas import problems_of

TODAY = date(2026, 1, 6)
VOLATILE = {"created": "2026-01-06T08:00:00+00:00", "requests": {"hq": 3}}

many = settings(max_examples=150, suppress_health_check=list(HealthCheck))


def saved(plan: Plan) -> bytes:
    return render(plan_document(plan, VOLATILE)).encode()


def meaning(plan: Plan) -> Any:
    """Say what a plan means, in other words than the product does."""
    both = (*plan.changes, *plan.blocked)
    rows = [
        (
            str(one.address),
            one.attribute,
            one.verb,
            *(json.dumps(to_json(value), sort_keys=True) for value in (one.before, one.after)),
            frozenset((name, repr(value)) for name, value in one.sends.items()),
        )
        for one in both
    ]
    return frozenset(rows), frozenset(plan.orgs.items()), plan.part and plan.part.units


@many
@given(plan=plans())
def test_a_saved_plan_is_read_back_as_it_was(plan: Plan) -> None:
    """To people, to machines and to `apply`: the same text, the same document, the same digest."""
    read = read_plan("plan.json", saved(plan)).plan

    assert plan_text(read, TODAY) == plan_text(plan, TODAY)
    assert plan_document(read, VOLATILE) == plan_document(plan, VOLATILE)
    assert (read.digest, read.changes, read.blocked) == (
        plan.digest,
        _told(plan.changes),
        _told(plan.blocked),
    )


def _told(found: tuple[Change, ...]) -> tuple[Change, ...]:
    """Return changes without what only a run needs."""
    return tuple(replace(one, clicks=(), refers=()) for one in found)


def test_every_attribute_of_a_change_is_saved_but_what_only_a_run_needs() -> None:
    """Who gives a change a new attribute is reminded here: write it, read it, draw it in `plans.py`."""
    (plain,) = plan_document(_one(), VOLATILE)["changes"]
    unsaved = {"clicks", "refers"}
    assert {one.name for one in fields(Change)} - unsaved == set(plain) - {"approval"}


def _one() -> Plan:
    from tests.unit.builders import change, plan

    return plan(change())


@many
@given(plan=plans())
def test_what_is_saved_is_what_the_schema_says_and_harmless(plan: Plan) -> None:
    """No member without a description; no character that acts on a terminal; the same bytes every time."""
    content = saved(plan)

    assert problems_of(json.loads(content)) == []
    assert HOSTILE.search(content.decode().replace("\n", "")) is None
    assert render(json.loads(content)).encode() == content


@many
@given(data=st.data(), plan=plans())
def test_the_digest_stays_while_the_meaning_does(data: st.DataObject, plan: Plan) -> None:
    """Order, comments, places, words, risks, approvals, counts and coverage are no meaning."""
    assert data.draw(same_meaning(plan)).digest == plan.digest


@many
@given(data=st.data(), plan=plans())
def test_the_digest_moves_with_any_meaning(data: st.DataObject, plan: Plan) -> None:
    """One change more or less, another address, verb, value or companion, another org: another digest."""
    both = [*plan.changes, *plan.blocked]
    new = data.draw(changes())
    which = data.draw(st.sampled_from(["more", "less", "other", "org"]))
    if which == "more":
        other = replace(plan, changes=(*plan.changes, new))
    elif which == "org":
        other = replace(plan, orgs={**plan.orgs, "hq": "00D9"})
    else:
        assume(both)
        at = data.draw(st.integers(0, len(both) - 1))
        part = data.draw(
            st.sampled_from(["address", "attribute", "verb", "before", "after", "sends"])
        )
        moved = {part: getattr(new, part)}
        into = [replace(both[at], **moved)] if which == "other" else []
        other = replace(plan, changes=(*both[:at], *into, *both[at + 1 :]), blocked=())
    keys = [one.sort_key() for one in (*other.changes, *other.blocked)]
    assume(len(keys) == len(set(keys)))  # a comparison tells nothing twice
    assert (other.digest == plan.digest) == (meaning(other) == meaning(plan))


@many
@given(plan=plans(), data=st.data())
def test_a_file_that_was_cut_off_is_no_plan(plan: Plan, data: st.DataObject) -> None:
    """Wherever it ends: half a plan is not applied."""
    content = saved(plan)
    end = data.draw(st.integers(0, len(content) - 2))
    assert codes(content[:end]) == ["S2S208"]


@many
@given(plan=plans(), data=st.data())
def test_whatever_is_put_into_a_file_it_is_refused_or_shown(
    plan: Plan, data: st.DataObject
) -> None:
    """Any member may hold anything: no other error comes out, and what is shown is harmless."""
    document = json.loads(saved(plan))
    place = data.draw(st.sampled_from(sorted(document)))
    holder: Any = document
    while isinstance(holder[place], dict | list) and holder[place] and data.draw(st.booleans()):
        holder = holder[place]
        keys = sorted(holder) if isinstance(holder, dict) else range(len(holder))
        place = data.draw(st.sampled_from(list(keys)))
    junk = st.none() | st.booleans() | st.integers() | st.text(max_size=3)
    holder[place] = data.draw(st.recursive(junk, lambda inner: st.lists(inner, max_size=2)))
    content = json.dumps(document).encode()

    found = codes(content)

    assert set(found) <= {"S2S207", "S2S208"}
    if not found:
        shown = plan_text(read_plan("plan.json", content).plan, TODAY)
        assert HOSTILE.search(shown.replace("\n", "")) is None


def codes(content: bytes) -> list[str]:
    """Return with which codes a file is refused."""
    try:
        read_plan("plan.json", content)
    except FilesError as error:
        return [one.code for one in error.diagnostics]
    return []
