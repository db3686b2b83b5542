"""One edit to cuts in the text: where its path leads, and what has to be written there."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from s2s_gitops.engine.edits import Add, CannotEdit, Drop, Edit, Step, as_read, made, own
from s2s_gitops.engine.yaml import blocks, flows
from s2s_gitops.engine.yaml.lines import Cut
from s2s_gitops.engine.yaml.nodes import Child, Form, Node, nodes_below
from s2s_gitops.engine.yaml.style import Style
from s2s_gitops.engine.yaml.text import flow_pair, flow_text
from s2s_gitops.engine.yaml.values import merged_child, own_child, value_of


@dataclass(frozen=True, slots=True)
class Way:
    """How far a path leads: the collections that it passes, each with the child that it takes, and what is left."""

    passed: tuple[tuple[Node, Child], ...]
    node: Node
    rest: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Work:
    """What an edit does, and to whom it matters."""

    cuts: tuple[Cut, ...]
    start: int
    end: int
    """Between these it looks at the text and changes it."""
    changed: tuple[Node, ...]
    """The collections that hold something else afterwards, from the root on."""
    removed: tuple[Node, ...] = ()
    """The nodes that it takes away."""
    appends_to: Node | None = None
    """The collection in block style that it writes a further line for."""
    key: str | None = None
    """The key that it appends."""
    drops_from: Node | None = None
    """The collection in block style that it takes the lines of a child out of."""
    index: int = 0
    """Which child that is."""


@dataclass(frozen=True, slots=True)
class ComesIn:
    """A key that cannot be dropped, as it comes in by `<<`: that, and the key at its source."""

    merge: Child
    source: Child


def way_of(root: Node, path: tuple[Step, ...]) -> Way:
    """Return how far a path leads by what is written out: up to an alias, or to where a key is missing."""
    passed: list[tuple[Node, Child]] = []
    node = root
    for depth, step in enumerate(path):
        child = _child(node, step)
        if child is None:
            return Way(tuple(passed), node, path[depth:])
        passed.append((node, child))
        node = child.value
    return Way(tuple(passed), node, ())


def _child(node: Node, step: Step) -> Child | None:
    if isinstance(step, int):
        is_there = node.form is Form.LIST and 0 <= step < len(node.children)
        return node.children[step] if is_there else None
    return own_child(node, step) if node.form is Form.MAPPING else None


def work_of(text: str, root: Node, style: Style, edit: Edit) -> Work | ComesIn:
    """Return what an edit does. Raises CannotEdit where it cannot be made."""
    way = way_of(root, edit.path)
    if not way.passed and not way.rest:
        raise CannotEdit("an edit needs a place inside of the file")
    site = _Site(text, root, style, way)
    if isinstance(edit, Drop) and not way.rest:
        return _drop(site)
    if way.node.form is Form.MAPPING and way.rest and isinstance(way.rest[0], str):
        return _write_key(site, edit, way.rest[0])
    if isinstance(edit, Add) and not way.rest and way.node.form is Form.LIST:
        return _append(site, edit)
    return _write(site, edit)


@dataclass(frozen=True, slots=True)
class _Site:
    """Where an edit is made."""

    text: str
    root: Node
    style: Style
    way: Way

    @property
    def around(self) -> tuple[Node, ...]:
        """Return the collections that the place stands in."""
        return tuple(node for node, _ in self.way.passed)


def _drop(site: _Site) -> Work | ComesIn:
    """Take out the key or item that the path leads to."""
    *outer, (node, child) = site.way.passed
    if child.key is not None and (found := merged_child(node, child.name)):
        return ComesIn(*found)
    removed = (*nodes_below(child.value), *([child.key] if child.key else []))
    index = node.children.index(child)
    if node.is_flow:
        return _work(node, flows.drop(site.text, node, index), site.around, removed)
    if len(node.children) > 1:
        work = _work(node, blocks.drop(site.text, node, index), site.around, removed)
        return replace(work, drops_from=node, index=index)
    empty: Any = {} if node.form is Form.MAPPING else []
    return _replace(site, outer, empty, site.around, removed)


def _write_key(site: _Site, edit: Edit, key: str) -> Work | ComesIn:
    """Write a key that a mapping does not say itself: a new one, or one that comes in by `<<`."""
    node, rest = site.way.node, site.way.rest[1:]
    found = merged_child(node, key)
    if isinstance(edit, Drop) and not rest:
        if found:
            return ComesIn(*found)
        raise CannotEdit(f"there is no key `{key}` here")
    old = value_of(found[1].value) if found else None
    new = made(old, edit, rest)
    changed = (*site.around, node)
    if as_read(new) == as_read(old):
        return _work(node, [], changed)
    if flows.is_empty(site.text, node):
        return _replace(site, site.way.passed, {key: new}, changed)
    if node.is_flow:
        pair = flow_pair(key, new, site.style)
        return _work(node, flows.append(site.text, node, pair, site.style.step), changed)
    cuts = blocks.append_pair(site.text, node, key, new, site.style)
    return _appending(node, cuts, changed, key)


def _append(site: _Site, edit: Add) -> Work:
    """Write a further item of a list."""
    node, item, changed = site.way.node, own(edit.item), (*site.around, site.way.node)
    if flows.is_empty(site.text, node):
        return _write(site, edit)
    if node.is_flow:
        piece = flow_text(item, site.style)
        return _work(node, flows.append(site.text, node, piece, site.style.step), changed)
    cuts = blocks.append_item(site.text, node, item, site.style)
    return _appending(node, cuts, changed)


def _write(site: _Site, edit: Edit) -> Work:
    """Write another value where a value, an alias or nothing stands."""
    node = site.way.node
    old = value_of(node)
    new = made(old, edit, site.way.rest)
    if as_read(new) == as_read(old):
        return _work(node, [], site.around)
    return _replace(site, site.way.passed, new, site.around, tuple(nodes_below(node)))


def _replace(
    site: _Site,
    passed: Sequence[tuple[Node, Child]],
    value: Any,
    changed: tuple[Node, ...],
    removed: tuple[Node, ...] = (),
) -> Work:
    """Write a value in the place of the one that some steps lead to."""
    text, style = site.text, site.style
    if not passed:
        cut = blocks.replace_all(text, site.root, flow_text(value, style))
        return _work(site.root, [cut], changed, removed)
    parent, child = passed[-1]
    if parent.is_flow:
        return _work(parent, flows.replace(child, flow_text(value, style)), changed, removed)
    cuts = blocks.replace(text, parent, child, value, style)
    return _work(parent if parent.form is Form.LIST else child.value, cuts, changed, removed)


def _work(
    place: Node, cuts: list[Cut], changed: tuple[Node, ...], removed: tuple[Node, ...] = ()
) -> Work:
    start = min((place.start, *(cut.start for cut in cuts)))
    end = max((place.end, *(cut.end for cut in cuts)))
    return Work(tuple(cuts), start, end, changed, removed)


def _appending(
    node: Node, cuts: list[Cut], changed: tuple[Node, ...], key: str | None = None
) -> Work:
    """Return an append in block style. Of what stands there it looks at the last child, and at what is above it."""
    end = max(cut.end for cut in cuts)
    above = node.children[-2].end if len(node.children) > 1 else node.end
    return Work(tuple(cuts), above, end, changed, appends_to=node, key=key)
