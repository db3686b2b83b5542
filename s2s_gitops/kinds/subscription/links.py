"""The rows of Subscribed Objects: which pair of objects leads to which mapping page."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from s2s_gitops.kinds.following import table
from s2s_gitops.kinds.page_contract import changed
from s2s_gitops.kinds.rules import STANDARD
from s2s_gitops.kinds.spellings import Spellings, values_of
from s2s_gitops.model.page import Cell, Link, Page
from s2s_gitops.model.ports import ReadableOrg

LIST: Final = "Subscribed Objects"


@dataclass(frozen=True, slots=True)
class _Row:
    """What may be meant as the own object, and where `Edit` leads."""

    own: frozenset[str]
    addresses: tuple[str, ...]
    hints: frozenset[str]


class MappingLinks:
    """The list of one connection, told once: each look-up costs no walk over all rows.

    `theirs` holds what the partner's objects are called, empty where nothing is known of that.
    """

    def __init__(
        self,
        org: ReadableOrg,
        detail: Page,
        own: Mapping[str, str],
        theirs: Mapping[str, Collection[str]],
    ) -> None:
        self._org = org.alias
        self._page = detail
        self._rows: defaultdict[str, list[_Row]] = defaultdict(list)
        self._by_own: defaultdict[str, list[_Row]] = defaultdict(list)
        partner, ours = Spellings(dict.fromkeys(theirs, "") or own), Spellings(own)
        called: defaultdict[str, set[str]] = defaultdict(set)
        for name, labels in theirs.items():
            for label in labels:
                called[label].add(name)
        for row in table(org, detail, LIST).rows:
            texts = [cell.text for cell in row.values() if cell.text]
            edits = _edits(row.values())
            told = _Row(
                own=frozenset[str]().union(*(ours.names(one) for one in texts)),
                addresses=tuple(one.address for one in edits),
                hints=frozenset(value for one in edits for value in values_of(one)),
            )
            names = frozenset(texts).union(
                *(partner.names(one) for one in texts), *(called.get(one, ()) for one in texts)
            )
            for name in names:
                self._rows[name].append(told)
            for name in told.own:
                self._by_own[name].append(told)

    def address(self, theirs: str, own: str) -> str:
        """Return where the mapping of a pair is shown. Raises PageChanged if that is not one page."""
        rows = [row for row in self._rows.get(theirs, ()) if own in row.own]
        if not rows and theirs == own and own in STANDARD:
            # A standard object is taken in by itself alone, whatever the other side calls it.
            rows = self._by_own.get(own, [])
        hinted = [row for row in rows if row.hints & {theirs, own}]
        if len(rows) > 1 and len(hinted) == 1:
            rows = hinted
        links = [address for row in rows for address in row.addresses]
        if len(rows) != 1 or len(links) != 1:
            at = self._page.address
            text = f"{at}: {len(rows)} rows of {LIST!r} fit {theirs} as {own}; expected is one."
            raise changed(self._org, self._page, text)
        return links[0]


def _edits(cells: Iterable[Cell]) -> list[Link]:
    return [link for cell in cells for link in cell.links if link.text == "Edit"]
