"""How a file is written: its indentation, its dashes, the blanks inside of its brackets."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from s2s_gitops.engine.yaml.lines import column
from s2s_gitops.engine.yaml.nodes import Child, Form, Node

BLOCK_SCALARS: Final = ("|", ">")


@dataclass(frozen=True, slots=True)
class Style:
    """What new text takes over from the file."""

    step: int = 2
    """How much deeper a mapping stands than the key that it belongs to."""
    list_step: int = 2
    """How much deeper the dashes of a list stand than the key that it belongs to."""
    gap: int = 1
    """How many blanks stand behind a dash."""
    brace: str = ""
    """What stands inside of braces, beside them."""
    bracket: str = ""
    """What stands inside of brackets, beside them."""
    blank_lines: bool = True
    """Whether what is added stands apart as its siblings do. A block scalar could take a blank line for its own."""


def style_of(text: str, root: Node) -> Style:
    """Return the style of a file. The first place that shows how something is written decides."""
    pairs = list(_pairs(root))
    step = _first_step(text, pairs, Form.MAPPING)
    list_step = _first_step(text, pairs, Form.LIST)
    gaps = (
        gap
        for _, child in pairs
        if child.value.form is Form.LIST and not child.value.is_flow
        for gap in (gap_of(text, child.value),)
        if gap
    )
    found = step or list_step or 2
    return Style(
        step=found,
        list_step=found if list_step is None else list_step,
        gap=next(gaps, 1),
        brace=_padding(text, pairs, "{"),
        bracket=_padding(text, pairs, "["),
        blank_lines=not any(child.value.style in BLOCK_SCALARS for _, child in pairs),
    )


def gap_of(text: str, node: Node) -> int:
    """Return how many blanks stand behind the dashes of a list; 0 if its first item does not tell."""
    first = node.children[0]
    between = text[first.slot : first.value.start]
    return len(between) if between and not between.strip(" ") else 0


def _pairs(node: Node) -> Iterator[tuple[Node, Child]]:
    """Yield all keys and items with the collections that they stand in, in the order of the file."""
    for child in node.children:
        yield node, child
        yield from _pairs(child.value)


def _first_step(text: str, pairs: list[tuple[Node, Child]], form: Form) -> int | None:
    for node, child in pairs:
        value = child.value
        if node.form is Form.MAPPING and value.form is form and not value.is_flow:
            return column(text, value.children[0].begin) - column(text, child.begin)
    return None


def _padding(text: str, pairs: list[tuple[Node, Child]], bracket: str) -> str:
    for _, child in pairs:
        value = child.value
        if value.style == bracket and value.is_flow and value.children:
            return " " if text[value.content + 1] == " " and text[value.end - 2] == " " else ""
    return ""
