"""Ticking and clearing on a form that may show its rows in pages: one save for each page that has some of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from s2s_gitops.emulator.screen import Screen


def choose_all(opened: Callable[[], Screen], tick: Iterable[str], untick: Iterable[str]) -> Screen:
    """Tick and clear labels; those on other pages of the form are saved after those of the first."""
    wanted = {**dict.fromkeys(tick, True), **dict.fromkeys(untick, False)}
    while True:
        form = opened().showing(wanted)
        here = form.shown(wanted) or list(wanted)
        form.tick(one for one in here if wanted[one])
        form.untick(one for one in here if not wanted[one])
        screen = form.press("Save")
        wanted = {one: is_on for one, is_on in wanted.items() if one not in here}
        if not wanted or screen.errors:
            return screen
