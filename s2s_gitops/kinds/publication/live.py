"""Reading what connections and templates publish, by the pages of both."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from s2s_gitops.kinds.contract import FIELDS, fingerprint
from s2s_gitops.kinds.publication.pages import field_ticks, published_fields, published_objects
from s2s_gitops.kinds.publication.write import Holder
from s2s_gitops.model.address import Address
from s2s_gitops.model.kind import ReadResult
from s2s_gitops.model.ports import Job, ReadableOrg, Reading
from s2s_gitops.model.resource import Resource, Value

SEGMENT = "publish"


def publishing_reader(
    holder: Holder, path: str, scopes: Callable[[Reading], Sequence[str]]
) -> Callable[[Reading], ReadResult]:
    """Return a reader of the published objects of all holders, and of the fields of those that are wanted."""

    def read(reading: Reading) -> ReadResult:
        pages = _object_pages(reading, path, holder, scopes(reading))
        fields = _fields(reading, path, pages)
        return ReadResult(
            Resource(at, {"fields": fields[at]} if at in fields else {})
            for at in pages
            if at not in fields or fields[at] is not None
        )

    return read


def _object_pages(
    reading: Reading, path: str, holder: Holder, scopes: Sequence[str]
) -> dict[Address, str]:
    """Return where the fields of each published object are shown."""
    live = reading.live

    def listed(org: ReadableOrg, scope: str) -> dict[str, str]:
        return published_objects(org, holder(org, scope, live))

    results = reading.gather([Job(one, path, partial(listed, scope=one)) for one in scopes])
    return {
        Address(scope, SEGMENT, name): page
        for scope, rows in zip(scopes, results, strict=True)
        for name, page in (rows or {}).items()
    }


def _fields(reading: Reading, path: str, pages: Mapping[Address, str]) -> dict[Address, Value]:
    """Return the published fields of each object that is wanted; None where they could not be read."""

    def shown(org: ReadableOrg, at: Address) -> Value:
        page = fingerprint(org.alias, org.open(pages[at]), FIELDS)
        return published_fields(field_ticks(org, page, at.key))

    wanted = [at for at in pages if reading.wants(at, "fields")]
    results = reading.gather([Job(at.scope, path, partial(shown, at=at)) for at in wanted])
    return dict(zip(wanted, results, strict=True))
