"""What can be said against a declared subscription without asking any org."""

from collections.abc import Iterator, Mapping, Sequence

from s2s_gitops.kinds.advice import meant
from s2s_gitops.kinds.pairs import in_use, orphans, other_side_lists
from s2s_gitops.kinds.rules import CHILDREN, STANDARD, always_published, can_be_published
from s2s_gitops.kinds.subscription.routes import circling, meeting, routes
from s2s_gitops.model.address import Address
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.resource import Presence, Resource, State


def check(subscriptions: Sequence[Resource], desired: State) -> Iterator[Diagnostic]:
    """Yield wrong pairs of objects, mappings of what the other side does not publish, and what looks like a mistake."""
    living = in_use(subscriptions)
    yield from orphans(living, "subscribe")
    ways = routes(living)
    yield from circling(ways)
    yield from meeting(ways, desired)
    for wanted in subscriptions:
        if wanted.presence is Presence.PRESENT:
            yield from _pair(wanted)
            yield from _child(wanted)
            yield from _values(wanted)
            yield from _doubles(wanted)
            yield from _published(wanted, desired)


def _pair(wanted: Resource) -> Iterator[Diagnostic]:
    theirs, own = wanted.address.key, wanted.attributes.get("as")
    where = str(wanted.address)
    if not isinstance(own, str):
        fix = f"Add `as: {theirs}`, or the own object that takes it in."
        yield Diagnostic("S2S007", "`as` is missing here.", fix, wanted.source("object"), where)
    elif not (can_be_published(theirs) and can_be_published(own)):
        wrong = theirs if not can_be_published(theirs) else own
        fix = "Ten standard objects and custom ones can be shared; see docs/facts.md."
        fix = meant(wrong, dict.fromkeys(sorted(STANDARD), ""), fix)
        yield Diagnostic("S2S019", f"{wrong} cannot be shared.", fix, wanted.source("as"), where)
    elif theirs != own and not (theirs.endswith("__c") and own.endswith("__c")):
        detail = f"{theirs} cannot be taken in as {own}."
        fix = "A standard object maps to the same standard object, a custom one to any custom one."
        yield Diagnostic("S2S019", detail, fix, wanted.source("as"), where)


def _child(wanted: Resource) -> Iterator[Diagnostic]:
    if wanted.attributes.get("auto_accept") is True and wanted.address.key in CHILDREN:
        detail = (
            f"Auto-Accept is not offered for {wanted.address.key}: it is accepted with its parent."
        )
        fix = "Leave `auto_accept` out here, and set it on the parent object."
        yield Diagnostic("S2S025", detail, fix, wanted.source("auto_accept"), str(wanted.address))


def _values(wanted: Resource) -> Iterator[Diagnostic]:
    values, fields = wanted.attributes.get("values"), wanted.attributes.get("fields")
    if not isinstance(values, Mapping) or wanted.attributes.get("auto_map") is True:
        return
    mapped = fields if isinstance(fields, Mapping) else {}
    for member in values:
        field = member.partition(".")[0]
        if field not in mapped:
            detail = f"Values of {field} are mapped, but the field itself is not."
            fix = f"Add {field} to `fields`."
            source = wanted.source("values", member)
            yield Diagnostic("S2S021", detail, fix, source, str(wanted.address))


def _doubles(wanted: Resource) -> Iterator[Diagnostic]:
    """Yield what is the second to be mapped to an own field; fields that always come are mapped by themselves."""
    fields, theirs = wanted.attributes.get("fields"), wanted.address.key
    if not isinstance(fields, Mapping):
        return
    own = wanted.attributes.get("as")
    always = always_published(wanted.address) if own == theirs or theirs.endswith("__c") else ()
    first = {name: name for name in sorted(always) if name not in fields}
    for name, target in fields.items():
        before = first.setdefault(str(target), name)
        if before != name:
            itself = "" if before in fields else ", which always comes along"
            detail = f"{name} is mapped to {own}.{target}, and so is {before}{itself}."
            fix = "Keep one of them, or map them to two fields."
            source, where = wanted.source("fields", name), str(wanted.address.of(name))
            yield Diagnostic("S2S037", detail, fix, source, where)


def _published(wanted: Resource, desired: State) -> Iterator[Diagnostic]:
    other = f"{wanted.facts['connection']}@{wanted.facts['other']}"
    source = desired.resources.get(Address(other, "publish", wanted.address.key))
    where = str(wanted.address)
    if source is None:
        if other_side_lists(wanted, "publish", desired):
            detail = f"{wanted.facts['other']} does not declare to publish {wanted.address.key}."
            fix = f"Add it under `publish` of {other}, or drop the subscription."
            yield Diagnostic("S2S020", detail, fix, wanted.source("object"), where)
        return
    if source.presence is Presence.ABSENT:
        detail = f"{wanted.facts['other']} is declared not to publish {wanted.address.key}."
        fix = f"See {source.source('object')}; unsubscribe here with `state: absent`."
        yield Diagnostic("S2S020", detail, fix, wanted.source("object"), where)
        return
    fields, published = wanted.attributes.get("fields"), source.attributes.get("fields")
    if not isinstance(fields, Mapping) or not isinstance(published, Mapping):
        return
    known = {*published, *always_published(source.address)}
    for field in fields:
        if field not in known:
            detail = f"{wanted.facts['other']} does not publish {wanted.address.key}.{field}."
            fix = f"Add it to `fields` at {source.source('fields')}, or drop it here."
            yield Diagnostic("S2S020", detail, fix, wanted.source("fields", field), where)
