"""What secrets of pages look like: patterns only. Each character that may be escaped is known in all escapings.

Pages carry secrets in many spellings: in attributes, in addresses within addresses, in strings of
script, in HTML within script.
"""

import re
from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

MARK: Final = "REMOVED-"
"""How every word begins that stands in the place of a secret."""

_ENTITIES: Final = MappingProxyType(
    {
        "!": "excl",
        '"': "quot",
        "'": "apos",
        "+": "plus",
        ".": "period",
        "/": "sol",
        ":": "colon",
        "<": "lt",
        "=": "equals",
        ">": "gt",
        "_": "lowbar",
    }
)


_PERCENT: Final = r"(?:%|&(?:amp;)*(?:percnt|#0*37|#x0*25);)(?:25)*"
_BACKSLASH: Final = rf"(?:\\(?:(?:u00|x)25(?:25)*5c)?|{_PERCENT}5c){{1,32}}"
"""Script in script doubles them each time. The bound, and that no run can be read in two ways, keep long runs cheap."""


def _coded(codes: str) -> str:
    """Return a pattern for characters by their codes, as addresses and script write them, also both at once."""
    return rf"(?:{_PERCENT}(?:{codes})|{_BACKSLASH}(?:u00|x)(?:25)*(?:{codes}))"


_SEMICOLON: Final = rf"(?:;|{_coded('3b')})"
_HASH: Final = rf"(?:#|{_coded('23')})"
_AND: Final = rf"(?:&|{_coded('26')})(?:amp{_SEMICOLON})*"


def _escaped(character: str) -> str:
    """Return a pattern for a character: plain, or as script, addresses and HTML escape it, also twice."""
    code, name = f"{ord(character):02x}", _ENTITIES.get(character, " ")
    return (
        rf"(?:(?:{_BACKSLASH})?(?:{re.escape(character)}|{_PERCENT}{code})"
        rf"|{_BACKSLASH}(?:u00|x)(?:25)*{code}"
        rf"|{_AND}(?:{name}|{_HASH}(?:0*{ord(character)}|x0*{code})){_SEMICOLON})"
    )


def spellings(secret: str) -> re.Pattern[str]:
    """Return a pattern for one known secret in every escaping."""
    return re.compile(f"(?P<value>{''.join(_spelled(secret))})")


def _spelled(secret: str) -> Iterator[str]:
    for character in secret:
        yield character if character.isalnum() else f"(?i:{_escaped(character)})"


_EQUALS: Final = _escaped("=")
_COLON: Final = _escaped(":")
_GREATER: Final = _escaped(">")
_QUOTE: Final = f"(?:{_escaped(chr(34))}|{_escaped(chr(39))})"
_BLANKS: Final = rf"(?:\s|{_BACKSLASH}[nrt]|{_coded('20')}|{_AND}(?:nbsp|{_HASH}0*32){_SEMICOLON})*"
_WORD_BEGINS: Final = (
    r"(?:(?<![a-z0-9_])|(?<=%[0-9a-f]{2})|(?<=\\x[0-9a-f]{2})|(?<=\\u00[0-9a-f]{2}))"
)
_NAMES: Final = (
    rf"(?P<token>_CONFIRMATIONTOKEN|{_WORD_BEGINS}_?csrf(?:_?token)?)"
    r"|(?P<state>com\.salesforce\.visualforce\.ViewState\w*)"
    rf"|{_WORD_BEGINS}(?P<session>sid|otp|access_token)"
)
_CODES: Final = "2[1abdef]|3[ad0-9]|4[0-9a-f]|5[0-9af]|6[1-9a-f]|7[0-9ae]"
"""Characters that a value may hold; all others end it."""
_UNIT: Final = (
    r"""[^\s"'<>&#;,()\\%`{}\[\]|]"""
    rf"|{_coded(_CODES)}|{_BACKSLASH}/"
    rf"|{_AND}(?:{_HASH}(?:x0*(?:{_CODES})|0*(?:33|4[23567]|5[0-9]|61|95|126))"
    rf"|equals|plus|sol|excl|period|lowbar){_SEMICOLON}"
)
_VALUE: Final = rf"(?P<value>(?!{MARK})(?:{_UNIT})+)"
_FLAGS: Final = re.IGNORECASE | re.DOTALL

IN_ADDRESS: Final = re.compile(rf"(?P<before>(?:{_NAMES}){_EQUALS}){_VALUE}", _FLAGS)
"""A parameter of an address, or a cookie."""

IN_SCRIPT: Final = re.compile(
    rf"(?P<before>(?:{_NAMES}){_QUOTE}?[\])]*(?:\.\w+)?{_BLANKS}(?:{_EQUALS}|{_COLON}){_BLANKS}{_QUOTE})"
    rf"(?=[a-z0-9]){_VALUE}",
    _FLAGS,
)
"""A member of an object, or what is assigned to one."""

IN_HEADER: Final = re.compile(
    rf"(?P<before>{_WORD_BEGINS}Authorization{_QUOTE}?{_BLANKS}(?:{_COLON}|{_EQUALS}|,){_BLANKS}{_QUOTE}?"
    rf"(?:Bearer|OAuth){_BLANKS}){_VALUE}",
    _FLAGS,
)
"""What a call of the API says of who calls."""

TAG: Final = re.compile(
    rf"{_escaped('<')}(?:input|meta|param|button)\b"
    rf"(?:=\s*+(?:\"[^\"]*+\"|'[^']*+')|(?!{_GREATER}).){{0,1000}}+{_GREATER}",
    _FLAGS,
)
"""An element that may hold a secret."""

TAG_NAME: Final = re.compile(
    rf"\b(?:name|id){_BLANKS}{_EQUALS}{_BLANKS}{_QUOTE}?(?:[\w:.-]*:)?(?:{_NAMES})(?![\w-])", _FLAGS
)
TAG_VALUE: Final = re.compile(
    rf"(?P<before>(?<![\w-])(?:value|content){_BLANKS}{_EQUALS}{_BLANKS})"
    rf"(?:(?P<quote>{_QUOTE})(?P<quoted>(?!{MARK}|(?P=quote)).+?)(?P=quote)|{_VALUE})",
    _FLAGS,
)

TEXT_AREA: Final = re.compile(
    rf"(?P<before><textarea\b[^<>]{{0,1000}}?\b(?:name|id)=[\"']?(?:[\w:.-]{{0,200}}:)?"
    rf"(?:{_NAMES})(?![\w-])[^<>]{{0,1000}}>\s*+)(?P<value>(?!{MARK})[^<]+)",
    _FLAGS,
)
"""A text area that holds a secret, in plain HTML."""

SESSION: Final = re.compile(rf"(?P<value>00D[A-Za-z0-9]{{12,15}}(?i:{_escaped('!')}(?:{_UNIT})+))")
"""A session by its shape: the org's id, an exclamation mark, the rest."""

TOKEN: Final = re.compile(
    rf"(?P<value>VmpFPSx(?:[A-Za-z0-9]|(?i:{_escaped('+')}|{_escaped('/')}|{_EQUALS})){{20,}})"
)
"""A token by its shape, as public dumps of pages show it: the text "V1" in base64, twice. Script holds
tokens under other names too, or under none."""
