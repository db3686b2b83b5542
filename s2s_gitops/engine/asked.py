"""Which lines of the files ask for a change, since an earlier version of them. By meaning, not by text. Pure."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from s2s_gitops.engine.needs import parted
from s2s_gitops.model.address import Address
from s2s_gitops.model.change import Action, Change
from s2s_gitops.model.config import Config, OrgEntry
from s2s_gitops.model.kind import Attribute, Kind
from s2s_gitops.model.resource import Resource, Value
from s2s_gitops.model.source import Source, source_of

_ROLES: Final = ("role", "access", "other", "other_access")
"""Facts of a side on which everything in it depends."""
Key = tuple[str, str, str]
_MOST: Final = 8
"""How many lines are named for what only follows from other changes."""


class Asked:
    """Two versions of the files, to be asked about changes. A class as it is an index of what tells connections."""

    def __init__(self, before: Config, now: Config, kinds: Sequence[Kind]) -> None:
        self._before = before
        self._now = now
        self._kinds = kinds
        self._by_name = {kind.name: kind for kind in kinds}
        self._retold = self._told_otherwise({kind.path: kind for kind in kinds})

    def lines(self, changes: Sequence[Change]) -> dict[Key, tuple[Source, ...]]:
        """Return the lines that ask for each change, by its sort key; nothing for those that none asks for.

        What can only be made after something that lines ask to put in place, such as what lies in a
        new connection, is asked for by the same lines.
        """
        found = {one.sort_key(): tuple(dict.fromkeys(self._of(one))) for one in changes}
        makers = [one for one in changes if found[one.sort_key()] and one.action is Action.CREATE]
        rest = [one for one in changes if not found[one.sort_key()]]
        grown = [one for one in rest if one.action is not Action.DELETE]
        _, followers = parted(grown, makers, self._kinds)
        by_place: defaultdict[str, dict[Source, None]] = defaultdict(dict)
        for one in makers if followers else ():
            for place in _places(one):
                by_place[place] |= dict.fromkeys(found[one.sort_key()])
        for one in followers:
            near = next((by_place[at] for at in _places(one) if at in by_place), {})
            found[one.sort_key()] = tuple(near)[:_MOST]
        return found

    def _of(self, change: Change) -> Iterator[Source]:
        """Yield the lines that ask for a change by themselves."""
        org, resource = change.address.org, change.address.resource
        if is_other_org(self._before, self._now, org):
            yield place_of(self._now.orgs[org])
        yield from self._retold.get(change.address.unit, ())
        old = self._before.desired.resources.get(resource)
        new = self._now.desired.resources[resource]
        kind = self._by_name[change.kind]
        if old is None or old.presence is not new.presence:
            yield change.source
            return
        if any(
            old.facts.get(name) != new.facts.get(name) for name in (*_ROLES, *kind.compared_when)
        ):
            yield self._now.desired.resources.get(Address(resource.scope), new).source()
        for name in change.sends:
            if not _is_same(kind.attribute(name), old, new):
                yield new.source(name)
        if change.attribute:
            yield from _of_attribute(kind.attribute(change.attribute), old, new, change)

    def _told_otherwise(self, by_path: Mapping[str, Kind]) -> dict[str, list[Source]]:
        """Return for each unit the lines that say, otherwise than before, which live thing is meant."""
        found: dict[str, list[Source]] = {}
        earlier = self._before.desired.resources
        for at, new in self._now.desired.resources.items():
            old = earlier.get(at)
            telling = [one for one in by_path[at.path].attributes if one.tells]
            for one in telling if old else ():
                if old and not _is_same(one, old, new):
                    found.setdefault(at.unit, []).append(new.source(one.name))
        return found


def is_other_org(before: Config, now: Config, alias: str) -> bool:
    """Say whether an alias stood for another org then, for none, or for one that was managed otherwise."""
    old, new = before.orgs.get(alias), now.orgs[alias]
    return old is None or (old.org_id[:15], old.access) != (new.org_id[:15], new.access)


def place_of(org: OrgEntry) -> Source:
    """Return the line that says which org it is, or what may be done in it."""
    return source_of(org.node, "access" if "access" in org.node else "org_id")


def _of_attribute(
    attribute: Attribute, old: Resource, new: Resource, change: Change
) -> Iterator[Source]:
    if attribute.open_when and old.attributes.get(attribute.open_when) != new.attributes.get(
        attribute.open_when
    ):
        yield new.source(attribute.open_when)
    before, after = old.attributes.get(attribute.name), new.attributes.get(attribute.name)
    if not isinstance(before, Mapping) or not isinstance(after, Mapping):
        if not _is_same(attribute, old, new):
            yield change.source
        return
    member = change.address.member
    if before.get(member) != after.get(member):
        yield change.source if member in after else old.source(attribute.name, member)


def _is_same(attribute: Attribute, old: Resource, new: Resource) -> bool:
    values: list[Value] = [one.attributes.get(attribute.name) for one in (old, new)]
    return attribute.is_same(values[0], values[1])


def _places(change: Change) -> tuple[str, ...]:
    """Return where a change is, the nearest place first."""
    connection = change.address.connection
    inside = (f"{connection}@",) if connection else ()
    return tuple(one for one in (*inside, change.address.org, change.partner) if one)
