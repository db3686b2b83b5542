"""A plan that was saved: what it says, when it was made, and the document as it stands in the file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from s2s_gitops.model.plan import Plan


@dataclass(frozen=True, slots=True)
class Saved:
    """A plan out of a file. `created` is None where the file does not tell; else it has a time zone."""

    file: str
    plan: Plan
    created: datetime | None
    document: Mapping[str, Any]

    def age(self, now: datetime) -> timedelta | None:
        """Return how long ago it was made, if that is known."""
        return now - self.created if self.created else None
