"""The check of what comes back from a form.

A post which a browser would not have made from the shown form is refused with its defect named: a
missing hidden input, an unknown one, no button or two, one that nobody can see.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from s2s_gitops.emulator.clock import to_18
from s2s_gitops.emulator.pages.duels import chosen_in, duel_defects
from s2s_gitops.emulator.pages.forms import (
    NO_RECORD,
    STAMP,
    TOKEN,
    Choice,
    Control,
    Duel,
    Form,
    Lookup,
    Notice,
    PageLink,
    Picture,
    TextBox,
    Tick,
    one_line,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class PostDefectError(Exception):
    """A post that no browser would have sent from this form."""


@dataclass(frozen=True, slots=True)
class Posted:
    """What came back, checked."""

    button: str
    values: Mapping[str, str]

    def texts(self, form: Form) -> dict[str, str]:
        """Return what stands in each text of the form, by key."""
        boxes = ((row.key, row.control) for row in form.rows)
        return {
            key: self.values[box.name].strip() for key, box in boxes if isinstance(box, TextBox)
        }

    def choice(self, control: Control) -> str:
        """Return the value of the chosen option; a form row that is no drop-down has none."""
        return self.values[control.name] if isinstance(control, Choice) else ""

    def is_ticked(self, control: Control | None) -> bool:
        """Tell whether a checkbox is there and ticked."""
        return isinstance(control, Tick) and control.name in self.values

    def chosen(self, duel: Duel) -> frozenset[str]:
        """Return the values on the right of two duelling lists, as their hidden copy has them."""
        return chosen_in(duel, self.values)

    def ticked(self, form: Form) -> frozenset[str]:
        """Return the keys of all rows that are ticked."""
        return frozenset(row.key for row in form.rows if self.is_ticked(row.control))


def read_post(form: Form, pairs: tuple[tuple[str, str], ...]) -> Posted:
    """Check a post against the form; raise PostDefectError that lists every defect."""
    defects = list(_defects(form, pairs))
    if defects:
        raise PostDefectError("; ".join(defects))
    values = dict(pairs)
    button = next(one for one in form.buttons if values.get(one.name) == one.value)
    return Posted(button.key, values)


def _defects(form: Form, pairs: tuple[tuple[str, str], ...]) -> Iterator[str]:
    counts = Counter(name for name, _ in pairs)
    values = dict(pairs)
    known: set[str] = {button.name for button in form.buttons}
    for name, value in form.hidden:
        known.add(name)
        if counts[name] == 0:
            yield f"the hidden input {name} is missing"
        elif values[name] != value and name not in {TOKEN, STAMP}:
            yield f"the hidden input {name} was changed"
    for control in (one for row in form.every_row for one in row.controls):
        for name in _names(control):
            known.add(name)
            if counts[name] == 0 and not isinstance(control, Tick):
                yield f"the input {name} is missing"
        yield from _value_defects(control, values)
    for duel in form.duels:
        known |= {name for name, _, _ in duel.lists}
        yield from duel_defects(duel, pairs)
        counts -= Counter(name for name, _ in pairs if name in {each[0] for each in duel.lists})
    yield from (f"the input {name} is unknown" for name in counts if name not in known)
    yield from (f"the input {name} came {n} times" for name, n in counts.items() if n > 1)
    yield from _button_defects(form, pairs)


def _button_defects(form: Form, pairs: tuple[tuple[str, str], ...]) -> Iterator[str]:
    pressed = [
        (name, value) for name, value in pairs if name in {each.name for each in form.buttons}
    ]
    if not pressed:
        yield "no button was pressed"
    if len(pressed) > 1:
        yield "more than one button was pressed"
    literal = {(button.name, button.value) for button in form.buttons}
    hidden = {(button.name, button.value) for button in form.buttons if button.is_hidden}
    yield from (f"the invisible button {one[0]} was pressed" for one in pressed if one in hidden)
    yield from (
        f"the button {name} has the value {value!r}"
        for name, value in pressed
        if (name, value) not in literal
    )


def _names(control: Control) -> tuple[str, ...]:
    match control:
        case Picture() | Notice() | PageLink():
            return ()
        case Tick(is_disabled=True, chosen_by=""):
            return ()
        case Duel():
            return tuple(name for name, _ in control.copies)
        case Lookup(name):
            return (name, *(companion for companion, _ in control.companions))
        case _:
            return (control.name,)


def _value_defects(control: Control, values: Mapping[str, str]) -> Iterator[str]:
    match control:
        case Tick(name) if values.get(name, "1") != "1":
            yield f"the checkbox {name} has the value {values[name]!r}"
        case Tick(name, is_hidden=True) if name in values:
            yield f"the invisible checkbox {name} was ticked"
        case Tick(name, chosen_by=select) if select and name in values and not values.get(select):
            yield f"the checkbox {name} is disabled while nothing is chosen in {select}"
        case Choice(name, options) if name in values and values[name] not in dict(options):
            yield f"the drop-down {name} has no option {values[name]!r}"
        case Lookup(name):
            yield from _lookup_defects(control, values)
        case _:
            return


def _lookup_defects(control: Lookup, values: Mapping[str, str]) -> Iterator[str]:
    name = control.name
    for companion, value in control.companions:
        may_change = companion.endswith(("_lkid", "_lkold", "_mod"))
        if not may_change and values.get(companion, value) != value:
            yield f"the input {companion} was changed"
    is_touched = values.get(f"{name}_mod", "0")
    if is_touched not in {"0", "1"}:
        yield f"the input {name}_mod is neither 0 nor 1"
    if is_touched == "0" and values.get(name, control.text) != control.text:
        yield f"the text of {name} was changed but {name}_mod is 0"


def resolve(form: Form, posted: Posted) -> tuple[dict[str, str | None], dict[str, str]]:
    """Return what each lookup and drop-down of records points at, and the problems, by key."""
    pointed: dict[str, str | None] = {}
    problems: dict[str, str] = {}
    for row in form.rows:
        if isinstance(row.control, Lookup):
            found = _find(row.control, posted.values)
            pointed[row.key] = found[0] if len(found) == 1 else None
            if found == ():
                problems[row.key] = "No matches found."
            elif len(found) > 1:
                problems[row.key] = "Multiple items found. Select an item from the list below."
        elif isinstance(row.control, Choice):
            pointed[row.key] = to_18(chosen) if (chosen := posted.choice(row.control)) else None
    return pointed, problems


def _find(control: Lookup, values: Mapping[str, str]) -> tuple[str | None, ...]:
    """Return every record that the posted lookup may mean; (None,) is an empty lookup."""
    if values[f"{control.name}_mod"] == "0":
        return (control.record_id,)
    record_id, text = values[f"{control.name}_lkid"], one_line(values[control.name])
    if record_id not in {"", NO_RECORD}:
        return (to_18(record_id),) if to_18(record_id) in control.found else ()
    if not text:
        return (None,)
    wanted = text.casefold()
    return tuple(key for key, name in control.found.items() if one_line(name).casefold() == wanted)
