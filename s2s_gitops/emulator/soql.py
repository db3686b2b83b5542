r"""A small SOQL: from text to query. What is not listed here is refused, never guessed.

Supported:

    SELECT field, Parent.field FROM Object        one level of parents, and only here
    SELECT COUNT() FROM Object
    SELECT field, COUNT(field) alias FROM Object ... GROUP BY field, field
    WHERE     one condition, or several joined by AND:
              field = != <> < <= > >= value; field LIKE 'te%t_'; field [NOT] IN (value, value)
              values: 'text' with \' \" \\ \n \r \t \b \f \% \_ escapes, numbers, true, false,
              null, 2026-01-31, 2026-01-31T10:00:00Z or with an offset
    ORDER BY  field [ASC|DESC] [NULLS FIRST|NULLS LAST], ...
    LIMIT     number

Texts compare without regard to case, ids in either length. Known on purpose and refused as not
emulated: OR, NOT, brackets, relationship fields elsewhere, other functions but COUNT, HAVING, OFFSET,
FOR, USING, WITH, TYPEOF, date literals such as TODAY, ALL ROWS.
"""

from __future__ import annotations

import re

from s2s_gitops.emulator.soql_query import Condition, Count, Literal, Name, Order, Query
from s2s_gitops.emulator.soql_tokens import (
    MalformedQueryError,
    Token,
    UnsupportedQueryError,
    tokens,
    unescape,
)

_CLAUSES = frozenset({"WHERE", "GROUP", "ORDER", "LIMIT"})
_BEYOND = frozenset(
    ("OR", "NOT", "HAVING", "OFFSET", "FOR", "USING", "WITH", "TYPEOF", "ALL", "INCLUDES",
     "EXCLUDES", "UPDATE"))  # fmt: skip
_DATE_WORDS = re.compile(r"(TODAY|YESTERDAY|TOMORROW|(LAST|THIS|NEXT)_\w+|\w+_AGO)", re.IGNORECASE)


def parse(text: str) -> Query:
    """Return the query; raise MalformedQueryError or UnsupportedQueryError."""
    return _Parser(text).query()


class _Parser:
    """Reads tokens one after another; it keeps the place, so it is a class."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = list(tokens(text))
        self.place = 0

    def query(self) -> Query:
        self.expect("SELECT")
        fields, counts = self.columns()
        self.expect("FROM")
        source = self.name()
        if self.token.kind == "name" and self.token.text.upper() not in _CLAUSES:
            self.refuse("this clause or alias")
        conditions = self.conditions() if self.accept("WHERE") else ()
        groups = self.groups() if self.accept("GROUP") else ()
        orders = self.orders() if self.accept("ORDER") else ()
        limit = self.limit() if self.accept("LIMIT") else None
        if (counts or groups) and any("." in field.text for field in fields):
            raise UnsupportedQueryError("relationship fields beside groups are not emulated")
        if self.token.kind != "end":
            self.refuse("this clause")
        return Query(self.text, fields, counts, source, conditions, groups, orders, limit)

    @property
    def token(self) -> Token:
        return self.tokens[self.place]

    def take(self) -> Token:
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

    def columns(self) -> tuple[tuple[Name, ...], tuple[Count, ...]]:
        """Read what is selected; COUNT() alone gives nothing at all."""
        fields: list[Name] = []
        counts: list[Count] = []
        while True:
            name = self.column()
            if name.text.upper() == "COUNT" and self.accept("("):
                if not fields and not counts and self.accept(")"):
                    return (), ()
                counts.append(self.count(name.offset, len(counts)))
            elif self.token.text == "(":
                raise UnsupportedQueryError(f"functions are not emulated: '{name.text}'")
            else:
                fields.append(name)
            if not self.accept(","):
                return tuple(fields), tuple(counts)

    def column(self) -> Name:
        """Read a selected field; the name of a parent may stand before it."""
        token = self.token
        if token.kind != "name" or token.text.count(".") != 1:
            return self.name()
        self.take()
        return Name(token.text, token.offset)

    def count(self, offset: int, number: int) -> Count:
        field = self.name()
        self.expect(")")
        is_named = self.token.kind == "name" and self.token.text.upper() != "FROM"
        return Count(field, self.take().text if is_named else f"expr{number}", offset)

    def groups(self) -> tuple[Name, ...]:
        self.expect("BY")
        groups = [self.name()]
        while self.accept(","):
            groups.append(self.name())
        return tuple(groups)

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
            return Literal("string", unescape(token.text[1:-1]))
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
