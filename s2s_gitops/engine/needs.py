"""Which changes need another one, when that one is left out. The same relation that orders steps, per change.

As there, nothing is compared pair by pair: a change waits under labels that name what it needs.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import takewhile

from s2s_gitops.engine.link import Label, closure
from s2s_gitops.model.change import Action, Change, Phase
from s2s_gitops.model.kind import Kind, Place


def parted(
    changes: Sequence[Change], left_out: Sequence[Change], kinds: Sequence[Kind]
) -> tuple[tuple[Change, ...], tuple[Change, ...]]:
    """Part changes into those that can be made, and those that need one that is left out. Orders stay.

    A change needs it directly, or because it needs another that does.
    """
    if not left_out:
        return tuple(changes), ()
    labels = _Labels(kinds)
    waiting: defaultdict[Label, list[int]] = defaultdict(list)
    for position, change in enumerate(changes):
        for label in labels.waits_under(change):
            waiting[label].append(position)
    found: set[int] = set()
    rest = list(left_out)
    while rest:
        for label in labels.held_up(rest.pop()):
            # All who wait there are found at once, so nobody has to look there again.
            new = set(waiting.pop(label, ())) - found
            found |= new
            rest += [changes[position] for position in new]
    free = tuple(one for position, one in enumerate(changes) if position not in found)
    return free, tuple(one for position, one in enumerate(changes) if position in found)


class _Labels:
    """The labels of changes: the phase, where something is, and what it is. A class because it knows the kinds."""

    def __init__(self, kinds: Sequence[Kind]) -> None:
        self.kinds = {kind.name: kind for kind in kinds}

    def waits_under(self, change: Change) -> Iterator[Label]:
        """Yield what a change needs, of its connection and of the orgs that it joins."""
        # What is removed goes after what leans on it.
        phase = _phase(change)
        ties = set(self._leaned_on(change) if phase is Phase.GROW else _given(change))
        for place in {_neighbourhood(change), change.address.org, change.partner}:
            yield from ((phase, place, *tie) for tie in ties)

    def held_up(self, missing: Change) -> Iterator[Label]:
        """Yield under which labels those wait that cannot be made without a change."""
        phase, here = _phase(missing), _neighbourhood(missing)
        ties = _given(missing) if phase is Phase.GROW else self._leaned_on(missing)
        yield from ((phase, here, *tie) for tie in ties)

    def _leaned_on(self, change: Change) -> Iterator[Label]:
        """Yield what a change refers to, with what lies in it; and what its kind requires.

        Of the members of what it refers to, it leans on its namesakes: who leans on a resource gives
        its own members the names of the members that they stand for.
        """
        for referred in change.refers:
            yield ("resource", referred)
            yield ("scope", str(referred))
            yield from (("member", referred, one.member) for one in change.address.holders())
        yield from (("kind", name) for name in closure(change.kind, self.kinds))
        if self.kinds[change.kind].place is Place.SIDE:
            verbs = (verb.name for verb in self.kinds[change.kind].verbs)
            before = takewhile(lambda verb: verb != change.verb, verbs)
            yield from (("verb", change.kind, verb) for verb in before)


def _given(change: Change) -> Iterator[Label]:
    """Yield what a change puts in place or takes away. A mere setting gates nothing that only needs the kind."""
    here, member = change.address.resource, change.address.member
    yield ("member", here, member) if member else ("resource", here)
    yield ("scope", change.address.scope)
    if change.action is not Action.UPDATE:
        yield ("kind", change.kind)
        yield ("verb", change.kind, change.verb)


def _phase(change: Change) -> Phase:
    return Phase.SHRINK if change.action is Action.DELETE else Phase.GROW


def _neighbourhood(change: Change) -> str:
    """The connection, with its sign so that it cannot be taken for an org, or the org."""
    connection = change.address.connection
    return f"{connection}@" if connection else change.address.org
