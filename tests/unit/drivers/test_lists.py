"""Lists of a page: whether they show all rows, where the rest is, and whether something is missing from them."""

import pytest

from s2s_gitops.drivers.html import parse_page
from s2s_gitops.model.page import Button, Page, Table

ROWS = """
<table class="list"><tr class="headerRow"><th>Action</th><th>Object</th></tr>
  <tr class="dataRow"><td><a href="/x">Edit</a></td><th>Lead</th></tr>
  <tr class="dataRow"><td><a href="/y">Edit</a></td><th>Case</th></tr></table>
"""
LAZY = (
    "<script>sfdcPage.registerRelatedList('04P1_RelatedX', '0', 'title', false, '/04P1', "
    "'relatedListId=RelatedX&hideDL=1&noh=1', null);</script>"
)


def page(body: str, address: str = "/p") -> Page:
    """Return a page with a body."""
    return parse_page(address, f"<html><body>{body}</body></html>")


def listed(more: str, address: str = "/p") -> Table:
    """Return a related list with two rows and something below them."""
    (table,) = page(
        f"<div class='bRelatedList' id='a_X'><h3>Title</h3>{ROWS}{more}</div>", address
    ).tables
    return table


@pytest.mark.parametrize(
    ("more", "following", "larger"),
    [
        pytest.param("<a href='/n?lsr=2'>Next Page</a>", ["/n?lsr=2"], [], id="next page"),
        pytest.param("<a href='/n?lsr=2'>Next »</a>", ["/n?lsr=2"], [], id="next, by its address"),
        pytest.param("<a href='/n?lsr=9'>4</a>", [""], [], id="a number"),
        pytest.param("<a href='/n?lsr=0'>Previous Page</a>", [], [], id="back"),
        pytest.param(
            "<table><tr class='headerRow'><th><a href='/n?lsr=0'>Sort</a></th></tr></table>",
            [], [], id="order",
        ),
        pytest.param("<a href='/n'>Go to list (9)</a>", [], ["/n"], id="go to list"),
        pytest.param("<a href='/n?rowsperlist=9'>more</a>", [], ["/n?rowsperlist=9"], id="size"),
        pytest.param("<a href='/n?rowsperlist=9'>fewer</a>", [], [], id="fewer"),
        pytest.param("<a href='/n?rowsperlist=2'>2</a>", [], [], id="size that is shown already"),
        pytest.param("<a href='javascript:next()'>Next Page</a>", [""], [], id="by strange script"),
        pytest.param("<a href='javascript:all()'>Show 3 more</a>", [""], [], id="more by script"),
        pytest.param("<a>Next Page</a>", [], [], id="switched off"),
        pytest.param(
            "<input type='button' value='Next Page' onclick=\"navigateToUrl('/n')\">",
            ["/n"], [], id="a button",
        ),
        pytest.param("<input type='button' value='Next Page' disabled>", [], [], id="button, off"),
        pytest.param("<input type='checkbox' value='Next Page'>", [], [], id="no button"),
    ],
)  # fmt: skip
def test_a_pager_says_where_the_rest_is(more: str, following: list[str], larger: list[str]) -> None:
    """An empty address means that there is a rest, and no way to it."""
    table = listed(more)

    assert (list(table.more), list(table.larger)) == (following, larger)
    assert table.complete is not (following or larger != [])


def test_a_list_that_was_asked_for_more_rows_than_it_has_is_complete() -> None:
    """The size can still be chosen, and shows nothing more."""
    assert listed("<a href='/p?rowsperlist=50'>50</a>", "/p?rowsperlist=20").complete is True
    assert listed("<a href='/p?rowsperlist=50'>50</a>", "/p?rowsperlist=2").complete is False


