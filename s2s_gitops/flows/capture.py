"""The story of a capture: tour an org, learn what belongs to it, hold what may be shown against the contract."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final, Protocol

from s2s_gitops.model.capture import Toured, Visit
from s2s_gitops.model.contract import Answer, PageContract, judge, sum_up
from s2s_gitops.model.page import Page
from s2s_gitops.model.ports import AnsweringOrg, FieldInfo, ReadableOrg

_MOST_DESCRIBED: Final = 60
"""More objects than that would take too long to describe."""


class Guide(Protocol):
    """What is known of the pages of Salesforce, as a tour needs it."""

    def tour(self, org: ReadableOrg, per_status: int) -> Toured:
        """Visit the pages."""
        ...

    def ask_all(self, org: AnsweringOrg, seen: Toured) -> None:
        """Ask what the API tells of the pages."""
        ...

    def learn_names(self, org: ReadableOrg, seen: Toured) -> None:
        """Ask for the names that belong to the org."""
        ...

    def shown_objects(self, pages: Iterable[Page], objects: Mapping[str, str]) -> tuple[str, ...]:
        """Return the objects that pages name, those first that matter most."""
        ...


@dataclass(frozen=True, slots=True)
class Seen:
    """What a tour saw, and what the org told to understand it."""

    toured: Toured
    release: str
    objects: Mapping[str, str]
    fields: Mapping[str, Mapping[str, FieldInfo]]


def look_around(org: AnsweringOrg, guide: Guide, per_status: int) -> Seen:
    """Visit the pages of an org and ask for what belongs to it. What does not answer is among the problems."""
    seen = guide.tour(org, per_status)
    guide.ask_all(org, seen)
    guide.learn_names(org, seen)
    objects = seen.told(org.objects) or {}
    shown = guide.shown_objects((visit.page for visit in seen.visits), objects)
    described = {
        name: seen.told(partial(org.fields, name)) or {} for name in shown[:_MOST_DESCRIBED]
    }
    release = seen.told(org.release) or ""
    return Seen(seen, release, {name: objects[name] for name in shown}, described)


def hold(visits: Iterable[Visit], contracts: Mapping[str, PageContract]) -> tuple[Answer, ...]:
    """Return one answer for each entry of the contract, from all pages together."""
    answers = [
        one for visit in visits for one in judge(contracts[visit.name], visit.page, visit.around)
    ]
    return sum_up(contracts.values(), answers)
