"""A Setup page as a value: what a person can see and press on it. How it was fetched is not known here.

The anatomy of Classic pages behind these types is described in `docs/pages.md`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Link:
    """A link: its text and where it leads, as an address on the org's own host."""

    text: str
    address: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text, its links, and whether it shows a check mark (None: it shows neither)."""

    text: str
    links: tuple[Link, ...] = ()
    checked: bool | None = None


class ControlType(StrEnum):
    """What kind of control it is."""

    CHECKBOX = "checkbox"
    TEXT = "text"
    SELECT = "select"
    LOOKUP = "lookup"
    DUEL = "duel"
    """Two lists side by side, one of which holds what is chosen; script copies it when the form is saved."""
    MANY = "many"
    """A list with several choices of which it is not known how they are sent."""
    FIXED = "fixed"
    """A check mark without a control: the value cannot be changed."""
    NOTHING = "nothing"
    """A row of a list in which there is nothing to fill in and no check mark."""


@dataclass(frozen=True, slots=True)
class Option:
    """One entry of a drop-down list."""

    value: str
    text: str
    selected: bool = False


@dataclass(frozen=True, slots=True)
class Copy:
    """How script sends a duelling list: the chosen values, joined, in a hidden entry; the others perhaps too.

    `chosen` and `others` are positions of entries, -1 where there is none.
    """

    chosen: int
    others: int
    separator: str
    escape: str


@dataclass(frozen=True, slots=True)
class Control:
    """Something to fill in. `label` is its own label; `row` the other texts of its table row, by column header.

    `entry` is the position of its entry in the form, -1 for a fixed mark or nothing: names alone
    may be shared. `column` is the header above it, `links` are those of its row.
    """

    type: ControlType
    entry: int
    id: str
    label: str
    row: Mapping[str, str]
    value: str = ""
    checked: bool = False
    options: tuple[Option, ...] = ()
    enabled: bool = True
    row_number: int = -1
    """Controls of one table row share a number; -1 outside of table rows."""
    section: str = ""
    """The heading above, within the form."""
    column: str = ""
    links: tuple[Link, ...] = ()
    copy: Copy | None = None
    """How a duelling list travels; None for everything else."""
    strange: bool = False
    """The page runs script that is not understood when it is changed."""

    @property
    def texts(self) -> tuple[str, ...]:
        """All texts that name the control, its own label first."""
        return tuple(dict.fromkeys(text for text in (self.label, *self.row.values()) if text))


@dataclass(frozen=True, slots=True)
class Button:
    """Something to press: a submit button of a form (`name`), or a button that opens an address.

    `confirm` is the question that the page asks first, empty if it asks none. `strange` is true
    when the page runs script that is not understood. `position` counts the form's entries that
    stand before it; `form` says which of the page's forms it is in, -1 if in none.
    """

    text: str
    name: str = ""
    value: str = ""
    address: str = ""
    confirm: str = ""
    strange: bool = False
    position: int = 0
    form: int = field(default=-1, compare=False)


@dataclass(frozen=True, slots=True)
class Table:
    """A list with a title. `complete` is false when the page shows only a part of it.

    `more` are addresses of the rows that come next, `larger` of the same list with more rows.
    `torn` is true when the page breaks off, or when rows and header do not fit together.
    """

    title: str
    headers: tuple[str, ...]
    rows: tuple[Mapping[str, Cell], ...]
    buttons: tuple[Button, ...] = ()
    complete: bool = True
    more: tuple[str, ...] = ()
    larger: tuple[str, ...] = ()
    torn: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One name and value that the form sends unless a control changes it; `sent` as a browser would decide."""

    name: str
    value: str
    sent: bool


@dataclass(frozen=True, slots=True)
class Form:
    """A form: what it sends, its controls and its buttons. Its rows may be shown in part, like a list's.

    `hidden` are controls that are not displayed: they count as absent, and are sent as found.
    """

    action: str
    entries: tuple[Entry, ...]
    controls: tuple[Control, ...]
    buttons: tuple[Button, ...]
    complete: bool = True
    strange: bool = False
    hidden: tuple[Control, ...] = ()
    more: tuple[str, ...] = ()
    larger: tuple[str, ...] = ()
    torn: bool = False
    says_empty: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its address after all redirects, its headings, detail values, lists, forms and buttons.

    `form` is the edit form among the `forms`: the others are small ones around a button.
    """

    address: str
    titles: tuple[str, ...]
    details: Mapping[str, Cell]
    tables: tuple[Table, ...]
    form: Form | None
    buttons: tuple[Button, ...]
    links: tuple[Link, ...]
    errors: tuple[str, ...] = ()
    forms: tuple[Form, ...] = ()
    torn: bool = False
    """The page breaks off before its end."""
    verified: bool = False
    """It has the marks of a page whose contract a capture of a live org has confirmed."""
    source: str = field(default="", repr=False, compare=False)
    """The page as it came, for a capture where it does not look as expected."""


@dataclass(frozen=True, slots=True)
class LookupValue:
    """What goes into a lookup: the record's id and its name. Without an id, the org looks for the name."""

    id: str
    text: str


Filling = bool | str | LookupValue | tuple[str, ...]
"""A new value of a control: a tick, a text or an option's value, a record, or all that a duelling list holds."""


@dataclass(frozen=True, slots=True)
class Submission:
    """A form with new values for some of its controls (by their entry), and the one button that is pressed."""

    page: Page
    form: Form
    fillings: Mapping[int, Filling]
    button: Button
