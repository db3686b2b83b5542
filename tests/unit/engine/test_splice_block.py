"""What stands on lines of its own is edited there; every other byte stays."""

from collections.abc import Sequence

import pytest

from s2s_gitops.engine.splice import Add, Drop, Edit, Put, splice

APPENDED = [
    pytest.param(
        "l:\n  - a\n\n  # of b\n  - b\n\nn: 1\n",
        [Add(("l",), "c"), Put(("m",), "x")],
        "l:\n  - a\n\n  # of b\n  - b\n\n  - c\n\nn: 1\n\nm: x\n",
        id="below a blank line where the last one stands so",
    ),
    pytest.param(
        "# top\n\nl:\n  - a\n\n  - b\n  - c\n",
        [Add(("l",), "d"), Put(("m",), "x")],
        "# top\n\nl:\n  - a\n\n  - b\n  - c\n  - d\nm: x\n",
        id="not where the last one does not, or has none above it",
    ),
    pytest.param(
        "# top\nl:   # of\n  - a   # x\n  - b   # y\n  # same\n    # deeper\n\n# of n\nn: 1\n",
        [Add(("l",), "c")],
        "# top\nl:   # of\n  - a   # x\n  - b   # y\n  # same\n    # deeper\n  - c\n\n# of n\nn: 1\n",
        id="below the comments of the list",
    ),
    pytest.param(
        "l:\n  - a\n # less deep\nn: 1\n",
        [Add(("l",), "b")],
        "l:\n  - a\n  - b\n # less deep\nn: 1\n",
        id="above a comment that is less deep",
    ),
    pytest.param(
        "l:\n  - a\n\n  # apart\nn: 1\n",
        [Add(("l",), "b")],
        "l:\n  - a\n  - b\n\n  # apart\nn: 1\n",
        id="above a comment that does not stand directly below",
    ),
    pytest.param(
        "m:\n  l:\n    - a\n    # in l\n  # in m\n# out\n",
        [Add(("m", "l"), "b"), Put(("m", "k"), "v")],
        "m:\n  l:\n    - a\n    # in l\n    - b\n  # in m\n  k: v\n# out\n",
        id="each collection below its own comments",
    ),
    pytest.param(
        "l:\n- a\n- b # t\nn: 1\n",
        [Add(("l",), "c")],
        "l:\n- a\n- b # t\n- c\nn: 1\n",
        id="a list that is not indented",
    ),
    pytest.param(
        "l:\n  -   a\n  - b\n",
        [Add(("l",), "c")],
        "l:\n  -   a\n  - b\n  -   c\n",
        id="blanks behind the dash as behind the first one",
    ),
    pytest.param(
        "l:\n  -\n  - b\n",
        [Add(("l",), "c")],
        "l:\n  -\n  - b\n  - c\n",
        id="an empty first item",
    ),
    pytest.param(
        "l:\n    - a: 1\n      b: 2 # t\n",
        [Add(("l",), {"a": "x", "b": ["y", "z"], "c": {"d": {"e": "f"}}, "g": [{"h": "i"}]})],
        "l:\n    - a: 1\n      b: 2 # t\n"
        "    - a: x\n      b: [y, z]\n      c:\n          d: {e: f}\n      g:\n          - h: i\n",
        id="a mapping, key by key",
    ),
    pytest.param(
        "l:\n  - - a\n    - b\n  - - c\n",
        [Add(("l", 0), "x"), Add(("l",), ["d", ["e", {"f": "g"}]]), Add(("l",), ["h"])],
        "l:\n  - - a\n    - b\n    - x\n  - - c\n  - - d\n    - - e\n      - f: g\n  - [h]\n",
        id="lists in a list",
    ),
    pytest.param(
        "l:\n  - {a: b} # t\n",
        [Add(("l",), {"c": ["d", {"e": "f"}]}), Add(("l",), {"g": "h" * 110})],
        f"l:\n  - {{a: b}} # t\n  - {{c: [d, {{e: f}}]}}\n  - g: {'h' * 110}\n",
        id="in braces as the first item, if it fits",
    ),
    pytest.param(
        "l:\n  -   {a: b}\n  -   c\n",
        [Put(("l", 0), "x"), Add(("l",), {"d": "e"})],
        "l:\n  -   x\n  -   c\n  -   d: e\n",
        id="as the first item is when its turn comes",
    ),
    pytest.param(
        "l:\n  - |\n    text\n\n  # note\n",
        [Add(("l",), "b")],
        "l:\n  - |\n    text\n  - b\n\n  # note\n",
        id="above the blank lines below a block scalar",
    ),
    pytest.param(
        "l:\n  - |+\n    text\n\n# note\n",
        [Add(("l",), "b")],
        "l:\n  - |+\n    text\n\n  - b\n# note\n",
        id="below the blank lines that a block scalar keeps",
    ),
    pytest.param(
        "l:\n  - |2+\n      text\n   \n\n  - >1-\n   x\n     \n\n",
        [Add(("l",), "b")],
        "l:\n  - |2+\n      text\n   \n\n  - >1-\n   x\n     \n  - b\n\n",
        id="block scalars that say how deep they are",
    ),
    pytest.param(
        "l:\n  - a: |\n      text\n     # note\n",
        [Put(("l", 0, "b"), "c")],
        "l:\n  - a: |\n      text\n     # note\n    b: c\n",
        id="a comment that ends a block scalar",
    ),
    pytest.param(
        "a: |\nb: >-",
        [Put(("a",), ["x"]), Put(("b",), "y"), Put(("c",), "z")],
        "a: [x]\nb: y\nc: z",
        id="block scalars with nothing in them",
    ),
    pytest.param(
        'a: "two\n  lines" # t\n',
        [Put(("b",), "c")],
        'a: "two\n  lines" # t\nb: c\n',
        id="behind a text on several lines",
    ),
    pytest.param("a: 1", [Put(("b",), "c")], "a: 1\nb: c", id="no line break at the end"),
    pytest.param("a: 1\n# t", [Put(("b",), "c")], "a: 1\n# t\nb: c", id="a comment at the end"),
    pytest.param(
        "a: 1\r\nl:\r\n- x # t\r\nb: 2",
        [Add(("l",), {"a": "b", "c": "d"}), Put(("e",), "f")],
        "a: 1\r\nl:\r\n- x # t\r\n- a: b\r\n  c: d\r\nb: 2\r\ne: f",
        id="line breaks as they are",
    ),
    pytest.param(
        "a:\n  - x\r\nb:\n  - y\n",
        [Add(("a",), "c"), Add(("b",), "c")],
        "a:\n  - x\r\n  - c\r\nb:\n  - y\n  - c\n",
        id="a line break as the line above has it",
    ),
    pytest.param(
        "a: x\u2028b: y # t\x85c: z\u2029",
        [Put(("b",), "n"), Put(("d",), "e")],
        "a: x\u2028b: n # t\x85c: z\u2029d: e\n",
        id="line breaks that only YAML knows",
    ),
    pytest.param(
        "\ufeff%YAML 1.1\n---  # t\n  a: 1\n...\n# end\n",
        [Put(("b",), "c")],
        "\ufeff%YAML 1.1\n---  # t\n  a: 1\n  b: c\n...\n# end\n",
        id="byte order mark, directive and markers",
    ),
    pytest.param(
        "? a\n: - b\n? c\n",
        [Add(("a",), "x"), Put(("d",), "e")],
        "? a\n: - b\n  - x\n? c\nd: e\n",
        id="keys behind question marks",
    ),
    pytest.param(
        "é😀: {ü: 1} # 😀\n'😀': [é, x] # t\tab\n",
        [Put(("é😀", "n"), "😀"), Add(("😀",), "ñ")],
        "é😀: {ü: 1, n: 😀} # 😀\n'😀': [é, x, ñ] # t\tab\n",
        id="any characters in front of the place",
    ),
]

