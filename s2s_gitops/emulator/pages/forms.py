"""A form as a value: what a page shows, and what posts.py checks a post against."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from s2s_gitops.emulator.clock import to_15

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    """A checkbox; one that is disabled is only to see, and no browser posts it."""

    name: str
    is_ticked: bool
    is_disabled: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """A drop-down; the options are (value, text)."""

    name: str
    options: tuple[tuple[str, str], ...]
    value: str


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


Control = TextBox | Tick | Choice | Lookup | Picture


@dataclass(frozen=True, slots=True)
class FormRow:
    """A labelled control; `key` is what the rules call it, the rest are further parts of a row."""

    key: str
    label: str
    control: Control
    is_required: bool = False
    note: str = ""
    detail: str = ""
    second: Control | None = None

    @property
    def controls(self) -> tuple[Control, ...]:
        """The controls of the row."""
        return (self.control,) if self.second is None else (self.control, self.second)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a form under a heading of its own."""

    title: str
    columns: tuple[tuple[str, str], ...]
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

    `script` runs when it is posted.
    """

    action: str
    hidden: tuple[tuple[str, str], ...]
    rows: tuple[FormRow, ...]
    buttons: tuple[Submit, ...]
    title: str
    subtitle: str = ""
    columns: tuple[tuple[str, str], ...] = ()
    sections: tuple[Section, ...] = ()
    script: str = ""

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
