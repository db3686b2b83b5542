"""Changing the user's files: spliced in memory, loaded again, held against what it should mean, then written."""

import difflib
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from s2s_gitops.cli.files import stage, swap
from s2s_gitops.engine.edits import Edit, made
from s2s_gitops.engine.load import load
from s2s_gitops.engine.render import written
from s2s_gitops.kinds import ALL
from s2s_gitops.model.config import Config
from s2s_gitops.model.diagnostic import Diagnostic, Severity
from s2s_gitops.model.errors import FilesError
from s2s_gitops.views.plain import plain


@dataclass(frozen=True, slots=True)
class Revision:
    """Files before and after, by the name under which messages show them, and what they declare then."""

    before: Mapping[str, bytes]
    after: Mapping[str, bytes]
    config: Config

    @property
    def changed(self) -> tuple[str, ...]:
        """The files that are not as they were."""
        return tuple(one for one in self.after if self.after[one] != self.before.get(one))

    def diff(self) -> Iterator[str]:
        """Yield the lines of a unified diff."""
        for name in self.changed:
            before, after = (_lines(side.get(name, b"")) for side in (self.before, self.after))
            yield from difflib.unified_diff(before, after, name, name, lineterm="", n=2)

    def write(self) -> None:
        """Write the changed files: all of them or, if one cannot be written, none. Raises FilesError."""
        self._untouched()
        staged: dict[str, Path] = {}
        try:
            for name in self.changed:
                staged[name] = _stage(Path(name).resolve(), self.after[name])
        except OSError as error:
            for beside in staged.values():
                beside.unlink()
            fix = "Nothing was written. Check the permissions of the folder."
            raise FilesError(Diagnostic("S2S001", f"{name}: {error.strerror}.", fix)) from error
        try:
            for name, beside in staged.items():
                swap(beside, Path(name).resolve())
        except OSError as error:
            fix = "Look at the files: those before it in their order are written."
            raise FilesError(Diagnostic("S2S001", f"{name}: {error.strerror}.", fix)) from error

    def _untouched(self) -> None:
        """Raise FilesError if somebody has changed a file since it was read."""
        problems = []
        for name in self.changed:
            path = Path(name)
            if (path.read_bytes() if path.is_file() else None) != self.before.get(name):
                detail = f"{name} was changed while the orgs were read."
                problems.append(Diagnostic("S2S505", detail, "Nothing was written. Run it again."))
        if problems:
            raise FilesError(*problems)


def _lines(content: bytes) -> list[str]:
    return content.decode("utf-8-sig").splitlines()


def revise(
    before: Mapping[str, bytes], edits: Mapping[str, Sequence[Edit]], new: str = ""
) -> Revision:
    """Return files with edits made, by name; `before` are the contents for which the edits were made.

    `new` names a file that does not exist yet. Raises FilesError if an edit cannot be made, or if
    the files would not hold together then.
    """
    from s2s_gitops.engine.splice import splice

    after = dict(before)
    for name, those in edits.items():
        after[name] = _new(those) if name == new else splice(name, before[name], those)
    try:
        config = load(after, ALL, os.environ)
    except FilesError as error:
        errors = (one for one in error.diagnostics if one.severity is Severity.ERROR)
        raise FilesError(*map(_broken, errors)) from error
    return Revision(before, after, config)


def _new(edits: Sequence[Edit]) -> bytes:
    """Return the content of a file that did not exist."""
    held: dict[str, Any] = {"version": 1}
    for edit in edits:
        held = made(held, edit, edit.path)
    return written(held).encode()


def show(revision: Revision) -> None:
    """Print what was changed: the diff, and which files."""
    for line in revision.diff():
        click.echo(plain(line))
    changed = ", ".join(revision.changed) or "no file"
    click.echo(f"Changed: {changed}.", err=True)


def _broken(one: Diagnostic) -> Diagnostic:
    """Return why files would not hold together. Its line is one of the changed file, which nobody has."""
    at = f" at {one.source} of the changed file" if one.source else ""
    detail = f"With the change there is {one.code}{at}: {one.detail}"
    fix = "Nothing was written. Take in what belongs to it as well, or edit by hand."
    return Diagnostic("S2S503", detail, fix, where=one.where)


def hold(*, same: bool) -> None:
    """Raise FilesError if changed files would mean anything but what they should."""
    if not same:
        detail = "The changed files would say more than what was asked for."
        raise FilesError(Diagnostic("S2S503", detail, "Nothing was written. Edit by hand."))


def _stage(path: Path, content: bytes) -> Path:
    """Write what will take a file's place, with that file's permissions. Raises OSError."""
    if not path.exists():
        return stage(path, content, 0o666)
    beside = stage(path, content, 0o600)
    shutil.copymode(path, beside)
    return beside
