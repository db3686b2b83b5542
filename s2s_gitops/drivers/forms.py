"""Forms: what they would send, and their controls with labels and rows."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from lxml.html import HtmlElement

from s2s_gitops.drivers.buttons import read_button
from s2s_gitops.drivers.duels import Duel, find_duels
from s2s_gitops.drivers.gate import is_harmless
from s2s_gitops.drivers.lists import says_empty
from s2s_gitops.drivers.rows import Rows
from s2s_gitops.drivers.text import is_hidden, text_of
from s2s_gitops.model.page import (
    Button,
    Control,
    ControlType,
    Entry,
    Form,
    Option,
)

_HEADINGS: Final = ("h2", "h3")
_PRESSED: Final = frozenset({"submit", "button", "image", "reset"})
_CHANGING: Final = ("onclick", "onchange", "oninput")


def edit_form(elements: Sequence[HtmlElement], forms: Sequence[Form]) -> Form | None:
    """Return the form in which a page is edited: `editPage`, else the only one with controls, else the only one."""
    named = [at for at, one in enumerate(elements) if one.get("id") == "editPage"]
    filled = [at for at, one in enumerate(forms) if one.controls]
    chosen = named or filled or list(range(len(forms)))
    return forms[chosen[0]] if len(chosen) == 1 else None


def read_form(form: HtmlElement) -> Form:
    """Return what a form sends and what can be done in it. Its pagers are for the page to find."""
    return _Reader(form).read()


class _Reader:
    """Walks one form in document order. A class because entries, controls and buttons grow together."""

    def __init__(self, form: HtmlElement) -> None:
        self.form = form
        self.entries: list[Entry] = []
        self.controls: list[Control] = []
        self.hidden: list[Control] = []
        self.buttons: dict[tuple[str, str], Button] = {}
        self.labels = {one.get("for"): text_of(one) for one in form.iter("label")}
        self.names = {one.get("name") for one in form.iter("input")}
        self.section = ""
        self.rows = Rows()
        duels, self.handler = find_duels(form)
        self.duels = {one.chosen: one for one in duels}
        self.others = {one.others for one in duels}
        self.duelling: dict[int, Duel] = {}
        self.copies: dict[HtmlElement, int] = {}

    def read(self) -> Form:
        """Return the form."""
        for element in self.form.iter(
            "input", "select", "textarea", "button", "img", "tr", *_HEADINGS
        ):
            self._take(element)
        return Form(
            action=self.form.get("action") or "",
            entries=tuple(self.entries),
            controls=tuple(self._copied(at, one) for at, one in enumerate(self.controls)),
            buttons=tuple(self.buttons.values()),
            strange=not is_harmless(self.handler),
            hidden=tuple(self.hidden),
            torn=self.rows.torn,
            says_empty=says_empty(self.form),
        )

    def _take(self, element: HtmlElement) -> None:
        kind = (element.get("type") or ("submit" if element.tag == "button" else "text")).lower()
        if element.tag in _HEADINGS:
            self.section = text_of(element)
        elif element.tag == "tr":
            if self.rows.visit(element):
                self._add(ControlType.NOTHING, -1, element)
        elif element.tag == "img":
            self._mark(element)
        elif element.tag in ("input", "button") and kind in _PRESSED:
            if not is_hidden(element):
                button = read_button(element, len(self.entries))
                self.buttons.setdefault((button.text, button.name), button)
        elif element.tag == "input" and kind == "hidden":
            at = self._entry(element, element.get("value") or "", sent=True)
            self.copies[element] = at
        else:
            self._control(element, kind)

    def _entry(self, element: HtmlElement, value: str, *, sent: bool) -> int:
        name = element.get("name") or ""
        is_sent = sent and bool(name) and element.get("disabled") is None
        self.entries.append(Entry(name, value, is_sent))
        return len(self.entries) - 1

    def _mark(self, image: HtmlElement) -> None:
        """A check mark in place of a control: the value is fixed."""
        if image.get("alt") in ("Checked", "Not Checked"):
            self._add(ControlType.FIXED, -1, image, checked=image.get("alt") == "Checked")

    def _control(self, element: HtmlElement, kind: str) -> None:
        if element.tag == "select":
            self._select(element)
        elif kind in ("checkbox", "radio"):
            checked = element.get("checked") is not None
            value = element.get("value", "on")
            entry = self._entry(element, value, sent=checked)
            self._add(ControlType.CHECKBOX, entry, element, value, checked=checked)
        else:
            value = _typed(element)
            is_lookup = f"{element.get('name')}_lkid" in self.names
            entry = self._entry(element, value, sent=True)
            self._add(ControlType.LOOKUP if is_lookup else ControlType.TEXT, entry, element, value)

    def _select(self, element: HtmlElement) -> None:
        options = _options(element)
        selected = [one.value for one in options if one.selected]
        if element.get("multiple") is not None:
            for value in selected:
                self._entry(element, value, sent=True)
            if element in self.duels:
                self.duelling[len(self.controls)] = self.duels[element]
                self._add(ControlType.DUEL, -1, element, options=self.duels[element].options())
            elif element not in self.others:
                self._add(ControlType.MANY, -1, element, options=options)
            return
        chosen = selected[-1] if selected else options[0].value if options else ""
        entry = self._entry(element, chosen, sent=bool(options))
        self._add(ControlType.SELECT, entry, element, chosen, options=options)

    def _copied(self, at: int, control: Control) -> Control:
        """Tell a duelling list where its copy goes, which may stand anywhere in the form."""
        if at not in self.duelling:
            return control
        copy = self.duelling[at].copy(self.copies)
        return replace(control, entry=copy.chosen, copy=copy)

    def _add(
        self,
        kind: ControlType,
        entry: int,
        element: HtmlElement,
        value: str = "",
        *,
        checked: bool = False,
        options: tuple[Option, ...] = (),
    ) -> None:
        if self.rows.is_header(element):
            return
        control = Control(
            type=kind,
            entry=entry,
            id=element.get("id") or "",
            label=self.labels.get(element.get("id")) or _label_beside(element),
            row=self.rows.texts(element),
            row_number=self.rows.number(element),
            section=self.section,
            column=self.rows.column(element),
            links=self.rows.links(element),
            value=value,
            checked=checked,
            options=options,
            enabled=element.get("disabled") is None,
            strange=kind is not ControlType.DUEL and _is_strange(element),
        )
        (self.hidden if is_hidden(element) else self.controls).append(control)


def _options(select: HtmlElement) -> tuple[Option, ...]:
    return tuple(
        Option(one.get("value", text_of(one)), text_of(one), one.get("selected") is not None)
        for one in select.iter("option")
    )


def _is_strange(element: HtmlElement) -> bool:
    return not all(is_harmless(one) for one in _handlers(element))


def _handlers(element: HtmlElement) -> Iterator[str]:
    """Yield the script that runs when a control is changed: its own, and that of what is around it."""
    yield from (value for name, value in element.items() if name.startswith("on"))
    for around in element.iterancestors():
        yield from (around.get(name, "") for name in _CHANGING)


def _typed(element: HtmlElement) -> str:
    """What is typed in. The first line break of a text area belongs to the markup."""
    if element.tag == "input":
        return element.get("value") or ""
    return (element.text or "").replace("\r\n", "\n").removeprefix("\n")


def _label_beside(element: HtmlElement) -> str:
    """The label column of the same row: the nearest one before the element's own cell."""
    cell = next((one for one in element.iterancestors("td", "th")), None)
    while cell is not None:
        cell = cell.getprevious()
        if cell is not None and "labelCol" in cell.classes:
            return text_of(cell)
    return ""
