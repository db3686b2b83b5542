"""What becomes of one text, by its kind: data, what a page says itself, an address, script, an identifier."""

import re
from collections.abc import Callable
from functools import partial
from html import unescape as unescape_html
from typing import Final
from urllib.parse import quote, quote_plus, unquote, unquote_plus

from s2s_gitops.drivers.redaction.known import Known, bases_of, book_of, values_of
from s2s_gitops.drivers.redaction.phrases import STANDIN, Phrases, replace
from s2s_gitops.drivers.redaction.standins import Standins
from s2s_gitops.drivers.redaction.words import PATTERNS, SHARED, TELLING
from s2s_gitops.drivers.scripts import unescape as unescape_script

_MOMENT: Final = re.compile(
    r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}"
    r"(?:,?[ T]\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?(?: ?[AaPp][Mm])?(?:Z| ?[+-]\d{2}:?\d{2})?)?"
)
_YEAR: Final = 4
_CUSTOM: Final = re.compile(
    r"(?<![A-Za-z0-9_])([A-Za-z][A-Za-z0-9]*(?:_{1,2}[A-Za-z0-9]+)*)"
    r"(__(?:c|r|pc|mdt|e|x|b|kav|xo|history|feed|share|tag|changeevent))(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_LITERAL: Final = re.compile(r"'((?:[^'\\\n]|\\.)*+)'|\"((?:[^\"\\\n]|\\.)*+)\"")
_TELLS_DATA: Final = re.compile(
    r"(?:value|label|name|title|text|display)\w{0,20}[\"']?\s{0,5}[:=]\s{0,5}$", re.IGNORECASE
)
_BEHIND: Final = 40
_SIMPLE: Final = re.compile(r"[\w$.#:,;/%\-=&?+!*|~^\\<>()\[\]{}@]*")
_PLAIN_VALUE: Final = re.compile(r"[\w.$:-]{1,40}")
_ASKS_FOR_DATA: Final = re.compile(
    r"name|title|search|str|text|label|subject|query|value|^q$|^p\d+$", re.IGNORECASE
)
_WORD: Final = re.compile(rf"(?:{STANDIN.pattern})|([^\W\d_][\w-]*)")
"""What stands in for something, or, as the group, a word."""

_SHORT: Final = re.compile(r"\d{1,2}|[0-9a][0-9A-Za-z]{2}")
"""A position, or a key prefix."""
_WORTH_KEEPING: Final = 4
_DEEPEST: Final = 4
_LONGEST: Final = 80
"""More letters than an API name has, its namespace included."""


