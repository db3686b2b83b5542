"""Texts that differ and mean the same: white space around them, and ids with 15 and 18 characters."""

from typing import Final

SHORT: Final = 15
_SUFFIX: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"


def trimmed(text: str) -> str:
    """Return a text without the white space around it, which Salesforce does not keep. One of nothing else stays."""
    return text.strip(" \t\r\n") or text


def to_long(record_id: str) -> str:
    """Return an id with 18 characters, as in the API; pages show 15. The last three say which of these are capitals."""
    short = record_id[:SHORT]
    parts = (short[start : start + 5] for start in range(0, SHORT, 5))
    return short + "".join(_SUFFIX[_capitals(part)] for part in parts)


def _capitals(part: str) -> int:
    return sum(1 << at for at, letter in enumerate(part) if "A" <= letter <= "Z")
