r"""A small SOQL: from text to query. What is not listed here is refused, never guessed.

Supported:

    SELECT field, field FROM Object
    SELECT COUNT() FROM Object
    WHERE     one condition, or several joined by AND:
              field = != <> < <= > >= value; field LIKE 'te%t_'; field [NOT] IN (value, value)
              values: 'text' with \' \" \\ \n \r \t \b \f \% \_ escapes, numbers, true, false,
              null, 2026-01-31, 2026-01-31T10:00:00Z or with an offset
    ORDER BY  field [ASC|DESC] [NULLS FIRST|NULLS LAST], ...
    LIMIT     number

Texts compare without regard to case, ids in either length. Known on purpose and refused as not
emulated: OR, NOT, brackets, relationship fields, aliases, functions, GROUP BY, HAVING, OFFSET,
FOR, USING, WITH, TYPEOF, date literals such as TODAY, ALL ROWS.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class MalformedQueryError(Exception):
    """The text is not SOQL."""


class UnsupportedQueryError(Exception):
    """The text may be SOQL, but this emulator does not run it."""


@dataclass(frozen=True, slots=True)
class Name:
    """A field or object name with its place in the text."""

    text: str
    offset: int


@dataclass(frozen=True, slots=True)
class Literal:
    """A value in a condition. `kind` is string, number, boolean, null, date or datetime."""

    kind: str
    value: str | float | bool | None


@dataclass(frozen=True, slots=True)
class Condition:
    """One comparison; IN and NOT IN have any number of values, the others one."""

    field: Name
    operator: str
    values: tuple[Literal, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """One sort key."""

    field: Name
    is_descending: bool
    is_nulls_last: bool


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query; no fields means COUNT()."""

    text: str
    fields: tuple[Name, ...]
    source: Name
    conditions: tuple[Condition, ...]
    orders: tuple[Order, ...]
    limit: int | None


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    offset: int


_TOKENS = re.compile(
    r"(?P<space>\s+)"
    r"|(?P<string>'(?:[^'\\]|\\.)*')"
    r"|(?P<datetime>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d))"
    r"|(?P<date>\d{4}-\d\d-\d\d)"
    r"|(?P<number>[+-]?\d+(?:\.\d+)?)"
    r"|(?P<name>[A-Za-z]\w*(?:\.\w+)*)"
    r"|(?P<operator><=|>=|!=|<>|=|<|>)"
    r"|(?P<mark>[(),:])",
    re.DOTALL,
)
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", "'": "'", '"': '"', "\\": "\\"}
_ESCAPES |= {"N": "\n", "R": "\r", "T": "\t", "B": "\b", "F": "\f"}
_BEYOND = frozenset(
    ("OR", "NOT", "GROUP", "HAVING", "OFFSET", "FOR", "USING", "WITH", "TYPEOF", "ALL", "INCLUDES",
     "EXCLUDES", "UPDATE"))  # fmt: skip
_DATE_WORDS = re.compile(r"(TODAY|YESTERDAY|TOMORROW|(LAST|THIS|NEXT)_\w+|\w+_AGO)", re.IGNORECASE)


def parse(text: str) -> Query:
    """Return the query; raise MalformedQueryError or UnsupportedQueryError."""
    return _Parser(text).query()


def _tokens(text: str) -> Iterator[_Token]:
    offset = 0
    while offset < len(text):
        match = _TOKENS.match(text, offset)
        if match is None:
            raise MalformedQueryError(
                f"line 1:{offset} no viable alternative at character '{text[offset]}'"
            )
        if match.lastgroup != "space":
            yield _Token(match.lastgroup or "", match.group(), offset)
        offset = match.end()
    yield _Token("end", "<EOF>", len(text))


