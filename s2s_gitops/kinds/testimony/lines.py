"""Lines of an org's records, and in which order they were written."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise, takewhile
from typing import Final

_DATE: Final = re.compile(
    r"(\d{1,2})/(\d{1,2})/(\d{4}),? (\d{1,2}):(\d{2})(?::(\d{2}))?(?: ([AP]M))?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what it says, whom it names, and when, as the org shows it.

    `moments` is the time under each reading that the dates of the whole record allow, None where
    it cannot be read. `rank` grows with age or with youth as the record is sorted, 0 where that is
    not known: times have no seconds, and lines of one minute follow each other all the same.
    """

    text: str
    who: str
    when: str
    moments: tuple[datetime | None, ...]
    rank: int = 0


def ranked(moments: Sequence[tuple[datetime | None, ...]]) -> list[int]:
    """Return a rank for each line of a record that is sorted by time: the newest has the highest.

    All are 0 where the record is not sorted, or where nothing tells in which direction.
    """
    ways = (
        {_direction([one[number] for one in moments]) for number in range(len(moments[0]))}
        if moments
        else set()
    )
    direction = ways.pop() if len(ways) == 1 else 0
    return [direction * (number + 1) for number in range(len(moments))]


def _direction(times: Sequence[datetime | None]) -> int:
    """Return 1 for oldest first, -1 for newest first, 0 where it cannot be told."""
    known = [one for one in times if one is not None]
    if len(known) < len(times) or len({one.tzinfo is None for one in known}) > 1:
        return 0
    steps = {(later > earlier) - (later < earlier) for earlier, later in pairwise(known)} - {0}
    return steps.pop() if len(steps) == 1 else 0


def read_times(shown: Sequence[str]) -> list[tuple[datetime | None, ...]]:
    """Return the times of a record as they can be read; each in all ways that are possible.

    Dates with slashes begin with the month (en_US), or with the day in other locales. A date
    that is none when read in one way rules that way out for all.
    """
    month_first = [_moment(text, month=1, day=2) for text in shown]
    day_first = [_moment(text, month=2, day=1) for text in shown]
    ways = [
        one
        for one, other in ((month_first, day_first), (day_first, month_first))
        if not any(mine is None and theirs for mine, theirs in zip(one, other, strict=True))
    ]
    return list(zip(*ways, strict=True)) if ways else [(None,)] * len(shown)


def _moment(text: str, *, month: int, day: int) -> datetime | None:
    """Return a time with slashes or an ISO one; `month` and `day` say where they stand."""
    plain = " ".join(text.split())
    match = _DATE.fullmatch(plain)
    try:
        if match is None:
            return datetime.fromisoformat(plain)
        hour = _hour(int(match[4]), (match[7] or "").upper())
        minute, second = int(match[5]), int(match[6] or 0)
        return datetime(int(match[3]), int(match[month]), int(match[day]), hour, minute, second)
    except ValueError:
        return None


def _hour(shown: int, half: str) -> int:
    if not half:
        return shown
    if not 1 <= shown <= 12:
        raise ValueError(shown)
    return shown % 12 + (12 if half == "PM" else 0)


def outermost(
    lines: Sequence[Line], which: Callable[[Iterable[datetime]], datetime]
) -> list[Line] | None:
    """Return the lines of the last (`max`) or the first (`min`) moment, None if it cannot be told which.

    Times have no seconds, so there can be several where the record's own order is not known.
    """
    answers = [_outermost(lines, number, which) for number in range(len(lines[0].moments))]
    return answers[0] if all(one == answers[0] for one in answers) else None


def _outermost(
    lines: Sequence[Line], reading: int, which: Callable[[Iterable[datetime]], datetime]
) -> list[Line] | None:
    moments = [line.moments[reading] for line in lines]
    known = [one for one in moments if one is not None]
    has_zones = {one.tzinfo is not None for one in known}
    if len(known) < len(lines) or len(has_zones) > 1:
        return None
    moment = which(known)
    found = [line for line in lines if line.moments[reading] == moment]
    return _run(found, which) if all(line.rank for line in found) else found


def _run(lines: Sequence[Line], which: Callable[[Iterable[datetime]], datetime]) -> list[Line]:
    """Return the first or last lines of one moment that name the same user: one save writes several."""
    ordered = sorted(lines, key=lambda line: line.rank, reverse=which is max)
    return list(takewhile(lambda line: line.who == ordered[0].who, ordered))
