"""Put the connections of a seed into the orgs, as if they had been there for long."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from s2s_gitops.emulator.mapping import first_mapping
from s2s_gitops.emulator.nouns import Connection, Status, Subscription
from s2s_gitops.emulator.publishing import default_fields
from s2s_gitops.emulator.seed_records import share_records

if TYPE_CHECKING:
    from collections.abc import Mapping

    from s2s_gitops.emulator.org import Org
    from s2s_gitops.emulator.seed_values import ConnectionSeed, EndSeed, SubscriptionSeed

_OPEN = (Status.SENT, Status.RECEIVED)
_UNDECIDED = (*_OPEN, Status.PENDING, Status.INACTIVE)


def invitation_code(org: Org, connection_id: str) -> str:
    """Return the code in the invitation link of a connection: same run, same code."""
    return hashlib.sha256(f"invitation {org.id} {connection_id}".encode()).hexdigest()[:32]


def connect(orgs: Mapping[str, Org], seed: ConnectionSeed) -> None:
    """Put a connection of the seed into both orgs."""
    status = Status(seed.status)
    ours, theirs = _OPEN if status in _OPEN else (status, status)
    inviter, invited = orgs[seed.inviter.org], orgs[seed.invited.org]
    contacts = (each.id for each in inviter.contacts.values() if each.email == seed.contact)
    first = _end(inviter, seed.inviter, invited, ours)
    code = invitation_code(inviter, first.id)
    second = _end(invited, seed.invited, inviter, theirs)
    first = replace(
        first,
        invitation=code,
        has_invited=True,
        contact_id=next(contacts, None) if seed.contact else None,
        partner=(invited.alias, second.id),
    )
    second = replace(second, invitation=code, partner=(inviter.alias, first.id))
    for org, end in ((inviter, first), (invited, second)):
        org.put(end, org.user_name(end.owner_id), f"Connection status is {end.status.value}")
    share_records(orgs, {inviter.alias: first.id, invited.alias: second.id}, seed.records)


def _end(org: Org, seed: EndSeed, partner: Org, status: Status) -> Connection:
    users = {user.facts.username: user.id for user in org.users.values()}
    accounts = {account.name: account.id for account in org.accounts.values()}
    owner = users[seed.owner] if seed.owner else next(iter(org.users))
    moment = org.clock.now()
    published = {
        kind: frozenset(fields) | default_fields(org.objects[kind])
        for kind, fields in seed.publish.items()
    }
    return Connection(
        id=org.ids.next("04P"),
        name=partner.name,
        status=status,
        owner_id=owner,
        created_by_id=owner,
        created=moment,
        modified_by_id=owner,
        modified=moment,
        invitation="",
        account_id=accounts.get(seed.account or ""),
        responded=None if status in _UNDECIDED else moment,
        published=published,
        subscribed={each.theirs: _subscription(org, partner, each) for each in seed.subscribe},
    )


def _subscription(org: Org, partner: Org, seed: SubscriptionSeed) -> Subscription:
    """Subscribe; what the seed does not map is mapped as at subscribing."""
    user = next(iter(org.users.values()))
    fields = first_mapping(partner.objects[seed.theirs], org.objects[seed.ours], user)
    unclaimed = {from_: to for from_, to in fields.items() if to not in seed.fields.values()}
    mapped = {**unclaimed, **seed.fields}
    return Subscription(seed.theirs, seed.ours, seed.is_auto_accepted, mapped, seed.values)
