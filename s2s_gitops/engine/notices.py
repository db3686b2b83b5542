"""Dated notices before something is taken away: what comes too early, what is to come, what is due. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from s2s_gitops.model.change import Change
from s2s_gitops.model.config import Access, Config, Notice
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.kind import Attribute, Kind
from s2s_gitops.model.resource import Presence, Resource, State
from s2s_gitops.model.verb import Verb


def too_early(
    changes: Sequence[Change], config: Config, kinds: Sequence[Kind], today: str
) -> Iterator[Diagnostic]:
    """Yield a refusal for each removal before the day that its notice promises. `today` is an ISO date."""
    notices = {one.address: one for one in config.notices if not one.is_over(today)}
    held = {(kind.name, verb.name) for kind in kinds for verb in kind.announced}
    for change in changes:
        notice = notices.get(change.address.resource)
        if notice and (change.kind, change.verb) in held and notice.covers(change.address.member):
            yield Diagnostic(
                "S2S210",
                f"`deprecate` promises {change.partner} that it stays until {notice.remove_after}.",
                f"Keep it until then, or agree with {change.partner} on another day.",
                notice.source,
                str(change.address),
            )


def reminders(
    config: Config, live: State, kinds: Sequence[Kind], today: str
) -> Iterator[Diagnostic]:
    """Yield a warning for each notice that has begun, while what it speaks of is there and still declared."""
    for notice, wanted, kind in _begun(config, live, kinds, today):
        kept = [name for name in _names(notice) if _is_declared(wanted, kind, name)]
        if kept and notice.is_over(today):
            detail = f"{_things(notice, kept)} was announced to go after {notice.remove_after}, and is still there."
            yield Diagnostic("S2S212", detail, _DUE, notice.source, str(notice.address))
        elif kept:
            detail = f"{_things(notice, kept)} is announced to go after {notice.remove_after}."
            fix = _tell(wanted)
            yield Diagnostic("S2S211", detail, fix, notice.source, str(notice.address))


_DUE: Final = "Declare `state: absent`, or drop the fields from the list; or take the notice back."


def _tell(wanted: Resource) -> str:
    other = wanted.facts["other"]
    if wanted.facts["other_access"] == Access.MANAGE.value:
        return f"Take out what {other} builds on it until then."
    return f"Tell {other}: `s2s status --for {other}` writes the text."


def told_to_partner(
    config: Config, live: State, kinds: Sequence[Kind], today: str
) -> tuple[str, ...]:
    """Return what partners are told of the notices that have begun, in the words of the kind's verbs."""
    return tuple(_sentence(*one) for one in _begun(config, live, kinds, today))


def _sentence(notice: Notice, wanted: Resource, kind: Kind) -> str:
    verb = _verb(notice, kind)
    names = _names(notice)
    words = {"key": notice.address.key, **wanted.facts}
    lines = (
        line.format_map({**words, "member": name}) for line in verb.consequences for name in names
    )
    doing = f"{words['org']} is going to {verb.name.replace('-', ' ')} {_things(notice, names)}"
    return f"{doing} after {notice.remove_after}: {'; '.join(lines)}."


def _begun(
    config: Config, live: State, kinds: Sequence[Kind], today: str
) -> Iterator[tuple[Notice, Resource, Kind]]:
    """Yield the notices of ours that have begun and whose thing is there, or may be."""
    by_path = {kind.path: kind for kind in kinds}
    for notice in config.notices:
        wanted = config.desired.resources.get(notice.address)
        is_ours = config.orgs[notice.address.org].access is Access.MANAGE
        if wanted is not None and is_ours and notice.has_begun(today):
            kind = by_path[notice.address.path]
            if _is_there(notice, live, kind):
                yield notice, wanted, kind


def _is_there(notice: Notice, live: State, kind: Kind) -> bool:
    found = live.resources.get(notice.address)
    if found is None:
        return live.gap(notice.address) is not None
    members = found.attributes.get(_members(kind).name)
    return not isinstance(members, Mapping) or any(
        name in members for name in notice.members or members
    )


def _is_declared(wanted: Resource, kind: Kind, name: str) -> bool:
    if wanted.presence is Presence.ABSENT:
        return False
    members = wanted.attributes.get(_members(kind).name)
    return not name or not isinstance(members, Mapping) or name in members


def _members(kind: Kind) -> Attribute:
    """Return the attribute whose members a notice may name."""
    return next(one for one in kind.attributes if one.remove in kind.announced and one.remove)


def _verb(notice: Notice, kind: Kind) -> Verb:
    found = _members(kind).remove if notice.members else kind.delete
    assert found is not None  # noqa: S101 - who announces removals has them
    return found


def _names(notice: Notice) -> tuple[str, ...]:
    """Return the members that a notice names; one empty name for the whole."""
    return notice.members or ("",)


def _things(notice: Notice, names: Sequence[str]) -> str:
    key = notice.address.key
    return ", ".join(f"{key}.{name}" if name else key for name in names)
