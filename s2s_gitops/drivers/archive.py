"""Keeps what a session fetched as files: pages without their secrets, anything else byte for byte."""

import json
import os
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Final

from s2s_gitops import __version__
from s2s_gitops.drivers.html import is_page
from s2s_gitops.drivers.scrub import Scrubbed, scrub
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.errors import S2SError

MANIFEST: Final = "manifest.json"
FORMAT: Final = "1.0"

_READABLE: Final = 60
"""How many letters of an address stand in a file's name; its digest tells it from others."""
_UNREADABLE: Final = "REMOVED-PAGE"
_PLAIN: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")
_ENDINGS: Final = ("html", "csv", "json", "xml", "pdf", "zip")


@dataclass(frozen=True, slots=True)
class _Kept:
    """One file of the archive, as the manifest tells it."""

    org: str
    address: str
    file: str
    content_type: str
    bytes: int
    sha256: str
    scrubbed: int


class Archive:
    """A folder of its own for one run. A class because it knows what it has kept; threads may share it.

    Raises S2SError if the folder holds something, or cannot be written.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._kept: dict[tuple[str, str], list[_Kept]] = {}
        self._lock = Lock()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            is_empty = not any(folder.iterdir())
            if is_empty:
                folder.chmod(0o700)
        except OSError as error:
            raise _unwritable(folder, error) from error
        if not is_empty:
            raise S2SError(
                Diagnostic(
                    "S2S601",
                    f"{folder} exists and is not empty; an archive never mixes with what is there.",
                    "Name a folder that does not exist yet, or an empty one.",
                )
            )

    def keep(self, org: str, address: str, content_type: str, content: bytes, token: str) -> str:
        """Keep what an org sent from an address, and return its file; once, however often it sent the same.

        `token` is the session's own. In a page it is replaced, and so are secrets of known shapes; others
        may remain, so an archive is to be kept like a secret. A page with zero bytes, as in UTF-16, cannot
        be scrubbed: a word stands in its place.
        """
        address = scrub(address, token).text
        scrubbed = 0
        if is_page(content_type, content):
            # Secrets are plain ASCII: one letter for each byte leaves all others as they are.
            # Zeros tell of two or four bytes for a letter, where no secret would be recognised.
            text = content.decode("latin-1")
            clean = Scrubbed(_UNREADABLE, 1) if "\0" in text else scrub(text, token)
            content, scrubbed = clean.text.encode("latin-1"), clean.places
        digest = sha256(content).hexdigest()
        with self._lock:
            earlier = self._kept.setdefault((org, address), [])
            same = next((one.file for one in earlier if one.sha256 == digest), None)
            if same is not None:
                return same
            file = f"{_folder_name(org)}/{_file_name(address, content_type, len(earlier))}"
            self._write(file, content)
            earlier.append(_Kept(org, address, file, content_type, len(content), digest, scrubbed))
            return file

    def close(
        self, created: str, kind: str = "s2s.archive", more: Mapping[str, object] | None = None
    ) -> None:
        """Write the manifest. `created` is the time of the run, RFC 3339; `more` are members of a kind's own."""
        files = [asdict(one) for those in self._kept.values() for one in those]
        manifest = {
            **(more or {}),
            "kind": kind,
            "format_version": FORMAT,
            "tool_version": __version__,
            "created": created,
            "files": sorted(files, key=lambda one: str(one["file"])),
        }
        text = json.dumps(manifest, indent=2, sort_keys=True, ensure_ascii=False)
        self._write(MANIFEST, f"{text}\n".encode())

    def _write(self, name: str, content: bytes) -> None:
        path = self.folder / name
        try:
            path.parent.mkdir(mode=0o700, exist_ok=True)
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(content)
        except OSError as error:
            raise _unwritable(path, error) from error


def _folder_name(org: str) -> str:
    """Return the alias itself where no file system could mistake it for another."""
    return org if _PLAIN.fullmatch(org) else f"{_readable(org)}-{_digest(org)}"


def _file_name(address: str, content_type: str, earlier: int) -> str:
    """Return a name that begins readable; each address has its own, and so has each further content."""
    ending = next((one for one in _ENDINGS if one in content_type.lower()), "bin")
    number = f"-{earlier + 1}" if earlier else ""
    return f"{_readable(address)}-{_digest(address)}{number}.{ending}"


def _readable(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9=]+", "-", text).strip("-")[:_READABLE] or "root"


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]


def _unwritable(path: Path, error: OSError) -> S2SError:
    return S2SError(
        Diagnostic(
            "S2S602",
            f"{path}: {error.strerror}.",
            "Check the folder's permissions and the space on the disk.",
        )
    )
