"""What is relied on of Setup pages, as values: entries with their evidence, and how a page is held against them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from s2s_gitops.model.page import Page


class Mark(StrEnum):
    """How well something is known, as `docs/facts.md` says it."""

    DOCUMENTED = "D"
    CODE = "C"
    TOLD = "T"
    INFERRED = "I"
    GUESSED = "G"
    UNKNOWN = "U"


EVIDENCE: Final = frozenset({Mark.DOCUMENTED, Mark.CODE, Mark.TOLD})
"""What somebody has seen or written. All else may be otherwise, so nothing may stop without it."""


class Verdict(StrEnum):
    """What a page says of an entry."""

    CONFIRMED = "confirmed"
    CONTRADICTED = "contradicted"
    NOT_SEEN = "not seen"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict, and where it is a contradiction, what stood there instead."""

    verdict: Verdict
    stood: str = ""


@dataclass(frozen=True, slots=True)
class Around:
    """What is known around a page, as far as it is known.

    `key` is the id in its address, `status` what the API says of its connection, `objects` what the
    org calls its objects (label by API name), `pages` other pages of the same record by their name.
    """

    key: str = ""
    status: str = ""
    objects: Mapping[str, str] = field(default_factory=dict)
    pages: Mapping[str, Page] = field(default_factory=dict)


Check = Callable[[Page, Around], Judgement]


def untold(_page: Page, _around: Around) -> Judgement:
    """Say nothing: no page that is only looked at can tell."""
    return Judgement(Verdict.NOT_SEEN)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that is relied on. `is_must`: a page without it is not used at all.

    Several marks are those of its parts, the best known first: a documented label on a page where it is inferred
    to stand is `D/I`.
    """

    id: str
    what: str
    marks: tuple[Mark, ...]
    source: str
    check: Check = untold
    is_must: bool = False


@dataclass(frozen=True, slots=True)
class PageContract:
    """One page: its name in code and reports, its title in documents, how it is reached, and its entries.

    `names_in_labels`: the labels of its controls are names of objects, fields or values.
    """

    name: str
    title: str
    reached: str
    entries: tuple[Entry, ...]
    notes: str = ""
    names_in_labels: bool = False

    @property
    def musts(self) -> tuple[Entry, ...]:
        """What has to be there before the page is used."""
        return tuple(one for one in self.entries if one.is_must)


@dataclass(frozen=True, slots=True)
class Cached:
    """An id or a name of a page's markup that was seen: a shortcut, never the contract.

    `seen_on` says where and when, `fingerprint` on what kind of page.
    """

    page: str
    what: str
    name: str
    mark: Mark
    seen_on: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What one page said of one entry."""

    entry: Entry
    judgement: Judgement


def judge(contract: PageContract, page: Page, around: Around) -> tuple[Answer, ...]:
    """Hold a page against every entry of its contract."""
    return tuple(Answer(one, one.check(page, around)) for one in contract.entries)


def sum_up(contracts: Iterable[PageContract], answers: Sequence[Answer]) -> tuple[Answer, ...]:
    """Return one answer for each entry: a contradiction counts most, and what nobody saw is said."""
    told: dict[str, Answer] = {}
    rank = (Verdict.NOT_SEEN, Verdict.CONFIRMED, Verdict.CONTRADICTED)
    for one in answers:
        known = told.get(one.entry.id)
        if known is None or rank.index(one.judgement.verdict) > rank.index(known.judgement.verdict):
            told[one.entry.id] = one
    unseen = Judgement(Verdict.NOT_SEEN)
    entries = (entry for contract in contracts for entry in contract.entries)
    return tuple(told.get(entry.id, Answer(entry, unseen)) for entry in entries)
