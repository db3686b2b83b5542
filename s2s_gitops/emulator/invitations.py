"""From invitation to decision: the rules that make a connection. No HTTP in here.

Documented: inviting sends an e-mail and leaves a Sent connection; the partner accepts, declines
or decides later; the inviter hears of the decision. Guessed: the invitation stands at the partner
at once when a user there has that e-mail address, else when somebody opens the link; before
acceptance the inviting end is named after the contact's account, afterwards after the partner's
org.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from s2s_gitops.emulator.errors import InvalidInputError, NotFoundError, RuleError
from s2s_gitops.emulator.nouns import Connection, Contact, Status, User
from s2s_gitops.emulator.org import Org
from s2s_gitops.emulator.seeding import invitation_code
from s2s_gitops.emulator.templates import apply_waiting, choose_template
from s2s_gitops.emulator.trail import Deed, note

if TYPE_CHECKING:
    from s2s_gitops.emulator.network import Network


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody typed into the form of a connection; None is an empty lookup."""

    owner_id: str | None
    account_id: str | None
    contact_id: str | None = None
    template_id: str | None = None


def invite(network: Network, org: Org, user: User, wish: Wish) -> Connection:
    """Send an invitation and return our end of the new connection."""
    org.require_connections(user)
    contact, owner_id = check_wish(org, wish)
    moment = network.clock.tick()
    record_id = org.ids.next("04P")
    connection = Connection(
        id=record_id,
        name=_name_before(org, contact),
        status=Status.SENT,
        owner_id=owner_id,
        created_by_id=user.id,
        created=moment,
        modified_by_id=user.id,
        modified=moment,
        invitation=invitation_code(org, record_id),
        has_invited=True,
        contact_id=contact.id,
        account_id=wish.account_id or contact.account_id,
        template_id=wish.template_id,
    )
    email = contact.email or ""
    org.put(connection, user.name, "Connection status is Sent")
    note(org, user, Deed.BUTTON, connection.name, (f"Invitation sent to {email}",))
    stored = network.send(org, connection, invitation_mail(org, email), user.name)
    reached = network.user_with_email(email, besides=org)
    if reached is not None:
        _receive(network, *reached, org, stored)
    return org.connections[stored.id]


def check_wish(org: Org, wish: Wish) -> tuple[Contact, str]:
    """Return whom to invite and the owner's id; raise InvalidInputError if that cannot be."""
    problems = _owner_problems(org, wish.owner_id)
    contact = org.contacts.get(wish.contact_id or "")
    if contact is None:
        problems["contact"] = "You must enter a value"
    elif not contact.email:
        problems["contact"] = "The selected contact does not have an email address"
    if problems or contact is None or wish.owner_id is None:
        raise InvalidInputError(problems)
    return contact, wish.owner_id


def _name_before(org: Org, contact: Contact) -> str:
    return org.accounts[contact.account_id].name if contact.account_id else contact.name


def invitation_mail(org: Org, email: str) -> tuple[str, str, str]:
    """Return recipient, purpose and subject of an invitation."""
    return email, "invitation", f"{org.name} invites you to connect"


def _owner_problems(org: Org, owner_id: str | None) -> dict[str, str]:
    owner = org.users.get(owner_id or "")
    if owner is None:
        return {"owner": "You must enter a value"}
    return {} if owner.facts.is_active else {"owner": "The selected user is inactive"}


def check_owner(org: Org, owner_id: str | None) -> str:
    """Return the owner's id; raise InvalidInputError if nobody active has it."""
    problems = _owner_problems(org, owner_id)
    if problems or owner_id is None:
        raise InvalidInputError(problems)
    return owner_id


def _receive(network: Network, org: Org, user: User, inviter: Org, sent: Connection) -> Connection:
    """Give the invited org its end."""
    moment = network.clock.now()
    received = Connection(
        id=org.ids.next("04P"),
        name=inviter.name,
        status=Status.RECEIVED,
        owner_id=user.id,
        created_by_id=user.id,
        created=moment,
        modified_by_id=user.id,
        modified=moment,
        invitation=sent.invitation,
        partner=(inviter.alias, sent.id),
    )
    inviter.connections[sent.id] = replace(sent, partner=(org.alias, received.id))
    return org.put(received, user.name, f"Invitation received from {inviter.name}")


