"""Makes text from orgs and files harmless for a terminal: no control, no escape, no hidden direction marks."""

import re
from typing import Final

from s2s_gitops.model.resource import Unknown, Value

_HOSTILE: Final = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]"
)


def plain(text: str) -> str:
    """Return a line in which every character that could act instead of being read is spelled out."""
    return _HOSTILE.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def value_text(value: Value) -> str:
    """Return a value as a person reads it."""
    if isinstance(value, Unknown):
        return str(value.value)
    if value is None:
        return "(none)"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
