"""What a seed holds, as values: orgs, people, connections at the start. Reading is elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from s2s_gitops.emulator.trail import Extent

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime, timedelta

    from s2s_gitops.emulator.objects import ObjectType


@dataclass(frozen=True, slots=True)
class UserSeed:
    """A person who can log in."""

    username: str
    first_name: str
    last_name: str
    email: str
    language: str
    is_active: bool
    manages_connections: bool
    modifies_all_data: bool
    cannot_edit: frozenset[str]
    token: str
    views_setup: bool = False


@dataclass(frozen=True, slots=True)
class ContactSeed:
    """A contact; `account` is the name of an account of the same org."""

    first_name: str
    last_name: str
    email: str | None
    account: str | None


@dataclass(frozen=True, slots=True)
class SetupChangeSeed:
    """A change in Setup that has nothing to do with the feature; `user` is who made it."""

    moment: datetime
    user: str
    action: str
    section: str | None
    display: str
    delegate: str | None


@dataclass(frozen=True, slots=True)
class TemplateSeed:
    """A connection template that exists from the start."""

    name: str
    description: str
    is_active: bool
    publish: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class SubscriptionSeed:
    """What one side takes from the other: the partner's object and our own one."""

    theirs: str
    ours: str
    is_auto_accepted: bool
    fields: Mapping[str, str]
    values: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class EndSeed:
    """One end of a connection that exists from the start."""

    org: str
    owner: str | None
    account: str | None
    publish: Mapping[str, tuple[str, ...]]
    subscribe: tuple[SubscriptionSeed, ...]


@dataclass(frozen=True, slots=True)
class RecordSeed:
    """Records of one object that one side sent to the other; `parent` is the object of a parent."""

    kind: str
    sender: str
    state: str
    count: int
    parent: str | None
    related: tuple[str, ...]
    options: frozenset[str]


@dataclass(frozen=True, slots=True)
class ConnectionSeed:
    """A connection that exists from the start, seen from both ends.

    Without `contact` it was deleted meanwhile. `outside` is the partner if it is none of the orgs.
    """

    inviter: EndSeed
    invited: EndSeed
    contact: str | None
    status: str
    records: tuple[RecordSeed, ...] = ()
    created: datetime | None = None
    outside: OrgSeed | None = None


@dataclass(frozen=True, slots=True)
class OrgSeed:
    """One org at the start."""

    alias: str
    org_id: str
    name: str
    is_s2s_on: bool
    is_s2s_offered: bool
    from_name: str | None
    from_address: str | None
    users: tuple[UserSeed, ...]
    accounts: tuple[str, ...]
    contacts: tuple[ContactSeed, ...]
    email_templates: tuple[str, ...]
    chosen_templates: Mapping[str, str]
    objects: tuple[ObjectType, ...]
    templates: tuple[TemplateSeed, ...] = ()
    trail_extent: Extent = Extent.SETTINGS
    setup_changes: tuple[SetupChangeSeed, ...] = ()


@dataclass(frozen=True, slots=True)
class HistoryForm:
    """How much the history of connections records, and what its file is like."""

    encoding: str = "utf-8"
    is_newest_first: bool = False
    records_subscriptions: bool = True


@dataclass(frozen=True, slots=True)
class Seed:
    """Everything at the start; without `history` the dialect decides about it."""

    start: datetime
    lag: timedelta
    orgs: tuple[OrgSeed, ...]
    connections: tuple[ConnectionSeed, ...]
    history: HistoryForm | None = None
