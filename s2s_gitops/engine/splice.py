"""Edits a YAML file by splicing its text: every byte that need not change stays as it is.

A library that reads and writes the whole would indent, quote and wrap anew. Here the places come from the
parser, the new text from the style around them, and the proof from reading both texts again. Knows nothing
of what the file is about.
"""

from collections.abc import Sequence
from typing import Any, Final

import yaml

from s2s_gitops.engine.edits import Add, CannotEdit, Drop, Edit, Plain, Put, Step, as_read, made
from s2s_gitops.engine.read_yaml import read_yaml
from s2s_gitops.engine.yaml.batch import Batch
from s2s_gitops.engine.yaml.edit import ComesIn, way_of
from s2s_gitops.engine.yaml.lines import patch
from s2s_gitops.engine.yaml.uses import Use, use_of
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.errors import FilesError

__all__ = ["Add", "Drop", "Edit", "Plain", "Put", "Step", "splice"]

_MARK: Final = "\ufeff"
_BY_HAND: Final = "Make this change by hand."


def splice(file: str, content: bytes, edits: Sequence[Edit]) -> bytes:
    """Return the content with the edits made, one after another, and every other byte as it was.

    Raises FilesError when an edit cannot be made without changing more than it says: S2S501 where an anchor
    or `<<` shares the place with others, S2S502 where the path leads nowhere or the result is not proven.
    """
    before = _read(file, content)
    decoded = content.decode()
    text = decoded.lstrip(_MARK)
    mark = decoded.removesuffix(text)
    after = _proven(file, mark, text, before, edits)
    if after is None:
        parts = (edits[:count] for count in range(1, len(edits) + 1))
        first = next(one for one in parts if _proven(file, mark, text, before, one) is None)
        batch, _ = _make(file, text, before, first[:-1])
        raise FilesError(_cannot(batch, first[-1], "the file would hold something else as well"))
    return after


def _proven(file: str, mark: str, text: str, before: Any, edits: Sequence[Edit]) -> bytes | None:
    """Return the content with the edits made, or None if it does not hold just what it should."""
    try:
        batch, expected = _make(file, text, before, edits)
    except yaml.YAMLError:
        return None  # an edit broke what the next one had to read
    after = (mark + batch.patched()).encode()
    return after if _holds(file, after, expected) else None


def _make(file: str, text: str, before: Any, edits: Sequence[Edit]) -> tuple[Batch, Any]:
    """Return a batch with all edits, and what the file has to hold then."""
    batch, expected = Batch(file, text), before
    for edit in edits:
        try:
            batch, expected = _add(batch, edit, expected)
        except CannotEdit as error:
            raise FilesError(_cannot(batch, edit, str(error))) from error
    return batch, expected


def _add(batch: Batch, edit: Edit, before: Any) -> tuple[Batch, Any]:
    """Return a batch with one more edit, if nobody else notices it, and what the file has to hold then."""
    if work := batch.independent(edit):
        batch.waiting.append(work)
        return batch, made(before, edit, edit.path)
    batch = batch.anew()
    expected = made(before, edit, edit.path)
    alone = batch.work_of(edit)
    if isinstance(alone, ComesIn):
        raise FilesError(_comes_in(batch, edit, alone))
    if use := use_of(batch.root, alone.removed):
        raise FilesError(_shared(batch, edit, use))
    if use := use_of(batch.root, alone.changed):
        edited = patch(batch.text, alone.cuts)
        if not _holds(batch.file, edited.encode(), expected):
            raise FilesError(_shared(batch, edit, use))
    batch.waiting.append(alone)
    return batch, expected


def _read(file: str, content: bytes) -> Any:
    return as_read(read_yaml(file, content))


def _holds(file: str, content: bytes, expected: Any) -> bool:
    """Say whether a content can be read and holds what is expected."""
    try:
        return bool(_read(file, content) == as_read(expected))
    except FilesError:
        return False


def _cannot(batch: Batch, edit: Edit, why: str) -> Diagnostic:
    now = batch.anew()
    where = now.source(way_of(now.root, edit.path).node.start)
    return Diagnostic("S2S502", f"`{_name(edit)}` cannot be edited: {why}.", _BY_HAND, where)


def _shared(batch: Batch, edit: Edit, use: Use) -> Diagnostic:
    name, other = use.anchored.anchor, batch.source(use.alias.start)
    return Diagnostic(
        "S2S501",
        f"`{_name(edit)}` is shared: &{name} stands here, and *{name} at {other} uses it and would change too.",
        f"Write the value out at {other} in the place of *{name}, or change both by hand.",
        batch.source(use.anchored.start),
    )


def _comes_in(batch: Batch, edit: Edit, work: ComesIn) -> Diagnostic:
    source = batch.source(work.source.begin)
    return Diagnostic(
        "S2S501",
        f"`{_name(edit)}` cannot be dropped: `<<` brings in the one that stands at {source}.",
        "Write out by hand what else `<<` brings in here, and remove `<<`.",
        batch.source(work.merge.begin),
    )


def _name(edit: Edit) -> str:
    return ".".join(str(step) for step in edit.path)
