"""The text of a file to nodes.

The parser tells where scalars start and end; where dashes, colons and commas stand is found from there.
"""

from collections.abc import Iterator
from typing import Any, Final

import yaml

from s2s_gitops.engine.read_yaml import LOADER
from s2s_gitops.engine.yaml.lines import (
    before_break,
    block_header_end,
    line_start,
    next_line,
    skip,
    starts_line,
)
from s2s_gitops.engine.yaml.nodes import Child, Form, Node

_ENDS: Final = (yaml.MappingEndEvent, yaml.SequenceEndEvent)
_FRAME: Final = (yaml.StreamStartEvent, yaml.DocumentStartEvent)


def compose(text: str) -> Node:
    """Return the root of a text that `read_yaml` accepts; what that refuses is not looked at again."""
    events = (one for one in yaml.parse(text, Loader=LOADER) if not isinstance(one, _FRAME))
    return _Composer(text, events).node(next(events), 0)


class _Composer:
    """Takes the parser's events one by one. A class because a parse is a run with state."""

    def __init__(self, text: str, events: Iterator[Any]) -> None:
        self.text = text
        self.events = events
        self.anchors: dict[str, Node] = {}

    def node(self, event: Any, slot: int) -> Node:
        """Return the node that starts with an event. It stands at the slot if nothing is written."""
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, slot)
        is_scalar = isinstance(event, yaml.ScalarEvent)
        node = self._scalar(event, slot) if is_scalar else self._collection(event, slot)
        if node.anchor:
            self.anchors[node.anchor] = node
        return node

    def _alias(self, event: Any, slot: int) -> Node:
        start, end = _span(event)
        target = self.anchors[event.anchor]
        return Node(Form.ALIAS, start, slot, start, end, text=target.text, target=target)

    def _scalar(self, event: Any, slot: int) -> Node:
        anchor, style = event.anchor or "", event.style or ("!" if event.tag else "")
        start, end = _span(event)
        is_nothing = not event.value and not event.style
        kept, content = self._behind_anchor(event, slot)
        if is_nothing and not event.tag:
            start, content, end = (start, end, end) if anchor else (slot, slot, slot)
        if style in ("|", ">"):
            end = self._block_end(content, end)
        text = None if is_nothing else event.value
        return Node(Form.SCALAR, start, kept, content, end, anchor, text, style)

    def _behind_anchor(self, event: Any, slot: int) -> tuple[int, int]:
        """Return where another value can be written behind an anchor, and where the value starts now."""
        start = event.start_mark.index
        if event.tag or not event.anchor:
            return slot, start
        kept = start + 1 + len(event.anchor)
        return kept, skip(self.text, kept)

    def _block_end(self, content: int, end: int) -> int:
        """Return where the lines of a block scalar end, without blank lines that say nothing."""
        indicators = self.text[content : block_header_end(self.text, content)][-2:]
        if "+" in indicators:
            return end
        first = next_line(self.text, content)
        lines = [line for line in self.text[first:end].splitlines() if line.strip(" ")]
        depth = min((len(line) - len(line.lstrip(" ")) for line in lines), default=0)
        if any(sign.isdigit() for sign in indicators):
            depth = 0
        while end > first and starts_line(self.text, end):
            above = line_start(self.text, before_break(self.text, end))
            if len(self.text[above:end].rstrip("\r\n")) > depth or self.text[above:end].strip():
                break
            end = above
        return end

    def _collection(self, event: Any, slot: int) -> Node:
        kept, content = self._behind_anchor(event, slot)
        form = Form.MAPPING if isinstance(event, yaml.MappingStartEvent) else Form.LIST
        is_flow = bool(event.flow_style)
        bracket = self.text[content] if is_flow and self.text[content] in "[{" else ""
        children: list[Child] = []
        position = content + len(bracket)
        while not isinstance(inner := next(self.events), _ENDS):
            begin = skip(self.text, position)
            if is_flow and self.text[begin] == ",":
                begin = skip(self.text, begin + 1)
            if form is Form.MAPPING:
                children.append(self._pair(inner, begin, is_flow=is_flow))
            else:
                slot = begin if is_flow else begin + 1
                children.append(Child(begin, slot, self.node(inner, slot)))
            position = children[-1].value.end
        end = _span(inner)[1] if bracket else position
        start, anchor = _span(event)[0], event.anchor or ""
        own = tuple(children)
        return Node(form, start, kept, content, end, anchor, None, bracket, own, None, is_flow)

    def _pair(self, event: Any, begin: int, *, is_flow: bool) -> Child:
        is_explicit = self.text[begin] == "?" and event.start_mark.index > begin
        key = self.node(event, begin + 1 if is_explicit else begin)
        colon = skip(self.text, key.end)
        has_colon = self.text[colon : colon + 1] == ":" and (
            is_flow or not self.text[colon + 1 : colon + 2].strip()
        )
        slot = colon + 1 if has_colon else key.end
        return Child(begin, slot, self.node(next(self.events), slot), key, has_colon)


def _span(event: Any) -> tuple[int, int]:
    return event.start_mark.index, event.end_mark.index
