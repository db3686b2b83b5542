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
from s2s_gitops.model.change import Action, Risk
from s2s_gitops.model.kind import Per, Repeat, SaveGroup, Verb
from s2s_gitops.model.resource import Presence

INVITE: Final = Verb(
    name="invite",
    action=Action.CREATE,
    risk=Risk.OUTWARD,
    reason="Salesforce mails an invitation to {contact}; mail cannot be unsent",
    undo="cancel the invitation while it is not accepted",
    group=SaveGroup("invite", Per.SCOPE, invite),
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
    group=SaveGroup("resend", Per.SCOPE, resend),
    consequences=("{contact} receives the invitation by e-mail again",),
)

ACCEPT: Final = Verb(
    name="accept",
    action=Action.CREATE,
    risk=Risk.IRREVERSIBLE,
    reason="an accepted connection can only be deactivated, and that is for ever",
    undo="none: deactivating ends the connection, it does not un-accept it",
    group=SaveGroup("accept", Per.SCOPE, accept),
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
    group=SaveGroup("edit", Per.SCOPE, edit),
    repeat=Repeat.AFTER_LOOKING,
)

DECLINE: Final = Verb(
    name="decline",
    action=Action.DELETE,
    risk=Risk.IRREVERSIBLE,
    reason="nobody can un-decline an invitation; {other} would have to send a new one",
    undo="none: {other} must invite again",
    group=SaveGroup("decline", Per.SCOPE, decline),
    consequences=("{other} is told by e-mail that {org} declined",),
    starts_from=(Status.RECEIVED,),
)

CANCEL: Final = Verb(
    name="cancel",
    action=Action.DELETE,
    risk=Risk.DESTRUCTIVE,
    reason="the invitation ends; to connect after all, a new one must be sent",
    undo="invite again",
    group=SaveGroup("cancel", Per.SCOPE, cancel),
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
    group=SaveGroup("deactivate", Per.SCOPE, deactivate),
    consequences=(
        "records that were sent and not yet accepted are withdrawn, on both sides",
        "shared records stay where they are and stop being updated, on both sides",
        "{other} is told by e-mail",
    ),
    on_the_way=(Status.DISCONNECTING,),
)
