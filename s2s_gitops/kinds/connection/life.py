"""Which verb, wait or refusal leads from what a connection is to what it should be."""

from collections.abc import Iterator
from typing import Final

from s2s_gitops.kinds.connection.status import Status, Wish
from s2s_gitops.kinds.connection.verbs import ACCEPT, CANCEL, DEACTIVATE, DECLINE, INVITE
from s2s_gitops.model.resource import Presence
from s2s_gitops.model.verb import Awaits, Impossible, Transition, Verb

_WITHIN: Final = "{deadline}"
"""Each connection may say how long others may take."""

_PARTNER_ACCEPTS: Final = Awaits(
    who="{other}",
    waits_for="{other} to accept the invitation that was mailed to {contact}",
    clicks=(
        "Open the link in the invitation e-mail and log in to {other}",
        "Press Accept",
        "If the e-mail is lost: open the Connections tab in {other}, choose the connection, press Accept",
    ),
    within=_WITHIN,
)
_PARTNER_INVITES: Final = Awaits(
    who="{other}",
    waits_for="{other} to invite {org}",
    clicks=(
        "In {other}, open the Connections tab and press New",
        "Choose the contact who stands for {org}",
        "Press Save & Send Invite",
    ),
    within=_WITHIN,
)
_PARTNER_DECLINES: Final = Awaits(
    who="{other}",
    waits_for="{other} to decline the invitation",
    clicks=("Open the link in the invitation e-mail and log in to {other}", "Press Decline"),
    within=_WITHIN,
)
_PARTNER_CANCELS: Final = Awaits(
    who="{other}",
    waits_for="{other} to cancel its invitation",
    clicks=(
        "In {other}, open the Connections tab, choose the connection, press Cancel Invitation",
    ),
    within=_WITHIN,
)
_PLATFORM: Final = Awaits(
    "Salesforce",
    "the platform to finish what was started",
    ("Wait; the next run looks again",),
    within=_WITHIN,
)

_REJECTED: Final = Impossible(
    "The invitation was declined. Nobody can un-decline it, and inviting again is for people to decide.",
    "Talk to {other}. Then declare `state: rejected` here, and a new connection beside it.",
)
_INACTIVE: Final = Impossible(
    "The connection was deactivated or cancelled, and the platform has no way to bring it back.",
    "Declare `state: inactive`. If both sides want to share again, declare a new connection.",
)
_DISCONNECTING: Final = Impossible(
    "The connection is being deactivated; that cannot be stopped.", "Declare `state: inactive`."
)
_SUSPENDED: Final = Impossible(
    "The connection is suspended, and no public source says how that is lifted.",
    "Declare `state: suspended` until Salesforce has said; inviting again would not help.",
)
_ACCEPTED: Final = Impossible(
    "The connection is accepted; an accepted connection can only be deactivated.",
    "Declare `state: active`, or `state: inactive` to end it for ever.",
)
_NOT_ACCEPTED: Final = Impossible(
    "The invitation is not accepted yet; only an accepted connection can be deactivated.",
    "Declare `state: canceled`, or `state: rejected` if the invited side should decline.",
)
_NO_SUSPENDING: Final = Impossible(
    "Nobody can suspend a connection; the platform does that.",
    "Declare what the connection should be: `active`, `inactive`, `canceled` or `rejected`.",
)

Outcome = Verb | Impossible | Awaits | None


def _to(wish: Wish, before: Status | Presence, outcome: Outcome, **when: str) -> Transition:
    return Transition(before, wish, outcome, when)


def _over(wish: Wish) -> Iterator[Transition]:
    """From what has ended there is no way back to a living connection."""
    yield _to(wish, Status.REJECTED, _REJECTED)
    yield _to(wish, Status.INACTIVE, _INACTIVE)
    yield _to(wish, Status.DISCONNECTING, _DISCONNECTING)
    yield _to(wish, Status.SUSPENDED, _SUSPENDED)


