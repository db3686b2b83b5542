"""Files are read as plain data: nothing is executed, nothing is lost, everything has its place."""

from textwrap import dedent
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from s2s_gitops.engine.read_yaml import read_yaml
from s2s_gitops.engine.yaml import builder
from s2s_gitops.engine.yaml.builder import MAX_ALIAS_NODES, MAX_DEPTH
from s2s_gitops.model.errors import FilesError
from s2s_gitops.model.source import Map, Seq, source_of

from ..builders import document


def problems(content: bytes) -> list[tuple[str, str]]:
    """Return place and code of everything that stops the reading."""
    with pytest.raises(FilesError) as caught:
        read_yaml("f", content)
    return [(str(one.source), one.code) for one in caught.value.diagnostics]


def places(node: Any) -> dict[str, str]:
    """Return line and column of every key and item, by the path that leads there."""
    found: dict[str, str] = {}
    if isinstance(node, Map | Seq):
        for child, value in node.items() if isinstance(node, Map) else enumerate(node):
            source = source_of(node, child)
            found[str(child)] = f"{source.line}:{source.column}"
            found |= {f"{child}.{path}": place for path, place in places(value).items()}
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a: b", {"a": "1:1"}, id="key"),
        pytest.param("a:\n  b:\n    c: d", {"a": "1:1", "a.b": "2:3", "a.b.c": "3:5"}, id="nested"),
        pytest.param("a:\n- x\n-   y", {"a": "1:1", "a.0": "2:3", "a.1": "3:5"}, id="items"),
        pytest.param(
            "a: {b: [x, y]}",
            {"a": "1:1", "a.b": "1:5", "a.b.0": "1:9", "a.b.1": "1:12"},
            id="flow style",
        ),
        pytest.param("# note\n\na: b", {"a": "3:1"}, id="comment above"),
        pytest.param("ä: {😀: x, y: z}", {"ä": "1:1", "ä.😀": "1:5", "ä.y": "1:11"}, id="unicode"),
        pytest.param("? a\n: b", {"a": "1:3"}, id="explicit key"),
        pytest.param("t:\n- a: b", {"t": "1:1", "t.0": "2:3", "t.0.a": "2:3"}, id="both"),
        pytest.param(
            "a: &x [y]\nb: *x", {"a": "1:1", "a.0": "1:8", "b": "2:1", "b.0": "1:8"}, id="alias"
        ),
        pytest.param("a: &x y\n*x : z", {"a": "1:1", "y": "2:1"}, id="alias as a key"),
        pytest.param(
            "a: &x {k: v}\nb:\n  <<: *x\n  m: n",
            {"a": "1:1", "a.k": "1:8", "b": "2:1", "b.m": "4:3", "b.k": "1:8"},
            id="merged key stands where it is written",
        ),
    ],
)  # fmt: skip
def test_every_key_and_item_knows_its_place(text: str, expected: dict[str, str]) -> None:
    """Messages point at file, line and column; both count from 1, in characters."""
    assert places(read_yaml("f", text.encode())) == expected


@pytest.mark.parametrize(
    "text",
    [
        "No",
        "On",
        "yes",
        "010",
        "1.0",
        "1e3",
        "null",
        "~",
        "true",
        "0x1F",
        "2026-01-01",
        "=",
        "12:30",
    ],
)
def test_a_scalar_stays_the_text_that_it_looks_like(text: str) -> None:
    """Names, fields and picklist values are texts, whatever YAML 1.1 makes of them."""
    read = document(f"""
        {text}: {text}
        list: [{text}]
        quoted: "{text}"
        """)

    assert dict(read) == {text: text, "list": [text], "quoted": text}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("a:", None, id="nothing"),
        pytest.param("a: ''", "", id="empty, single quotes"),
        pytest.param('a: ""', "", id="empty, double quotes"),
        pytest.param("a: |\n  b\n  c\n", "b\nc\n", id="block"),
        pytest.param("a: >-\n  b\n  c\n", "b c", id="folded"),
        pytest.param('a: "\\x41"', "A", id="escape"),
        pytest.param("a: !!str 1", "1", id="tagged as the text that it is"),
        pytest.param("a: []", [], id="empty list"),
        pytest.param("a: {}", {}, id="empty mapping"),
        pytest.param("a: &x b", "b", id="anchor alone"),
        pytest.param("%YAML 1.2\n---\na: b\n...\n", "b", id="directive and markers"),
        pytest.param("\ufeffa: b", "b", id="byte order mark"),
        pytest.param("a: b\r\nc: d\r\n", "b", id="Windows line ends"),
    ],
)
def test_a_value_is_read_as_written(text: str, value: object) -> None:
    """Only a plain empty scalar is nothing; an empty text is a text."""
    assert read_yaml("f", text.encode())["a"] == value


