"""What the user's files say, taken together."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.resource import State
from s2s_gitops.model.source import Map, Source, source_of


class Access(StrEnum):
    """What this project may do in an org."""

    MANAGE = "manage"
    OBSERVE = "observe"
    NONE = "none"


class Writes(StrEnum):
    """How saves on Setup pages may be made in an org."""

    AUTO = "auto"
    """Over HTTP where a live page was verified, else in a browser if there is one, else by hand."""
    HTTP = "http"
    BROWSER = "browser"
    HUMAN = "human"


@dataclass(frozen=True, slots=True)
class OrgEntry:
    """An org as the files describe it. The values of `login` are secrets and stay out of `repr`.

    `unset` says which variables of the login are not set: an error for those who log in.
    """

    alias: str
    org_id: str
    access: Access
    login: Mapping[str, str]
    approve_outward: bool
    node: Map
    unset: tuple[Diagnostic, ...] = ()
    writes: Writes = Writes.AUTO

    @property
    def written_login(self) -> Mapping[str, str]:
        """The login as it stands in the file, with references in the place of secrets."""
        node = self.node.get("login", {})
        return {**node, **(node.written or {})} if isinstance(node, Map) else {}

    def __repr__(self) -> str:
        return f"OrgEntry({self.alias!r}, {self.org_id!r}, {self.access.value})"


@dataclass(frozen=True, slots=True)
class Approval:
    """Consent to changes of one verb at the addresses that a pattern fits. `until` is an ISO date or empty."""

    pattern: str
    verb: str
    reason: str
    until: str
    source: Source

    def is_valid(self, today: str) -> bool:
        """Say whether the approval still counts on a day, given as an ISO date."""
        return not self.until or today <= self.until


GRACE: Final = 14
"""For how many days after its last one an entry of `ignore` still holds, with a warning."""


@dataclass(frozen=True, slots=True)
class Ignore:
    """A wish to leave something alone at the addresses that a pattern covers. `until` is an ISO date.

    What is left alone are differences or, with a code, the diagnostics of that code.
    """

    pattern: str
    reason: str
    until: str
    source: Source
    code: str = ""

    def days_over(self, today: str) -> int:
        """Return how many days ago its last day was; negative or 0 while it has not passed."""
        return (date.fromisoformat(today) - date.fromisoformat(self.until)).days

    def holds(self, today: str) -> bool:
        """Say whether it still counts on a day, given as an ISO date."""
        return self.days_over(today) <= GRACE


@dataclass(frozen=True, slots=True)
class Config:
    """Everything that was declared: the orgs, the resources on both sides, the approvals, what to ignore.

    `warnings` say what looks like a mistake between these parts; `validate` tells them.
    """

    orgs: Mapping[str, OrgEntry]
    desired: State
    approvals: tuple[Approval, ...]
    ignores: tuple[Ignore, ...] = ()
    warnings: tuple[Diagnostic, ...] = ()

    def placed(self, diagnostic: Diagnostic) -> Diagnostic:
        """Return a diagnostic about an org with the place where the org is declared."""
        entry = self.orgs.get(diagnostic.where)
        if diagnostic.source is not None or entry is None:
            return diagnostic
        child = "login" if "login" in entry.node else None
        return replace(diagnostic, source=source_of(entry.node, child))
