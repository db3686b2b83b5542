"""The history of a connection: the list on its page and the file behind it.

Documented: the list Connection History and its link to a CSV file. Guessed: columns, the words of
a line, the newest first on the page; the file's encoding, order and how much is recorded, which a
seed can choose.
"""

from __future__ import annotations

import csv
import io
from types import MappingProxyType
from typing import TYPE_CHECKING

from s2s_gitops.emulator.clock import to_15, to_page_time
from s2s_gitops.emulator.pages.blocks import Cell, RelatedList
from s2s_gitops.emulator.pages.visit import Reply, Visit

if TYPE_CHECKING:
    from s2s_gitops.emulator.nouns import Connection

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
        (Cell(to_page_time(line.moment)), Cell(line.user), Cell(line.action))
        for line in reversed(one.history)
    )
    link = Cell("Download connection history (csv)", visit.address("history", id=to_15(one.id)))
    columns = visit.dialect.history_columns
    return RelatedList("RelatedHistoryList", "Connection History", columns, lines, links=(link,))


def history_file(visit: Visit) -> Reply:
    """Send the history as CSV."""
    one = visit.org.connection(visit.user, visit.query.get("id", ""))
    form = visit.network.history
    codec, charset = _CODECS[form.encoding]
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(visit.dialect.history_columns)
    for line in one.history[:: -1 if form.is_newest_first else 1]:
        writer.writerow((to_page_time(line.moment), line.user, line.action))
    return Reply(
        200,
        text.getvalue().encode(codec, "replace"),
        content_type=f"text/csv; charset={charset}",
        attachment="connection_history.csv",
    )
