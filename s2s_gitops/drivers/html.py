"""HTML text to a Page, by the anatomy of Classic pages (`docs/pages.md`). Knows no page in particular."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from lxml import html
from lxml.etree import ParserError
from lxml.html import HtmlElement

from s2s_gitops.drivers.buttons import read_buttons
from s2s_gitops.drivers.cells import cell_of
from s2s_gitops.drivers.forms import edit_form, read_form
from s2s_gitops.drivers.listeners import is_listened_to, words_of_listeners
from s2s_gitops.drivers.lists import find_blocks, posts, read_tables
from s2s_gitops.drivers.pagers import Pagers
from s2s_gitops.drivers.text import is_hidden, links_of, tabs_of, text_of
from s2s_gitops.model.page import Button, Cell, Form, Page

_ERRORS: Final = ("error", "errorTitle", "errorDesc", "validationError", "errorDiv_ep")
_BLANKS: Final = b"\xef\xbb\xbf \t\r\n"
_SKIPPED: Final = {"<!--": "-->", "<script": "</script"}
_SKIP: Final = re.compile(r"<!--|<script\b", re.IGNORECASE)
_TAG: Final = re.compile(r"<(/?)(html|body|form|table|select|div)\b", re.IGNORECASE)
_TOO_DEEP: Final = "ERR_RESOURCE_LIMIT"


def parse_page(address: str, text: str) -> Page:
    """Return what a person could see and press on a page. `address` is where the org finally led."""
    root, is_whole = _parsed(text)
    torn = not is_whole or _breaks_off(text)
    blocks = find_blocks(root)
    elements = [one for one in root.iter("form") if posts(one)]
    pagers = Pagers(root, [*blocks.elements, *elements], address)
    heard = words_of_listeners(root)
    forms = tuple(
        _judged(_form(one, at, pagers, torn=torn), one, heard) for at, one in enumerate(elements)
    )
    return Page(
        address=address,
        titles=tuple(
            dict.fromkeys(text_of(one) for one in root.iter("h1", "h2", "h3") if text_of(one))
        ),
        details=dict(_details(root)),
        tables=read_tables(blocks, pagers, torn=torn),
        form=edit_form(elements, forms),
        buttons=_buttons(root, [*blocks.related, *elements], forms),
        links=tuple(dict.fromkeys((*links_of(root), *tabs_of(root)))),
        errors=tuple(_errors(root)),
        forms=forms,
        torn=torn,
        source=text,
    )


def is_page(content_type: str, content: bytes) -> bool:
    """Say whether an answer is a page: by its type, or by how it begins where it has none or another."""
    begins = content.lstrip(_BLANKS)[:1]
    return "html" in content_type.lower() or not content_type or begins == b"<"


def _parsed(text: str) -> tuple[HtmlElement, bool]:
    """Return the page as a tree, and whether all of it could be read."""
    parser = html.HTMLParser(encoding="utf-8")
    try:
        root: HtmlElement = html.document_fromstring(text.encode(errors="replace"), parser=parser)
    except ParserError:
        return html.document_fromstring("<html></html>"), True
    return root, all(one.type_name != _TOO_DEEP for one in parser.error_log)


def _breaks_off(text: str) -> bool:
    """Say whether a part of a page is missing, its end above all: something that it opens stays open."""
    visible = _without_script(text)
    if visible is None:
        return True
    opened: Counter[str] = Counter()
    for slash, name in _TAG.findall(visible):
        opened[name.lower()] += -1 if slash else 1
    is_part = "<html" not in visible.lower()
    names = ("html", "body", *(["div"] if is_part else []))
    is_open = any(opened[one] > 0 for one in names)
    is_uneven = any(opened[one] != 0 for one in ("form", "table", "select"))
    return is_open or is_uneven or visible.rfind("<") > visible.rfind(">")


def _without_script(text: str) -> str | None:
    """Return a page's text without comments and scripts; None if one of them does not end."""
    parts, at, lower = [], 0, text.lower()
    while match := _SKIP.search(text, at):
        parts.append(text[at : match.start()])
        end = _SKIPPED[match.group().lower()]
        found = lower.find(end, match.end())
        if found < 0:
            return None
        at = found + len(end)
    return "".join((*parts, text[at:]))


def _form(element: HtmlElement, at: int, pagers: Pagers, *, torn: bool) -> Form:
    form = read_form(element)
    rows = {one.row_number for one in form.controls if one.row_number >= 0}
    rest = pagers.rest(element, len(rows))
    return replace(
        form,
        buttons=tuple(replace(one, form=at) for one in form.buttons),
        complete=not rest,
        more=rest.more,
        larger=rest.larger,
        torn=torn or form.torn,
    )


def _judged(form: Form, element: HtmlElement, heard: frozenset[str]) -> Form:
    """Return a form as strange if script elsewhere on the page listens to it."""
    return replace(form, strange=True) if is_listened_to(element, heard) else form


def _buttons(
    root: HtmlElement, apart: list[HtmlElement], forms: tuple[Form, ...]
) -> tuple[Button, ...]:
    """Return the buttons of a page outside of its related lists, those of its forms included."""
    free = read_buttons(root, apart)
    return tuple(dict.fromkeys((*free, *(one for form in forms for one in form.buttons))))


def _details(root: HtmlElement) -> Iterator[tuple[str, Cell]]:
    for label in root.find_class("labelCol"):
        data = label.getnext()
        if data is not None and {"dataCol", "data2Col"} & set(data.classes):
            yield text_of(label), cell_of(data)


def _errors(root: HtmlElement) -> Iterator[str]:
    found = [root.get_element_by_id(name, None) for name in _ERRORS]
    for element in (*found, *root.find_class("errorMsg")):
        if element is not None and not is_hidden(element) and text_of(element):
            yield text_of(element)
