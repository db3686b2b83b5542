"""Makes text from orgs and files harmless for a terminal: no control, no escape, no hidden direction marks."""

from s2s_gitops.model.hostile import HOSTILE
from s2s_gitops.model.resource import Unknown, Value


def plain(text: str) -> str:
    """Return a line in which every character that could act instead of being read is spelled out."""
    return HOSTILE.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def value_text(value: Value) -> str:
    """Return a value as a person reads it."""
    if isinstance(value, Unknown):
        return str(value.value)
    if value is None:
        return "(none)"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
