"""What is declared, as a file: the inverse of `load`, in canonical order.

Texts are quoted only where YAML needs it, so that people like to read it; keys stand in the order of
their declaration, resources in the order of their addresses.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import yaml

from s2s_gitops.model.address import Address
from s2s_gitops.model.config import Access, Config, OrgEntry, Writes
from s2s_gitops.model.hostile import HOSTILE
from s2s_gitops.model.kind import Kind, Place, Shape
from s2s_gitops.model.resource import Presence, Resource, Value

Document = dict[str, Any]

WIDTH: Final = 110
SHORT: Final = 72
"""Up to how many characters a list or a mapping of texts stands on one line."""


def render(config: Config, kinds: Sequence[Kind]) -> str:
    """Return a file that declares the same as the config. Logins are written as they were declared."""
    return written(document(config, kinds))


def written(document: Mapping[str, Any]) -> str:
    """Return what a file holds as its text."""
    return "\n".join(
        yaml.dump(part, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=WIDTH)
        for part in ({key: value} for key, value in document.items())
    )


def document(config: Config, kinds: Sequence[Kind]) -> Document:
    """Return what a file that declares the same as the config holds, as plain data."""
    rendering = _Rendering(config, kinds)
    whole: Document = {"version": 1}
    if config.orgs:
        whole["orgs"] = {alias: rendering.org(entry) for alias, entry in config.orgs.items()}
    for kind in kinds:
        if kind.place is Place.LIST and (items := list(rendering.items(kind))):
            whole[kind.key] = items
    if connections := list(rendering.connections()):
        whole["connections"] = connections
    if config.approvals:
        whole["approvals"] = [
            {"address": one.pattern, "change": one.verb, "reason": one.reason}
            | ({"until": one.until} if one.until else {})
            for one in config.approvals
        ]
    if config.ignores:
        whole["ignore"] = [
            {"address": one.pattern, "reason": one.reason, "until": one.until}
            for one in config.ignores
        ]
    return whole


class _Dumper(yaml.SafeDumper):
    """Writes no anchors, indents lists, and puts short lists and mappings of texts on one line."""

    def ignore_aliases(self, data: Any) -> bool:
        """Write everything out."""
        return data is not None

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: FBT001, FBT002, ARG002
        """Indent the items of a list under its key."""
        super().increase_indent(flow, False)  # noqa: FBT003

    def represent_scalar(self, tag: str, value: Any, style: str | None = None) -> Any:
        """Quote what acts instead of being read, so that it is spelled out: reviewers see what there is."""
        return super().represent_scalar(tag, value, '"' if HOSTILE.search(value) else style)

    def write_double_quoted(self, text: str, split: bool = True) -> None:  # noqa: FBT001, FBT002
        """Spell out every character that is not ASCII, where one of them is hostile."""
        is_plain = self.allow_unicode
        self.allow_unicode = is_plain and not HOSTILE.search(text)
        super().write_double_quoted(text, split)
        self.allow_unicode = is_plain

    def represent_sequence(self, tag: str, sequence: Any, flow_style: Any = None) -> Any:
        """Write a short list of texts on one line."""
        return super().represent_sequence(tag, sequence, flow_style or _is_short(sequence))

    def represent_mapping(self, tag: str, mapping: Any, flow_style: Any = None) -> Any:
        """Write a short mapping of texts on one line."""
        return super().represent_mapping(tag, mapping, flow_style or _is_short(mapping))


def _is_short(node: Any) -> bool:
    pairs = node.items() if isinstance(node, dict) else [("", one) for one in node]
    is_flat = all(isinstance(value, str) for _, value in pairs)
    return is_flat and sum(len(key) + len(value) + 4 for key, value in pairs) <= SHORT


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
        if entry.writes is not Writes.AUTO:
            document["writes"] = entry.writes.value
        for kind in self.kinds:
            found = self.by_place.get((entry.alias, kind.path), [])
            if kind.place is Place.ORG and found:
                document[kind.key] = item(kind, found[0])
            elif kind.place is Place.ORG_LIST and found:
                document[kind.key] = [item(kind, one) for one in found]
        return document

    def items(self, kind: Kind) -> Iterator[Document]:
        """Yield the items of a list at the top, with what nests in them."""
        for alias in self.config.orgs:
            for one in self.by_place.get((alias, kind.path), []):
                yield {"org": alias} | item(kind, one) | self._lists(str(one.address), kind)

    def connections(self) -> Iterator[Document]:
        """Yield the connections, each with its sides."""
        for kind in (one for one in self.kinds if one.place is Place.SIDE):
            sides: dict[str, list[Address]] = {}
            for address in sorted(self.config.desired.resources):
                if address.path == kind.path:
                    sides.setdefault(address.connection, []).append(address)
            for both in sides.values():
                yield self._connection(kind, both)

    def _connection(self, kind: Kind, sides: Sequence[Address]) -> Document:
        both = (self.config.desired.resources[at] for at in sides)
        resources = sorted(both, key=lambda one: one.facts["role"] != "inviting")
        inviting = resources[0]
        shared = {one.name: one.default for one in kind.attributes if one.shared}
        document: Document = {"name": sides[0].connection, "invited_by": inviting.address.org}
        written = item(kind, inviting)
        document |= {
            name: written[name]
            for name in shared
            if written.get(name, shared[name]) != shared[name]
        }
        document["sides"] = {
            one.address.org: {
                **{name: value for name, value in item(kind, one).items() if name not in shared},
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
                document[kind.key] = [item(kind, one) for one in found]
        return document


def item(kind: Kind, resource: Resource) -> Document:
    """Return what a resource says of itself, as plain data, without what nests in it."""
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
