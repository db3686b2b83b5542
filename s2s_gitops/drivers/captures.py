"""Keeps redacted copies of pages that do not look as expected, in a private folder of the user's."""

import os
import re
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Final

from s2s_gitops.drivers.redaction import Known, Redactor
from s2s_gitops.model.page import Page

MOST: Final = 50
"""How many copies stay: beyond that the oldest make room."""

_READABLE: Final = 40


class Captures:
    """A folder, made when it is first needed. A class because a page is kept once in a run; threads may share it."""

    def __init__(self, folder: Path, words: frozenset[str]) -> None:
        self._folder = folder
        self.words = words
        """What stays as it is wherever it stands: the labels of the contract."""
        self._kept: dict[tuple[str, str], str] = {}
        self._lock = Lock()

    def keep(self, alias: str, page: Page, known: Known) -> str:
        """Keep a page of an org and return where; empty where that is not possible."""
        if not page.source:
            return ""
        with self._lock:
            place = (alias, page.address)
            if place not in self._kept:
                self._kept[place] = self._write(alias, page, known)
            return self._kept[place]

    def _write(self, alias: str, page: Page, known: Known) -> str:
        redactor = Redactor(known)
        content = redactor.page(page.source).encode()
        address = re.sub(r"[^A-Za-z0-9=]+", "-", redactor.address(page.address)).strip("-")
        digest = sha256(content).hexdigest()[:12]
        name = f"{_plain(alias)}-{address[:_READABLE]}-{digest}.html"
        try:
            self._prepare()
            path = self._folder / name
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            self._make_room()
        except OSError:
            return ""
        return str(path)

    def _prepare(self) -> None:
        """Make the folder, private and unseen by git."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        ignored = self._folder / ".gitignore"
        if not ignored.exists():
            ignored.write_text("*\n", encoding="utf-8")

    def _make_room(self) -> None:
        copies = sorted(
            self._folder.glob("*.html"), key=lambda one: (one.stat().st_mtime_ns, one.name)
        )
        for old in copies[:-MOST]:
            old.unlink()


def _plain(alias: str) -> str:
    """Return an alias as a part of a file's name."""
    return re.sub(r"[^A-Za-z0-9_]+", "-", alias).strip("-") or "org"
