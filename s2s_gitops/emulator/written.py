"""What clients wrote over the API, beside what the seed and the feature hold. No rule in here."""

from __future__ import annotations

from dataclasses import dataclass, field

Value = str | int | float | bool | None
Row = dict[str, Value]


@dataclass(slots=True)
class Written:
    """The records of one org that came over the API; a class with state, as an org is.

    `added` holds rows by object and id, `changed` values that lie over any row of that id, `gone`
    the ids that were deleted.
    """

    added: dict[str, dict[str, Row]] = field(default_factory=dict)
    changed: dict[str, Row] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    numbered: int = 0
