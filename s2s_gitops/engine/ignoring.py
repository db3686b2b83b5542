"""What the files ask to leave alone, differences and messages: taken out, and told apart. Pure."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from s2s_gitops.engine.difference import Difference
from s2s_gitops.model.address import Address
from s2s_gitops.model.change import Change, Pending, Stuck
from s2s_gitops.model.config import GRACE, Ignore
from s2s_gitops.model.diagnostic import Diagnostic, has_errors
from s2s_gitops.model.patterns import Holders, Patterns
from s2s_gitops.model.plan import Ignored, Plan

_FIX = "Settle the difference and remove the entry, or agree on a new day."


@dataclass(frozen=True, slots=True)
class Sifted:
    """A comparison without what is ignored. `left_out` are the changes among `ignored`."""

    changes: tuple[Change, ...]
    observed: tuple[Change, ...]
    pending: tuple[Pending, ...]
    impossible: tuple[Diagnostic, ...]
    stuck: tuple[Stuck, ...]
    unmanaged: tuple[Address, ...]
    ignored: tuple[Ignored, ...]
    left_out: tuple[Change, ...]


def sift(found: Difference, entries: Sequence[Ignore]) -> Sifted:
    """Take out what the entries cover, the first that fits. What others must do is never taken out.

    Entries with a code cover messages, and no differences. Only a wait that would begin with a change
    of ours goes with that change.
    """
    sieve = _Sieve(one for one in entries if not one.code)
    left_out = [one for one in found.changes if sieve.takes(one.address, _what(one))]
    verbs = {(one.address, one.verb) for one in left_out}
    return Sifted(
        changes=tuple(one for one in found.changes if (one.address, one.verb) not in verbs),
        observed=tuple(one for one in found.observed if not sieve.takes(one.address, _what(one))),
        pending=tuple(one for one in found.pending if (one.address, one.after) not in verbs),
        impossible=tuple(
            one
            for one in found.impossible
            if not sieve.takes(Address.parse(one.where), "impossible")
        ),
        stuck=tuple(
            sorted(
                (one for one in found.stuck if not sieve.covers(one.address)),
                key=lambda one: (str(one.address), one.attribute),
            )
        ),
        unmanaged=tuple(one for one in found.unmanaged if not sieve.takes(one, "not declared")),
        ignored=tuple(sieve.taken),
        left_out=tuple(left_out),
    )


def _what(change: Change) -> str:
    """Name a change by its verb, and by the attribute where the address does not tell it."""
    is_told = change.address.member or not change.attribute
    return change.verb if is_told else f"{change.verb} ({change.attribute})"


class _Sieve:
    """Remembers what it takes out. A class because it is a memory."""

    def __init__(self, entries: Iterable[Ignore]) -> None:
        self.entries = Patterns((one.pattern, one) for one in entries)
        self.taken: list[Ignored] = []

    def takes(self, address: Address, what: str) -> bool:
        """Say whether an entry covers a difference, and remember it then."""
        entry = self._entry(address)
        if entry is not None:
            self.taken.append(Ignored(address, what, entry))
        return entry is not None

    def covers(self, address: Address) -> bool:
        """Say whether an entry covers an address."""
        return self._entry(address) is not None

    def _entry(self, address: Address) -> Ignore | None:
        return self.entries.first(*address.holders())


def excuse(
    found: Iterable[Diagnostic], entries: Sequence[Ignore]
) -> tuple[tuple[Diagnostic, ...], tuple[Ignored, ...]]:
    """Return the messages that no entry covers, and those that the first entry of their code covers."""
    sieves = {code: _Sieve(those) for code, those in _by_code(entries).items() if code}
    left = tuple(one for one in found if not _excused(one, sieves))
    taken = (one for sieve in sieves.values() for one in sieve.taken)
    return left, tuple(sorted(taken, key=Ignored.sort_key))


def _by_code(entries: Iterable[Ignore]) -> Mapping[str, Sequence[Ignore]]:
    found: defaultdict[str, list[Ignore]] = defaultdict(list)
    for one in entries:
        found[one.code].append(one)
    return found


def _excused(one: Diagnostic, sieves: Mapping[str, _Sieve]) -> bool:
    sieve = sieves.get(one.code)
    return sieve is not None and sieve.takes(Address.parse(one.where), f"{one.code} {one.summary}")


def run_out(entries: Sequence[Ignore], today: str) -> Iterator[Diagnostic]:
    """Yield a warning for each entry whose last day has passed, whether it still holds or not."""
    for one in entries:
        if one.days_over(today) > 0:
            end = date.fromisoformat(one.until) + timedelta(days=GRACE)
            until = f"It still holds until {end}; then `s2s drift` makes an error of it."
            rest = until if one.holds(today) else "It holds no longer."
            detail = f"It counted until {one.until}. {rest}"
            yield Diagnostic("S2S026", detail, _FIX, one.source, one.pattern)


def ended(entries: Sequence[Ignore], today: str) -> Iterator[Diagnostic]:
    """Yield an error for each entry that holds no longer."""
    for one in entries:
        if not one.holds(today):
            detail = f"It counted until {one.until}. It holds no longer."
            yield Diagnostic("S2S027", detail, _FIX, one.source, one.pattern)


def unused(
    entries: Sequence[Ignore], plan: Plan, today: str, warnings: Iterable[Diagnostic] = ()
) -> Iterator[Diagnostic]:
    """Yield a warning for each entry that covers nothing, where everything it could cover was read.

    `warnings` are what `validate` tells about the files.
    """
    if has_errors(plan.diagnostics):
        return
    holding = [one for one in entries if one.holds(today)]
    ignored = (*plan.ignored, *excuse(warnings, holding)[1])
    covered = {
        code: Holders(one.address for one in ignored if one.entry.code == code)
        for code in {one.code for one in holding}
    }
    unread, places = Holders(plan.unread), {str(one) for one in plan.unread}
    for one in holding:
        is_idle = not covered[one.code].has(one.pattern) and not unread.has(one.pattern)
        if is_idle and not _is_inside(Address.parse(one.pattern), places):
            what = f"There is no {one.code}" if one.code else "Nothing differs"
            detail = f"{what} at its address."
            yield Diagnostic("S2S028", detail, "Remove the entry.", one.source, one.pattern)


def _is_inside(named: Address, places: Collection[str]) -> bool:
    """Say whether an address is one of some places, or lies in one."""
    return str(named.resource) in places or named.scope in places
