"""What the connection's history says. Its words are not documented: what does not fit stays unread."""

import csv
import io
import re
from collections.abc import Sequence
from functools import partial
from typing import Final

from s2s_gitops.kinds.connection_detail import open_connection
from s2s_gitops.kinds.following import loaded, table
from s2s_gitops.kinds.page_contract import LOOK, changed
from s2s_gitops.kinds.testimony.lines import Line, ranked, read_times
from s2s_gitops.model.download import Download
from s2s_gitops.model.errors import PageChanged
from s2s_gitops.model.page import Page
from s2s_gitops.model.ports import Job, ReadableOrg, Reading
from s2s_gitops.model.resource import UNREAD, Gap, Value

LIST: Final = "Connection History"
FILE: Final = "Download connection history (csv)"
_MAIL: Final = re.compile(r"\b(e-?mail|mailed|sent|re-?sent)\b", re.IGNORECASE)
_INVITATION: Final = re.compile(r"\binvit(ation|ed|es)\b", re.IGNORECASE)

_TIME: Final = re.compile(r"\b(date|time|when)\b", re.IGNORECASE)
_USER: Final = re.compile(r"\b(user|by|who)\b", re.IGNORECASE)
_ACTION: Final = re.compile(
    r"\b(action|activity|change|description|details?|event)\b", re.IGNORECASE
)


def invitations_mailed(org: ReadableOrg, detail: Page) -> Value:
    """Return how many e-mails with the invitation the history shows, as a text; UNREAD if it shows none.

    Raises PageChanged if the page has no history.
    """
    rows = table(org, detail, LIST).rows
    texts = (" ".join(cell.text for cell in row.values()) for row in rows)
    count = sum(bool(_MAIL.search(text) and _INVITATION.search(text)) for text in texts)
    return str(count) if count else UNREAD


def at_least(shown: str, wanted: str) -> bool:
    """Say whether enough e-mails were sent."""
    return int(shown) >= int(wanted)


def fetch_history(org: ReadableOrg, connection_id: str) -> Download:
    """Return the file of a connection's history, which its page links to. Raises PageChanged if there is none."""
    detail = open_connection(org, connection_id)
    addresses = _files(detail)
    if not addresses and any(one.title == LIST for one in detail.tables):
        addresses = _files(loaded(org, detail, LIST))
    if len(addresses) != 1:
        text = f"{detail.address} has {len(addresses)} links {FILE!r}; expected is one."
        raise changed(org.alias, detail, text)
    return org.download(addresses.pop())


def _files(page: Page) -> set[str]:
    return {link.address for link in page.links if link.text == FILE}


def fetch_histories(reading: Reading) -> tuple[Gap, ...]:
    """Fetch the history of every live connection, ended ones and such that no file can declare included.

    An archive keeps them on the way. Returns those that could not be fetched, and why.
    """
    rows = {
        str(at): str(one.attributes["id"])
        for at, one in reading.live.resources.items()
        if at.path == "connection" or (at.connection and not at.path)
    }
    jobs: list[Job[Download | None]] = [
        Job(scope, None, partial(fetch_history, connection_id=found))
        for scope, found in rows.items()
    ]
    answers = dict(zip(rows, reading.gather(jobs), strict=True))
    gaps = {one.scope: one for one in reading.live.gaps if one.path is None}
    return tuple(gaps[scope] for scope, answer in answers.items() if answer is None)


def read_history(org: ReadableOrg, connection_id: str) -> tuple[Line, ...]:
    """Return the lines of a connection's history.

    Raises PageChanged if it has no file, or if it cannot be told what its columns are.
    """
    file = fetch_history(org, connection_id)
    lines = _lines(_decoded(file.content))
    if lines is None:
        text = f"{file.address} is no table with a time, a user and an action in every row."
        raise PageChanged(org.alias, text, LOOK)
    return lines


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("iso-8859-1")


def _lines(text: str) -> tuple[Line, ...] | None:
    """Return the lines, None if the header does not tell the columns, or a row has others."""
    try:
        rows = [row for row in csv.reader(io.StringIO(text, newline="")) if row]
    except csv.Error:
        return None
    columns = _columns(rows[0]) if rows else None
    if columns is None or any(len(row) != len(rows[0]) for row in rows):
        return None
    time, user = columns
    moments = read_times([row[time] for row in rows[1:]])
    return tuple(
        Line(_told(row, columns), row[user].strip(), row[time].strip(), moment, rank)
        for row, moment, rank in zip(rows[1:], moments, ranked(moments), strict=True)
    )


def _columns(header: Sequence[str]) -> tuple[int, int] | None:
    """Return where the time and the user stand; None if that, or an action, is not told by one header each."""
    times = [at for at, name in enumerate(header) if _TIME.search(name)]
    users = [at for at, name in enumerate(header) if _USER.search(name) and at not in times]
    rest = [name for at, name in enumerate(header) if at not in (*times, *users)]
    if len(times) != 1 or len(users) != 1 or not any(_ACTION.search(name) for name in rest):
        return None
    return times[0], users[0]


def _told(row: Sequence[str], apart: Sequence[int]) -> str:
    """Return what a row says beside time and user, its cells apart by what separates names."""
    return " | ".join(cell.strip() for at, cell in enumerate(row) if at not in apart)
