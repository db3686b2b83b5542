"""What `s2s explain ADDRESS` says, from files and kinds alone: what it is, what can happen to it, who needs it."""

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from s2s_gitops.engine.explain import WORDS
from s2s_gitops.model.address import Address, matches
from s2s_gitops.model.change import Risk
from s2s_gitops.model.config import Access, Approval, Config
from s2s_gitops.model.kind import Attribute, Impossible, Kind, Place, Verb
from s2s_gitops.model.resource import Member, Presence, Resource, Value

_SHOWN: Final = 20
"""How many of those who lean on something are named: an org's settings carry everything in it."""


def explain_address(text: str, config: Config, kinds: Sequence[Kind], today: str) -> str | None:
    """Return the text about a declared address, or None if it is not declared. `today` is an ISO date."""
    address = Address.parse(text)
    wanted = config.desired.resources.get(address.resource)
    if wanted is None:
        return None
    by_path = {one.path: one for one in kinds}
    subject = _Subject(address, wanted, by_path[address.path], _holder(address, by_path, wanted))
    if address.member and subject.attribute is None:
        return None
    return "\n".join(_lines(subject, config, by_path, today))


def near_address(text: str, config: Config) -> str:
    """Return the declared address that is nearest to a text, empty if none is near."""
    address = Address.parse(text)
    wanted = config.desired.resources.get(address.resource)
    if wanted is not None:
        known = [str(wanted.address.of(one)) for one in _members(wanted)]
    else:
        all_of = list(config.desired.resources)
        known = [str(one) for one in all_of if one.scope == address.scope] or [*map(str, all_of)]
    return next(iter(difflib.get_close_matches(text, known, n=1)), "")


@dataclass(frozen=True, slots=True)
class _Subject:
    """What is explained: a resource, or one member of it, which stands in `attribute`."""

    address: Address
    wanted: Resource
    kind: Kind
    attribute: Attribute | None

    def words(self) -> dict[str, Value]:
        """Return what texts of the kind may name."""
        implied = {one for at in self.kind.attributes for one in at.implied(self.wanted.address)}
        told = {"implied": ", ".join(sorted(implied)), "org": self.address.org}
        own = {"key": self.address.key or self.address.org, "member": self.address.member}
        return WORDS | dict(self.wanted.attributes) | dict(self.wanted.facts) | told | own


def _holder(address: Address, by_path: Mapping[str, Kind], wanted: Resource) -> Attribute | None:
    for one in by_path[address.path].attributes:
        if _holds(wanted.attributes.get(one.name), address.member):
            return one
    return None


def _holds(value: Value, member: str) -> bool:
    return bool(member) and isinstance(value, Mapping) and member in value


def _members(wanted: Resource) -> Iterator[str]:
    for value in wanted.attributes.values():
        if isinstance(value, Mapping):
            yield from value


def _lines(
    subject: _Subject, config: Config, by_path: Mapping[str, Kind], today: str
) -> Iterator[str]:
    kind, wanted = subject.kind, subject.wanted
    part = f"one of the {subject.attribute.name} of a " if subject.attribute else ""
    yield f"{subject.address}: {part}{kind.name}. {kind.doc}"
    yield from ("", "Declared", *_declared(subject))
    yield from ("", "What can be done to it", *_changes(subject, config, today))
    needs = [_placed(one, config) for one in dict.fromkeys(_needs(wanted, kind, by_path))]
    yield from ("", "Needs", *(needs or ["  nothing"]))
    leaning = list(_leaning(subject, config, by_path))
    more = [f"  and {len(leaning) - _SHOWN} more"] if len(leaning) > _SHOWN else []
    shown = [_placed(one, config) for one in leaning[:_SHOWN]]
    yield from ("", "Needed by", *(shown or ["  nothing that is declared"]), *more)
    yield from ("", "How it is verified", *_verified(subject, config))


def _declared(subject: _Subject) -> Iterator[str]:
    wanted, attribute = subject.wanted, subject.attribute
    if attribute is not None:
        target = _members_text({subject.address.member: _value(subject)})
        yield f"  {wanted.source(attribute.name, subject.address.member)}  {attribute.name}: {target}"
        return
    yield f"  {wanted.source()}"
    if wanted.presence is Presence.ABSENT:
        yield "  state: absent"
    for name, value in wanted.attributes.items():
        shown = _members_text(value) if isinstance(value, Mapping) else _plain(value)
        yield f"  {name}: {shown}"


def _value(subject: _Subject) -> Value:
    assert subject.attribute is not None  # noqa: S101 - asked for members only
    held = subject.wanted.attributes[subject.attribute.name]
    return held[subject.address.member] if isinstance(held, Mapping) else None


