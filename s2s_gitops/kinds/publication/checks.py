"""What can be said against declared publications without asking any org."""

from collections.abc import Iterator, Sequence

from s2s_gitops.kinds.pairs import in_use, orphans, other_side_lists
from s2s_gitops.model.address import Address
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.resource import Resource, State


def check(publications: Sequence[Resource], desired: State) -> Iterator[Diagnostic]:
    """Yield children without their parent, and what the other side, ours as well, does not take in.

    What is expected of a partner need not be all that it publishes.
    """
    wanted = [one for one in in_use(publications) if one.facts["access"] != "none"]
    yield from orphans(wanted, "publish")
    for one in wanted:
        yield from _unheard(one, desired)


def check_bundles(publications: Sequence[Resource], _: State) -> Iterator[Diagnostic]:
    """Yield children that a template publishes without their parent."""
    yield from orphans(in_use(publications), "publish")


def _unheard(one: Resource, desired: State) -> Iterator[Diagnostic]:
    other = f"{one.facts['connection']}@{one.facts['other']}"
    # That somebody does not want it is said with words, and then it is no mistake.
    is_wanted = Address(other, "subscribe", one.address.key) in desired.resources
    if not is_wanted and other_side_lists(one, "subscribe", desired):
        name = one.address.key
        detail = f"{one.facts['other']} does not declare to subscribe to {name}: it is shown, and nobody takes it in."
        fix = f"Add it under `subscribe` of {other} (`state: absent` if it is not wanted), or drop it here."
        yield Diagnostic("S2S041", detail, fix, one.source("object"), str(one.address))
