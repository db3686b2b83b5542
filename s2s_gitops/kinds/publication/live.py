"""Reading what connections and templates publish, and checking what is declared against the org."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from s2s_gitops.kinds.publication.pages import field_controls, published_fields, published_objects
from s2s_gitops.kinds.publication.rules import always_published, can_be_published
from s2s_gitops.kinds.publication.write import Holder
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


def publishing_reader(
    holder: Holder, path: str, scopes: Callable[[Reading], Sequence[str]]
) -> Callable[[Reading], ReadResult]:
    """Return a reader of the published objects of all holders, and of the fields of those declared."""

    def read(reading: Reading) -> ReadResult:
        holders = scopes(reading)
        known = _know(reading, path, holders)
        sides = [scope for scope in holders if Address(scope).org in known]
        pages = _object_pages(reading, path, holder, sides, known)
        fields = _fields(reading, path, pages, known)
        resources = [
            Resource(at, {"fields": fields[at]} if at in fields else {})
            for at in pages
            if at not in fields or fields[at] is not None
        ]
        return ReadResult(resources, _problems(reading, path, known))

    return read


def _object_pages(
    reading: Reading, path: str, holder: Holder, scopes: Sequence[str], known: Mapping[str, _Known]
) -> dict[Address, str]:
    """Return where the fields of each published object are shown."""
    live = reading.live

    def listed(org: ReadableOrg, scope: str) -> dict[str, str]:
        page = holder(org, scope, live)
        return published_objects(org.alias, page, known[Address(scope).org].objects)

    results = reading.gather([Job(one, path, partial(listed, scope=one)) for one in scopes])
    return {
        Address(scope, SEGMENT, name): page
        for scope, rows in zip(scopes, results, strict=True)
        for name, page in (rows or {}).items()
    }


def _fields(
    reading: Reading, path: str, pages: Mapping[Address, str], known: Mapping[str, _Known]
) -> dict[Address, Value]:
    """Return the published fields of each declared object; None where they could not be read."""

    def shown(org: ReadableOrg, at: Address) -> Value:
        fields = known[at.org].fields[at.key]
        return published_fields(field_controls(org.alias, org.open(pages[at]), fields))

    declared = [at for at in pages if _wants_fields(reading, at)]
    results = reading.gather([Job(at.scope, path, partial(shown, at=at)) for at in declared])
    return dict(zip(declared, results, strict=True))


def _know(reading: Reading, path: str, scopes: Sequence[str]) -> dict[str, _Known]:
    """Ask each org for its objects, and for the fields of those that are declared there."""
    wanted: dict[str, set[str]] = {Address(scope).org: set() for scope in scopes}
    for address in _declared(reading, path):
        is_present = reading.desired.resources[address].presence is Presence.PRESENT
        if address.org in reading.orgs and is_present:
            wanted.setdefault(address.org, set()).add(address.key)
    jobs = [Job(alias, path, partial(_known, names=names)) for alias, names in wanted.items()]
    results = reading.gather(jobs)
    pairs = zip(wanted, results, strict=True)
    return {alias: known for alias, known in pairs if known is not None}


def _known(org: ReadableOrg, names: set[str]) -> _Known:
    objects = org.objects()
    return _Known(objects, {name: org.fields(name) for name in sorted(names) if name in objects})


def _declared(reading: Reading, path: str) -> Iterator[Address]:
    return (address for address in reading.desired.resources if address.path == path)


def _wants_fields(reading: Reading, address: Address) -> bool:
    wanted = reading.desired.resources.get(address)
    if wanted is None or wanted.presence is Presence.ABSENT:
        return False
    return "fields" in wanted.attributes


def _problems(reading: Reading, path: str, known: Mapping[str, _Known]) -> Sequence[Diagnostic]:
    problems: list[Diagnostic] = []
    for address in _declared(reading, path):
        wanted = reading.desired.resources[address]
        if address.org in known and wanted.presence is Presence.PRESENT:
            problems += _problems_of(wanted, known[address.org])
    return problems


def _problems_of(wanted: Resource, known: _Known) -> Iterator[Diagnostic]:
    name = wanted.address.key
    where = str(wanted.address)
    if name not in known.objects or not can_be_published(name):
        is_known = name in known.objects
        why = (
            "cannot be published"
            if is_known
            else "is not known to the org, or hidden from this user"
        )
        fix = "Publishable are custom objects and ten standard ones; see docs/facts.md."
        yield Diagnostic("S2S103", f"{name} {why}.", fix, wanted.source("object"), where)
        return
    listed = wanted.attributes.get("fields")
    for field in listed if isinstance(listed, Mapping) else ():
        info = known.fields[name].get(field)
        if field in always_published(wanted.address) or (info is not None and info.publishable):
            continue
        why = (
            "is of a type, or not editable by this user, so that it is not offered"
            if info
            else "is not known"
        )
        fix = "Check the API name (custom fields end in __c) and the user's access to the field."
        yield Diagnostic(
            "S2S104", f"{name}.{field} {why}.", fix, wanted.source("fields", field), where
        )
