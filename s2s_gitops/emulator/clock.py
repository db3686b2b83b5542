"""Virtual time and deterministic ids. The real clock and real randomness stay out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_SUFFIX = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"
_FIRST = 62**3 * 11 + 62**2 * 37  # so that ids hold letters of both cases from the start


class Clock:
    """Time in UTC that moves by one second with each write, or when it is told to."""

    def __init__(self, start: datetime) -> None:
        self._now = start.astimezone(UTC)

    def now(self) -> datetime:
        """Return the present moment without moving it."""
        return self._now

    def tick(self) -> datetime:
        """Move on by one second and return the new moment."""
        return self.advance(1)

    def advance(self, seconds: float) -> datetime:
        """Move by this many seconds and return the new moment."""
        self._now += timedelta(seconds=seconds)
        return self._now

    def move_to(self, moment: datetime) -> datetime:
        """Jump to a moment and return it."""
        self._now = moment.astimezone(UTC)
        return self._now


class Ids:
    """Gives 18-character ids of one org: prefix, org number, counter, check suffix."""

    def __init__(self, org_number: int) -> None:
        self._org = _base62(org_number, 2)
        self._used: dict[str, int] = {}

    def next(self, prefix: str) -> str:
        """Return the next unused id with this key prefix."""
        count = self._used.get(prefix, 0)
        self._used[prefix] = count + 1
        return to_18(f"{prefix}5g{self._org}0{_base62(_FIRST + count, 7)}")


def to_15(record_id: str) -> str:
    """Return the short, case-sensitive form of an id."""
    return record_id[:15]


def to_18(record_id: str) -> str:
    """Return the long form: three characters say which letters are upper case."""
    short = to_15(record_id)
    chunks = (short[0:5], short[5:10], short[10:15])
    return short + "".join(_SUFFIX[_upper_bits(chunk)] for chunk in chunks)


def is_id(text: str) -> bool:
    """Tell whether a text is a well-formed 15- or 18-character id."""
    if not text.isascii() or not text.isalnum() or len(text) not in {15, 18}:
        return False
    return len(text) == 15 or to_18(text) == text


def to_api_time(moment: datetime) -> str:
    """Return a moment as the REST interface writes it."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}+0000"


def to_page_time(moment: datetime) -> str:
    """Return a moment as a page shows it to an en_US user."""
    hour = moment.hour % 12 or 12
    half = "AM" if moment.hour < 12 else "PM"
    return f"{moment.month}/{moment.day}/{moment.year} {hour}:{moment.minute:02d} {half}"


def _upper_bits(chunk: str) -> int:
    return sum(1 << place for place, letter in enumerate(chunk) if letter.isupper())


def _base62(number: int, width: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, 62)
        digits = _DIGITS[digit] + digits
    return digits.rjust(width, "0")
