"""The orgs together: who is whose partner, the e-mails between them, and the start from a seed.

State lives in Org; this room only finds the other end and posts the e-mail.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from s2s_gitops.emulator.clock import Clock
from s2s_gitops.emulator.errors import NotFoundError
from s2s_gitops.emulator.guesses import Guesses
from s2s_gitops.emulator.nouns import Connection, User
from s2s_gitops.emulator.org import Org
from s2s_gitops.emulator.seeding import connect

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from s2s_gitops.emulator.seed_values import Seed


@dataclass(frozen=True, slots=True)
class Mail:
    """An e-mail that left an org, with the name of its e-mail template if the org chose one.

    `invitation` is set on those that carry an invitation link.
    """

    moment: datetime
    org: str
    sender: str
    recipient: str
    purpose: str
    subject: str
    template: str | None = None
    invitation: str | None = None


class Network:
    """All orgs of one emulator with their clock and their outbox.

    `outside` are partners that are not emulated: they hold their end and do nothing.
    """

    def __init__(self, seed: Seed, guesses: Guesses | None = None) -> None:
        self.clock = Clock(seed.start)
        self.lag = seed.lag
        guesses = guesses or Guesses()
        self.history = seed.history or guesses.history
        self.outbox: list[Mail] = []
        self.orgs = {
            each.alias: Org(each, number, self.clock, guesses)
            for number, each in enumerate(seed.orgs, 1)
        }
        self.outside: dict[str, Org] = {}
        for connection in seed.connections:
            if connection.outside is not None:
                number = len(self.everybody) + 1
                outside = Org(connection.outside, number, self.clock, guesses)
                self.outside[outside.alias] = outside
            self.clock.move_to(connection.created or seed.start)
            connect(self.everybody, connection)
        self.clock.move_to(seed.start)

    @property
    def everybody(self) -> Mapping[str, Org]:
        """The orgs, and the partners outside where nobody can log in."""
        return {**self.orgs, **self.outside}

    def inviting_end(self, code: str) -> tuple[Org, Connection] | None:
        """Return the org and its end that sent the invitation with this code."""
        for org in self.everybody.values():
            for connection in org.connections.values():
                if connection.invitation == code and connection.has_invited:
                    return org, connection
        return None

    def other_end(self, connection: Connection) -> tuple[Org, Connection] | None:
        """Return the partner's org and its end, once there is one."""
        if connection.partner is None:
            return None
        alias, record_id = connection.partner
        partner = self.everybody[alias]
        return partner, partner.connections[record_id]

    def user_with_email(self, email: str, besides: Org) -> tuple[Org, User] | None:
        """Return the first user of another org with the feature on who has this address."""
        for org in self.orgs.values():
            if org is besides or not org.is_s2s_on:
                continue
            for user in org.users.values():
                if user.facts.email.lower() == email.lower() and user.facts.is_active:
                    return org, user
        return None

    def partner_of(self, connection: Connection) -> tuple[Org, Connection]:
        """Return the other end of a connection that must have one."""
        other = self.other_end(connection)
        if other is None:
            raise NotFoundError
        return other

    def seen_publication(self, end: Connection) -> Mapping[str, frozenset[str]]:
        """Return what an end publishes as far as its partner's pages show it by now."""
        seen_at = self.clock.now() - self.lag
        for ended, published in end.past if self.lag else ():
            if ended > seen_at:
                return published
        return end.published

    def put_subscriptions(self, org: Org, end: Connection, by: str, *actions: str) -> None:
        """Store an end that subscribes or maps otherwise; the history may not record that."""
        org.put(end, by, *actions if self.history.records_subscriptions else ())

    def send(
        self, org: Org, connection: Connection, mail: tuple[str, str, str], by: str
    ) -> Connection:
        """Send a mail (recipient, purpose, subject) of a connection; it stands in the history."""
        recipient, purpose, subject = mail
        template = org.email_templates.get(org.settings.templates.get(purpose, ""))
        sent = Mail(
            self.clock.now(),
            org.alias,
            org.settings.from_address or "",
            recipient,
            purpose,
            subject,
            template.name if template else None,
            connection.invitation if purpose == "invitation" else None,
        )
        self.outbox.append(sent)
        return org.put(org.connections[connection.id], by, f"E-mail sent to {recipient}: {subject}")

    def notify_partner(
        self, org: Org, connection: Connection, purpose: str, subject: str, by: str
    ) -> None:
        """E-mail the owner of the partner's end."""
        partner, end = self.partner_of(connection)
        recipient = partner.users[end.owner_id].facts.email
        self.send(org, connection, (recipient, purpose, subject), by)