def _members_text(value: Mapping[str, Value]) -> str:
    pairs = (at if to is Member.LISTED else f"{at} -> {to}" for at, to in value.items())
    return ", ".join(pairs) or "none"


def _plain(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _changes(subject: _Subject, config: Config, today: str) -> Iterator[str]:
    access = config.orgs[subject.address.org].access
    if access is not Access.MANAGE:
        yield f"  nothing by s2s: {subject.address.org} has `access: {access.value}`"
        return
    words = subject.words()
    verbs, refusals = _verbs(subject)
    for verb in verbs:
        yield f"  {verb.action.value} {verb.name}: {verb.risk.label}, {_consent(subject, verb, config, today)}"
        yield f"      why: {verb.reason.format_map(words)}"
        yield f"      undo: {verb.undo.format_map(words)}"
        yield from (f"      > {line.format_map(words)}" for line in verb.consequences)
    for one in refusals:
        yield f"  impossible: {one.why.format_map(words)}"
        yield f"      instead: {one.instead.format_map(words)}"


def _verbs(subject: _Subject) -> tuple[list[Verb], list[Impossible]]:
    """Return what leads to and away from what is explained, in the order of the kind, and what cannot be."""
    kind = subject.kind
    attributes = (subject.attribute,) if subject.attribute else kind.attributes
    outcomes: list[object] = [] if subject.attribute else [kind.create, kind.delete]
    for one in attributes:
        outcomes += [one.verb, one.add, one.remove]
        outcomes += [to.outcome for to in one.transitions if _fits(to.when, subject.wanted)]
    verbs = [one for one in kind.verbs if any(one is outcome for outcome in outcomes)]
    refusals = [one for one in outcomes if isinstance(one, Impossible)]
    return verbs, list(dict.fromkeys(refusals))


def _fits(when: Mapping[str, Value], wanted: Resource) -> bool:
    return all(wanted.facts.get(name) == value for name, value in when.items())


def _consent(subject: _Subject, verb: Verb, config: Config, today: str) -> str:
    outward = config.orgs[subject.address.org].approve_outward
    if verb.risk < (Risk.OUTWARD if outward else Risk.DESTRUCTIVE):
        return "no approval needed"
    found = next(_approvals(subject.address, verb, config.approvals, today), None)
    if found is None:
        return "needs an approval, and there is none"
    return f"approved at {found.source}: {found.reason}"


def _approvals(
    address: Address, verb: Verb, approvals: Iterable[Approval], today: str
) -> Iterator[Approval]:
    for one in approvals:
        if one.verb == verb.name and one.is_valid(today) and matches(one.pattern, address):
            yield one


def _needs(wanted: Resource, kind: Kind, by_path: Mapping[str, Kind]) -> Iterator[Address]:
    """Yield what must be in place before: what a resource refers to, and what its kind requires near it."""
    required = [one for one in by_path.values() if one.name in kind.requires]
    for one in required:
        if one.place is Place.SIDE:
            yield Address(wanted.address.scope)
        elif one.place is Place.ORG:
            orgs = (wanted.address.org, wanted.facts.get("other"))
            yield from (Address(org, one.segment) for org in orgs if isinstance(org, str))
    yield from kind.refers(wanted)


def _leaning(subject: _Subject, config: Config, by_path: Mapping[str, Kind]) -> Iterator[Address]:
    """Yield what needs what is explained; for a member, its namesakes."""
    for address, one in config.desired.resources.items():
        if subject.wanted.address in _needs(one, by_path[address.path], by_path):
            if not subject.address.member:
                yield address
            elif subject.address.member in _members(one):
                yield address.of(subject.address.member)


def _placed(address: Address, config: Config) -> str:
    one = config.desired.resources.get(address.resource)
    if one is None:
        return f"  {address}  not declared"
    held = (at for at, value in one.attributes.items() if _holds(value, address.member))
    return f"  {address}  {one.source(next(held, ''), address.member)}"


def _verified(subject: _Subject, config: Config) -> Iterator[str]:
    if config.orgs[subject.address.org].access is Access.NONE:
        yield f"  nobody here can log in to {subject.address.org}: where pages of ours show it, they are read"
        return
    words = subject.words() | {"keys": subject.address.key}
    groups = {verb.group.name: verb.group for verb in _verbs(subject)[0]}
    yield "  `s2s drift` reads it; after a save it is read until it shows what is declared"
    proofs = (group.manual.proof.format_map(words) for group in groups.values())
    yield from (f"  by hand: {one}" for one in dict.fromkeys(proofs))
