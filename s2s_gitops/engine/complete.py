"""A file and what is live to edits: everything that is live and that the file lacks is added. Pure."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from s2s_gitops.engine.edits import Add, Edit, Put
from s2s_gitops.engine.render import document, item
from s2s_gitops.model.address import Address
from s2s_gitops.model.config import Config
from s2s_gitops.model.kind import Kind, Place
from s2s_gitops.model.resource import Presence, Resource


def complete(
    home: str, config: Config, target: Config, kinds: Sequence[Kind]
) -> Mapping[str, Sequence[Edit]]:
    """Return what has to be added to each file, so that the files declare all that `target` does.

    Nothing that stands anywhere is changed. New connections, templates and orgs go into the file
    `home`; what belongs into something goes where that stands.
    """
    completing = _Completing(home, config, target, kinds)
    edits: defaultdict[str, list[Edit]] = defaultdict(list)
    for file, edit in completing.edits():
        edits[file].append(edit)
    return edits


class _Completing:
    """Knows both configs. A class because additions ask for the same places again and again."""

    def __init__(self, home: str, config: Config, target: Config, kinds: Sequence[Kind]) -> None:
        self.home = home
        self.config = config
        self.target = target
        self.kinds = {kind.path: kind for kind in kinds}
        self.whole = document(target, kinds)
        self.connections = {one["name"]: one for one in self.whole.get("connections", ())}
        self.lists = {
            (kind.key, one["org"], one[kind.identity]): one
            for kind in kinds
            if kind.place is Place.LIST
            for one in self.whole.get(kind.key, ())
        }
        self.added: set[str] = set()

    def edits(self) -> Iterator[tuple[str, Edit]]:
        """Yield everything with its file, orgs first: what follows names them."""
        for alias in self.target.orgs:
            if alias not in self.config.orgs:
                yield self.home, Put(("orgs", alias), self.whole["orgs"][alias])
        for address, wanted in self.target.desired.resources.items():
            kind = self.kinds[address.path]
            known = self.config.desired.resources.get(address)
            if known is not None:
                yield from self._attributes(kind, known, wanted)
            else:
                yield from self._resource(kind, wanted)

    def _attributes(
        self, kind: Kind, known: Resource, wanted: Resource
    ) -> Iterator[tuple[str, Edit]]:
        """Yield what a declared resource does not say."""
        if known.presence is Presence.ABSENT:
            return
        for name, value in item(kind, wanted).items():
            if name not in known.attributes and value not in ({}, []):
                yield known.source().file, Put((*known.path, name), value)

    def _resource(self, kind: Kind, wanted: Resource) -> Iterator[tuple[str, Edit]]:
        address = wanted.address
        match kind.place:
            case Place.ORG | Place.ORG_LIST:
                yield from self._in_org(kind, wanted)
            case Place.LIST:
                yield self.home, Add((kind.key,), self.lists[kind.key, address.org, address.key])
            case Place.SIDE:
                if address.connection not in self.added:
                    self.added.add(address.connection)
                    yield self.home, Add(("connections",), self.connections[address.connection])
            case Place.SIDE_LIST | Place.NESTED_LIST:
                holder = self.config.desired.resources.get(Address.parse(address.scope))
                if holder is not None:
                    path = (*holder.path, kind.key)
                    yield holder.source().file, Add(path, item(kind, wanted))

    def _in_org(self, kind: Kind, wanted: Resource) -> Iterator[tuple[str, Edit]]:
        """Yield what belongs under an org that the files know; others are added as a whole."""
        alias = wanted.address.org
        known = self.config.orgs.get(alias)
        if known is not None:
            place, new = ("orgs", alias, kind.key), item(kind, wanted)
            yield known.node.file, Put(place, new) if kind.place is Place.ORG else Add(place, new)
