"""Everything that a capture needs to know of the pages, in one hand."""

from collections.abc import Iterable, Mapping

from s2s_gitops.kinds.contract import learning
from s2s_gitops.kinds.contract.tour import tour
from s2s_gitops.model.capture import Toured
from s2s_gitops.model.page import Page
from s2s_gitops.model.ports import AnsweringOrg, ReadableOrg


class Guide:
    """The guide of a tour, as flows ask for one. A class because a port is one."""

    def tour(self, org: ReadableOrg, per_status: int) -> Toured:
        """Visit the pages of an org."""
        return tour(org, per_status)

    def ask_all(self, org: AnsweringOrg, seen: Toured) -> None:
        """Ask what the API tells of the pages."""
        learning.ask_all(org, seen)

    def learn_names(self, org: ReadableOrg, seen: Toured) -> None:
        """Ask for the names that belong to the org."""
        learning.learn_names(org, seen)

    def shown_objects(self, pages: Iterable[Page], objects: Mapping[str, str]) -> tuple[str, ...]:
        """Return the objects that pages name."""
        return learning.shown_objects(pages, objects)
