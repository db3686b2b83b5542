"""Findings: the differences between live and the files, told from what is live, with who made them."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from s2s_gitops.model.address import Address
from s2s_gitops.model.change import Action
from s2s_gitops.model.resource import Value
from s2s_gitops.model.source import Source


@dataclass(frozen=True, slots=True)
class Witness:
    """Who made a difference, and when, as the org itself tells it. Empty where it does not say.

    `when` is as the org shows it: in a connection history the user's locale without a zone, in the
    audit trail RFC 3339. It is empty as well where only the person is certain.
    """

    who: str = ""
    when: str = ""
    told_by: str = ""
    """"connection history" or "audit trail"."""


class Cause(StrEnum):
    """On whose side something changed."""

    ORG = "org"
    """Somebody changed the org."""
    CONFIG = "config"
    """The files changed, the org did not follow yet."""
    PARTNER = "partner"
    """The other side changed."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One difference between live and the files, told from what is live.

    `action` says what became of it in the org: it came (CREATE), it went (DELETE), or it shows
    another value (UPDATE). `attribute` is empty where the presence of the resource itself differs.
    `source` is None for what nobody declared; `ends` are sentences about what ends it.
    """

    address: Address
    kind: str
    attribute: str
    action: Action
    declared: Value
    live: Value
    cause: Cause
    source: Source | None
    ends: tuple[str, ...] = ()
    witness: Witness = Witness()

    @property
    def fingerprint(self) -> str:
        """What tells this finding from others, whatever its values, its time and its place in the files are."""
        text = f"{self.address}\n{self.attribute}"
        return hashlib.sha256(text.encode()).hexdigest()[:12]
