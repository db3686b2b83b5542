"""Buttons: what pressing one would do, as far as the page's script is understood."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from lxml.html import HtmlElement

from s2s_gitops.drivers.gate import is_harmless
from s2s_gitops.drivers.text import is_hidden
from s2s_gitops.model.page import Button

_STRING: Final = r"'((?:[^'\\]|\\.)*)'"
_NAVIGATE: Final = rf"navigateToUrl\({_STRING}(?:\s*,\s*(?:{_STRING}|null))*\)"
_OPEN: Final = re.compile(rf"^(?:return\s+)?{_NAVIGATE};?(?:\s*return false;?)?$")
_ASK: Final = re.compile(
    rf"^if\s*\(\s*\(\s*Modal\.confirm\s*&&\s*Modal\.confirm\({_STRING}\)\s*\)\s*\|\|\s*"
    rf"\(\s*!Modal\.confirm\s*&&\s*window\.confirm\({_STRING}\)\s*\)\s*\)\s*\{{?\s*{_NAVIGATE};?\s*\}}?;?"
    r"(?:\s*return false;?)?$"
)
_QUESTION: Final = re.compile(
    rf"^return\s+(?:window\.)?confirm\({_STRING}\);?$"
    rf"|^return\s*\(\s*\(\s*Modal\.confirm\s*&&\s*Modal\.confirm\({_STRING}\)\s*\)\s*\|\|\s*"
    rf"\(\s*!Modal\.confirm\s*&&\s*window\.confirm\({_STRING}\)\s*\)\s*\);?$"
)
_ESCAPE: Final = re.compile(r"\\(x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|.)", re.DOTALL)


def read_buttons(block: HtmlElement, apart: Sequence[HtmlElement]) -> tuple[Button, ...]:
    """Return the visible buttons of a block that are not inside of the blocks named apart, each text once."""
    outside = {id(one) for one in apart}
    found: dict[str, Button] = {}
    for element in _elements(block):
        if not any(id(one) in outside for one in element.iterancestors()):
            button = read_button(element, 0)
            found.setdefault(button.text, button)
    return tuple(found.values())


def read_button(element: HtmlElement, position: int) -> Button:
    """Return one button. `position` counts the entries of its form that stand before it."""
    value = element.get("value") or ""
    shown = value if element.tag == "input" else element.text_content()
    text = re.sub(r"\s+", " ", shown).strip()
    handler = (element.get("onclick") or "").removeprefix("javascript:").strip()
    is_submit = element.tag != "a" and (element.get("type") or "submit").lower() == "submit"
    if is_submit:
        name = element.get("name") or ""
        if match := _QUESTION.match(handler):
            asked = unescape(match.group(1) or match.group(2))
            return Button(text, name, value, confirm=asked, position=position)
        return Button(text, name, value, strange=not is_harmless(handler), position=position)
    if element.tag == "a":
        return Button(text, address=element.get("href") or "", strange=bool(handler))
    if match := _OPEN.match(handler):
        return Button(text, address=unescape(match.group(1)))
    if match := _ASK.match(handler):
        return Button(text, address=unescape(match.group(3)), confirm=unescape(match.group(1)))
    return Button(text, strange=True)


def unescape(text: str) -> str:
    """Return the text of a script's string literal."""
    return _ESCAPE.sub(lambda match: _character(match.group(1)), text)


def _character(code: str) -> str:
    if code[0] in "xu" and len(code) > 1:
        return chr(int(code[1:], 16))
    return {"n": "\n", "t": "\t", "r": "\r"}.get(code, code)


def _elements(block: HtmlElement) -> Iterator[HtmlElement]:
    for element in block.iter("input", "button", "a"):
        kind = (element.get("type") or ("submit" if element.tag == "button" else "")).lower()
        is_button = element.tag == "a" or kind in ("submit", "button")
        if is_button and "btn" in element.classes and not is_hidden(element):
            yield element
