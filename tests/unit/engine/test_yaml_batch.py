"""Edits that have nothing to do with each other wait for one parse; all others are made one by one."""

from collections.abc import Sequence

import pytest

from s2s_gitops.engine.splice import Add, Drop, Edit, Put, splice
from s2s_gitops.engine.yaml.batch import Batch

LIST = "l:\n  - a\n  - b\n  - c\n  - d\n  - e\n"
MAPPING = "m:\n  a: 1\n  b: 2\n  c: 3\n  d: 4\n  e: 5\n"
BEHIND_DASH = "l:\n  - a: 1\n\n    b: 2\n    c: 3\n"
COMMENT = "a: 1\n# note\n\nb: 2\nc: 3\n"

TOGETHER = [
    pytest.param(LIST, [Drop(("l", 4)), Drop(("l", 2)), Drop(("l", 0))], id="items, from the end"),
    pytest.param(MAPPING, [Drop(("m", "e")), Drop(("m", "c"))], id="keys, from the end"),
    pytest.param(MAPPING, [Drop(("m", "a")), Drop(("m", "c"))], id="keys, from the front"),
]

APART = [
    pytest.param(LIST, Drop(("l", 0)), Drop(("l", 2)), id="items, from the front"),
    pytest.param(LIST, Drop(("l", 2)), Drop(("l", 2)), id="the same number again"),
    pytest.param(LIST, Drop(("l", 2)), Drop(("l", 1)), id="items side by side"),
    pytest.param(LIST, Drop(("l", 2)), Add(("l",), "f"), id="an item behind"),
    pytest.param(LIST, Drop(("l", 4)), Put(("l", 1), "f"), id="another item"),
    pytest.param(COMMENT, Drop(("a",)), Drop(("b",)), id="a blank line above the next key"),
    pytest.param(BEHIND_DASH, Drop(("l", 0, "b")), Drop(("l", 0, "a")), id="the key behind a dash"),
    pytest.param("a: 1\nb: 2\n", Drop(("b",)), Drop(("a",)), id="the last key left"),
]


def one_by_one(content: str, edits: Sequence[Edit]) -> bytes:
    """Return the content after edits that each have a call of their own."""
    after = content.encode()
    for edit in edits:
        after = splice("f", after, [edit])
    return after


@pytest.mark.parametrize(("content", "edits"), TOGETHER)
def test_drops_with_a_child_between_them_wait_for_one_parse(
    content: str, edits: Sequence[Edit]
) -> None:
    """To parse a large file for every one of many drops would take minutes."""
    batch = Batch("f", content)
    for edit in edits:
        work = batch.independent(edit)
        assert work
        batch.waiting.append(work)
    assert batch.patched().encode() == splice("f", content.encode(), edits)
    assert batch.patched().encode() == one_by_one(content, edits)


@pytest.mark.parametrize(("content", "first", "second"), APART)
def test_a_drop_that_others_would_notice_does_not_wait_with_them(
    content: str, first: Edit, second: Edit
) -> None:
    """What an edit finds in the text has to be what the edits before it left there."""
    batch = Batch("f", content)
    work = batch.independent(first)
    assert work
    batch.waiting.append(work)
    assert batch.independent(second) is None
    edits = [first, second]
    assert splice("f", content.encode(), edits) == one_by_one(content, edits)
