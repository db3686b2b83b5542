"""Answers that are asked for once, however many threads want them at the same time."""

from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Once(Generic[T]):
    """Remembers answers by key. A class because it is a memory."""

    def __init__(self) -> None:
        self._answers: dict[str, T] = {}
        self._locks: dict[str, Lock] = {}
        self._guard = Lock()

    def get(self, key: str, ask: Callable[[], T]) -> T:
        """Return the answer for a key; ask for it if nobody has. An error is not remembered."""
        with self._guard:
            lock = self._locks.setdefault(key, Lock())
        with lock:
            if key not in self._answers:
                self._answers[key] = ask()
            return self._answers[key]

    def known(self) -> dict[str, T]:
        """Return every answer so far."""
        with self._guard:
            return dict(self._answers)
