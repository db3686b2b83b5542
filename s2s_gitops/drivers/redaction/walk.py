"""Walks the pieces of a page and says of each what it is: data by where it stands, or what the page says itself."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from html import escape as escape_html
from html import unescape as unescape_html
from typing import Final

from s2s_gitops.drivers.redaction.phrases import Phrases
from s2s_gitops.drivers.redaction.pieces import Attribute, Piece, Remark, Tag, Text, Verbatim
from s2s_gitops.drivers.redaction.rules import Rules


class Place(Enum):
    """What text in an element is."""

    DATA = auto()
    SAID = auto()
    """A label, a heading, a header, a button."""
    OTHER = auto()
    """Nothing tells. It is taken for data."""


_VOID: Final = frozenset(
    {
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "wbr",
    }
)
_ENDED_BY: Final = {
    "td": frozenset({"td", "th"}),
    "th": frozenset({"td", "th"}),
    "tr": frozenset({"td", "th", "tr"}),
    "option": frozenset({"option"}),
    "optgroup": frozenset({"option", "optgroup"}),
    "li": frozenset({"li"}),
    "p": frozenset({"p"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
}
_DATA_CLASSES: Final = frozenset(
    {"dataCol", "data2Col", "dataCell", "dataRow", "pageDescription", "mruItem", "mruText"}
)
_DATA_TAGS: Final = frozenset({"option", "textarea", "title"})
_SAID_CLASSES: Final = frozenset({"labelCol", "headerRow", "btn"})
_SAID_TAGS: Final = frozenset(
    {"h1", "h2", "h3", "h4", "h5", "h6", "label", "legend", "caption", "th", "button", "a"}
)
_LABELS: Final = frozenset({"label", "labelCol"})
_PRESSED: Final = frozenset({"submit", "button", "reset", "image"})
_ADDRESSES: Final = frozenset(
    {
        "href",
        "src",
        "action",
        "formaction",
        "background",
        "cite",
        "longdesc",
        "data-src",
        "data-href",
        "data-url",
    }
)
_TEXTS: Final = frozenset(
    {"title", "alt", "placeholder", "summary", "label", "content", "aria-label", "abbr", "data"}
)
_MARKUP: Final = frozenset(
    {"class", "style", "type", "method", "rel", "charset", "lang", "dir", "enctype", "scope"}
)


@dataclass(frozen=True, slots=True)
class _Open:
    """An element that has begun."""

    name: str
    place: Place


class Walk:
    """One walk over a page. A class because elements open and close."""

    def __init__(self, rules: Rules, *, names_in_labels: bool) -> None:
        self._rules = rules
        self._names_in_labels = names_in_labels
        self._stack: list[_Open] = []
        self._open: dict[str, int] = {}

    def learn(self, parts: Iterable[Piece], book: Phrases) -> None:
        """Take in what is data on the page."""
        for piece in parts:
            if isinstance(piece, Tag):
                self._step(piece)
                typed = piece.get("type").lower() or "text"
                if piece.name == "input" and typed == "text":
                    self._rules.learn(unescape_html(piece.get("value")), book)
            elif isinstance(piece, Text) and self._place(piece) is Place.DATA:
                self._rules.learn(unescape_html(piece.text), book)
        self._stack.clear()
        self._open.clear()

    def redact(self, parts: Iterable[Piece]) -> Iterator[str]:
        """Yield the pieces as they may be shown."""
        for piece in parts:
            if isinstance(piece, Tag):
                self._step(piece)
                yield "".join(
                    one if isinstance(one, str) else self._attribute(piece, one)
                    for one in piece.parts
                )
            elif isinstance(piece, Text):
                yield self._text(piece)
            elif isinstance(piece, Remark):
                yield piece.text if piece.text.startswith("<!--[if") else "<!-- REMOVED-REMARK -->"
            else:
                yield _verbatim(piece)

    def _text(self, piece: Text) -> str:
        if piece.inside in ("script", "style"):
            return self._rules.script(piece.text, keep_sentences=piece.inside == "style")
        said = self._rules.said_strictly if self._names_in_labels else self._rules.said
        rule = said if self._place(piece) is Place.SAID else self._rules.data
        return _changed(piece.text, rule, is_quoted=False)

    def _place(self, piece: Text) -> Place:
        if piece.inside in ("script", "style"):
            return Place.OTHER
        return self._stack[-1].place if self._stack else Place.OTHER

    def _step(self, tag: Tag) -> None:
        """Open or close what a tag opens or closes."""
        if tag.is_end:
            if self._open.get(tag.name):
                while self._pop() != tag.name:
                    pass
            return
        ended = _ENDED_BY.get(tag.name, frozenset())
        while self._stack and self._stack[-1].name in ended:
            self._pop()
        if tag.name not in _VOID:
            self._stack.append(_Open(tag.name, self._place_of(tag)))
            self._open[tag.name] = self._open.get(tag.name, 0) + 1

    def _pop(self) -> str:
        name = self._stack.pop().name
        self._open[name] -= 1
        return name

    def _place_of(self, tag: Tag) -> Place:
        around = self._stack[-1].place if self._stack else Place.OTHER
        marks = {tag.name, *tag.get("class").split()}
        if around is Place.DATA or marks & (_DATA_CLASSES | _DATA_TAGS):
            return Place.DATA
        if (self._names_in_labels and marks & _LABELS) or self._leads_to_record(tag):
            return Place.DATA
        return Place.SAID if marks & (_SAID_CLASSES | _SAID_TAGS) else around

    def _leads_to_record(self, tag: Tag) -> bool:
        if tag.name != "a":
            return False
        address = unescape_html(tag.get("href"))
        return self._rules.standins.in_text(address) != address or "REDACTED" in address

    def _attribute(self, tag: Tag, one: Attribute) -> str:
        if not one.equals:
            return one.name
        value = _changed(one.value, self._rule(tag, one.name.lower()), is_quoted=True)
        mark = one.quote or ("" if value == one.value else '"')
        return f"{one.name}{one.equals}{mark}{value}{mark}"

    def _rule(self, tag: Tag, name: str) -> Callable[[str], str]:
        rules = self._rules
        if name.startswith("on"):
            return lambda text: rules.script(text, keep_sentences=True)
        if name in _ADDRESSES or (
            tag.name == "meta" and tag.get("http-equiv").lower() == "refresh"
        ):
            return rules.address
        if name == "value":
            return rules.said if _is_pressed(tag) else rules.entry
        if name in _TEXTS or name.startswith(("data-", "aria-")):
            return rules.said if "btn" in tag.get("class").split() else rules.data
        return rules.standins.in_text if name in _MARKUP else rules.identifier


def _is_pressed(tag: Tag) -> bool:
    return tag.name == "button" or (tag.name == "input" and tag.get("type").lower() in _PRESSED)


def _changed(raw: str, rule: Callable[[str], str], *, is_quoted: bool) -> str:
    """Apply a rule to what is written; what does not change stays as it is written."""
    told = unescape_html(raw)
    new = rule(told)
    if new == told:
        return raw
    # What stays is escaped as it was: apostrophes of handlers are the same characters as before.
    text = escape_html(new, quote=False)
    if is_quoted:
        text = text.replace('"', "&quot;").replace("'", "'" if "'" in raw else "&#39;")
    return text


def _verbatim(piece: Verbatim) -> str:
    return piece.text
