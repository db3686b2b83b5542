"""What the wire remembers: every request, and every write with its outcome. Values only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


class Outcome(Enum):
    """How a write ended."""

    DONE = "done"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One write, or one attempt to write."""

    seq: int
    moment: datetime
    org: str
    user: str | None
    method: str
    path: str
    what: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class RequestLine:
    """One request, without the query values that open a session."""

    org: str
    method: str
    path: str
    query: str
