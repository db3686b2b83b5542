"""Whether what is declared fits what the two orgs describe: own object, fields, types, picklist values."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Final

from s2s_gitops.kinds.advice import near
from s2s_gitops.kinds.rules import always_published
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.ports import FieldInfo, Job, ReadableOrg, Reading
from s2s_gitops.model.resource import Presence, Resource, Value

SEGMENT: Final = "subscribe"
Fields = Mapping[str, FieldInfo]

PICKLISTS = ("picklist", "multipicklist")


def fits(reading: Reading) -> list[Diagnostic]:
    """Return what of the declared subscriptions does not fit the orgs."""
    jobs = [
        Job(address.scope, SEGMENT, partial(_look, wanted=wanted, reading=reading))
        for address, wanted in reading.desired.resources.items()
        if address.path == SEGMENT
        and address.org in reading.orgs
        and wanted.presence is Presence.PRESENT
        and "as" in wanted.attributes
    ]
    return [problem for found in reading.gather(jobs) for problem in found or ()]


def _look(org: ReadableOrg, wanted: Resource, reading: Reading) -> list[Diagnostic]:
    live = reading.live.resources.get(wanted.address)
    is_live = live is not None and live.attributes["as"] == wanted.attributes["as"]
    news = _news(wanted, live.attributes if live and is_live else {})
    if is_live and not any(news.values()):
        return []
    partner = reading.orgs.get(str(wanted.facts["other"]))
    theirs = partner.fields(wanted.address.key) if partner else {}
    own = org.fields(str(wanted.attributes["as"]))
    return [*misfits(wanted, news, own, theirs), *unfilled(wanted, own)]


def _news(wanted: Resource, shown: Mapping[str, Value]) -> Mapping[str, Mapping[str, Value]]:
    """Return the declared fields and values that are not live yet: what is live needs no proof."""
    news: dict[str, Mapping[str, Value]] = {}
    for name in ("fields", "values"):
        declared, before = wanted.attributes.get(name), shown.get(name)
        known = before if isinstance(before, Mapping) else {}
        if isinstance(declared, Mapping):
            news[name] = {at: to for at, to in declared.items() if known.get(at) != to}
    return news


def misfits(
    wanted: Resource, news: Mapping[str, Mapping[str, Value]], own: Fields, theirs: Fields
) -> Iterator[Diagnostic]:
    """Yield what the mapping page cannot offer (errors), and what is documented nowhere (warnings).

    `news` holds the fields and values to look at. `own` is empty where the org has no such object;
    `theirs` where nobody here can read the partner.
    """
    own_object = wanted.attributes.get("as")
    if not own:
        fix = "Check the API name, and the user's access to the object."
        detail = f"{wanted.address.org} has no object {own_object}, or hides it from this user."
        yield Diagnostic("S2S103", detail, fix, wanted.source("as"), str(wanted.address))
        return
    fields = wanted.attributes.get("fields")
    mapped = {name: str(to) for name, to in fields.items()} if isinstance(fields, Mapping) else {}
    for name, target in news.get("fields", {}).items():
        yield from _field(wanted, name, str(target), own, theirs)
    for member, value in news.get("values", {}).items():
        target_field = own.get(mapped.get(member.partition(".")[0], ""))
        yield from _value(wanted, member, str(value), target_field, theirs)


def unfilled(wanted: Resource, own: Fields) -> Iterator[Diagnostic]:
    """Yield the required own fields to which nothing is mapped, once for all; whole lists of fields only."""
    fields, theirs = wanted.attributes.get("fields"), wanted.address.key
    if not isinstance(fields, Mapping) or wanted.attributes.get("auto_map") is True:
        return
    filled = {*fields.values(), *always_published(wanted.address)}
    empty = sorted(one.name for one in own.values() if one.is_required and one.name not in filled)
    if empty:
        names = ", ".join(empty)
        detail = (
            f"{wanted.attributes['as']} needs {names}, and nothing of {theirs} is mapped to it."
        )
        fix = "Map a field to it, or give it a default in the org; else each record must be accepted by hand."
        where = str(wanted.address)
        yield Diagnostic("S2S111", detail, fix, wanted.source("fields"), where)


def _field(
    wanted: Resource, name: str, target: str, own: Fields, theirs: Fields
) -> Iterator[Diagnostic]:
    source, where = wanted.source("fields", name), str(wanted.address.of(name))
    if theirs and name not in theirs:
        detail = f"{wanted.facts['other']} has no field {wanted.address.key}.{name}."
        yield Diagnostic("S2S104", detail, near(name, theirs), source, where)
    elif target not in own:
        detail = f"{wanted.address.org} has no field {wanted.attributes.get('as')}.{target}."
        yield Diagnostic("S2S104", detail, near(target, own), source, where)
    elif not own[target].is_editable:
        detail = f"{wanted.attributes.get('as')}.{target} is not editable by this user, so nothing can be mapped to it."
        fix = "Map to a field that the user may edit, or give the user edit access to this one."
        yield Diagnostic("S2S109", detail, fix, source, where)
    elif theirs and theirs[name].type != own[target].type:
        detail = (
            f"{name} is {theirs[name].type}, {target} is {own[target].type}; types have to match."
        )
        fix = "Which types fit is documented nowhere; if the page does not offer the field, apply stops there."
        yield Diagnostic("S2S107", detail, fix, source, where)


def _value(
    wanted: Resource, member: str, target: str, own: FieldInfo | None, theirs: Fields
) -> Iterator[Diagnostic]:
    name, _, value = member.partition(".")
    source, where = wanted.source("values", member), str(wanted.address.of(member))
    partner = theirs.get(name)
    if own is not None and own.type not in PICKLISTS:
        detail = f"{own.name} is no picklist, so no values can be mapped to it."
        yield Diagnostic("S2S108", detail, "Drop the values.", source, where)
    elif own is not None and target not in own.values:
        detail = f"{own.name} has no value {target!r}."
        yield Diagnostic("S2S108", detail, near(target, own.values), source, where)
    elif partner is not None and value not in partner.values:
        detail = f"{wanted.facts['other']}'s {name} has no value {value!r}."
        yield Diagnostic("S2S108", detail, near(value, partner.values), source, where)
