"""Telling things by what a page calls them: by API name where it shows one, else by a label.

One rule for all pages, and a strict one. What it cannot tell is a doubt: it stops only those whom it matters to.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from s2s_gitops.kinds.page_contract import changed
from s2s_gitops.model.errors import ByHand, PageChanged
from s2s_gitops.model.page import Link, Page

_BOTH: Final = re.compile(r"(.*\S)\s*\(([^()]+)\)")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A row, or an option, of which cannot be told what it stands for; `names` is all that it could be."""

    shown: tuple[str, ...]
    names: frozenset[str]

    def changed(self, org: str, page: Page) -> PageChanged:
        """Return the error for a row that has to be told."""
        reason = (
            f"could be {', '.join(sorted(self.names))}"
            if self.names
            else "names nothing that the describe knows"
        )
        shown = " | ".join(self.shown)
        return changed(org, page, f"{page.address}: the row {shown!r} {reason}.")

    def by_hand(self, org: str, page: Page, name: str) -> ByHand:
        """Return the error for a thing that is to be changed, and may be in this row."""
        could_be = ", ".join(sorted(self.names))
        return ByHand(
            org,
            f"{page.address}: which row is {name} cannot be told; "
            f"{' | '.join(self.shown)!r} could be {could_be}, or stands there twice.",
            "Make the change in Salesforce; or give things labels that differ.",
        )


class Spellings:
    """Texts by which a row may name one of several things: API name, label, and shorter forms of the API name.

    Built once per page, so that telling a row costs as much as the row has texts. `is_proxy` says
    that these are not the things themselves but others that are likely to be called alike.
    """

    def __init__(self, labels: Mapping[str, str], *, is_proxy: bool = False) -> None:
        self._known = labels
        self._is_proxy = is_proxy
        self._names: defaultdict[str, set[str]] = defaultdict(set)
        self._short: defaultdict[str, set[str]] = defaultdict(set)
        for name, label in labels.items():
            self._names[name].add(name)
            self._names[label].add(name)
            for short in _shorter(name):
                self._short[short].add(name)

    def look(
        self, texts: Iterable[str], api: Iterable[str] = (), hints: Collection[str] = ()
    ) -> str | Doubt:
        """Return the API name of what a row stands for, by its texts; `api` are those that show an API name.

        `hints` are values behind what is shown, such as ids: they decide only where texts leave a choice.
        """
        shown = tuple(text for text in texts if text)
        first = [text for text in api if text]
        votes = [self._as_api(text) if text in first else self.names(text) for text in shown]
        scores = Counter(name for named in votes for name in named)
        among = self._by_api(first) if first else frozenset(scores)
        best = max((scores[name] for name in among), default=0)
        names = {name for name in among if scores[name] == best}
        hinted = names & set(hints)
        chosen = hinted if len(names) > 1 and len(hinted) == 1 else names
        if len(chosen) != 1:
            return Doubt(shown, frozenset(chosen))
        (name,) = chosen
        against = self._against(name, votes)
        return Doubt(shown, frozenset({name, *against})) if against else name

    def _against(self, name: str, votes: Iterable[frozenset[str]]) -> set[str]:
        """Return what other texts of a row name, if they weigh as much: then it is put together wrongly."""
        if self._is_proxy:
            return set()
        split = [(name in named, named) for named in votes]
        weight = sum(is_for for is_for, _ in split)
        scores = Counter(other for is_for, named in split if not is_for for other in named)
        return {other for other, score in scores.items() if score >= weight}

    def tell(
        self,
        org: str,
        page: Page,
        texts: Iterable[str],
        api: Iterable[str] = (),
        hints: Collection[str] = (),
    ) -> str:
        """Return the one API name that a row stands for. Raises PageChanged if there is not one."""
        found = self.look(texts, api, hints)
        if isinstance(found, Doubt):
            raise found.changed(org, page)
        return found

    def knows(self, text: str) -> bool:
        """Say whether a text names anything."""
        return bool(self.names(text))

    def names(self, text: str) -> frozenset[str]:
        """Return everything that a text may name. Shorter forms count only where nothing bears the text itself."""
        found = self._names.get(text) or self._short.get(text)
        if not found:
            found = set().union(*(self._names.get(one, set()) for one in _shorter(text)))
        return frozenset(found) or self._both(text)

    def _both(self, text: str) -> frozenset[str]:
        """Return what a label with an API name in parentheses may name: what both say, if both say something."""
        match = _BOTH.fullmatch(text)
        if match is None:
            return frozenset()
        label, api = self.names(match.group(1)), self._by_api([match.group(2)])
        return label & api or label | api

    def option(self, text: str, value: str) -> frozenset[str]:
        """Return everything that an option may stand for: its value, if that is an API name, else its text."""
        return frozenset({value}) if value in self._known else self.names(text)

    def _by_api(self, texts: Iterable[str]) -> frozenset[str]:
        """Return what texts name that show an API name in one of its forms, which may be the label as well."""
        exact = frozenset(text for text in texts if text in self._known)
        if exact:
            return exact
        return frozenset().union(*(self._as_api(text) for text in texts))

    def _as_api(self, text: str) -> frozenset[str]:
        return self.names(text) | self._short.get(text, set())


def api_texts(row: Mapping[str, str]) -> list[str]:
    """Return the texts of a row that stand in a column for API names."""
    return [text for header, text in row.items() if "API" in header and text]


def values_of(link: Link) -> list[str]:
    """Return the values in a link's address: they may say which of two things with one label is meant."""
    query = parse_qsl(urlsplit(link.address).query)
    return [value for name, value in query if name != "retURL"]


def _shorter(name: str) -> set[str]:
    """Return an API name without `__c`, without its namespace, and without both."""
    bare = name.removesuffix("__c")
    end = name[len(bare) :]
    _, _, local = bare.rpartition("__")
    return {bare, local, local + end} - {name, ""}
