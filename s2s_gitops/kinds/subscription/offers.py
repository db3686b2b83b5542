"""The Subscribe/Unsubscribe page: what the partner publishes, and which own object takes it in."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from s2s_gitops.kinds.page_contract import LOOK, form
from s2s_gitops.kinds.rules import can_be_published
from s2s_gitops.kinds.spellings import Spellings
from s2s_gitops.model.errors import PageChanged
from s2s_gitops.model.page import Control, ControlType, Page

NONE: Final = "--None--"


@dataclass(frozen=True, slots=True)
class Offer:
    """One object that the partner publishes: the drop-down of own objects, and Auto-Accept if offered.

    `own` is the chosen own object, None if there is none; `choices` maps own objects to option
    values.
    """

    object: str
    select: Control
    own: str | None
    choices: Mapping[str, str]
    auto_accept: Control | None


def read_offers(
    org: str, page: Page, own: Mapping[str, str], theirs: Mapping[str, str]
) -> dict[str, Offer]:
    """Return the rows of the page by the partner's object.

    `own` and `theirs` map API names to labels; where the partner cannot be read, `theirs` is empty.
    Raises PageChanged where a row cannot be told.
    """
    labels = theirs or {name: label for name, label in own.items() if can_be_published(name)}
    partner = Spellings(labels)
    ours = Spellings(own)
    found: dict[str, Offer] = {}
    for controls in rows_of(org, page):
        select = next(one for one in controls if one.type is ControlType.SELECT)
        name = partner_name(org, page, select, partner)
        boxes = [one for one in controls if one.type is ControlType.CHECKBOX]
        if name in found or len(boxes) > 1:
            raise PageChanged(org, f"{page.address}: the row of {name} is not clear.", LOOK)
        choices = own_choices(org, page, select, own, ours)
        chosen = [api for api, value in choices.items() if value == select.value]
        found[name] = Offer(
            name, select, chosen[0] if chosen else None, choices, boxes[0] if boxes else None
        )
    return found


def told_labels(offers: Iterable[Offer]) -> dict[str, str]:
    """Return the labels of a partner's objects as the page tells them: texts that stand in one row only.

    For partners whom nobody here can read: other pages show their objects by label alone.
    """
    listed = list(offers)
    counts = Counter(text for one in listed for text in set(one.select.texts))
    return {
        one.object: text
        for one in listed
        for text in one.select.texts
        if text not in ("", one.object) and counts[text] == 1
    }


def rows_of(org: str, page: Page) -> list[list[Control]]:
    """Return the controls of each row that has a drop-down. Raises PageChanged if none has, or two."""
    rows: dict[int, list[Control]] = {}
    for control in form(org, page).controls:
        if control.row_number >= 0:
            rows.setdefault(control.row_number, []).append(control)
    found = [row for row in rows.values() if _selects(row)]
    if any(len(_selects(row)) != 1 for row in found):
        raise PageChanged(org, f"{page.address} has rows with several drop-downs.", LOOK)
    return found


def partner_name(org: str, page: Page, control: Control, partner: Spellings) -> str:
    """Return the API name of what a row stands for: as the page shows it, else as a label tells it."""
    api_texts = [text for header, text in control.row.items() if "API" in header and text]
    if api_texts and partner.knows(api_texts[0]):
        return partner.tell(org, page, api_texts)
    if api_texts:
        return api_texts[0]
    return partner.tell(org, page, control.texts)


def own_choices(
    org: str, page: Page, select: Control, own: Mapping[str, str], ours: Spellings
) -> dict[str, str]:
    """Return the option value of each own thing that a drop-down offers."""
    choices: dict[str, str] = {}
    for option in select.options:
        if option.text in ("", NONE):
            continue
        name = option.value if option.value in own else ours.tell(org, page, [option.text])
        if name in choices:
            raise PageChanged(org, f"{page.address} offers {name} twice in one list.", LOOK)
        choices[name] = option.value
    return choices


def none_value(org: str, page: Page, select: Control) -> str:
    """Return the option value of "no choice". Raises PageChanged if there is none."""
    found = next((one.value for one in select.options if one.text == NONE), None)
    if found is None:
        raise PageChanged(org, f"{page.address} has a list without {NONE}.", LOOK)
    return found


def _selects(row: Iterable[Control]) -> list[Control]:
    return [one for one in row if one.type is ControlType.SELECT]
