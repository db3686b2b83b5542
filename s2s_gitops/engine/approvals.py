"""Approvals held against what is declared: those that name nothing, that allow nothing, that are used up. Pure."""

import difflib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from s2s_gitops.model.address import Address, matches
from s2s_gitops.model.config import Access, Approval, Config
from s2s_gitops.model.diagnostic import Diagnostic, has_errors
from s2s_gitops.model.kind import Attribute, Kind, Use
from s2s_gitops.model.plan import Plan
from s2s_gitops.model.resource import Presence, Resource, Value
from s2s_gitops.model.verb import Verb

_STAR: Final = "*"
_ALL_IN_IT: Final = "/**"
_HINTS: Final = 50
"""For how many unknown addresses it is looked up which one may be meant: that takes long where many are known."""


def doubtful(config: Config, kinds: Sequence[Kind], today: str) -> tuple[Diagnostic, ...]:
    """Return a warning for each approval that counts but names nothing, or allows what nothing declared leads to.

    No org is asked, so the warning does not come and go with what is live. `today` is an ISO date.
    """
    wishes = _Wishes(config, kinds)
    found = (wishes.doubt(one) for one in config.approvals if one.is_valid(today))
    return tuple(one for one in found if one is not None)


def used_up(config: Config, kinds: Sequence[Kind], plan: Plan, today: str) -> tuple[Approval, ...]:
    """Return the approvals whose one change has been made already. Of patterns with stars nobody can tell.

    What could not be read, is ignored, or waits for somebody may still need its approval.
    """
    if has_errors(plan.diagnostics):
        return ()
    wishes = _Wishes(config, kinds)
    open_ones = {(one.address, one.verb) for one in (*plan.changes, *plan.blocked)}
    waiting = {one.address.connection for one in plan.pending} - {""}
    elsewhere = {*plan.unread, *(one.address for one in plan.ignored)}
    return tuple(
        one
        for one in config.approvals
        if one.is_valid(today) and _STAR not in one.pattern
        for address in [Address.parse(one.pattern)]
        if wishes.wants(address, one.verb)
        and (address, one.verb) not in open_ones
        and address.connection not in waiting
        and not elsewhere.intersection(address.holders())
    )