MADE = [
    pytest.param(
        "a:\n    b:\n        c: 1\nl:\n  - x\n",
        [Put(("n", "o", "p"), [{"q": ["r"]}]), Add(("a", "b", "m"), {"k": {"l": {"m": True}}})],
        "a:\n    b:\n        c: 1\n        m:\n          - k:\n"
        "                l:\n                    m: true\nl:\n  - x\n"
        "n:\n    o:\n        p:\n          - q: [r]\n",
        id="as deep as others in the file",
    ),
    pytest.param(
        "a:\n- b: 1\n",
        [Put(("a", 0, "c"), [["d", ["e"]]]), Add(("f", "g"), 7)],
        "a:\n- b: 1\n  c:\n  - - d\n    - [e]\nf:\n  g:\n  - 7\n",
        id="lists as deep as other lists",
    ),
    pytest.param(
        "a: 1\n",
        [Add(("b", "c"), {"d": "e"}), Add(("b", "f"), "g"), Put(("b", "h", "i"), "j")],
        "a: 1\nb:\n  c:\n    - d: e\n  f: [g]\n  h: {i: j}\n",
        id="two blanks deeper where nothing tells",
    ),
    pytest.param(
        "a:   # t\nb:   \nc: &x\nd:\n  - # u\n  -\n",
        [
            Put(("a",), "v"),
            Put(("b", "k"), "v"),
            Add(("c",), {"k": "v"}),
            Put(("d", 0), {"k": "v"}),
            Put(("d", 1), {"k": "v", "l": "w"}),
        ],
        "a: v   # t\nb: {k: v}   \nc: &x\n  - k: v\nd:\n  - # u\n    k: v\n  - k: v\n    l: w\n",
        id="where nothing stands",
    ),
    pytest.param(
        "a: []  # t\nb: { }\nc: &x {} # u\n",
        [Add(("a",), {"k": ["v"]}), Put(("b", "k"), "v"), Put(("c", "k", "l", "m"), "v")],
        "a:  # t\n  - k: [v]\nb: {k: v}\nc: &x # u\n  k:\n    l: {m: v}\n",
        id="where empty brackets stand",
    ),
    pytest.param(
        "a: 1\n",
        [
            Put(("b",), {"k": "v" * 102}),
            Put(("c",), {"k": "v" * 103}),
            Put(("d",), ["v" * 105]),
            Put(("e",), ["v" * 106]),
            Put(("f",), {"k": True}),
            Put(("g",), [1, "v"]),
            Put(("h",), []),
            Put(("i",), {}),
        ],
        f"a: 1\nb: {{k: {'v' * 102}}}\nc:\n  k: {'v' * 103}\nd: [{'v' * 105}]\ne:\n  - {'v' * 106}\n"
        "f:\n  k: true\ng:\n  - 1\n  - v\nh: []\ni: {}\n",
        id="a list or mapping of texts in brackets, if it fits in 110 columns",
    ),
    pytest.param(
        "a: { b: c } # t\nd: [ e ]\nf: {}\n",
        [Put(("g",), {"h": "i"}), Put(("j",), ["k"]), Put(("f", "l"), "m")],
        "a: { b: c } # t\nd: [ e ]\nf: { l: m }\ng: { h: i }\nj: [ k ]\n",
        id="blanks inside of brackets as others have them",
    ),
]

