"""Inviting: a template that the page has chosen by itself is taken back; nobody declared what it publishes."""

from dataclasses import replace
from typing import cast

import pytest

from s2s_gitops.kinds.connection.write import accept, edit, invite
from s2s_gitops.kinds.connection_detail import TAB, TITLE
from s2s_gitops.model.address import Address
from s2s_gitops.model.change import Phase, Step
from s2s_gitops.model.errors import ByHand, OrgError
from s2s_gitops.model.page import Button, Control, Filling, LookupValue, Page, Submission
from s2s_gitops.model.ports import Scene, WritableOrg
from s2s_gitops.model.resource import Resource

from ..builders import resource, state
from .pages import Org, lookup, page, select, text

STEP = Step("a@hq", "connection", "invite", "", Phase.GROW, ())
SEND = Button("Save & Send Invite", "save")


class Inviting(Org):
    """An org with a New page, which remembers what is submitted to it."""

    def __init__(self, new: Page) -> None:
        super().__init__(pages={TAB: page(buttons=[Button("New", address="/new")]), "/new": new})
        self.submissions: list[Submission] = []

    def submit(self, submission: Submission) -> Page:
        """Remember, and land on a page that says nothing."""
        self.submissions.append(submission)
        return page()


class Deciding(Inviting):
    """An org in which Accept leads to a page that asks for the decision."""

    def __init__(self, new: Page, decision: Page) -> None:
        super().__init__(new)
        self.decision = decision

    def press(self, page: Page, button: Button) -> Page:
        """Open the page behind the button."""
        assert button in page.buttons
        return self.decision


def inviting(*controls: Control) -> Inviting:
    """Return an org whose New page has these controls."""
    made = page(text(0, "Contact"), *controls)
    assert made.form is not None
    return Inviting(replace(made, form=replace(made.form, buttons=(SEND,))))


ID = "0TT000000000001"
LIVE = state(Resource(Address("hq", "template", "B"), {}, facts={"page": f"/{ID}"}))


def run(org: Inviting, **declared: str) -> None:
    """Invite for a side that declares this; the org has the template B."""
    scene = Scene({}, state(resource("a@hq", **declared)), LIVE)
    invite(cast("WritableOrg", org), STEP, scene)


def template(*names: str, chosen: str = "") -> Control:
    """Return the drop-down of templates."""
    return select(1, *names, chosen=chosen, label="Template")


@pytest.mark.parametrize(
    ("controls", "declared", "fillings"),
    [
        pytest.param([], {}, {}, id="no template is offered"),
        pytest.param([template("--None--", "A")], {}, {}, id="none is chosen"),
        pytest.param(
            [template("--None--", "A", chosen="A")], {}, {1: ""}, id="one is chosen: taken back"
        ),
        pytest.param(
            [template("--None--", "A", "B", chosen="A")],
            {"template": "B"},
            {1: "B"},
            id="another one is declared",
        ),
        pytest.param(
            [lookup(1, "Connection Template")],
            {"template": "B"},
            {1: LookupValue(ID, "B")},
            id="a lookup is filled by id and name",
        ),
        pytest.param([lookup(1, "Template")], {}, {}, id="an empty lookup"),
        pytest.param(
            [lookup(1, "Template", "A")],
            {},
            {1: LookupValue("", "")},
            id="a lookup is emptied",
        ),
    ],
)
def test_the_template_of_an_invitation_is_the_declared_one_or_none(
    controls: list[Control], declared: dict[str, str], fillings: dict[int, Filling]
) -> None:
    """Whatever the page has chosen."""
    org = inviting(*controls)

    run(org, **declared)

    assert [(one.fillings, one.button) for one in org.submissions] == [(fillings, SEND)]


@pytest.mark.parametrize(
    ("controls", "declared", "message"),
    [
        pytest.param([template("A", chosen="A")], {}, "no way to choose none", id="cannot be none"),
        pytest.param([], {"template": "A"}, "offered: none", id="not offered at all"),
        pytest.param([template("B")], {"template": "A"}, "offered: B", id="another is offered"),
        pytest.param(
            [lookup(1, "Template")], {"template": "C"}, "id of the template 'C'", id="without an id"
        ),
        pytest.param([template("A", "A")], {"template": "A"}, "offered: A, A", id="offered twice"),
    ],
)
def test_an_invitation_with_a_template_that_was_not_declared_is_never_sent(
    controls: list[Control], declared: dict[str, str], message: str
) -> None:
    """It would publish at once."""
    org = inviting(*controls)

    with pytest.raises(OrgError, match=message):
        run(org, **declared)

    assert org.submissions == []


def test_connection_edit_with_a_template_is_never_saved() -> None:
    """Saving could apply the template, and unpublish what it lacks."""
    pin = "04P000000000001"
    detail = replace(
        page(buttons=[Button("Edit", address="/edit")]), titles=(TITLE,), address=f"/{pin}"
    )
    made = page(template("--None--", "A", chosen="A"), titles=["Connection Edit"])
    org = Inviting(made)
    org.pages = {**org.pages, f"/{pin}": detail, "/edit": made}
    scene = Scene({}, state(resource("a@hq")), state(resource("a@hq", id=pin)))

    with pytest.raises(ByHand, match="shows a template"):
        edit(cast("WritableOrg", org), STEP, scene)

    assert org.submissions == []


@pytest.mark.parametrize(
    ("asked", "is_pressed"),
    [
        pytest.param([], True, id="nothing but the decision"),
        pytest.param([lookup(0, "Connection Owner", "Ada")], True, id="filled in as documented"),
        pytest.param([lookup(0, "Connection Owner")], False, id="an owner is to be named"),
        pytest.param([text(0, "Reason", "none")], False, id="something that nobody documents"),
        pytest.param([text(0, "")], False, id="something without a label"),
    ],
)
def test_a_decision_is_made_only_where_nothing_else_is_asked(
    asked: list[Control], is_pressed: bool
) -> None:
    """What the page filled in by itself travels as found; anything else is for a person."""
    pin, press = "04P000000000001", Button("Accept", "yes")
    detail = replace(page(buttons=[press]), titles=(TITLE,), address=f"/{pin}")
    shown = page(text(0, "Owner"))
    assert shown.form is not None
    decision = replace(shown, form=replace(shown.form, controls=tuple(asked), buttons=(press,)))
    org = Deciding(page(), decision)
    org.pages = {f"/{pin}": detail}
    scene = Scene({}, state(resource("a@hq")), state(resource("a@hq", id=pin)))
    step = cast("WritableOrg", org)
    if is_pressed:
        accept(step, STEP, scene)
        assert [(one.page, one.fillings) for one in org.submissions] == [(decision, {})]
    else:
        with pytest.raises(ByHand, match="asks for more than a decision"):
            accept(step, STEP, scene)
        assert org.submissions == []
