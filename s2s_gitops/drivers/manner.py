"""How the saves of an org are made in this run: what the file asks for, what the environment overrides, what there is.

A table, without sockets. The default trusts no page that nobody has verified on a live org.
"""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from s2s_gitops.drivers.session import is_loopback
from s2s_gitops.model.config import OrgEntry, Writes

VARIABLE: Final = "S2S_WRITES"
_UNVERIFIED: Final = "no page has been verified on a live org yet"
_NO_BROWSER: Final = "no browser was found (extra `browser`, and a Chrome or Chromium)"


class Transport(Enum):
    """What carries a save to an org."""

    HTTP = auto()
    BROWSER = auto()


@dataclass(frozen=True, slots=True)
class Manner:
    """How one org is written.

    `is_waived`: no page needs to have been verified; `is_any_verified`: at least one has been.
    `is_forced`: not by the file.
    """

    writes: Writes
    is_waived: bool
    has_browser: bool
    is_forced: bool = False
    is_any_verified: bool = False

    @property
    def by_hand(self) -> str:
        """Why a person makes every save; empty if a program makes at least some."""
        match self.writes:
            case Writes.HUMAN:
                return f"{VARIABLE} is human" if self.is_forced else "`writes: human`"
            case Writes.BROWSER:
                return "" if self.has_browser else _NO_BROWSER
            case Writes.HTTP:
                return "" if self.is_waived or self.is_any_verified else _UNVERIFIED
            case Writes.AUTO:
                some = self.has_browser or self.is_any_verified
                return "" if some else f"{_UNVERIFIED}, and {_NO_BROWSER}"


def manner_of(
    entry: OrgEntry, forced: Writes | None, *, has_browser: bool, is_any_verified: bool
) -> Manner:
    """Return how an org is written; `forced` is what the environment says.

    HTTP from the environment counts for this machine's own hosts only.
    """
    is_here = is_loopback(entry.login.get("instance_url", ""))
    counts = forced is not None and not is_ignored(entry, forced)
    writes = forced if counts and forced is not None else entry.writes
    is_waived = is_here and writes is Writes.HTTP
    return Manner(writes, is_waived, has_browser, counts, is_any_verified)


def is_ignored(entry: OrgEntry, forced: Writes) -> bool:
    """Say whether what the environment says does not count for an org."""
    return forced is Writes.HTTP and not is_loopback(entry.login.get("instance_url", ""))


def choose(manner: Manner, objection: str, *, verified: bool) -> Transport | str:
    """Return what carries a save, or why a person has to make it.

    `objection` is what stands against HTTP; `verified` says that the page was seen on a live org.
    """
    if manner.writes is Writes.HUMAN:
        return manner.by_hand
    against = objection or ("" if verified or manner.is_waived else _UNVERIFIED)
    if manner.writes is not Writes.BROWSER and not against:
        return Transport.HTTP
    if manner.writes is Writes.HTTP:
        return against
    if manner.has_browser:
        return Transport.BROWSER
    return f"{against}, and {_NO_BROWSER}" if against else _NO_BROWSER
