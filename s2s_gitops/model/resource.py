"""Resources and states. Desired and live have the same type, so that a diff is a function of two values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from typing import Final

from s2s_gitops.model.address import Address
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.source import Map, Seq, Source, source_of


class Unknown(Enum):
    """Stands for a value that is not known. It is neither absent nor undeclared (None)."""

    UNREAD = "?"
    """It exists, but could not be read: it never makes a difference."""
    LATER = "(known later)"
    """It comes into being with another change."""


UNREAD: Final = Unknown.UNREAD
LATER: Final = Unknown.LATER

Scalar = str | bool | int | None
Value = Scalar | Unknown | tuple["Value", ...] | Mapping[str, "Value"]
"""What an attribute may hold. Member sets are mappings from the member's name to what it maps to."""


class Member(StrEnum):
    """What a name in a plain member set maps to."""

    LISTED = "listed"
    FIXED = "fixed"
    """Always there: the platform offers no way to remove it, so it never makes a difference."""


class Presence(StrEnum):
    """Whether a resource is wanted; deleting is said with words."""

    PRESENT = "present"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Resource:
    """One managed thing.

    `attributes` holds what is declared (desired) or known (live); `facts` holds what is derived
    from the surroundings and never compared, such as the role of a side. `node` is the mapping in
    the user's file, None for what is live.
    """

    address: Address
    attributes: Mapping[str, Value]
    presence: Presence = Presence.PRESENT
    facts: Mapping[str, Value] = field(default_factory=dict)
    node: Map | None = None

    def source(self, attribute: str = "", member: str = "") -> Source:
        """Return where the resource, one of its attributes or one member of it is declared."""
        if self.node is None:
            return Source("", 0, 0)
        if attribute not in self.node:
            return source_of(self.node)
        inner = self.node[attribute]
        if member and isinstance(inner, Map):
            return source_of(inner, member)
        if member and isinstance(inner, Seq) and member in inner:
            return source_of(inner, inner.index(member))
        return source_of(self.node, attribute)


@dataclass(frozen=True, slots=True)
class Gap:
    """A part of the world that was not read: a scope (an org includes its sides), or one segment of it."""

    scope: str
    segment: str | None
    diagnostic: Diagnostic

    def covers(self, address: Address) -> bool:
        """Say whether the address lies in the part that was not read."""
        if self.scope not in (address.scope, address.org):
            return False
        return self.segment is None or self.segment == address.segment


@dataclass(frozen=True, slots=True)
class State:
    """All resources of one picture of the world. What was not read stands in `gaps`; it is not absent."""

    resources: Mapping[Address, Resource]
    gaps: tuple[Gap, ...] = ()

    def gap(self, address: Address) -> Gap | None:
        """Return why an address was not read, or None if it was."""
        return next((gap for gap in self.gaps if gap.covers(address)), None)
