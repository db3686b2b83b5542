"""Changes: the differences between desired and live, each with what it is called, what it costs and why."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Final

from s2s_gitops.model.address import Address
from s2s_gitops.model.resource import Value
from s2s_gitops.model.shown import Confidence
from s2s_gitops.model.source import Source

_NAMED: Final = re.compile(r"\{(\w+)\}")


class Action(StrEnum):
    """What happens to the thing at the address; the value is the symbol."""

    CREATE = "+"
    UPDATE = "~"
    DELETE = "-"


class Risk(IntEnum):
    """How bad a change is if it was wrong, in rising order."""

    SAFE = 0
    OUTWARD = 1
    DESTRUCTIVE = 2
    IRREVERSIBLE = 3

    @property
    def label(self) -> str:
        """The word that users read and write."""
        return self.name.lower()


class Phase(IntEnum):
    """Additions run first, removals after them."""

    GROW = 0
    SHRINK = 1


class Because(StrEnum):
    """Why there is a change at all."""

    DECLARED = "declared"
    """The files say so and live does not. Which of them moved cannot be told without a baseline."""
    CONFIG = "config"
    """Files changed since the baseline, and this is what they ask for now."""
    DRIFT = "drift"
    """The files wanted the same at the baseline already: the org moved, or never followed."""
    PARTNER = "partner"
    """The same on a side that others manage."""
    DEPENDENCY = "dependency"
    """Live shows it already, but another change of the plan takes it away."""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference that a write would remove.

    `verb` is the word that approvals use; `before` and `after` are values of the attribute, of one
    member of it, or of the presence of the resource (`attribute` empty). `partner` is the org on
    the other side, empty for what concerns one org alone; `discloses` counts the fields that it did
    not see before, and `consequences` are sentences about it.
    """

    address: Address
    kind: str
    verb: str
    action: Action
    attribute: str
    before: Value
    after: Value
    risk: Risk
    reason: str
    undo: str
    source: Source
    partner: str = ""
    discloses: int = 0
    consequences: tuple[str, ...] = ()
    sends: Mapping[str, Value] = field(default_factory=dict)
    """Other declared values that travel with the change, such as the contact of an invitation."""
    clicks: tuple[str, ...] = ()
    """What a person presses to make it, on the page of its form."""
    refers: tuple[Address, ...] = ()
    """Addresses that must be in place before, and go only after it."""
    shown_by: str = ""
    """For what others manage: what shows the difference."""
    because: Because = Because.DECLARED
    explained_by: tuple[Source, ...] = ()
    """The lines that ask for it since the baseline: now, or then, where they are gone."""
    confidence: Confidence = Confidence.UNKNOWN
    """How well `before` is known."""
    needs: tuple[str, ...] = ()
    """Addresses of the steps that run before, or patterns where those are many of one kind."""
    verified_by: str = ""
    """Where it is read back; empty on sides that others manage."""

    def sort_key(self) -> tuple[str, str, str]:
        """Order by address, then by attribute."""
        return (str(self.address), self.attribute, self.verb)


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What one change leads to elsewhere, told with what is live.

    `text` names its `counts` in braces; a count is None where nobody here can tell it. `instead_of`
    is the general sentence among the change's consequences that it says better, empty for one more.
    """

    address: Address
    verb: str
    text: str
    counts: Mapping[str, int | None] = field(default_factory=dict)
    instead_of: str = ""

    def __str__(self) -> str:
        shown = {name: "?" if one is None else f"{one:,}" for name, one in self.counts.items()}
        return _NAMED.sub(lambda name: shown.get(name[1], name[0]), self.text)


@dataclass(frozen=True, slots=True)
class Stuck:
    """A difference of an attribute that nothing of the platform takes away."""

    address: Address
    kind: str
    attribute: str
    before: Value
    after: Value
    source: Source


@dataclass(frozen=True, slots=True)
class Pending:
    """What somebody else must do before the declared state is reached. It is never a difference.

    `since` is an RFC 3339 time, or empty where the org does not tell. `until` is the end of the time
    that it may take, empty where nobody knows since when it waits. `after` is the verb of ours that
    must come first, empty for what waits already.
    """

    address: Address
    who: str
    waits_for: str
    clicks: tuple[str, ...]
    since: str
    source: Source
    until: str = ""
    after: str = ""

    def is_late(self, now: datetime) -> bool:
        """Say whether it has taken longer than it may. `now` has a time zone."""
        return bool(self.until) and now > datetime.fromisoformat(self.until)


@dataclass(frozen=True, slots=True)
class Step:
    """Changes that travel in one save: of one group, in one direction."""

    scope: str
    kind: str
    group: str
    key: str
    phase: Phase
    changes: tuple[Change, ...]
    requires: tuple[int, ...] = ()
    """Positions of the steps that must have succeeded before."""

    def __str__(self) -> str:
        return str(Address(self.scope, self.changes[0].address.segment, self.key))
