"""Laws of the editor: for every file, every style and every edit, what is asked for happens and nothing else."""

import copy
from collections.abc import Iterator
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from s2s_gitops.engine.read_yaml import read_yaml
from s2s_gitops.engine.splice import Add, Drop, Edit, Put, splice
from s2s_gitops.engine.yaml.compose import compose
from s2s_gitops.engine.yaml.nodes import Node
from s2s_gitops.engine.yaml.style import style_of
from s2s_gitops.model.errors import FilesError
from tests.properties.written import KEYS, TEXTS, Path, Written, files

usual = settings(max_examples=250, suppress_health_check=list(HealthCheck))
larger = settings(usual, max_examples=5000)

values = st.recursive(
    st.sampled_from(TEXTS) | st.booleans() | st.integers(0, 20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=3)
    ),
    max_leaves=5,
)


def plain(value: Any) -> Any:
    """Return data as a file that holds it is read: every scalar is a text."""
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    return str(value).lower() if isinstance(value, bool | int) else value


def edited(data: Any, edit: Edit) -> Any:
    """Make an edit on plain data, in the plainest way."""
    top: Any = {"top": copy.deepcopy(data)}
    node, key = top, cast("str | int", "top")
    for step in edit.path:
        node[key] = {} if node[key] is None else node[key]
        node, key = node[key], step
        if isinstance(node, dict) and not isinstance(edit, Drop):
            node.setdefault(key, None)
    if isinstance(edit, Put):
        node[key] = plain(edit.value)
    elif isinstance(edit, Add):
        node[key] = [*(node[key] or []), plain(edit.item)]
    else:
        del node[key]
    return top["top"]


