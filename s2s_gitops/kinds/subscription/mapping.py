"""The mapping page of a subscribed object: its fields, and the values of mapped picklists."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from s2s_gitops.kinds.page_contract import LOOK, form
from s2s_gitops.kinds.spellings import Spellings
from s2s_gitops.kinds.subscription.offers import NONE, own_choices, partner_name, rows_of
from s2s_gitops.model.errors import PageChanged
from s2s_gitops.model.page import Control, ControlType, Page

AUTO_MAP: Final = "Auto-Map Fields"


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field that the partner publishes: the drop-down of own fields and what is chosen."""

    select: Control
    own: str | None
    choices: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class MappingPage:
    """What the page shows: field rows by the partner's field, value drop-downs by field and value."""

    fields: Mapping[str, FieldRow]
    values: Mapping[str, Mapping[str, Control]]
    auto_map: Control | None

    def mapped_fields(self) -> dict[str, str]:
        """Return the own field of each mapped field."""
        return {name: row.own for name, row in self.fields.items() if row.own is not None}

    def mapped_values(self) -> dict[str, str]:
        """Return the own value of each mapped value, by field, dot, value."""
        return {
            f"{field}.{value}": chosen_text(control)
            for field, controls in self.values.items()
            for value, control in controls.items()
            if chosen_text(control) != NONE
        }


def read_mapping(
    org: str, page: Page, own: Mapping[str, str], theirs: Mapping[str, str]
) -> MappingPage:
    """Return what a mapping page shows; `own` and `theirs` map API names of fields to labels.

    Raises PageChanged where a row or a section cannot be told.
    """
    rows = rows_of(org, page)
    selects = [next(one for one in row if one.type is ControlType.SELECT) for row in rows]
    if not selects:
        raise PageChanged(org, f"{page.address} has no field to map.", LOOK)
    first = selects[0].section
    partner = Spellings(theirs or own)
    ours = Spellings(own)
    fields: dict[str, FieldRow] = {}
    sections: dict[str, list[Control]] = {}
    for select in selects:
        if select.section != first:
            sections.setdefault(select.section, []).append(select)
            continue
        name = partner_name(org, page, select, partner)
        if name in fields:
            raise PageChanged(org, f"{page.address} has two rows for {name}.", LOOK)
        choices = own_choices(org, page, select, own, ours)
        chosen = [api for api, value in choices.items() if value == select.value]
        fields[name] = FieldRow(select, chosen[0] if chosen else None, choices)
    names = _names_of(fields, theirs)
    values = {
        _field_of(org, page, title, names): _by_value(org, page, controls)
        for title, controls in sections.items()
    }
    boxes = (one for one in form(org, page).controls if one.type is ControlType.CHECKBOX)
    return MappingPage(fields, values, next((one for one in boxes if one.label == AUTO_MAP), None))


def chosen_text(control: Control) -> str:
    """Return the text of the chosen option."""
    return next((one.text for one in control.options if one.value == control.value), NONE)


def _names_of(fields: Mapping[str, FieldRow], theirs: Mapping[str, str]) -> dict[str, set[str]]:
    """Return by which texts a section may name each field: API name and label.

    Where the partner cannot be read, a label is a text of the field's row that no other row shows.
    """
    shown = Counter(text for row in fields.values() for text in row.select.texts)
    names: dict[str, set[str]] = {}
    for name, row in fields.items():
        own_texts = {text for text in row.select.texts if shown[text] == 1}
        names[name] = {name, theirs[name]} if name in theirs else {name, *own_texts}
    return names


def _field_of(org: str, page: Page, title: str, names: Mapping[str, set[str]]) -> str:
    """Return the field whose values a section maps: the longest name that its title holds."""
    held = [
        (len(text), name) for name, texts in names.items() for text in texts if _holds(title, text)
    ]
    longest = max((length for length, _ in held), default=0)
    found = sorted({name for length, name in held if length == longest})
    if len(found) != 1:
        told = ", ".join(found) or "no field"
        raise PageChanged(org, f"{page.address}: the section {title!r} names {told}.", LOOK)
    return found[0]


def _holds(title: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(text)}(?!\w)", title) is not None


def _by_value(org: str, page: Page, controls: list[Control]) -> dict[str, Control]:
    found: dict[str, Control] = {}
    for control in controls:
        texts = [text for text in control.texts if text]
        value = control.label or (texts[0] if texts else "")
        if not value or value in found:
            raise PageChanged(
                org, f"{page.address}: the row of the value {value!r} is not clear.", LOOK
            )
        found[value] = control
    return found
