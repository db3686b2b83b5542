"""What anchors, aliases and `<<` share is edited for one place alone, or not at all."""

from collections.abc import Sequence

import pytest

from s2s_gitops.engine.splice import Add, Drop, Edit, Put, splice
from s2s_gitops.model.errors import FilesError

APART = [
    pytest.param(
        "x: &f [a, b] # t\ny:\n  f: *f # u\nz: {f: *f }\n",
        [Add(("y", "f"), "c"), Drop(("z", "f", 0))],
        "x: &f [a, b] # t\ny:\n  f: [a, b, c] # u\nz: {f: [b] }\n",
        id="an alias to a list",
    ),
    pytest.param(
        "x: &m\n  k: {l: [1]}\n  n: true\ny: *m # t\nl:\n  - *m # u\n  - *m\nz: {m: *m }\n",
        [
            Add(("y", "k", "l"), "2"),
            Put(("l", 0, "n"), False),
            Drop(("l", 1, "k")),
            Put(("z", "m", "k", "l", 0), "3"),
        ],
        "x: &m\n  k: {l: [1]}\n  n: true\ny: # t\n  k:\n    l: [1, '2']\n  n: true\n"
        "l:\n  - # u\n    k:\n      l: [1]\n    n: false\n  - n: true\n"
        "z: {m: {k: {l: ['3']}, n: true} }\n",
        id="an alias to a mapping on the way",
    ),
    pytest.param(
        "x: &m {k: &l [a, b]}\ny: *m\n",
        [Add(("y", "k"), "c")],
        "x: &m {k: &l [a, b]}\ny:\n  k: [a, b, c]\n",
        id="an anchor inside of what is written out",
    ),
    pytest.param(
        "x: &s a\ny: &m {k: *s , <<: &n {o: 1}}\nz: *m\n",
        [Put(("z", "p"), "q")],
        "x: &s a\ny: &m {k: *s , <<: &n {o: 1}}\nz: {k: a, o: 1, p: q}\n",
        id="aliases and `<<` inside of what is written out",
    ),
    pytest.param(
        "x: &m\n  t: true\n  i: 010\n  q: '010'\n  s: !!str 010\n  No: on\n  'off': two\n\n    lines, [a]\n"
        "  e:\n  f: [a]\ny: *m\nz: {m: *m }\n",
        [Put(("y", "n"), "010"), Put(("z", "m", "n"), True)],
        "x: &m\n  t: true\n  i: 010\n  q: '010'\n  s: !!str 010\n  No: on\n  'off': two\n\n    lines, [a]\n"
        "  e:\n  f: [a]\n"
        "y:\n  t: true\n  i: 010\n  q: '010'\n  s: '010'\n  No: on\n  'off': \"two\\nlines, [a]\"\n"
        "  e:\n  f: [a]\n  n: '010'\n"
        "z: {m: {t: true, i: 010, q: '010', s: '010', No: on, 'off': \"two\\nlines, [a]\", "
        "e: , f: [a], n: true} }\n",
        id="what stood unquoted stays so",
    ),
    pytest.param(
        "x: &f a\ny: *f # t\nl: [*f , *f ]\n*f : 1\n",
        [Put(("y",), "b"), Put(("l", 0), "c"), Drop(("l", 1)), Put(("a",), "2")],
        "x: &f a\ny: b # t\nl: [c ]\n*f : '2'\n",
        id="an alias itself",
    ),
    pytest.param(
        "x: &f\ny: *f # t\nz: *f\n",
        [Put(("y", "k"), "v"), Add(("z",), "v")],
        "x: &f\ny: {k: v} # t\nz: [v]\n",
        id="an alias to nothing",
    ),
    pytest.param(
        "x: &f [a]\ny: &f [b]\nz: *f\n",
        [Add(("x",), "c"), Add(("z",), "d"), Add(("y",), "e")],
        "x: &f [a, c]\ny: &f [b, e]\nz: [b, d]\n",
        id="an anchor whose name is taken twice",
    ),
    pytest.param(
        "x: &f [a]\ny: &f [*f , b]\nz: *f\n",
        [Add(("z",), "c"), Add(("y", 0), "d")],
        "x: &f [a]\ny: &f [[a, d] , b]\nz:\n  - [a]\n  - b\n  - c\n",
        id="an alias inside of an anchor of the same name",
    ),
    pytest.param(
        "x: &m\n  - a\ny: &n {k: v}\nz: &o 1 # t\n",
        [Add(("x",), "b"), Put(("y", "l"), "w"), Put(("z",), "2")],
        "x: &m\n  - a\n  - b\ny: &n {k: v, l: w}\nz: &o '2' # t\n",
        id="an anchor that nobody uses",
    ),
    pytest.param(
        "x: &m\n  ?\n  : v\ny: *m\n",
        [Put(("y", "k"), "w")],
        "x: &m\n  ?\n  : v\ny: {'': v, k: w}\n",
        id="an empty key",
    ),
    pytest.param(
        "x: &m {k: v}\ny:\n  m: *m\nz: 1\n",
        [Drop(("y",)), Put(("x", "k"), "w")],
        "x: &m {k: w}\nz: 1\n",
        id="an anchor that nobody uses any more",
    ),
    pytest.param(
        "x:\n  a: &m [1]\n  b: *m\ny: 2\n", [Put(("x",), "z")], "x: z\ny: 2\n", id="both at once"
    ),
    pytest.param(
        "x: &m {k: 1, l: [a], d: {e: {f: g}}}\ny:\n  <<: *m # t\n  o: 2\nz: {<<: [{l: [b]}, *m ]}\n",
        [
            Put(("y", "k"), "2"),
            Add(("y", "l"), "b"),
            Put(("y", "d", "e", "f"), "h"),
            Put(("y", "o"), "3"),
            Put(("y", "p", "q"), "r"),
            Add(("z", "l"), "c"),
            Drop(("z", "d", "e", "f")),
        ],
        "x: &m {k: 1, l: [a], d: {e: {f: g}}}\n"
        "y:\n  <<: *m # t\n  o: '3'\n  k: '2'\n  l: [a, b]\n  d:\n    e: {f: h}\n  p: {q: r}\n"
        "z: {<<: [{l: [b]}, *m ], l: [b, c], d: {e: {}}}\n",
        id="keys that come in by `<<`",
    ),
    pytest.param(
        "x: &a {k: 1}\ny: &b\n  <<: *a\nz:\n  - <<: *b\n",
        [Put(("z", 0, "k"), "2")],
        "x: &a {k: 1}\ny: &b\n  <<: *a\nz:\n  - <<: *b\n    k: '2'\n",
        id="a key that comes in by two `<<`",
    ),
    pytest.param(
        "x: &m {k: 1, l: 2}\ny: {<<: *m , k: 3}\n",
        [Put(("x", "k"), "4")],
        "x: &m {k: '4', l: 2}\ny: {<<: *m , k: 3}\n",
        id="a place that others have overridden",
    ),
    pytest.param(
        "x: &m {k: {l: 1}}\ny: *m\nz: {<<: *m }\n",
        [Put(("x", "k", "l"), "1"), Put(("y", "k"), {"l": 1}), Put(("z", "k", "l"), "1")],
        "x: &m {k: {l: 1}}\ny: *m\nz: {<<: *m }\n",
        id="what is there already",
    ),
    pytest.param(
        "'<<': {k: 1}\n",
        [Put(("<<", "l"), "2"), Put(("x", "<<"), "3")],
        "'<<': {k: 1, l: '2'}\nx: {'<<': '3'}\n",
        id="a quoted `<<` is a key like any other",
    ),
]

