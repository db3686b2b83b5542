"""The pages of connection templates: the sub-tab, the list, the detail page, the edit form."""

from typing import Any

import pytest

from s2s_gitops.kinds.connection_detail import TAB
from s2s_gitops.kinds.template.pages import (
    fill,
    only_page,
    open_templates,
    shown,
    template_pages,
)
from s2s_gitops.model.errors import PageChanged
from s2s_gitops.model.page import Button, Cell, Link, Page, Table

from .pages import Org, box, page, table, text

SUB_TAB = Link("Templates", "/templates")


def row(*links: Link) -> dict[str, Cell]:
    """Return a row of the list of templates."""
    actions = (Link("Edit", "/e"), Link("Del", "/d"))
    return {"Action": Cell("Edit | Del", actions), "Template Name": Cell("", links)}


def test_the_sub_tab_is_opened_from_the_connections_tab() -> None:
    """Its address is not written down anywhere."""
    there = page(address="/templates", buttons=[Button("New")])
    org = Org(pages={TAB: page(links=[Link("Help", "/help"), SUB_TAB]), "/templates": there})

    assert open_templates(org) is there


def test_a_tab_without_the_sub_tab_is_a_changed_page() -> None:
    """It is not an org without templates. Nor is a tab that names them and leads nowhere."""
    named = page(address=TAB, titles=["Templates"])
    with pytest.raises(PageChanged, match="lacks tab/templates"):
        open_templates(Org(pages={TAB: page(address=TAB)}))
    with pytest.raises(PageChanged, match="has 0 sub-tabs 'Templates'"):
        open_templates(Org(pages={TAB: named}))


def test_another_page_behind_the_sub_tab_is_a_changed_page() -> None:
    """A page without a list is not an org without templates."""
    org = Org(pages={TAB: page(links=[SUB_TAB]), "/templates": page(address="/templates")})
    with pytest.raises(PageChanged, match="lacks templates/new"):
        open_templates(org)


@pytest.mark.parametrize(
    "tables",
    [
        pytest.param([table("Connection Templates", row(Link("A", "/a")))], id="by its title"),
        pytest.param(
            [table("Other"), table("", row(Link("A", "/a")))], id="by a header, among others"
        ),
    ],
)
def test_templates_lead_to_their_pages(tables: list[Table]) -> None:
    """Actions are no names."""
    assert template_pages(Org(), page(tables=tables)) == {"A": ("/a",)}


def test_of_two_templates_with_one_name_none_is_taken_for_the_other() -> None:
    """Both are listed, so that it can be said; the others of the org are told all the same."""
    rows = [row(Link("A", "/a")), row(Link("B", "/b")), row(Link("A", "/c"))]
    found = template_pages(Org(), page(tables=[table("Templates", *rows)]))

    assert found == {"A": ("/a", "/c"), "B": ("/b",)}
    assert only_page("hq", "B", found["B"]) == "/b"
    with pytest.raises(PageChanged, match="2 templates named 'A'"):
        only_page("hq", "A", found["A"])


@pytest.mark.parametrize(
    "tables",
    [
        pytest.param([], id="no list"),
        pytest.param([table("Templates"), table("Templates")], id="two lists"),
        pytest.param([table("Templates", complete=False)], id="part of a list"),
        pytest.param([table("Templates", row())], id="row without a name"),
        pytest.param(
            [table("Templates", row(Link("A", "/a"), Link("B", "/b")))], id="row with two names"
        ),
    ],
)
def test_a_list_that_is_not_clear_is_a_changed_page(tables: list[Table]) -> None:
    """No template is taken for another, and none for missing."""
    with pytest.raises(PageChanged):
        template_pages(Org(), page(tables=tables))


MARK = Cell("", checked=True)


@pytest.mark.parametrize(
    ("details", "expected"),
    [
        pytest.param(
            {"Description": Cell("For all"), "Active": MARK},
            {"description": "For all", "active": True},
            id="everything",
        ),
        pytest.param(
            {"Description": Cell(""), "Active": Cell("", checked=False), "Name": Cell("A")},
            {"description": None, "active": False},
            id="empty and off",
        ),
    ],
)
def test_a_page_tells_a_templates_attributes(
    details: dict[str, Cell], expected: dict[str, Any]
) -> None:
    """By their labels."""
    assert shown("hq", page(details=details)) == expected


@pytest.mark.parametrize(
    "details",
    [
        pytest.param({}, id="nothing"),
        pytest.param({"Active": MARK}, id="no description"),
        pytest.param({"Description": Cell("")}, id="no state"),
        pytest.param({"Description": Cell(""), "Active": Cell("Yes")}, id="no check mark"),
    ],
)
def test_a_page_that_lacks_a_label_is_a_changed_page(details: dict[str, Cell]) -> None:
    """What is not shown is not empty."""
    with pytest.raises(PageChanged, match="description and state"):
        shown("hq", page(details=details))


def test_attributes_are_filled_in_at_their_labels() -> None:
    """Texts as texts, flags as ticks."""
    made = page(text(1, "Template Name"), text(2, "Description"), box(3, "Active"))

    fillings = fill("hq", made, {"name": "A", "description": "For all", "active": False})

    assert fillings == {1: "A", 2: "For all", 3: False}


@pytest.mark.parametrize(
    ("made", "message"),
    [
        pytest.param(page(), "has no form", id="no form"),
        pytest.param(page(text(0, "Active")), "has 0 controls", id="another control"),
        pytest.param(page(box(0, "Active"), box(1, "Active")), "has 2 controls", id="twice"),
    ],
)
def test_what_cannot_be_filled_in_is_a_changed_page(made: Page, message: str) -> None:
    """Nothing is filled in by position."""
    with pytest.raises(PageChanged, match=message):
        fill("hq", made, {"active": True})
