"""Ids of records: 15 characters in pages, 18 in the API. Both name the same record, and case counts in the first 15."""

from typing import Final

SHORT: Final = 15
_SUFFIX: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"


def to_long(record_id: str) -> str:
    """Return an id with 18 characters: the last three say which of the others are capital letters."""
    short = record_id[:SHORT]
    parts = (short[start : start + 5] for start in range(0, SHORT, 5))
    return short + "".join(_SUFFIX[_capitals(part)] for part in parts)


def _capitals(part: str) -> int:
    return sum(1 << at for at, letter in enumerate(part) if "A" <= letter <= "Z")