class Rules:
    """The rules, with what is known of one org and what its pages have taught. A class because it learns."""

    def __init__(self, known: Known) -> None:
        self.standins = Standins(known.hosts)
        self.book = book_of(known, self.standins)
        self.here = Phrases()
        self.everywhere = Phrases()
        self._names = _names(known, self.book)
        self._bases = bases_of(known, self.standins)
        self._kept = frozenset({*SHARED, *known.words})
        self._values = values_of(known)
        named = (word for text in self._kept for word in re.findall(r"[\w-]+", text))
        self._plain_words = TELLING | {word.casefold() for word in named}

    def turn_page(self) -> None:
        """Forget what belongs to one page only."""
        self.here = Phrases()

    def learn(self, text: str, book: Phrases) -> None:
        """Remember a text that is data, so that it is replaced wherever else it is shown."""
        text = " ".join(text.split())
        is_word = len(text) >= _WORTH_KEEPING and any(one.isalpha() for one in text)
        if is_word and not self._stays(text) and not STANDIN.search(text):
            book.add(text, self._stand_in(text))

    def data(self, text: str) -> str:
        """Return what stands for data: the whole text, unless every word of it is known."""
        inner = " ".join(text.split())
        if not inner or self._stays(inner):
            return text
        return (
            text[: len(text) - len(text.lstrip())] + self._datum(inner) + text[len(text.rstrip()) :]
        )

    def _datum(self, text: str) -> str:
        if not any(one.isalpha() for one in text) or _MOMENT.fullmatch(text):
            return _figures(text)
        if text in self._values:
            return self.standins.of("Value", text)
        told = replace(self._shaped(self.standins.in_text(text)), [self.book])
        if told.is_known:
            return told.text
        return self._stand_in(text)

    def _stand_in(self, text: str) -> str:
        exact = self.book.exact(text)
        if exact:
            return exact
        return self.standins.of("Value" if text in self._values else "Text", text)

    def _stays(self, text: str) -> bool:
        bare = text.strip(" *:")
        is_word = bare in self._kept or self.book.exact(bare) is None
        return is_word or bool(PATTERNS.fullmatch(text) or STANDIN.fullmatch(text))

    def said(self, text: str) -> str:
        """Return what a page says itself, without anything that is known to belong to somebody."""
        inner = " ".join(text.split())
        if not inner or self._stays(inner):
            return text
        return self._known(text)

    def said_strictly(self, text: str) -> str:
        """Return what a page says itself where it may name what nobody here knows: only words that tell no names."""
        text = self.said(text)
        if self._stays(" ".join(text.split())):
            return text

        def told(match: re.Match[str]) -> str:
            word = match.group(1)
            if word is None or word.casefold() in self._plain_words:
                return match.group()
            return self.standins.of("Text", word)

        return _WORD.sub(told, text)

    def identifier(self, text: str) -> str:
        """Return an id or a name of an element."""
        if text in self._kept:
            return text
        return replace(self._shaped(self.standins.in_text(text)), [self.book], blank="").text

    def entry(self, text: str) -> str:
        """Return the value of an input or an option: an identifier, an address, or data."""
        if not text.strip() or _SHORT.fullmatch(text) or not text.strip("0"):
            return text
        if text.startswith(("/", "http:", "https:", "%2F")):
            return self.address(text)
        return self.data(text)

    def address(self, text: str, depth: int = 0) -> str:
        """Return an address with its path and the names of its parameters; of addresses within, a few deep."""
        if text.lower().startswith("javascript:"):
            return self.script(text, keep_sentences=True)
        text = self.standins.in_text(text)
        path, mark, rest = text.partition("?")
        if not mark and "=" in path:
            path, rest = "", path
        query, hash_mark, anchor = rest.partition("#")
        return "".join(
            (
                re.sub(r"[^/;#]+", lambda one: self._segment(one.group()), path),
                mark,
                re.sub(r"([^=&;]+)(=)([^&;]*)", partial(self._parameter, depth), query),
                hash_mark,
                self._segment(anchor),
            )
        )

    def _segment(self, raw: str) -> str:
        told = unquote(raw)
        new = self.data(told) if " " in told.strip() else self._known(told)
        return raw if new == told else quote(new, safe="")

    def _parameter(self, depth: int, match: re.Match[str]) -> str:
        name, equals, raw = match.groups()
        told = unquote_plus(raw)
        new = self._parameter_value(name, told, depth)
        return f"{name}{equals}{raw if new == told else quote_plus(new, safe='/')}"

    def _parameter_value(self, name: str, told: str, depth: int) -> str:
        if told.startswith(("/", "http")) or "%2F" in told:
            return self.address(told, depth + 1) if depth < _DEEPEST else self.data(told)
        new = self.identifier(told) if " " not in told else self._known(told)
        if new != told or (_PLAIN_VALUE.fullmatch(told) and not _ASKS_FOR_DATA.search(name)):
            return new
        return self.data(told)

    def script(self, text: str, *, keep_sentences: bool) -> str:
        """Return script with what it says in its strings replaced as addresses, data or identifiers.

        Questions that a button asks first are sentences that the page says itself.
        """
        text = self.standins.in_text(text)

        def literal(match: re.Match[str]) -> str:
            mark = match.group()[0]
            raw = match.group(1) if match.group(1) is not None else match.group(2)
            told = unescape_script(raw)
            tells = _TELLS_DATA.search(text[max(0, match.start() - _BEHIND) : match.start()])
            new = self._literal(told, is_data=bool(tells), keep_sentences=keep_sentences)
            return match.group() if new == told else f"{mark}{_escape_script(new)}{mark}"

        return _LITERAL.sub(literal, text)

    def _literal(self, told: str, *, is_data: bool, keep_sentences: bool) -> str:
        if told.startswith(("/", "http")) or ("=" in told and " " not in told):
            return self.address(told)
        if is_data:
            return self.data(told)
        if _SIMPLE.fullmatch(told):
            return self.identifier(told)
        return self.said(told) if keep_sentences else self.data(told)

    def _known(self, text: str) -> str:
        shaped = self._shaped(self.standins.in_text(text))
        return replace(shaped, [self.book, self.here, self.everywhere]).text

    def _shaped(self, text: str) -> str:
        """Replace API names that an org or a package made up, described or not."""

        def stand_in(match: re.Match[str]) -> str:
            if STANDIN.search(match.group()):
                return match.group()
            return self._base(match.group(1)) + match.group(2)

        return _CUSTOM.sub(stand_in, text)

    def _base(self, text: str) -> str:
        """Return what stands for an API name without its ending. Names of elements glue something before it."""
        for at in range(max(0, len(text) - _LONGEST), len(text)):
            stands = self._bases.get(text[at:].casefold())
            if stands:
                return text[:at] + stands
        return self.standins.of("CustomName", text, "{noun}{number}")

    def leaks(self, text: str) -> bool:
        """Say whether a redacted text still shows a known name, or an id, in whatever it is written."""
        plain = _plain(text)
        return self.standins.in_text(plain) != plain or replace(plain, [self._names]).text != plain


def _names(known: Known, book: Phrases) -> Phrases:
    """Return the names that must not be left anywhere; those that are words of the platform as well are."""
    names = Phrases()
    for name in known.names:
        if len(name) >= _WORTH_KEEPING and book.exact(name):
            names.add(name, "Text 0")
    return names


def _figures(text: str) -> str:
    """Return a date as the first day of a year, and any other number as zeros: the same shape, another value."""
    if _MOMENT.fullmatch(text):
        return re.sub(r"\d+", _first, text)
    return re.sub(r"\d", "0", text)


def _first(match: re.Match[str]) -> str:
    size = len(match.group())
    return "2000" if size == _YEAR else "1".zfill(size)


def _escape_script(text: str) -> str:
    return re.sub(r"[^\w\s.,:;/?&=%#+()\[\]-]", lambda one: f"\\u{ord(one.group()):04x}", text)


def _plain(text: str) -> str:
    steps: tuple[Callable[[str], str], ...] = (
        unescape_html,
        unescape_script,
        unquote,
        unescape_html,
    )
    for step in steps:
        text = step(text)
    return text
