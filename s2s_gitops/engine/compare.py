"""One desired resource against its live counterpart: what differs, and what that leads to."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from s2s_gitops.engine.difference import (
    NO_WAY,
    THEIRS,
    Difference,
    Told,
    change_of,
    pending_of,
    refusal_of,
)
from s2s_gitops.model.change import Stuck
from s2s_gitops.model.config import Access
from s2s_gitops.model.kind import Attribute, Kind, Place, Shape, Use
from s2s_gitops.model.resource import LATER, UNREAD, Member, Presence, Resource, Value
from s2s_gitops.model.verb import Awaits, Impossible, Transition, Verb


class Comparison:
    """One desired resource against its live counterpart. A class because its parts share five values."""

    def __init__(
        self, kind: Kind, wanted: Resource, live: Resource | None, found: Difference, access: Access
    ) -> None:
        self.kind = kind
        self.wanted = wanted
        self.live = live
        self.found = found
        self.forgotten: list[tuple[str, str]] = []
        self.access = access
        self.is_ours = access is Access.MANAGE
        self.into = found.changes if self.is_ours else found.observed
        # Both ends of a connection have one life: it is compared on the sides where we can act.
        self.without_life = kind.place is Place.SIDE and access is not Access.MANAGE

    def unread(self) -> None:
        """Count everything that is declared as unreadable."""
        values = self._count()
        self.found.declared += values
        if values:
            self._unreadable(values)

    def run(self) -> None:
        """Compare, and put what can be done, what must wait and what is impossible where it belongs."""
        self.found.declared += self._count()
        if self._existence():
            self._attributes(self._compared(), self._carried())

    def _compared(self) -> list[Attribute]:
        if self.wanted.presence is Presence.ABSENT:
            return []
        return [
            one
            for one in self.kind.attributes
            if one.use is Use.COMPARED
            and one.name in self.wanted.attributes
            and not (one.transitions and self.without_life)
        ]

    def _count(self) -> int:
        values = [self.wanted.attributes[one.name] for one in self._compared()]
        counts = [len(value) if isinstance(value, Mapping) else 1 for value in values]
        return sum(counts) + (1 if self.kind.identity else 0)

    def _unreadable(self, values: int) -> None:
        self.found.unreadable += values
        self.found.unread.append(self.wanted.address)

    def _existence(self) -> bool:
        """Compare whether the resource is there; return whether its attributes are of interest."""
        if self.wanted.presence is Presence.ABSENT:
            if self.live is not None and self.kind.delete:
                self._change(self.kind.delete, before=Presence.PRESENT, after=Presence.ABSENT)
            return False
        if self.live is None and self.kind.create:
            sets = [one.implied(self.wanted.address) for one in self.kind.attributes]
            implied = frozenset[str]().union(*sets)
            self._change(
                self.kind.create, before=Presence.ABSENT, after=Presence.PRESENT, implied=implied
            )
        return True

    def _carried(self) -> set[str]:
        """Return the attributes that come along when the resource is made."""
        is_made = self.live is None and self.kind.create is not None
        return set(self.kind.create.carries) if is_made and self.kind.create else set()

    def _attributes(self, attributes: Sequence[Attribute], carried: set[str]) -> None:
        for attribute in attributes:
            if attribute.name not in carried:
                after = self.wanted.attributes[attribute.name]
                if isinstance(after, Mapping):
                    self._members(attribute, after)
                else:
                    carried |= self._attribute(attribute, after)

    def _attribute(self, attribute: Attribute, after: Value) -> set[str]:
        """Compare one attribute; return the names of those that need no look of their own any more."""
        if self.live is not None:
            before = self.live.attributes.get(attribute.name)
        else:
            before = Presence.ABSENT if attribute.transitions else LATER
        if before is UNREAD:
            self._unreadable(1)
            return set()
        if attribute.is_met(before, after):
            return set()
        transition = _transition(attribute.transitions, before, after, self.wanted.facts)
        outcome = transition.outcome if transition else attribute.verb or NO_WAY
        match outcome:
            case Verb():
                self._change(outcome, attribute.name, before=before, after=after)
                if transition and transition.then:
                    self._pending(attribute, transition.then, after=outcome.name)
                return set(outcome.carries)
            case Impossible() if self.is_ours:
                self._impossible(attribute, outcome, before, after)
                return _all_names(self.kind)
            case Impossible():
                self._change(THEIRS, attribute.name, before=before, after=after)
            case Awaits():
                self._pending(attribute, outcome)
        stays_away = self.live is None and self.kind.create is None
        return _all_names(self.kind) if stays_away else set()

    def _members(self, attribute: Attribute, after: Mapping[str, Value]) -> None:
        live = self.live.attributes.get(attribute.name) if self.live else None
        if live is UNREAD:
            self._unreadable(len(after))
            return
        before = self._remembered(attribute, live) if isinstance(live, Mapping) else {}
        if before == after:
            return
        self._additions(attribute, before, after)
        if self.wanted.attributes.get(attribute.open_when) is not True:
            self._removals(attribute, before, after)

    def _remembered(self, attribute: Attribute, live: Mapping[str, Value]) -> Mapping[str, Value]:
        """Leave out the members that a change of this resource makes the platform forget."""
        prefixes = tuple(prefix for name, prefix in self.forgotten if name == attribute.name)
        return (
            {name: value for name, value in live.items() if not name.startswith(prefixes)}
            if prefixes
            else live
        )

    def _additions(
        self, attribute: Attribute, before: Mapping[str, Value], after: Mapping[str, Value]
    ) -> None:
        implied = attribute.implied(self.wanted.address)
        is_set = attribute.shape is Shape.NAMES
        for name, value in after.items():
            if name not in before:
                comes_along = self.live is None and name in implied and (is_set or value == name)
                verb = None if comes_along else attribute.add
            else:
                verb = None if is_set or before[name] in (value, UNREAD) else attribute.verb
            if verb:
                old = before.get(name)
                self._change(verb, attribute.name, member=name, before=old, after=value)

    def _removals(
        self, attribute: Attribute, before: Mapping[str, Value], after: Mapping[str, Value]
    ) -> None:
        implied = attribute.implied(self.wanted.address)
        for name, value in before.items():
            kept = name in after or name in implied or value is Member.FIXED
            if attribute.remove and not kept:
                self._change(
                    attribute.remove, attribute.name, member=name, before=value, after=None
                )

    def _change(
        self,
        verb: Verb,
        attribute: str = "",
        *,
        before: Value,
        after: Value,
        member: str = "",
        implied: frozenset[str] = frozenset(),
    ) -> None:
        self.forgotten += [(name, f"{member}." if member else "") for name in verb.resets]
        told = Told(attribute, member, before, after, implied)
        made = change_of(self.kind, self.wanted, verb, told)
        self.into.append(made if self.is_ours else replace(made, shown_by=self._witness()))

    def _witness(self) -> str:
        """Name what shows how things are on a side that others manage."""
        facts = self.wanted.facts
        probe = self.kind.probe.format_map(facts) if self.access is Access.NONE else ""
        return probe or self.wanted.address.org

    def _impossible(
        self, attribute: Attribute, outcome: Impossible, before: Value, after: Value
    ) -> None:
        address, source = self.wanted.address, self.wanted.source(attribute.name)
        self.found.stuck.append(
            Stuck(address, self.kind.name, attribute.name, before, after, source)
        )
        self.found.impossible.append(refusal_of(self.wanted, attribute.name, outcome))

    def _pending(self, attribute: Attribute, outcome: Awaits, after: str = "") -> None:
        pending = pending_of(self.wanted, self.live, attribute.name, outcome, after)
        self.found.pending.append(pending)


def _transition(
    transitions: Sequence[Transition], before: Value, after: Value, facts: Mapping[str, Value]
) -> Transition | None:
    for one in transitions:
        if one.before == before and one.after == after and one.when.items() <= facts.items():
            return one
    return None


def _all_names(kind: Kind) -> set[str]:
    return {one.name for one in kind.attributes}
