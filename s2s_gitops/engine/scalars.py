"""Gives types to the scalars that the schema types. All others are text, whatever they look like."""

import re
from collections.abc import Mapping
from typing import Any, Final

from s2s_gitops.model.source import Map, Seq

_FLAGS: Final = {"true": True, "false": False}
_INTEGER: Final = re.compile(r"-?\d{1,18}")


class Typing:
    """Knows the parts of one schema below which something has a type, so that all others are not walked."""

    def __init__(self, schema: Mapping[str, Any]) -> None:
        self._schema = schema
        self._typed: dict[int, bool] = {}

    def apply(self, document: Map) -> None:
        """Replace, in place, texts that the schema wants as a boolean or an integer and that are one."""
        self._walk(document, self._schema)

    def _is_typed(self, schema: Mapping[str, Any]) -> bool:
        known = self._typed.get(id(schema))
        if known is None:
            known = _wants(schema) is not None or any(
                self._is_typed(part) for part in _parts(schema)
            )
            self._typed[id(schema)] = known
        return known

    def _walk(self, node: Any, schema: Mapping[str, Any]) -> None:
        if isinstance(node, Map):
            properties = schema.get("properties", {})
            others = schema.get("additionalProperties")
            for key, value in node.items():
                self._child(node, key, value, properties.get(key, others))
        elif isinstance(node, Seq):
            for index, value in enumerate(node):
                self._child(node, index, value, schema.get("items"))

    def _child(self, node: Any, key: Any, value: Any, schema: Any) -> None:
        if not isinstance(schema, Mapping) or not self._is_typed(schema):
            return
        if isinstance(value, str):
            node[key] = _converted(value, _wants(schema))
        else:
            self._walk(value, schema)


def _parts(schema: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    parts = list(schema.get("properties", {}).values())
    parts += [
        schema[name]
        for name in ("items", "additionalProperties")
        if isinstance(schema.get(name), Mapping)
    ]
    return parts


def _wants(schema: Mapping[str, Any]) -> str | None:
    if schema.get("type") == "boolean":
        return "boolean"
    return "integer" if type(schema.get("const")) is int else None


def _converted(text: str, wanted: str | None) -> Any:
    if wanted == "boolean":
        return _FLAGS.get(text, text)
    if wanted == "integer" and _INTEGER.fullmatch(text):
        return int(text)
    return text
