"""One side of a connection: invited, accepted, whose account it is and who owns it."""

from typing import Final

from s2s_gitops.kinds.connection.checks import check
from s2s_gitops.kinds.connection.live import read
from s2s_gitops.kinds.connection.status import State
from s2s_gitops.kinds.connection.write import accept, edit, invite
from s2s_gitops.model.change import Action, Risk
from s2s_gitops.model.kind import (
    Attribute,
    Awaits,
    Impossible,
    Kind,
    Per,
    Place,
    Repeat,
    SaveGroup,
    Transition,
    Use,
    Verb,
)
from s2s_gitops.model.resource import Presence

INVITE: Final = Verb(
    name="invite",
    action=Action.CREATE,
    risk=Risk.OUTWARD,
    reason="Salesforce mails an invitation to {contact}; mail cannot be unsent",
    undo="cancel the invitation while it is not accepted",
    group=SaveGroup("invite", Per.SCOPE, invite),
    consequences=("{contact} receives an invitation by e-mail",),
    carries=("account", "owner"),
    leads_to=(State.SENT, State.PENDING, State.ACTIVE),
)

ACCEPT: Final = Verb(
    name="accept",
    action=Action.CREATE,
    risk=Risk.IRREVERSIBLE,
    reason="an accepted connection can only be deactivated, and that is for ever",
    undo="none: deactivating ends the connection, it does not un-accept it",
    group=SaveGroup("accept", Per.SCOPE, accept),
    consequences=("{other} is told by e-mail that {org} accepted",),
    starts_from=(State.RECEIVED,),
    on_the_way=(State.PENDING,),
)

EDIT: Final = Verb(
    name="set",
    action=Action.UPDATE,
    risk=Risk.SAFE,
    reason="ours alone, and can be set back",
    undo="set the old value again",
    group=SaveGroup("edit", Per.SCOPE, edit),
    repeat=Repeat.AFTER_LOOKING,
)

_PARTNER_ACCEPTS: Final = Awaits(
    who="{other}",
    waits_for="{other} to accept the invitation that was mailed to {contact}",
    clicks=(
        "Open the link in the invitation e-mail and log in to {other}",
        "Press Accept",
        "If the e-mail is lost: open the Connections tab in {other}, choose the connection, press Accept",
    ),
)

_PARTNER_INVITES: Final = Awaits(
    who="{other}",
    waits_for="{other} to invite {org}",
    clicks=(
        "In {other}, open the Connections tab and press New",
        "Choose the contact who stands for {org}",
        "Press Save & Send Invite",
    ),
)


def _to_active(
    before: State | Presence,
    outcome: Verb | Impossible | Awaits | None,
    then: Awaits | None = None,
    **when: str,
) -> Transition:
    return Transition(before, State.ACTIVE, outcome, when, then)


def _over(before: State, why: str, instead: str) -> Transition:
    return _to_active(before, Impossible(why, instead))


_LIFE: Final = (
    _to_active(Presence.ABSENT, INVITE, role="inviting", other_access="manage"),
    _to_active(Presence.ABSENT, INVITE, _PARTNER_ACCEPTS, role="inviting"),
    _to_active(Presence.ABSENT, ACCEPT, role="invited", other_access="manage"),
    _to_active(Presence.ABSENT, _PARTNER_INVITES, role="invited"),
    _to_active(State.SENT, None, other_access="manage"),
    _to_active(State.SENT, _PARTNER_ACCEPTS),
    _to_active(State.RECEIVED, ACCEPT),
    _to_active(
        State.PENDING,
        Awaits(
            "Salesforce",
            "the platform to finish the acceptance",
            ("Wait; the next run looks again",),
        ),
    ),
    _over(
        State.REJECTED,
        "The invitation was declined. Nobody can un-decline it, and inviting again is for people to decide.",
        "Talk to {other}; then remove this connection from the files and declare a new one.",
    ),
    _over(
        State.INACTIVE,
        "The connection was deactivated, and the platform has no way to activate it again.",
        "Remove it from the files. If both sides want to share again, declare a new connection.",
    ),
    _over(
        State.DISCONNECTING,
        "The connection is being deactivated; that cannot be stopped.",
        "Remove it from the files once it is inactive.",
    ),
    _over(
        State.SUSPENDED,
        "The connection is suspended, and no public source says how that is lifted.",
        "Open the connection in {org} and ask Salesforce; inviting again would not help.",
    ),
)

CONNECTION: Final = Kind(
    name="connection",
    doc="One side of a connection between two orgs.",
    place=Place.SIDE,
    key="",
    segment="",
    attributes=(
        Attribute(
            "state",
            "What the connection should be. Declaring a side means that it should be active.",
            choices=(State.ACTIVE,),
            default=State.ACTIVE,
            shared=True,
            transitions=_LIFE,
        ),
        Attribute(
            "id",
            "Pins the side to one live row (04P...). Needed where the row cannot be told from others.",
            use=Use.ACTING,
            pattern=r"^04P[A-Za-z0-9]{12}([A-Z0-5]{3})?$",
        ),
        Attribute(
            "contact",
            "The e-mail address of the contact who gets the invitation. Used when inviting, never compared.",
            use=Use.ACTING,
            pattern=r"^[^@\s]+@[^@\s]+$",
            normalize=str.casefold,
        ),
        Attribute("account", "The name of the account that stands for the partner.", verb=EDIT),
        Attribute(
            "owner",
            "The username of the connection owner. Must be an active user.",
            verb=EDIT,
            normalize=str.casefold,
        ),
    ),
    verbs=(INVITE, ACCEPT, EDIT),
    read=read,
    requires=("settings",),
    check=check,
)
