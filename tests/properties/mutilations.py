"""Damage to the text of a page, as strategies: cuts, columns that are missing or elsewhere, foreign pages, junk."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from hypothesis import strategies as st

_ROW: Final = re.compile(r'<tr class="dataRow.*?</tr>', re.DOTALL)
_LINE: Final = re.compile(r'<tr class="(?:headerRow|dataRow).*?</tr>', re.DOTALL)
_HEADER: Final = re.compile(r'<tr class="headerRow.*?</tr>', re.DOTALL)
_TABLE: Final = re.compile(r'<table class="list".*?</table>', re.DOTALL)
_BLOCK: Final = re.compile(r"<(?:div|form|h\d|script|table|tr)\b")
_CELL: Final = re.compile(r"<(t[hd])\b.*?</\1>", re.DOTALL)
_LABEL: Final = re.compile(r"(<label[^>]*>).*?(</label>)", re.DOTALL)
_HEADING: Final = re.compile(r"<(h[123])\b.*?</\1>", re.DOTALL)
_JUNK: Final = (
    "<div>",
    "<",
    "'",
    "<script>",
    "<tr class='dataRow'><td>",
    "registerRelatedList(",
    "x ",
    "&#0;",
)

Places = tuple[float, float, float]
Damage = Callable[[str, Sequence[str], Places], str]


@dataclass(frozen=True)
class Mutilation:
    """One kind of damage, and where it strikes: three numbers from 0 to 1."""

    name: str
    places: Places

    def apply(self, text: str, others: Sequence[str]) -> str:
        """Return the damaged page. `others` are pages that might come in its place."""
        return DAMAGES[self.name](text, others, self.places)


def rows_of(text: str) -> set[str]:
    """Return the rows of a page's lists, as text."""
    return set(_ROW.findall(text))


def mutilations() -> st.SearchStrategy[Mutilation]:
    """Draw a kind of damage and its places."""
    place = st.floats(0, 1, exclude_max=True)
    return st.builds(Mutilation, st.sampled_from(sorted(DAMAGES)), st.tuples(place, place, place))


def _cut(text: str, _: Sequence[str], at: Places) -> str:
    return text[: int(at[0] * len(text))]


def _cut_table(text: str, _: Sequence[str], at: Places) -> str:
    """Lose the end of one list, its closing tag included."""

    def cut(table: str) -> str:
        return table[: int(at[1] * len(table))]

    return _in_one(_TABLE, text, at[0], cut)


def _drop_column(text: str, _: Sequence[str], at: Places) -> str:
    return _in_one(_TABLE, text, at[0], lambda table: _LINE.sub(_without(at[1], table), table))


def _drop_header(text: str, _: Sequence[str], at: Places) -> str:
    return _in_one(_TABLE, text, at[0], lambda table: _HEADER.sub(_without(at[1], table), table))


def _drop_header_row(text: str, _: Sequence[str], at: Places) -> str:
    return _in_one(_HEADER, text, at[0], lambda _row: "")


def _drop_cell(text: str, _: Sequence[str], at: Places) -> str:
    return _in_one(_ROW, text, at[0], lambda row: _in_one(_CELL, row, at[1], lambda _cell: ""))


def _swap_columns(text: str, _: Sequence[str], at: Places) -> str:
    return _in_one(_TABLE, text, at[0], lambda table: _LINE.sub(_swapped(at, table), table))


def _swap_cells(text: str, _: Sequence[str], at: Places) -> str:
    """Exchange the cells of two columns, and leave the headers where they are."""
    return _in_one(_TABLE, text, at[0], lambda table: _ROW.sub(_swapped(at, table), table))


def _drop_labels(text: str, _: Sequence[str], at: Places) -> str:
    return _LABEL.sub(r"\1\2", text) if at[0] < 0.5 else _in_one(_LABEL, text, at[1], lambda _: "")


def _drop_heading(text: str, _: Sequence[str], at: Places) -> str:
    return _in_one(_HEADING, text, at[0], lambda _heading: "")


def _repeat_row(text: str, _: Sequence[str], at: Places) -> str:
    return _in_one(_ROW, text, at[0], lambda row: row * 2)


def _another(_: str, others: Sequence[str], at: Places) -> str:
    return others[int(at[0] * len(others))]


def _empty(_: str, __: Sequence[str], at: Places) -> str:
    return ("", " ", "<html></html>", "<html><body></body></html>")[int(at[0] * 4)]


def _junk(text: str, _: Sequence[str], at: Places) -> str:
    """Put up to two megabytes of something between the blocks of the page, or in its place."""
    what = _JUNK[int(at[0] * len(_JUNK))]
    many = what * (int(at[1] ** 8 * 2_000_000) // len(what))
    if at[2] < 0.1:
        return many
    return _in_one(_BLOCK, text, at[2], lambda block: many + block)


DAMAGES: Final[dict[str, Damage]] = {
    one.__name__.removeprefix("_"): one
    for one in (
        _cut, _cut_table, _drop_column, _drop_header, _drop_header_row, _drop_cell,
        _swap_columns, _swap_cells, _drop_labels, _drop_heading, _repeat_row, _another, _empty, _junk,
    )
}  # fmt: skip


def _in_one(what: re.Pattern[str], text: str, at: float, change: Callable[[str], str]) -> str:
    """Return a text with one of the places that fit changed; as it is if none fits."""
    found = list(what.finditer(text))
    if not found:
        return text
    one = found[int(at * len(found))]
    return text[: one.start()] + change(one.group()) + text[one.end() :]


def _width(table: str) -> int:
    header = _HEADER.search(table)
    return max(1, len(_CELL.findall(header.group()))) if header else 1


def _without(at: float, table: str) -> Callable[[re.Match[str]], str]:
    number = int(at * _width(table))

    def drop(line: re.Match[str]) -> str:
        cells = list(_CELL.finditer(line.group()))
        if number >= len(cells):
            return line.group()
        return line.group()[: cells[number].start()] + line.group()[cells[number].end() :]

    return drop


def _swapped(at: Places, table: str) -> Callable[[re.Match[str]], str]:
    first, second = sorted(int(one * _width(table)) for one in at[1:])

    def swap(line: re.Match[str]) -> str:
        text, cells = line.group(), list(_CELL.finditer(line.group()))
        if first == second or second >= len(cells):
            return text
        one, two = cells[first], cells[second]
        return (
            text[: one.start()] + two.group() + text[one.end() : two.start()] + one.group()
            + text[two.end() :]
        )  # fmt: skip

    return swap
