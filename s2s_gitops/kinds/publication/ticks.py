"""What a page lets be published: ticks, whether they are tick boxes, fixed marks or entries of duelling lists."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from s2s_gitops.kinds.following import controls
from s2s_gitops.kinds.page_contract import changed
from s2s_gitops.kinds.spellings import Doubt, Spellings, api_texts
from s2s_gitops.model.errors import OrgError
from s2s_gitops.model.page import Control, ControlType, Filling, Page
from s2s_gitops.model.ports import ReadableOrg

_BOXES: Final = (ControlType.CHECKBOX,)
_UNCHANGEABLE: Final = (ControlType.FIXED, ControlType.NOTHING)


@dataclass(frozen=True, slots=True)
class Tick:
    """One thing: whether it is ticked, whether that is fixed, and where.

    `value` is its entry in a duelling list; `says` its text there, or what stands in place of a tick.
    """

    control: Control
    ticked: bool
    fixed: bool = False
    value: str | None = None
    says: str = ""


@dataclass(frozen=True, slots=True)
class Ticks:
    """The ticks of a page by API name, and what none of them can be told for. No doubt is about a ticked row."""

    page: Page
    by_name: Mapping[str, Tick]
    doubts: Sequence[Doubt] = field(default=())

    @property
    def chosen(self) -> frozenset[str]:
        """Everything that is ticked."""
        return frozenset(name for name, tick in self.by_name.items() if tick.ticked)

    @property
    def names(self) -> frozenset[str]:
        """Everything that has a row, told or in doubt."""
        return frozenset(self.by_name).union(*(one.names for one in self.doubts))


def read_ticks(
    org: ReadableOrg, page: Page, spellings: Spellings, *, always: Collection[str] | None = None
) -> Ticks:
    """Return the ticks of a page's form, on all of its pages.

    `always` are those that come by themselves, so that rows with nothing to tick are ticked for
    good; only they may stand on a page where nothing else is. With None such rows are no ticks.
    Raises PageChanged where there is nothing to tick, where two ticks mean one thing, or where a
    ticked one cannot be told.
    """
    shown = _ticks(org.alias, page, controls(org, page))
    found = [one for one in shown if always is not None or not _is_text(one)]
    by_name: dict[str, list[Tick]] = {}
    doubts: list[Doubt] = []
    for tick in found:
        name = _name(tick, spellings)
        if isinstance(name, str):
            by_name.setdefault(name, []).append(tick)
        elif tick.ticked and not _is_aside(tick):
            raise name.changed(org.alias, page)
        else:
            doubts.append(name)
    for name, those in by_name.items():
        _refuse_unclear(org.alias, page, name, those, is_default=name in (always or ()))
    if not by_name:
        raise changed(
            org.alias, page, f"{page.address} has no tick boxes of anything that is known."
        )
    doubts += [
        Doubt((name, name), frozenset({name})) for name, those in by_name.items() if len(those) > 1
    ]
    kept = {name: those[0] for name, those in by_name.items() if len(those) == 1}
    return Ticks(page, kept, doubts)


def _refuse_unclear(
    org: str, page: Page, name: str, ticks: Sequence[Tick], *, is_default: bool
) -> None:
    """Refuse two rows for one thing that is ticked, and a row that has lost what it says."""
    if len(ticks) > 1 and any(one.ticked for one in ticks):
        raise changed(org, page, f"{page.address} has two rows for {name}.")
    if any(_is_text(one) and not one.says for one in ticks) and not is_default:
        text = f"{page.address} has neither a tick box nor a text in the row of {name}."
        raise changed(org, page, text)


def fillings_of(org: str, ticks: Ticks, wanted: Mapping[str, bool]) -> dict[int, Filling]:
    """Return what to fill in so that things are ticked or not, and everything else stays as it is.

    Raises PageChanged if the page does not offer one of them, ByHand if it may be there and cannot
    be told.
    """
    fillings: dict[int, Filling] = {}
    for name, ticked in wanted.items():
        tick = ticks.by_name.get(name)
        if tick is None or tick.fixed:
            raise _missing(org, ticks, name)
        before = fillings.get(tick.control.entry)
        fillings[tick.control.entry] = (
            ticked if tick.value is None else _moved(tick, before, ticked=ticked)
        )
    return fillings


def _moved(tick: Tick, before: Filling | None, *, ticked: bool) -> tuple[str, ...]:
    """Return what a duelling list holds after one more move, in the order in which script would leave it."""
    held = tuple(one.value for one in tick.control.options if one.selected)
    if isinstance(before, tuple):
        held = before
    rest = tuple(one for one in held if one != tick.value)
    return (
        (*rest, tick.value or "") if ticked and len(rest) == len(held) else held if ticked else rest
    )


def _missing(org: str, ticks: Ticks, name: str) -> OrgError:
    page = ticks.page
    doubt = next((one for one in ticks.doubts if name in one.names), None)
    if doubt is not None:
        return doubt.by_hand(org, page, name)
    text = f"{page.address} has no tick box for {name} that can be changed."
    fix = "The org does not offer it: check the name, its type and the user's access."
    return changed(org, page, text, fix)


def _name(tick: Tick, spellings: Spellings) -> str | Doubt:
    if tick.value is not None:
        names = spellings.option(tick.says, tick.value)
        return next(iter(names)) if len(names) == 1 else Doubt((tick.says,), names)
    control = tick.control
    return spellings.look(control.texts, api_texts(control.row), hints=(control.id, control.value))


def _ticks(org: str, page: Page, shown: Sequence[Control]) -> Iterator[Tick]:
    """Yield the ticks of a page. In a table they stand in one column; marks elsewhere tell something else."""
    rows: dict[int, list[Control]] = {}
    for one in shown:
        if one.row_number >= 0:
            rows.setdefault(one.row_number, []).append(one)
    if any(one.type is ControlType.MANY for one in shown):
        raise changed(org, page, f"{page.address} has lists of which is not known what is chosen.")
    column = _column(org, page, rows.values())
    duels = [one for one in shown if one.type is ControlType.DUEL]
    for row in rows.values():
        if any(one.type is ControlType.SELECT for one in row):
            raise changed(org, page, f"{page.address} has drop-downs in its rows, not ticks alone.")
        yield from _row(row, column)
    for duel in duels:
        yield from (
            Tick(duel, one.selected, value=one.value, says=one.text) for one in duel.options
        )
    if column is None and not duels:
        marks = (*_BOXES, ControlType.FIXED)
        yield from (_tick(one) for one in shown if one.row_number < 0 and one.type in marks)
    _refuse_hidden(org, page)


def _column(org: str, page: Page, rows: Iterable[Sequence[Control]]) -> str | None:
    """Return the column of the tick boxes, or of the marks where there is no box; None if there is neither."""
    listed = [one for row in rows for one in row]
    boxes = {one.column for one in listed if one.type in _BOXES}
    marks = {one.column for one in listed if one.type is ControlType.FIXED}
    columns = boxes or marks
    if len(columns) > 1:
        names = ", ".join(sorted(columns))
        raise changed(
            org, page, f"{page.address} has tick boxes or marks in several columns: {names}."
        )
    return next(iter(columns), None)


def _row(row: Sequence[Control], column: str | None) -> Iterator[Tick]:
    found = [
        one for one in row if one.column == column and one.type in (*_BOXES, ControlType.FIXED)
    ]
    if found:
        yield from (_tick(one) for one in found)
    elif all(one.type in _UNCHANGEABLE for one in row):
        yield Tick(row[0], ticked=True, fixed=True, says=row[0].row.get(column or "", ""))


def _is_aside(tick: Tick) -> bool:
    """A check mark outside of rows may tell anything, unless its label is one of those that are looked for."""
    return tick.control.type is ControlType.FIXED and tick.control.row_number < 0


def _is_text(tick: Tick) -> bool:
    return tick.control.type is ControlType.NOTHING


def _tick(control: Control) -> Tick:
    fixed = control.type is ControlType.FIXED or not control.enabled
    return Tick(control, control.checked, fixed)


def _refuse_hidden(org: str, page: Page) -> None:
    """A ticked row that nobody sees would be published without being told."""
    hidden = page.form.hidden if page.form else ()
    if any(one.checked and one.type in _BOXES and one.row_number >= 0 for one in hidden):
        raise changed(org, page, f"{page.address} has a ticked row that is not displayed.")
