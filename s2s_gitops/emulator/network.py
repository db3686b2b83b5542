"""The orgs together: who is whose partner, the e-mails between them, and the start from a seed.

State lives in Org; this room only finds the other end and posts the e-mail.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from s2s_gitops.emulator.clock import Clock
from s2s_gitops.emulator.org import Connection, Org, Status, Subscription, User
from s2s_gitops.emulator.publishing import default_fields

if TYPE_CHECKING:
    from datetime import datetime

    from s2s_gitops.emulator.seed import ConnectionSeed, EndSeed, Seed

_OTHER_END = {Status.SENT: Status.RECEIVED}


@dataclass(frozen=True, slots=True)
class Mail:
    """An e-mail that left an org; `invitation` is set on those that carry an invitation link."""

    moment: datetime
    org: str
    sender: str
    recipient: str
    purpose: str
    subject: str
    invitation: str | None = None


class Network:
    """All orgs of one emulator with their clock and their outbox."""

    def __init__(self, seed: Seed) -> None:
        self.clock = Clock(seed.start)
        self.outbox: list[Mail] = []
        self.orgs = {
            each.alias: Org(each, number, self.clock) for number, each in enumerate(seed.orgs, 1)
        }
        for connection in seed.connections:
            self._connect(connection)

    def invitation_code(self, org: Org, connection_id: str) -> str:
        """Return the code in the invitation link of a connection: same run, same code."""
        return hashlib.sha256(f"invitation {org.id} {connection_id}".encode()).hexdigest()[:32]

    def inviting_end(self, code: str) -> tuple[Org, Connection] | None:
        """Return the org and its end that sent the invitation with this code."""
        for org in self.orgs.values():
            for connection in org.connections.values():
                if connection.invitation == code and connection.contact_id is not None:
                    return org, connection
        return None

    def other_end(self, connection: Connection) -> tuple[Org, Connection] | None:
        """Return the partner's org and its end, once there is one."""
        if connection.partner is None:
            return None
        alias, record_id = connection.partner
        return self.orgs[alias], self.orgs[alias].connections[record_id]

    def user_with_email(self, email: str, besides: Org) -> tuple[Org, User] | None:
        """Return the first user of another org with the feature on who has this address."""
        for org in self.orgs.values():
            if org is besides or not org.is_s2s_on:
                continue
            for user in org.users.values():
                if user.facts.email.lower() == email.lower() and user.facts.is_active:
                    return org, user
        return None

    def send(
        self, org: Org, recipient: str, purpose: str, subject: str, invitation: str | None = None
    ) -> None:
        """Put an e-mail of an org into the outbox."""
        sender = org.settings.from_address or ""
        mail = Mail(self.clock.now(), org.alias, sender, recipient, purpose, subject, invitation)
        self.outbox.append(mail)

    def notify_partner(self, org: Org, connection: Connection, subject: str) -> None:
        """E-mail the owner of the partner's end, if there is one."""
        other = self.other_end(connection)
        if other is not None:
            partner, end = other
            self.send(org, partner.users[end.owner_id].facts.email, "update", subject)

    def _connect(self, seed: ConnectionSeed) -> None:
        """Put a connection of the seed into both orgs."""
        status = Status(seed.status)
        inviter, invited = self.orgs[seed.inviter.org], self.orgs[seed.invited.org]
        contact = next(each for each in inviter.contacts.values() if each.email == seed.contact)
        first = replace(
            self._end(inviter, seed.inviter, invited.name, status), contact_id=contact.id
        )
        code = self.invitation_code(inviter, first.id)
        second = self._end(invited, seed.invited, inviter.name, _OTHER_END.get(status, status))
        first = replace(first, invitation=code, partner=(invited.alias, second.id))
        second = replace(second, invitation=code, partner=(inviter.alias, first.id))
        action = f"Connection status is {status.value}"
        inviter.put(first, inviter.user_name(first.owner_id), action)
        invited.put(second, invited.user_name(second.owner_id), action)

    def _end(self, org: Org, seed: EndSeed, name: str, status: Status) -> Connection:
        users = {user.facts.username: user.id for user in org.users.values()}
        accounts = {account.name: account.id for account in org.accounts.values()}
        owner = users[seed.owner] if seed.owner else next(iter(org.users))
        moment = self.clock.now()
        published = {
            kind: frozenset(fields) | default_fields(org.objects[kind])
            for kind, fields in seed.publish.items()
        }
        subscribed = {
            each.theirs: Subscription(each.theirs, each.ours, each.is_auto_accepted, each.fields)
            for each in seed.subscribe
        }
        return Connection(
            id=org.ids.next("04P"),
            name=name,
            status=status,
            owner_id=owner,
            created_by_id=owner,
            created=moment,
            modified_by_id=owner,
            modified=moment,
            invitation="",
            account_id=accounts.get(seed.account or ""),
            responded=moment if status in {Status.ACCEPTED, Status.REJECTED} else None,
            published=published,
            subscribed=subscribed,
        )
