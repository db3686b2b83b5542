"""Nodes to plain data: aliases and merges written out, and what stood unquoted remembered."""

from collections.abc import Iterator
from typing import Any

from s2s_gitops.engine.yaml.nodes import Child, Form, Node


class Unquoted(str):
    """A text that stands in a file without quotes. Others may read a number or `true` there; so it stays."""

    __slots__ = ()


def value_of(node: Node) -> Any:
    """Return what a node means as dicts, lists, texts and None."""
    if node.target is not None:
        return value_of(node.target)
    if node.form is Form.LIST:
        return [value_of(child.value) for child in node.children]
    if node.form is Form.MAPPING:
        found = {
            _text(child.key): value_of(child.value) for child in node.children if not child.is_merge
        }
        for _, source in merges(node):
            merged = value_of(source)
            found |= {key: one for key, one in merged.items() if key not in found}
        return found
    return _text(node) if node.text is not None else None


def own_child(node: Node, name: str) -> Child | None:
    """Return the key that a mapping says itself."""
    found = (child for child in node.children if child.name == name and not child.is_merge)
    return next(found, None)


def merged_child(node: Node, name: str) -> tuple[Child, Child] | None:
    """Return a key that comes in by `<<`: the `<<` and the key at its source."""
    for merge, source in merges(node):
        if found := own_child(source, name):
            return merge, found
        if further := merged_child(source, name):
            return merge, further[1]
    return None


def merges(node: Node) -> Iterator[tuple[Child, Node]]:
    """Yield the mappings that are merged into a mapping, those that win first, each with its `<<`."""
    for child in node.children:
        if child.is_merge:
            value = child.value.target or child.value
            sources = [value]
            if value.form is Form.LIST:
                sources = [one.value.target or one.value for one in value.children]
            yield from ((child, source) for source in sources)


def _text(node: Node | None) -> str:
    """Return the text of a scalar or of an alias to one."""
    written = node.target or node if node else None
    if written is None or written.text is None:
        return ""
    return written.text if written.style else Unquoted(written.text)
