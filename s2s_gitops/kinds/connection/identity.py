"""Which live row is which declared side. Nothing in the platform links the two ends of a connection. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from s2s_gitops.kinds.connection.status import Status

DEAD: Final = frozenset({Status.REJECTED, Status.INACTIVE})


PEERS: Final[Mapping[str, tuple[str, ...]]] = {
    Status.SENT: (Status.RECEIVED, Status.ACCEPTING, Status.ACTIVE),
    Status.RECEIVED: (),  # the inviting end never shows it
    Status.ACCEPTING: (Status.RECEIVED, Status.ACCEPTING, Status.ACTIVE),
    Status.ACTIVE: (Status.ACTIVE,),
    Status.REJECTED: (Status.REJECTED,),
    Status.INACTIVE: (Status.INACTIVE,),
}
"""What the invited end may show while the inviting end shows a state."""


@dataclass(frozen=True, slots=True)
class Row:
    """One PartnerNetworkConnection. Ids have 18 characters, empty for none; None where the org does not tell."""

    id: str
    name: str
    state: str
    contact_id: str | None
    account_id: str | None
    owner_id: str | None
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


def inviting_side(
    rows: Sequence[Row], contact_ids: Collection[str], ended: Status | None = None
) -> Match:
    """Return the one live row for a contact; without one, the newest of those that are over.

    `ended` is the state of a connection that is declared to be over: such a row is preferred then.
    """
    for_contact = [row for row in rows if row.contact_id in contact_ids]
    living = tuple(row for row in for_contact if row.state not in DEAD)
    over = sorted(
        (row for row in for_contact if row.state in DEAD), key=lambda row: (row.since, row.id)
    )
    wanted = [row for row in over if row.state == ended]
    if wanted:
        return Match(wanted[-1])
    if len(living) > 1:
        return Match(doubt="several connections with this contact are live", candidates=living)
    return Match(living[0] if living else over[-1] if over else None)


def could_be_meant(rows: Sequence[Row], partner_name: str) -> Match:
    """Return a doubt if a live row could be the side although it does not bear the declared contact.

    Contacts change, and doubt is no reason to invite. The partner's name tells where it is known;
    else a row without a contact could be meant. What others sent here is never an inviting side.
    """
    living = (row for row in rows if row.state not in (*DEAD, Status.RECEIVED))
    found = tuple(
        row
        for row in living
        if row.contact_id is None
        or (_fits(row.name, partner_name) if partner_name else not row.contact_id)
    )
    doubt = "no connection belongs to the contact, but another one is live"
    return Match(doubt=doubt, candidates=found) if found else Match()


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
    fitting = [row for row in newer if _fits(row.name, inviter_name)]
    peers = [row for row in fitting if row.state in PEERS.get(invitation.state, ())]
    if peers and invitation.state in DEAD:
        return Match(min(peers, key=lambda row: (row.since, row.id)))
    living = [row for row in fitting if row.state not in DEAD]
    chosen = tuple(peers or living or fitting)
    if len(chosen) == 1:
        return Match(chosen[0])
    if chosen:
        doubt = f"several connections bear the name {inviter_name!r}"
        return Match(doubt=doubt, candidates=chosen)
    strangers = tuple(row for row in newer if row.state not in DEAD)
    if strangers:
        doubt = f"a connection is newer than the invitation, but does not bear the name {inviter_name!r}"
        return Match(doubt=doubt, candidates=strangers)
    return Match()


def unclear(rows: Sequence[Row], why: str, inviter_name: str | None) -> Match:
    """Return a doubt about an invited side whose invitation is not known, with all that could be it.

    `inviter_name` is the organization's name of the other side, empty or None if nobody tells.
    """
    living = (row for row in rows if row.state not in DEAD)
    found = tuple(row for row in living if not inviter_name or _fits(row.name, inviter_name))
    return Match(doubt=why, candidates=found)


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
