"""The user's files as they were at a commit: read from git, never checked out."""

import os
import subprocess
from pathlib import Path
from typing import Final

from s2s_gitops.cli.files import APPROVALS, ENDINGS, NAMES, find_chosen, is_named
from s2s_gitops.engine.load import load
from s2s_gitops.kinds import ALL
from s2s_gitops.model.config import Config
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.errors import FilesError


def load_baseline(named: str | None, ref: str, here: Path) -> Config:
    """Return what the same file or folder declared at a commit, a branch or a tag. Raises FilesError.

    What is found without being named may have had another of the names then.
    """
    chosen = find_chosen(named, here).resolve()
    folder = chosen if chosen.is_dir() else chosen.parent
    root = Path(_line(folder, ref, "rev-parse", "--show-toplevel"))
    commit = _line(folder, ref, "rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}")
    wanted = chosen.relative_to(root)
    others = [] if is_named(named) else [wanted.with_name(one) for one in NAMES]
    held = (_held(root, ref, commit, one.as_posix()) for one in (wanted, *others))
    names = next((one for one in held if one), None)
    if not names:
        fix = "Name one that holds the files. If they are new, everything is: leave the option out."
        raise _unreadable(ref, f"It has no {wanted.as_posix()}.", fix)
    beside = _listed(root, ref, commit, (wanted.parent / APPROVALS).as_posix())
    files = {
        f"{ref}:{one}": _git(root, ref, "show", f"{commit}:{one}")
        for one in dict.fromkeys([*names, *beside])
    }
    try:
        return load(files, ALL, os.environ)
    except FilesError as error:
        first = error.diagnostics[0]
        detail = f"What it holds is not valid now: {first.source}: {first.code} {first.detail}"
        fix = "Name a commit whose files this s2s can read, or leave the option out."
        raise _unreadable(ref, detail, fix) from error


def _held(root: Path, ref: str, commit: str, wanted: str) -> list[str]:
    """Return the file at a place, or the files of the folder there."""
    found = _listed(root, ref, commit, f"{wanted}/")
    return [one for one in found if one.endswith(ENDINGS)] or _files(root, ref, commit, wanted)


def _files(root: Path, ref: str, commit: str, wanted: str) -> list[str]:
    found = _listed(root, ref, commit, wanted)
    kind = _line(root, ref, "cat-file", "-t", f"{commit}:{wanted}") if found else ""
    return found if kind == "blob" else []


def _listed(root: Path, ref: str, commit: str, place: str) -> list[str]:
    """Return the files at a place: one file, or all in a folder, named by its slash at the end."""
    found = _git(root, ref, "ls-tree", "--name-only", "-z", commit, place)
    return [os.fsdecode(one) for one in found.split(b"\0") if one]


def _line(folder: Path, ref: str, *arguments: str) -> str:
    return os.fsdecode(_git(folder, ref, *arguments)).removesuffix("\n")


def _git(folder: Path, ref: str, *arguments: str) -> bytes:
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments], capture_output=True, check=True
        )
    except FileNotFoundError as error:
        raise _unreadable(ref, "There is no git on this machine.") from error
    except subprocess.CalledProcessError as error:
        said = os.fsdecode(error.stderr).strip().splitlines()
        raise _unreadable(
            ref, f"git says: {said[-1] if said else 'it is not known here'}."
        ) from error
    return done.stdout


_NAME: Final = "Name a commit, branch or tag that holds the files; in CI, fetch enough history."


def _unreadable(ref: str, detail: str, fix: str = _NAME) -> FilesError:
    return FilesError(Diagnostic("S2S029", detail, fix, where=ref))
