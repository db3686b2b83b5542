"""Faults that wait for the next page requests: what a test asks for, first come, first served.

No page in here: pages/fault_pages.py knows what each kind looks like.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


@dataclass(frozen=True, slots=True)
class Fault:
    """A kind of fault, the addresses that it fits (path and query), and how often it still comes."""

    page: str
    path: str = ""
    times: int = 1

    def fits(self, address: str) -> bool:
        """Tell whether the pattern occurs in the address."""
        return re.search(self.path, address) is not None


def read_fault(body: Mapping[str, object], known: Collection[str]) -> Fault:
    """Read {"page": KIND, "path": REGEX, "times": N}; raise ValueError that says what is wrong."""
    page, path, times = body.get("page"), body.get("path", ""), body.get("times", 1)
    if unknown := sorted(body.keys() - {"page", "path", "times"}):
        raise ValueError(f"unknown: {', '.join(unknown)}")
    if not isinstance(page, str) or page not in known:
        raise ValueError(f"page is one of {', '.join(sorted(known))}")
    if not isinstance(path, str) or not _is_pattern(path):
        raise ValueError("path is a regular expression")
    if not isinstance(times, int) or isinstance(times, bool) or times < 1:
        raise ValueError("times is a whole number from 1")
    return Fault(page, path, times)


def _is_pattern(text: str) -> bool:
    try:
        re.compile(text)
    except re.error:
        return False
    return True


def take_fault(waiting: list[Fault], address: str, known: Collection[str]) -> Fault | None:
    """Take the first fault that fits the address and is of a known kind off the list."""
    for place, fault in enumerate(waiting):
        if fault.page in known and fault.fits(address):
            rest = [replace(fault, times=fault.times - 1)] if fault.times > 1 else []
            waiting[place : place + 1] = rest
            return fault
    return None
