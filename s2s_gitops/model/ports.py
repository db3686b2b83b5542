"""The outside, as seen from the inside. Nothing else may describe it; drivers implement it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, Protocol, TypeVar

from s2s_gitops.model.address import Address
from s2s_gitops.model.download import Download
from s2s_gitops.model.page import Button, Page, Submission
from s2s_gitops.model.resource import State

T = TypeVar("T")

Record = Mapping[str, Any]
"""One row of a query: field name to JSON value."""


@dataclass(frozen=True, slots=True)
class FieldInfo:
    """What a describe says of one field. `publishable` is what can be known before the page is seen.

    `barred` says why no field of its type is published, empty where that is no reason. `is_editable`:
    the user may write it. `is_required`: no record is saved without a value that someone gives.
    """

    name: str
    label: str
    publishable: bool
    type: str = ""
    values: tuple[str, ...] = ()
    """The active values of a picklist."""
    barred: str = ""
    is_editable: bool = True
    is_required: bool = False


class ReadableOrg(Protocol):
    """A session with one org that has no writing verb. Every method raises OrgError."""

    @property
    def alias(self) -> str:
        """The org's name in the files."""
        ...

    def name(self) -> str:
        """The organization's own name."""
        ...

    def query(self, soql: str) -> Sequence[Record]:
        """Return all rows of a query, following it to its end."""
        ...

    def objects(self) -> Mapping[str, str]:
        """Return the label of every object that the user can see, by API name."""
        ...

    def fields(self, sobject: str) -> Mapping[str, FieldInfo]:
        """Return the fields of an object by API name; empty where the user cannot see the object."""
        ...

    def open(self, address: str) -> Page:
        """Open a Setup page. Never follows an address that could change something."""
        ...

    def download(self, address: str) -> Download:
        """Fetch a file that a page links to, without following an address that could change something."""
        ...

    def keep(self, page: Page, /) -> str:
        """Keep a redacted copy of a page that does not look as expected, and return where; empty if that fails.

        Raises nothing: it must not hide why it is called.
        """
        ...


class AnsweringOrg(ReadableOrg, Protocol):
    """A session that may also ask what the API tells of the org's own pages. It cannot write either."""

    def ask(self, path: str, soql: str = "") -> Any:
        """Return what the API answers at a path below its version, to a query if there is one."""
        ...

    def release(self) -> str:
        """Return the name of the org's release; empty where it does not tell."""
        ...


class WritableOrg(ReadableOrg, Protocol):
    """A session that may also write. Only `apply` gets one."""

    def submit(self, submission: Submission) -> Page:
        """Send a form once and return the page that the org lands on."""
        ...

    def press(self, page: Page, button: Button) -> Page:
        """Press a button outside of an edit form once, and return the page that the org lands on."""
        ...


@dataclass(frozen=True, slots=True)
class Job(Generic[T]):
    """One piece of reading: if it fails, `path` of `scope` (None: all of it) was not read."""

    scope: str
    path: str | None
    run: Callable[[ReadableOrg], T]


class Reading(Protocol):
    """One pass over the orgs. Kinds read in their order; each sees what those before it read."""

    @property
    def orgs(self) -> Mapping[str, ReadableOrg]:
        """Every org that may be read, by alias."""
        ...

    @property
    def desired(self) -> State:
        """What is wanted."""
        ...

    @property
    def live(self) -> State:
        """What has been read so far."""
        ...

    @property
    def is_survey(self) -> bool:
        """Whether everything is to be read, declared or not."""
        ...

    def wants(self, address: Address, *attributes: str) -> bool:
        """Say whether any of these attributes of a resource is to be read.

        That is so where it is declared, where the resource is to go, and in a survey.
        """
        ...

    def gather(self, jobs: Sequence[Job[T]]) -> Sequence[T | None]:
        """Run jobs side by side and return their results in order; None where one failed."""
        ...


@dataclass(frozen=True, slots=True)
class Scene:
    """What a write may look at: every org that can be read, what is wanted, what is known of live.

    `planned_on` is live as the plan saw it: what is missing now and was there then may just not be shown.
    """

    orgs: Mapping[str, ReadableOrg]
    desired: State
    live: State
    planned_on: State = State({})  # noqa: RUF009 - frozen, and never filled


class Clock(Protocol):
    """Time, so that days and waiting can be tested. A run has one clock."""

    def now(self) -> datetime:
        """Return the time, with its zone."""
        ...

    def monotonic(self) -> float:
        """Return seconds that only grow."""
        ...

    def sleep(self, seconds: float) -> None:
        """Wait."""
        ...
