"""What can be done to a connection, with its risk and the evidence for it."""

from typing import Final

from s2s_gitops.kinds.connection.status import Status
from s2s_gitops.kinds.connection.write import (
    accept,
    cancel,
    deactivate,
    decline,
    edit,
    invite,
    resend,
)
from s2s_gitops.kinds.connection_detail import TAB, manual_start
from s2s_gitops.model.change import Action, Risk
from s2s_gitops.model.human import Manual, Start
from s2s_gitops.model.resource import Presence
from s2s_gitops.model.verb import Per, Repeat, SaveGroup, Verb

_INVITING: Final = Manual(
    lambda _scope, _key, _live: Start(TAB),
    first=("Press New",),
    last=("Press Save & Send Invite",),
    proof="the Connections tab of {org} lists a connection for that contact, with the status Sent",
)
_RESENDING: Final = Manual(
    manual_start, proof="Connection History shows one more e-mail of an invitation", last=()
)
_DECIDING: Final = Manual(
    manual_start,
    proof="Connection Status shows the connection as accepted",
    proof_gone="Connection Status shows the invitation as rejected",
    last=(),
)
_ENDING: Final = Manual(
    manual_start,
    proof="Connection Status is Inactive, or the connection is no longer there",
    last=(),
)
_EDITING: Final = Manual(
    manual_start,
    first=("Press Edit", "Leave the template empty: saving one applies it"),
    proof="the page of the connection shows the new values",
)

WITHDRAWN: Final = "records that were sent and not yet accepted are withdrawn, on both sides"
STOPPED: Final = "shared records stay where they are and stop being updated, on both sides"

INVITE: Final = Verb(
    name="invite",
    action=Action.CREATE,
    risk=Risk.OUTWARD,
    reason="Salesforce mails an invitation to {contact}; mail cannot be unsent",
    undo="cancel the invitation while it is not accepted",
    group=SaveGroup("invite", Per.SCOPE, invite, mails="{contact}", manual=_INVITING),
    consequences=("{contact} receives an invitation by e-mail",),
    carries=("account", "owner", "invitations"),
    leads_to=(Status.SENT, Status.ACCEPTING, Status.ACTIVE),
)

RESEND: Final = Verb(
    name="resend",
    action=Action.UPDATE,
    risk=Risk.OUTWARD,
    reason="Salesforce mails the invitation to {contact} once more",
    undo="none: mail cannot be unsent",
    group=SaveGroup("resend", Per.SCOPE, resend, mails="{contact}", manual=_RESENDING),
    clicks=("Press Resend",),
    consequences=("{contact} receives the invitation by e-mail again",),
)

ACCEPT: Final = Verb(
    name="accept",
    action=Action.CREATE,
    risk=Risk.IRREVERSIBLE,
    reason="an accepted connection can only be deactivated, and that is for ever",
    undo="none: deactivating ends the connection, it does not un-accept it",
    group=SaveGroup("accept", Per.SCOPE, accept, mails="{other}", manual=_DECIDING),
    clicks=("Press Accept", "If a page asks for the decision, press Accept there"),
    consequences=("{other} is told by e-mail that {org} accepted",),
    starts_from=(Status.RECEIVED,),
    on_the_way=(Status.ACCEPTING,),
)

EDIT: Final = Verb(
    name="set",
    action=Action.UPDATE,
    risk=Risk.SAFE,
    reason="ours alone, and can be set back",
    undo="set the old value again",
    group=SaveGroup("edit", Per.SCOPE, edit, manual=_EDITING),
    clicks=("{fill}",),
    repeat=Repeat.AFTER_LOOKING,
)

DECLINE: Final = Verb(
    name="decline",
    action=Action.DELETE,
    risk=Risk.IRREVERSIBLE,
    reason="nobody can un-decline an invitation; {other} would have to send a new one",
    undo="none: {other} must invite again",
    group=SaveGroup("decline", Per.SCOPE, decline, mails="{other}", manual=_DECIDING),
    clicks=(
        "Press Decline; if it is not there, press Accept and then Decline on the page that asks for the decision",
    ),
    consequences=("{other} is told by e-mail that {org} declined",),
    starts_from=(Status.RECEIVED,),
)

CANCEL: Final = Verb(
    name="cancel",
    action=Action.DELETE,
    risk=Risk.DESTRUCTIVE,
    reason="the invitation ends; to connect after all, a new one must be sent",
    undo="invite again",
    group=SaveGroup("cancel", Per.SCOPE, cancel, manual=_ENDING),
    clicks=("Press Cancel Invitation, and confirm",),
    consequences=("the invitation that {contact} holds stops working",),
    starts_from=(Status.SENT,),
    leads_to=(Presence.ABSENT, Status.INACTIVE, Status.REJECTED),
)

DEACTIVATE: Final = Verb(
    name="deactivate",
    action=Action.DELETE,
    risk=Risk.IRREVERSIBLE,
    reason="the platform has no way to activate a connection again",
    undo="none: a new connection would have to be invited, published, subscribed and mapped",
    group=SaveGroup("deactivate", Per.SCOPE, deactivate, mails="{other}", manual=_ENDING),
    clicks=("Press Deactivate, and confirm",),
    consequences=(
        WITHDRAWN,
        STOPPED,
        "{other} is told by e-mail",
    ),
    on_the_way=(Status.DISCONNECTING,),
)
