"""Duelling lists in a post: the hidden copies decide, and a list without its copy is a defect.

Known: a script copies the values into hidden inputs, joined with commas; the server reads only these.
So a post with the old copy saves the old value. What is refused is what no browser sends: a visible
list that says something else than the copy, and copies that contradict each other.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from s2s_gitops.emulator.pages.forms import Duel

_PIECE = re.compile(r"(?:\\.|[^,\\])+")


def chosen_in(duel: Duel, values: Mapping[str, str]) -> frozenset[str]:
    """Return the values that the deciding copy holds."""
    return frozenset(_split(values[duel.copies[-1][0]]))


def duel_defects(duel: Duel, pairs: tuple[tuple[str, str], ...]) -> Iterator[str]:
    """Name what no browser would have sent."""
    values = dict(pairs)
    copies = [_split(values[name]) for name, _ in duel.copies if name in values]
    known = {value for value, _ in duel.options}
    for (name, _), copy in zip(duel.copies, copies, strict=False):
        yield from (f"the copy {name} has no option {one!r}" for one in copy if one not in known)
        if len(set(copy)) < len(copy):
            yield f"the copy {name} has an option twice"
    if len(copies) == 2 and sorted(copies[0] + copies[1]) != sorted(known):
        yield f"the copies of {duel.stem} do not fit together"
    chosen = set(copies[-1]) if copies else set()
    for number, (name, _, _) in enumerate(duel.lists):
        said = {value for key, value in pairs if key == name and value in known}
        if said - chosen if number else said & chosen:
            yield f"the duelling list {name} was posted without its hidden copy"


def _split(text: str) -> list[str]:
    return [re.sub(r"\\(.)", r"\1", piece) for piece in _PIECE.findall(text)]
