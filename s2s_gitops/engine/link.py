"""Steps to linked steps: each gets the positions of the earlier ones that must succeed before it.

Steps are not compared pair by pair. Each is filed under labels that name what others could need it
for, and looked for under labels that name what is needed; so the cost is that of the steps and of
the links between them.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import replace

from s2s_gitops.model.address import Address
from s2s_gitops.model.change import Action, Phase, Step
from s2s_gitops.model.kind import Kind, Place

Label = tuple[Hashable, ...]


def link(steps: Sequence[Step], kinds: Mapping[str, Kind]) -> tuple[Step, ...]:
    """Return the steps in their order, each with the positions of those before it that it requires."""
    labels = _Labels(steps, kinds)
    filed: defaultdict[Label, list[int]] = defaultdict(list)
    linked: list[Step] = []
    for position, step in enumerate(steps):
        required = {index for label in labels.sought(step) for index in filed.get(label, ())}
        linked.append(replace(step, requires=tuple(sorted(required))))
        for label in set(labels.filed(step)):
            filed[label].append(position)
    return tuple(linked)


def closure(kind: str, kinds: Mapping[str, Kind]) -> set[str]:
    """Return the names of the kinds that one requires, directly or through others."""
    names = set(kinds[kind].requires)
    for name in tuple(names):
        names |= closure(name, kinds)
    return names


class _Labels:
    """The labels of steps. Each names the phase, where something is, and what it is.

    What is required is near: for a step of a connection in that or in the orgs that it joins, for
    one of an org in that or in the connections that join it. A class because it knows who joins
    whom.
    """

    def __init__(self, steps: Sequence[Step], kinds: Mapping[str, Kind]) -> None:
        self.kinds = kinds
        self.required = {name: closure(name, kinds) for name in {step.kind for step in steps}}
        self.groups = {
            name: {verb.group.name for verb in kind.verbs} for name, kind in kinds.items()
        }
        self.joined: defaultdict[str, set[str]] = defaultdict(set)
        for step in steps:
            for change in step.changes:
                self.joined[_neighbourhood(step)] |= {change.address.org, change.partner}

    def filed(self, step: Step) -> Iterator[Label]:
        """Yield the labels under which later steps find this one."""
        # What grows needs what was put in place before; what shrinks waits for what leaned on it.
        ties = _given(step) if step.phase is Phase.GROW else self._leaned_on(step)
        labels = {*ties, *self._touched(step)}
        here = _neighbourhood(step)
        for place in (("in", here), *(("around", org) for org in self.joined[here])):
            yield from ((step.phase, *place, *label) for label in labels)
        yield (step.phase, "form", *_form(step))

    def sought(self, step: Step) -> Iterator[Label]:
        """Yield the labels of the earlier steps that this one requires."""
        ties = self._leaned_on(step) if step.phase is Phase.GROW else _given(step)
        labels = {*ties, *self._beside(step)}
        here = _neighbourhood(step)
        for place in (("around", here), *(("in", near) for near in {here, *self.joined[here]})):
            yield from ((step.phase, *place, *label) for label in labels)
        if step.phase is Phase.SHRINK:
            yield (Phase.GROW, "form", *_form(step))

    def _leaned_on(self, step: Step) -> Iterator[Label]:
        """Yield what a step leans on: what it refers to, with all that lies in it, and what its kind requires."""
        for referred in {address for change in step.changes for address in change.refers}:
            yield ("resource", referred)
            yield ("scope", str(referred))
        yield from (("kind", name) for name in self.required[step.kind])

    def _touched(self, step: Step) -> Iterator[Label]:
        """Yield what a step has to do with on one form of its kind: the connection, or the resources."""
        form = ("group", step.kind, step.group)
        if self.kinds[step.kind].place is Place.SIDE:
            yield form
        else:
            keys = {"", *(change.address.key for change in step.changes)}
            yield from ((*form, step.scope, key) for key in keys)

    def _beside(self, step: Step) -> Iterator[Label]:
        """Yield the same on the other forms of the kind. A step for a whole scope has to do with all in it."""
        is_side = self.kinds[step.kind].place is Place.SIDE
        for group in self.groups[step.kind] - {step.group}:
            yield ("group", step.kind, group, *(() if is_side else (step.scope, step.key)))


def _given(step: Step) -> Iterator[Label]:
    """Yield what a step puts in place or takes away: resources, what lies in a scope, something of its kind.

    A mere setting of something gates nothing that only needs the kind.
    """
    yield from (("resource", change.address.resource) for change in step.changes)
    yield ("scope", step.scope)
    if any(change.action is not Action.UPDATE for change in step.changes):
        yield ("kind", step.kind)


def _neighbourhood(step: Step) -> str:
    """The connection, with its sign so that it cannot be taken for an org, or the org."""
    address = Address(step.scope)
    return f"{address.connection}@" if address.connection else address.org


def _form(step: Step) -> Label:
    return (step.scope, step.kind, step.group, step.key)
