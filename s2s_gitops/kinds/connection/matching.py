"""All declared sides against all rows: who is who, and where that cannot be told."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from s2s_gitops.kinds.connection import identity
from s2s_gitops.kinds.connection.identity import Match, Row
from s2s_gitops.kinds.connection.records import Directory
from s2s_gitops.kinds.connection.status import Status, Wish
from s2s_gitops.model.address import Address
from s2s_gitops.model.resource import Resource

_ENDS: Final[Mapping[str, Status]] = {
    Wish.REJECTED: Status.REJECTED,
    Wish.CANCELED: Status.INACTIVE,
    Wish.INACTIVE: Status.INACTIVE,
}
"""The state that a connection which is declared to be over shows in the end."""


def order_of(side: Resource) -> tuple[bool, bool, bool]:
    """Order sides for matching: inviting ones first; among them pinned ones, then those that are over."""
    is_over = side.attributes["state"] in _ENDS
    return (side.facts["role"] != "inviting", "id" not in side.attributes, not is_over)


class Matching:
    """What has been matched so far. A class because each match narrows the next.

    `claimed` are rows, by org and id, that belong to declarations which are not looked at now.
    """

    def __init__(
        self,
        rows: Mapping[str, Sequence[Row]],
        directories: Mapping[str, Directory],
        claimed: Iterable[tuple[str, str]] = (),
    ) -> None:
        self.rows = rows
        self.directories = directories
        self.matches: dict[Address, Match] = {}
        self.sides: dict[Address, Resource] = {}
        self.claimed = set(claimed)

    def take(self, side: Resource) -> None:
        """Match one side."""
        org = side.address.org
        match = self._match(side)
        self.matches[side.address] = match
        self.sides[side.address] = side
        if match.row is not None:
            self.claimed.add((org, match.row.id))

    def settled(self) -> dict[Address, Match]:
        """Return all matches; what two declarations claim is a doubt for both."""
        claims = Counter(self._claim(at, one) for at, one in self.matches.items())
        doubt = "two declared connections would be the same one; pin each with `id`, or drop one"
        return {
            at: Match(doubt=doubt, candidates=(one.row,) if one.row else ())
            if claims[self._claim(at, one)] > 1
            else one
            for at, one in self.matches.items()
        }

    def _claim(self, address: Address, match: Match) -> tuple[str, ...]:
        """Return what a side claims: a row, or the contact whom it would invite; else only itself."""
        if match.row is not None:
            return (address.org, match.row.id)
        side = self.sides[address]
        contact = side.attributes.get("contact")
        would_invite = side.facts["role"] == "inviting" and side.attributes["state"] not in _ENDS
        if would_invite and isinstance(contact, str) and not match.doubt:
            return (address.org, "contact", contact.casefold())
        return (str(address),)

    def _match(self, side: Resource) -> Match:
        org = side.address.org
        pin = side.attributes.get("id")
        if isinstance(pin, str):
            may_be_gone = side.attributes["state"] == Wish.CANCELED
            return identity.by_pin(self.rows[org], pin, may_be_gone=may_be_gone)
        free = [row for row in self.rows[org] if (org, row.id) not in self.claimed]
        if side.facts["role"] == "inviting":
            return self._inviting(side, free)
        return self._invited(side, free)

    def _inviting(self, side: Resource, free: Sequence[Row]) -> Match:
        contact = str(side.attributes.get("contact", "")).casefold()
        contacts = self.directories[side.address.org].contacts.get(contact, ())
        ended = _ENDS.get(str(side.attributes["state"]))
        match = identity.inviting_side(free, [one.id for one in contacts], ended)
        if match.row is not None or match.doubt:
            return match
        other = self.directories.get(str(side.facts["other"]))
        return identity.could_be_meant(free, other.org_name if other else "")

    def _invited(self, side: Resource, free: Sequence[Row]) -> Match:
        other = str(side.facts["other"])
        inviting = self.matches.get(Address(f"{side.facts['connection']}@{other}"))
        if inviting is None:
            if side.facts["other_access"] == "none":
                return identity.invited_by_stranger(free)
            return Match(doubt=f"{other}, which invites, could not be read")
        if inviting.doubt:
            return Match(doubt=f"it is not clear which connection of {other} is meant")
        return identity.invited_side(free, inviting.row, self.directories[other].org_name)
