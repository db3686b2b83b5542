"""Script of links and buttons: where it leads, as far as it is understood completely. Nothing is run."""

import re
from collections.abc import Sequence
from typing import Final
from urllib.parse import unquote

STRING: Final = r"'((?:[^'\\]|\\.)*)'"
_LITERAL: Final = re.compile(STRING)
_ARGUMENT: Final = r"(?:'(?:[^'\\]|\\.)*'|null|true|false|this|\d+)"
_CALL: Final = re.compile(
    r"^(?:javascript:)?\s*(?:return\s+)?([\w.]+)"
    rf"\(\s*((?:{_ARGUMENT}(?:\s*,\s*{_ARGUMENT})*)?)\s*\)\s*;?\s*(?:return false;?)?$"
)
_VOID: Final = re.compile(r"^(?:javascript:)?\s*void\s*\((.*)\)\s*;?$", re.DOTALL)
_ESCAPE: Final = re.compile(r"\\(x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|.)", re.DOTALL)
_FRAMED: Final = re.compile(r"(?<=[?&])isdtp=[^&#]*&?")

_NAVIGATES: Final = "navigateToUrl"
_LEAVES_FRAME: Final = "srcUp"
_POPS_UP: Final = frozenset({"window.open", "openPopup", "openPopUp"})


def opened_by(handler: str) -> str:
    """Return the address that a handler opens in place of the page; empty if it does anything else."""
    name, literals = _call(handler)
    if not literals:
        return ""
    if name == _NAVIGATES:
        return literals[0]
    if name.rpartition(".")[2] == _LEAVES_FRAME:
        # Within Lightning, links are wrapped. Outside of it, the mark of the frame has to go.
        return _FRAMED.sub("", unquote(literals[0])).rstrip("?&")
    return ""


def popped_up_by(handler: str) -> str:
    """Return the one address that a handler opens in another window; empty if it does anything else."""
    name, literals = _call(handler)
    addresses = [one for one in literals if one.startswith("/")]
    return addresses[0] if name in _POPS_UP and len(addresses) == 1 else ""


def unescape(text: str) -> str:
    """Return the text of a script's string literal."""
    return _ESCAPE.sub(lambda match: _character(match.group(1)), text)


def literals_of(arguments: str) -> list[str]:
    """Return the string literals among the arguments of a call."""
    return [unescape(one) for one in _LITERAL.findall(arguments)]


def _call(handler: str) -> tuple[str, Sequence[str]]:
    """Return the one function that a handler calls with literals alone, and its strings."""
    match = _CALL.match(_VOID.sub(r"\1", handler.strip()))
    return (match.group(1), literals_of(match.group(2))) if match else ("", ())


def _character(code: str) -> str:
    if code[0] in "xu" and len(code) > 1:
        return chr(int(code[1:], 16))
    return {"n": "\n", "t": "\t", "r": "\r"}.get(code, code)