@pytest.mark.parametrize(
    ("bar", "following", "larger"),
    [
        pytest.param("<a href='/a'>A</a> <b>All</b>", [], [], id="all, no link"),
        pytest.param(
            "<a href='/a'>A</a><a class='selected' href='/l'>All</a>", [], [], id="all, marked"
        ),
        pytest.param("<b>A</b><a href='/l'>All</a>", [], ["/l"], id="a letter"),
        pytest.param(
            "<a class='current' href='/a'>A</a><a href='/l'>All</a>", [], ["/l"], id="marked letter"
        ),
        pytest.param("<b>A</b><a href='/b'>B</a>", [""], [], id="no way to all"),
        pytest.param("", [], [], id="an empty bar"),
    ],
)
def test_an_alphabet_bar_shows_all_only_if_it_says_so(
    bar: str, following: list[str], larger: list[str]
) -> None:
    """Rows of one letter are not all rows."""
    table = listed(f"<div class='rolodex'>{bar}</div>")

    assert (list(table.more), list(table.larger)) == (following, larger)


def test_a_pager_under_an_alphabet_bar_is_none_of_its_letters() -> None:
    """However many letters there are: what leads on is not lost among them."""
    letters = "".join(f"<a href='/a?lsc={at}'>{at}</a>" for at in range(200))
    pages = "".join(f"<a href='/n?lsr={at}'>Next Page</a>" for at in range(200))

    table = listed(f"<div class='rolodex'>{letters} <b>All</b></div><div>{pages}</div>")

    assert len(table.more) == 200


@pytest.mark.parametrize(
    ("filtering", "complete"),
    [
        pytest.param("<input name='search' value='Le'>", False, id="a search"),
        pytest.param("<input name='search' value=''>", True, id="no search"),
        pytest.param("<input type='checkbox' name='search' value='1'>", True, id="a tick box"),
        pytest.param(
            "<form><select name='fcf'><option selected>My</option></select></form>",
            False,
            id="a view",
        ),
        pytest.param(
            "<form><select name='fcf'><option selected>All Of Them</option></select></form>",
            True,
            id="the view of all",
        ),
    ],
)
def test_a_filter_that_is_set_hides_rows(filtering: str, complete: bool) -> None:
    """Then the list is not whole."""
    assert listed(filtering).complete is complete


def test_a_pager_beside_lists_counts_for_those_around_it() -> None:
    """Set-up lists have it below their table; how many rows related lists show is the page's business."""
    made = page(f"<div><h3>Free</h3>{ROWS}</div><div><a href='/n'>Next Page</a></div>")
    related = page(
        f"<div class='bRelatedList'><h3>T</h3>{ROWS}</div><a href='/p?rowsperlist=9'>more</a>"
    )

    assert made.tables[0].more == ("/n",)
    assert related.tables[0].complete is True


@pytest.mark.parametrize(
    "block",
    [
        "<div class='bRelatedList' id='04P1_RelatedX'><h3>T</h3><div></div></div>",
        "<div class='bRelatedList' id='04P000000000001AAA_RelatedX'><h3>T</h3></div>",
        "<h3>T</h3><div id='04P1_RelatedX'></div>",
    ],
    ids=["by its id", "by the end of its id", "a block of another kind"],
)
def test_a_list_that_is_loaded_later_says_from_where(block: str) -> None:
    """The page's script knows it."""
    (table,) = page(block + LAZY).tables

    assert (table.title, table.complete) == ("T", False)
    assert table.more == ("/04P1?relatedListId=RelatedX&hideDL=1&noh=1",)


@pytest.mark.parametrize(
    "script",
    [
        "registerRelatedList('04P1_RelatedX', '/04P1')",
        "registerRelatedList('other', '0', '/x', 'relatedListId=RelatedY')",
        "registerRelatedList('relatedListId=RelatedX')",
        "registerRelatedList(",
    ],
)
def test_script_that_registers_something_else_loads_nothing(script: str) -> None:
    """Such a list is incomplete, and cannot be followed."""
    block = "<div class='bRelatedList' id='04P1_RelatedX'><h3>T</h3></div>"
    (table,) = page(f"{block}<script>{script}</script>").tables

    assert (table.complete, table.more) == (False, ())


def test_a_list_that_is_there_is_not_loaded_again() -> None:
    """Nor is one that says that it is empty."""
    block = "<div class='bRelatedList' id='04P1_RelatedX'><h3>T</h3>{}</div>"

    for inside in (ROWS, "<p>No records to display</p>"):
        assert page(block.format(inside) + LAZY).tables[0].complete is True


