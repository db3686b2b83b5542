"""What the orgs show now of the changes of one step, and whether that is the old or the wanted state."""

from collections.abc import Mapping
from dataclasses import replace
from enum import Enum, auto

from s2s_gitops.flows.read import read_again
from s2s_gitops.model.address import Address
from s2s_gitops.model.change import Change, Step
from s2s_gitops.model.errors import S2SError
from s2s_gitops.model.kind import Kind, Place, Shape, Use
from s2s_gitops.model.ports import ReadableOrg
from s2s_gitops.model.resource import LATER, UNREAD, Member, Presence, Resource, State, Value


class Sight(Enum):
    """What live shows of a step."""

    WANTED = auto()
    """Every change is there."""
    READY = auto()
    """What is not there yet shows what the plan started from, or what the verb may start from."""
    EARLY = auto()
    """Something that must come first is not visible yet."""
    OTHER = auto()
    """A third state: somebody else was here."""


def look(
    orgs: Mapping[str, ReadableOrg], desired: State, known: State, kind: Kind, step: Step
) -> tuple[Sight, State]:
    """Read again what the step is about; return what it shows, and what was read.

    Raises S2SError if it cannot be read.
    """
    narrow = _narrowed(desired, kind, step)
    others = (resource.facts.get("other") for resource in narrow.resources.values())
    aliases = {address.org for address in narrow.resources} | {str(one) for one in others}
    chosen = {alias: orgs[alias] for alias in sorted(aliases & set(orgs))}
    fresh = read_again(chosen, narrow, known, kind)
    problems = [gap.diagnostic for gap in fresh.gaps]
    if problems:
        raise S2SError(*problems)
    return _worst({_sight(change, kind, fresh) for change in step.changes}), fresh


def is_reached(change: Change, kinds: Mapping[str, Kind], desired: State, live: State) -> bool:
    """Say whether live shows a change as it was wanted.

    What is not declared any more was not read, and what is not known here cannot be: neither counts.
    """
    kind = kinds.get(change.kind)
    declared = desired.resources.get(change.address.resource)
    if kind is None or declared is None or live.gap(change.address) is not None:
        return False
    is_known = change.verb in {verb.name for verb in kind.verbs}
    is_declared = not change.attribute or change.attribute in declared.attributes
    return is_known and is_declared and _sight(change, kind, live) is Sight.WANTED


def renew(known: dict[Address, Resource], step: Step, fresh: State) -> None:
    """Put what was read in the place of what was known of a step."""
    for change in step.changes:
        known.pop(change.address.resource, None)
    known.update(fresh.resources)


def shown(step: Step, kind: Kind, live: State) -> dict[str, Value]:
    """Return what live shows of each change of a step, by its address and attribute."""
    return {_name(change): _value(change, kind, live) for change in step.changes}


def planned_from(step: Step) -> dict[str, Value]:
    """Return what the plan saw of each change of a step, by its address and attribute."""
    return {_name(change): change.before for change in step.changes}


def _name(change: Change) -> str:
    return f"{change.address} {change.attribute}".strip()


def _narrowed(desired: State, kind: Kind, step: Step) -> State:
    """Leave only what the step is about, so that no page is read in vain.

    The two sides of a connection are told together, so both stay.
    """
    touched = {change.address.resource for change in step.changes}
    if kind.place is Place.SIDE:
        connection = Address(step.scope).connection
        touched |= {Address(f"{connection}@{change.partner}") for change in step.changes}
    holder = Address.parse(step.scope)
    touched.add(holder)
    names = {change.attribute for change in step.changes}
    kept = {
        one.name
        for one in kind.attributes
        if one.name in names or one.transitions or one.use is not Use.COMPARED
    }
    known = sorted(at for at in touched if at in desired.resources)
    return State({at: _cut(desired.resources[at], kept) for at in known})


def _cut(resource: Resource, names: set[str]) -> Resource:
    return replace(
        resource, attributes={name: at for name, at in resource.attributes.items() if name in names}
    )


def _sight(change: Change, kind: Kind, live: State) -> Sight:
    value = _value(change, kind, live)
    verb = kind.verb(change.verb)
    if value is UNREAD:
        return Sight.OTHER
    if _is_met(change, kind, value, change.after) or value in verb.leads_to:
        return Sight.WANTED
    if value in verb.on_the_way:
        return Sight.EARLY
    if verb.starts_from:
        if value in verb.starts_from:
            return Sight.READY
        return Sight.EARLY if value == Presence.ABSENT else Sight.OTHER
    if change.before is LATER or _is_met(change, kind, value, change.before):
        return Sight.READY
    return Sight.OTHER


def _is_met(change: Change, kind: Kind, shown: Value, wanted: Value) -> bool:
    if change.attribute and not change.address.member:
        return kind.attribute(change.attribute).is_met(shown, wanted)
    return shown == wanted


def _value(change: Change, kind: Kind, live: State) -> Value:
    resource = live.resources.get(change.address.resource)
    if not change.attribute:
        return Presence.ABSENT if resource is None else Presence.PRESENT
    attribute = kind.attribute(change.attribute)
    if resource is None:
        return Presence.ABSENT if attribute.transitions else None
    value = resource.attributes.get(attribute.name)
    if change.address.member and value is not UNREAD:
        value = value.get(change.address.member) if isinstance(value, Mapping) else None
        return Member.LISTED if attribute.shape is Shape.NAMES and value is not None else value
    return value


def _worst(sights: set[Sight]) -> Sight:
    for sight in (Sight.OTHER, Sight.EARLY, Sight.READY):
        if sight in sights:
            return sight
    return Sight.WANTED
