"""A value of a YAML file with its place, so that a bad seed names file, place and reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


class SeedError(Exception):
    """A seed file cannot be used; the text says which file, which place, and why."""


@dataclass(frozen=True, slots=True)
class Node:
    """One value of the file; the readers below return it typed or raise SeedError."""

    value: object
    file: str
    path: str = ""

    def error(self, what: str) -> SeedError:
        """Return (not raise) the error for this place."""
        return SeedError(f"{self.file}: {self.path or 'top level'}: {what}")

    def only(self, *allowed: str) -> None:
        """Refuse keys that nobody reads, since they are mostly typing errors."""
        for key, node in self.items():
            if key not in allowed:
                raise node.error(f"unknown key; known are {', '.join(sorted(allowed))}")

    def items(self) -> Iterator[tuple[str, Node]]:
        """Walk a mapping; an empty value counts as an empty mapping."""
        if self.value is None:
            return
        if not isinstance(self.value, dict):
            raise self.error("expected a mapping")
        for key, value in self.value.items():
            if not isinstance(key, str):
                raise self.error(f"the key {key!r} is not a text; put it in quotes")
            yield key, Node(value, self.file, f"{self.path}.{key}".lstrip("."))

    def elements(self) -> Iterator[Node]:
        """Walk a list; an empty value counts as an empty list."""
        if self.value is None:
            return
        if not isinstance(self.value, list):
            raise self.error("expected a list")
        for number, value in enumerate(self.value):
            yield Node(value, self.file, f"{self.path}[{number}]")

    def at(self, key: str) -> Node:
        """Return the value under a key; a missing key gives an empty node at that place."""
        return dict(self.items()).get(key, Node(None, self.file, f"{self.path}.{key}".lstrip(".")))

    def text(self, default: str | None = None) -> str:
        """Return a text; without a default the value must be there."""
        if self.value is None and default is not None:
            return default
        if not isinstance(self.value, str) or not self.value:
            raise self.error("expected a text; put it in quotes if it looks like something else")
        return self.value

    def number(self, default: int) -> int:
        """Return a whole number."""
        if self.value is None:
            return default
        if isinstance(self.value, bool) or not isinstance(self.value, int):
            raise self.error("expected a whole number")
        return self.value

    def flag(self, *, default: bool) -> bool:
        """Return true or false."""
        if self.value is None:
            return default
        if not isinstance(self.value, bool):
            raise self.error("expected true or false")
        return self.value

    def choice(self, known: Iterable[str], default: str) -> str:
        """Return one of the known words."""
        word, words = self.text(default), tuple(known)
        if word not in words:
            raise self.error(f"expected one of {', '.join(words)}")
        return word

    def moment(self, default: datetime | None = None) -> datetime:
        """Return a time in UTC, as is one without an offset; no default: it must be there."""
        if self.value is None and default is not None:
            return default
        try:
            moment = datetime.fromisoformat(self.text())
        except ValueError as error:
            raise self.error("expected a time such as 2026-01-05T08:00:00Z") from error
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)

    def texts(self) -> tuple[str, ...]:
        """Return a list of texts."""
        return tuple(element.text() for element in self.elements())


def load_node(file: Path) -> Node:
    """Read a YAML file; raise SeedError when there is none or it is not YAML."""
    try:
        return Node(yaml.safe_load(file.read_text(encoding="utf-8")), str(file))
    except OSError as error:
        raise SeedError(f"{file}: cannot be read: {error.strerror}") from error
    except yaml.YAMLError as error:
        raise SeedError(f"{file}: is not YAML: {error}") from error
