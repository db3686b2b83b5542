"""HTML text cut into pieces that join to the same text again. Cuts as browsers do, and never looks back."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

_BEGINS: Final = re.compile(r"<(/?)([A-Za-z][^\s/>]*)")
_GAP: Final = re.compile(r"[\s/]*")
_NAME: Final = re.compile(r"[^\s/>=\"']+")
_EQUALS: Final = re.compile(r"\s*=\s*")
_BARE: Final = re.compile(r"[^\s>]*")
_RAW: Final = frozenset(
    {"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"}
)
"""Elements in which no tag begins until their own end."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute as it is written; `value` without its quotes, still escaped."""

    name: str
    equals: str
    quote: str
    value: str


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag as it is written: attributes, and the text between them."""

    name: str
    is_end: bool
    parts: tuple[str | Attribute, ...]
    values: Mapping[str, str]

    def get(self, name: str) -> str:
        """Return the value of an attribute as it is written; empty where it has none."""
        return self.values.get(name, "")


@dataclass(frozen=True, slots=True)
class Text:
    """Text between tags; `inside` names the element if that holds nothing but text."""

    text: str
    inside: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment, with its marks."""

    text: str


@dataclass(frozen=True, slots=True)
class Verbatim:
    """A document type and the like."""

    text: str


Piece = Tag | Text | Remark | Verbatim


def pieces(text: str) -> Iterator[Piece]:
    """Yield a page's pieces in order."""
    at = 0
    while at < len(text):
        if text.startswith("<!--", at):
            end = _after(text, "-->", at + 4)
            yield Remark(text[at:end])
        elif text.startswith(("<!", "<?"), at):
            end = _after(text, ">", at)
            yield Verbatim(text[at:end])
        elif begins := _BEGINS.match(text, at):
            tag, end = _tag(text, begins)
            yield tag
            if tag.name in _RAW and not tag.is_end:
                stop = _end_of(text, tag.name, end)
                if stop > end:
                    yield Text(text[end:stop], tag.name)
                end = stop
        else:
            end = text.find("<", at + 1)
            end = len(text) if end < 0 else end
            yield Text(text[at:end])
        at = end


def _after(text: str, mark: str, at: int) -> int:
    found = text.find(mark, at)
    return len(text) if found < 0 else found + len(mark)


def _end_of(text: str, name: str, at: int) -> int:
    found = re.compile(f"</{name}", re.IGNORECASE).search(text, at)
    return found.start() if found else len(text)


def _tag(text: str, begins: re.Match[str]) -> tuple[Tag, int]:
    at = begins.end()
    parts: list[str | Attribute] = [begins.group()]
    while at < len(text):
        gap = _GAP.match(text, at)
        if gap and gap.group():
            parts.append(gap.group())
            at = gap.end()
        elif text[at] in ">\"'=":
            parts.append(text[at])
            at += 1
            if text[at - 1] == ">":
                break
        else:
            attribute, at = _attribute(text, at)
            parts.append(attribute)
    values: dict[str, str] = {}
    for one in parts:
        if isinstance(one, Attribute):
            values.setdefault(one.name.lower(), one.value)
    return Tag(begins.group(2).lower(), bool(begins.group(1)), tuple(parts), values), at


def _attribute(text: str, at: int) -> tuple[Attribute, int]:
    named = _NAME.match(text, at)
    name = named.group() if named else ""
    at += len(name)
    equals = _EQUALS.match(text, at)
    if not equals:
        return Attribute(name, "", "", ""), at
    at = equals.end()
    quote = text[at : at + 1]
    if quote not in ('"', "'"):
        bare = _BARE.match(text, at)
        value = bare.group() if bare else ""
        return Attribute(name, equals.group(), "", value), at + len(value)
    end = text.find(quote, at + 1)
    if end < 0:
        return Attribute(name, equals.group(), "", text[at:]), len(text)
    return Attribute(name, equals.group(), quote, text[at + 1 : end]), end + 1
