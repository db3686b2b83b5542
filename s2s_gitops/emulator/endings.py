"""Deactivate, cancel and resend: what ends a connection or an invitation. No HTTP in here.

Documented: only an active connection is deactivated, for ever; both sides are Inactive then and
lose the records that nobody accepted; accepted records stay; the partner hears of it. Only an
invitation that nobody decided on is cancelled or sent again. Guessed: a cancelled invitation is
Inactive on both sides and stays in the lists; nobody is mailed about it; rows of accepted records
become Inactive; published and subscribed objects stay as they were, for looking at only.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from s2s_gitops.emulator.errors import RuleError
from s2s_gitops.emulator.invitations import invitation_mail
from s2s_gitops.emulator.nouns import Connection, SharedRecord, Status, User
from s2s_gitops.emulator.trail import Deed, note

if TYPE_CHECKING:
    from datetime import datetime

    from s2s_gitops.emulator.network import Network
    from s2s_gitops.emulator.org import Org

UNACCEPTED = "Pending (sent)"


def deactivate(network: Network, org: Org, user: User, record_id: str) -> str:
    """End an active connection on both sides; return what happened, in words."""
    one = _in_status(org, user, record_id, Status.ACCEPTED)
    partner, end = network.partner_of(one)
    moment = network.clock.tick()
    ended = _ended(one, moment, user.id)
    org.put(ended, user.name, "Connection deactivated")
    note(org, user, Deed.BUTTON, one.name, ("Connection deactivated",))
    action = f"Connection deactivated by {org.name}"
    partner.put(_ended(end, moment, partner.connection_user_id), "Connection User", action)
    subject = f"{org.name} deactivated your connection"
    network.notify_partner(org, ended, "deactivation", subject, user.name)
    return f"deactivated the connection {one.name}"


def cancel(network: Network, org: Org, user: User, record_id: str) -> str:
    """Take an invitation back; return what happened, in words."""
    one = _in_status(org, user, record_id, Status.SENT)
    moment = network.clock.tick()
    org.put(_ended(one, moment, user.id), user.name, "Invitation canceled")
    note(org, user, Deed.BUTTON, one.name, ("Invitation canceled",))
    other = network.other_end(one)
    if other is not None:
        partner, end = other
        action = f"Invitation canceled by {org.name}"
        partner.put(_ended(end, moment, partner.connection_user_id), "Connection User", action)
    return f"canceled the invitation of {one.name}"


def resend(network: Network, org: Org, user: User, record_id: str) -> str:
    """Send the mail of an invitation once more; return what happened, in words."""
    one = _in_status(org, user, record_id, Status.SENT)
    contact = org.contacts.get(one.contact_id or "")
    if contact is None:
        raise RuleError("INVALID_STATUS", "This connection has no contact any more")
    network.clock.tick()
    note(org, user, Deed.BUTTON, one.name, ("Invitation resent",))
    network.send(org, one, invitation_mail(org, contact.email or ""), user.name)
    return f"resent the invitation of {one.name}"


def _in_status(org: Org, user: User, record_id: str, status: Status) -> Connection:
    one = org.connection(user, record_id)
    if one.status is not status:
        raise RuleError("INVALID_STATUS", "This connection is not in the state for this action")
    return one


def _ended(one: Connection, moment: datetime, user_id: str) -> Connection:
    return replace(
        one,
        status=Status.INACTIVE,
        modified=moment,
        modified_by_id=user_id,
        template_id=None,
        records=tuple(_stopped(each, moment) for each in one.records if each.status != UNACCEPTED),
    )


def _stopped(one: SharedRecord, moment: datetime) -> SharedRecord:
    return one if one.ended else replace(one, status="Inactive", ended=moment)
