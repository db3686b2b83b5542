"""Findings to edits: what has to stand in the files so that they declare what is live. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from s2s_gitops.engine.complete import complete
from s2s_gitops.engine.edits import Add, Drop, Edit, Plain, Put
from s2s_gitops.engine.render import item
from s2s_gitops.model.address import Address
from s2s_gitops.model.change import Action
from s2s_gitops.model.config import Config
from s2s_gitops.model.finding import Finding
from s2s_gitops.model.kind import Attribute, Kind, Shape
from s2s_gitops.model.resource import Path, Resource, State, Unknown, Value

Edits = Mapping[str, Sequence[Edit]]
"""What to change in each file, by its name."""


def accept(
    findings: Iterable[Finding], config: Config, live: State, target: Config, kinds: Sequence[Kind]
) -> Edits:
    """Return what makes the files declare the live side of findings.

    `target` declares what is live. Edits are ordered so that an earlier one never moves the place
    of a later one.
    """
    accepting = _Accepting(config, target.desired, kinds)
    news: list[Address] = []
    for finding in findings:
        if finding.source is None:
            news.append(finding.address)
        else:
            accepting.take(finding)
    edits = {file: [*those] for file, those in accepting.ordered().items()}
    if news:
        wanted = _declaring(news, config, live, target)
        home = config.orgs[news[0].org].node.file
        for file, additions in complete(home, config, wanted, kinds).items():
            edits[file] = [*additions, *edits.get(file, ())]
    return edits


def _declaring(news: Sequence[Address], config: Config, live: State, target: Config) -> Config:
    """Return the config with declarations of resources that nobody declared."""
    ids = {live.resources[one].attributes.get("id") for one in news} - {None}
    names = {
        at.connection
        for at, one in target.desired.resources.items()
        if one.attributes.get("id") in ids
    }
    added = {*news, *map(str, news)}
    wanted = {
        at: one
        for at, one in target.desired.resources.items()
        if at in added or at.scope in added or at.connection in names
    }
    orgs = {at.org: target.orgs[at.org] for at in wanted}
    return Config(orgs | dict(config.orgs), State(wanted | dict(config.desired.resources)), ())


class _Accepting:
    """What is to be done so far. A class because all findings of one list are edited together."""

    def __init__(self, config: Config, target: State, kinds: Sequence[Kind]) -> None:
        self.desired = config.desired.resources
        self.target = target.resources
        self.kinds = {kind.path: kind for kind in kinds}
        self.sets: defaultdict[str, list[Edit]] = defaultdict(list)
        self.drops: defaultdict[str, set[Path]] = defaultdict(set)
        self.puts: set[tuple[str, Path]] = set()
        self.indexes: dict[tuple[str, Path], dict[str, int]] = {}
        self.left: dict[tuple[str, Path], int] = {}

    def take(self, finding: Finding) -> None:
        """Find out what one finding asks for."""
        wanted = self.desired[finding.address.resource]
        kind = self.kinds[wanted.address.path]
        if not finding.attribute:
            self._presence(kind, wanted, finding)
        elif finding.address.member:
            self._member(kind.attribute(finding.attribute), wanted, finding)
        else:
            self._attribute(kind.attribute(finding.attribute), wanted, finding.live)

    def _presence(self, kind: Kind, wanted: Resource, finding: Finding) -> None:
        if finding.action is Action.DELETE:
            self._drop(wanted, wanted.path)
        else:
            self._drop(wanted, (*wanted.path, "state"))
            for name, value in item(kind, self.target[wanted.address]).items():
                self._put(wanted, (*wanted.path, name), value)

    def _attribute(self, attribute: Attribute, wanted: Resource, live: Value) -> None:
        path = (*_holder(attribute, wanted), attribute.name)
        target = self.target.get(wanted.address)
        shown = target.attributes.get(attribute.name) if target else live
        value = None if isinstance(shown, Mapping) else attribute.declared_as.get(shown, shown)
        if value is not None:
            self._put(wanted, path, value)
        elif wanted.node is not None and attribute.name in wanted.node:
            self._drop(wanted, path)

    def _member(self, attribute: Attribute, wanted: Resource, finding: Finding) -> None:
        place = (*wanted.path, attribute.name)
        name = finding.address.member
        if attribute.shape is Shape.NAMES:
            self._name(wanted, place, name, finding.action)
            return
        steps = tuple(name.split(".", 1)) if attribute.shape is Shape.TABLES else (name,)
        if finding.action is not Action.DELETE:
            self._put(wanted, (*place, *steps), finding.live)
        else:
            self._drop(wanted, (*place, *steps))
        if attribute.shape is Shape.TABLES:
            self._count(wanted, (*place, steps[0]), finding.action)

    def _count(self, wanted: Resource, table: Path, action: Action) -> None:
        """Count what is left in an inner table: an emptied one says nothing, and goes as a whole."""
        key = (_file(wanted), table)
        if key not in self.left:
            outer = wanted.node.get(str(table[-2])) if wanted.node is not None else None
            self.left[key] = len((outer or {}).get(str(table[-1]), ()))
        self.left[key] += {Action.CREATE: 1, Action.UPDATE: 0, Action.DELETE: -1}[action]

    def _name(self, wanted: Resource, place: Path, name: str, action: Action) -> None:
        if action is Action.DELETE:
            self._drop(wanted, (*place, self._index(wanted, place)[name]))
        else:
            self.sets[_file(wanted)].append(Add(place, name))

    def _index(self, wanted: Resource, place: Path) -> Mapping[str, int]:
        """Return where each name of a declared list stands in it."""
        key = (_file(wanted), place)
        if key not in self.indexes:
            names = wanted.node[str(place[-1])] if wanted.node is not None else ()
            self.indexes[key] = {name: index for index, name in enumerate(names)}
        return self.indexes[key]

    def _put(self, wanted: Resource, path: Path, value: Value) -> None:
        """Put a value, once: what both sides share is found at each of them."""
        file = _file(wanted)
        if (file, path) not in self.puts:
            self.puts.add((file, path))
            self.sets[file].append(Put(path, _plain(value)))

    def _drop(self, wanted: Resource, path: Path) -> None:
        self.drops[_file(wanted)].add(path)

    def ordered(self) -> Edits:
        """Return all edits: what is dropped goes last, and from the end of each list."""
        for (file, table), left in self.left.items():
            if not left:
                self.drops[file].add(table)
        files = dict.fromkeys((*self.sets, *self.drops))
        return {file: [*_ordered(self.sets[file], self.drops[file])] for file in files}


def _holder(attribute: Attribute, wanted: Resource) -> Path:
    """Return where an attribute stands: what both sides share stands at the connection."""
    return wanted.path[:-2] if attribute.shared else wanted.path


def _file(wanted: Resource) -> str:
    return wanted.source().file


def _ordered(sets: Iterable[Edit], drops: Set[Path]) -> Iterator[Edit]:
    """Yield edits so that the index of one is never moved by another; what goes with another is left out."""

    def goes(path: Path) -> bool:
        return any(path[:length] in drops for length in range(1, len(path)))

    def back_to_front(path: Path) -> tuple[tuple[int, str], ...]:
        return tuple((-step, "") if isinstance(step, int) else (0, step) for step in path)

    yield from (one for one in sets if not goes(one.path))
    yield from map(Drop, sorted((one for one in drops if not goes(one)), key=back_to_front))


def _plain(value: Value) -> Plain:
    """Return a value as it is written: enumerations as their texts."""
    return str(value) if value is None or isinstance(value, str | Unknown) else value