MERGES = """\
x-a: &a {one: A, two: A}
x-b: &b {two: B, three: B}
"""


@pytest.mark.parametrize(
    ("text", "merged"),
    [
        pytest.param("m: {<<: *a}", {"one": "A", "two": "A"}, id="one mapping"),
        pytest.param("m: {<<: *a, two: M}", {"one": "A", "two": "M"}, id="own keys win"),
        pytest.param("m: {two: M, <<: *a}", {"one": "A", "two": "M"}, id="wherever they stand"),
        pytest.param(
            "m: {<<: *b, <<: *a}", {"one": "A", "two": "B", "three": "B"}, id="two merge keys"
        ),
        pytest.param(
            "m: {<<: [*a, *b]}", {"one": "A", "two": "A", "three": "B"}, id="list: earlier wins"
        ),
        pytest.param(
            "m: {<<: [*b, *a]}", {"two": "B", "three": "B", "one": "A"}, id="list, other way round"
        ),
        pytest.param(
            "m: {<<: [*b, {two: X}, *a], one: M}",
            {"one": "M", "two": "B", "three": "B"},
            id="list with a mapping written out, own key after it",
        ),
        pytest.param("m: {'<<': *a}", {"<<": {"one": "A", "two": "A"}}, id="quoted: a plain key"),
        pytest.param('m: {"<<": text}', {"<<": "text"}, id="quoted twice: any value"),
        pytest.param("m: {<<: {k: v}}", {"k": "v"}, id="mapping written out"),
        pytest.param("m: {<<: []}", {}, id="empty list"),
        pytest.param(
            "n: &n {<<: *a, two: N}\nm: {<<: *n}", {"two": "N", "one": "A"}, id="merge of a merge"
        ),
    ],
)
def test_merge_keys_add_what_a_mapping_does_not_say(text: str, merged: dict[str, str]) -> None:
    """`<<` works as in YAML 1.1: own keys first, then earlier sources."""
    assert read_yaml("f", f"{MERGES}{text}".encode())["m"] == merged


