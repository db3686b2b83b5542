"""What stands in the place of ids, e-mail addresses, hosts and texts: the same for the same, numbered as they come."""

import re
from collections.abc import Iterable
from typing import Final

from s2s_gitops.drivers.redaction.phrases import STANDIN

_RUN: Final = re.compile(r"(?<![A-Za-z0-9])[A-Za-z0-9]{15,}")
_REPLACED: Final = re.compile(r"REDACTED[0-9A-Z]{4}|Custom(?:Object|Field|Name)\d")
_GLUED: Final = re.compile(r"([A-Za-z]{1,6}?)([0a][0-9A-Za-z]{2}(?=[A-Za-z]*\d)[0-9A-Za-z]{12})")
"""Names of elements glue letters before an id: `CF` before that of a field, for one."""
_HEX: Final = re.compile(r"(?:25)*[0-9A-Fa-f]{2}")
_ESCAPE: Final = re.compile(r"x[0-9A-Fa-f]{2}|u00[0-9A-Fa-f]{2}|[nrtbfv]")
_AT: Final = r"(?:@|%(?:25)*40|\\x40|\\u0040|&#64;|&#x40;|&commat;)"
_EMAIL: Final = re.compile(
    rf"(?<![\w.+-])([\w.+-]++)({_AT})([^\W_](?:[\w-]*[^\W_])?(?:\.[^\W_](?:[\w-]*[^\W_])?)+)"
)
_DOTTED: Final = re.compile(r"(?<![\w.-])[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)++(?::\d+)?")
_SCHEME: Final = re.compile(
    r"https?(?::|%(?:25)*3A|\\x3A|\\u003A)(?:/|%(?:25)*2F|\\/|\\x2F|\\u002F|&#47;){2}$",
    re.IGNORECASE,
)
_KEPT_HOSTS: Final = frozenset(
    {
        "www.w3.org",
        "www.salesforce.com",
        "help.salesforce.com",
        "login.salesforce.com",
        "test.salesforce.com",
    }
)
_SUFFIXES: Final = tuple(
    f".{one}"
    for one in (
        "my.salesforce.com",
        "my.salesforce-setup.com",
        "lightning.force.com",
        "vf.force.com",
        "file.force.com",
        "visualforce.com",
        "documentforce.com",
        "my.site.com",
        "salesforce-sites.com",
        "cloudforce.com",
        "salesforce.com",
        "force.com",
    )
)
_DIGITS: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_CHECKS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"
_ID: Final = 15
_LONG: Final = 18


class Standins:
    """A memory of what was replaced. A class because the same thing gets the same word on every page."""

    def __init__(self, hosts: Iterable[str]) -> None:
        self._known: dict[tuple[str, str], str] = {}
        self._counts: dict[str, int] = {}
        self._hosts = {one.casefold() for one in hosts} | {one.partition(":")[0] for one in hosts}
        self.ids: set[str] = set()
        """Every id that was met, with 15 characters."""

    def of(self, noun: str, original: str, shape: str = "{noun} {number}") -> str:
        """Return the word for a text: a noun and a number."""
        key = (noun, original)
        if key not in self._known:
            self._counts[noun] = self._counts.get(noun, 0) + 1
            self._known[key] = shape.format(noun=noun, number=self._counts[noun])
        return self._known[key]

    def in_text(self, text: str) -> str:
        """Replace ids, e-mail addresses and hosts in any text, whatever it is written in."""
        text = _EMAIL.sub(lambda match: self._email(match, text), text)
        text = _DOTTED.sub(lambda match: self._host(match, text), text)
        return _RUN.sub(lambda match: self._run(match, text), text)

    def _email(self, match: re.Match[str], text: str) -> str:
        skipped, local = _split(text, match.start(), match.group(1))
        address = f"{local}@{match.group(3)}".casefold()
        if not local or STANDIN.fullmatch(address):
            return match.group()
        name = self.of("person", address, "person{number}")
        return f"{skipped}{name}{match.group(2)}redacted.example"

    def _host(self, match: re.Match[str], text: str) -> str:
        skipped, host = _split(text, match.start(), match.group())
        name = host.casefold()
        if name in _KEPT_HOSTS or STANDIN.fullmatch(name.partition(":")[0]):
            return match.group()
        suffix = next((one for one in _SUFFIXES if name.endswith(one)), "")
        before = text[max(0, match.start() - 60) : match.start()]
        if suffix:
            return skipped + self.of("redacted", name, "redacted{number}" + suffix)
        if name in self._hosts or name.partition(":")[0] in self._hosts or _SCHEME.search(before):
            return skipped + self.of(
                "redacted", name.partition(":")[0], "hostredacted{number}.example"
            )
        return match.group()

    def _run(self, match: re.Match[str], text: str) -> str:
        skipped, run = _split(text, match.start(), match.group())
        if _REPLACED.search(run) or not run.strip("0"):
            return match.group()
        if _is_id(run):
            return skipped + self._id(run)
        if glued := _GLUED.fullmatch(run):
            return skipped + glued.group(1) + self._id(glued.group(2))
        return skipped + self._within(run)

    def _within(self, run: str) -> str:
        """Replace ids that are known by now within a longer run of letters and digits."""
        out, at = [], 0
        while at < len(run):
            size = _LONG if run[at : at + _ID] in self.ids and _is_id(run[at : at + _LONG]) else _ID
            if run[at : at + _ID] in self.ids:
                out.append(self._id(run[at : at + size]))
                at += size
            else:
                out.append(run[at])
                at += 1
        return "".join(out)

    def _id(self, text: str) -> str:
        short = text[:_ID]
        self.ids.add(short)
        prefix = short[:3]
        key = (f"id {prefix}", short)
        if key not in self._known:
            self._counts[key[0]] = self._counts.get(key[0], 0) + 1
            self._known[key] = f"{prefix}REDACTED{_number(self._counts[key[0]])}"
        stands = self._known[key]
        return stands if len(text) == _ID else stands + _check(stands)


def _split(text: str, start: int, run: str) -> tuple[str, str]:
    """Return what of a run belongs to an escape before it, and the rest."""
    before = text[start - 1 : start]
    pattern = _HEX if before == "%" else _ESCAPE if before == "\\" else None
    escape = pattern.match(run) if pattern else None
    size = escape.end() if escape else 0
    return run[:size], run[size:]


def _is_id(text: str) -> bool:
    has_digit = any(one.isdigit() for one in text[:_ID])
    is_long = len(text) == _LONG and text[_ID:] == _check(text[:_ID])
    return has_digit and (len(text) == _ID or is_long)


def _check(short: str) -> str:
    """Return the three letters that make an id safe where case is lost."""
    parts = (short[at : at + 5] for at in (0, 5, 10))
    return "".join(
        _CHECKS[sum(1 << at for at, one in enumerate(part) if "A" <= one <= "Z")] for part in parts
    )


def _number(count: int) -> str:
    digits = ""
    for _ in range(4):
        count, digit = divmod(count, len(_DIGITS))
        digits = _DIGITS[digit] + digits
    return digits
