"""Telling things by what a page calls them: by API name where it shows one, else by a label."""

from collections import Counter
from collections.abc import Iterable, Mapping

from s2s_gitops.kinds.page_contract import LOOK
from s2s_gitops.model.errors import PageChanged
from s2s_gitops.model.page import Page


class Spellings:
    """Texts by which a row may name one of several things: API name, label, and API name without `__c`.

    Built once per page, so that telling a row costs as much as the row has texts.
    """

    def __init__(self, labels: Mapping[str, str]) -> None:
        self._names: dict[str, set[str]] = {}
        for name, label in labels.items():
            for spelling in (name, label):
                self._names.setdefault(spelling, set()).add(name)
        bare: dict[str, set[str]] = {}
        for name in labels:
            bare.setdefault(name.removesuffix("__c"), set()).add(name)
        # A name without __c counts only where nothing bears it as name or label.
        self._names = bare | self._names

    def tell(self, org: str, page: Page, texts: Iterable[str]) -> str:
        """Return the one API name that explains the most texts of a row. Raises PageChanged if there is not one."""
        shown = [text for text in texts if text]
        scores = Counter(name for text in shown for name in self._names.get(text, ()))
        best = max(scores.values(), default=0)
        names = sorted(name for name, score in scores.items() if score == best)
        if len(names) == 1:
            return names[0]
        reason = (
            f"could be {', '.join(names)}" if names else "names nothing that the describe knows"
        )
        raise PageChanged(org, f"{page.address}: the row {' | '.join(shown)!r} {reason}.", LOOK)

    def knows(self, text: str) -> bool:
        """Say whether a text names anything."""
        return text in self._names

    def names(self, text: str) -> frozenset[str]:
        """Return everything that a text may name."""
        return frozenset(self._names.get(text, ()))
