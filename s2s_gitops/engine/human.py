"""Steps to what a person does for them: clicks in the words of their kinds. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import urljoin

from s2s_gitops.model.address import Address
from s2s_gitops.model.change import Change, Phase, Step
from s2s_gitops.model.human import Hands, HumanStep, Start
from s2s_gitops.model.kind import Kind
from s2s_gitops.model.resource import State


def human_steps(
    steps: Iterable[Step], kinds: Iterable[Kind], live: State, hands: Mapping[str, Hands]
) -> Iterator[HumanStep]:
    """Yield those steps that people make; `hands` says in which orgs they do."""
    by_name = {kind.name: kind for kind in kinds}
    for step in steps:
        found = hands.get(Address.parse(step.scope).org)
        if found is not None:
            yield human_step(step, by_name[step.kind], live, found)


def human_step(step: Step, kind: Kind, live: State, hands: Hands) -> HumanStep:
    """Return what a person does for a step."""
    manual = kind.verb(step.changes[0].verb).group.manual
    start = manual.start(step.scope, step.key, live)
    is_gone = step.phase is Phase.SHRINK and manual.proof_gone
    proof = (manual.proof_gone if is_gone else manual.proof).format_map(_words(step))
    address = urljoin(hands.host, start.address)
    return HumanStep(step, hands.why, address, clicks_of(step, kind, start), proof)


def clicks_of(step: Step, kind: Kind, start: Start) -> tuple[str, ...]:
    """Return what is pressed for a step, from where a person starts to the end."""
    manual = kind.verb(step.changes[0].verb).group.manual
    words = _words(step)
    before = [one.format_map(words) for one in (*start.clicks, *manual.first)]
    changes = [one for change in step.changes for one in _clicks(kind, change)]
    after = [one.format_map(words) for one in manual.last]
    return (*before, *changes, *after)


def _clicks(kind: Kind, change: Change) -> Iterator[str]:
    """Yield the clicks of one change, and those for what travels with it."""
    yield from change.clicks
    for name, value in change.sends.items():
        yield from kind.attribute(name).filled(value)


def _words(step: Step) -> dict[str, str]:
    first = step.changes[0]
    keys = dict.fromkeys(one.address.key for one in step.changes)
    return {
        "org": first.address.org,
        "other": first.partner,
        "key": first.address.key,
        "keys": ", ".join(keys),
    }
