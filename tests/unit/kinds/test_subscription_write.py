"""Saving subscriptions and mappings: only what is planned changes, each page with values is saved by itself."""

from dataclasses import dataclass, field, replace
from typing import Any, cast

import pytest

from s2s_gitops.kinds.connection_detail import TITLE
from s2s_gitops.kinds.subscription.write import save_fields, save_objects, save_values
from s2s_gitops.model.change import Action, Change, Phase, Step
from s2s_gitops.model.errors import ByHand, NotYet, OrgError, PageChanged
from s2s_gitops.model.page import Button, Cell, Control, Filling, Link, Option, Page, Submission
from s2s_gitops.model.ports import FieldInfo, Scene, WritableOrg
from s2s_gitops.model.resource import Resource

from ..builders import change, resource, state
from .pages import Org, box, page, select, table

PIN = "04P000000000001"
OBJECTS = {"Case": "Case", "A__c": "Alike", "B__c": "Alike", "Plan__c": "Plan", "Lead": "Lead"}
FIELDS = {
    name: FieldInfo(name, name, publishable=True, type="picklist", values=("Hot", "Cold"))
    for name in ("Rating", "Status", "Twin")
} | {"Twin2": FieldInfo("Twin2", "Twin", publishable=True)}


@dataclass
class Writing(Org):
    """An org with the pages of one connection, which remembers what is submitted to it."""

    submissions: list[Submission] = field(default_factory=list)

    def submit(self, submission: Submission) -> Page:
        """Remember, and land on a page that says nothing."""
        self.submissions.append(submission)
        return page()


def opens(text: str, address: str) -> Button:
    """Return a button that opens a page."""
    return Button(text, address=address)


def org(**pages: Page) -> Writing:
    """Return an org with the page of a connection and pages of a name each.

    Its list has as many rows as the page of subscribing has choices.
    """
    known = {"offers": offers(offer(0, "Case", chosen="Case"))} | pages
    row = {"A": Cell("Edit", (Link("Edit", "/map"),)), "P": Cell("Case"), "O": Cell("Case")}
    form = known["offers"].form
    taken = (
        [one for one in form.controls if any(o.selected and o.value for o in one.options)]
        if form
        else []
    )
    detail = page(
        address=f"/{PIN}",
        titles=[TITLE],
        tables=[table("Subscribed Objects", *[row] * len(taken))],
        buttons=[opens("Subscribe/Unsubscribe", "/offers")],
    )
    named = {f"/{name}": replace(one, address=f"/{name}") for name, one in known.items()}
    return Writing(known=OBJECTS, described={"Case": FIELDS}, pages={f"/{PIN}": detail, **named})


def scene(**attributes: Any) -> Scene:
    """Return what is wanted and what is live."""
    sides = [Resource(resource("c@hq").address, {}, facts={"connection": "c", "other": "emea"})]
    wanted = [
        resource(f"c@hq/subscribe/{name}", **({"as": own} | attributes))
        for name, own in (("Case", "Case"), ("A__c", "A__c"), ("Plan__c", "A__c"))
    ]
    live = state(resource("c@hq", id=PIN), resource("c@hq/subscribe/Case", **{"as": "Case"}))
    return Scene({}, state(*sides, *wanted), live)


def run(
    save: Any, one: Writing, *changes: Change, key: str = "", **attributes: Any
) -> list[Submission]:
    """Save changes and return what was submitted."""
    step = Step("c@hq", "subscription", "x", key, Phase.GROW, changes)
    save(cast("WritableOrg", one), step, scene(**attributes))
    return one.submissions


def offer(number: int, name: str, *options: str, chosen: str = "") -> Control:
    """Return a row of the page of subscribing."""
    texts = ("--None--", *(options or ("Case", "Lead")))
    return select(number, *texts, chosen=chosen, row={"Name": name}, row_number=number)


def offers(*rows: Control) -> Page:
    """Return the page of subscribing."""
    return page(*rows, titles=["Subscribe/Unsubscribe"])


def subscribe(name: str) -> Change:
    """Return the change that subscribes."""
    return change(f"c@hq/subscribe/{name}", action=Action.CREATE, attribute="")


def accepting(name: str = "Case") -> Change:
    """Return the change that switches Auto-Accept on."""
    return change(f"c@hq/subscribe/{name}", attribute="auto_accept", after=True)


def test_what_is_subscribed_is_chosen_with_auto_accept_in_one_save() -> None:
    """Even where script has to enable it first: how that is done is for the transport to know."""
    flag = box(7, row_number=0, enabled=False)
    made = org(offers=offers(offer(0, "Case"), flag))

    (one,) = run(save_objects, made, subscribe("Case"), accepting())

    assert dict(one.fillings) == {0: "Case", 7: True}


def test_what_is_unsubscribed_gets_no_choice() -> None:
    """The option that says so."""
    gone = change("c@hq/subscribe/Case", action=Action.DELETE, attribute="")

    (one,) = run(save_objects, org(offers=offers(offer(0, "Case", chosen="Case"))), gone)

    assert dict(one.fillings) == {0: ""}


