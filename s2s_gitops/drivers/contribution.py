"""A capture as a folder that may be given to others: redacted pages, files and answers, and what they say."""

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, Final

from s2s_gitops.drivers.archive import Archive
from s2s_gitops.drivers.html import parse_page
from s2s_gitops.drivers.redaction import UNSAFE, Known, Redactor
from s2s_gitops.drivers.rest import API_VERSION
from s2s_gitops.model.capture import Capture, Kept, Visit
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.download import Download
from s2s_gitops.model.page import Page

KIND: Final = "s2s.capture"
_FOLDER: Final = "org"
"""The name of the org's folder: its alias would tell whose it is."""


class Contribution:
    """A folder of its own for one capture. A class because one redactor sees all of its pages.

    Raises S2SError if the folder holds something, or cannot be written.
    """

    def __init__(self, folder: Path) -> None:
        self._archive = Archive(folder)
        self._pages: dict[int, tuple[Page, str]] = {}
        self._redactor = Redactor(Known())
        self.kept: list[Kept] = []
        self.unsafe: list[Diagnostic] = []
        """Pages of which nothing could be kept."""

    def begin(self, known: Known) -> dict[str, str]:
        """Take in what is to be replaced; return the org's objects as they are called from now on."""
        self._redactor = Redactor(known)
        return {
            self._redactor.name(name): self._redactor.name(label)
            for name, label in known.objects.items()
        }

    def learn(self, visit: Visit, *, names_in_labels: bool) -> None:
        """Take in what is data on a page, before the first page is kept."""
        self._redactor.learn(visit.page.source, names_in_labels=names_in_labels)

    def keep(self, visit: Visit, objects: Mapping[str, str], *, names_in_labels: bool) -> Visit:
        """Keep a page; return the visit as it may be shown."""
        if id(visit.page) not in self._pages:
            self._pages[id(visit.page)] = self._store(visit.page, names_in_labels=names_in_labels)
        page, file = self._pages[id(visit.page)]
        around = replace(visit.around, key=self._redactor.name(visit.around.key), objects=objects)
        self.kept.append(Kept(visit.name, file, page.address, around.status, around.key))
        return Visit(visit.name, page, around)

    def _store(self, page: Page, *, names_in_labels: bool) -> tuple[Page, str]:
        text = self._redactor.page(page.source, names_in_labels=names_in_labels)
        address = self._redactor.address(page.address)
        if text == UNSAFE:
            detail = f"{address} would still have shown a name or an id; nothing of it was kept."
            self.unsafe.append(
                Diagnostic("S2S621", detail, "Look at the page by hand.", where=_FOLDER)
            )
        file = self._archive.keep(_FOLDER, address, "text/html", text.encode(), "")
        return parse_page(address, text), file

    def keep_file(self, file: Download) -> None:
        """Keep a history."""
        text = self._redactor.table(_decoded(file.content))
        self._archive.keep(
            _FOLDER, self._redactor.address(file.address), "text/csv", text.encode(), ""
        )

    def keep_answer(self, name: str, answer: Any) -> None:
        """Keep what the API told, under the name of the question."""
        text = json.dumps(self._redactor.answer(answer), indent=2, sort_keys=True)
        self._archive.keep(_FOLDER, name, "application/json", f"{text}\n".encode(), "")

    def close(self, created: str, capture: Capture) -> None:
        """Write the manifest."""
        entries = [
            {
                "entry": one.entry.id,
                "verdict": one.judgement.verdict.value,
                "stood": one.judgement.stood,
            }
            for one in capture.answers
        ]
        pages = [asdict(one) for one in capture.kept]
        more = {
            "api_version": API_VERSION,
            "contract_version": capture.contract,
            "release": capture.release,
            "entries": entries,
            "pages": sorted(pages, key=lambda one: (one["name"], one["file"])),
            "objects": dict(capture.objects),
        }
        self._archive.close(created, KIND, more)


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("iso-8859-1")
