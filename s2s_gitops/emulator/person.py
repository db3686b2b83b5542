"""A person at the keyboard: opens Classic pages and presses buttons as a browser would.

It finds links, controls and buttons by what stands on the screen, and posts whole forms. It is
for tests, demos and edits by hand; it shares no code with the pages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

import requests
from lxml import html

if TYPE_CHECKING:
    from collections.abc import Iterable

_TARGET = re.compile(r"navigateToUrl\('((?:[^'\\]|\\.)*)'")


class LostError(Exception):
    """Something that the person looked for is not on the screen, or the platform refused."""


class Person:
    """Somebody who is logged in to one org; a class because a browser has a session."""

    def __init__(self, url: str, token: str, ca_file: str) -> None:
        self.url = url
        self.session = requests.Session()
        self.session.trust_env = False
        self.session.verify = ca_file
        self.session.cookies.set("sid", token)

    def close(self) -> None:
        """Close the browser."""
        self.session.close()

    def open(self, address: str) -> Screen:
        """Open a page."""
        return self._screen(self.session.get(urljoin(self.url, address)))

    def post(self, address: str, pairs: list[tuple[str, str]]) -> Screen:
        """Post a form and follow where it leads."""
        return self._screen(self.session.post(urljoin(self.url, address), data=pairs))

    def _screen(self, response: requests.Response) -> Screen:
        if response.status_code >= 400 or "ec=302" in response.url:
            raise LostError(
                f"{response.status_code} {' '.join(_text(html.fromstring(response.text)).split())}"
            )
        return Screen(self, response.url, html.fromstring(response.text))

    def connection(self, name: str) -> Screen:
        """Open the detail page of a connection by its name."""
        return self.open("/04P").follow(name)

    def choose_objects(
        self, connection: str, tick: Iterable[str] = (), untick: Iterable[str] = ()
    ) -> Screen:
        """Publish and unpublish objects of a connection by label."""
        form = self.connection(connection).press("Publish/Unpublish")
        return form.tick(tick).untick(untick).press("Save")

    def choose_fields(
        self, connection: str, kind: str, tick: Iterable[str] = (), untick: Iterable[str] = ()
    ) -> Screen:
        """Publish and unpublish fields of a published object by label or API label."""
        form = self.connection(connection).edit_row("Published Objects", kind)
        return form.tick(tick).untick(untick).press("Save")

    def invite(self, contact: str) -> Screen:
        """Invite a contact by name."""
        form = self.open("/04P/o").press("New")
        return form.fill("Contact", contact).press("Save & Send Invite")

    def accept(self, connection: str) -> Screen:
        """Accept a received invitation."""
        return self.connection(connection).press("Accept").press("Accept")


@dataclass(frozen=True, slots=True)
class Screen:
    """What is on the screen right now. Filling in changes it, as it does in a browser."""

    person: Person
    url: str
    page: Any

    @property
    def heading(self) -> str:
        """The heading of the page."""
        return " ".join(
            _text(one) for one in self.page.xpath("//h1 | //h2[@class='pageDescription']")
        )

    @property
    def errors(self) -> tuple[str, ...]:
        """What the page complains about, visible texts only."""
        shown = self.page.xpath(
            "//*[@id='errorTitle' or @id='errorDesc'] | //div[@class='errorMsg']"
            " | //*[@id='errorDiv_ep'][not(contains(@style, 'none'))]"
        )
        return tuple(_text(one) for one in shown)

    def value(self, label: str) -> str:
        """Return the text beside a label of a detail block; a picture counts with its name."""
        cells = [
            row[1]
            for row in self.page.xpath("//table[@class='detailList']//tr")
            if _text(row[0]) == label
        ]
        picture = _one(cells, label).xpath(".//img/@alt")
        return str(picture[0]) if picture else _text(cells[0])

    def rows(self, title: str) -> list[list[str]]:
        """Return the rows of a related list, cell by cell."""
        return [
            [_text(cell) for cell in row]
            for row in self._list(title).xpath(".//tr[contains(@class, 'dataRow')]")
        ]

    def follow(self, text: str) -> Screen:
        """Click a link by its text."""
        return self.person.open(
            _one([a for a in self.page.xpath("//a") if _text(a) == text], text).get("href")
        )

    def edit_row(self, title: str, text: str) -> Screen:
        """Click Edit in the row of a related list that shows this text."""
        rows = self._list(title).xpath(".//tr[contains(@class, 'dataRow')]")
        row = _one([row for row in rows if text in [_text(cell) for cell in row]], text)
        return self.person.open(_one(row.xpath(".//a[text()='Edit']"), "Edit").get("href"))

    def fill(self, label: str, text: str) -> Screen:
        """Type into a text or a lookup."""
        control = self._control(label)
        control.set("value", text)
        name = control.get("name")
        for companion, value in (("_lkid", ""), ("_mod", "1")):
            for hidden in self.page.xpath("//input[@name=$name]", name=name + companion):
                hidden.set("value", value)
        return self

    def tick(self, labels: Iterable[str]) -> Screen:
        """Tick checkboxes by label."""
        for label in labels:
            self._control(label).set("checked", "checked")
        return self

    def untick(self, labels: Iterable[str]) -> Screen:
        """Clear checkboxes by label."""
        for label in labels:
            self._control(label).attrib.pop("checked", None)
        return self

    def press(self, text: str) -> Screen:
        """Press a button: a submit button posts its form, another one goes where it leads."""
        buttons = [one for one in self.page.xpath("//input") if _text_of_button(one) == text]
        if not buttons:
            raise LostError(
                f"there is no button {text!r} on {self.heading!r}; {' '.join(self.errors)}"
            )
        button = buttons[0]
        if button.get("type") == "submit":
            form = button.xpath("ancestor::form")[0]
            pressed = (button.get("name"), button.get("value"))
            return self.person.post(
                urljoin(self.url, form.get("action")), [*_successful(form), pressed]
            )
        match = _TARGET.search(button.get("onclick", ""))
        if match is None:
            raise LostError(f"the button {text!r} leads nowhere")
        return self.person.open(re.sub(r"\\(.)", r"\1", match.group(1)))

    def _list(self, title: str) -> Any:
        return _one(
            [
                one
                for one in self.page.xpath("//div[@class='bRelatedList']")
                if _text(one.xpath(".//h3")[0]) == title
            ],
            title,
        )

    def _control(self, label: str) -> Any:
        """Find a control by its label, or by another text of its row."""
        names = [
            one.get("for") for one in self.page.xpath("//label") if _text(one).lstrip("*") == label
        ]
        for row in self.page.xpath("//tr[contains(@class, 'dataRow')]"):
            if not names and label in [_text(cell) for cell in row]:
                names += row.xpath(".//input/@name")
        return self.page.xpath("//*[@id=$name]", name=_one(names, label))[0]


def _one(found: list[Any], what: str) -> Any:
    if len(found) != 1:
        raise LostError(f"{len(found)} things on the screen are called {what!r}")
    return found[0]


def _text(element: Any) -> str:
    return " ".join(element.text_content().replace("\xa0", " ").split())


def _text_of_button(element: Any) -> str:
    is_button = element.get("type") in {"submit", "button"}
    return element.get("value", "").strip() if is_button else ""


def _successful(form: Any) -> list[tuple[str, str]]:
    """Return what a browser posts, in the order of the page and without buttons."""
    pairs = []
    for one in form.xpath(".//input | .//select"):
        kind = one.get("type")
        if one.tag == "select":
            pairs.append((one.get("name"), one.value or ""))
        elif kind == "checkbox" and one.get("checked") is None:
            continue
        elif kind not in {"submit", "button"}:
            pairs.append((one.get("name"), one.get("value", "")))
    return pairs
