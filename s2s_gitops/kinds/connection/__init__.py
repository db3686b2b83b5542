"""One side of a connection: invited, accepted, ended; whose account it is and who owns it."""

from collections.abc import Iterator
from typing import Final

from s2s_gitops.kinds.connection.checks import check
from s2s_gitops.kinds.connection.clues import CLUES
from s2s_gitops.kinds.connection.fit import fits
from s2s_gitops.kinds.connection.foresight import foresee
from s2s_gitops.kinds.connection.history import at_least
from s2s_gitops.kinds.connection.life import LIFE
from s2s_gitops.kinds.connection.live import read
from s2s_gitops.kinds.connection.recognition import recognise
from s2s_gitops.kinds.connection.status import Wish
from s2s_gitops.kinds.connection.verbs import (
    ACCEPT,
    CANCEL,
    DEACTIVATE,
    DECLINE,
    EDIT,
    INVITE,
    RESEND,
)
from s2s_gitops.kinds.contract import HISTORY, shown_on
from s2s_gitops.model.address import Address
from s2s_gitops.model.kind import Attribute, Kind, Place, Use
from s2s_gitops.model.resource import Resource
from s2s_gitops.model.shown import API
from s2s_gitops.model.spelling import to_long


def _refers(side: Resource) -> Iterator[Address]:
    template = side.attributes.get("template")
    if isinstance(template, str):
        yield Address(side.address.org, "template", template)


def _told_by(side: Resource) -> Iterator[Address]:
    """Yield the side that invites: without a pin it tells which row its invitation has made here."""
    if side.facts["role"] == "invited" and "id" not in side.attributes:
        yield Address(f"{side.facts['connection']}@{side.facts['other']}")


CONNECTION: Final = Kind(
    name="connection",
    doc="One side of a connection between two orgs.",
    place=Place.SIDE,
    key="",
    segment="",
    attributes=(
        Attribute(
            "state",
            "What the connection should be. `pending` leaves an invitation undecided; `canceled` and "
            "`rejected` end one; `inactive` ends a connection for ever; `suspended` only records it.",
            choices=tuple(Wish),
            default=Wish.ACTIVE,
            shared=True,
            transitions=LIFE,
        ),
        Attribute(
            "deadline",
            "How long somebody may take to do what the connection waits for, such as accepting an "
            "invitation. After that it counts as drift.",
            use=Use.ACTING,
            default="14 days",
            pattern=r"^[1-9]\d{0,2} days?$",
            example="30 days",
            shared=True,
        ),
        Attribute(
            "id",
            "Pins the side to one live row (04P...). Needed where it cannot be told from others.",
            use=Use.ACTING,
            pattern=r"^04P[A-Za-z0-9]{12}([A-Z0-5]{3})?$",
            canonical=to_long,
            tells=True,
        ),
        Attribute(
            "contact",
            "The e-mail address of the contact who gets the invitation. Never compared afterwards.",
            use=Use.ACTING,
            pattern=r"^[^@\s]+@[^@\s]+$",
            normalize=str.casefold,
            canonical=str.lower,
            tells=True,
            personal=True,
            label="Contact",
        ),
        Attribute(
            "template",
            "The connection template that is chosen when inviting. Never compared afterwards.",
            use=Use.ACTING,
            label="Template",
        ),
        Attribute(
            "invitations",
            "How often the invitation should have been mailed. While it is not accepted, raising the "
            "number by one sends it once more.",
            pattern=r"^[1-9]$",
            verb=RESEND,
            meets=at_least,
        ),
        Attribute(
            "account",
            "The name of the account that stands for the partner.",
            verb=EDIT,
            normalize=str.casefold,
            label="Account",
        ),
        Attribute(
            "owner",
            "The username of the connection owner. Must be an active user.",
            verb=EDIT,
            normalize=str.casefold,
            canonical=str.lower,
            personal=True,
            label="Connection Owner",
        ),
    ),
    verbs=(INVITE, RESEND, ACCEPT, EDIT, DECLINE, CANCEL, DEACTIVATE),
    read=read,
    fits=fits,
    recognise=recognise,
    requires=("settings",),
    refers=_refers,
    check=check,
    clues=CLUES,
    told_by=_told_by,
    shown={"": API, "invitations": shown_on(HISTORY)},
    foresee=foresee,
)