def test_a_block_that_says_that_it_is_empty_is_a_list() -> None:
    """By the heading before it; what is hidden says nothing."""
    said = "<p{}>No records to display</p>"
    made = page(f"<div><h3>Templates</h3>{said.format('')}</div>")

    assert [(one.title, one.rows, one.complete) for one in made.tables] == [("Templates", (), True)]
    assert page(f"<h3>Templates</h3>{said.format(' style=display:none')}").tables == ()


def test_a_list_in_a_page_block_has_the_buttons_of_the_block() -> None:
    """Unless the block holds another list as well."""
    new = "<input type='button' class='btn' value='New' onclick=\"navigateToUrl('/{}')\">"
    one, two = (
        f"<div class='bPageBlock'>{new.format(at)}<h3>{at}</h3>{ROWS}</div>" for at in ("a", "b")
    )
    apart, together = (
        page(one + two),
        page(f"<div class='bPageBlock'>{new.format('n')}{ROWS}{ROWS}</div>"),
    )

    assert [table.buttons for table in apart.tables] == [
        (Button("New", address="/a"),),
        (Button("New", address="/b"),),
    ]
    assert [table.buttons for table in together.tables] == [(), ()]


@pytest.mark.parametrize(
    ("rows", "torn"),
    [
        pytest.param(ROWS, False, id="as it should be"),
        pytest.param(ROWS.replace("<th>Object</th>", ""), True, id="a header is missing"),
        pytest.param(ROWS.replace("<th>Case</th>", ""), True, id="a cell is missing"),
        pytest.param(ROWS.replace("<th>Case</th>", "<th colspan=2>Case</th>"), True, id="too wide"),
        pytest.param(
            ROWS.replace("<td>", "<td colspan=2>").replace("<th>Action</th>", "<th colspan=2>Action</th>"),
            False,
            id="wide columns",
        ),
        pytest.param(ROWS.replace('class="headerRow"', ""), True, id="no header"),
        pytest.param(ROWS.replace("<td>", "<td colspan=x>"), False, id="a width that is none"),
    ],
)  # fmt: skip
def test_rows_that_do_not_fit_their_header_tear_the_list(rows: str, torn: bool) -> None:
    """Else a text would be taken for what another column says."""
    assert page(f"<div class='bRelatedList'><h3>T</h3>{rows}</div>").tables[0].torn is torn


def test_columns_of_one_name_are_told_apart() -> None:
    """No cell replaces another."""
    (table,) = page(
        "<table class='list'><tr class='headerRow'><th>A</th><th>A</th><th></th></tr>"
        "<tr class='dataRow'><td>1</td><td>2</td><td>3</td></tr></table>"
    ).tables

    assert {name: cell.text for name, cell in table.rows[0].items()} == {
        "A": "1", "A 1": "2", "column 2": "3",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "torn"),
    [
        pytest.param(f"<html><body>{ROWS}</body></html>", False, id="whole"),
        pytest.param(f"<HTML><body>{ROWS}</body>", True, id="no end"),
        pytest.param(f"<html><body>{ROWS}", True, id="no end of the body"),
        pytest.param("<html><body><table><tr></body></html>", True, id="an open table"),
        pytest.param("<html><body></table></body></html>", True, id="a beginning is missing"),
        pytest.param("<html><body><form></body></html>", True, id="an open form"),
        pytest.param("<html><body><select></body></html>", True, id="an open drop-down"),
        pytest.param("<html><body><script>x", True, id="open script"),
        pytest.param("<html><body><!-- x", True, id="an open comment"),
        pytest.param("<html><body><script>'<table>'</script><!--<form>--></body></html>", False,
                     id="what script or a comment says"),
        pytest.param("<html><body></body></html", True, id="within a tag"),
        pytest.param("<div>part</div>", False, id="a part of a page"),
        pytest.param("<div><div>part</div>", True, id="an open part"),
        pytest.param("<html><body><div>part</body></html>", False, id="sloppy, but whole"),
        pytest.param(f"<html><body>{'<div>' * 400}x{'</div>' * 400}</body></html>", True,
                     id="deeper than can be read"),
        pytest.param("", False, id="nothing at all"),
    ],
)  # fmt: skip
def test_a_page_that_breaks_off_is_told(text: str, torn: bool) -> None:
    """What is behind the break is not known to be absent."""
    assert parse_page("/p", text).torn is torn
