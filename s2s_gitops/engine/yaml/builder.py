"""The parser's events to containers with marks. Decides on keys, tags, anchors, aliases and merges."""

import sys
from collections.abc import Callable
from typing import Any, Final, NoReturn

import yaml

from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.errors import FilesError
from s2s_gitops.model.source import Map, Node, Seq, Source, pack_mark, source_of

MAX_ALIAS_NODES: Final = 1_000_000
"""How many nodes aliases may add to a file, beyond those that are written out."""

MAX_DEPTH: Final = 40
"""How deep containers may nest."""

_STRING_TAG: Final = "tag:yaml.org,2002:str"
_MERGE: Final = "<<"
_NO_KEY: Final = object()
_MERGE_HERE: Final = object()


class Builder:
    """The stack of open containers. A class because a parse is a run with state."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.root: Node | None = None
        self.documents = 0
        self.stack: list[Node] = []
        self.keys: list[Any] = []
        self.key_marks: list[int] = []
        self.anchors: dict[str, tuple[Any, int]] = {}
        self.open_anchors: list[tuple[str | None, int]] = []
        self.count = 0
        self.added_by_aliases = 0
        self.merges: list[list[tuple[Any, Any]]] = []
        self.problems: list[Diagnostic] = []
        self.handlers: dict[type[yaml.Event], Callable[[Any], None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._start,
            yaml.SequenceStartEvent: self._start,
            yaml.MappingEndEvent: self._end,
            yaml.SequenceEndEvent: self._end,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }

    def take(self, event: yaml.Event) -> None:
        """Handle one event of the parser."""
        handler = self.handlers.get(type(event))
        if handler is not None:
            handler(event)

    def finish(self) -> Map:
        """Return the document."""
        if self.root is None and not self.problems:
            self.problems.append(
                Diagnostic(
                    "S2S002",
                    "The file is empty.",
                    "Start with `version: 1`.",
                    Source(self.file, 1, 1),
                )
            )
        elif not isinstance(self.root, Map) and not self.problems:
            self.problems.append(
                Diagnostic(
                    "S2S006",
                    "The file holds a list or a single value.",
                    "Start with `version: 1`, then `orgs:` and `connections:`.",
                    Source(self.file, 1, 1),
                )
            )
        if self.problems or not isinstance(self.root, Map):
            document = self.root if isinstance(self.root, Map) else None
            raise FilesError(*self.problems, document=document)
        return self.root

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self.documents += 1
        if self.documents > 1:
            self._stop(
                "S2S002", event, "A file holds one document; a second starts here.", "Split it."
            )

    def _source(self, event: yaml.Event) -> Source:
        return source_of(Map(self.file, _mark(event)))

    def _stop(self, code: str, event: yaml.Event, detail: str, fix: str) -> NoReturn:
        raise FilesError(*self.problems, Diagnostic(code, detail, fix, self._source(event)))

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        self.count += 1
        if event.tag is not None and event.tag != _STRING_TAG:
            self._stop(
                "S2S002",
                event,
                f"The tag {event.tag} asks for an object.",
                "Files hold plain data; remove it.",
            )
        value = None if event.value == "" and not event.style else sys.intern(event.value)
        if event.anchor:
            self.anchors[event.anchor] = (value, 1)
        if self.stack and isinstance(self.stack[-1], Map) and self.keys[-1] is _NO_KEY:
            self._key(event, value)
        else:
            self._put(event, value)

    def _key(self, event: Any, value: Any) -> None:
        if isinstance(value, Map | Seq):
            self._stop("S2S002", event, "A key must be a text.", "Write the key as a text.")
        name = value or ""
        is_merge = name == _MERGE and not getattr(event, "style", None)
        if name in self.stack[-1] and not is_merge:
            self.problems.append(
                Diagnostic(
                    "S2S003",
                    f"The key {name!r} stands here for the second time.",
                    "Keep one of the two.",
                    self._source(event),
                )
            )
        self.keys[-1] = _MERGE_HERE if is_merge else name
        self.key_marks[-1] = _mark(event)

    def _put(self, event: yaml.Event, value: Any) -> None:
        if not self.stack:
            self.root = value
            return
        parent = self.stack[-1]
        if isinstance(parent, Seq):
            parent.append(value)
            parent.marks.append(_mark(event))
            return
        key = self.keys[-1]
        if key is _NO_KEY:
            self._stop(
                "S2S002", event, "A key must be a text.", "Write the key as a plain or quoted text."
            )
        if key is _MERGE_HERE:
            self.merges[-1].append((event, value))
        else:
            parent[key] = value
            parent.marks[key] = self.key_marks[-1]
        self.keys[-1] = _NO_KEY

    def _start(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> None:
        if event.tag is not None:
            self._stop(
                "S2S002",
                event,
                f"The tag {event.tag} asks for an object.",
                "Files hold plain data; remove it.",
            )
        if len(self.stack) >= MAX_DEPTH:
            self._stop(
                "S2S002", event, f"Containers nest deeper than {MAX_DEPTH}.", "Flatten the file."
            )
        self.count += 1
        mark = _mark(event)
        node: Node = (Map if isinstance(event, yaml.MappingStartEvent) else Seq)(self.file, mark)
        self._put(event, node)
        self.stack.append(node)
        self.keys.append(_NO_KEY)
        self.key_marks.append(mark)
        self.open_anchors.append((event.anchor, self.count))
        self.merges.append([])

    def _end(self, _: yaml.Event) -> None:
        node: Any = self.stack.pop()
        for event, value in self.merges.pop():
            self._merge_into(node, event, value)
        self.keys.pop()
        self.key_marks.pop()
        anchor, count = self.open_anchors.pop()
        if anchor:
            self.anchors[anchor] = (node, self.count - count + 1)

    def _alias(self, event: yaml.AliasEvent) -> None:
        if event.anchor not in self.anchors:
            if any(anchor == event.anchor for anchor, _ in self.open_anchors):
                self._stop(
                    "S2S004",
                    event,
                    f"*{event.anchor} stands inside of itself.",
                    "Remove the alias.",
                )
            self._stop(
                "S2S002", event, f"No anchor &{event.anchor} stands above.", "Define it first."
            )
        value, size = self.anchors[event.anchor]
        self.count += size
        self.added_by_aliases += size
        if self.added_by_aliases > MAX_ALIAS_NODES:
            self._stop(
                "S2S004",
                event,
                f"Aliases add more than {MAX_ALIAS_NODES:,} nodes to this file.",
                "Write the parts out, or nest fewer aliases.",
            )
        if self.stack and isinstance(self.stack[-1], Map) and self.keys[-1] is _NO_KEY:
            self._key(event, value)
        else:
            self._put(event, value)

    def _merge_into(self, node: Map, event: Any, value: Any) -> None:
        """Add what the mapping does not say itself; earlier sources win over later ones."""
        for source in value if isinstance(value, Seq) else [value]:
            if not isinstance(source, Map):
                fix = "Point it at a mapping."
                self._stop("S2S006", event, "`<<` takes a mapping or a list of mappings.", fix)
            for key, inner in source.items():
                if key not in node:
                    node[key] = inner
                    node.marks[key] = source.marks[key]


def _mark(event: Any) -> int:
    return pack_mark(event.start_mark.line, event.start_mark.column)
