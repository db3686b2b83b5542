"""How lines tell what became of a connection, whose account it is and who owns it."""

from collections.abc import Mapping, Sequence
from typing import Final

from s2s_gitops.kinds.connection.status import Status
from s2s_gitops.kinds.records import find
from s2s_gitops.kinds.testimony.things import value_of
from s2s_gitops.kinds.testimony.words import (
    AUTO_ACCEPT,
    MAPPING,
    NOTHING,
    PUBLISHING,
    SUBSCRIBING,
    TEMPLATE,
    both,
    unless,
)
from s2s_gitops.model.change import Action
from s2s_gitops.model.clue import Clue, Level
from s2s_gitops.model.finding import Finding
from s2s_gitops.model.ports import Reading
from s2s_gitops.model.resource import Value

_ELSE: Final = rf"{PUBLISHING}|{SUBSCRIBING}|{MAPPING}|{AUTO_ACCEPT}|{TEMPLATE}|(?<!\w)(?:field|object|record)s?(?!\w)"
"""What lines about something inside of a connection, or about records, speak of."""

_STATES: Final[Mapping[Value, str]] = {
    Status.SENT: r"(?<!\w)(?:sent|invited)(?!\w)",
    Status.ACTIVE: r"(?<!\w)(?:accept(?:s|ed)|active|activated)(?!\w)",
    Status.REJECTED: r"(?<!\w)(?:reject\w+|declin\w+)",
    Status.INACTIVE: r"(?<!\w)(?:deactivated|inactive|cancel\w+)",
}
_SUBJECT: Final = r"(?<!\w)(?:connection(?! (?:user|owner))|invitation|status)(?!\w)"
_CAME: Final = r"(?<!\w)(?:sent|invited|created)(?!\w)"
_RECEIVED: Final = r"(?<!\w)received(?!\w)"
"""Who is named beside this got an invitation, and did nothing."""

_SET: Final[Mapping[Value, str]] = {
    Action.CREATE: unless(NOTHING, r"(?<!\w)(?:chang|updat|assign|set|transfer)\w*"),
    Action.DELETE: NOTHING,
}


def _itself(_reading: Reading, _finding: Finding) -> Sequence[Level]:
    """Every line of a connection's history is about it."""
    return ()


def _account(_: Reading, finding: Finding) -> Sequence[Level]:
    return value_of(finding)


def _owner(reading: Reading, finding: Finding) -> Sequence[Level]:
    """A user is called by the username or by the full name."""
    org, username = reading.orgs[finding.address.org], str(finding.live)
    found = find(org, "User", "Username", [username])
    return value_of(finding, *(one.name for those in found.values() for one in those))


CLUES: Final = (
    Clue(
        "",
        both(_SUBJECT, f"{_CAME}|{_RECEIVED}"),
        {Action.CREATE: _CAME},
        _itself,
        other=_ELSE,
        doubts=_RECEIVED,
        once=True,
    ),
    Clue("state", both(_SUBJECT, "|".join(_STATES.values())), _STATES, _itself, other=_ELSE),
    Clue("account", r"(?<!\w)account(?!\w)", _SET, _account, other=_ELSE),
    Clue("owner", r"(?<!\w)owner(?!\w)", _SET, _owner, other=_ELSE),
)