REPLACED = [
    pytest.param(
        "a: old   # t\nb: 'old' # u\nc: >- # v\n  old\n\n  old\n\nd: old\n  old # w\n",
        [Put((key,), "new") for key in "abcd"],
        "a: new   # t\nb: new # u\nc: new # v\n\nd: new # w\n",
        id="a text by a text",
    ),
    pytest.param(
        "a: old # t\nb: |  # u\n  old\n  old\nc: [x,  # v\n  y] # w\nd: &n {x: y} # x\n",
        [Put((key,), [{"k": "v"}]) for key in "abcd"],
        "a: # t\n  - k: v\nb:  # u\n  - k: v\nc: # w\n  - k: v\nd: &n # x\n  - k: v\n",
        id="what stands on the line by lines below",
    ),
    pytest.param(
        "a: # t\n  # above\n  - x # u\n  # between\n  - y # v\n  # below\nb: &n\n    k: v",
        [Put(("a",), "new"), Put(("b",), ["x"])],
        "a: new # t\n  # above\n  # below\nb: &n [x]",
        id="lines by what stands on the line",
    ),
    pytest.param(
        "a: # t\n  # above\n  - x # u\n  - y # v\n  # below\nb:\n    k: v\nc: 1",
        [Put(("a",), ["z", {"k": "v"}]), Put(("b",), ["x", ["y"]]), Put(("b",), {"m": ["n"]})],
        "a: # t\n  # above\n  - z\n  - k: v\n  # below\nb:\n    m: [n]\nc: 1",
        id="lines by lines",
    ),
    pytest.param(
        "a:\n- x\n- y\nb:\n    - x\n",
        [Put(("a",), {"k": {"l": ["m"]}}), Put(("b",), ["z"])],
        "a:\n  k:\n    l: [m]\nb:\n    - z\n",
        id="a block list of texts stays one",
    ),
    pytest.param(
        "l:\n  - a: x # t\n    b: y # u\n  - old # v\n  - - x # w\n    - y # x\n  - &n z\n",
        [
            Put(("l", 0), "new"),
            Put(("l", 1), {"k": "v", "m": "w"}),
            Put(("l", 2), [["a"], "b"]),
            Put(("l", 3), {"k": "v", "m": "w"}),
        ],
        "l:\n  - new\n  - # v\n    k: v\n    m: w\n  - - [a]\n    - b\n  - &n\n    k: v\n    m: w\n",
        id="items",
    ),
    pytest.param(
        "l:\n  -   - x\n      - y\n  -   z\n  - |\n    t\n",
        [
            Put(("l", 0), ["a", ["b"]]),
            Put(("l", 1), {"k": "v", "m": "w"}),
            Put(("l", 2), ["a", ["b"]]),
        ],
        "l:\n  -   -   a\n      -   [b]\n  -   k: v\n      m: w\n  - -   a\n    -   [b]\n",
        id="items from behind their dashes on",
    ),
    pytest.param(
        "a:\n  # above\n  old # t\nb:\n  old\nc:\n  old # u\nd:\n\n  |\n  old\ne:\n  > # v\n  old\n",
        [Put(("a",), "new"), *(Put((key,), ["x", ["y"]]) for key in "bcde")],
        "a:\n  # above\n  new # t\nb:\n  - x\n  - [y]\nc:\n   # u\n  - x\n  - [y]\n"
        "d:\n\n  - x\n  - [y]\ne:\n   # v\n  - x\n  - [y]\n",
        id="a value on the line below its key",
    ),
    pytest.param(
        "a: !!str 010 # t\nb: &n !!str x # u\nc: !!str\nd: &m !!str # v\ne: !!str | # w\n  x\n",
        [Put((key,), "new") for key in "abcde"],
        "a: new # t\nb: new # u\nc: new\nd: new # v\ne: new # w\n",
        id="with its tag",
    ),
    pytest.param(
        "? a\n: old # t\n? b\n: k: v\n  l: w\n? c\n: old\n",
        [Put(("a",), "new"), Put(("b",), {"m": ["n"]}), Put(("c",), [["x"]])],
        "? a\n: new # t\n? b\n: m: [n]\n? c\n:\n  - [x]\n",
        id="behind question marks",
    ),
]

