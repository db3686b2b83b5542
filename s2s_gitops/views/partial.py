"""A plan of a part for people: what was looked at, and what was left out."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from s2s_gitops.model.part import Part
from s2s_gitops.views.plain import plain

_SHOWN: Final = 8
"""How many names a line holds; the rest is counted."""
_ONE_AND_MANY: Final = {
    "connection": ("1 connection", "{} connections"),
    "settings": ("the settings of 1 org", "the settings of {} orgs"),
    "template": ("1 template", "{} templates"),
}


def part_lines(part: Part | None) -> list[str]:
    """Return what a plan was limited to; nothing for a whole plan."""
    return [plain(line) for line in _lines(part)] if part else []


def _lines(part: Part) -> Iterator[str]:
    if part.changed:
        yield f"Partial plan: only what changed since {part.since}, which is {_named(part.changed)}."
    else:
        yield f"Partial plan: nothing that is declared changed since {part.since}."
    if part.needed:
        yield f"Looked at as well, because that leans on it: {_named(part.needed)}."
    if part.gone:
        yield f"No longer declared since {part.since}, left alone: {_named(part.gone)}."
    if part.besides:
        yield "Changed besides:"
        yield from (f"   {one}" for one in part.besides)
    left_out = _counted(part.left_out) if part.left_out else "nothing"
    yield f"Left out: {left_out} that did not change since {part.since}."
    yield ""


def _named(units: Sequence[str]) -> str:
    more = len(units) - _SHOWN
    shown = units[:_SHOWN] if more > 0 else units
    return ", ".join(shown) + (f" and {more} more" if more > 0 else "")


def _counted(units: Sequence[str]) -> str:
    counts = Counter(_word(one) for one in units)
    told = []
    for word, count in sorted(counts.items()):
        one, many = _ONE_AND_MANY.get(word, (f"1 {word}", f"{{}} of {word}"))
        told.append(one if count == 1 else many.format(count))
    return " and ".join(([", ".join(told[:-1])] if told[1:] else []) + told[-1:])


def _word(unit: str) -> str:
    """Return what a unit is: what stands in an org says so in its address."""
    parts = unit.split("/")
    return parts[1] if len(parts) > 1 else "connection"
