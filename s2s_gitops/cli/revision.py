"""Changing the user's files: spliced in memory, loaded again, held against what it should mean, then written."""

import difflib
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from s2s_gitops.cli.files import find_files, named_files
from s2s_gitops.engine.edits import Edit, made
from s2s_gitops.engine.load import load
from s2s_gitops.engine.render import written
from s2s_gitops.kinds import ALL
from s2s_gitops.model.config import Config
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.errors import FilesError
from s2s_gitops.views.plain import plain


@dataclass(frozen=True, slots=True)
class Revision:
    """Files before and after, by the name under which messages show them, and what they declare then."""

    paths: Mapping[str, Path]
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
        staged: dict[Path, Path] = {}
        self._untouched()
        try:
            for name in self.changed:
                path = self.paths[name].resolve()
                staged[path] = _stage(path, self.after[name])
        except OSError as error:
            for beside in staged.values():
                beside.unlink()
            fix = "Nothing was written. Check the permissions of the folder."
            raise FilesError(Diagnostic("S2S001", f"{name}: {error.strerror}.", fix)) from error
        for path, beside in staged.items():
            beside.replace(path)

    def _untouched(self) -> None:
        """Raise FilesError if somebody has changed a file since it was read."""
        problems = []
        for name in self.changed:
            path = self.paths[name]
            if (path.read_bytes() if path.exists() else None) != self.before.get(name):
                detail = f"{name} was changed while the orgs were read."
                problems.append(Diagnostic("S2S505", detail, "Nothing was written. Run it again."))
        if problems:
            raise FilesError(*problems)


def _lines(content: bytes) -> list[str]:
    return content.decode("utf-8-sig").splitlines()


def revise(
    named: str | None,
    before: Mapping[str, bytes],
    edits: Mapping[str, Sequence[Edit]],
    new: Path | None = None,
) -> Revision:
    """Return the files with edits made, by name of the file; `new` is one that does not exist yet.

    `before` are the contents for which the edits were made.
    Raises FilesError if an edit cannot be made, or if the files would not hold together then.
    """
    from s2s_gitops.engine.splice import splice

    here = Path.cwd()
    found = find_files(named, here)
    paths = named_files([*found, *([new] if new else [])], here)
    after = dict(before) | {
        name: splice(name, before[name], edits[name]) for name in edits if name in before
    }
    after |= {name: _new(edits.get(name, ())) for name in paths if name not in before}
    try:
        config = load(after, ALL, os.environ)
    except FilesError as error:
        raise FilesError(*map(_broken, error.diagnostics)) from error
    return Revision(paths, before, after, config)


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


def hold(same: Callable[[], bool]) -> None:
    """Raise FilesError if changed files would mean anything but what they should."""
    if not same():
        detail = "The changed files would say more than what was asked for."
        raise FilesError(Diagnostic("S2S503", detail, "Nothing was written. Edit by hand."))


def _stage(path: Path, content: bytes) -> Path:
    """Write what will take a file's place beside it, with the file's permissions. Raises OSError."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    beside.touch(mode=0o600 if path.exists() else 0o666, exist_ok=False)
    beside.write_bytes(content)
    if path.exists():
        shutil.copymode(path, beside)
    return beside
