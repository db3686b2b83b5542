"""Which live row is which declared side. Nothing in the platform links the two ends of a connection. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from s2s_gitops.kinds.connection.status import Status

DEAD: Final = frozenset({Status.REJECTED, Status.INACTIVE})


PEERS: Final[Mapping[str, tuple[str, ...]]] = {
    Status.SENT: (Status.RECEIVED, Status.ACCEPTING),
    Status.ACCEPTING: (Status.RECEIVED, Status.ACCEPTING, Status.ACTIVE),
    Status.ACTIVE: (Status.ACTIVE,),
}
"""What the invited end shows while the inviting end shows a state."""


@dataclass(frozen=True, slots=True)
class Row:
    """One PartnerNetworkConnection. Ids have 18 characters; `created` is None where the org does not tell."""

    id: str
    name: str
    state: str
    contact_id: str
    account_id: str
    owner_id: str
    created: datetime | None
    since: str


@dataclass(frozen=True, slots=True)
class Match:
    """The row that is meant (None: there is none), or why it cannot be told."""

    row: Row | None = None
    doubt: str = ""
    candidates: tuple[Row, ...] = ()


def by_pin(rows: Sequence[Row], pin: str, *, may_be_gone: bool = False) -> Match:
    """Return the row with the pinned id, given with 15 or 18 characters."""
    for row in rows:
        if row.id[:15] == pin[:15]:
            return Match(row)
    if may_be_gone:
        return Match()
    return Match(doubt=f"no connection has the id {pin}", candidates=tuple(rows))


def inviting_side(rows: Sequence[Row], contact_ids: Collection[str]) -> Match:
    """Return the one live row for a contact; without one, the newest of those that are over."""
    for_contact = [row for row in rows if row.contact_id in contact_ids]
    living = tuple(row for row in for_contact if row.state not in DEAD)
    if len(living) > 1:
        return Match(doubt="several connections with this contact are live", candidates=living)
    if living:
        return Match(living[0])
    over = sorted(for_contact, key=lambda row: (row.since, row.id))
    return Match(over[-1] if over else None)


def invited_side(rows: Sequence[Row], invitation: Row | None, inviter_name: str | None) -> Match:
    """Return the row that the other side's invitation made here.

    `invitation` is the row of the inviting side, None if it has not invited; `inviter_name` the
    organization's name of that side. Accepting is for ever, so a row must be newer than the
    invitation and bear the name.
    """
    if invitation is None:
        return Match()
    if invitation.created is None or inviter_name is None:
        received = tuple(row for row in rows if row.state == Status.RECEIVED)
        return (
            Match(doubt="the other side does not tell when it invited", candidates=received)
            if rows
            else Match()
        )
    newer = [row for row in rows if row.created is not None and row.created >= invitation.created]
    fitting = tuple(row for row in newer if _fits(row.name, inviter_name))
    living = tuple(row for row in fitting if row.state not in DEAD) or fitting
    living = tuple(row for row in living if row.state in PEERS.get(invitation.state, ())) or living
    if len(living) == 1:
        return Match(living[0])
    if living:
        return Match(doubt=f"several connections bear the name {inviter_name!r}", candidates=living)
    strangers = tuple(row for row in newer if row.state not in DEAD)
    if strangers:
        doubt = f"a connection is newer than the invitation, but does not bear the name {inviter_name!r}"
        return Match(doubt=doubt, candidates=strangers)
    return Match()


def invited_by_stranger(rows: Sequence[Row]) -> Match:
    """Return what can be said where nobody here can see the inviting side: never which row it is."""
    received = tuple(row for row in rows if row.state == Status.RECEIVED)
    return (
        Match(doubt="an invitation waits here, and nobody can see who sent it", candidates=received)
        if received
        else Match()
    )


def _fits(name: str, inviter_name: str) -> bool:
    return name.strip().casefold() == inviter_name.strip().casefold()
