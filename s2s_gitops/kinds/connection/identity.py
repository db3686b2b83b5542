"""Which live row is which declared side. Nothing in the platform links the two ends of a connection. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from s2s_gitops.kinds.connection.free_rows import (
    ALIVE,
    FreeRows,
    in_state,
    of_contact,
    of_name,
)
from s2s_gitops.kinds.connection.row import Row
from s2s_gitops.kinds.connection.status import DEAD, Status

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
class Match:
    """The row that is meant (None: there is none), or why it cannot be told."""

    row: Row | None = None
    doubt: str = ""
    candidates: tuple[Row, ...] = ()


def by_pin(rows: FreeRows, pin: str, *, may_be_gone: bool = False) -> Match:
    """Return the row with the pinned id, given with 15 or 18 characters; whether it is free or not."""
    row = rows.pinned(pin)
    if row is not None or may_be_gone:
        return Match(row)
    return Match(doubt=f"no connection has the id {pin}", candidates=rows.all)


def inviting_side(rows: FreeRows, contact_ids: Iterable[str], ended: Status | None = None) -> Match:
    """Return the one live row for a contact; without one, the newest of those that are over.

    `ended` is the state of a connection that is declared to be over: such a row is preferred then.
    """
    for_contact = rows.bearing(*(of_contact(one) for one in contact_ids))
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


def could_be_meant(rows: FreeRows, partner_name: str) -> Match:
    """Return a doubt if a live row could be the side although it does not bear the declared contact.

    Contacts change, and doubt is no reason to invite. The partner's name tells where it is known;
    else a row without a contact could be meant. What others sent here is never an inviting side.
    """
    told = of_name(partner_name) if partner_name else of_contact("")
    near = rows.bearing(of_contact(None), told)
    found = tuple(row for row in near if row.state not in (*DEAD, Status.RECEIVED))
    doubt = "no connection belongs to the contact, but another one is live"
    return Match(doubt=doubt, candidates=found) if found else Match()


def invited_side(rows: FreeRows, invitation: Row | None, inviter_name: str | None) -> Match:
    """Return the row that the other side's invitation made here.

    `invitation` is the row of the inviting side, None if it has not invited; `inviter_name` the
    organization's name of that side. Accepting is for ever, so a row must be newer than the
    invitation and bear the name.
    """
    if invitation is None:
        return Match()
    if invitation.created is None or inviter_name is None:
        received = rows.bearing(in_state(Status.RECEIVED))
        return (
            Match(doubt="the other side does not tell when it invited", candidates=received)
            if rows
            else Match()
        )
    named = rows.bearing(of_name(inviter_name))
    fitting = [
        row for row in named if row.created is not None and row.created >= invitation.created
    ]
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
    newer = rows.since(invitation.created)
    strangers = tuple(row for row in newer if row.state not in DEAD)
    if strangers:
        doubt = f"a connection is newer than the invitation, but does not bear the name {inviter_name!r}"
        return Match(doubt=doubt, candidates=strangers)
    return Match()


def unclear(rows: FreeRows, why: str, inviter_name: str | None) -> Match:
    """Return a doubt about an invited side whose invitation is not known, with all that could be it.

    `inviter_name` is the organization's name of the other side, empty or None if nobody tells.
    """
    if not inviter_name:
        return Match(doubt=why, candidates=rows.bearing(ALIVE))
    named = rows.bearing(of_name(inviter_name))
    return Match(doubt=why, candidates=tuple(row for row in named if row.state not in DEAD))


def invited_by_stranger(rows: FreeRows) -> Match:
    """Return what can be said where nobody here can see the inviting side: never which row it is."""
    received = rows.bearing(in_state(Status.RECEIVED))
    return (
        Match(doubt="an invitation waits here, and nobody can see who sent it", candidates=received)
        if received
        else Match()
    )
