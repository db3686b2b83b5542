"""Rows to declarations: the names, roles and states under which a file would declare what is live. Pure."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count
from typing import Final

from s2s_gitops.kinds.connection.life import LIFE
from s2s_gitops.kinds.connection.pairing import End, Rows, pair_rows
from s2s_gitops.kinds.connection.row import Row
from s2s_gitops.kinds.connection.status import DEAD, Status, Wish
from s2s_gitops.model.address import Address
from s2s_gitops.model.resource import Presence, Resource, Value
from s2s_gitops.model.verb import Awaits

_UNSAFE: Final = re.compile(r"[^\w.-]+")
_ENDS_WELL: Final = (Wish.ACTIVE, Wish.PENDING, Wish.INACTIVE, Wish.REJECTED, Wish.CANCELED)


@dataclass(frozen=True, slots=True)
class Known:
    """A connection of which at least one row is known. `rows` may lack a side: there is no row there."""

    name: str
    inviting: str
    invited: str
    rows: Mapping[str, Row]
    state: str
    note: str = ""

    @property
    def sides(self) -> tuple[str, str]:
        """Both orgs."""
        return (self.inviting, self.invited)


@dataclass(frozen=True, slots=True)
class Names:
    """Names that are in use: of connections, and aliases of orgs. `orgs` maps those read to the company's name."""

    orgs: Mapping[str, str]
    aliases: Collection[str]
    connections: Collection[str]


