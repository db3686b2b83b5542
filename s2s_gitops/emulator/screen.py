"""What is on the screen of a browser: found by its words, filled in, and posted as a whole form.

It is the eyes and hands of person.py and shares no code with the pages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urljoin

from s2s_gitops.emulator.controls import successful, text_of_button
from s2s_gitops.emulator.naming import (
    LostError,
    called,
    cells_of,
    first,
    pick,
    text_of,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_TARGET = re.compile(r"navigateToUrl\('((?:[^'\\]|\\.)*)'")
NONE = "--None--"


class Browser(Protocol):
    """What a screen needs to lead to the next one."""

    def open(self, address: str) -> Screen:
        """Open a page."""
        ...

    def post(self, address: str, pairs: list[tuple[str, str]]) -> Screen:
        """Post a form and follow where it leads."""
        ...


@dataclass(frozen=True, slots=True)
class Screen:
    """What is on the screen right now. Filling in changes it, as it does in a browser."""

    browser: Browser
    url: str
    page: Any

    @property
    def heading(self) -> str:
        """The heading of the page."""
        return " ".join(
            text_of(one) for one in self.page.xpath("//h1 | //h2[@class='pageDescription']")
        )

    @property
    def errors(self) -> tuple[str, ...]:
        """What the page complains about, visible texts only."""
        shown = self.page.xpath(
            "//*[@id='errorTitle' or @id='errorDesc'] | //div[@class='errorMsg']"
            " | //*[@id='errorDiv_ep'][not(contains(@style, 'none'))]"
        )
        return tuple(text_of(one) for one in shown)

    def value(self, label: str) -> str:
        """Return the text beside a label of a detail block; a picture counts with its name."""
        rows = self.page.xpath("//table[@class='detailList']//tr")
        cell = pick(rows, label, lambda row: [text_of(row[0])])[1]
        picture = cell.xpath(".//img/@alt")
        return str(picture[0]) if picture else text_of(cell)

    def rows(self, title: str) -> list[list[str]]:
        """Return the rows of a related list, cell by cell."""
        return [
            [text_of(cell) for cell in row]
            for row in self._list(title).xpath(".//tr[contains(@class, 'dataRow')]")
        ]

    def follow(self, text: str) -> Screen:
        """Click a link by its text."""
        return self.browser.open(pick(self.page.xpath("//a"), text).get("href"))

    def edit_row(self, title: str, text: str) -> Screen:
        """Click Edit in the row of a related list that shows this text."""
        row = self._row(text, self._list(title))
        return self.browser.open(pick(row.xpath(".//a"), "Edit").get("href"))

    def fill(self, label: str, text: str) -> Screen:
        """Type into a text or a lookup; an id chooses from the lookup's list."""
        control = self._control(label)
        if control.tag == "select":
            return self._select(control, text)
        control.set("value", text)
        name = control.get("name")
        prefix = self.page.xpath("string(//input[@name=$name]/@value)", name=f"{name}_lktp")
        is_id = prefix and re.fullmatch(rf"{prefix}\w{{12}}(\w{{3}})?", text)
        for companion, value in (("_lkid", text[:15] if is_id else ""), ("_mod", "1")):
            for hidden in self.page.xpath("//input[@name=$name]", name=name + companion):
                hidden.set("value", value)
        return self

    def fill_given(self, texts: Mapping[str, str | None]) -> Screen:
        """Type what is given, and leave the rest as it is."""
        for label, text in texts.items():
            if text is not None:
                self.fill(label, text)
        return self

    def tick(self, labels: Iterable[str]) -> Screen:
        """Tick checkboxes by label."""
        for label in labels:
            self._box(label).set("checked", "checked")
        return self

    def untick(self, labels: Iterable[str]) -> Screen:
        """Clear checkboxes by label."""
        for label in labels:
            self._box(label).attrib.pop("checked", None)
        return self

    def choose(self, label: str, text: str | None, section: str = "") -> Screen:
        """Choose from a drop-down or a lookup by its text; no text chooses none."""
        within = self._section(section) if section else self.page
        control = self._control(label, within)
        return (
            self._select(control, text) if control.tag == "select" else self.fill(label, text or "")
        )

    def _select(self, select: Any, text: str | None) -> Screen:
        """Choose an option by its text, or by the id that is its value."""
        options = select.xpath("./option")
        by_id = [one for one in options if text and one.get("value") == text[:15]]
        chosen = by_id[0] if by_id else pick(options, text or NONE)
        for option in options:
            option.attrib.pop("selected", None)
        chosen.set("selected", "selected")
        return self

    def options(self, label: str) -> list[str]:
        """Return the texts of a drop-down."""
        return [text_of(one) for one in self._control(label).xpath("./option")]

    def chosen(self, label: str, section: str = "") -> str:
        """Return the text of the chosen option."""
        within = self._section(section) if section else self.page
        chosen = self._control(label, within).xpath("./option[@selected]")
        return text_of(chosen[0]) if chosen else NONE

    def set_row_tick(self, text: str, *, is_ticked: bool) -> Screen:
        """Tick or clear the checkbox in the row that shows this text."""
        boxes = self._row(text, self.page).xpath(".//input[@type='checkbox']")
        box = first(boxes, text)
        box.attrib.pop("checked", None)
        if is_ticked:
            box.set("checked", "checked")
        return self

    def press(self, text: str) -> Screen:
        """Press a button, and say yes when a dialog or a page asks."""
        screen = self._press(text)
        is_question = screen.page.xpath("//h2[@class='mainTitle'][text()='Please Confirm']")
        return screen._press(text) if is_question else screen

    def has_button(self, text: str) -> bool:
        """Tell whether there is such a button."""
        return bool(self._buttons(text))

    def acts_at_once(self, text: str) -> bool:
        """Tell whether a button does something, instead of leading to another page."""
        button = first(self._buttons(text), text)
        return button.get("type") == "submit" or "TOKEN" in button.get("onclick", "")

    def label_of(self, *labels: str) -> str:
        """Return the one of these labels that is on the screen."""
        known = self.page.xpath("//label")
        return next((one for one in labels if called(known, one, words_of)), labels[0])

    def _buttons(self, text: str) -> list[Any]:
        shown = self.page.xpath("//input[not(contains(@style, 'none'))]")
        return [one for one in shown if text_of_button(one) == text]

    def _press(self, text: str) -> Screen:
        """A submit button posts its form, another one goes where it leads."""
        buttons = self._buttons(text)
        if not buttons:
            raise LostError(
                f"there is no button {text!r} on {self.heading!r}; {' '.join(self.errors)}"
            )
        button = buttons[0]
        if button.get("type") == "submit":
            form = button.xpath("ancestor::form")[0]
            pressed = (button.get("name"), button.get("value"))
            return self.browser.post(
                urljoin(self.url, form.get("action")), [*successful(form), pressed]
            )
        match = _TARGET.search(button.get("onclick", ""))
        if match is None:
            raise LostError(f"the button {text!r} leads nowhere")
        return self.browser.open(re.sub(r"\\(.)", r"\1", match.group(1)))

    def _list(self, title: str) -> Any:
        lists = self.page.xpath("//div[@class='bRelatedList']")
        return pick(lists, title, lambda one: [text_of(one.xpath(".//h3")[0])])

    def _control(self, label: str, within: Any = None) -> Any:
        """Find a control by its label, or by another text of its row."""
        place = self.page if within is None else within
        labels = place.xpath(".//label")
        if called(labels, label, words_of):
            return self.page.get_element_by_id(pick(labels, label, words_of).get("for"))
        row = self._row(label, place)
        return first(row.xpath(".//select") or row.xpath(".//input"), label)

    def _box(self, label: str) -> Any:
        """Find a checkbox that can be clicked."""
        box = self._control(label)
        if box.get("disabled") is not None:
            raise LostError(f"the box {label!r} is disabled")
        return box

    def _row(self, text: str, place: Any) -> Any:
        return pick(place.xpath(".//tr[contains(@class, 'dataRow')]"), text, cells_of)

    def _section(self, title: str) -> Any:
        """Find the table under a heading inside a form."""
        heading = pick(self.page.xpath("//div[@class='pbSubheader']"), title)
        return heading.xpath("following-sibling::table[1]")[0]
