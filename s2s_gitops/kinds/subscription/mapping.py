"""The mapping page of a subscribed object: its fields, and the values of mapped picklists.

Values stand in sections of the page itself, or behind a link or pop-up in the row of their field.
"""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from s2s_gitops.kinds.page_contract import NONE, changed, form
from s2s_gitops.kinds.spellings import Doubt, Spellings
from s2s_gitops.kinds.subscription.choices import Choices, chosen_text, own_choices
from s2s_gitops.kinds.subscription.fit import PICKLISTS, Fields
from s2s_gitops.kinds.subscription.rows import list_rows, partner_name, shows_whole_names
from s2s_gitops.model.errors import PageChanged
from s2s_gitops.model.page import Control, ControlType, Link, Page
from s2s_gitops.model.ports import ReadableOrg
from s2s_gitops.model.resource import UNREAD, Value

AUTO_MAP: Final = "Auto-Map Fields"
_VALUES: Final = re.compile(r"\b(?:values?|picklist)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field that the partner publishes: the drop-down of own fields and what is chosen."""

    select: Control
    choices: Choices

    @property
    def own(self) -> str | None:
        """The chosen own field, None if there is none."""
        return self.choices.chosen

    @property
    def values_link(self) -> Link | None:
        """The one link that leads to the field's values, if the row has such a one."""
        links = list({one.address: one for one in self.select.links}.values())
        named = [one for one in links if _VALUES.search(one.text)]
        found = links if len(links) == 1 else named
        return found[0] if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class ValueList:
    """The values of one field: the page that holds their drop-downs, and these by the partner's value."""

    page: Page
    controls: Mapping[str, Control]


@dataclass(frozen=True, slots=True)
class MappingPage:
    """What the page shows: field rows by the partner's field, value lists by field, and rows that are not told.

    `unread` are fields whose values are somewhere else, and could not be reached.
    """

    page: Page
    fields: Mapping[str, FieldRow]
    values: Mapping[str, ValueList]
    auto_map: Control | None
    doubts: tuple[Doubt, ...] = ()
    unread: frozenset[str] = field(default_factory=frozenset)

    @property
    def names(self) -> frozenset[str]:
        """Every field that has a row, told or in doubt."""
        return frozenset(self.fields).union(*(one.names for one in self.doubts))

    def mapped_fields(self) -> dict[str, str]:
        """Return the own field of each mapped field."""
        return {name: row.own for name, row in self.fields.items() if row.own is not None}

    def mapped_values(self) -> Value:
        """Return the own value of each mapped value, by field, dot, value; UNREAD if some could not be read."""
        if self.unread:
            return UNREAD
        return {
            f"{name}.{value}": chosen_text(control)
            for name, shown in self.values.items()
            for value, control in shown.controls.items()
            if chosen_text(control) != NONE
        }


def read_mapping(
    org: ReadableOrg, page: Page, own: Mapping[str, str], theirs: Mapping[str, str]
) -> MappingPage:
    """Return what a mapping page shows; `own` and `theirs` map API names of fields to labels.

    Raises PageChanged where a mapped row or a section cannot be told.
    """
    selects = [row.select for row in list_rows(org, page)]
    if not selects:
        raise changed(org.alias, page, f"{page.address} has no field to map.")
    first = selects[0].section
    listed = [one for one in selects if one.section == first]
    fields, doubts = _fields(org.alias, page, listed, own, theirs)
    sections: dict[str, list[Control]] = {}
    for select in selects:
        if select.section != first:
            sections.setdefault(select.section, []).append(select)
    names = _names_of(fields, theirs)
    values = {
        _field_of(org.alias, page, title, names): ValueList(page, _by_value(org.alias, page, those))
        for title, those in sections.items()
    }
    boxes = (one for one in form(org.alias, page, in_part=True).controls if one.label == AUTO_MAP)
    auto_map = next((one for one in boxes if one.type is ControlType.CHECKBOX), None)
    return MappingPage(page, fields, values, auto_map, doubts)


def _fields(
    org: str,
    page: Page,
    selects: Sequence[Control],
    own: Mapping[str, str],
    theirs: Mapping[str, str],
) -> tuple[dict[str, FieldRow], tuple[Doubt, ...]]:
    partner, ours = Spellings(theirs or own, is_proxy=not theirs), Spellings(own)
    in_full = shows_whole_names(selects)
    fields: dict[str, FieldRow] = {}
    doubts: list[Doubt] = []
    for select in selects:
        name = partner_name(select, partner, whole_names=in_full)
        choices = own_choices(org, page, select, ours)
        if isinstance(name, Doubt) and choices.chosen is None:
            doubts.append(name)
        elif isinstance(name, Doubt):
            raise name.changed(org, page)
        elif name in fields:
            raise changed(org, page, f"{page.address} has two rows for {name}.")
        else:
            fields[name] = FieldRow(select, choices)
    return fields, tuple(doubts)


def with_values(org: ReadableOrg, mapping: MappingPage, own: Fields, theirs: Fields) -> MappingPage:
    """Return a mapping with the values that stand on pages of their own.

    `own` and `theirs` are the fields of both objects. What cannot be reached is `unread`: it is
    never taken for "no value is mapped".
    """
    values, unread = dict(mapping.values), set()
    for name, row in mapping.fields.items():
        target = own.get(row.own or "")
        if name in values or target is None or target.type not in PICKLISTS:
            continue
        shown = _values_behind(org, mapping, row, target.values)
        if shown is not None:
            values[name] = shown
        elif row.values_link is not None or _has_values(name, mapping, theirs):
            unread.add(name)
    return replace(mapping, values=values, unread=frozenset(unread))


def _has_values(name: str, mapping: MappingPage, theirs: Fields) -> bool:
    """Say whether a field must have values to map: its type tells, or that the page shows none for any field."""
    if name in theirs:
        return theirs[name].type in PICKLISTS
    return not mapping.values


def _values_behind(
    org: ReadableOrg, mapping: MappingPage, row: FieldRow, known: Collection[str]
) -> ValueList | None:
    """Return the values that the link in a row leads to, None if there is no such link, or another page behind it."""
    link = row.values_link
    if link is None:
        return None
    try:
        page = org.open(link.address)
        selects = [one.select for one in list_rows(org, page)]
        controls = _by_value(org.alias, page, selects)
    except PageChanged:
        return None
    offered = {option.text for one in selects for option in one.options}
    is_other = page.address == mapping.page.address or not offered & set(known)
    return None if is_other else ValueList(page, controls)


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
        raise changed(org, page, f"{page.address}: the section {title!r} names {told}.")
    return found[0]


def _holds(title: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(text)}(?!\w)", title) is not None


def _by_value(org: str, page: Page, selects: Sequence[Control]) -> dict[str, Control]:
    """Return the drop-downs by the partner's value: their labels, or the one column that tells the rows apart."""
    is_labelled = all(one.label for one in selects)
    column = "" if is_labelled else _column(selects)
    found: dict[str, Control] = {}
    for one in selects:
        value = one.label if is_labelled else one.row.get(column, "")
        if not value or value in found:
            text = f"{page.address}: the row of the value {value!r} is not clear."
            raise changed(org, page, text)
        found[value] = one
    if not found:
        raise changed(org, page, f"{page.address} has no values to map.")
    return found


def _column(selects: Sequence[Control]) -> str:
    """Return the column that names the values: every row has another text in it. Empty if several do, or none."""
    names = [name for name in selects[0].row if all(one.row.get(name) for one in selects)]
    telling = [
        name
        for name in names
        if len({one.row[name] for one in selects}) == len(selects) and "API" not in name
    ]
    return telling[0] if len(telling) == 1 else ""
