"""Where a value stands in the user's files. Containers remember the marks of their children; nothing else does."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_COLUMN_BITS = 20
_COLUMN_MASK = (1 << _COLUMN_BITS) - 1


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """A place in a file; line and column count from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


def pack_mark(line: int, column: int) -> int:
    """Return one integer for a place (both counted from 0): a mark a node costs no object."""
    return line << _COLUMN_BITS | min(column, _COLUMN_MASK)


class Map(dict[str, Any]):
    """A YAML mapping. `marks` holds the mark of each key; `mark` is the mapping's own.

    `written` holds what stands in the file where another text has taken its place.
    """

    __slots__ = ("file", "mark", "marks", "written")

    def __init__(self, file: str, mark: int) -> None:
        super().__init__()
        self.file = file
        self.mark = mark
        self.marks: dict[str, int] = {}
        self.written: dict[str, str] | None = None


class Seq(list[Any]):
    """A YAML sequence. `marks` holds the mark of each item, in order."""

    __slots__ = ("file", "mark", "marks")

    def __init__(self, file: str, mark: int) -> None:
        super().__init__()
        self.file = file
        self.mark = mark
        self.marks: list[int] = []


Node = Map | Seq


def source_of(node: Node, child: str | int | None = None) -> Source:
    """Return the place of a container, or of one of its children: a key or an index.

    A child that the container does not have is placed at the container itself.
    """
    mark = node.mark
    if isinstance(node, Map) and isinstance(child, str):
        mark = node.marks.get(child, mark)
    elif isinstance(node, Seq) and isinstance(child, int) and child < len(node.marks):
        mark = node.marks[child]
    return Source(node.file, (mark >> _COLUMN_BITS) + 1, (mark & _COLUMN_MASK) + 1)


def walk(root: Node, path: Iterator[str | int]) -> Source:
    """Return the place that a path of keys and indexes leads to, as deep as the path goes."""
    node: Any = root
    place = source_of(root)
    for step in path:
        if not isinstance(node, Map | Seq):
            break
        place = source_of(node, step)
        try:
            node = node[step]  # type: ignore[index]
        except (KeyError, IndexError):
            break
    return place
