"""The life of a connection, in our words, and how the API's words map to them."""

from enum import StrEnum
from typing import Final


class State(StrEnum):
    """Where a connection stands, seen from one side."""

    SENT = "sent"
    RECEIVED = "received"
    PENDING = "pending"
    ACTIVE = "active"
    REJECTED = "rejected"
    INACTIVE = "inactive"
    DISCONNECTING = "disconnecting"
    SUSPENDED = "suspended"


FROM_API: Final = {
    "Sent": State.SENT,
    "Received": State.RECEIVED,
    "Pending": State.PENDING,
    "Accepted": State.ACTIVE,
    "Rejected": State.REJECTED,
    "Inactive": State.INACTIVE,
    "Disconnecting": State.DISCONNECTING,
    "ConnectionSuspended": State.SUSPENDED,
}
"""ConnectionStatus of the object reference. The values of Organization Sync are not in it: they stay unread."""
