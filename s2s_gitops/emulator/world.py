"""What all ports share: the network, the memory of the wire, and one lock around both.

A class with state, because a server needs one; reset() throws it away and starts again from the
seed.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from threading import RLock
from typing import TYPE_CHECKING

from s2s_gitops.emulator.journal import JournalLine, Outcome, RequestLine
from s2s_gitops.emulator.network import Network
from s2s_gitops.emulator.pages.drawing import dialect_of
from s2s_gitops.emulator.pages.renaming import renamed

if TYPE_CHECKING:
    from collections.abc import Callable

    from s2s_gitops.emulator.faults import Fault
    from s2s_gitops.emulator.seed import Seed


@dataclass(frozen=True, slots=True)
class Cursor:
    """All records of a query that does not fit on one page."""

    records: tuple[dict[str, object], ...]


class World:
    """One emulator's whole state.

    `faults` wait for page requests. `tamper` is for tests in the same process: it gets the path and
    the HTML of each page and returns what goes out instead.
    """

    def __init__(self, seed: Seed, dialect: int = 0) -> None:
        self.seed = seed
        self.lock = RLock()
        self.urls: dict[str, str] = {}
        self.dialect = dialect_of(dialect)
        self.reset()

    def reset(self) -> None:
        """Go back to the seed; addresses and tokens of users stay the same."""
        with self.lock:
            seed = renamed(self.seed, self.dialect.lists.labels)
            self.network = Network(seed, self.dialect.guesses)
            self.journal: list[JournalLine] = []
            self.requests: list[RequestLine] = []
            self.cursors: dict[str, Cursor] = {}
            self.one_time: dict[str, tuple[str, str]] = {}
            self.faults: list[Fault] = []
            self.tamper: Callable[[str, str], str] | None = None
            self.calls = dict.fromkeys(self.network.orgs, 0)

    def write_down(
        self, line: tuple[str, str | None, str, str], what: str, outcome: Outcome
    ) -> None:
        """Add a line (org, user, method, path) to the journal."""
        org, user, method, path = line
        moment, seq = self.network.clock.now(), len(self.journal) + 1
        self.journal.append(JournalLine(seq, moment, org, user, method, path, what, outcome))

    def one_time_code(self, token: str, target: str) -> str:
        """Keep a session for one later visit and return the code that fetches it."""
        code = hashlib.sha256(f"{len(self.one_time)} {token} {target}".encode()).hexdigest()
        self.one_time[code] = (token, target)
        return code

    def spend_one_time_code(self, code: str) -> tuple[str, str]:
        """Return (token, target) once; afterwards the code opens nothing."""
        kept = self.one_time.get(code, ("", ""))
        self.one_time[code] = ("", "")
        return kept
