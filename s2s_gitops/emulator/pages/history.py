"""The history of a connection: the list on its page and the file behind it.

Documented: the list Connection History and its link to a CSV file. Guessed: columns, the words of
a line, the newest first on the page; the file's encoding, order and how much is recorded, which a
seed can choose and a dialect draws.
"""

from __future__ import annotations

import csv
import io
from types import MappingProxyType
from typing import TYPE_CHECKING

from s2s_gitops.emulator.clock import to_15, to_page_time
from s2s_gitops.emulator.pages.blocks import Cell, RelatedList
from s2s_gitops.emulator.pages.related import key_of
from s2s_gitops.emulator.pages.visit import Reply, Visit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from s2s_gitops.emulator.nouns import Connection, HistoryLine

_CODECS = MappingProxyType(
    {
        "utf-8": ("utf-8", "UTF-8"),
        "utf-8-bom": ("utf-8-sig", "UTF-8"),
        "latin-1": ("latin-1", "ISO-8859-1"),
    }
)


def history_list(visit: Visit, one: Connection) -> RelatedList:
    """Return the list Connection History, the newest line first."""
    lines = tuple(
        {part: Cell(text) for part, text in _parts(line).items()} for line in reversed(one.history)
    )
    link = Cell("Download connection history (csv)", visit.address("history", id=to_15(one.id)))
    columns, key = visit.dialect.lists.history_columns, key_of(visit, "History")
    return RelatedList(
        key, "Connection History", columns, lines, links=(link,), header=columns[0].part
    )


def _parts(line: HistoryLine) -> Mapping[str, str]:
    return {"when": to_page_time(line.moment), "user": line.user, "what": line.action}


def history_file(visit: Visit) -> Reply:
    """Send the history as CSV."""
    one = visit.org.connection(visit.user, visit.query.get("id", ""))
    form = visit.network.history
    codec, charset = _CODECS[form.encoding]
    text = io.StringIO()
    writer = csv.writer(text)
    columns = visit.dialect.lists.history_columns
    writer.writerow(column.heading for column in columns)
    for line in one.history[:: -1 if form.is_newest_first else 1]:
        parts = _parts(line)
        writer.writerow(parts[column.part] for column in columns)
    return Reply(
        200,
        text.getvalue().encode(codec, "replace"),
        content_type=f"text/csv; charset={charset}",
        attachment="connection_history.csv",
    )
