"""Live to declared: the files that would ask for just what the orgs show. The law: a plan right after is empty."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from s2s_gitops.model.address import Address
from s2s_gitops.model.config import Access, Config, OrgEntry
from s2s_gitops.model.kind import Attribute, Kind, Place, Use
from s2s_gitops.model.resource import Member, Resource, State, Unknown, Value
from s2s_gitops.model.source import Map
from s2s_gitops.model.survey import Survey


@dataclass(frozen=True, slots=True)
class Declared:
    """A config that declares what is live. `notes` say at an address, or at an org's alias, what it lacks."""

    config: Config
    notes: Mapping[str, Sequence[str]]


def declare(
    survey: Survey, config: Config, kinds: Sequence[Kind], orgs: Collection[str]
) -> Declared:
    """Return what is live in some orgs, and on both sides of their connections, as a file would declare it.

    The orgs of the config keep their entries, and its resources what only acts and no org shows.
    Partners that it does not know get an entry with `access: none`.
    """
    declaring = _Declaring(survey, config.desired, kinds, orgs)
    for kind in kinds:
        declaring.take(kind)
    resources = declaring.resources
    joined = {address.org for address in resources}
    named = joined | set(orgs)
    entries = {alias: one for alias, one in config.orgs.items() if alias in named}
    entries |= {alias: _partner(alias) for alias in sorted(joined - set(entries))}
    declaring.note_gaps()
    return Declared(Config(entries, State(resources), ()), declaring.notes)


class _Declaring:
    """What has been declared so far. A class because what is declared decides what else is needed."""

    def __init__(
        self, survey: Survey, before: State, kinds: Sequence[Kind], orgs: Collection[str]
    ) -> None:
        self.survey = survey
        self.before = before.resources
        self.orgs = orgs
        self.resources: dict[Address, Resource] = {}
        self.notes: defaultdict[str, list[str]] = defaultdict(list)
        self.connections = {at.connection for at in survey.sides if at.org in orgs}
        self.needed = self._needed(kinds)
        self.by_path: defaultdict[str, list[Resource]] = defaultdict(list)
        for address in sorted(survey.live.resources):
            self.by_path[address.path].append(survey.live.resources[address])

    def _needed(self, kinds: Sequence[Kind]) -> set[Address]:
        """Return what live resources refer to: of partners whom nobody can read, only that is declared."""
        by_path = {kind.path: kind for kind in kinds}
        return {
            referred
            for one in self.survey.live.resources.values()
            if one.address.path in by_path
            for referred in by_path[one.address.path].refers(self._placed(one))
        }

    def take(self, kind: Kind) -> None:
        """Declare the live resources of a kind."""
        if kind.place is Place.SIDE:
            for address in sorted(self.survey.sides):
                if address.connection in self.connections:
                    self._side(kind, self.survey.sides[address])
            return
        for live in self.by_path[kind.path]:
            if self._is_wanted(live.address):
                self._add(kind, self._placed(live), {})

    def _is_wanted(self, address: Address) -> bool:
        if not address.connection:
            return address.org in self.orgs
        is_ours = address.connection in self.connections
        is_read = self.survey.sides[Address(address.scope)].facts["access"] != Access.NONE
        return is_ours and (is_read or address in self.needed)

    def _placed(self, live: Resource) -> Resource:
        """Return a resource with the facts of the side that it is on."""
        side = self.survey.sides.get(Address(live.address.scope))
        return replace(live, facts=side.facts) if side else live

    def _side(self, kind: Kind, side: Resource) -> None:
        live = self.survey.live.resources.get(side.address, side)
        own = {name: value for name, value in side.attributes.items() if value is not None}
        self._add(kind, replace(live, facts=side.facts), own)
        if side.facts["note"]:
            self.notes[str(side.address)].append(str(side.facts["note"]))

    def _add(self, kind: Kind, live: Resource, given: Mapping[str, Value]) -> None:
        attributes = dict(given)
        before = self.before.get(live.address)
        missing: defaultdict[str, list[str]] = defaultdict(list)
        for attribute in kind.attributes:
            if attribute.name in given:
                continue
            value = _declared(attribute, live)
            is_shown = value is not None and not isinstance(value, Unknown)
            if before and attribute.use is Use.ACTING and not is_shown:
                value = before.attributes.get(attribute.name, value)
            if isinstance(value, Unknown):
                missing[_LACKS.get(value, "")].append(attribute.name)
            elif value is not None:
                attributes[attribute.name] = value
        self.resources[live.address] = Resource(live.address, attributes, facts=live.facts)
        for why, names in missing.items():
            if why:
                self.notes[str(live.address)].append(f"{why}: {', '.join(names)}")

    def note_gaps(self) -> None:
        """Note what could not be read, where it would stand; and connections that no file can declare."""
        for gap in self.survey.live.gaps:
            holder, problem = self._holder(gap.scope), gap.diagnostic
            what = f"the list of {gap.path or 'connections'}" if gap.path is not None else gap.scope
            text = f"not read: {what} ({problem.code} {problem.summary}: {problem.detail})"
            self.notes[holder].append(text)
        for address, live in self.survey.live.resources.items():
            if address.path == "connection":
                detail = f"{address.key!r} ({live.attributes['id']}) is in a state that no file can declare"
                self.notes[address.org].append(f"left out: the connection {detail}")

    def _holder(self, scope: str) -> str:
        address = Address.parse(scope)
        return scope if address in self.resources else address.org


_LACKS: Final = {
    Unknown.UNREAD: "not read",
    Unknown.REDACTED: "left out by the snapshot, as it may name a person",
}
"""Why a value is missing, where people should know."""


def _declared(attribute: Attribute, live: Resource) -> Value:
    """Return what a file would say of an attribute; None if it would say nothing."""
    if attribute.use is Use.IDENTITY:
        return live.address.key
    value = live.attributes.get(attribute.name)
    if not isinstance(value, Mapping) and value in attribute.declared_as:
        return attribute.declared_as[value]
    if isinstance(value, Mapping):
        return {
            name: Member.LISTED if inner is Member.FIXED else inner for name, inner in value.items()
        }
    return value


def _partner(alias: str) -> OrgEntry:
    return OrgEntry(alias, "", Access.NONE, {}, approve_outward=False, node=Map("", 0))
