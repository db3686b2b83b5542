"""A tour of an org's pages, and what it showed: values on the way from the pages to a report."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from s2s_gitops.model.contract import Answer, Around, Verdict
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.download import Download
from s2s_gitops.model.errors import OrgError
from s2s_gitops.model.page import Page

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Visit:
    """One page that was opened: under which name of the contract, and what is known around it."""

    name: str
    page: Page
    around: Around


@dataclass(slots=True)
class Toured:
    """What a tour brought back. `answers` are those of the API, by what was asked; it grows on the way."""

    visits: list[Visit] = field(default_factory=list)
    files: list[Download] = field(default_factory=list)
    answers: dict[str, Any] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    """Names of people, accounts and the like that belong to the org, with a noun for each."""
    problems: list[Diagnostic] = field(default_factory=list)

    def told(self, ask: Callable[[], T]) -> T | None:
        """Return what the API answers; None where it does not, and why is among the problems, as a warning."""
        try:
            return ask()
        except OrgError as error:
            first = error.diagnostics[0]
            fix = "Names that are not known are replaced by their place only: look twice before you share."
            self.problems.append(Diagnostic("S2S622", first.detail, fix, where=first.where))
            return None


@dataclass(frozen=True, slots=True)
class Kept:
    """One page of a capture: its file, and where it stood."""

    name: str
    file: str
    address: str
    status: str
    key: str


@dataclass(frozen=True, slots=True)
class Capture:
    """What a tour says of the contract, fit to be shown: one answer for each entry."""

    org: str
    folder: str
    contract: str
    release: str
    answers: tuple[Answer, ...]
    kept: Sequence[Kept] = ()
    objects: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Diagnostic, ...] = ()

    def of(self, verdict: Verdict) -> tuple[Answer, ...]:
        """Return the answers with one verdict."""
        return tuple(one for one in self.answers if one.judgement.verdict is verdict)
