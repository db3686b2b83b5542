"""The choices of a dialect that concern forms, buttons, saves and redirects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random


@dataclass(frozen=True, slots=True)
class FormDialect:
    """One way in which forms, buttons, saves and redirects may look; the defaults are those of dialect 0."""


def draw_forms(_random: Random) -> FormDialect:
    """Draw every choice anew."""
    return FormDialect()