def test_a_merge_leaves_its_source_alone() -> None:
    """Overriding in one place does not reach another."""
    read = read_yaml("f", f"{MERGES}m: {{<<: *a, two: M}}".encode())

    assert read["x-a"] == {"one": "A", "two": "A"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", [("f:1:1", "S2S002")], id="empty file"),
        pytest.param("# only a comment\n", [("f:1:1", "S2S002")], id="only a comment"),
        pytest.param("---\n", [("f:1:1", "S2S002")], id="empty document"),
        pytest.param("- a\n", [("f:1:1", "S2S006")], id="list document"),
        pytest.param("text", [("f:1:1", "S2S006")], id="single value"),
        pytest.param("a: b\n---\nc: d\n", [("f:2:1", "S2S002")], id="two documents"),
        pytest.param("a: 1\nb: 2\na: 3", [("f:3:1", "S2S003")], id="key twice"),
        pytest.param(
            "a: {b: 1, b: 2}\na: 3", [("f:1:11", "S2S003"), ("f:2:1", "S2S003")], id="all doubles"
        ),
        pytest.param("a: &x b\nb: 1\n*x : 2", [("f:3:1", "S2S003")], id="key twice by alias"),
        pytest.param("a: 1\na: 2\n- c", [("f:3:1", "S2S002")], id="not YAML"),
        pytest.param("a: [b\n", [("f:2:1", "S2S002")], id="not closed"),
        pytest.param("a:\n\t- b", [("f:2:1", "S2S002")], id="tab"),
        pytest.param("a: !!python/name:os.system x", [("f:1:4", "S2S002")], id="tag on a scalar"),
        pytest.param("a: !!int 1", [("f:1:4", "S2S002")], id="harmless tag"),
        pytest.param("a: !x {b: c}", [("f:1:4", "S2S002")], id="tag on a mapping"),
        pytest.param("a: !!set [b]", [("f:1:4", "S2S002")], id="tag on a list"),
        pytest.param("a: *x", [("f:1:4", "S2S002")], id="unknown alias"),
        pytest.param("a: &x {b: *x}", [("f:1:11", "S2S004")], id="alias inside of itself"),
        pytest.param("a: &x\n  <<: *x", [("f:2:7", "S2S004")], id="merge of itself"),
        pytest.param("? [a, b]\n: c", [("f:1:3", "S2S002")], id="list as a key"),
        pytest.param("? {a: b}\n: c", [("f:1:3", "S2S002")], id="mapping as a key"),
        pytest.param("a: {<<: b}", [("f:1:9", "S2S006")], id="merge of a text"),
        pytest.param("a: {<<: }", [("f:1:9", "S2S006")], id="merge of nothing"),
        pytest.param("a: &x {}\nb: {<<: [*x, c]}", [("f:2:9", "S2S006")], id="merge of a list of both"),
        pytest.param("a: {<<: [[]]}", [("f:1:9", "S2S006")], id="merge of a list of lists"),
        pytest.param("a: {'<<': 1, '<<': 2}", [("f:1:14", "S2S003")], id="quoted merge key twice"),
        pytest.param("a: &x {b: c}\n*x : d", [("f:2:1", "S2S002")], id="alias of a mapping as a key"),
        pytest.param("a: &x [b]\n*x : d", [("f:2:1", "S2S002")], id="alias of a list as a key"),
        pytest.param("a: 1\na: 2\nb: *x", [("f:2:1", "S2S003"), ("f:3:4", "S2S002")], id="both"),
        pytest.param("a: 1\nb: \x01", [("f:2:1", "S2S002")], id="control character"),
        pytest.param("a: \x00", [("f:1:1", "S2S002")], id="null character"),
        pytest.param("a: \x1b[2J", [("f:1:1", "S2S002")], id="terminal escape"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_is_refused_with_its_place(
    text: str, expected: list[tuple[str, str]]
) -> None:
    """Data only; no surprise is read as something else."""
    assert problems(text.encode()) == expected


@pytest.mark.parametrize(
    ("content", "place"),
    [
        pytest.param("a: é".encode("latin-1"), "f:1:1", id="Latin 1"),
        pytest.param(b"a: b\nc: \xff\n", "f:2:1", id="on a later line"),
        pytest.param("a: b".encode("utf-16"), "f:1:1", id="UTF-16"),
    ],
)
def test_a_file_that_is_not_utf_8_is_refused(content: bytes, place: str) -> None:
    """Encodings are not guessed."""
    assert problems(content) == [(place, "S2S001")]


def _nested(depth: int) -> bytes:
    return b"a: " + b"[" * depth + b"]" * depth


def test_containers_nest_up_to_a_limit() -> None:
    """The document itself is the first container."""
    assert read_yaml("f", _nested(MAX_DEPTH - 1))
    assert problems(_nested(MAX_DEPTH)) == [(f"f:1:{MAX_DEPTH + 3}", "S2S002")]


def _laughs(levels: int) -> bytes:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    for level in range(1, levels):
        aliases = ", ".join([f"*a{level - 1}"] * 9)
        lines.append(f"a{level}: &a{level} [{aliases}]")
    return "\n".join(lines).encode()


def test_aliases_may_not_blow_a_file_up() -> None:
    """A few hundred bytes must not cost a billion nodes; the message stands at the alias."""
    assert read_yaml("f", _laughs(6))
    ((place, code),) = problems(_laughs(40))

    assert (place.partition(":")[0], code) == ("f", "S2S004")


def test_an_alias_may_be_used_often_as_long_as_it_is_small(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit is on what aliases add, to the node: one more is too much."""
    monkeypatch.setattr(builder, "MAX_ALIAS_NODES", 6)
    text = "a: &x [y, z]\nb: [*x, *x]"

    assert read_yaml("f", text.encode())["b"] == [["y", "z"]] * 2
    assert problems(f"{text}\nc: *x".encode()) == [("f:3:4", "S2S004")]
    assert MAX_ALIAS_NODES > 6


def test_the_message_of_the_parser_is_passed_on() -> None:
    """The user reads what the parser stumbled over."""
    with pytest.raises(FilesError, match="did not find expected"):
        read_yaml("f", b"a: [b")


_texts = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff\ufffe\uffff"),
    min_size=1,
)
_documents = st.dictionaries(
    _texts,
    st.recursive(
        _texts, lambda inner: st.lists(inner) | st.dictionaries(_texts, inner), max_leaves=8
    ),
    min_size=1,
)


@given(written=_documents)
def test_what_is_dumped_as_texts_is_read_as_the_same_texts(written: dict[str, Any]) -> None:
    """Reading loses and invents nothing."""
    dumped = yaml.dump(written, Dumper=yaml.SafeDumper, allow_unicode=True, default_style='"')

    assert read_yaml("f", dedent(dumped).encode()) == written


def test_a_file_with_doubles_is_handed_on_for_more_messages() -> None:
    """Its other mistakes are found in the same run; the last of two counts."""
    with pytest.raises(FilesError) as caught:
        read_yaml("f", b"a: 1\na: 2\nb: 3")

    assert caught.value.document == {"a": "2", "b": "3"}


@pytest.mark.parametrize("content", [b"", b"- a", b"a: [", b"a: *x"], ids=repr)
def test_what_is_no_mapping_is_not_handed_on(content: bytes) -> None:
    """There is nothing to look at."""
    with pytest.raises(FilesError) as caught:
        read_yaml("f", content)

    assert caught.value.document is None
