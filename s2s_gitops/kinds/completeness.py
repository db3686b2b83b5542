"""Completeness before a save: what is known to be there has a row, since a form without it would take it away."""

from collections.abc import Collection, Iterable, Mapping

from s2s_gitops.kinds.page_contract import changed
from s2s_gitops.model.address import Address
from s2s_gitops.model.page import Page
from s2s_gitops.model.ports import Scene
from s2s_gitops.model.resource import State


def refuse_lost(org: str, page: Page, shown: Collection[str], known: Iterable[str]) -> None:
    """Refuse a form that lacks what was read earlier. Raises PageChanged with its names."""
    lost = sorted(set(known) - set(shown))
    if lost:
        text = f"{page.address} lacks {', '.join(lost)}; saving it would take away what it does not show."
        raise changed(org, page, text, "Plan again: somebody may have changed it meanwhile.")


def known_members(scene: Scene, address: Address, attribute: str) -> frozenset[str]:
    """Return the members that a live resource has or, when it was planned, had.

    A row that is missing from the last look may be missing from the form as well.
    """
    return _members(scene.live, address, attribute) | _members(scene.planned_on, address, attribute)


def known_keys(scene: Scene, scope: str, segment: str) -> frozenset[str]:
    """Return the names of the live resources of a scope, now or when it was planned."""
    seen = (*scene.live.resources, *scene.planned_on.resources)
    return frozenset(one.key for one in seen if (one.scope, one.segment) == (scope, segment))


def _members(live: State, address: Address, attribute: str) -> frozenset[str]:
    resource = live.resources.get(address)
    value = resource.attributes.get(attribute) if resource is not None else None
    return frozenset(value) if isinstance(value, Mapping) else frozenset()
