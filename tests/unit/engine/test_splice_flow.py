"""What stands inside of brackets is edited there, on one line or on several; every other byte stays."""

from collections.abc import Sequence

import pytest

from s2s_gitops.engine.splice import Add, Drop, Edit, Put, splice

APPENDED = [
    pytest.param("l: [a, b] # t", [Add(("l",), "c")], "l: [a, b, c] # t", id="on one line"),
    pytest.param("l: [a,b,]\n", [Add(("l",), "c")], "l: [a,b, c,]\n", id="behind a trailing comma"),
    pytest.param("l: [ a ]\n", [Add(("l",), "c")], "l: [ a, c ]\n", id="with blanks inside"),
    pytest.param(
        "m: {a: 1} # t\n",
        [Put(("m", "b"), "x, y"), Put(("m", "c"), {"d": ["e", {"f": "g"}]}), Put(("m", "h"), True)],
        "m: {a: 1, b: 'x, y', c: {d: [e, {f: g}]}, h: true} # t\n",
        id="any value",
    ),
    pytest.param(
        "l: [\n  a, # t\n  b  # u\n]\n",
        [Add(("l",), "c")],
        "l: [\n  a, # t\n  b,  # u\n  c\n]\n",
        id="an item a line",
    ),
    pytest.param(
        "l: [\n\ta, # t\n\tb,  # u\n\t# below b\n\n# far below\n]\n",
        [Add(("l",), "c")],
        "l: [\n\ta, # t\n\tb,  # u\n\t# below b\n\tc,\n\n# far below\n]\n",
        id="an item a line, with a comma behind each",
    ),
    pytest.param(
        "l: [a,\r\n    b]\r\nm: {\r\n  a: 1,\r\n  b: 2, }\r\n",
        [Add(("l",), "c"), Put(("m", "c"), "3")],
        "l: [a,\r\n    b,\r\n    c]\r\nm: {\r\n  a: 1,\r\n  b: 2,\r\n  c: '3', }\r\n",
        id="an item a line, the bracket behind the last one",
    ),
    pytest.param(
        "l: [\n  {a: 1,\n   b: 2},\n  {a: 3}\n]\n",
        [Add(("l",), {"a": "x"}), Put(("l", 0, "c"), "y"), Put(("l", 1, "b"), "z")],
        "l: [\n  {a: 1,\n   b: 2,\n   c: y},\n  {a: 3, b: z},\n  {a: x}\n]\n",
        id="each bracket in its own layout",
    ),
    pytest.param(
        "l: [ a\n   , b # t\n   ]\nm: [ a\n   , b ]\n",
        [Add(("l",), "c"), Add(("m",), "c")],
        "l: [ a\n   , b # t\n   , c\n   ]\nm: [ a\n   , b\n   , c ]\n",
        id="an item a line, with commas in front",
    ),
    pytest.param(
        f"l: [a, b,\n    {'c' * 80}, d]\n",
        [Add(("l",), "e" * 20), Add(("l",), "f" * 20), Add(("l",), "g")],
        f"l: [a, b,\n    {'c' * 80}, d, {'e' * 20},\n    {'f' * 20}, g]\n",
        id="several items a line, as long as they fit",
    ),
    pytest.param(
        "l: [a, b # t\n  ]\nm: [a\n  , # u\n  ]\n",
        [Add(("l",), "c"), Add(("m",), "c")],
        "l: [a, b, c # t\n  ]\nm: [a\n  , c, # u\n  ]\n",
        id="in front of a comment",
    ),
    pytest.param(
        "a: []\nb: [{}, [ ]]\n",
        [Put(("b", 0, "k"), "v"), Add(("b", 1), "x"), Add(("a",), "y")],
        "a: [y]\nb: [{k: v}, [x]]\n",
        id="into empty brackets",
    ),
    pytest.param(
        "a: [ # none\n]\nb: {\n    # none\n  }\nc: [\n  # x\n\n  ]\n",
        [Add(("a",), "x"), Put(("b", "k"), "v"), Add(("c",), "y")],
        "a: [ # none\n  x\n]\nb: {\n    # none\n    k: v\n  }\nc: [\n  # x\n\n    y\n  ]\n",
        id="below a comment in empty brackets",
    ),
    pytest.param(
        "a: {b, c: , d: }\ne: {f:\n}\ng: [x: , y]\n",
        [Put(("a", "n"), "v"), Put(("e", "n"), "v"), Put(("g", 0, "n"), "v")],
        "a: {b, c: , d: , n: v }\ne: {f: , n: v\n}\ng: [{x: , n: v} , y]\n",
        id="behind a key without a value",
    ),
    pytest.param(
        "l: [k: v, ? m : w, x]\n",
        [Put(("l", 0, "n"), "1"), Put(("l", 1, "n"), True)],
        "l: [{k: v, n: '1'}, {? m : w, n: true}, x]\n",
        id="a pair without brackets gets some",
    ),
    pytest.param("{a: 1}\n", [Put(("b", "c"), "d")], "{a: 1, b: {c: d}}\n", id="at the top"),
    pytest.param("--- {} # t\n", [Put(("a",), ["b"])], "--- {a: [b]} # t\n", id="in an empty file"),
]

