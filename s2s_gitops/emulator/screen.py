"""What is on the screen of a browser: found by its words, filled in, and posted as a whole form.

It is the eyes and hands of person.py and shares no code with the pages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urljoin

from s2s_gitops.emulator import looking
from s2s_gitops.emulator.controls import successful
from s2s_gitops.emulator.duelling import NONE, copied, move
from s2s_gitops.emulator.lists import (
    block_of,
    link_to_more,
    longer_page,
    next_page,
    rows_in,
    target_of,
)
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

_ENABLES = re.compile(r"getElementById\('([^']+)'\)\.disabled = !this\.value")
_TARGET = re.compile(r"navigateToUrl\('((?:[^'\\]|\\.)*)'")


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
        return [[text_of(cell) for cell in row] for row in self._list_rows(title)]

    def follow(self, text: str) -> Screen:
        """Click a link by its text."""
        return self.browser.open(pick(self.page.xpath("//a"), text).get("href"))

    def edit_row(self, title: str, text: str) -> Screen:
        """Click Edit in the row of a related list that shows this text."""
        row = pick(self._list_rows(title), text, cells_of)
        return self.browser.open(pick(row.xpath(".//a"), "Edit").get("href"))

    def find(self, text: str) -> Screen:
        """Turn the pages of a list until one has a link with this text."""
        screen = self
        while not called(screen.page.xpath("//a"), text) and (address := next_page(screen.page)):
            screen = self._part_of(self.browser.open(address))
        return screen

    def sub_tab(self, text: str) -> Screen:
        """Go to a sub-tab: a link, a box, or a list that stands on this page."""
        clicked = self.page.xpath("//div[contains(@class, 'subTabs')]/*")
        if clicked:
            return self.browser.open(target_of(pick(clicked, text)))
        return Screen(self.browser, self.url, block_of(self.page, text))

    def _part_of(self, other: Screen) -> Screen:
        """Return of another screen what this one is of its own: all, or the list with its title."""
        is_block = self.page.tag == "div"
        if not is_block:
            return other
        block = block_of(other.page, text_of(self.page.xpath(".//h3")[0]))
        return Screen(other.browser, other.url, block)

    def showing(self, labels: Iterable[str]) -> Screen:
        """Go on to the first page that has a row with one of these labels, or stay."""
        wanted, screen = list(labels), self
        longer = longer_page(self.page)
        if longer is not None:
            return self.browser.open(longer)
        while not screen.shown(wanted):
            to = next_page(screen.page)
            if to is None:
                return self
            screen = self.browser.open(to)
        return screen

    def shown(self, labels: Iterable[str]) -> list[str]:
        """Return those of the labels that can be seen here; where there is one page only, all of them."""
        is_part = self.page.xpath("//form//div[@class='paging']//a")
        return [one for one in labels if not is_part or looking.has_row(self.page, one)]

    def follow_row(self, text: str, what: str) -> Screen:
        """Click the link to something in the row that shows this text, also one that opens a window."""
        return self.browser.open(
            target_of(first(looking.find_row(self.page, text).xpath(".//a"), what))
        )

    def fill(self, label: str, text: str) -> Screen:
        """Type into a text or a lookup; an id chooses from the lookup's list."""
        control = looking.find_control(self.page, label)
        if control.tag == "select":
            return self.choose(label, text)
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
            if not move(self.page, label, to_right=True):
                looking.find_box(self.page, label).set("checked", "checked")
        return self

    def untick(self, labels: Iterable[str]) -> Screen:
        """Clear checkboxes by label."""
        for label in labels:
            if not move(self.page, label, to_right=False):
                looking.find_box(self.page, label).attrib.pop("checked", None)
        return self

    def choose(self, label: str, text: str | None, section: str = "") -> Screen:
        """Choose from a drop-down or a lookup by its text; no text chooses none."""
        within = looking.find_section(self.page, section) if section else self.page
        control = looking.find_control(self.page, label, within)
        if control.tag != "select":
            return self.fill(label, text or "")
        looking.choose_option(self.page, control, text)
        return self

    def options(self, label: str) -> list[str]:
        """Return the texts of a drop-down."""
        return [text_of(one) for one in looking.find_control(self.page, label).xpath("./option")]

    def chosen(self, label: str, section: str = "") -> str:
        """Return the text of the chosen option."""
        within = looking.find_section(self.page, section) if section else self.page
        chosen = looking.find_control(self.page, label, within).xpath("./option[@selected]")
        return text_of(chosen[0]) if chosen else NONE

    def set_row_tick(self, text: str, *, is_ticked: bool) -> Screen:
        """Tick or clear the checkbox in the row that shows this text."""
        boxes = looking.find_row(self.page, text).xpath(".//input[@type='checkbox']")
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

    def has_section(self, title: str) -> bool:
        """Tell whether a form has a part with this heading."""
        return looking.has_section(self.page, title)

    def has_button(self, text: str) -> bool:
        """Tell whether there is such a button."""
        return bool(looking.find_buttons(self.page, text))

    def acts_at_once(self, text: str) -> bool:
        """Tell whether a button does something, instead of leading to another page."""
        button = first(looking.find_buttons(self.page, text), text)
        return button.get("type") == "submit" or "TOKEN" in button.get("onclick", "")

    def label_of(self, *labels: str) -> str:
        """Return the one of these labels that is on the screen."""
        known = self.page.xpath("//label")
        return next((one for one in labels if called(known, one, words_of)), labels[0])

    def _press(self, text: str) -> Screen:
        """A submit button posts its form, another one goes where it leads."""
        buttons = looking.find_buttons(self.page, text)
        if not buttons:
            raise LostError(
                f"there is no button {text!r} on {self.heading!r}; {' '.join(self.errors)}"
            )
        button = buttons[0]
        if button.get("type") == "submit":
            form = button.xpath("ancestor::form")[0]
            copied(form)
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

    def _list_rows(self, title: str) -> list[Any]:
        """Return every row of a related list, wherever the page shows the rest."""
        block = self._list(title)
        address = link_to_more(block)
        if address is None:
            return rows_in(block)
        screen = self.browser.open(address)
        if screen.page.xpath("//div[@class='bRelatedList']"):
            return screen._list_rows(title)
        rows = rows_in(screen.page)
        while to := next_page(screen.page):
            screen = self.browser.open(to)
            rows += rows_in(screen.page)
        return rows
