"""A form as a value: what a page shows, and what posts.py checks a post against."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from s2s_gitops.emulator.clock import to_15

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from s2s_gitops.emulator.pages.columns import Columns
    from s2s_gitops.emulator.pages.paging import Pager

NO_RECORD = "000000000000000"
TOKEN, STAMP = "_CONFIRMATIONTOKEN", "sysMod"


def one_line(text: str) -> str:
    """Return a text as an input of one line holds it."""
    return " ".join(text.split())


@dataclass(frozen=True, slots=True)
class TextBox:
    """A line of text."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A checkbox; one that is disabled is only to see, and no browser posts it.

    `chosen_by` names a drop-down: while nothing is chosen there, a script disables the box.
    """

    name: str
    is_ticked: bool
    is_disabled: bool = False
    is_hidden: bool = False
    chosen_by: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A drop-down; the options are (value, text). `enables` names a box that waits for a choice."""

    name: str
    options: tuple[tuple[str, str], ...]
    value: str
    enables: str = ""


@dataclass(frozen=True, slots=True)
class Lookup:
    """A lookup with its companions; `found` maps the ids it may point at to their names."""

    name: str
    prefix: str
    record_id: str | None
    found: Mapping[str, str]

    @property
    def text(self) -> str:
        """The name of the record it points at."""
        return one_line(self.found.get(self.record_id or "", ""))

    @property
    def companions(self) -> tuple[tuple[str, str], ...]:
        """The hidden inputs that travel with the text."""
        short = to_15(self.record_id) if self.record_id else NO_RECORD
        return (
            (f"{self.name}_lkid", short),
            (f"{self.name}_lkold", self.text or "null"),
            (f"{self.name}_lktp", self.prefix),
            (f"{self.name}_lspf", "0"),
            (f"{self.name}_lspfsub", "0"),
            (f"{self.name}_mod", "0"),
        )


@dataclass(frozen=True, slots=True)
class Picture:
    """A fixed tick: nothing to change, only to see."""

    alt: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A text where others have a control."""

    text: str


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link in a row; with a handler a click runs that instead."""

    text: str
    href: str
    handler: str = ""


@dataclass(frozen=True, slots=True)
class Duel:
    """Two duelling lists; the options are (value, text), those in `chosen` stand on the right.

    No server reads them: at posting a script copies their values into hidden inputs.
    """

    stem: str
    what: str
    options: tuple[tuple[str, str], ...]
    chosen: frozenset[str]
    copies_both: bool = True

    @property
    def lists(self) -> tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]:
        """The two lists: input name, title, options."""
        right = tuple(one for one in self.options if one[0] in self.chosen)
        left = tuple(one for one in self.options if one[0] not in self.chosen)
        return (
            (f"{self.stem}_select_0", f"Available {self.what}", left),
            (f"{self.stem}_select_1", f"Selected {self.what}", right),
        )

    @property
    def copies(self) -> tuple[tuple[str, str], ...]:
        """The hidden inputs with the values that the page came with; the last one decides."""
        places = (0, 1) if self.copies_both else (1,)
        return tuple((f"{self.stem}{n}", joined(v for v, _ in self.lists[n][2])) for n in places)

    @property
    def script(self) -> str:
        """What copies them."""
        shown = ", ".join(
            f"document.editPage.{self.stem}_select_{name[-1]}" for name, _ in self.copies
        )
        kept = ", ".join(f"document.editPage.{name}" for name, _ in self.copies)
        return f"saveAllSelected([{shown}], [{kept}], ',', '\\\\', '--None--');"


def joined(values: Iterable[str]) -> str:
    """Return values as a script joins them for a hidden input."""
    return ",".join(one.replace("\\", "\\\\").replace(",", "\\,") for one in values)


Control = TextBox | Tick | Choice | Lookup | Picture | Notice | PageLink | Duel


@dataclass(frozen=True, slots=True)
class FormRow:
    """A labelled control; `key` is what the rules call it, the rest are further parts of a row.

    `texts` are parts that only some dialects show.
    """

    key: str
    label: str
    control: Control
    is_required: bool = False
    note: str = ""
    detail: str = ""
    second: Control | None = None
    texts: Mapping[str, str] = field(default_factory=dict)

    @property
    def controls(self) -> tuple[Control, ...]:
        """The controls of the row."""
        return (self.control,) if self.second is None else (self.control, self.second)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a form under a heading of its own."""

    title: str
    columns: Columns
    rows: tuple[FormRow, ...]


@dataclass(frozen=True, slots=True)
class Submit:
    """A submit button; the shown value is padded with blanks, as the platform does."""

    key: str
    name: str
    text: str
    handler: str = ""
    is_hidden: bool = False

    @property
    def value(self) -> str:
        """The literal value that is posted."""
        return f" {self.text} "


@dataclass(frozen=True, slots=True)
class Form:
    """A whole form. With `columns` (part of a row, heading) it is a table, else labelled lines.

    `script` runs when it is posted, after what copies duelling lists. `pager` leads to further rows.
    `shows_save_first` keeps invisible buttons behind the visible.
    """

    action: str
    hidden: tuple[tuple[str, str], ...]
    rows: tuple[FormRow, ...]
    buttons: tuple[Submit, ...]
    title: str
    subtitle: str = ""
    columns: Columns = ()
    sections: tuple[Section, ...] = ()
    script: str = ""
    shows_save_first: bool = False
    pager: Pager | None = None

    @property
    def duels(self) -> tuple[Duel, ...]:
        """The duelling lists of the form."""
        controls = (one for row in self.every_row for one in row.controls)
        return tuple(one for one in controls if isinstance(one, Duel))

    @property
    def on_submit(self) -> str:
        """Everything that runs when it is posted."""
        return " ".join((*(duel.script for duel in self.duels), self.script)).strip()

    @property
    def has_dialog(self) -> bool:
        """Whether a button runs a script."""
        return any(button.handler for button in self.buttons)

    @property
    def every_row(self) -> tuple[FormRow, ...]:
        """The rows of all parts of the form, in the order of the page."""
        return self.rows + tuple(row for section in self.sections for row in section.rows)

    def hidden_value(self, name: str) -> str:
        """Return the value of a hidden input."""
        return dict(self.hidden)[name]