REPLACED = [
    pytest.param(
        "l: [a, 'b c' , \"d\"] # t\n",
        [Put(("l", 0), "x"), Put(("l", 1), ["y", "z"]), Put(("l", 2), {"k": False})],
        "l: [x, [y, z] , {k: false}] # t\n",
        id="items",
    ),
    pytest.param(
        'm: {a: 1,\n    b: [x, # t\n        y], # u\n    c: &n z, "d":4, e: !!str 5}\n',
        [Put(("m", key), "new") for key in "abcde"],
        'm: {a: new,\n    b: new, # u\n    c: &n new, "d":new, e: new}\n',
        id="values",
    ),
    pytest.param(
        "m: {a, b: , c:   , ? d, ? e : }\n",
        [Put(("m", key), {"k": "v"}) for key in "abcde"],
        "m: {a: {k: v}, b: {k: v} , c: {k: v}   , ? d: {k: v}, ? e : {k: v} }\n",
        id="nothing",
    ),
]

DROPPED = [
    pytest.param("l: [a, b, c] # t\n", [Drop(("l", 0))], "l: [b, c] # t\n", id="the first one"),
    pytest.param("l: [a, b , c] # t\n", [Drop(("l", 1))], "l: [a, c] # t\n", id="one between"),
    pytest.param(
        "l: [ a, b , c ]\nm: {a: , b: 1}\n",
        [Drop(("l", 2)), Drop(("m", "b"))],
        "l: [ a, b ]\nm: {a: }\n",
        id="the last one",
    ),
    pytest.param(
        "l: [a, b, c, ]\n", [Drop(("l", 2))], "l: [a, b, ]\n", id="before a trailing comma"
    ),
    pytest.param("l: [ a ] # t\n", [Drop(("l", 0))], "l: [] # t\n", id="the only one"),
    pytest.param(
        "l: &n [\n  a, # t\n]\nm: {\n  a: 1 }\n",
        [Drop(("l", 0)), Drop(("m", "a"))],
        "l: &n []\nm: {}\n",
        id="the only one on several lines",
    ),
    pytest.param(
        "l: [ # none\n  a, # t\n  # below\n]\nm: [a, # u\n  ]\n",
        [Drop(("l", 0)), Drop(("m", 0))],
        "l: [ # none\n  # below\n]\nm: [ # u\n  ]\n",
        id="the only one beside a comment",
    ),
    pytest.param(
        "l: [\n  a, # t\n  # above b\n  b, # u\n  c  # v\n]\n",
        [Drop(("l", 1))],
        "l: [\n  a, # t\n  # above b\n  c  # v\n]\n",
        id="a line",
    ),
    pytest.param(
        "l: [\n  a, # t\n  {k: v,\n   l: w} # u\n  # below\n]\n",
        [Drop(("l", 1))],
        "l: [\n  a # t\n  # below\n]\n",
        id="the last lines",
    ),
    pytest.param(
        "l: [\n  a,\n  b,\n]\n",
        [Drop(("l", 1))],
        "l: [\n  a,\n]\n",
        id="the last line with its comma",
    ),
    pytest.param(
        "l: [a, # t\n    b, c,\n    d]\n",
        [Drop(("l", 2)), Drop(("l", 0))],
        "l: [ # t\n    b,\n    d]\n",
        id="at the end of a line",
    ),
    pytest.param(
        "l: [a,\n    b]\nm: [a, # t\n    b]\nn: [a, # u\n    b,]\n",
        [Drop(("l", 1)), Drop(("m", 1)), Drop(("n", 1))],
        "l: [a]\nm: [a # t\n    ]\nn: [a, # u\n    ]\n",
        id="in front of the bracket",
    ),
    pytest.param(
        "l: [ a\n   , b # t\n   , c # u\n   ]\nm: [ a\n   , b ]\n",
        [Drop(("l", 1)), Drop(("l", 1)), Drop(("m", 1))],
        "l: [ a\n   ]\nm: [ a ]\n",
        id="with commas in front",
    ),
    pytest.param(
        'm: {a: 1, b, ? c : 3, "d":4} # t\n',
        [Drop(("m", "b")), Drop(("m", "c")), Drop(("m", "a"))],
        'm: {"d":4} # t\n',
        id="keys",
    ),
    pytest.param(
        "l: [k: v, m]\n", [Drop(("l", 0, "k"))], "l: [{}, m]\n", id="a pair without brackets"
    ),
]


@pytest.mark.parametrize(("before", "edits", "after"), APPENDED)
def test_brackets_get_one_more_in_their_layout(
    before: str, edits: Sequence[Edit], after: str
) -> None:
    """One item a line stays one item a line; trailing commas stay a habit."""
    assert splice("f", before.encode(), edits).decode() == after


@pytest.mark.parametrize(("before", "edits", "after"), REPLACED)
def test_another_value_in_brackets_is_written_in_brackets(
    before: str, edits: Sequence[Edit], after: str
) -> None:
    """A line of its own has no place there."""
    assert splice("f", before.encode(), edits).decode() == after


@pytest.mark.parametrize(("before", "edits", "after"), DROPPED)
def test_what_is_dropped_takes_one_comma_along(
    before: str, edits: Sequence[Edit], after: str
) -> None:
    """And its blanks or lines; comments elsewhere stay."""
    assert splice("f", before.encode(), edits).decode() == after


def test_what_acts_instead_of_being_read_is_spelled_out() -> None:
    """Whoever reviews the file sees what stands there; it is read back as it was."""
    after = splice(
        "f", b"l: [a]\nm:\n  k: b\n", [Add(("l",), "x\u202ey"), Put(("m", "n"), "\u200bz")]
    )

    assert after.decode() == 'l: [a, "x\\u202Ey"]\nm:\n  k: b\n  n: "\\u200Bz"\n'