_ACTIVE: Final = (
    _to(Wish.ACTIVE, Presence.ABSENT, INVITE, role="inviting", other_access="manage"),
    Transition(Presence.ABSENT, Wish.ACTIVE, INVITE, {"role": "inviting"}, then=_PARTNER_ACCEPTS),
    _to(Wish.ACTIVE, Presence.ABSENT, ACCEPT, role="invited", other_access="manage"),
    _to(Wish.ACTIVE, Presence.ABSENT, _PARTNER_INVITES, role="invited"),
    _to(Wish.ACTIVE, Status.SENT, None, other_access="manage"),
    _to(Wish.ACTIVE, Status.SENT, _PARTNER_ACCEPTS),
    _to(Wish.ACTIVE, Status.RECEIVED, ACCEPT),
    _to(Wish.ACTIVE, Status.ACCEPTING, _PLATFORM),
    *_over(Wish.ACTIVE),
)
_PENDING: Final = (
    _to(Wish.PENDING, Presence.ABSENT, INVITE, role="inviting"),
    _to(Wish.PENDING, Presence.ABSENT, None, other_access="manage"),
    _to(Wish.PENDING, Presence.ABSENT, _PARTNER_INVITES),
    _to(Wish.PENDING, Status.SENT, None),
    _to(Wish.PENDING, Status.RECEIVED, None),
    _to(Wish.PENDING, Status.ACCEPTING, _ACCEPTED),
    _to(Wish.PENDING, Status.ACTIVE, _ACCEPTED),
    *_over(Wish.PENDING),
)
_CANCELED: Final = (
    *(_to(Wish.CANCELED, one, None) for one in (Presence.ABSENT, Status.INACTIVE, Status.REJECTED)),
    _to(Wish.CANCELED, Status.SENT, CANCEL),
    _to(Wish.CANCELED, Status.RECEIVED, None, other_access="manage"),
    _to(Wish.CANCELED, Status.RECEIVED, _PARTNER_CANCELS),
    *(_to(Wish.CANCELED, one, _ACCEPTED) for one in (Status.ACTIVE, Status.ACCEPTING)),
    _to(Wish.CANCELED, Status.DISCONNECTING, _PLATFORM),
    _to(Wish.CANCELED, Status.SUSPENDED, _SUSPENDED),
)
_DECLINED: Final = (
    *(_to(Wish.REJECTED, one, None) for one in (Presence.ABSENT, Status.INACTIVE)),
    _to(Wish.REJECTED, Status.RECEIVED, DECLINE),
    _to(Wish.REJECTED, Status.SENT, None, other_access="manage"),
    _to(Wish.REJECTED, Status.SENT, _PARTNER_DECLINES),
    *(_to(Wish.REJECTED, one, _ACCEPTED) for one in (Status.ACTIVE, Status.ACCEPTING)),
    _to(Wish.REJECTED, Status.DISCONNECTING, _PLATFORM),
    _to(Wish.REJECTED, Status.SUSPENDED, _SUSPENDED),
)
_ENDED: Final = (
    *(_to(Wish.INACTIVE, one, None) for one in (Presence.ABSENT, Status.REJECTED)),
    _to(Wish.INACTIVE, Status.ACTIVE, DEACTIVATE, role="inviting"),
    _to(Wish.INACTIVE, Status.ACTIVE, None, other_access="manage"),
    _to(Wish.INACTIVE, Status.ACTIVE, DEACTIVATE),
    *(_to(Wish.INACTIVE, one, _NOT_ACCEPTED) for one in (Status.SENT, Status.RECEIVED)),
    *(_to(Wish.INACTIVE, one, _PLATFORM) for one in (Status.ACCEPTING, Status.DISCONNECTING)),
    _to(Wish.INACTIVE, Status.SUSPENDED, _SUSPENDED),
)
_HELD: Final = tuple(
    _to(Wish.SUSPENDED, one, _NO_SUSPENDING)
    for one in (Presence.ABSENT, *Status)
    if one is not Status.SUSPENDED
)

LIFE: Final = (*_ACTIVE, *_PENDING, *_CANCELED, *_DECLINED, *_ENDED, *_HELD)
"""Every pair of what is and what should be, first fit counts."""
