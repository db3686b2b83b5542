"""A snapshot as bytes and back: versioned JSON, compressed. What names a person is digested on the way in."""

import gzip
import hashlib
import hmac
import json
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from datetime import datetime
from io import BytesIO
from typing import Any, Final, NoReturn

from s2s_gitops.model.address import Address
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.errors import FilesError
from s2s_gitops.model.kind import Attribute, Kind, Place, Shape
from s2s_gitops.model.ports import FieldInfo
from s2s_gitops.model.resource import REDACTED, Gap, Member, Resource, State, Unknown, Value
from s2s_gitops.model.snapshot import Described, Snapshot
from s2s_gitops.model.source import Source
from s2s_gitops.model.survey import Survey

FORMAT: Final = "1.0"
MAX_BYTES: Final = 256 * 1024 * 1024
"""How large a snapshot may become when it is unpacked: a small file must not fill the memory."""

_FACTS: Final = (
    "since",
    "name",
    "connection",
    "org",
    "access",
    "other",
    "other_access",
    "role",
    "state",
    "note",
)
"""Derived facts that are kept: those that tell a connection and its sides."""

_OF_SIDES: Final = ("connection", "org", "access", "other", "other_access", "role", "state", "note")
"""Facts that every side has."""

_MAIL: Final = re.compile(r"[^\s@'\"<>]+@[^\s@'\"<>]+")

Document = dict[str, Any]


def digest(salt: str, attribute: Attribute, value: str) -> str:
    """Return what stands for a value that names a person; equal texts have equal digests within a snapshot."""
    text = attribute.normalize(value).encode()
    return hmac.new(salt.encode(), text, hashlib.sha256).hexdigest()[:32]


def pack(snapshot: Snapshot, kinds: Sequence[Kind], tool_version: str) -> bytes:
    """Return a snapshot as bytes: the same for the same snapshot."""
    packing = _Packing(snapshot, kinds)
    document = {
        "kind": "s2s.snapshot",
        "format_version": FORMAT,
        "tool_version": tool_version,
        "created": snapshot.created,
        "salt": snapshot.salt,
        "orgs": {alias: _described(one) for alias, one in snapshot.orgs.items()},
        "resources": packing.resources(snapshot.survey.live.resources),
        "sides": packing.resources(snapshot.survey.sides),
        "gaps": [_gap(one) for one in snapshot.survey.live.gaps],
        "probed": sorted(snapshot.survey.live.probed),
    }
    text = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(text.encode(), mtime=0)


class _Packing:
    """Knows the kinds, so that each attribute is written by what it is."""

    def __init__(self, snapshot: Snapshot, kinds: Sequence[Kind]) -> None:
        self.salt = snapshot.salt
        self.attributes = {kind.path: {one.name: one for one in kind.attributes} for kind in kinds}

    def resources(self, resources: Mapping[Address, Resource]) -> list[Document]:
        return [
            {
                "address": str(address),
                "attributes": {
                    name: self._value(address, name, value)
                    for name, value in resources[address].attributes.items()
                },
                "facts": {
                    name: _plain(value)
                    for name, value in resources[address].facts.items()
                    if name in _FACTS
                },
            }
            for address in sorted(resources)
        ]

    def _value(self, address: Address, name: str, value: Value) -> object:
        attribute = self.attributes.get(address.path, {}).get(name)
        if attribute is not None and attribute.personal and isinstance(value, str):
            return {"digest": digest(self.salt, attribute, value)}
        return _plain(value)


def _plain(value: Value) -> object:
    if isinstance(value, Unknown):
        return {"unknown": value.name}
    if isinstance(value, Mapping):
        return {"members": {name: _plain(inner) for name, inner in value.items()}}
    return str(value) if isinstance(value, str) else value


def _packed(field: FieldInfo) -> list[object]:
    values = list(field.values)
    more = [field.barred, field.is_editable, field.is_required]
    return [field.name, field.label, field.publishable, field.type, values, *more]


def _described(one: Described) -> Document:
    return {
        "org_id": one.org_id,
        "objects": dict(one.objects),
        "fields": {
            name: [_packed(field) for _, field in sorted(fields.items())]
            for name, fields in one.fields.items()
        },
    }


def _gap(gap: Gap) -> Document:
    return {
        "scope": gap.scope,
        "path": gap.path,
        "code": gap.diagnostic.code,
        "detail": _MAIL.sub("(redacted)", gap.diagnostic.detail),
        "fix": _MAIL.sub("(redacted)", gap.diagnostic.fix),
        "where": gap.diagnostic.where,
    }


def unpack(file: str, content: bytes, kinds: Sequence[Kind]) -> Snapshot:
    """Return the snapshot in a file. Raises FilesError if it is none, or a newer one."""
    document = _document(file, content)
    version = str(document.get("format_version", ""))
    if document.get("kind") != "s2s.snapshot":
        _refuse(file, "S2S611", "The file holds no snapshot.", "Write one with `--record FILE`.")
    if version.partition(".")[0] != FORMAT.partition(".")[0]:
        detail = f"The snapshot has format {version}, this s2s reads {FORMAT}."
        _refuse(file, "S2S612", detail, "Use the s2s that wrote it, or record it again.")
    try:
        return _snapshot(document, kinds)
    except (KeyError, TypeError, ValueError, AttributeError):
        _refuse(file, "S2S611", "The snapshot lacks something.", "Record it again.")