class _Wishes:
    """What is declared, by the verbs that its kind has. A class because it is an index."""

    def __init__(self, config: Config, kinds: Sequence[Kind]) -> None:
        self.kinds = {kind.path: kind for kind in kinds}
        self.resources = config.desired.resources
        self.access = {alias: org.access for alias, org in config.orgs.items()}
        self.of_verb: defaultdict[str, list[Address]] = defaultdict(list)
        self.of_head: defaultdict[tuple[str, str], list[Address]] = defaultdict(list)
        self.in_scope: defaultdict[tuple[str, str], list[Address]] = defaultdict(list)
        self.hints = 0
        by_path: defaultdict[str, list[Address]] = defaultdict(list)
        for address in self.resources:
            by_path[address.path].append(address)
        for kind in kinds:
            for verb in kind.verbs:
                self.of_verb[verb.name] += by_path[kind.path]
                for address in by_path[kind.path]:
                    self.of_head[verb.name, _head(address.scope)].append(address)
                    self.in_scope[verb.name, address.scope].append(address)

    def doubt(self, approval: Approval) -> Diagnostic | None:
        """Return what is to be said against an approval, None if nothing is."""
        pattern, verb = approval.pattern, approval.verb
        places = self._places(pattern, verb)
        if not places:
            return self._unknown(approval)
        if any(self.wants(one, verb) for one in places):
            return None
        detail = f"Nothing that is declared there leads to `{verb}`."
        fix = "Remove the entry, or declare the change that it is meant for."
        return Diagnostic("S2S030", detail, fix, approval.source, pattern)

    def wants(self, address: Address, verb: str) -> bool:
        """Say whether what is declared at an address leads to a verb, unless it is as declared already."""
        wanted = self.resources.get(address.resource)
        if wanted is None or self.access[address.org] is not Access.MANAGE:
            return False
        kind = self.kinds[address.path]
        if not kind.compared_when.items() <= wanted.facts.items():
            return False
        return _leads(kind, wanted, verb, address.member)

    def _places(self, pattern: str, verb: str) -> Sequence[Address]:
        """Return what a pattern may speak of: of all in a scope, of what it fits, or of one thing."""
        if in_scope := self.in_scope.get((verb, pattern.removesuffix(_ALL_IN_IT))):
            return in_scope
        if _STAR in pattern:
            heads = tuple(_heads(pattern))
            head = _head(pattern)
            known = self.of_verb[verb] if _STAR in head else self.of_head.get((verb, head), ())
            return [one for one in known if any(matches(head, one) for head in heads)]
        named = Address.parse(pattern)
        return [named] if self._has(named, verb) else []

    def _has(self, address: Address, verb: str) -> bool:
        kind = self.kinds.get(address.path)
        known = kind is not None and any(one.name == verb for one in kind.verbs)
        return known and address.resource in self.resources

    def _unknown(self, approval: Approval) -> Diagnostic:
        detail = f"Nothing that is declared at this address knows the change `{approval.verb}`."
        return Diagnostic(
            "S2S031", detail, self._advice(approval), approval.source, approval.pattern
        )

    def _advice(self, approval: Approval) -> str:
        """Name the address that may be meant, else one that knows the change."""
        known = self.of_verb[approval.verb]
        if not known:
            return "Nothing that is declared knows it: remove the entry."
        self.hints += 1
        named = Address.parse(approval.pattern)
        texts = map(str, known if self.hints <= _HINTS else ())
        near = difflib.get_close_matches(str(named.resource), texts, n=1)
        if near:
            return f"Did you mean `{Address.parse(near[0]).of(named.member)}`?"
        return f"Name a thing that knows it, such as `{known[0]}`, or remove the entry."


def _head(text: str) -> str:
    """Return what an address or a pattern begins with: a side of a connection, or an org."""
    return text.partition("/")[0]


def _heads(pattern: str) -> Iterator[str]:
    """Yield a pattern with stars, and what of it would fit the resource where the rest fits a member."""
    yield pattern
    for at, sign in enumerate(pattern):
        if sign == _STAR:
            yield pattern[: at + 1]
        elif sign in "./":
            yield pattern[:at]


def _leads(kind: Kind, wanted: Resource, verb: str, member: str) -> bool:
    """Say whether a declaration can lead to a verb; for a member named in an address, at that member."""
    if wanted.presence is Presence.ABSENT:
        return _is(kind.delete, verb) and not member
    if _is(kind.create, verb):
        return not member
    return any(
        _can(one, wanted, verb, member)
        for one in kind.attributes
        if one.use is Use.COMPARED and one.name in wanted.attributes
    )


def _can(attribute: Attribute, wanted: Resource, verb: str, member: str) -> bool:
    value = wanted.attributes[attribute.name]
    if isinstance(value, Mapping):
        return _can_member(attribute, value, wanted, verb, member)
    return not member and (_is(attribute.verb, verb) or _turns(attribute, value, wanted, verb))


def _can_member(
    attribute: Attribute, value: Mapping[str, Value], wanted: Resource, verb: str, member: str
) -> bool:
    """What is listed may be added or set, what is not may be removed."""
    if _is(attribute.remove, verb):
        return member not in value and wanted.attributes.get(attribute.open_when) is not True
    sets = _is(attribute.add, verb) or _is(attribute.verb, verb)
    return sets and (member in value if member else bool(value))


def _turns(attribute: Attribute, value: Value, wanted: Resource, verb: str) -> bool:
    return any(
        isinstance(one.outcome, Verb)
        and one.outcome.name == verb
        and one.after == value
        and one.when.items() <= wanted.facts.items()
        for one in attribute.transitions
    )


def _is(verb: Verb | None, name: str) -> bool:
    return verb is not None and verb.name == name
