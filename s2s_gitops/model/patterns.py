"""Many patterns against many addresses: those without a star are looked up by their text, the others tried."""

from collections.abc import Iterable
from typing import Final, Generic, TypeVar

from s2s_gitops.model.address import Address, matches

T = TypeVar("T")

_STAR: Final = "*"


class Patterns(Generic[T]):
    """Entries, each with the pattern of what it speaks of, in their order. A class because it is an index."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._entries = tuple(entries)
        self._plain: dict[str, int] = {}
        self._starred: list[int] = []
        for at, (pattern, _) in enumerate(self._entries):
            if _STAR in pattern:
                self._starred.append(at)
            else:
                self._plain.setdefault(pattern, at)

    def first(self, *addresses: Address) -> T | None:
        """Return the first entry whose pattern fits one of some addresses."""
        found = [self._plain[text] for text in map(str, addresses) if text in self._plain]
        for at in self._starred:
            if any(matches(self._entries[at][0], one) for one in addresses):
                found.append(at)
                break
        return self._entries[min(found)][1] if found else None


class Holders:
    """Addresses with all that holds them: what a pattern fits covers what lies in it. A class as it is an index."""

    def __init__(self, addresses: Iterable[Address]) -> None:
        self._by_text = {str(one): one for address in addresses for one in address.holders()}

    def has(self, pattern: str) -> bool:
        """Say whether a pattern covers one of the addresses."""
        if _STAR in pattern:
            return any(matches(pattern, one) for one in self._by_text.values())
        return pattern in self._by_text
