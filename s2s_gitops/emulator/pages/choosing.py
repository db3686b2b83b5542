"""What the attributes of a dialect say about themselves, for `s2s-emulator dialect`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Says:
    """The page that a choice shows on, and the words before its value."""

    page: str
    words: str
