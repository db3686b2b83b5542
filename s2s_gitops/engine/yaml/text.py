"""Plain data to new text of a YAML file, in the style of that file. Knows nothing of what stands there."""

import sys
from typing import Any, Final

import yaml

from s2s_gitops.engine.edits import CannotEdit
from s2s_gitops.engine.yaml.style import Style
from s2s_gitops.engine.yaml.values import Unquoted
from s2s_gitops.model.hostile import HOSTILE

WIDTH: Final = 110
"""How long the line of a list or mapping of texts may become before it is written in block style."""

_TEXT_TAG: Final = "tag:yaml.org,2002:str"


class _Verbatim(yaml.SafeDumper):
    """Quotes what is no single scalar, but not what others read as a number or as `true`."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        """Take every scalar for a text."""
        if kind is yaml.ScalarNode:
            return _TEXT_TAG
        return super().resolve(kind, value, implicit)  # type: ignore[no-untyped-call]


def scalar_text(value: Any, *, in_flow: bool) -> str:
    """Return a scalar as it is written on one line. A text is quoted if others would read something else.

    What would act instead of being read is spelled out.
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return "" if value is None else str(value)
    text = str(value)
    is_hostile = HOSTILE.search(text) is not None
    dumped: str = yaml.dump(
        [text] if in_flow else text,
        Dumper=_Verbatim if isinstance(value, Unquoted) else yaml.SafeDumper,
        default_flow_style=True,
        default_style='"' if is_hostile else None,
        allow_unicode=not is_hostile,
        width=sys.maxsize,
    )
    return dumped[1:-2] if in_flow else dumped.removesuffix("...\n").removesuffix("\n")


def flow_text(value: Any, style: Style) -> str:
    """Return a value in flow style. Raises CannotEdit for a list with an empty item: it has no such style."""
    if isinstance(value, dict):
        inner = ", ".join(flow_pair(key, one, style) for key, one in value.items())
        return f"{{{style.brace}{inner}{style.brace}}}" if value else "{}"
    if isinstance(value, list):
        if None in value:
            raise CannotEdit("a list in brackets cannot hold an item that is left empty")
        inner = ", ".join(flow_text(one, style) for one in value)
        return f"[{style.bracket}{inner}{style.bracket}]" if value else "[]"
    return scalar_text(value, in_flow=True)


def flow_pair(key: str, value: Any, style: Style) -> str:
    """Return a key with its value in flow style."""
    return f"{scalar_text(key, in_flow=True)}: {flow_text(value, style)}"


def line_text(value: Any, style: Style, start: int) -> str | None:
    """Return a value as it is written behind a key, from a column on; None if it needs lines of its own."""
    if not isinstance(value, dict | list):
        return scalar_text(value, in_flow=False)
    inner = value.values() if isinstance(value, dict) else value
    if all(isinstance(one, str) for one in inner):
        text = flow_text(value, style)
        if not value or start + len(text) <= WIDTH:
            return text
    return None


def pair_lines(key: str, value: Any, style: Style, column: int) -> list[str]:
    """Return the lines of a key with its value, in block style."""
    head = f"{' ' * column}{scalar_text(key, in_flow=False)}:"
    text = line_text(value, style, len(head) + 1)
    if text is not None:
        return [f"{head} {text}".rstrip(" ")]
    return [head, *value_lines(value, style, column + nested_step(value, style))]


def nested_step(value: Any, style: Style) -> int:
    """Return how much deeper than its key a mapping or list is written."""
    return style.step if isinstance(value, dict) else style.list_step


def item_lines(value: Any, style: Style, column: int) -> list[str]:
    """Return the lines of an item, in block style. Mappings are written key by key."""
    dash = f"{' ' * column}-{' ' * style.gap}"
    text = None if isinstance(value, dict) and value else line_text(value, style, len(dash))
    if text is not None:
        return [f"{dash}{text}".rstrip(" ")]
    first, *others = value_lines(value, style, len(dash))
    return [dash + first.lstrip(" "), *others]


def value_lines(value: Any, style: Style, column: int) -> list[str]:
    """Return the lines of a mapping or list that is not empty, in block style."""
    if isinstance(value, dict):
        pairs = (pair_lines(key, one, style, column) for key, one in value.items())
        return [line for lines in pairs for line in lines]
    return [line for one in value for line in item_lines(one, style, column)]
