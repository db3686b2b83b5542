"""Buttons: what pressing one would do, as far as the page's script is understood."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from lxml.html import HtmlElement

from s2s_gitops.drivers.gate import is_harmless
from s2s_gitops.drivers.scripts import STRING, opened_by, unescape
from s2s_gitops.drivers.text import is_hidden, target_of
from s2s_gitops.model.page import Button

_NAVIGATE: Final = rf"navigateToUrl\({STRING}(?:\s*,\s*(?:{STRING}|null))*\)"
_CONFIRMED: Final = (
    rf"(?:\(\s*Modal\.confirm\s*&&\s*Modal\.confirm\({STRING}\)\s*\)\s*\|\|\s*"
    rf"\(\s*!Modal\.confirm\s*&&\s*window\.confirm\({STRING}\)\s*\)|(?:window\.)?confirm\({STRING}\))"
)
_ASK: Final = re.compile(
    rf"^if\s*\(\s*{_CONFIRMED}\s*\)\s*\{{?\s*{_NAVIGATE};?\s*\}}?;?(?:\s*return false;?)?$"
)
_ASK_FIRST: Final = re.compile(
    rf"^(?:if\s*\(\s*{_CONFIRMED}\s*\)\s*return true;\s*return false;?"
    rf"|return\s*\(?\s*{_CONFIRMED}\s*\)?\s*;?)$"
)


def read_buttons(block: HtmlElement, apart: Sequence[HtmlElement]) -> tuple[Button, ...]:
    """Return the visible buttons of a block that are not inside of the blocks named apart.

    A button that stands there twice, doing the same, is one.
    """
    outside = {id(one) for one in apart}
    found: dict[Button, None] = {}
    for element in _elements(block):
        if not any(id(one) in outside for one in element.iterancestors()):
            found.setdefault(read_button(element, 0))
    return tuple(found)


def read_button(element: HtmlElement, position: int) -> Button:
    """Return one button. `position` counts the entries of its form that stand before it."""
    value = element.get("value") or ""
    shown = value if element.tag == "input" else element.text_content()
    text = re.sub(r"\s+", " ", shown).strip()
    handler = (element.get("onclick") or "").removeprefix("javascript:").strip()
    is_submit = element.tag != "a" and (element.get("type") or "submit").lower() == "submit"
    if is_submit:
        name = element.get("name") or ""
        match = _ASK_FIRST.match(handler)
        asked = _question(match) if match else ""
        is_strange = match is None and not is_harmless(handler)
        return Button(text, name, value, confirm=asked, strange=is_strange, position=position)
    if element.tag == "a":
        href, address = (element.get("href") or "").strip(), target_of(element)
        is_script = bool(handler) or href.startswith("javascript:")
        return Button(text, address=address, strange=is_script and address in ("", href))
    if address := opened_by(handler):
        return Button(text, address=address)
    if match := _ASK.match(handler):
        return Button(text, address=unescape(match.group(4)), confirm=_question(match))
    return Button(text, strange=True)


def _question(match: re.Match[str]) -> str:
    """Return what is asked: the first text of the handler."""
    return unescape(next(one for one in match.groups() if one is not None))


def _elements(block: HtmlElement) -> Iterator[HtmlElement]:
    for element in block.iter("input", "button", "a"):
        kind = (element.get("type") or ("submit" if element.tag == "button" else "")).lower()
        is_button = element.tag == "a" or kind in ("submit", "button")
        if is_button and "btn" in element.classes and not is_hidden(element):
            yield element
