"""Cuts in block style: append, replace and drop what stands on lines of its own."""

import dataclasses
from typing import Any

from s2s_gitops.engine.edits import CannotEdit
from s2s_gitops.engine.yaml.lines import (
    Cut,
    back,
    before_break,
    below_comments,
    blank_above,
    block_header_end,
    column,
    has_comment,
    indentation,
    insertion,
    is_below_blank,
    line_after,
    line_break,
    line_end,
    line_start,
    next_line,
    removal,
    replacement,
    starts_line,
)
from s2s_gitops.engine.yaml.nodes import Child, Form, Node
from s2s_gitops.engine.yaml.style import BLOCK_SCALARS, Style, gap_of
from s2s_gitops.engine.yaml.text import (
    WIDTH,
    flow_text,
    item_lines,
    line_text,
    nested_step,
    pair_lines,
    value_lines,
)


def append_pair(text: str, node: Node, key: str, value: Any, style: Style) -> list[Cut]:
    """Return the cuts that write a key below the last one of a mapping."""
    return _append(
        text, node, pair_lines(key, value, style, column(text, node.children[0].begin)), style
    )


def append_item(text: str, node: Node, value: Any, style: Style) -> list[Cut]:
    """Return the cuts that write an item below the last one of a list, like the first one."""
    start = column(text, node.children[0].begin)
    own = dataclasses.replace(style, gap=gap_of(text, node) or style.gap)
    line = _as_sibling(node, value, style, start + 1 + own.gap)
    if line is not None:
        return _append(text, node, [f"{' ' * start}-{' ' * own.gap}{line}"], style)
    return _append(text, node, item_lines(value, own, start), style)


def _append(text: str, node: Node, lines: list[str], style: Style) -> list[Cut]:
    first, last = node.children[0], node.children[-1]
    below = below_comments(text, line_after(text, last.end), column(text, first.begin))
    is_apart = style.blank_lines and first is not last
    if is_apart and is_below_blank(text, line_start(text, last.begin)):
        lines = ["", *lines]
    return [insertion(text, below, lines)]


def _as_sibling(node: Node, value: Any, style: Style, start: int) -> str | None:
    """Return a collection in flow style, if the first item of the list is written so and it fits."""
    first = node.children[0].value
    if not isinstance(value, dict | list) or not first.is_flow:
        return None
    line = flow_text(value, style)
    return line if start + len(line) <= WIDTH else None


def replace(text: str, parent: Node, child: Child, value: Any, style: Style) -> list[Cut]:
    """Return the cuts that write another value at a key or item. Comments around it stay.

    Raises CannotEdit where there is no place for one.
    """
    if not child.has_colon:
        raise CannotEdit("a key that stands alone behind `?` has no place for a value")
    node, start = child.value, column(text, child.begin)
    if parent.form is Form.MAPPING:
        inner = start + nested_step(value, style)
        line = line_text(value, style, column(text, child.slot) + 1)
    else:
        inner = start + 1 + (gap_of(text, parent) or style.gap)
        line = _as_sibling(parent, value, style, inner)
        if line is None and not (isinstance(value, dict) and value):
            line = line_text(value, style, inner)
    if node.is_block and value and isinstance(value, dict if node.form is Form.MAPPING else list):
        line, inner = None, column(text, node.children[0].begin)
    if line is not None:
        return _write_line(text, child, line)
    return _write_lines(text, parent, child, value, style, inner)


def replace_all(text: str, root: Node, line: str) -> Cut:
    """Return the cut that writes a value in the place of the whole document."""
    end = root.end if root.is_flow else _last_line_end(text, root.end)
    return Cut(root.content, end, line)


def _write_line(text: str, child: Child, line: str) -> list[Cut]:
    """Return the cuts that write a value behind its key or dash."""
    node = child.value
    if node.is_block:
        first = node.children[0].begin
        if indentation(text, first) is None:
            return [Cut(node.content, _last_line_end(text, node.end), line)]
        lines = removal(text, line_start(text, first), line_after(text, node.end))
        return [Cut(node.kept, node.kept, f" {line}"), lines]
    if node.style in BLOCK_SCALARS:
        header = block_header_end(text, node.content)
        return [Cut(node.content, header, line), removal(text, next_line(text, header), node.end)]
    if node.content < node.end:
        return [Cut(node.content, node.end, line)]
    return [Cut(node.kept, node.kept, f" {line}")]


def _write_lines(
    text: str, parent: Node, child: Child, value: Any, style: Style, inner: int
) -> list[Cut]:
    """Return the cuts that write a value on lines of its own, or from its dash on."""
    node = child.value
    at = node.children[0].begin if node.is_block else node.content
    head = block_header_end(text, at) if node.style in BLOCK_SCALARS else node.end
    has_own_line = indentation(text, at) is not None
    is_free = parent.form is Form.LIST and not node.anchor and not has_comment(text, head)
    if not has_own_line and (node.is_block or is_free):
        inner = column(text, at) if at < node.end else column(text, child.slot) + 1
        lines = value_lines(value, style, inner)
        return _write_line(text, child, line_break(text, at).join(lines).lstrip(" "))
    lines = value_lines(value, style, inner)
    if has_own_line and (node.is_block or not has_comment(text, head)):
        return [replacement(text, line_start(text, at), line_after(text, node.end), lines)]
    below = next_line(text, head)
    start = at if has_own_line else node.kept
    return [Cut(start, head), replacement(text, below, max(below, node.end), lines)]


def drop(text: str, node: Node, index: int) -> list[Cut]:
    """Return the cuts that take out the lines of a key or item that is not the last one left."""
    child = node.children[index]
    below = line_after(text, child.end)
    if indentation(text, child.begin) is not None:
        start = line_start(text, child.begin)
        if index and node.children[index - 1].end == start:
            return [Cut(start, below)]
        return [removal(text, blank_above(text, start) if index else start, below)]
    following = node.children[index + 1].begin
    if below < line_start(text, following):
        return [Cut(back(text, child.begin), _last_line_end(text, child.end))]
    return [Cut(child.begin, following)]


def _last_line_end(text: str, end: int) -> int:
    """Return where the last line of a node ends, with its comment and before its break."""
    return before_break(text, end) if starts_line(text, end) else line_end(text, end)
