"""Counts what is asked of one org, and keeps what it tells of its allocation.

simple-salesforce keeps the last answer's `api_usage` only, and here answers come side by side.
"""

import re
from collections.abc import Mapping
from threading import Lock
from typing import Final

from s2s_gitops.model.cost import Cost

_API: Final = "/services/data/v"
_USAGE: Final = re.compile(r"(?<![\w-])api-usage=(\d+)/(\d+)")


class Meter:
    """The counts of one session. A class because they grow."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._api = 0
        self._others = 0
        self._used = -1
        self._allowed = 0

    def sent(self, path: str) -> None:
        """Count a request. Those to the data API count against the org's allocation, others do not."""
        with self._lock:
            if path.startswith(_API):
                self._api += 1
            else:
                self._others += 1

    def heard(self, headers: Mapping[str, str]) -> None:
        """Keep what an answer tells of the allocation: the highest number is the newest."""
        found = _USAGE.search(headers.get("Sforce-Limit-Info", ""))
        if found:
            with self._lock:
                self._used = max(self._used, int(found[1]))
                self._allowed = int(found[2])

    def read(self) -> Cost:
        """Return the counts so far."""
        with self._lock:
            is_told = self._used >= 0
            used, allowed = (self._used, self._allowed) if is_told else (None, None)
            return Cost(self._api, self._others, used, allowed)
