"""The e-mails that saves send: one for each save whose form mails somebody."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from s2s_gitops.engine.difference import words_of
from s2s_gitops.model.change import Step
from s2s_gitops.model.kind import Kind
from s2s_gitops.model.resource import State


def mails(steps: Iterable[Step], kinds: Sequence[Kind], desired: State) -> Mapping[str, int]:
    """Return how many e-mails the steps send, by whom they reach, in the order of the names."""
    verbs = {(kind.name, verb.name): verb for kind in kinds for verb in kind.verbs}
    counts: Counter[str] = Counter()
    for step in steps:
        first = step.changes[0]
        whom = verbs[first.kind, first.verb].group.mails
        if whom:
            words = words_of(desired.resources[first.address.resource])
            counts[whom.format_map(words)] += 1
    return dict(sorted(counts.items()))
