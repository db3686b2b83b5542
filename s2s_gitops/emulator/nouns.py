"""The nouns of an org: frozen values that the rules replace and never edit. No rule in here."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from s2s_gitops.emulator.seed_values import UserSeed

SETTING_LABELS = MappingProxyType(
    {
        "from_address": "From Email Address",
        "from_name": "Name",
        "invitation": "Invitation Template",
        "deactivation": "Deactivation Template",
        "accept": "Accept Invitation Template",
        "reject": "Reject Invitation Template",
        "update": "Update Connection Profile Template",
    }
)
TEMPLATE_PURPOSES = tuple(key for key in SETTING_LABELS if not key.startswith("from_"))


class Status(Enum):
    """The life of a connection, in the words of the API."""

    SENT = "Sent"
    RECEIVED = "Received"
    PENDING = "Pending"
    ACCEPTED = "Accepted"
    REJECTED = "Rejected"
    INACTIVE = "Inactive"
    DISCONNECTING = "Disconnecting"
    SUSPENDED = "ConnectionSuspended"
    SUBSCRIBING = "SubscribeInProgress"
    SYNCING_USERS = "UsersInitialSync"
    SYNCING_METADATA = "BulkSyncMetadata"

    @property
    def is_passing(self) -> bool:
        """Whether only the platform leads in and out; nobody can do anything meanwhile."""
        return self not in _CLICKED


_CLICKED = (Status.SENT, Status.RECEIVED, Status.ACCEPTED, Status.REJECTED, Status.INACTIVE)


@dataclass(frozen=True, slots=True)
class User:
    """A user of the org; `facts` are the ones of the seed."""

    id: str
    facts: UserSeed

    @property
    def name(self) -> str:
        """The full name as pages show it."""
        return f"{self.facts.first_name} {self.facts.last_name}".strip()


@dataclass(frozen=True, slots=True)
class Account:
    """An account."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact."""

    id: str
    first_name: str
    last_name: str
    email: str | None
    account_id: str | None

    @property
    def name(self) -> str:
        """The full name as pages show it."""
        return f"{self.first_name} {self.last_name}".strip()


@dataclass(frozen=True, slots=True)
class EmailTemplate:
    """An e-mail template; only its name matters here."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of the feature; `templates` maps a purpose to an e-mail template id."""

    from_name: str | None = None
    from_address: str | None = None
    templates: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Subscription:
    """What an end takes from its partner: their object and ours, their fields and values to ours.

    What is missing is mapped to --None--; `values` are per field of theirs.
    """

    theirs: str
    ours: str
    is_auto_accepted: bool = False
    fields: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One line of the connection history."""

    moment: datetime
    user: str
    action: str


@dataclass(frozen=True, slots=True)
class TrailLine:
    """One line of the Setup Audit Trail; `delegate` is who logged in as the user."""

    id: str
    moment: datetime
    user_id: str
    action: str
    section: str | None
    display: str
    delegate: str | None = None


@dataclass(frozen=True, slots=True)
class SharedRecord:
    """One record that a connection carries, as one side sees it."""

    id: str
    status: str
    local_id: str
    parent_id: str | None
    partner_id: str | None
    related: tuple[str, ...]
    options: frozenset[str]
    started: datetime | None
    ended: datetime | None


@dataclass(frozen=True, slots=True)
class Connection:
    """One end of a connection. `partner` is (alias of the org, id there), once that is known.

    `past` holds what was published earlier, each with the moment when that ended, oldest first;
    `template_id` a template that waits for the acceptance, `applied_template_id` the one that was
    applied last. The contact may be deleted meanwhile.
    """

    id: str
    name: str
    status: Status
    owner_id: str
    created_by_id: str
    created: datetime
    modified_by_id: str
    modified: datetime
    invitation: str
    has_invited: bool = False
    contact_id: str | None = None
    account_id: str | None = None
    responded: datetime | None = None
    partner: tuple[str, str] | None = None
    published: Mapping[str, frozenset[str]] = field(default_factory=dict)
    past: tuple[tuple[datetime, Mapping[str, frozenset[str]]], ...] = ()
    subscribed: Mapping[str, Subscription] = field(default_factory=dict)
    template_id: str | None = None
    applied_template_id: str | None = None
    records: tuple[SharedRecord, ...] = ()
    history: tuple[HistoryLine, ...] = ()
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Template:
    """A connection template: what a connection publishes once this was applied to it."""

    id: str
    name: str
    description: str
    is_active: bool
    created_by_id: str
    created: datetime
    modified_by_id: str
    modified: datetime
    published: Mapping[str, frozenset[str]] = field(default_factory=dict)
    revision: int = 0
