"""Lists and forms are followed to their end, or are a changed page; never a smaller list."""

from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from s2s_gitops.kinds import following
from s2s_gitops.kinds.following import controls, loaded, table, whole
from s2s_gitops.model.errors import ByHand, PageChanged
from s2s_gitops.model.page import Button, Cell, Control, Link, Page, Table

from .pages import Org, box, page, text


@dataclass
class Opening(Org):
    """An org that remembers what was opened."""

    opened: list[str] = field(default_factory=list)

    def open(self, address: str) -> Page:
        """Open a given page."""
        self.opened.append(address)
        return self.pages[address]


def rows(*names: str, link: str = "/f?id={}") -> tuple[dict[str, Cell], ...]:
    """Return rows of a list, each with a link."""
    return tuple({"Name": Cell(one, (Link("Edit", link.format(one)),))} for one in names)


def plain(*names: str) -> tuple[dict[str, Cell], ...]:
    """Return rows without links, as in a history."""
    return tuple({"Name": Cell(one)} for one in names)


def part(address: str, shown: tuple[dict[str, Cell], ...], title: str = "T", **more: Any) -> Page:
    """Return a page that shows a part of the list; complete if nothing leads on."""
    is_whole = not (more.get("more") or more.get("larger"))
    made = Table(title, ("Name",) if shown else (), shown, complete=is_whole)
    return page(address=address, tables=[replace(made, **more)])


def org(*pages: Page) -> Opening:
    """Return an org with pages."""
    return Opening(pages={one.address: one for one in pages})


def names(made: Table) -> list[str]:
    """Return the names in the rows of a list."""
    return [row["Name"].text for row in made.rows]


def test_a_whole_list_costs_no_request() -> None:
    """Nothing is followed that need not be."""
    one = org()

    assert names(table(one, part("/1", rows("A")), "T")) == ["A"]
    assert one.opened == []


def test_pages_of_a_list_are_joined() -> None:
    """Whatever else the last page offers; its buttons are those of the list."""
    first = part("/1", rows("A", "B"), more=("/2",), buttons=(Button("New", address="/n"),))
    second = part("/2", rows("C"), more=("/3",))
    last = part(
        "/3", rows("D"), larger=("/3?rowsperpage=50",), buttons=(Button("Old", address="/o"),)
    )
    found = table(org(second, last), first, "T")

    assert (names(found), found.complete) == (["A", "B", "C", "D"], True)
    assert [one.text for one in found.buttons] == ["New", "Old"]


def test_a_list_with_more_rows_takes_the_place_of_the_smaller_one() -> None:
    """Whatever the links say of where one comes from."""
    first = part("/1", rows("A", "B", link="/f?id={}&retURL=%2F1"), larger=("/2",))
    second = part("/2", rows("B", "A", "C", link="/f?id={}&retURL=%2F2"))

    assert names(table(org(second), first, "T")) == ["B", "A", "C"]


def test_a_list_that_goes_on_elsewhere_is_joined_whatever_the_link_is_called() -> None:
    """Show 5 more may show those alone."""
    first = part("/1", rows("A"), larger=("/2",))

    assert names(table(org(part("/2", rows("B"))), first, "T")) == ["A", "B"]


def test_a_list_that_is_loaded_later_is_loaded() -> None:
    """And followed, where it goes on."""
    first = part("/1", (), more=("/2",), complete=False)
    second = part("/2", rows("A"), more=("/3",))

    assert names(table(org(second, part("/3", rows("B"))), first, "T")) == ["A", "B"]
    assert loaded(org(second), first, "T") is second
    assert loaded(org(), second, "T") is second


def test_a_list_that_is_loaded_later_may_be_cut_short_as_well() -> None:
    """What is loaded offers more rows, instead of the next ones: it is no last page."""
    first = part("/1", (), more=("/2",), complete=False)
    second = part("/2", rows("A"), larger=("/3",))

    assert names(table(org(second, part("/3", rows("A", "B"))), first, "T")) == ["A", "B"]


def test_a_page_that_shows_one_list_may_say_its_title_above_it() -> None:
    """Go to list leads to such a page."""
    there = replace(part("/2", rows("A", "B"), title=""), titles=("Connection", "T"))

    assert names(table(org(there), part("/1", rows("A"), larger=("/2",)), "T")) == ["A", "B"]


def test_rows_that_nothing_tells_apart_may_come_again() -> None:
    """Two mails in one minute are two lines of a history."""
    first = part("/1", plain("A", "A"), more=("/2",))

    assert names(table(org(part("/2", plain("A"))), first, "T")) == ["A", "A", "A"]


