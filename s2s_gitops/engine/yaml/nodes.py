"""What a file is made of: nodes that know where they start and end, and what their aliases mean.

Positions are indexes of characters in the text.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum


class Form(Enum):
    """What a node is."""

    SCALAR = "scalar"
    ALIAS = "alias"
    MAPPING = "mapping"
    LIST = "list"


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """A node of a file. Two nodes are never equal: each stands at its own place."""

    form: Form
    start: int
    """Where it starts, with its anchor and tag."""
    kept: int
    """Where another value can be written on the same line: behind the anchor, or behind what leads to the node."""
    content: int
    """Where the value starts, behind the anchor. A tag counts as a part of the value."""
    end: int
    """Behind the last character; for a block scalar the start of the line below it."""
    anchor: str = ""
    text: str | None = None
    """The text of a scalar, or of the one that an alias means; None for an empty place."""
    style: str = ""
    """The quotes of a scalar, its `|` or `>`, `!` for a tag alone; or the opening bracket of a collection."""
    children: tuple["Child", ...] = ()
    target: "Node | None" = None
    """What an alias means."""
    is_flow: bool = False

    @property
    def is_block(self) -> bool:
        """Say whether it is a mapping or list in block style."""
        return self.form in (Form.MAPPING, Form.LIST) and not self.is_flow

    @property
    def is_nothing(self) -> bool:
        """Say whether it is an empty place."""
        return self.form is Form.SCALAR and self.text is None


@dataclass(frozen=True, slots=True, eq=False)
class Child:
    """A key with its value, or an item."""

    begin: int
    """Where it starts, with its dash or question mark."""
    slot: int
    """Behind the dash or colon."""
    value: Node
    key: Node | None = None
    has_colon: bool = True

    @property
    def end(self) -> int:
        """Return where it ends: behind its value."""
        return self.value.end

    @property
    def name(self) -> str:
        """Return the text of the key."""
        return (self.key.text if self.key else None) or ""

    @property
    def is_merge(self) -> bool:
        """Say whether the key is an unquoted `<<`."""
        return self.name == "<<" and self.key is not None and self.key.style in ("", "!")


def nodes_below(node: Node) -> Iterator[Node]:
    """Yield a node and all that stand inside of it, keys as well. Aliases are not followed."""
    yield node
    for child in node.children:
        if child.key is not None:
            yield child.key
        yield from nodes_below(child.value)
