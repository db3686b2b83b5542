"""A letter to a partner: what a comparison finds on their side, as clicks for them. Never writes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from s2s_gitops.engine.diff import diff
from s2s_gitops.engine.difference import THEIRS, Difference
from s2s_gitops.engine.human import clicks_of
from s2s_gitops.engine.ignoring import Sifted, sift
from s2s_gitops.engine.notices import told_to_partner
from s2s_gitops.engine.order import order
from s2s_gitops.model.change import Change, Step
from s2s_gitops.model.config import Access, Config
from s2s_gitops.model.kind import Kind
from s2s_gitops.model.letter import About, Ask, Letter
from s2s_gitops.model.resource import UNREAD, Resource, State, Value

YOU: Final = "your org"


@dataclass(frozen=True, slots=True)
class Partner:
    """Whom a letter is for: an org that others manage, and how our orgs are called outside."""

    alias: str
    names: Mapping[str, str]


def write_letter(
    partner: Partner, config: Config, live: State, kinds: Sequence[Kind], today: str
) -> Letter:
    """Return what the partner is asked to do, to check, and to know, by the name of our org.

    The words are those of the kinds, with the partner's org as "your org" and ours by its name.
    """
    ours = sorted(
        {
            str(one.facts["other"])
            for one in config.desired.resources.values()
            if one.facts.get("org") == partner.alias and one.address.connection
        }
    )
    parts = (_about(partner, alias, config, live, kinds, today) for alias in ours)
    told = (one for one in parts if one.asks or one.checks or one.notices)
    return Letter(partner.alias, tuple(told))


def _about(
    partner: Partner, ours: str, config: Config, live: State, kinds: Sequence[Kind], today: str
) -> About:
    name = partner.names.get(ours, ours)
    voiced = State(
        {
            address: _voiced(one, ours, name)
            for address, one in config.desired.resources.items()
            if address.connection
            and {one.facts["org"], one.facts["other"]} == {ours, partner.alias}
        }
    )
    access = {alias: org.access for alias, org in config.orgs.items()}
    found = diff(voiced, live, kinds, access)
    holding = [one for one in config.ignores if one.holds(today)]
    sifted = sift(found, holding)
    waits = [
        Ask(f"{name} waits for {one.waits_for}", one.clicks)
        for one in sifted.pending
        if one.who == YOU and not one.after
    ]
    unseen = _unseen(found, sifted, voiced, live=live, kinds=kinds)
    checks = sift(unseen, holding).observed
    return About(
        name,
        (*waits, *_asks(sifted.observed, kinds)),
        tuple(_asks(checks, kinds)),
        told_to_partner(replace(config, desired=voiced), live, kinds, today),
    )


def _voiced(one: Resource, ours: str, name: str) -> Resource:
    """Return a resource whose texts speak to the partner."""
    is_ours = one.facts["org"] == ours
    org, other = (name, YOU) if is_ours else (YOU, name)
    return replace(one, facts={**one.facts, "org": org, "other": other})


def _unseen(
    found: Difference, sifted: Sifted, voiced: State, *, live: State, kinds: Sequence[Kind]
) -> Difference:
    """Return what the partner would do if nothing of what was not read on their side were there.

    Where a connection waits, there is nothing to check yet.
    """
    shown = live.resources
    waiting = {one.address.connection for one in sifted.pending}
    waiting |= {one.address.connection for one in sifted.stuck}
    hidden = {
        at: voiced.resources[at]
        for at in found.unread
        if voiced.resources[at].facts["org"] == YOU and at.connection not in waiting
    }
    access = {at.org: Access.OBSERVE for at in hidden}
    known = {at: _blank(shown[at], one) for at, one in hidden.items() if at in shown}
    return diff(State(hidden), State(known), kinds, access)


def _blank(live: Resource, wanted: Resource) -> Resource:
    """Return what is live, with nothing in the place of what was not read."""
    nothing: dict[str, Value] = {
        name: {} if isinstance(wanted.attributes.get(name), Mapping) else None
        for name, value in live.attributes.items()
        if value is UNREAD
    }
    return replace(live, attributes={**live.attributes, **nothing})


def _asks(changes: Sequence[Change], kinds: Sequence[Kind]) -> list[Ask]:
    """Return changes as what a person does. What nothing of the platform leads to is not asked for."""
    by_name = {kind.name: kind for kind in kinds}
    possible = [one for one in changes if one.verb != THEIRS.name]
    return [_ask(step, by_name[step.kind]) for step in order(possible, kinds)]


def _ask(step: Step, kind: Kind) -> Ask:
    """Return a step from a page that people know by name: nobody here knows the addresses of their org."""
    manual = kind.verb(step.changes[0].verb).group.manual
    start = manual.start(step.scope, step.key, State({}))
    first = f"In {YOU}, open {start.name or start.address}"
    verbs = ", ".join(dict.fromkeys(one.verb.replace("-", " ") for one in step.changes))
    things = ", ".join(dict.fromkeys(_thing(one) for one in step.changes))
    return Ask(f"{verbs.capitalize()}: {things}", (first, *clicks_of(step, kind, start)))


def _thing(change: Change) -> str:
    """Name what changes, without its address here."""
    at = change.address
    return ".".join(part for part in (at.key, at.member) if part) or change.attribute
