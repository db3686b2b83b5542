"""Script of a page that attaches itself to a form: handlers that no attribute of the form shows."""

import re
from typing import Final

from lxml.html import HtmlElement

_ATTACHES: Final = re.compile(
    r"addEventListener|attachEvent|\.on(?:submit|click|change|input)\s*=|\.(?:on|bind|submit)\(|\.observe\("
)
_WORDS: Final = re.compile(r"[\w:.-]+")
_ANY_FORM: Final = frozenset({"form", "forms", "document.forms"})


def words_of_listeners(root: HtmlElement) -> frozenset[str]:
    """Return the words of all inline script of a page that attaches handlers to something."""
    scripts = (one.text or "" for one in root.iter("script"))
    attaching = (text for text in scripts if _ATTACHES.search(text))
    words = {word for text in attaching for word in _WORDS.findall(text)}
    return frozenset(part for word in words for part in (word, *word.split(".")))


def is_listened_to(form: HtmlElement, words: frozenset[str]) -> bool:
    """Say whether such words name a form, or something in it: conservative, a word is enough."""
    if not words:
        return False
    if words & _ANY_FORM:
        return True
    named = (one.get(key) for one in form.iter() for key in ("id", "name"))
    return any(name in words for name in named if name)
