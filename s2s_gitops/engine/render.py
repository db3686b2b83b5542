"""What is declared, as a file: the inverse of `load`, in canonical order.

Texts are quoted only where YAML needs it, so that people like to read it; keys stand in the order of
their declaration, resources in the order of their addresses.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml

from s2s_gitops.model.address import Address
from s2s_gitops.model.config import Access, Config, OrgEntry
from s2s_gitops.model.kind import Kind, Place, Shape
from s2s_gitops.model.resource import Presence, Resource, Value

Document = dict[str, Any]


def render(config: Config, kinds: Sequence[Kind]) -> str:
    """Return a file that declares the same as the config. Logins are written as they were declared."""
    rendering = _Rendering(config, kinds)
    document: Document = {"version": 1}
    if config.orgs:
        document["orgs"] = {alias: rendering.org(entry) for alias, entry in config.orgs.items()}
    for kind in kinds:
        if kind.place is Place.LIST and (items := list(rendering.items(kind))):
            document[kind.key] = items
    if connections := list(rendering.connections()):
        document["connections"] = connections
    if config.approvals:
        document["approvals"] = [
            {"address": one.pattern, "change": one.verb, "reason": one.reason}
            | ({"until": one.until} if one.until else {})
            for one in config.approvals
        ]
    if config.ignores:
        document["ignore"] = [
            {"address": one.pattern, "reason": one.reason, "until": one.until}
            for one in config.ignores
        ]
    return yaml.dump(document, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110)


class _Dumper(yaml.SafeDumper):
    """Writes no anchors, and quotes texts that are no plain text to other readers of YAML."""

    def ignore_aliases(self, data: Any) -> bool:
        """Write everything out."""
        return data is not None


class _Rendering:
    """Looks resources up by scope and path while the document is built."""

    def __init__(self, config: Config, kinds: Sequence[Kind]) -> None:
        self.config = config
        self.kinds = kinds
        self.by_place: dict[tuple[str, str], list[Resource]] = {}
        for address in sorted(config.desired.resources):
            resource = config.desired.resources[address]
            self.by_place.setdefault((address.scope, address.path), []).append(resource)

    def org(self, entry: OrgEntry) -> Document:
        """Return what stands under an org."""
        document: Document = {"org_id": entry.org_id} if entry.org_id else {}
        if entry.access is not Access.MANAGE:
            document["access"] = entry.access.value
        if entry.login:
            document["login"] = dict(entry.written_login)
        if entry.approve_outward:
            document["require_approval"] = "outward"
        for kind in self.kinds:
            found = self.by_place.get((entry.alias, kind.path), [])
            if kind.place is Place.ORG and found:
                document[kind.key] = _attributes(kind, found[0])
            elif kind.place is Place.ORG_LIST and found:
                document[kind.key] = [_attributes(kind, one) for one in found]
        return document

    def items(self, kind: Kind) -> Iterator[Document]:
        """Yield the items of a list at the top, with what nests in them."""
        for alias in self.config.orgs:
            for one in self.by_place.get((alias, kind.path), []):
                yield {"org": alias} | _attributes(kind, one) | self._lists(str(one.address), kind)

    def connections(self) -> Iterator[Document]:
        """Yield the connections, each with its sides."""
        sides = (kind for kind in self.kinds if kind.place is Place.SIDE)
        for kind in sides:
            scopes = [at for at in sorted(self.config.desired.resources) if at.path == kind.path]
            for name in dict.fromkeys(at.connection for at in scopes):
                yield self._connection(kind, [at for at in scopes if at.connection == name])

    def _connection(self, kind: Kind, sides: Sequence[Address]) -> Document:
        resources = [self.config.desired.resources[at] for at in sides]
        inviting = next(one for one in resources if one.facts["role"] == "inviting")
        shared = {one.name: one.default for one in kind.attributes if one.shared}
        document: Document = {"name": sides[0].connection, "invited_by": inviting.address.org}
        written = _attributes(kind, inviting)
        document |= {name: written[name] for name in shared if written[name] != shared[name]}
        document["sides"] = {
            one.address.org: {
                **{
                    name: value
                    for name, value in _attributes(kind, one).items()
                    if name not in shared
                },
                **self._lists(one.address.scope, None),
            }
            for one in resources
        }
        return document

    def _lists(self, scope: str, parent: Kind | None) -> Document:
        """Return the lists that stand inside of a side, or of a resource of the parent kind."""
        wanted = Place.NESTED_LIST if parent else Place.SIDE_LIST
        document: Document = {}
        for kind in self.kinds:
            found = self.by_place.get((scope, kind.path), [])
            if kind.place is wanted and found:
                document[kind.key] = [_attributes(kind, one) for one in found]
        return document


def _attributes(kind: Kind, resource: Resource) -> Document:
    document: Document = {}
    for attribute in kind.attributes:
        if resource.attributes.get(attribute.name) is not None:
            value = resource.attributes[attribute.name]
            document[attribute.name] = _value(attribute.shape, value)
    if resource.presence is Presence.ABSENT:
        document["state"] = Presence.ABSENT.value
    return document


def _value(shape: Shape, value: Value) -> Any:
    if not isinstance(value, Mapping):
        return str(value) if isinstance(value, str) else value
    match shape:
        case Shape.NAMES:
            return sorted(value)
        case Shape.TABLES:
            tables: dict[str, dict[str, Value]] = {}
            for member, own in sorted(value.items()):
                outer, _, inner = member.partition(".")
                tables.setdefault(outer, {})[inner] = own
            return tables
        case _:
            return dict(sorted(value.items()))