DROPPED = [
    pytest.param(
        "l:\n  # above a\n  - a # t\n\n  # above b\n  - k: v # u\n    # in b\n    m:\n      - w # v\n"
        "    # below b\n  - c\n",
        [Drop(("l", 1))],
        "l:\n  # above a\n  - a # t\n\n  # above b\n    # below b\n  - c\n",
        id="the lines of an item with the comments on them",
    ),
    pytest.param(
        "a: 1 # t\n# above\nb: |\n  x\n\n  y\n\n# below\nc: 'two\n  lines' # u\nd: 2\n",
        [Drop(("b",)), Drop(("c",))],
        "a: 1 # t\n# above\n\n# below\nd: 2\n",
        id="texts on several lines",
    ),
    pytest.param(
        "l:\n  - a: 1 # t\n    b: 2\n  - - x\n    - y\n  - c: |\n      t\n    d: 4\n",
        [Drop(("l", 0, "a")), Drop(("l", 1, 0)), Drop(("l", 2, "c"))],
        "l:\n  - b: 2\n  - - y\n  - d: 4\n",
        id="what stands behind a dash; the next one moves up",
    ),
    pytest.param(
        "l:\n  - a: 1 # t\n    # above b\n    b: 2\n  - c: |\n      t\n\n    d: 4\n",
        [Drop(("l", 0, "a")), Drop(("l", 1, "c"))],
        "l:\n  -\n    # above b\n    b: 2\n  -\n\n    d: 4\n",
        id="what stands behind a dash, above a comment or a blank line",
    ),
    pytest.param(
        "a: # t\n  # above\n  b: 1 # u\n  # below\nl:\n- x\nm:\n- - y # v\n- n: &n\n    o: 1\n",
        [Drop(("a", "b")), Drop(("l", 0)), Drop(("m", 0, 0)), Drop(("m", 1, "n", "o"))],
        "a: {} # t\n  # above\n  # below\nl: []\nm:\n- []\n- n: &n {}\n",
        id="the last one that is left",
    ),
    pytest.param(
        "# above\na: 1 # t\n# below\n", [Drop(("a",))], "# above\n{}\n# below\n", id="all"
    ),
    pytest.param(
        "--- &n\n  a: |\n    t\n...\n",
        [Drop(("a",))],
        "--- &n\n  {}\n...\n",
        id="all of an anchored file",
    ),
    pytest.param(
        "a: 1\r\nb: 2", [Drop(("b",))], "a: 1", id="the last line, without a line break at the end"
    ),
    pytest.param("a:\n  b: 1", [Drop(("a", "b"))], "a: {}", id="the last one on the last line"),
    pytest.param(
        "a: |\n  t\nb: 2", [Drop(("b",))], "a: |\n  t\n", id="the last line, below a block scalar"
    ),
    pytest.param(
        "? a\n: 1\n? b\n? c\n: d: 1\n  e: 2\n",
        [Drop(("a",)), Drop(("b",)), Drop(("c", "d"))],
        "? c\n: e: 2\n",
        id="behind question marks",
    ),
]


@pytest.mark.parametrize(("before", "edits", "after"), [*APPENDED, *MADE])
def test_new_text_stands_where_it_belongs_in_the_style_of_its_surroundings(
    before: str, edits: Sequence[Edit], after: str
) -> None:
    """The next reader cannot tell what a person wrote and what the tool."""
    assert splice("f", before.encode(), edits).decode() == after


@pytest.mark.parametrize(("before", "edits", "after"), REPLACED)
def test_another_value_keeps_the_comments_around_the_old_one(
    before: str, edits: Sequence[Edit], after: str
) -> None:
    """A comment says why; that outlives a value."""
    assert splice("f", before.encode(), edits).decode() == after


@pytest.mark.parametrize(("before", "edits", "after"), DROPPED)
def test_what_is_dropped_takes_its_own_lines_along(
    before: str, edits: Sequence[Edit], after: str
) -> None:
    """Comments above it stay, and what is left can be read."""
    assert splice("f", before.encode(), edits).decode() == after