@pytest.mark.parametrize(
    ("rows", "changes", "error", "message"),
    [
        pytest.param([offer(0, "Case")], [subscribe("Plan__c")], NotYet, "not publish", id="not there"),
        pytest.param(
            [offer(0, "Case"), offer(1, "Alike")], [subscribe("A__c")], ByHand, "could be A__c, B__c",
            id="which row it is cannot be told",
        ),
        pytest.param(
            [offer(0, "Plan", "Alike")], [subscribe("Plan__c")], ByHand, "which option of Plan__c is A__c",
            id="which option it is cannot be told",
        ),
        pytest.param(
            [offer(0, "Plan", "Lead")], [subscribe("Plan__c")], PageChanged, "does not offer A__c",
            id="not offered",
        ),
        pytest.param(
            [offer(0, "Case", chosen="Case"), box(7, row_number=0, enabled=False)], [accepting()],
            PageChanged, "no Auto-Accept", id="Auto-Accept is disabled",
        ),
        pytest.param([offer(0, "Case")], [accepting()], PageChanged, "no Auto-Accept", id="absent"),
    ],
)  # fmt: skip
def test_what_cannot_be_chosen_is_not_saved(
    rows: list[Control], changes: list[Change], error: type[OrgError], message: str
) -> None:
    """Nothing is sent, and it is said who has to do what."""
    made = org(offers=offers(*rows))

    with pytest.raises(error, match=message):
        run(save_objects, made, *changes)

    assert made.submissions == []


def mapped(number: int, name: str, *links: Link, chosen: str = "") -> Control:
    """Return a row of the mapping page."""
    texts = ("--None--", "Rating", "Status", "Twin")
    made = select(number, *texts, chosen=chosen, row={"Field": name}, row_number=number)
    return replace(made, links=links, section="F")


PLACES = replace(
    mapped(1, "Status"), options=(Option("", "--None--"), Option("p9", "Twin")), value=""
)
"""A row whose options are called by their places."""


def mapping(member: str, after: str | None = "Rating") -> Change:
    """Return the change of one member of the mapping."""
    return change(f"c@hq/subscribe/Case.{member}", attribute="fields", after=after)


def test_fields_are_chosen_and_cleared_in_one_save() -> None:
    """Auto-Map is unticked unless it is asked for."""
    auto = box(9, "Auto-Map Fields", checked=True)
    made = org(map=page(auto, mapped(0, "Rating"), mapped(1, "Status", chosen="Status")))

    (one,) = run(save_fields, made, mapping("Rating"), mapping("Status", None), key="Case")

    assert dict(one.fillings) == {9: False, 0: "Rating", 1: ""}


@pytest.mark.parametrize(
    ("row", "member", "after", "error", "message"),
    [
        pytest.param(mapped(1, "Status"), "Zzz", "Rating", NotYet, "not publish", id="not there"),
        pytest.param(mapped(1, "Twin"), "Twin2", "Rating", ByHand, "could be Twin, Twin2", id="a row"),
        pytest.param(PLACES, "Status", "Twin2", ByHand, "option of Status", id="an option"),
        pytest.param(mapped(1, "Status"), "Status", "Zzz", PageChanged, "not offer Zzz", id="not offered"),
    ],
)  # fmt: skip
def test_a_field_that_cannot_be_chosen_is_not_saved(
    row: Control, member: str, after: str, error: type[OrgError], message: str
) -> None:
    """Nothing is sent."""
    made = org(map=page(mapped(0, "Rating"), row))

    with pytest.raises(error, match=message):
        run(save_fields, made, mapping(member, after), key="Case")

    assert made.submissions == []


def values(*names: str, chosen: str = "") -> Page:
    """Return a page of values."""
    return page(
        *(
            select(at, "--None--", "Hot", "Cold", chosen=chosen, label=name, row_number=at)
            for at, name in enumerate(names)
        )
    )


LINKED = page(
    box(9, "Auto-Map Fields"),
    mapped(0, "Rating", Link("Values", "/ratings"), chosen="Rating"),
    mapped(1, "Status", Link("Values", "/states"), chosen="Status"),
)


def valued(member: str, after: str | None) -> Change:
    """Return the change of one value."""
    return change(f"c@hq/subscribe/Case.{member}", attribute="values", after=after)


def test_values_are_saved_on_the_pages_that_hold_them() -> None:
    """One save for each; Auto-Map is on none of these."""
    made = org(map=LINKED, ratings=values("Hot", "Warm"), states=values("Open", chosen="Hot"))
    changes = [
        valued("Rating.Hot", "Cold"), valued("Rating.Warm", "Hot"), valued("Status.Open", None)
    ]  # fmt: skip

    submitted = run(save_values, made, *changes, key="Case")

    fillings: list[tuple[str, dict[int, Filling]]] = [
        (one.page.address, dict(one.fillings)) for one in submitted
    ]
    assert fillings == [("/ratings", {0: "Cold", 1: "Hot"}), ("/states", {0: ""})]


@pytest.mark.parametrize(
    ("member", "after", "message"),
    [
        pytest.param(
            "Rating.Zzz", "Hot", "leads to no list for the value 'Zzz'", id="no such value"
        ),
        pytest.param("Zzz.Hot", "Hot", "leads to no list for the value 'Hot'", id="no such field"),
        pytest.param("Rating.Hot", "Zzz", "does not offer 'Zzz'", id="no such own value"),
    ],
)
def test_a_value_that_cannot_be_chosen_stops_all_saves(
    member: str, after: str, message: str
) -> None:
    """Nothing is sent, not even what could be."""
    made = org(map=LINKED, ratings=values("Hot", "Warm"), states=values("Open"))

    with pytest.raises(PageChanged, match=message):
        run(save_values, made, valued("Status.Open", "Hot"), valued(member, after), key="Case")

    assert made.submissions == []


def test_a_form_with_fewer_subscriptions_than_the_list_is_not_saved() -> None:
    """One of them is not whole, and what the form lacks would be unsubscribed."""
    made = org()
    cut = replace(offers(offer(0, "Lead")), address="/offers")
    made.pages = {**made.pages, "/offers": cut}

    with pytest.raises(PageChanged, match="0 subscriptions, 'Subscribed Objects' has 1"):
        run(save_objects, made, subscribe("Lead"))

    assert made.submissions == []
