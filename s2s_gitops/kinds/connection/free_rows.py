"""The rows of one org that no declared side has claimed yet, looked up by what they bear."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import takewhile
from typing import Final

from s2s_gitops.kinds.connection.row import Row
from s2s_gitops.kinds.connection.status import DEAD

Mark = tuple[str, str | None]
"""Something that rows bear: what it is, and its value."""

ALIVE: Final[Mark] = ("alive", "")
"""What all rows bear that are not over."""


def of_contact(contact_id: str | None) -> Mark:
    """Return what the rows of a contact bear: empty for no contact, None where the org does not tell."""
    return ("contact", contact_id)


def of_name(name: str) -> Mark:
    """Return what rows with the name of a company bear, however it is spelled."""
    return ("name", name.strip().casefold())


def in_state(state: str) -> Mark:
    """Return what rows in a state bear."""
    return ("state", state)


def _marks(row: Row) -> Iterator[Mark]:
    yield of_contact(row.contact_id)
    yield of_name(row.name)
    yield in_state(row.state)
    if row.state not in DEAD:
        yield ALIVE


class FreeRows:
    """The rows that a side could be, always in the order of the org. A class because claimed ones go."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.all = tuple(rows)
        self._by_pin = {row.id[:15]: row for row in reversed(self.all)}
        self._places = {row.id: at for at, row in enumerate(self.all)}
        self._bearing: defaultdict[Mark, set[str]] = defaultdict(set)
        for row in self.all:
            for mark in _marks(row):
                self._bearing[mark].add(row.id)
        dated = [(row.created, row.id) for row in self.all if row.created is not None]
        self._newest_first = {one: created for created, one in sorted(dated, reverse=True)}
        self._answers: dict[tuple[Mark, ...], tuple[Row, ...]] = {}

    def __bool__(self) -> bool:
        """Say whether any is left."""
        return bool(self._places)

    def claim(self, row_id: str) -> None:
        """Take a row out if it is there: it belongs to a declared side."""
        place = self._places.pop(row_id, None)
        if place is not None:
            for mark in _marks(self.all[place]):
                self._bearing[mark].discard(row_id)
            self._newest_first.pop(row_id, None)
            self._answers.clear()

    def pinned(self, pin: str) -> Row | None:
        """Return the row with an id, given with 15 or 18 characters, whether it is free or not."""
        return self._by_pin.get(pin[:15])

    def bearing(self, *marks: Mark) -> tuple[Row, ...]:
        """Return those that bear one of some marks; the same tuple until one is claimed: many may ask."""
        if marks not in self._answers:
            found = (one for mark in marks for one in self._bearing.get(mark, ()))
            self._answers[marks] = self._ordered(found)
        return self._answers[marks]

    def since(self, moment: datetime) -> tuple[Row, ...]:
        """Return those that came into being at a moment or later."""
        dated = takewhile(lambda one: one[1] >= moment, self._newest_first.items())
        return self._ordered(one for one, _ in dated)

    def _ordered(self, row_ids: Iterable[str]) -> tuple[Row, ...]:
        places = sorted({self._places[one] for one in row_ids})
        return tuple(self.all[at] for at in places)
