"""The part of what is declared that changed since an earlier version of the files, and what it leans on. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from s2s_gitops.engine.asked import is_other_org
from s2s_gitops.engine.link import closure
from s2s_gitops.model.address import Address
from s2s_gitops.model.config import Config, OrgEntry
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.kind import Kind, Place
from s2s_gitops.model.part import Part
from s2s_gitops.model.picture import Picture
from s2s_gitops.model.resource import Resource, State
from s2s_gitops.model.source import Source, source_of


def part_of(before: Config, now: Config, kinds: Sequence[Kind], since: str) -> Part:
    """Return what is declared otherwise than before. What only looks otherwise has not changed."""
    by_path = {kind.path: kind for kind in kinds}
    then, today = _units(before.desired), _units(now.desired)
    others = {alias for alias in now.orgs if is_other_org(before, now, alias)}
    changed = {
        unit
        for unit, resources in today.items()
        if _is_touched(resources.values(), others)
        or not _are_same(then.get(unit, {}), resources, by_path)
    }
    needed = _needed(changed, today, now.desired, kinds) - changed
    return Part(
        since,
        changed=tuple(sorted(changed)),
        needed=tuple(sorted(needed)),
        left_out=tuple(sorted(today.keys() - changed - needed)),
        gone=tuple(sorted(then.keys() - today.keys())),
        besides=tuple(_besides(before, now)),
    )


def narrowed(config: Config, part: Part, kinds: Sequence[Kind]) -> Config:
    """Return the files as if they declared a part alone, with the orgs that have to be asked for it.

    Approvals and entries of `ignore` for what was left out alone are left out, too.
    """
    units = part.units
    found = {at: one for at, one in config.desired.resources.items() if at.unit in units}
    aliases = _orgs(found.values(), config.desired, kinds)
    orgs = {alias: entry for alias, entry in config.orgs.items() if alias in aliases}
    elsewhere = {*part.left_out}

    def speaks(pattern: str) -> bool:
        return Address.parse(pattern).unit not in elsewhere

    approvals = tuple(one for one in config.approvals if speaks(one.pattern))
    ignores = tuple(one for one in config.ignores if speaks(one.pattern))
    desired = State(found)
    return replace(config, orgs=orgs, desired=desired, approvals=approvals, ignores=ignores)


def within(picture: Picture, part: Part, config: Config) -> Picture:
    """Return what a picture shows of a part. `config` is the narrowed one."""
    units = part.units
    live = picture.live
    resources = {at: one for at, one in live.resources.items() if at.unit in units}
    gaps = tuple(
        one
        for one in live.gaps
        if one.scope in config.orgs or Address.parse(one.scope).unit in units
    )
    diagnostics = tuple(one for one in picture.diagnostics if _is_about(one, units, config))
    orgs = tuple(one for one in picture.orgs if one in config.orgs)
    return Picture(orgs, State(resources, gaps, live.probed), diagnostics)


def _is_about(one: Diagnostic, units: Iterable[str], config: Config) -> bool:
    """Say whether a message is about a part: about one of its units, one of its orgs, or none of either."""
    named = Address.parse(one.where)
    is_address = bool(named.connection or named.segment)
    return named.unit in units if is_address else not one.where or one.where in config.orgs


def _units(state: State) -> Mapping[str, Mapping[Address, Resource]]:
    units: defaultdict[str, dict[Address, Resource]] = defaultdict(dict)
    for at, one in state.resources.items():
        units[at.unit][at] = one
    return units


def _is_touched(resources: Iterable[Resource], others: Iterable[str]) -> bool:
    """Say whether resources stand in an org that is another one now, or face one."""
    return any({one.address.org, one.facts.get("other")} & {*others} for one in resources)


def _are_same(
    before: Mapping[Address, Resource],
    now: Mapping[Address, Resource],
    by_path: Mapping[str, Kind],
) -> bool:
    return before.keys() == now.keys() and all(
        _is_same(before[at], one, by_path[at.path]) for at, one in now.items()
    )


def _is_same(old: Resource, new: Resource, kind: Kind) -> bool:
    stand = [(one.presence, dict(one.facts), one.attributes.keys()) for one in (old, new)]
    return stand[0] == stand[1] and all(
        kind.attribute(name).is_same(old.attributes[name], value)
        for name, value in new.attributes.items()
    )


def _needed(
    changed: Iterable[str],
    units: Mapping[str, Mapping[Address, Resource]],
    desired: State,
    kinds: Sequence[Kind],
) -> set[str]:
    """Return the units that others lean on: what they refer to, and what their kinds require of their orgs."""
    by_path = {kind.path: kind for kind in kinds}
    by_name = {kind.name: kind for kind in kinds}
    found: set[str] = set()
    rest = list(changed)
    while rest:
        for at, resource in units[rest.pop()].items():
            kind = by_path[at.path]
            required = (by_name[name] for name in closure(kind.name, by_name))
            segments = [one.segment for one in required if one.place is Place.ORG]
            orgs = {at.org, str(resource.facts.get("other", at.org))}
            leaned_on = [Address(org, segment) for org in orgs for segment in segments]
            leaned_on += kind.refers(resource)
            new = {one.unit for one in leaned_on if one in desired.resources} - found
            found |= new
            rest += new
    return found


def _orgs(part: Iterable[Resource], desired: State, kinds: Sequence[Kind]) -> set[str]:
    """Return the orgs of a part, and those that have to be asked which live thing in them is which."""
    by_path = {kind.path: kind for kind in kinds}
    told: defaultdict[str, set[str]] = defaultdict(set)
    for at, one in desired.resources.items():
        told[at.org] |= {other.org for other in by_path[at.path].told_by(one)}
    found: set[str] = set()
    rest = {one.address.org for one in part}
    while rest:
        org = rest.pop()
        found.add(org)
        rest |= told[org] - found
    return found


def _besides(before: Config, now: Config) -> Iterator[str]:
    """Yield what changed and is no wish of its own: consent, what to ignore, how an org is written."""
    yield from _entries(
        {(one.pattern, one.verb, one.reason, one.until): one.source for one in before.approvals},
        {(one.pattern, one.verb, one.reason, one.until): one.source for one in now.approvals},
        "approval of {1} at {0}",
    )
    yield from _entries(
        {(one.pattern, one.reason, one.until, one.code): one.source for one in before.ignores},
        {(one.pattern, one.reason, one.until, one.code): one.source for one in now.ignores},
        "ignore {0} until {2}",
    )
    for alias, new in sorted(now.orgs.items()):
        old = before.orgs.get(alias)
        if old and _rules(old) != _rules(new):
            yield f"~ who writes in {alias}, or what needs an approval there ({source_of(new.node)})"


def _rules(org: OrgEntry) -> tuple[object, ...]:
    return (org.approve_outward, org.writes)


def _entries(
    before: Mapping[tuple[str, ...], Source], now: Mapping[tuple[str, ...], Source], words: str
) -> Iterator[str]:
    """Yield the entries that came and those that went. One with another reason is another entry."""
    for key in sorted(now.keys() - before.keys()):
        yield f"+ {words.format(*key)} ({now[key]})"
    for key in sorted(before.keys() - now.keys()):
        yield f"- {words.format(*key)} ({before[key]})"
