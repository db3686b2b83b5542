"""Dialects by number: 0 is the plain one, every other number draws each choice from a seed."""

from __future__ import annotations

from random import Random

from s2s_gitops.emulator.pages.dialect import Dialect
from s2s_gitops.emulator.pages.form_dialect import draw_forms
from s2s_gitops.emulator.pages.list_dialect import draw_lists


def dialect_of(number: int) -> Dialect:
    """Return the dialect of a number; the same number gives the same dialect on every machine.

    Forms and lists draw from streams of their own, so that a new choice in one moves nothing in the
    other.
    """
    if number == 0:
        return Dialect()
    forms = draw_forms(Random(f"{number} forms"))  # noqa: S311 - no secret
    return Dialect(
        salt=f"dialect {number}",
        number=number,
        forms=forms,
        names=forms.names.table(),
        lists=draw_lists(Random(f"{number} lists")),  # noqa: S311 - no secret
    )