@pytest.mark.parametrize(
    ("first", "others", "message"),
    [
        pytest.param(part("/1", rows("A"), more=("",)), (), "cannot be reached", id="by script"),
        pytest.param(
            part("/1", (), complete=False), (), "cannot be reached", id="not loaded, and no way"
        ),
        pytest.param(
            part("/1", rows("A"), more=("/1",)), (), "cannot be reached", id="leads to itself"
        ),
        pytest.param(
            part("/1", rows("A", "B"), more=("/2",)),
            (part("/2", rows("B")),),
            "shows rows again",
            id="a row again",
        ),
        pytest.param(
            part("/1", plain("A"), more=("/2",)),
            (part("/2", plain("A"), more=("/3",)),),
            "shows rows again",
            id="a pager that does not move",
        ),
        pytest.param(
            part("/1", rows("A"), larger=("/2",)),
            (part("/2", rows("A"), larger=("/3",)),),
            "same rows again",
            id="more that is not more",
        ),
        pytest.param(
            part("/1", rows("A", "B"), larger=("/2",)),
            (part("/2", rows("B", "C")),),
            "shows rows again",
            id="some rows instead of more",
        ),
        pytest.param(
            part("/1", rows("A"), more=("/2",)),
            (part("/2", rows("B"), headers=("Other",)),),
            "other columns",
            id="other columns",
        ),
        pytest.param(
            part("/1", rows("A"), more=("/2",)),
            (part("/2", rows("B"), torn=True),),
            "does not fit its header",
            id="torn on the way",
        ),
        pytest.param(part("/1", rows("A"), torn=True), (), "does not fit its header", id="torn"),
        pytest.param(
            part("/1", rows("A"), more=("/2",)),
            (page(address="/2"),),
            "/2 has 0 lists titled 'T'",
            id="another page on the way",
        ),
        pytest.param(
            part("/1", rows("A"), more=("/2",)),
            (part("/2", (), complete=False),),
            "cannot be reached",
            id="an empty page that does not say so",
        ),
    ],
)
def test_a_list_that_cannot_be_followed_is_a_changed_page(
    first: Page, others: tuple[Page, ...], message: str
) -> None:
    """With the page that surprised."""
    with pytest.raises(PageChanged, match=message) as caught:
        table(org(*others), first, "T")

    assert caught.value.page in (first, *others)


def test_a_list_without_end_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """By pages or by rows."""
    pages = [part(f"/{at}", rows(str(at)), more=(f"/{at + 1}",)) for at in range(9)]
    for limit in ("MAX_PAGES", "MAX_ROWS"):
        with monkeypatch.context() as patch:
            patch.setattr(following, limit, 5)
            with pytest.raises(PageChanged, match="goes on for longer"):
                table(org(*pages), pages[0], "T")


def ticks(address: str, *labels: str, **more: Any) -> Page:
    """Return a page with a form of tick boxes, one a row."""
    boxes = [
        box(at, row={"Name": one}, row_number=at, id=f"{one}{at}") for at, one in enumerate(labels)
    ]
    made = page(text(9, "Around"), *boxes, address=address)
    assert made.form is not None
    return replace(made, form=replace(made.form, **more))


def shown(found: tuple[Control, ...]) -> list[tuple[str, int]]:
    """Return the names and numbers of rows."""
    return [(one.row["Name"], one.row_number) for one in found if one.row]


def test_rows_of_a_form_are_gathered_for_reading() -> None:
    """What stands around them counts once."""
    first = ticks("/1", "A", "B", complete=False, more=("/2",))
    found = controls(org(ticks("/2", "C")), first)

    assert shown(found) == [("A", 0), ("B", 1), ("C", 2)]
    assert [one.label for one in found if not one.row] == ["Around"]


def test_a_whole_form_is_read_as_it_is() -> None:
    """Without a request."""
    one = org()

    assert shown(controls(one, ticks("/1", "A"))) == [("A", 0)]
    assert one.opened == []


def test_a_form_that_goes_on_with_other_rows_is_a_changed_page() -> None:
    """The same row again means that the pager does not move."""
    first = ticks("/1", "A", complete=False, more=("/2",))

    with pytest.raises(PageChanged, match="the rows of its form shows rows again"):
        controls(org(ticks("/2", "A")), first)


def test_a_form_is_saved_where_it_shows_all_rows() -> None:
    """The page itself leads there."""
    there = ticks("/3", "A", "B", "C")
    first = ticks("/1", "A", complete=False, larger=("/2",), more=("/n",))
    one = org(ticks("/2", "A", "B", complete=False, larger=("/2", "/3")), there)

    assert whole(one, first) is there
    assert one.opened == ["/2", "/3"]
    assert whole(org(), there) is there


def test_a_form_whose_rows_cannot_be_gathered_on_one_page_is_for_a_person() -> None:
    """Unticked means remove: saving one page of several could remove what is on the others."""
    with pytest.raises(ByHand, match="unticked means remove"):
        whole(org(), ticks("/1", "A", complete=False, more=("/2",)))


def test_a_form_with_other_rows_instead_of_more_is_a_changed_page() -> None:
    """It is not the same form."""
    first = ticks("/1", "A", complete=False, larger=("/2",))

    with pytest.raises(PageChanged, match="other rows instead of more"):
        whole(org(ticks("/2", "B")), first)