REFUSED = [
    pytest.param(
        "x: &f [a]\ny: *f\n",
        Add(("x",), "b"),
        "f:1:4",
        ("`x`", "&f", "*f at f:2:4"),
        id="inside of an anchor",
    ),
    pytest.param(
        "é: {😀: &m {k: [a]}}\nl:\n  - <<: *m\n",
        Add(("é", "😀", "k"), "b"),
        "f:1:8",
        ("`é.😀.k`", "&m", "*m at f:3:9"),
        id="deep inside of an anchor that `<<` uses",
    ),
    pytest.param(
        "\ufeffx: &m {k: 1}\r\ny: {<<: *m , l: 2}\r\n",
        Put(("x", "n"), "3"),
        "f:1:4",
        ("*m at f:2:9",),
        id="a new key inside of an anchor",
    ),
    pytest.param(
        "x: &f [a]\ny: *f\n",
        Put(("x",), "b"),
        "f:1:4",
        ("&f", "*f at f:2:4"),
        id="all of an anchor",
    ),
    pytest.param(
        "x:\n  - &f a\n  - b\ny: *f\n",
        Put(("x",), ["c"]),
        "f:2:5",
        ("`x`", "*f at f:4:4"),
        id="around an anchor",
    ),
    pytest.param(
        "x:\n  - &f a\n  - b\ny: *f\n",
        Drop(("x", 0)),
        "f:2:5",
        ("`x.0`", "*f at f:4:4"),
        id="an anchor that is dropped",
    ),
    pytest.param(
        "x:\n  &k a: 1\n  b: 2\ny: *k\n",
        Drop(("x", "a")),
        "f:2:3",
        ("*k at f:4:4",),
        id="an anchor on a key that is dropped",
    ),
    pytest.param(
        "x: &f\ny: *f\n", Put(("x", "k"), "v"), "f:1:4", ("*f at f:2:4",), id="an anchor on nothing"
    ),
    pytest.param(
        "x: &m {k: 1}\ny:\n  <<: *m\n",
        Drop(("y", "k")),
        "f:3:3",
        ("`y.k`", "f:1:8"),
        id="a key that comes in by `<<`",
    ),
    pytest.param(
        "x: &m {k: 1}\ny:\n  <<: *m\n  k: 2\n",
        Drop(("y", "k")),
        "f:3:3",
        ("`y.k`", "f:1:8"),
        id="a key that `<<` would bring in again",
    ),
]


@pytest.mark.parametrize(("before", "edits", "after"), APART)
def test_an_edit_behind_an_alias_changes_its_own_place_only(
    before: str, edits: Sequence[Edit], after: str
) -> None:
    """The anchor and its other uses stay; what the alias stood for is written out."""
    assert splice("f", before.encode(), edits).decode() == after


@pytest.mark.parametrize(("before", "edit", "where", "named"), REFUSED)
def test_an_edit_that_others_would_notice_is_refused(
    before: str, edit: Edit, where: str, named: Sequence[str]
) -> None:
    """The message names both places, and says what to do by hand."""
    with pytest.raises(FilesError) as caught:
        splice("f", before.encode(), [edit])
    problem = caught.value.diagnostics[0]
    assert (problem.code, str(problem.source)) == ("S2S501", where)
    assert [one for one in named if one not in problem.detail] == []
    assert "by hand" in problem.fix
