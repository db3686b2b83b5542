"""All declared sides against all rows: who is who, and where that cannot be told."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from s2s_gitops.kinds.connection import identity
from s2s_gitops.kinds.connection.free_rows import FreeRows
from s2s_gitops.kinds.connection.identity import Match
from s2s_gitops.kinds.connection.records import Directory
from s2s_gitops.kinds.connection.row import Row
from s2s_gitops.kinds.connection.status import DEAD, Status, Wish
from s2s_gitops.model.address import Address
from s2s_gitops.model.resource import Resource

_ENDS: Final[Mapping[str, Status]] = {
    Wish.REJECTED: Status.REJECTED,
    Wish.CANCELED: Status.INACTIVE,
    Wish.INACTIVE: Status.INACTIVE,
}
"""The state that a connection which is declared to be over shows in the end."""


_WHICH: Final = "it is not clear which connection of {other} is meant"


def living_invitations(sides: Iterable[Resource]) -> Counter[tuple[str, str]]:
    """Count the unpinned inviting sides that are declared not to be over, by org and contact."""
    return Counter(
        (one.address.org, str(one.attributes["contact"]).casefold())
        for one in sides
        if _would_invite(one) and "contact" in one.attributes
    )


def _would_invite(side: Resource) -> bool:
    """Say whether a side would send an invitation if no row is there."""
    is_inviting = side.facts["role"] == "inviting" and "id" not in side.attributes
    return is_inviting and side.attributes["state"] not in _ENDS


def order_of(side: Resource) -> tuple[bool, bool, bool]:
    """Order sides for matching: pinned ones first, then inviting ones, those that are over before others."""
    is_over = side.attributes["state"] in _ENDS
    return ("id" not in side.attributes, side.facts["role"] != "inviting", not is_over)


class Matching:
    """What has been matched so far. A class because each match narrows the next.

    `claimed` are rows, by org and id, that belong to declarations which are not looked at now;
    `living` counts, by org and contact, the inviting sides that are declared not to be over.
    """

    def __init__(
        self,
        rows: Mapping[str, Sequence[Row]],
        directories: Mapping[str, Directory],
        claimed: Iterable[tuple[str, str]] = (),
        living: Mapping[tuple[str, str], int] = MappingProxyType({}),
    ) -> None:
        self.free = {org: FreeRows(those) for org, those in rows.items()}
        self.directories = directories
        self.matches: dict[Address, Match] = {}
        self.sides: dict[Address, Resource] = {}
        self.living = Counter(living)
        for org, row_id in claimed:
            if org in self.free:
                self.free[org].claim(row_id)

    def take(self, side: Resource) -> None:
        """Match one side."""
        org = side.address.org
        match = self._match(side)
        self.matches[side.address] = match
        self.sides[side.address] = side
        if match.row is not None:
            self.free[org].claim(match.row.id)

    def settled(self) -> dict[Address, Match]:
        """Return all matches; what could be another row, or is claimed twice, is a doubt."""
        self._doubt_new_invitations()
        claims = Counter(self._claim(at, one) for at, one in self.matches.items())
        doubt = "two declared connections would be the same one; pin each with `id`, or drop one"
        return {
            at: Match(doubt=doubt, candidates=(one.row,) if one.row else ())
            if claims[self._claim(at, one)] > 1
            else one
            for at, one in self.matches.items()
        }

    def _doubt_new_invitations(self) -> None:
        """Look, once all rows are claimed that can be, whether one of the others is a side after all."""
        for at, match in list(self.matches.items()):
            side = self.sides[at]
            if match.row is not None or match.doubt or not _would_invite(side):
                continue
            other = str(side.facts["other"])
            partner = self.directories.get(other)
            name = partner.org_name if partner else ""
            found = identity.could_be_meant(self.free[at.org], name)
            invited = Address(f"{side.facts['connection']}@{other}")
            if found.doubt:
                self.matches[at] = found
            if found.doubt and invited in self.matches:
                self.matches[invited] = self._unclear(self.sides[invited], _WHICH)

    def _claim(self, address: Address, match: Match) -> tuple[str, ...]:
        """Return what a side claims: a row, or the contact whom it would invite; else only itself."""
        if match.row is not None:
            return (address.org, match.row.id)
        side = self.sides[address]
        contact = side.attributes.get("contact")
        if _would_invite(side) and isinstance(contact, str) and not match.doubt:
            return (address.org, "contact", contact.casefold())
        return (str(address),)

    def _match(self, side: Resource) -> Match:
        free = self.free[side.address.org]
        pin = side.attributes.get("id")
        if isinstance(pin, str):
            may_be_gone = side.attributes["state"] == Wish.CANCELED
            return identity.by_pin(free, pin, may_be_gone=may_be_gone)
        if side.facts["role"] == "inviting":
            return self._inviting(side, free)
        return self._invited(side, free)

    def _inviting(self, side: Resource, free: FreeRows) -> Match:
        contact = str(side.attributes.get("contact", "")).casefold()
        contacts = self.directories[side.address.org].contacts.get(contact, ())
        ended = _ENDS.get(str(side.attributes["state"]))
        match = identity.inviting_side(free, [one.id for one in contacts], ended)
        is_living = match.row is not None and match.row.state not in DEAD
        if ended and is_living and self._has_living_twin(side, contact):
            doubt = "a living connection with the same contact is declared too; pin both with `id`"
            return Match(doubt=doubt, candidates=(match.row,) if match.row else ())
        return match

    def _has_living_twin(self, side: Resource, contact: str) -> bool:
        """Say whether another declaration that is not over has the same contact."""
        return self.living[side.address.org, contact] > 0

    def _invited(self, side: Resource, free: FreeRows) -> Match:
        other = str(side.facts["other"])
        inviting = self.matches.get(Address(f"{side.facts['connection']}@{other}"))
        if inviting is None:
            if side.facts["other_access"] == "none":
                return identity.invited_by_stranger(free)
            return self._unclear(side, "{other}, which invites, could not be read")
        if inviting.doubt:
            return self._unclear(side, _WHICH)
        return identity.invited_side(free, inviting.row, self.directories[other].org_name)

    def _unclear(self, side: Resource, why: str) -> Match:
        """Return a doubt about an invited side, with all rows that could be it: none of them is a stranger's."""
        other = str(side.facts["other"])
        partner = self.directories.get(other)
        name = partner.org_name if partner else ""
        return identity.unclear(self.free[side.address.org], why.format(other=other), name)
