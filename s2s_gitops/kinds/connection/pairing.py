"""Which rows of different orgs are the two ends of one connection. Nothing in the platform says so. Pure.

An end bears the name of the other company, and cannot be older than the invitation. Before it is
accepted, the inviting end may bear another name: that of the contact's account.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from s2s_gitops.kinds.connection.identity import PEERS
from s2s_gitops.kinds.connection.row import Row
from s2s_gitops.kinds.connection.status import Status

Rows = Mapping[str, Sequence[Row]]


@dataclass(frozen=True, slots=True, order=True)
class End:
    """One row in one org."""

    org: str
    id: str


@dataclass(frozen=True, slots=True)
class Pair:
    """The inviting and the invited end of one connection. `certain` says whether the org tells who invited."""

    inviting: End
    invited: End
    certain: bool = True


def pair_rows(rows: Rows, names: Mapping[str, str]) -> tuple[Pair, ...]:
    """Return the pairs that can be told, given the organization's own name of each org.

    A row that could belong to several others stays alone.
    """
    pairing = _Pairing(rows, names)
    return (*pairing.unique(pairing.by_name()), *pairing.unique(pairing.before_acceptance()))


class _Pairing:
    """What is left to be paired. A class because each pair narrows the next."""

    def __init__(self, rows: Rows, names: Mapping[str, str]) -> None:
        self.rows = {End(org, one.id): one for org, those in rows.items() for one in those}
        orgs = _by_name({org: name for org, name in names.items() if name and org in rows})
        self.towards: defaultdict[tuple[str, str], list[End]] = defaultdict(list)
        for end, row in self.rows.items():
            self.towards[end.org, orgs.get(_folded(row.name), "")].append(end)
        self.taken: set[End] = set()

    def by_name(self) -> Iterator[Pair]:
        """Yield the pairs of rows that bear each other's names."""
        for (here, there), ends in self.towards.items():
            # Between two given orgs there is one living connection at a time, so the product is small.
            if here < there:
                yield from self._fitting(product(ends, self.towards.get((there, here), ())))

    def before_acceptance(self) -> Iterator[Pair]:
        """Yield invitations under another name, with rows that bear the inviter's."""
        for (here, there), ends in list(self.towards.items()):
            alone = self._free(ends) if there not in ("", here) else ()
            strangers = self._free(self.towards.get((there, ""), ())) if alone else ()
            early = [one for one in strangers if self.rows[one].state != Status.ACTIVE]
            for pair in self._fitting(product(early, alone)):
                if pair.inviting.org == there and pair.invited.org == here:
                    yield pair

    def _free(self, ends: Iterable[End]) -> list[End]:
        return [one for one in ends if one not in self.taken]

    def _fitting(self, ends: Iterable[tuple[End, End]]) -> Iterator[Pair]:
        for one, other in ends:
            pair = _directed(one, self.rows[one], other, self.rows[other])
            inviting, invited = self.rows[pair.inviting], self.rows[pair.invited]
            is_peer = invited.state in PEERS.get(inviting.state, (inviting.state,))
            if is_peer and not _is_older(invited, inviting):
                yield pair

    def unique(self, candidates: Iterable[Pair]) -> list[Pair]:
        """Return the pairs both of whose ends have no other choice."""
        choices: defaultdict[End, list[Pair]] = defaultdict(list)
        for pair in candidates:
            choices[pair.invited].append(pair)
        left = [pair for invited in choices.values() for pair in self._newest(invited)]
        uses = Counter(end for pair in left for end in (pair.inviting, pair.invited))
        found = [pair for pair in left if uses[pair.inviting] == uses[pair.invited] == 1]
        self.taken |= {end for pair in found for end in (pair.inviting, pair.invited)}
        return found

    def _newest(self, pairs: Sequence[Pair]) -> list[Pair]:
        """Leave the newest of several invitations: an older one had its own answer.

        An invitation that nobody has decided on may have arrived late, so its age tells nothing.
        """
        if self.rows[pairs[0].invited].state == Status.RECEIVED:
            return list(pairs)
        ages = [self.rows[pair.inviting].created for pair in pairs]
        newest = max((age for age in ages if age is not None), default=None)
        return [pair for pair, age in zip(pairs, ages, strict=True) if age in (None, newest)]


def _directed(one: End, row: Row, other: End, other_row: Row) -> Pair:
    """Say which of two ends invited: by the state, by who has a contact, by age; else it is a guess."""
    signs = (
        (row.state == Status.SENT, other_row.state == Status.SENT),
        (other_row.state == Status.RECEIVED, row.state == Status.RECEIVED),
        (bool(row.contact_id), bool(other_row.contact_id)),
        (_is_older(row, other_row), _is_older(other_row, row)),
    )
    for is_one, is_other in signs:
        if is_one != is_other:
            return Pair(one, other) if is_one else Pair(other, one)
    return Pair(min(one, other), max(one, other), certain=False)


def _by_name(names: Mapping[str, str]) -> dict[str, str]:
    """Return the org of each name. A sandbox bears the name of its origin: what is not unique tells nothing."""
    uses = Counter(map(_folded, names.values()))
    return {_folded(name): org for org, name in names.items() if uses[_folded(name)] == 1}


def _is_older(row: Row, other: Row) -> bool:
    return row.created is not None and other.created is not None and row.created < other.created


def _folded(name: str) -> str:
    return name.strip().casefold()
