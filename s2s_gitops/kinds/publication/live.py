"""Reading what the sides publish, and checking what is declared against what the org knows."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from s2s_gitops.kinds.connection_detail import open_detail
from s2s_gitops.kinds.publication.pages import field_controls, published_fields, published_objects
from s2s_gitops.kinds.publication.rules import always_published, can_be_published
from s2s_gitops.model.address import Address
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.kind import ReadResult
from s2s_gitops.model.ports import FieldInfo, Job, ReadableOrg, Reading
from s2s_gitops.model.resource import Presence, Resource, Value

SEGMENT = "publish"


@dataclass(frozen=True, slots=True)
class _Known:
    """What an org knows of the objects that are declared there."""

    objects: Mapping[str, str]
    fields: Mapping[str, Mapping[str, FieldInfo]]


def read(reading: Reading) -> ReadResult:
    """Read the published objects of every declared side that is active, and the fields of those declared."""
    known = _know(reading)
    pages = _object_pages(reading, known)
    declared = [address for address in pages if _wants_fields(reading, address)]
    jobs = [Job(at.scope, SEGMENT, _reader_of_fields(known, at, pages[at])) for at in declared]
    results = reading.gather(jobs)
    fields = dict(zip(declared, results, strict=True))
    unread = {at for at, shown in fields.items() if shown is None}
    resources = [
        Resource(at, {"fields": fields[at]} if at in fields else {})
        for at in pages
        if at not in unread
    ]
    return ReadResult(resources, _problems(reading, known))


def _object_pages(reading: Reading, known: Mapping[str, _Known]) -> dict[Address, str]:
    """Return where the fields of each published object are shown."""
    sides = [scope for scope in _active_sides(reading) if Address(scope).org in known]
    results = reading.gather(
        [Job(scope, SEGMENT, _reader_of_objects(reading, known, scope)) for scope in sides]
    )
    return {
        Address(scope, SEGMENT, name): page
        for scope, rows in zip(sides, results, strict=True)
        for name, page in (rows or {}).items()
    }


def _know(reading: Reading) -> dict[str, _Known]:
    wanted: dict[str, set[str]] = {alias: set() for alias in reading.orgs}
    for address in _declared(reading):
        if address.org in wanted:
            wanted[address.org].add(address.key)
    aliases = [alias for alias, names in wanted.items() if names]
    results = reading.gather(
        [Job(alias, SEGMENT, partial(_known, names=wanted[alias])) for alias in aliases]
    )
    return {
        alias: known for alias, known in zip(aliases, results, strict=True) if known is not None
    }


def _known(org: ReadableOrg, names: set[str]) -> _Known:
    objects = org.objects()
    return _Known(objects, {name: org.fields(name) for name in sorted(names) if name in objects})


def _declared(reading: Reading) -> Iterator[Address]:
    return (address for address in reading.desired.resources if address.path == SEGMENT)


def _active_sides(reading: Reading) -> list[str]:
    scopes = {address.scope for address in _declared(reading) if address.org in reading.orgs}
    live = reading.live.resources
    return sorted(
        scope
        for scope in scopes
        if Address(scope) in live and live[Address(scope)].attributes["state"] == "active"
    )


def _reader_of_objects(
    reading: Reading, known: Mapping[str, _Known], scope: str
) -> Callable[[ReadableOrg], dict[str, str]]:
    connection_id = str(reading.live.resources[Address(scope)].attributes["id"])
    objects = known[Address(scope).org].objects

    def run(org: ReadableOrg) -> dict[str, str]:
        return published_objects(org.alias, open_detail(org, connection_id), objects)

    return run


def _reader_of_fields(
    known: Mapping[str, _Known], address: Address, page: str
) -> Callable[[ReadableOrg], dict[str, Value]]:
    fields = known[address.org].fields[address.key]

    def run(org: ReadableOrg) -> dict[str, Value]:
        return published_fields(field_controls(org.alias, org.open(page), fields))

    return run


def _wants_fields(reading: Reading, address: Address) -> bool:
    wanted = reading.desired.resources.get(address)
    return (
        wanted is not None and wanted.presence is Presence.PRESENT and "fields" in wanted.attributes
    )


def _problems(reading: Reading, known: Mapping[str, _Known]) -> Sequence[Diagnostic]:
    problems: list[Diagnostic] = []
    for address in _declared(reading):
        wanted = reading.desired.resources[address]
        if address.org in known and wanted.presence is Presence.PRESENT:
            problems += _problems_of(wanted, known[address.org])
    return problems


def _problems_of(wanted: Resource, known: _Known) -> Iterator[Diagnostic]:
    name = wanted.address.key
    where = str(wanted.address)
    if name not in known.objects or not can_be_published(name):
        why = (
            "cannot be published"
            if name in known.objects
            else "is not known to the org, or hidden from this user"
        )
        fix = "Publishable are custom objects and ten standard ones; see docs/facts.md. Check the API name."
        yield Diagnostic("S2S103", f"{name} {why}.", fix, wanted.source("object"), where)
        return
    listed = wanted.attributes.get("fields")
    for field in listed if isinstance(listed, Mapping) else ():
        info = known.fields[name].get(field)
        if field in always_published(wanted.address) or (info is not None and info.publishable):
            continue
        why = (
            "is of a type, or a field that the user may not edit, that is not offered"
            if info
            else "is not known"
        )
        fix = "Check the API name (custom fields end in __c) and the user's access to the field."
        yield Diagnostic(
            "S2S104", f"{name}.{field} {why}.", fix, wanted.source("fields", field), where
        )
