"""Circles in a graph, by Kosaraju's two walks: the cost is that of its nodes and edges."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)


def circles(edges: Sequence[tuple[Node, Node]]) -> list[frozenset[Node]]:
    """Return the largest sets of nodes, of two and more, in which each can be reached from each."""
    onward, back = _index(edges), _index((b, a) for a, b in edges)
    finished: list[Node] = []
    seen: set[Node] = set()
    for node in dict.fromkeys(one for edge in edges for one in edge):
        finished += _walk(node, onward, seen)
    seen = set()
    found = (frozenset(_walk(node, back, seen)) for node in reversed(finished))
    return [one for one in found if len(one) > 1]


def _index(edges: Iterable[tuple[Node, Node]]) -> Mapping[Node, Sequence[Node]]:
    found: defaultdict[Node, list[Node]] = defaultdict(list)
    for start, end in edges:
        found[start].append(end)
    return found


def _walk(start: Node, onward: Mapping[Node, Sequence[Node]], seen: set[Node]) -> Iterator[Node]:
    """Yield what can be reached and was not seen before, each after all that lies behind it."""
    if start in seen:
        return
    seen.add(start)
    open_ones = [(start, iter(onward.get(start, ())))]
    while open_ones:
        node, rest = open_ones[-1]
        ahead = next((one for one in rest if one not in seen), None)
        if ahead is None:
            open_ones.pop()
            yield node
        else:
            seen.add(ahead)
            open_ones.append((ahead, iter(onward.get(ahead, ()))))