def places(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Yield every place of some data, with what stands there."""
    yield path, value
    if isinstance(value, dict | list):
        for step, one in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places(one, (*path, step))


@st.composite
def edits(draw: st.DrawFn, data: Any) -> Edit:
    """Draw an edit that can be made on some data."""
    path, there = draw(st.sampled_from(list(places(data))))
    choices = ["put", "drop"] if path else []
    choices += ["new", "new"] if isinstance(there, dict | None) else []
    choices += ["add", "add"] if isinstance(there, list | None) else []
    match draw(st.sampled_from(choices)):
        case "put":
            return Put(path, draw(values))
        case "drop":
            return Drop(path)
        case "add":
            return Add(path, draw(values))
    further = draw(st.lists(st.sampled_from(("new", *KEYS)), min_size=1, max_size=2))
    taken = isinstance(there, dict) and there.get(further[0]) is not None
    return Put((*path, *further[: 1 if taken else 2]), draw(values))


def place_of(file: Written, path: Path) -> Path:
    """Return how far a path leads by keys and items with lines of their own, before an alias."""
    place: Path = ()
    for step in path:
        if place in file.aliases or (*place, step) not in file.spans:
            break
        place = (*place, step)
    return place


def touched(file: Written, edit: Edit, data: Any) -> set[int]:
    """Return the numbers of the lines that belong to the place of an edit.

    The place is the last step of the path that has lines of its own: before an alias, inside of a
    collection in flow style, or where a key is missing or comes in by `<<`. What is put or dropped there
    touches the lines from its key or dash to the end of its value. Further,

    - a new key or item touches no line in block style, and all lines of what was in flow style, nothing or an alias;
    - what is dropped as the only one touches the line of its parent's colon or dash as well;
    - what is dropped from behind its parent's dash lets the next one move up, whose first line is touched;
    - what is dropped from below a sibling takes the blank line directly above along.
    """
    place = place_of(file, edit.path)
    is_inside = place in file.flows or place in file.aliases or dict(places(data))[place] is None
    if not is_inside and (isinstance(edit, Add) or place != edit.path):
        return set()
    first, last = file.spans.get(place, (0, len(file.lines) - 1))
    lines = set(range(first, last + 1))
    if isinstance(edit, Drop) and place == edit.path:
        parent = place[:-1]
        siblings = sorted(at for one, at in file.spans.items() if one[:-1] == parent and one)
        start = file.slots.get(parent, first)
        if len(siblings) == 1:
            lines.add(start)
        elif parent and start == first:
            lines.add(siblings[1][0])
        elif first > siblings[0][0] and not file.lines[first - 1].strip():
            lines.add(first - 1)
    return lines


def check_lines(file: Written, edit: Edit, data: Any, after: bytes) -> None:
    """Compare the lines of a file before and after: those that are not touched are still there, in order."""
    old, lines = file.lines, touched(file, edit, data)
    newline = file.newline if len(old) > 1 else "\n"
    new = after.decode().removeprefix(file.mark).split(newline)
    assert "\n" not in "".join(new)
    more = len(new) - len(old)
    if lines:
        rest = iter(new)
        assert [
            one for number, one in enumerate(old) if number not in lines and one not in rest
        ] == []
        above, below = min(lines), max(lines) + 1
    else:
        place = place_of(file, edit.path)
        below = max(at[1] for one, at in file.spans.items() if one[: len(place)] == place) + 1
        while old[below:] != new[below + more :] and old[below].lstrip().startswith("#"):
            below += 1
        above = below
    assert (new[:above], new[below + more :]) == (old[:above], old[below:])


def is_shared(file: Written, edit: Edit) -> bool:
    """Say whether others could notice an edit: an anchor that is used stands around the place or inside of it."""
    used = {*file.aliases.values(), *file.merges.values()}
    path, depth = edit.path, len(edit.path)
    anchored = [one for name, one in file.anchors.items() if name in used]
    is_around = any(path[: len(one)] == one or one[:depth] == path for one in anchored)
    return is_around or (isinstance(edit, Drop) and path[:-1] in file.merges)


def check_edit(file: Written, draw: st.DataObject) -> None:
    """Make one edit, and compare data and lines."""
    data = plain(read_yaml("f", file.content))
    edit = draw.draw(edits(data))
    try:
        after = splice("f", file.content, [edit])
    except FilesError as error:
        problem = error.diagnostics[0]
        if problem.code == "S2S501":
            assert is_shared(file, edit)
        else:  # a block scalar would take for its own what stands below a dropped key
            assert file.block_scalars or "brackets" in problem.detail
        return
    assert plain(read_yaml("f", after)) == edited(data, edit)
    check_lines(file, edit, data, after)


@usual
@given(file=files(), draw=st.data())
def test_an_edit_changes_what_it_says_and_no_line_that_does_not_belong_to_it(
    file: Written, draw: st.DataObject
) -> None:
    """Comments, quotes, indentation and aliases elsewhere are the writer's."""
    check_edit(file, draw)


@pytest.mark.long
@larger
@given(file=files(), draw=st.data())
def test_an_edit_changes_what_it_says_in_many_files(file: Written, draw: st.DataObject) -> None:
    """The same, for files that are not found at once."""
    check_edit(file, draw)


def check_edits(file: Written, draw: st.DataObject) -> None:
    """Make some edits at once, and one by one. The style of the file is asked for once only; it has to stay."""
    content = file.content
    style = style_of(*composed(content))
    wanted: list[Edit] = []
    for _ in range(draw.draw(st.integers(2, 5))):
        edit = draw.draw(edits(plain(read_yaml("f", content))))
        try:
            content = splice("f", content, [edit])
        except FilesError:
            continue
        wanted.append(edit)
        assume(style_of(*composed(content)) == style)
    assert splice("f", file.content, wanted) == content


@usual
@given(file=files(), draw=st.data())
def test_many_edits_do_what_they_do_one_by_one(file: Written, draw: st.DataObject) -> None:
    """Edits of one call are made in order; what is parsed only once makes no difference."""
    check_edits(file, draw)


@pytest.mark.long
@larger
@given(file=files(), draw=st.data())
def test_many_edits_do_the_same_in_many_files(file: Written, draw: st.DataObject) -> None:
    """The same, for edits that do not meet at once."""
    check_edits(file, draw)


def composed(content: bytes) -> tuple[str, Node]:
    text = content.decode("utf-8-sig")
    return text, compose(text)


@usual
@given(file=files())
def test_to_put_what_is_there_changes_no_byte(file: Written) -> None:
    """A file that says already what is asked for is left alone, shared or not."""
    data = plain(read_yaml("f", file.content))
    puts = [Put(path, value) for path, value in places(data) if path and value is not None]
    assert splice("f", file.content, puts) == file.content


@usual
@given(file=files(), item=values)
def test_to_drop_what_was_added_brings_every_byte_back(file: Written, item: Any) -> None:
    """Appending to a list in block style only puts lines in."""
    data = plain(read_yaml("f", file.content))
    for path, value in places(data):
        if isinstance(value, list) and (*path, 0) in file.spans and path == place_of(file, path):
            try:
                added = splice("f", file.content, [Add(path, item)])
            except FilesError:  # shared, or a block scalar ends the file
                continue
            assert splice("f", added, [Drop((*path, len(value)))]) == file.content
