"""A file is edited in its text. What cannot be made, or cannot be proven, is refused with its place."""

import difflib
from collections.abc import Sequence

import pytest
import yaml

from s2s_gitops.engine.splice import Add, Drop, Edit, Put, splice
from s2s_gitops.model.errors import FilesError
from tests.conftest import ROOT

EXAMPLE = ROOT / "examples" / "connections.yaml"
SIDE = ("connections", 0, "sides", "hq")

TEXTS = [
    pytest.param("Ünïcode 😀", "Ünïcode 😀", "Ünïcode 😀", id="plain"),
    pytest.param('a\'s "b"', 'a\'s "b"', 'a\'s "b"', id="quotes inside"),
    pytest.param("a, [b] {c}", "a, [b] {c}", "'a, [b] {c}'", id="brackets and commas"),
    pytest.param("No", "'No'", "'No'", id="no"),
    pytest.param("true", "'true'", "'true'", id="true"),
    pytest.param("~", "'~'", "'~'", id="null"),
    pytest.param("", "''", "''", id="empty"),
    pytest.param("010", "'010'", "'010'", id="number"),
    pytest.param("2024-01-01", "'2024-01-01'", "'2024-01-01'", id="date"),
    pytest.param("<<", "'<<'", "'<<'", id="merge"),
    pytest.param("a: b", "'a: b'", "'a: b'", id="colon"),
    pytest.param("a #b", "'a #b'", "'a #b'", id="hash"),
    pytest.param("- a", "'- a'", "'- a'", id="dash"),
    pytest.param("'a'", "'''a'''", "'''a'''", id="quoted"),
    pytest.param(" a ", "' a '", "' a '", id="blanks around"),
    pytest.param("a\nb\n", '"a\\nb\\n"', '"a\\nb\\n"', id="lines"),
    pytest.param("a\u2028b\tc", '"a\\Lb\\tc"', '"a\\Lb\\tc"', id="other breaks"),
    pytest.param("word " * 50 + "end", "word " * 50 + "end", "word " * 50 + "end", id="long"),
    pytest.param(True, "true", "true", id="boolean"),
    pytest.param(False, "false", "false", id="other boolean"),
    pytest.param(17, "17", "17", id="integer"),
]

NOWHERE = [
    pytest.param((), Put((), "x"), "f:2:1", "a place inside", id="the whole file"),
    pytest.param((), Drop(()), "f:2:1", "whole of a file", id="the whole file dropped"),
    pytest.param((), Drop(("m", "x")), "f:3:3", "no key `x`", id="a missing key"),
    pytest.param((), Drop(("m", "x", "y")), "f:3:3", "no key `x`", id="below a missing key"),
    pytest.param((), Drop(("l", 2)), "f:5:4", "no item 2", id="an item too far"),
    pytest.param((), Put(("l", -1), "x"), "f:5:4", "no item -1", id="an item from the end"),
    pytest.param((), Put(("l", 2, "k"), "x"), "f:5:4", "no item 2", id="below an item too far"),
    pytest.param((), Put(("l", "k"), "x"), "f:5:4", "no mapping", id="a key of a list"),
    pytest.param((), Put(("m", 0), "x"), "f:3:3", "no list", id="an index of a mapping"),
    pytest.param((), Put(("m", "k", "x"), "y"), "f:3:6", "no mapping", id="a key of a text"),
    pytest.param((), Add(("m", "k"), "y"), "f:3:6", "no list", id="an item of a text"),
    pytest.param((), Add(("m",), "y"), "f:3:3", "no list", id="an item of a mapping"),
    pytest.param((), Add(("a", "k", "k"), "y"), "f:7:4", "no mapping", id="behind an alias"),
    pytest.param((), Put(("n", 0), "y"), "f:8:3", "no list", id="an index where nothing stands"),
    pytest.param((), Put(("o", 0), "y"), "f:2:1", "no list", id="an index of what is missing"),
    pytest.param((), Put(("q",), "y"), "f:9:4", "`?`", id="a lone question mark"),
    pytest.param(
        (Drop(("m",)), Put(("l", 0), ["x"])),
        Drop(("l", 2)),
        "f:5:4",
        "no item 2",
        id="a later edit",
    ),
]
"""For the file below: edits that can be made, one that cannot, and its place."""

FILE = "# é\nm:\n  k: v\n\nl: [1, 2]\nx: &m {k: v}\na: *m\nn:\n? q\n"


def refused(content: str, edits: Sequence[Edit]) -> tuple[str, str, str]:
    """Return code, place and detail of the one problem that edits of a file have."""
    with pytest.raises(FilesError) as caught:
        splice("f", content.encode(), edits)
    (problem,) = caught.value.diagnostics
    return problem.code, str(problem.source), problem.detail


@pytest.mark.parametrize(("value", "block", "flow"), TEXTS)
def test_texts_are_quoted_where_others_would_read_something_else(
    value: str | bool | int, block: str, flow: str
) -> None:
    """Other tools read the file as well, and people like it without needless quotes."""
    edits: list[Edit] = [Put(("b",), value), Add(("l",), value)]
    after = splice("f", b"l: [x]\n", edits).decode()
    assert after == f"l: [x, {flow}]\nb: {block}\n"
    assert yaml.safe_load(after) == {"l": ["x", value], "b": value}
    if isinstance(value, str):
        keyed = splice("f", b"m: {x: 1}\n", [Put((value,), "v"), Put(("m", value), "v")]).decode()
        assert keyed == f"m: {{x: 1, {flow}: v}}\n{block}: v\n"


