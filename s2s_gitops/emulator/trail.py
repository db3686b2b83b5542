"""The Setup Audit Trail: what an admin's change leaves in it. No HTTP in here.

Documented: changes in Setup, who made them and when, the newest first, kept for at least 180 days
(here for exactly as long). Guessed: whether this feature writes anything there at all; a seed says so for each org,
and the words come from the dialect. What a partner or the platform does leaves nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from typing import TYPE_CHECKING

from s2s_gitops.emulator.nouns import TrailLine

if TYPE_CHECKING:
    from collections.abc import Iterable

    from s2s_gitops.emulator.nouns import User
    from s2s_gitops.emulator.org import Org

PREFIX = "0Ym"
_KEPT = timedelta(days=180)


class Extent(Enum):
    """How much of this feature an org writes into its trail."""

    NONE = "none"
    SETTINGS = "settings"
    ALL = "all"


class Deed(Enum):
    """What somebody did, as far as the trail tells it apart."""

    ENABLE = "enable"
    SETTING = "setting"
    NEW_TEMPLATE = "new template"
    TEMPLATE = "template"
    CONNECTION = "connection"
    PUBLISH = "publish"
    SUBSCRIBE = "subscribe"
    MAP = "map"
    BUTTON = "button"


_OF_SETTINGS = frozenset({Deed.ENABLE, Deed.SETTING, Deed.NEW_TEMPLATE, Deed.TEMPLATE})


@dataclass(frozen=True, slots=True)
class Words:
    """How a deed stands in the trail; `display` may name {subject} and {what}."""

    action: str
    section: str
    display: str


def note(org: Org, user: User, deed: Deed, subject: str = "", whats: Iterable[str] = ("",)) -> None:
    """Add a line for each change to the trail, if this org writes such deeds down."""
    if org.trail_extent is Extent.NONE:
        return
    if org.trail_extent is Extent.SETTINGS and deed not in _OF_SETTINGS:
        return
    words = org.guesses.trail[deed]
    for what in whats:
        display = words.display.format(subject=subject, what=what)
        line = TrailLine(
            org.ids.next(PREFIX), org.clock.now(), user.id, words.action, words.section, display
        )
        org.trail = (*org.trail, line)


def kept_lines(org: Org) -> tuple[TrailLine, ...]:
    """Return the lines that are still kept, newest first."""
    oldest = org.clock.now() - _KEPT
    kept = [line for line in reversed(org.trail) if line.moment >= oldest]
    return tuple(sorted(kept, key=lambda line: line.moment, reverse=True))
