"""Duelling lists: two lists of which script copies the chosen one into a hidden entry when the form is saved.

Only a copy that is understood completely makes a control: the visible lists are not what the org reads.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from lxml.html import HtmlElement

from s2s_gitops.drivers.scripts import STRING, unescape
from s2s_gitops.drivers.text import is_hidden, text_of
from s2s_gitops.model.page import Copy, Option

_ITEMS: Final = r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\]"
_SAVES: Final = re.compile(
    rf"saveAllSelected\(\s*{_ITEMS}\s*,\s*{_ITEMS}\s*,\s*{STRING}\s*,\s*{STRING}\s*,\s*{STRING}\s*\)"
)
_WORD: Final = re.compile(r"[\w$-]+")
_NUMBER: Final = re.compile(r"_?\d+$")
_AVAILABLE: Final = re.compile(r"\b(?:available|unselected)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Duel:
    """One pair: the list of what is chosen, the list of the others, and the hidden inputs that take their values."""

    chosen: HtmlElement
    others: HtmlElement
    copies: Mapping[HtmlElement, HtmlElement]
    separator: str
    escape: str
    none: str

    def options(self) -> tuple[Option, ...]:
        """Return what both lists hold, without what only fills space; `selected` is what is chosen."""
        return (*self._options(self.others), *self._options(self.chosen))

    def _options(self, select: HtmlElement) -> Iterable[Option]:
        for one in select.iter("option"):
            value, text = one.get("value", text_of(one)), text_of(one)
            if value not in ("", self.none) and text not in ("", self.none):
                yield Option(value, text, selected=select is self.chosen)

    def copy(self, entries: Mapping[HtmlElement, int]) -> Copy:
        """Return where the values go, by the entries of the hidden inputs."""
        others = self.copies.get(self.others)
        at = -1 if others is None else entries[others]
        return Copy(entries[self.copies[self.chosen]], at, self.separator, self.escape)


def find_duels(form: HtmlElement) -> tuple[list[Duel], str]:
    """Return the duelling lists of a form, and what is left of its handler when they are understood."""
    handler = form.get("onsubmit") or ""
    calls = list(_SAVES.finditer(handler))
    lists = [one for one in form.iter("select") if one.get("multiple") is not None]
    found = [duel for call in calls for duel in _duels(form, lists, call)]
    copied = sum(len(one.copies) for one in found)
    asked = sum(len(_named(lists, call.group(1))) for call in calls)
    if not found or copied != asked:
        return [], handler
    return found, _SAVES.sub("", handler)


def joined(values: Iterable[str], copy: Copy) -> str:
    """Return values as the script writes them: joined, and what separates them escaped."""
    special = [one for one in (copy.escape, copy.separator) if one]
    texts = []
    for value in values:
        text = value
        for sign in special:
            text = text.replace(sign, copy.escape + sign)
        texts.append(text)
    return copy.separator.join(texts)


def _duels(form: HtmlElement, lists: Sequence[HtmlElement], call: re.Match[str]) -> list[Duel]:
    hidden = [one for one in form.iter("input") if (one.get("type") or "").lower() == "hidden"]
    sources, targets = _named(lists, call.group(1)), _named(hidden, call.group(2))
    if not sources or len(sources) != len(targets):
        return []
    copies = dict(zip(sources, targets, strict=True))
    labels = {one.get("for"): text_of(one) for one in form.iter("label")}
    separator, escape, none = (unescape(call.group(at)) for at in (3, 4, 5))
    duels: dict[HtmlElement, Duel] = {}
    for source in sources:
        pair = _pair(lists, source)
        chosen = _chosen(pair, copies, labels)
        if chosen is None or any(is_hidden(one) for one in pair):
            return []
        (others,) = (one for one in pair if one is not chosen)
        own = {one: copies[one] for one in pair if one in copies}
        duels[chosen] = Duel(chosen, others, own, separator, escape, none)
    return list(duels.values())


def _named(elements: Iterable[HtmlElement], text: str) -> list[HtmlElement]:
    """Return the elements that an array of a script names, in its order."""
    by_name: dict[str, HtmlElement] = {}
    for one in elements:
        for name in (one.get("id"), one.get("name")):
            by_name.setdefault(name or "", one)
    found = (by_name[word] for word in _WORD.findall(text) if word in by_name)
    return list(dict.fromkeys(found))


def _pair(lists: Sequence[HtmlElement], one: HtmlElement) -> list[HtmlElement]:
    """Return the two lists that belong together: named alike, or the only two."""
    alike = [other for other in lists if _stem(other) == _stem(one)]
    return alike if len(alike) == 2 else list(lists)


def _stem(select: HtmlElement) -> str:
    return _NUMBER.sub("", select.get("name") or select.get("id") or "")


def _chosen(
    pair: Sequence[HtmlElement],
    copies: Mapping[HtmlElement, HtmlElement],
    labels: Mapping[str | None, str],
) -> HtmlElement | None:
    """Return which list of a pair holds what is chosen: the one that is copied, if the labels agree."""
    if len(pair) != 2:
        return None
    available = [one for one in pair if _AVAILABLE.search(_words(one, labels))]
    chosen = [one for one in pair if one in copies and one not in available]
    if len(available) > 1 or len(chosen) != 1:
        return None
    return chosen[0]


def _words(select: HtmlElement, labels: Mapping[str | None, str]) -> str:
    """Return what a list is called: by its label, its title, or the text of its cell."""
    label = labels.get(select.get("id"))
    cell = next(select.iterancestors("td", "th"), None)
    return label or select.get("title") or ("" if cell is None else text_of(cell))