@pytest.mark.parametrize(("before", "edit", "where", "why"), NOWHERE)
def test_a_path_that_leads_nowhere_is_refused_with_the_place_where_it_ends(
    before: Sequence[Edit], edit: Edit, where: str, why: str
) -> None:
    """Nothing is made up for a path that does not fit the file."""
    code, place, detail = refused(FILE, [*before, edit])
    assert (code, place) == ("S2S502", where)
    assert why in detail


UNPROVEN = [
    pytest.param(
        "l: [1]\na: |\n  x\nb: 1\n\n  # note\nc: 2\n", Drop(("b",)), "f:4:4", id="a comment"
    ),
    pytest.param("l: [1]\na: |+\n  x\nb: 1\n\nc: 2\n", Drop(("b",)), "f:4:4", id="a blank line"),
    pytest.param("l: [1]\na: |\n  x", Put(("c",), "y"), "f:1:1", id="a last line without a break"),
    pytest.param("l: [1]\n", Put(("c",), "\ud800"), "f:1:1", id="half of a character"),
]


@pytest.mark.parametrize(("content", "edit", "where"), UNPROVEN)
def test_an_edit_that_would_change_more_than_it_says_is_refused(
    content: str, edit: Edit, where: str
) -> None:
    """A block scalar would take in what follows, or the file could not be read: nothing of it is returned."""
    code, place, detail = refused(content, [Put(("l",), ["n"]), edit, Put(("o",), "p")])
    assert (code, place) == ("S2S502", where)
    assert "`b`" in detail or "`c`" in detail


def test_an_edit_that_breaks_the_text_is_named_not_the_one_that_finds_it() -> None:
    """What comes later is not to blame."""
    detail = refused("b: 1\n", [Put(("c",), "\ud800"), Put(("c", "d"), "e")])[2]
    assert "`c` cannot" in detail


def test_an_empty_item_is_not_written_in_brackets() -> None:
    """YAML has no way to write it there."""
    code, place, detail = refused("x: &l\n  -\ny: [*l , a]\n", [Add(("y", 0), "b")])
    assert (code, place) == ("S2S502", "f:3:5")
    assert "in brackets" in detail


def test_places_are_those_of_the_file_that_the_user_has() -> None:
    """Nothing is written when an edit is refused, so that lines of a text in between help nobody."""
    edits: list[Edit] = [
        Put(("a",), [{"k": "v"}]),
        Drop(("b",)),
        Add(("a",), {"k": "w"}),
        Put(("c", "d", "e"), "f"),
        Add(("x",), "2"),
    ]
    code, place, detail = refused("a: 1\nb: 2\nc: {}\n\nx: &l [1]\ny: *l\n", edits)
    assert (code, place) == ("S2S501", "f:5:4")
    assert "*l at f:6:4" in detail
    new = refused("a: 1\nb: 2\n", [Put(("a",), ["x", ["y"]]), Drop(("a", 1, 1))])
    assert new[1] == "f:2:1", "what is new stands where it was put in"


def test_a_file_that_cannot_be_read_is_not_edited() -> None:
    """Its own problem is told, as for every command."""
    assert refused("a: [", [])[:2] == ("S2S002", "f:2:1")


def test_the_example_is_edited_line_by_line() -> None:
    """What `import --into` and `drift accept` write is what a person would have written."""
    before = EXAMPLE.read_bytes()
    after = splice(
        "f",
        before,
        [
            Put(("orgs", "emea", "settings", "from_name"), "Team EMEA"),
            Add((*SIDE, "publish", 0, "fields"), "Phone"),
            Drop((*SIDE, "publish", 1, "fields", 2)),
            Drop((*SIDE, "publish", 2)),
            Add((*SIDE, "publish"), {"object": "Case", "fields": ["Subject", "Status"]}),
            Put((*SIDE, "subscribe", 0, "auto_accept"), False),
            Put((*SIDE, "subscribe", 0, "values", "Priority", "Medium"), "No"),
            Put(("connections", 1, "sides", "acme", "publish", 0, "state"), "absent"),
            Add(("approvals",), {"address": "hq/settings", "change": "enable", "reason": "agreed"}),
        ],
    )
    lines = difflib.unified_diff(
        before.decode().splitlines(), after.decode().splitlines(), n=0, lineterm=""
    )
    assert [line for line in lines if not line.startswith("@@")][2:] == [
        "+      from_name: Team EMEA",
        "-            fields: *lead-fields",
        "+            fields: [Company, LastName, Email, Status, Phone]",
        "-            fields: [Name, Budget__c, Start__c, Stage__c]",
        "-          - object: Task",
        "-            state: absent # deleting is said with words",
        "+            fields: [Name, Budget__c, Stage__c]",
        "+          - object: Case",
        "+            fields: [Subject, Status]",
        "-            auto_accept: true",
        "+            auto_accept: false",
        "-            values: { Priority: { High: P1, Low: P3 } } # Medium arrives as it is",
        "+            values: { Priority: { High: P1, Low: P3, Medium: 'No' } } # Medium arrives as it is",
        "+            state: absent",
        "+  - address: hq/settings",
        "+    change: enable",
        "+    reason: agreed",
    ]


def test_no_edits_change_no_byte() -> None:
    """Nothing is laid out anew."""
    content = b"\xef\xbb\xbf a:   [ x,y ]   \r\n b:\n# end"
    assert splice("f", content, []) == content
