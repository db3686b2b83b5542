"""What page objects ask of a page: whatever is missing is a changed page, never an empty one."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from s2s_gitops.kinds.connection_detail import open_connection
from s2s_gitops.kinds.following import table as list_of
from s2s_gitops.kinds.page_contract import (
    button,
    form,
    leads_to,
    lookup,
    raise_errors,
    save,
)
from s2s_gitops.model.errors import ByHand, OrgError, PageChanged, Rejected
from s2s_gitops.model.page import Button, Page, Submission

from .pages import Org, box, page, table, text
from .pages import lookup as a_lookup

GO = Button("Go", address="/go")
LIST = table("Published Objects")
PLAIN = page(text(0, "Name"), tables=(LIST,), buttons=(GO,))


@dataclass
class WritingOrg(Org):
    """An org that remembers what is submitted to it, and lands on a given page."""

    landing: Page = PLAIN
    submissions: list[Submission] = field(default_factory=list)

    def submit(self, submission: Submission) -> Page:
        """Remember, and land."""
        self.submissions.append(submission)
        return self.landing

    def press(self, page: Page, button: Button) -> Page:
        """Land where the button leads."""
        return self.landing if button in page.buttons else page


def partial(made: Page, **more: Any) -> Page:
    """Return a page whose form differs."""
    assert made.form is not None
    return replace(made, form=replace(made.form, **more))


def test_what_is_there_is_given() -> None:
    """By its title, its text, its label."""
    contact = a_lookup(1, "Contact")

    assert list_of(Org(), PLAIN, "Published Objects") == LIST
    assert form("hq", PLAIN) is PLAIN.form
    assert (button("hq", PLAIN, PLAIN.buttons, "Go"), leads_to("hq", PLAIN, [GO], "Go")) == (
        GO,
        "/go",
    )
    assert lookup("hq", page(contact, text(2, "Contact")), ("Who", "Contact")) is contact


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        pytest.param(
            lambda: list_of(Org(), page(), "Published Objects"), "has 0 lists titled", id="no list"
        ),
        pytest.param(
            lambda: list_of(Org(), page(tables=(LIST, LIST)), "Published Objects"),
            "has 2 lists titled",
            id="two lists",
        ),
        pytest.param(
            lambda: list_of(Org(), page(tables=(table("A", complete=False),)), "A"),
            "is shown only in part, and the rest cannot be reached",
            id="part of a list",
        ),
        pytest.param(
            lambda: button("hq", PLAIN, PLAIN.buttons, "Stop"),
            "no button 'Stop' .buttons: Go.",
            id="no button of that text",
        ),
        pytest.param(
            lambda: button("hq", PLAIN, (), "Stop"), "buttons: none", id="no buttons at all"
        ),
        pytest.param(
            lambda: leads_to("hq", PLAIN, [Button("Go", strange=True)], "Go"),
            "script that is not known, so it may act",
            id="strange button that should open a page",
        ),
        pytest.param(
            lambda: leads_to("hq", PLAIN, [Button("Go", "go", "Go")], "Go"),
            "opens no page",
            id="button that opens nothing",
        ),
        pytest.param(
            lambda: leads_to("hq", PLAIN, [Button("Go", address="/go", confirm="Sure?")], "Go"),
            "'Go' on /page asks first",
            id="button that asks a question may act when it is opened",
        ),
        pytest.param(lambda: form("hq", page()), "has no form", id="no form"),
        pytest.param(
            lambda: form("hq", partial(PLAIN, torn=True)),
            "do not fit their header, or break off",
            id="torn form",
        ),
        pytest.param(
            lambda: lookup("hq", page(text(0, "Contact")), ("Contact", "Who")),
            "has 0 lookups labelled 'Contact' or 'Who'",
            id="no lookup",
        ),
        pytest.param(
            lambda: lookup("hq", page(a_lookup(0, "A"), a_lookup(1, "A")), ("A",)),
            "has 2 lookups",
            id="two lookups",
        ),
        pytest.param(
            lambda: open_connection(Org(pages={"/04P000000000001": page()}), "04P000000000001AAA"),
            "lacks connection-detail/heading",
            id="another page",
        ),
        pytest.param(
            lambda: open_connection(
                Org(pages={"/04P000000000001": page(titles=["Connection Detail"])}),
                "04P000000000001AAA",
            ),
            "lacks connection-detail/address",
            id="page of another record",
        ),
    ],
)
def test_what_is_missing_is_a_changed_page(ask: Callable[[], object], message: str) -> None:
    """The message names the page and what was expected."""
    with pytest.raises(PageChanged, match=message) as caught:
        ask()

    assert caught.value.page is not None


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        pytest.param(
            lambda: form("hq", partial(PLAIN, complete=False)),
            "only a part of its rows, and unticked means remove",
            id="part of a form",
        ),
    ],
)
def test_what_only_a_person_can_do_is_said_to_be_for_a_person(
    ask: Callable[[], object], message: str
) -> None:
    """The page is as it should be; nothing is sent."""
    with pytest.raises(ByHand, match=message):
        ask()


def test_a_changed_page_says_what_it_says_itself() -> None:
    """The partner may not answer, for example: then the org has words for it."""
    with pytest.raises(PageChanged, match=r"has no form to fill in\. It says: No answer\."):
        form("hq", page(errors=["No answer."]))


def test_the_page_of_a_connection_is_opened_by_its_short_id() -> None:
    """Pages know ids of 15 characters."""
    there = page(address="/04P000000000001", titles=["x", "Connection Detail"])

    assert open_connection(Org(pages={there.address: there}), "04P000000000001AAA") is there


def test_a_save_fills_in_and_presses_once() -> None:
    """And returns where the org lands."""
    landing = page(address="/after")
    org = WritingOrg(landing=landing)

    landed = save(org, PLAIN, {0: "New"}, "Save")

    (one,) = org.submissions
    assert (landed, one.page, one.form) == (landing, PLAIN, PLAIN.form)
    assert (one.fillings, one.button) == ({0: "New"}, Button("Save", "save", "Save"))


@pytest.mark.parametrize(
    ("made", "pressed"),
    [
        pytest.param(page(), "Save", id="no form"),
        pytest.param(partial(PLAIN, complete=False), "Save", id="part of a form"),
        pytest.param(PLAIN, "Apply", id="no such button"),
    ],
)
def test_a_page_that_does_not_fit_is_never_saved(made: Page, pressed: str) -> None:
    """Nothing is sent."""
    org = WritingOrg()

    with pytest.raises(OrgError):
        save(org, made, {}, pressed)

    assert org.submissions == []


ASKS = partial(page(text(0, "x")), controls=())


@pytest.mark.parametrize(
    ("landing", "fillings", "times"),
    [
        pytest.param(ASKS, {0: "New"}, 2, id="a page that asks"),
        pytest.param(ASKS, {}, 1, id="nothing was filled in"),
        pytest.param(PLAIN, {0: "New"}, 1, id="the form again: it was not saved"),
        pytest.param(page(), {0: "New"}, 1, id="no form"),
        pytest.param(partial(ASKS, buttons=()), {0: "New"}, 1, id="another button"),
    ],
)
def test_a_page_that_only_asks_is_answered_once(
    landing: Page, fillings: dict[int, Any], times: int
) -> None:
    """What was filled in is meant; nothing is sent twice for another reason."""
    org = WritingOrg(landing=landing)

    save(org, PLAIN, fillings, "Save")

    assert len(org.submissions) == times


def test_the_orgs_own_words_are_passed_on() -> None:
    """What it says against a save is an error."""
    org = WritingOrg(landing=page(errors=["Error: A.", "B."]))

    with pytest.raises(Rejected, match=r"Error: A\. B\."):
        save(org, PLAIN, {}, "Save")


def test_a_page_without_errors_raises_none() -> None:
    """Silence is no proof, and no error."""
    raise_errors("hq", page(box(0)))

    with pytest.raises(Rejected, match="No"):
        raise_errors("hq", page(errors=["No"]))
