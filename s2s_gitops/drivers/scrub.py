"""Takes the secrets out of a page's text: tokens of forms and links, view states, sessions."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape as unescape_html
from typing import Final
from urllib.parse import unquote

from s2s_gitops.drivers import secret_shapes as shapes
from s2s_gitops.drivers.scripts import unescape as unescape_script

_TOKEN: Final = f"{shapes.MARK}CONFIRMATION-TOKEN"
_VIEW_STATE: Final = f"{shapes.MARK}VIEW-STATE"
_SESSION: Final = f"{shapes.MARK}SESSION"

_SHORTEST: Final = 16
_LONGEST: Final = 2048
"""Values between these lengths are looked for in the rest of the page as well, unless they hold a backslash: no
token does, and a run of them can be spelled in too many ways."""


@dataclass(frozen=True, slots=True)
class Scrubbed:
    """A text without its secrets, and in how many places one was replaced."""

    text: str
    places: int


def scrub(text: str, token: str) -> Scrubbed:
    """Return a page's text with the same word in the place of every secret of a sort; the rest is as it was.

    `token` is the session's own, which may stand anywhere.
    """
    return _Scrubber(text).run(token)


class _Scrubber:
    """A text that loses its secrets one rule after the other. A class because it remembers what it took."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.places = 0
        self.taken: dict[str, str] = {}

    def run(self, token: str) -> Scrubbed:
        self.text = shapes.TAG.sub(self._tag, self.text)
        self._replace(shapes.TEXT_AREA, _word_of)
        self._replace(shapes.IN_ADDRESS, _word_of)
        self._replace(shapes.IN_SCRIPT, _word_of)
        self._replace_all(shapes.IN_HEADER, _SESSION)
        known = {**self.taken, token: _SESSION} if token else self.taken
        for secret, word in known.items():
            self._replace_all(shapes.spellings(secret), word)
        self._replace_all(shapes.SESSION, _SESSION)
        self._replace_all(shapes.TOKEN, _TOKEN)
        return Scrubbed(self.text, self.places)

    def _tag(self, tag: re.Match[str]) -> str:
        name = shapes.TAG_NAME.search(tag.group())
        if name is None:
            return tag.group()
        return shapes.TAG_VALUE.sub(lambda match: self._take(match, _word_of(name)), tag.group())

    def _replace(self, pattern: re.Pattern[str], word: Callable[[re.Match[str]], str]) -> None:
        self.text = pattern.sub(lambda match: self._take(match, word(match)), self.text)

    def _replace_all(self, pattern: re.Pattern[str], word: str) -> None:
        self._replace(pattern, lambda _: word)

    def _take(self, match: re.Match[str], word: str) -> str:
        groups = match.groupdict("")
        before, quote = groups.get("before", ""), groups.get("quote", "")
        value = _plain(groups.get("quoted") or groups["value"])
        if _SHORTEST <= len(value) <= _LONGEST and "\\" not in value:
            self.taken.setdefault(value, word)
        self.places += 1
        return f"{before}{quote}{word}{quote}"


def _word_of(match: re.Match[str]) -> str:
    if match["token"]:
        return _TOKEN
    return _VIEW_STATE if match["state"] else _SESSION


def _plain(value: str) -> str:
    return unquote(unquote(unescape_script(unescape_html(value))))
