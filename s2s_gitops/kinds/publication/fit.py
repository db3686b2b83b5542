"""Whether what is declared to be published fits what the org describes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Final

from s2s_gitops.kinds.advice import meant, near
from s2s_gitops.kinds.rules import always_published, can_be_published
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.ports import Job, ReadableOrg, Reading
from s2s_gitops.model.resource import Presence, Resource, State

_PAGE_KNOWS: Final = (
    "if the page of your org does offer it, add an `ignore` entry with `code: S2S110`."
)


def publishing_fits(path: str) -> Callable[[Reading], Sequence[Diagnostic]]:
    """Return a check of the declared publications at a path against the objects and fields of their orgs."""

    def fits(reading: Reading) -> Sequence[Diagnostic]:
        jobs = [
            Job(address.scope, path, partial(_problems, wanted=wanted, live=reading.live))
            for address, wanted in reading.desired.resources.items()
            if address.path == path
            and wanted.presence is Presence.PRESENT
            and address.org in reading.orgs
        ]
        return [problem for found in reading.gather(jobs) for problem in found or ()]

    return fits


def _problems(org: ReadableOrg, wanted: Resource, live: State) -> list[Diagnostic]:
    return list(_problems_of(org, wanted, live.resources.get(wanted.address)))


def _problems_of(org: ReadableOrg, wanted: Resource, live: Resource | None) -> Iterator[Diagnostic]:
    """Yield what could not be published. What is published already needs no proof."""
    name, where = wanted.address.key, str(wanted.address)
    is_known = name in org.objects()
    if live is None and not (is_known and can_be_published(name)):
        why = (
            "cannot be published"
            if is_known
            else "is not known to the org, or hidden from this user"
        )
        offered = {one: label for one, label in org.objects().items() if can_be_published(one)}
        fix = "Publishable are custom objects and ten standard ones; see docs/facts.md."
        fix = fix if is_known else meant(name, offered, fix)
        yield Diagnostic("S2S103", f"{name} {why}.", fix, wanted.source("object"), where)
        return
    shown = live.attributes.get("fields") if live else None
    known = {*always_published(wanted.address), *(shown if isinstance(shown, Mapping) else ())}
    listed = wanted.attributes.get("fields")
    for field in listed if isinstance(listed, Mapping) else ():
        if field not in known:
            yield from _field(org, wanted, field)


def _field(org: ReadableOrg, wanted: Resource, field: str) -> Iterator[Diagnostic]:
    name = wanted.address.key
    info = org.fields(name).get(field)
    if info is not None and info.publishable:
        return
    source, where = wanted.source("fields", field), str(wanted.address.of(field))
    if info is None:
        detail = f"{wanted.address.org} has no field {name}.{field}, or hides it from this user."
        yield Diagnostic("S2S104", detail, near(field, org.fields(name)), source, where)
    elif info.barred:
        detail = f"{name}.{field} is {info.barred}, and no page offers that."
        fix = (
            f"Leave it out. A text field that a formula or flow fills could carry it; {_PAGE_KNOWS}"
        )
        yield Diagnostic("S2S110", detail, fix, source, where)
    else:
        detail = f"{name}.{field} is not editable by this user, so the page does not offer it."
        fix = "Give the user edit access to the field; formulas and numbers that count by themselves have none."
        yield Diagnostic("S2S104", detail, fix, source, where)
