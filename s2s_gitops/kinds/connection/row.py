"""A row of PartnerNetworkConnection: one end of a connection, as its org tells of it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Row:
    """One PartnerNetworkConnection. Ids have 18 characters, empty for none; None where the org does not tell."""

    id: str
    name: str
    state: str
    contact_id: str | None
    account_id: str | None
    owner_id: str | None
    created: datetime | None
    since: str
