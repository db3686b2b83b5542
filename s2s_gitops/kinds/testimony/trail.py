"""The audit trail of an org, by query. Who may not see it gets none."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from s2s_gitops.kinds.records import parts, quoted
from s2s_gitops.kinds.testimony.lines import Line
from s2s_gitops.model.ports import ReadableOrg

SOBJECT: Final = "SetupAuditTrail"
_NEEDED: Final = ("CreatedDate", "CreatedById", "Action", "Section", "Display")
_NEWEST: Final = 2000
"""How many rows are read: neither what they say nor where they come from can be filtered."""


def read_trail(org: ReadableOrg) -> Sequence[Line]:
    """Return the newest lines of the trail; none where the org does not show it to this user."""
    if not set(_NEEDED) <= set(org.fields(SOBJECT)):
        return ()
    soql = f"SELECT {', '.join(_NEEDED)} FROM {SOBJECT} ORDER BY CreatedDate DESC LIMIT {_NEWEST}"
    rows = org.query(soql)
    people = _people(org, sorted({row["CreatedById"] for row in rows if row["CreatedById"]}))
    lines = []
    for row in rows:
        moment = datetime.fromisoformat(row["CreatedDate"])
        who = people.get(row["CreatedById"] or "", "")
        lines.append(Line(row["Display"] or "", who, moment.isoformat(), (moment,)))
    return lines


def _people(org: ReadableOrg, ids: Sequence[str]) -> dict[str, str]:
    """Return the names of users by id."""
    found: dict[str, str] = {}
    for part in parts(ids):
        listed = ", ".join(quoted(one) for one in part)
        rows = org.query(f"SELECT Id, Name FROM User WHERE Id IN ({listed}) ORDER BY Id")
        found |= {row["Id"]: row["Name"] or "" for row in rows}
    return found