def _document(file: str, content: bytes) -> Document:
    try:
        with gzip.open(BytesIO(content)) as packed:
            text = packed.read(MAX_BYTES + 1)
        document = json.loads(text) if len(text) <= MAX_BYTES else None
    except (OSError, EOFError, zlib.error, ValueError, RecursionError):
        document = None
    if not isinstance(document, dict):
        _refuse(file, "S2S611", "The file holds no snapshot.", "Write one with `--record FILE`.")
    return document


def _refuse(file: str, code: str, detail: str, fix: str) -> NoReturn:
    raise FilesError(Diagnostic(code, detail, fix, Source(file, 1, 1)))


def _snapshot(document: Document, kinds: Sequence[Kind]) -> Snapshot:
    unpacking = _Unpacking(kinds)
    live = unpacking.resources(document["resources"])
    sides = unpacking.resources(document["sides"])
    gaps = tuple(_read_gap(one) for one in document["gaps"])
    probed = frozenset((str(scope), str(path)) for scope, path in document["probed"])
    orgs = {alias: _read_described(one) for alias, one in document["orgs"].items()}
    survey = Survey(State(live, gaps, probed), sides)
    _check(survey, {kind.path for kind in kinds if kind.place is not Place.SIDE})
    created, salt = document["created"], document["salt"]
    if datetime.fromisoformat(created).tzinfo is None or not isinstance(salt, str):
        raise ValueError(created)
    return Snapshot(created, orgs, survey, salt, unpacking.digests)


def _check(survey: Survey, inner: Set[str]) -> None:
    """Raise KeyError or ValueError for a survey that lacks what makes a connection one: it came from outside.

    `inner` are the paths of what is no connection.
    """
    roles: dict[str, set[Value]] = {}
    for address, side in survey.sides.items():
        if lacking := [name for name in _OF_SIDES if name not in side.facts]:
            raise ValueError(lacking)
        roles.setdefault(address.connection, set()).add(side.facts["role"])
    if any(found != {"inviting", "invited"} for found in roles.values()):
        raise ValueError(roles)
    for address, one in survey.live.resources.items():
        if address.connection and Address.parse(address.scope) not in survey.sides:
            raise KeyError(address.scope)
        if address.path not in inner and not {"id", "state"} <= set(one.attributes):
            raise KeyError(str(address))


class _Unpacking:
    """Collects digests while resources are read."""

    def __init__(self, kinds: Sequence[Kind]) -> None:
        self.shapes = {
            (kind.path, one.name): one.shape for kind in kinds for one in kind.attributes
        }
        self.digests: dict[tuple[Address, str], str] = {}

    def resources(self, items: Iterable[Document]) -> dict[Address, Resource]:
        found = (self._resource(item) for item in items)
        return {one.address: one for one in found}

    def _resource(self, item: Document) -> Resource:
        address = Address.parse(item["address"])
        attributes = dict(self._attributes(address, item["attributes"]))
        facts = {name: _read(value, Shape.TEXT) for name, value in item["facts"].items()}
        return Resource(address, attributes, facts=facts)

    def _attributes(self, address: Address, items: Document) -> Iterator[tuple[str, Value]]:
        for name, value in items.items():
            if isinstance(value, dict) and "digest" in value:
                self.digests[address, name] = str(value["digest"])
                yield name, REDACTED
            else:
                yield name, _read(value, self.shapes.get((address.path, name), Shape.TEXT))


def _read(value: Any, shape: Shape) -> Value:
    if isinstance(value, dict) and "unknown" in value:
        return Unknown[value["unknown"]]
    if isinstance(value, dict):
        members = value["members"].items()
        if shape is Shape.NAMES:
            return {name: _member(inner) for name, inner in members}
        return {name: _read(inner, Shape.TEXT) for name, inner in members}
    if value is None or isinstance(value, str | bool | int):
        return value
    raise ValueError(value)


def _member(value: Any) -> Value:
    return Unknown[value["unknown"]] if isinstance(value, dict) else Member(value)


def _read_described(one: Document) -> Described:
    fields = {
        str(sobject): {
            str(name): FieldInfo(
                str(name),
                str(label),
                bool(publishable),
                str(kind),
                tuple(values),
                str(barred),
                bool(is_editable),
                bool(is_required),
            )
            for name, label, publishable, kind, values, barred, is_editable, is_required in listed
        }
        for sobject, listed in one["fields"].items()
    }
    objects = {str(name): str(label) for name, label in one["objects"].items()}
    return Described(str(one["org_id"]), objects, fields)


def _read_gap(one: Document) -> Gap:
    diagnostic = Diagnostic(
        str(one["code"]), str(one["detail"]), str(one["fix"]), None, str(one["where"])
    )
    _ = diagnostic.summary  # a code that this version does not know is no snapshot of it
    return Gap(str(one["scope"]), None if one["path"] is None else str(one["path"]), diagnostic)
