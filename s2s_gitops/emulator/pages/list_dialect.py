"""The choices of a dialect that concern lists, rows and what stands in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random


@dataclass(frozen=True, slots=True)
class ListDialect:
    """One way in which lists, rows and what stands in them may look; the defaults are those of dialect 0."""


def draw_lists(_random: Random) -> ListDialect:
    """Draw every choice anew."""
    return ListDialect()
