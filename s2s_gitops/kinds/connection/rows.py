"""The rows of PartnerNetworkConnection in one org, by query: described before they are selected."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from s2s_gitops.kinds.connection.row import Row
from s2s_gitops.kinds.connection.status import FROM_API
from s2s_gitops.model.errors import Forbidden
from s2s_gitops.model.ports import ReadableOrg

SOBJECT: Final = "PartnerNetworkConnection"
_NEEDED: Final = ("Id", "ConnectionName", "ConnectionStatus")
_WELCOME: Final = ("ContactId", "AccountId", "PrimaryContactId", "CreatedDate")


def no_rows(_: ReadableOrg) -> Sequence[Row]:
    """Return nothing: S2S is off there."""
    return ()


def read_rows(org: ReadableOrg) -> Sequence[Row]:
    """Return all rows. Raises Forbidden if the org does not show the object."""
    fields = org.fields(SOBJECT)
    if not fields:
        raise Forbidden(
            org.alias,
            f"The org has no {SOBJECT} for this user: S2S is off, or the user may not see it.",
            'See whether S2S is on there, and give the user "Manage Connections".',
        )
    names = [*_NEEDED, *(name for name in _WELCOME if name in fields)]
    return [
        _row(record)
        for record in org.query(f"SELECT {', '.join(names)} FROM {SOBJECT} ORDER BY Id")
    ]


def _row(record: Mapping[str, Any]) -> Row:
    created = record.get("CreatedDate") or ""
    return Row(
        id=record["Id"],
        name=record["ConnectionName"],
        state=FROM_API.get(record["ConnectionStatus"], ""),
        contact_id=_id(record, "ContactId"),
        account_id=_id(record, "AccountId"),
        owner_id=_id(record, "PrimaryContactId"),
        created=datetime.fromisoformat(created) if created else None,
        since=created,
    )


def _id(record: Mapping[str, Any], name: str) -> str | None:
    """Return an id, empty if the row has none, None if the org does not show the field."""
    return (record[name] or "") if name in record else None
