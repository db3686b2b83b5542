"""Who else would notice an edit: the anchors around a place and inside of it, and where aliases use them."""

from collections.abc import Iterable
from dataclasses import dataclass

from s2s_gitops.engine.yaml.nodes import Node, nodes_below


@dataclass(frozen=True, slots=True)
class Use:
    """An anchored node, and an alias elsewhere that means it."""

    anchored: Node
    alias: Node


def use_of(root: Node, nodes: Iterable[Node]) -> Use | None:
    """Return an anchor of the nodes that an alias uses from outside of them all, if there is one."""
    inside = list(nodes)
    anchored = [node for node in inside if node.anchor]
    if not anchored:
        return None
    aliases = (node for node in nodes_below(root) if node.target in anchored and node not in inside)
    found = next(aliases, None)
    return Use(found.target, found) if found and found.target else None
