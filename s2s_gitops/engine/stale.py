"""A saved plan against a new one: whether it still means what was reviewed, and if not, what moved. Pure."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Final

from s2s_gitops.engine.describe import told_value
from s2s_gitops.model.change import Change
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.plan import Plan, meaning_of
from s2s_gitops.model.resource import Member, Presence
from s2s_gitops.model.saved import Saved

AGAIN: Final = "Plan again and have the new plan reviewed: s2s plan --out json=FILE"
SKEW: Final = timedelta(minutes=5)
"""By how much the clocks of two machines may differ."""

Reached = Callable[[Change], bool]
"""Say whether live shows a change as it was wanted."""


def too_old(saved: Saved, limit: timedelta, now: datetime) -> Diagnostic | None:
    """Return why a plan is too old, or None. One without a time, or out of the future, cannot tell."""
    if saved.created is None:
        detail = "The file does not say when it was made."
    elif now - saved.created < -SKEW:
        detail = f"It says that it was made on {saved.created.isoformat()}, which has not come yet."
    elif now - saved.created > limit:
        detail = f"It was made on {saved.created.isoformat()}."
    else:
        return None
    return Diagnostic("S2S206", detail, AGAIN, where=saved.file)


def is_done(saved: Plan, made: Plan, reached: Reached) -> bool:
    """Say whether a saved plan was applied before: nothing of it is left to do, and all that is gone is live."""
    if made.changes or dict(saved.orgs) != dict(made.orgs):
        return False
    asked, left = _by_key(saved), _by_key(made)
    is_known = all(
        key in asked and meaning_of(asked[key]) == meaning_of(one) for key, one in left.items()
    )
    return is_known and all(reached(one) for key, one in asked.items() if key not in left)


def moved(saved: Saved, made: Plan, reached: Reached) -> tuple[Diagnostic, ...]:
    """Return what a new plan has other than a saved one, what differs in general first; nothing if they are one."""
    if saved.plan.digest == made.digest:
        return ()
    found = [*_orgs(saved.plan.orgs, made.orgs), *_changes(saved.plan, made, reached)]
    detail = f"Since it was saved, {len(found)} thing(s) moved. Nothing was written."
    return (Diagnostic("S2S205", detail, AGAIN, where=saved.file), *found)


Key = tuple[str, str, str]


def _by_key(plan: Plan) -> dict[Key, Change]:
    return {one.sort_key(): one for one in (*plan.changes, *plan.blocked)}


def _orgs(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[Diagnostic]:
    for alias in sorted(before.keys() | now.keys()):
        old, new = before.get(alias, "not read"), now.get(alias, "not read")
        if old != new:
            yield Diagnostic("S2S205", f"Org id: {old} in the plan, now {new}.", where=alias)


def _changes(before: Plan, now: Plan, reached: Reached) -> Iterator[Diagnostic]:
    old, new = _by_key(before), _by_key(now)
    for key in sorted(old.keys() | new.keys()):
        if key not in new:
            why = (
                "the org shows it already" if reached(old[key]) else "nothing asks for it any more"
            )
            detail = f"It went: {_what(old[key])}; {why}."
            # Its line is that of the files as they were.
            yield Diagnostic("S2S205", detail, where=str(old[key].address))
        elif key not in old:
            yield _told(new[key], f"It came: {_what(new[key])}.")
        elif meaning_of(old[key]) != meaning_of(new[key]):
            yield _told(new[key], f"It was {_what(old[key])}, now it is {_what(new[key])}.")


def _told(change: Change, detail: str) -> Diagnostic:
    return Diagnostic("S2S205", detail, source=change.source, where=str(change.address))


def _what(change: Change) -> str:
    """Name a change, with its values where it has any."""
    name = f" {change.attribute}" if change.attribute and not change.address.member else ""
    told = (
        [] if _is_plain(change) else [f"{told_value(change.before)} -> {told_value(change.after)}"]
    )
    sent = ", ".join(f"{name}: {told_value(value)}" for name, value in sorted(change.sends.items()))
    told += [f"with {sent}"] if sent else []
    inside = f" ({', '.join(told)})" if told else ""
    return f"`{change.verb}`{name}{inside}"


def _is_plain(change: Change) -> bool:
    """Say whether the verb tells all: that something is put there or taken away."""
    plain = (*Presence, Member.LISTED, Member.FIXED)
    return change.before in (*plain, None) and change.after in (*plain, None)