class _Parser:
    """Reads tokens one after another; it keeps the place, so it is a class."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = list(_tokens(text))
        self.place = 0

    def query(self) -> Query:
        self.expect("SELECT")
        fields = self.fields()
        self.expect("FROM")
        source = self.name()
        if self.token.kind == "name" and self.token.text.upper() not in {"WHERE", "ORDER", "LIMIT"}:
            self.refuse("this clause or alias")
        conditions = self.conditions() if self.accept("WHERE") else ()
        orders = self.orders() if self.accept("ORDER") else ()
        limit = self.limit() if self.accept("LIMIT") else None
        if self.token.kind != "end":
            self.refuse("this clause")
        return Query(self.text, fields, source, conditions, orders, limit)

    @property
    def token(self) -> _Token:
        return self.tokens[self.place]

    def take(self) -> _Token:
        token = self.token
        self.place += token.kind != "end"
        return token

    def accept(self, word: str) -> bool:
        if self.token.kind == "string" or self.token.text.upper() != word:
            return False
        self.take()
        return True

    def expect(self, word: str) -> None:
        if not self.accept(word):
            if self.token.text.upper() in _BEYOND or self.token.text == "(":
                self.refuse("this form")
            raise MalformedQueryError(f"unexpected token: '{self.token.text}'")

    def refuse(self, what: str) -> None:
        """Say what is beyond this emulator, or that it is no SOQL at all."""
        token = self.token
        is_known = token.text.upper() in _BEYOND or token.kind in {"name", "mark"}
        if not is_known:
            raise MalformedQueryError(f"unexpected token: '{token.text}'")
        raise UnsupportedQueryError(f"{what} is not emulated: '{token.text}' at {token.offset}")

    def name(self) -> Name:
        token = self.take()
        if token.kind != "name":
            if token.text == "(":
                raise UnsupportedQueryError("brackets and sub-queries are not emulated")
            raise MalformedQueryError(f"unexpected token: '{token.text}'")
        if "." in token.text:
            raise UnsupportedQueryError(f"relationship fields are not emulated: '{token.text}'")
        if token.text.upper() in {"TYPEOF", "NOT"}:
            raise UnsupportedQueryError(f"{token.text} is not emulated")
        return Name(token.text, token.offset)

    def fields(self) -> tuple[Name, ...]:
        fields = [self.name()]
        if fields[0].text.upper() == "COUNT" and self.accept("("):
            if not self.accept(")"):
                raise UnsupportedQueryError("only COUNT() without a field is emulated")
            return ()
        while self.accept(","):
            fields.append(self.name())
        if self.token.text == "(":
            raise UnsupportedQueryError(f"functions are not emulated: '{fields[-1].text}'")
        return tuple(fields)

    def conditions(self) -> tuple[Condition, ...]:
        conditions = [self.condition()]
        while self.accept("AND"):
            conditions.append(self.condition())
        return tuple(conditions)

    def condition(self) -> Condition:
        field = self.name()
        if self.accept("NOT"):
            self.expect("IN")
            return Condition(field, "NOT IN", self.values())
        if self.accept("IN"):
            return Condition(field, "IN", self.values())
        if self.accept("LIKE"):
            return Condition(field, "LIKE", (self.value(),))
        if self.token.kind != "operator":
            self.refuse("this operator")
        operator = self.take().text
        return Condition(field, "!=" if operator == "<>" else operator, (self.value(),))

    def values(self) -> tuple[Literal, ...]:
        self.expect("(")
        if self.token.text.upper() == "SELECT":
            raise UnsupportedQueryError("sub-queries are not emulated")
        values = [self.value()]
        while self.accept(","):
            values.append(self.value())
        self.expect(")")
        return tuple(values)

    def value(self) -> Literal:
        token = self.take()
        word = token.text.upper()
        if token.kind == "string":
            return Literal("string", _unescape(token.text[1:-1]))
        if token.kind == "number":
            return Literal("number", float(token.text))
        if token.kind in {"date", "datetime"}:
            return Literal(token.kind, token.text)
        if word in {"TRUE", "FALSE"}:
            return Literal("boolean", word == "TRUE")
        if word == "NULL":
            return Literal("null", None)
        if _DATE_WORDS.fullmatch(token.text) or token.text == ":":
            raise UnsupportedQueryError(f"this value is not emulated: '{token.text}'")
        raise MalformedQueryError(f"unexpected token: '{token.text}'")

    def orders(self) -> tuple[Order, ...]:
        self.expect("BY")
        orders = [self.order()]
        while self.accept(","):
            orders.append(self.order())
        return tuple(orders)

    def order(self) -> Order:
        field = self.name()
        is_descending = self.accept("DESC")
        if not is_descending:
            self.accept("ASC")
        is_nulls_last = False
        if self.accept("NULLS"):
            is_nulls_last = self.accept("LAST")
            if not is_nulls_last:
                self.expect("FIRST")
        return Order(field, is_descending, is_nulls_last)

    def limit(self) -> int:
        token = self.take()
        if token.kind != "number" or not token.text.isdigit():
            raise MalformedQueryError(f"unexpected token: '{token.text}'")
        return int(token.text)


def _unescape(text: str) -> str:
    def one(match: re.Match[str]) -> str:
        letter = match.group(1)
        if letter in "%_":
            return match.group()
        if letter not in _ESCAPES:
            raise MalformedQueryError(f"Invalid string literal: illegal escape '\\{letter}'")
        return _ESCAPES[letter]

    return re.sub(r"\\(.)", one, text, flags=re.DOTALL)
