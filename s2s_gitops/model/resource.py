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
    REDACTED = "(redacted)"
    """It was read, but left out of a snapshot; it is not what is declared."""


UNREAD: Final = Unknown.UNREAD
LATER: Final = Unknown.LATER
REDACTED: Final = Unknown.REDACTED

Path = tuple[str | int, ...]
"""Keys and indexes that lead to a place in a document."""

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
    the user's file, None for what is live; `path` leads to it from the top of its document.
    """

    address: Address
    attributes: Mapping[str, Value]
    presence: Presence = Presence.PRESENT
    facts: Mapping[str, Value] = field(default_factory=dict)
    node: Map | None = None
    path: Path = ()

    def source(self, attribute: str = "", member: str = "") -> Source:
        """Return where the resource, one of its attributes or one member of it is declared."""
        if self.node is None:
            return Source("", 0, 0)
        if attribute not in self.node:
            return source_of(self.node)
        return _member_source(self.node, attribute, member) or source_of(self.node, attribute)


def _member_source(node: Map, attribute: str, member: str) -> Source | None:
    """Find a member: a list's item, a mapping's key, or a key in a mapping's mapping."""
    inner = node[attribute]
    if isinstance(inner, Seq):
        return source_of(inner, inner.index(member)) if member in inner else None
    if isinstance(inner, Map):
        outer, _, key = member.partition(".")
        if member in inner:
            return source_of(inner, member)
        if isinstance(inner.get(outer), Map) and key in inner[outer]:
            return source_of(inner[outer], key)
    return None


@dataclass(frozen=True, slots=True)
class Gap:
    """A part of the world that was not read: a scope (an org includes all in it), or one kind's path in it."""

    scope: str
    path: str | None
    diagnostic: Diagnostic

    def covers(self, address: Address) -> bool:
        """Say whether the address lies in the part that was not read."""
        return self.scope in _scopes(address) and self.path in (None, address.path)


def _scopes(address: Address) -> tuple[str, str, str]:
    """Return the scopes of gaps in which an address lies: its own, the whole org, the resource itself."""
    return (address.scope, address.org, str(address.resource))


@dataclass(frozen=True, slots=True)
class State:
    """All resources of one picture of the world. What was not read stands in `gaps`; it is not absent."""

    resources: Mapping[Address, Resource]
    gaps: tuple[Gap, ...] = ()
    probed: frozenset[tuple[str, str]] = frozenset()
    """Lists on sides that nobody here can read, by scope and path, which our own pages show."""
    _by_scope: Mapping[str, Mapping[str | None, int]] = field(init=False, repr=False, compare=False)
    """Where the first gap of each path stands, by scope: there may be many, and each resource asks."""

    def __post_init__(self) -> None:
        by_scope: dict[str, dict[str | None, int]] = {}
        for at, gap in enumerate(self.gaps):
            by_scope.setdefault(gap.scope, {}).setdefault(gap.path, at)
        object.__setattr__(self, "_by_scope", by_scope)

    def gap(self, address: Address) -> Gap | None:
        """Return why an address was not read (the first reason), or None if it was."""
        if not self.gaps:
            return None
        scopes = (self._by_scope.get(scope, {}) for scope in _scopes(address))
        near = sorted(at for paths in scopes for at in paths.values())
        return next((self.gaps[at] for at in near if self.gaps[at].covers(address)), None)
