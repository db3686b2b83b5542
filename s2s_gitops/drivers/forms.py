"""Forms: what they would send, their controls with labels and rows, and what a submission sends."""

from collections.abc import Iterator, Mapping
from typing import Final

from lxml.html import HtmlElement

from s2s_gitops.drivers.buttons import read_button
from s2s_gitops.drivers.gate import is_harmless
from s2s_gitops.drivers.text import is_hidden, is_paged, text_of
from s2s_gitops.model.page import (
    Button,
    Control,
    ControlType,
    Entry,
    Filling,
    Form,
    LookupValue,
    Option,
    Submission,
)

_HEADINGS: Final = ("h2", "h3")
_PRESSED: Final = frozenset({"submit", "button", "image", "reset"})
_CHANGING: Final = ("onclick", "onchange", "oninput")


def read_form(root: HtmlElement) -> Form | None:
    """Return the page's edit form, or None. Search and filter forms are not meant."""
    forms = [one for one in root.iter("form") if posts(one)]
    chosen = next(
        (one for one in forms if one.get("id") == "editPage"), forms[0] if forms else None
    )
    if chosen is None:
        return None
    return _Reader(chosen).read()


def posts(element: HtmlElement) -> bool:
    """Say whether an element is a form that sends what is edited in it; search and filter forms do not."""
    return element.tag == "form" and (element.get("method") or "").lower() == "post"


class _Reader:
    """Walks one form in document order. A class because entries, controls and buttons grow together."""

    def __init__(self, form: HtmlElement) -> None:
        self.form = form
        self.entries: list[Entry] = []
        self.controls: list[Control] = []
        self.buttons: dict[tuple[str, str], Button] = {}
        self.labels = {one.get("for"): text_of(one) for one in form.iter("label")}
        self.names = {one.get("name") for one in form.iter("input")}
        self.section = ""
        self.rows: dict[HtmlElement, int] = {}

    def read(self) -> Form:
        """Return the form."""
        for element in self.form.iter("input", "select", "textarea", "button", "img", *_HEADINGS):
            self._take(element)
        return Form(
            action=self.form.get("action") or "",
            entries=tuple(self.entries),
            controls=tuple(self.controls),
            buttons=tuple(self.buttons.values()),
            complete=not is_paged(self.form),
            strange=not is_harmless(self.form.get("onsubmit") or ""),
        )

    def _take(self, element: HtmlElement) -> None:
        kind = (element.get("type") or ("submit" if element.tag == "button" else "text")).lower()
        if element.tag in _HEADINGS:
            self.section = text_of(element)
        elif element.tag == "img":
            self._mark(element)
        elif element.tag in ("input", "button") and kind in _PRESSED:
            if not is_hidden(element):
                button = read_button(element, len(self.entries))
                self.buttons.setdefault((button.text, button.name), button)
        elif element.tag == "input" and kind == "hidden":
            self._entry(element, element.get("value") or "", sent=True)
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
        options = tuple(
            Option(one.get("value", text_of(one)), text_of(one), one.get("selected") is not None)
            for one in element.iter("option")
        )
        selected = [one.value for one in options if one.selected]
        if element.get("multiple") is not None:
            for value in selected:
                self._entry(element, value, sent=True)
            return
        chosen = selected[-1] if selected else options[0].value if options else ""
        entry = self._entry(element, chosen, sent=bool(options))
        self._add(ControlType.SELECT, entry, element, chosen, options=options)

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
        self.controls.append(
            Control(
                type=kind,
                entry=entry,
                id=element.get("id") or "",
                label=self.labels.get(element.get("id")) or _label_beside(element),
                row=dict(_row_texts(element)),
                row_number=self._row_number(element),
                section=self.section,
                value=value,
                checked=checked,
                options=options,
                enabled=element.get("disabled") is None,
                strange=_is_strange(element, kind),
            )
        )

    def _row_number(self, element: HtmlElement) -> int:
        row = _data_row(element)
        return -1 if row is None else self.rows.setdefault(row, len(self.rows))


def _is_strange(element: HtmlElement, kind: ControlType) -> bool:
    lookup = element.get("name") or "" if kind is ControlType.LOOKUP else ""
    return not all(is_harmless(one, lookup) for one in _handlers(element))


def _handlers(element: HtmlElement) -> Iterator[str]:
    """Yield the script that runs when a control is changed: its own, and that of what is around it."""
    yield from (value for name, value in element.items() if name.startswith("on"))
    for around in element.iterancestors():
        yield from (around.get(name, "") for name in _CHANGING)


def _data_row(element: HtmlElement) -> HtmlElement | None:
    row = next((one for one in element.iterancestors("tr")), None)
    return row if row is not None and "dataRow" in row.classes else None


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


def _row_texts(element: HtmlElement) -> Iterator[tuple[str, str]]:
    """The texts of the other cells of the element's row, by the header of their column."""
    row = _data_row(element)
    if row is None:
        return
    table = next(one for one in row.iterancestors("table"))
    headers = [text_of(one) for one in table.xpath(".//tr[contains(@class,'headerRow')][1]/*")]
    for number, cell in enumerate(one for one in row if one.tag in ("td", "th")):
        header = headers[number] if number < len(headers) else ""
        yield header or f"column {number}", text_of(cell)


def body_of(submission: Submission) -> list[tuple[str, str]]:
    """Return names and values as a browser would send them: in document order, with the one pressed button."""
    form = submission.form
    values = {at: (one.name, one.value) for at, one in enumerate(form.entries) if one.sent}
    for at, filling in submission.fillings.items():
        _fill(form, values, at, filling)
    pressed = (submission.button.name, submission.button.value)
    values = {at: (name, _with_crlf(value)) for at, (name, value) in values.items()}
    before = [pair for at, pair in sorted(values.items()) if at < submission.button.position]
    after = [pair for at, pair in sorted(values.items()) if at >= submission.button.position]
    return [*before, *([pressed] if pressed[0] else []), *after]


def _fill(form: Form, values: dict[int, tuple[str, str]], at: int, filling: Filling) -> None:
    entry = form.entries[at]
    if filling is False:
        values.pop(at, None)
    elif filling is True:
        values[at] = (entry.name, entry.value)
    elif isinstance(filling, LookupValue):
        companions = {
            entry.name: filling.text,
            f"{entry.name}_lkid": filling.id,
            f"{entry.name}_lkold": filling.text,
            f"{entry.name}_mod": "1",
        }
        values.update(_companions(form, companions))
    else:
        values[at] = (entry.name, filling)


def _with_crlf(value: str) -> str:
    """Line breaks travel as CRLF, whatever the page or the user wrote."""
    return value.replace("\r\n", "\n").replace("\n", "\r\n")


def _companions(form: Form, companions: Mapping[str, str]) -> dict[int, tuple[str, str]]:
    """The entries of a lookup: its text, the record's id, the old text and the mark that it was changed."""
    named = ((at, one.name) for at, one in enumerate(form.entries) if one.name in companions)
    return {at: (name, companions[name]) for at, name in named}
