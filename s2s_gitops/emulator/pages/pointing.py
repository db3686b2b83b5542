"""A control that points at a record: a lookup or a drop-down, as the dialect has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from s2s_gitops.emulator.clock import to_15
from s2s_gitops.emulator.pages.form_dialect import Pointer
from s2s_gitops.emulator.pages.forms import Choice, Control, Lookup

if TYPE_CHECKING:
    from collections.abc import Mapping

NONE = ("", "--None--")


def pointing(
    pointer: Pointer, place: tuple[str, str], record_id: str | None, found: Mapping[str, str]
) -> Control:
    """Return the control for a place (input name, key prefix) that may point at what is found."""
    name, prefix = place
    if pointer is Pointer.LOOKUP:
        return Lookup(name, prefix, record_id, found)
    options = tuple((to_15(each), text) for each, text in found.items())
    return Choice(name, (NONE, *options), to_15(record_id) if record_id else "")
