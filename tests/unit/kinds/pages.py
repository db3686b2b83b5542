"""Pages and an org as values: page objects are tested without HTML and without a network."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from s2s_gitops.model.address import Address
from s2s_gitops.model.download import Download
from s2s_gitops.model.page import (
    Button,
    Cell,
    Control,
    ControlType,
    Entry,
    Form,
    Link,
    Option,
    Page,
    Table,
)
from s2s_gitops.model.ports import FieldInfo, Job, ReadableOrg
from s2s_gitops.model.resource import State


@dataclass
class Org:
    """An org that answers from what it was given. It stands for the outside, behind the port."""

    records: Sequence[Mapping[str, Any]] = ()
    known: Mapping[str, str] = field(default_factory=dict)
    described: Mapping[str, Mapping[str, FieldInfo]] = field(default_factory=dict)
    pages: Mapping[str, Page] = field(default_factory=dict)
    files: Mapping[str, Download] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    @property
    def alias(self) -> str:
        """The org's name in the files."""
        return "hq"

    def name(self) -> str:
        """Return the organization's own name."""
        return "HQ Industries"

    def query(self, soql: str) -> Sequence[Mapping[str, Any]]:
        """Return the given records, and remember what was asked."""
        self.asked.append(soql)
        return self.records

    def objects(self) -> Mapping[str, str]:
        """Return the given objects."""
        return self.known

    def fields(self, sobject: str) -> Mapping[str, FieldInfo]:
        """Return the given fields of an object."""
        return self.described.get(sobject, {})

    def open(self, address: str) -> Page:
        """Return the given page at an address."""
        return self.pages[address]

    def download(self, address: str) -> Download:
        """Return the given file at an address."""
        return self.files[address]

    def keep(self, page: Page) -> str:
        """Say where a page is kept."""
        return f"kept{page.address}"


@dataclass
class Looking:
    """A reading at one moment: what is wanted, and what has been read so far."""

    desired: State
    live: State
    orgs: Mapping[str, ReadableOrg] = field(default_factory=dict)
    is_survey: bool = False

    def wants(self, address: Address, *attributes: str) -> bool:
        """Want what is declared."""
        wanted = self.desired.resources.get(address)
        return wanted is not None and any(one in wanted.attributes for one in attributes)

    def gather(self, jobs: Sequence[Job[Any]]) -> Sequence[Any]:
        """Read nothing more."""
        raise NotImplementedError(jobs)


def page(
    *controls: Control,
    address: str = "/page",
    titles: Sequence[str] = (),
    details: Mapping[str, Cell] | None = None,
    tables: Sequence[Table] = (),
    links: Sequence[Link] = (),
    buttons: Sequence[Button] = (),
    errors: Sequence[str] = (),
) -> Page:
    """Return a page; its form has the controls, and there is none without controls."""
    entries = tuple(Entry(f"name{one.entry}", one.value, one.checked) for one in controls)
    form = Form("/save", entries, tuple(controls), (Button("Save", "save", "Save"),))
    return Page(
        address,
        tuple(titles),
        details or {},
        tuple(tables),
        form if controls else None,
        tuple(buttons),
        tuple(links),
        tuple(errors),
    )


def box(entry: int, label: str = "", /, **more: Any) -> Control:
    """Return a tick box."""
    row = more.pop("row", {})
    return Control(ControlType.CHECKBOX, entry, more.pop("id", ""), label, row, **more)


def text(entry: int, label: str, value: str = "") -> Control:
    """Return a text control."""
    return Control(ControlType.TEXT, entry, "", label, {}, value)


def lookup(entry: int, label: str, value: str = "") -> Control:
    """Return a lookup."""
    return Control(ControlType.LOOKUP, entry, "", label, {}, value)


def fixed(
    label: str = "", *, checked: bool = True, row: Mapping[str, str] | None = None
) -> Control:
    """Return a check mark without a control."""
    return Control(ControlType.FIXED, -1, "", label, row or {}, checked=checked)


def table(title: str, *rows: Mapping[str, Cell], complete: bool = True) -> Table:
    """Return a list."""
    headers = tuple(dict.fromkeys(name for row in rows for name in row))
    return Table(title, headers, rows, complete=complete)


def select(entry: int, *texts: str, chosen: str = "", **more: Any) -> Control:
    """Return a drop-down; an option's value is its text, except that of `--None--`, which is empty."""
    options = tuple(
        Option("" if one == "--None--" else one, one, selected=one == chosen) for one in texts
    )
    label, row = more.pop("label", ""), more.pop("row", {})
    return Control(ControlType.SELECT, entry, "", label, row, chosen, options=options, **more)
