"""Cuts in flow style: append, replace and drop inside of brackets, on one line or on several."""

from s2s_gitops.engine.yaml.lines import (
    Cut,
    back,
    before_break,
    below_comments,
    column,
    comment_indentation,
    indentation,
    is_line_over,
    leading_blanks,
    line_break,
    line_end,
    line_start,
    next_line,
    skip,
)
from s2s_gitops.engine.yaml.nodes import Child, Node
from s2s_gitops.engine.yaml.text import WIDTH


def is_empty(text: str, node: Node) -> bool:
    """Say whether brackets hold nothing at all, not even a comment."""
    return bool(node.style) and not text[node.content + 1 : node.end - 1].strip()


def append(text: str, node: Node, piece: str, step: int) -> list[Cut]:
    """Return the cuts that write an item, or a key with its value, behind the last one.

    Brackets that hold nothing must hold a comment; what stands in empty ones is not ours to lay out.
    """
    if not node.children:
        return [_below_comment(text, node, piece, step)]
    last = node.children[-1]
    lead = " ," if last.value.is_nothing else ","
    if not node.style:
        return [Cut(node.start, node.start, "{"), Cut(node.end, node.end, f"{lead} {piece}}}")]
    comma = _behind_comma(text, last)
    behind, newline = comma or last.end, line_break(text, last.end)
    before = text[line_start(text, last.begin) : last.begin]
    if not comma and before.strip() == "," and _is_line_each(text, node):
        at = line_end(text, behind) if is_line_over(text, behind) else behind
        return [Cut(at, at, f"{newline}{before}{piece}")]
    lead, tail = ("", ",") if comma else (lead, "")
    if not _wants_line(text, node, behind, piece):
        return [Cut(behind, behind, f"{lead} {piece}{tail}")]
    indent = leading_blanks(text, last.begin)
    if not is_line_over(text, behind):
        return [Cut(behind, behind, f"{lead}{newline}{indent}{piece}{tail}")]
    below = below_comments(text, next_line(text, behind), len(indent))
    return [Cut(behind, behind, lead), Cut(below, below, f"{indent}{piece}{tail}{newline}")]


def _below_comment(text: str, node: Node, piece: str, step: int) -> Cut:
    """Return the cut that writes a first item above the closing bracket, in line with a comment there."""
    closing = line_start(text, node.end - 1)
    above = line_start(text, before_break(text, closing))
    indent = comment_indentation(text, above)
    if indent is None:
        indent = text[closing : node.end - 1] + " " * step
    return Cut(closing, closing, f"{indent}{piece}{line_break(text, closing)}")


def _behind_comma(text: str, child: Child) -> int:
    """Return the position behind the comma that follows, or 0."""
    comma = skip(text, child.end)
    return comma + 1 if text[comma] == "," else 0


def _is_line_each(text: str, node: Node) -> bool:
    """Say whether every item has a line of its own; the first one may stand beside the bracket."""
    lines = [line_start(text, child.begin) for child in node.children]
    return len(set(lines)) == len(lines) and lines[-1] != line_start(text, node.content)


def _wants_line(text: str, node: Node, behind: int, piece: str) -> bool:
    """Say whether a further item gets a line of its own: as all others do, or as the last line is full."""
    if line_start(text, behind) == line_start(text, node.content):
        return False
    if _is_line_each(text, node) and indentation(text, node.children[-1].begin) is not None:
        return True
    return column(text, behind) + len(piece) + 2 > WIDTH


def replace(child: Child, new: str) -> list[Cut]:
    """Return the cuts that write another value."""
    node = child.value
    if node.content < node.end:
        return [Cut(node.content, node.end, new)]
    return [Cut(node.kept, node.kept, f" {new}" if child.has_colon else f": {new}")]


def drop(text: str, node: Node, index: int) -> list[Cut]:
    """Return the cuts that take out an item, or a key with its value, with one comma."""
    child = node.children[index]
    comma = _behind_comma(text, child)
    behind = comma or child.end
    if len(node.children) == 1:
        return [_clear(text, node, child, behind)]
    if child is node.children[-1]:
        return _drop_last(text, node.children[index - 1], child, comma)
    if lines := _lines(text, child, behind):
        return [lines]
    following = node.children[index + 1].begin
    is_on_line = line_start(text, following) <= behind
    return [Cut(child.begin, following) if is_on_line else Cut(back(text, child.begin), behind)]


def _drop_last(text: str, above: Child, child: Child, comma: int) -> list[Cut]:
    """Return the cuts that take out the last item; if no comma stands behind it, the one before it goes along."""
    before, behind = skip(text, above.end), comma or child.end
    its_comma = [] if comma else [Cut(before, before + 1)]
    if lines := _lines(text, child, behind):
        return [*its_comma, lines]
    if its_comma and indentation(text, before) is not None and is_line_over(text, behind):
        return [Cut(line_start(text, before), next_line(text, behind))]
    if "#" in text[above.end : child.begin]:
        return [*its_comma, Cut(child.begin, behind)]
    if comma:
        return [Cut(before + 1, behind)]
    return [Cut(before if above.value.is_nothing else above.end, behind)]


def _lines(text: str, child: Child, behind: int) -> Cut | None:
    """Return the cut that takes out whole lines, if nothing else stands on them."""
    if indentation(text, child.begin) is None or not is_line_over(text, behind):
        return None
    return Cut(line_start(text, child.begin), next_line(text, behind))


def _clear(text: str, node: Node, child: Child, behind: int) -> Cut:
    """Return the cut that takes out the only item. Comments elsewhere in the brackets stay."""
    if not node.style:
        return Cut(node.start, node.end, "{}")
    start, end = node.content + 1, node.end - 1
    cut = _lines(text, child, behind) or Cut(child.begin, behind)
    is_rest = (text[start : cut.start] + text[cut.end : end]).strip()
    return cut if is_rest else Cut(start, end)