class _Numbering:
    """Gives names that nobody has: the plain one, then it with a number. A class because a given one is taken."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)
        self._untried: dict[str, Iterator[str]] = {}

    def give(self, plain: str) -> str:
        """Return the next name of a plain one."""
        numbered = chain([plain], (f"{plain}-{number}" for number in count(2)))
        untried = self._untried.setdefault(plain, numbered)
        name = next(one for one in untried if one not in self._taken)
        self._taken.add(name)
        return name


class _Naming:
    """Gives names to connections and to companies. A class because it remembers whom it knows."""

    def __init__(self, known: Names) -> None:
        self.known = known
        self._connections = _Numbering(known.connections)
        self._aliases = _Numbering(known.aliases)
        self._partners: dict[str, str] = {}
        self._companies: defaultdict[str, list[str]] = defaultdict(list)
        for alias, company in known.orgs.items():
            self._companies[_folded(company)].append(alias)

    def orgs_of(self, company: str) -> Sequence[str]:
        """Return the orgs that were read and bear the name of a company."""
        return self._companies.get(_folded(company), ())

    def partner(self, company: str) -> str:
        """Return an alias for a company that no org of the files is: one alias a company, one company an alias."""
        folded = _folded(company)
        if folded not in self._partners:
            plain = _UNSAFE.sub("-", folded).strip("-.") or "partner"
            while plain in self.known.aliases:
                plain += "-partner"
            self._partners[folded] = self._aliases.give(plain)
        return self._partners[folded]

    def connection(self, inviting: str, invited: str) -> str:
        """Return a name for one more connection between two orgs."""
        return self._connections.give(f"{inviting}-{invited}")


def _folded(company: str) -> str:
    return company.strip().casefold()


def adopt(rows: Rows, names: Names) -> tuple[Known, ...]:
    """Return the connections that rows which nobody declared stand for, under names of their own.

    Living ones get their names first, so that an ended one never takes the plain name.
    """
    naming = _Naming(names)
    by_end = {End(org, one.id): one for org, those in rows.items() for one in those}
    found: list[tuple[End, str, dict[str, Row], str]] = []
    for pair in pair_rows(rows, names.orgs):
        one, other = by_end.pop(pair.inviting), by_end.pop(pair.invited)
        ends = {pair.inviting.org: one, pair.invited.org: other}
        note = "" if pair.certain else "the orgs do not tell which side invited"
        if wish_for(ends, (pair.inviting.org, pair.invited.org), names.orgs) is not None:
            found.append((pair.inviting, pair.invited.org, ends, note))
        else:
            by_end |= {pair.inviting: one, pair.invited: other}
    for end, row in by_end.items():
        found.append((end, *_alone(end, row, naming)))
    found.sort(key=lambda one: (_is_over(one[2]), _age(one[2]), one[0]))
    return tuple(_named(naming, *one) for one in found)


_UNDECIDED: Final = "still undecided, which is all that `pending` asks for; `active` makes status and drift watch it"


def _alone(end: End, row: Row, naming: _Naming) -> tuple[str, dict[str, Row], str]:
    """Return the partner of a row without a counterpart, the rows, and what is to be said of it."""
    ours = [org for org in naming.orgs_of(row.name) if org != end.org]
    if ours and row.state == Status.SENT:
        return ours[0], {end.org: row}, "the invitation has not arrived at the other side"
    note = f"which connection of {ours[0]} is the other end cannot be told" if ours else ""
    return naming.partner(row.name), {end.org: row}, note


def _named(naming: _Naming, end: End, partner: str, rows: Mapping[str, Row], note: str) -> Known:
    is_invited = len(rows) == 1 and rows[end.org].state == Status.RECEIVED
    inviting, invited = (partner, end.org) if is_invited else (end.org, partner)
    state = wish_for(rows, (inviting, invited), naming.known.orgs)
    name = naming.connection(inviting, invited)
    told = [note] if note else []
    told += [_UNDECIDED] if state == Wish.PENDING else []
    return Known(name, inviting, invited, rows, state or Wish.ACTIVE, "; ".join(told))


def declarations(known: Iterable[Known], orgs: Collection[str]) -> Iterator[Resource]:
    """Yield both sides of connections as a file would declare them. `orgs` are those that can be read."""
    for one in known:
        for org, other in (one.sides, one.sides[::-1]):
            facts = _facts(org, other, one.sides, orgs) | {
                "connection": one.name,
                "state": one.state,
                "note": one.note if org == one.inviting else "",
            }
            row = one.rows.get(org)
            pin: dict[str, Value] = {"id": row.id} if row else {}
            address = Address(f"{one.name}@{org}")
            yield Resource(address, {"state": one.state} | pin, facts=facts)


def wish_for(rows: Mapping[str, Row], sides: tuple[str, str], orgs: Collection[str]) -> Wish | None:
    """Return the state to declare so that nothing is left to do; None if the two ends do not fit one.

    `sides` are the inviting and the invited org, `orgs` those that can be read.
    """
    ends = [
        (rows[org].state if org in rows else Presence.ABSENT, _facts(org, other, sides, orgs))
        for org, other in (sides, sides[::-1])
        if org in orgs
    ]
    exact = [one for one in Wish if all(one == state for state, _ in ends)]
    if exact:
        return exact[0]
    for may_wait in (False, True):
        for wish in _ENDS_WELL:
            if all(_is_settled(state, wish, facts, may_wait=may_wait) for state, facts in ends):
                return wish
    return None


def _facts(org: str, other: str, sides: tuple[str, str], orgs: Collection[str]) -> dict[str, Value]:
    return {
        "org": org,
        "access": "manage" if org in orgs else "none",
        "other": other,
        "other_access": "manage" if other in orgs else "none",
        "role": "inviting" if org == sides[0] else "invited",
    }


def _is_settled(state: str, wish: Wish, facts: Mapping[str, Value], *, may_wait: bool) -> bool:
    """Say whether a declared state asks for nothing of ours where the org shows another one."""
    if wish == state:
        return True
    fitting = (
        one.outcome
        for one in LIFE
        if one.before == state and one.after == wish and one.when.items() <= facts.items()
    )
    outcome = next(fitting)  # every pair has one
    return outcome is None or (may_wait and isinstance(outcome, Awaits))


def _is_over(rows: Mapping[str, Row]) -> bool:
    return all(row.state in DEAD for row in rows.values())


def _age(rows: Mapping[str, Row]) -> str:
    return min(row.since for row in rows.values())
