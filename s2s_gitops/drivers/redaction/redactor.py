"""The redactor: pages, addresses, lines, files and answers of one org, with the same words for the same things."""

import csv
import io
from collections.abc import Mapping
from typing import Any, Final

from s2s_gitops.drivers.redaction.known import Known
from s2s_gitops.drivers.redaction.pieces import pieces
from s2s_gitops.drivers.redaction.rules import Rules
from s2s_gitops.drivers.redaction.walk import Walk
from s2s_gitops.drivers.redaction.words import TELLING
from s2s_gitops.drivers.scrub import scrub

UNSAFE: Final = "REMOVED-PAGE"
"""Stands in the place of what could not be redacted."""


class Redactor:
    """Redacts what one org sent. A class because the same name gets the same word on every page."""

    def __init__(self, known: Known) -> None:
        self._token = known.token
        self._rules = Rules(known)

    def page(self, text: str, *, names_in_labels: bool = False) -> str:
        """Return a page that says how it is built, and nothing of whom it is about.

        `names_in_labels`: its labels name objects, fields or values. A page that would still show a known
        name is given up: a word stands in its place.
        """
        self._rules.turn_page()
        parts = tuple(pieces(scrub(text, self._token).text))
        walk = Walk(self._rules, names_in_labels=names_in_labels)
        self._rules.standins.in_text(
            text
        )  # an id may stand within a longer word before it stands alone
        walk.learn(parts, self._rules.here)
        return self._safe("".join(walk.redact(parts)))

    def learn(self, text: str, *, names_in_labels: bool = False) -> None:
        """Take in what is data on a page, so that no other page shows it in a heading or a label."""
        self._rules.standins.in_text(text)
        walk = Walk(self._rules, names_in_labels=names_in_labels)
        walk.learn(pieces(scrub(text, self._token).text), self._rules.everywhere)

    def address(self, address: str) -> str:
        """Return an address of the org."""
        return self._rules.address(scrub(address, self._token).text)

    def name(self, text: str) -> str:
        """Return an API name, a label or an id as pages show it."""
        return self._rules.data(text)

    def line(self, text: str) -> str:
        """Return what somebody says about a page."""
        return self._safe(self._rules.said(scrub(text, self._token).text))

    def table(self, text: str) -> str:
        """Return a file of comma-separated values: its header, and its rows with words that tell no names."""
        rows = list(csv.reader(io.StringIO(scrub(text, self._token).text, newline="")))
        out = io.StringIO(newline="")
        writer = csv.writer(out)
        for number, row in enumerate(rows):
            writer.writerow(
                self._rules.said(one) if number == 0 else self._told(one) for one in row
            )
        return self._safe(out.getvalue())

    def answer(self, value: Any) -> Any:
        """Return an answer of the API, with its names of members."""
        if isinstance(value, Mapping):
            return {self._rules.identifier(key): self.answer(one) for key, one in value.items()}
        if isinstance(value, list):
            return [self.answer(one) for one in value]
        if not isinstance(value, str):
            return value
        text = scrub(value, self._token).text
        return self._safe(
            self._rules.address(text) if text.startswith(("/", "http")) else self._rules.said(text)
        )

    def _told(self, text: str) -> str:
        """Return one cell: a sentence keeps the words that tell no names."""
        words = text.split()
        if len(words) < _SENTENCE:
            return self._rules.data(text)
        return " ".join(
            one if one.strip(".,:;()\"'").casefold() in TELLING else self._rules.data(one)
            for one in words
        )

    def _safe(self, text: str) -> str:
        return UNSAFE if self._rules.leaks(text) else text


_SENTENCE: Final = 3