def open_invitation(network: Network, org: Org, user: User, code: str) -> tuple[Connection, bool]:
    """Follow the link of an invitation; return our end and whether that made it just now."""
    org.require_connections(user)
    found = network.inviting_end(code)
    if found is None or found[0] is org:
        raise NotFoundError
    inviter, sent = found
    if sent.partner is None and sent.status is Status.SENT:
        network.clock.tick()
        return _receive(network, org, user, inviter, sent), True
    if sent.partner is None or sent.partner[0] != org.alias:
        raise NotFoundError
    return org.connections[sent.partner[1]], False


def accept(network: Network, org: Org, user: User, record_id: str) -> Connection:
    """Accept a received invitation on both ends."""
    return _decide(network, org, user, record_id, Status.ACCEPTED)


def decline(network: Network, org: Org, user: User, record_id: str) -> Connection:
    """Decline a received invitation on both ends; nothing brings it back."""
    return _decide(network, org, user, record_id, Status.REJECTED)


def _decide(network: Network, org: Org, user: User, record_id: str, status: Status) -> Connection:
    received = org.connection(user, record_id)
    if received.status is not Status.RECEIVED:
        raise RuleError("INVALID_STATUS", "This invitation is no longer open")
    inviter, sent = network.partner_of(received)
    moment = network.clock.tick()
    word = status.value.lower()
    ours = replace(
        received, status=status, responded=moment, modified=moment, modified_by_id=user.id
    )
    theirs = replace(
        sent,
        name=org.name if status is Status.ACCEPTED else sent.name,
        status=status,
        responded=moment,
        modified=moment,
        modified_by_id=inviter.connection_user_id,
    )
    inviter.put(theirs, "Connection User", f"Invitation {word} by {org.name}")
    org.put(ours, user.name, f"Invitation {word}")
    note(org, user, Deed.BUTTON, ours.name, (f"Invitation {word}",))
    purpose = "accept" if status is Status.ACCEPTED else "reject"
    network.notify_partner(org, ours, purpose, f"{org.name} {word} your invitation", user.name)
    if status is Status.ACCEPTED:
        apply_waiting(network, inviter, sent.id)
        apply_waiting(network, org, ours.id)
    return org.connections[ours.id]


def editable_connection(org: Org, user: User, record_id: str) -> Connection:
    """Return a connection whose account and owner can be changed."""
    one = org.connection(user, record_id)
    if one.status.is_passing:
        raise RuleError("INVALID_STATUS", "This connection cannot be edited in its present state")
    return one


def edit(network: Network, org: Org, user: User, record_id: str, wish: Wish) -> tuple[str, ...]:
    """Change account and owner of our end, or apply a template; return what changed, in words."""
    before = editable_connection(org, user, record_id)
    problems = _owner_problems(org, wish.owner_id) if wish.owner_id != before.owner_id else {}
    if problems or wish.owner_id is None:
        raise InvalidInputError(problems)
    actions = []
    if wish.owner_id != before.owner_id:
        actions.append(f"Owner changed to {org.user_name(wish.owner_id)}")
    if wish.account_id != before.account_id:
        account = org.accounts[wish.account_id].name if wish.account_id else "none"
        actions.append(f"Account changed to {account}")
    if actions:
        moment = network.clock.tick()
        after = replace(
            before,
            owner_id=wish.owner_id,
            account_id=wish.account_id,
            modified=moment,
            modified_by_id=user.id,
        )
        org.put(after, user.name, *actions)
    if wish.template_id:
        actions += choose_template(network, org, user, record_id, wish.template_id)
    note(org, user, Deed.CONNECTION, before.name, actions)
    return tuple(actions)
