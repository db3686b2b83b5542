"""The user's files as they were at a commit: read from git, never checked out."""

import os
import subprocess
from pathlib import Path

from s2s_gitops.cli.files import APPROVALS, ENDINGS, find_chosen
from s2s_gitops.engine.load import load
from s2s_gitops.kinds import ALL
from s2s_gitops.model.config import Config
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.errors import FilesError


def load_baseline(named: str | None, ref: str, here: Path) -> Config:
    """Return what the same file or folder declared at a commit, a branch or a tag. Raises FilesError."""
    chosen = find_chosen(named, here).resolve()
    folder = chosen if chosen.is_dir() else chosen.parent
    root = Path(_line(folder, ref, "rev-parse", "--show-toplevel"))
    commit = _line(folder, ref, "rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}")
    wanted = chosen.relative_to(root).as_posix()
    place = f"{wanted}/" if chosen.is_dir() else wanted
    names = _listed(root, ref, commit, place)
    names = [one for one in names if one == wanted or one.endswith(ENDINGS)]
    if not names:
        raise _unreadable(ref, f"It has no {wanted}.")
    beside = _listed(root, ref, commit, (Path(wanted).parent / APPROVALS).as_posix())
    files = {
        f"{ref}:{one}": _git(root, ref, "show", f"{commit}:{one}")
        for one in dict.fromkeys([*names, *beside])
    }
    try:
        return load(files, ALL, os.environ)
    except FilesError as error:
        first = error.diagnostics[0]
        detail = f"What it holds is not valid now: {first.source}: {first.code} {first.detail}"
        raise _unreadable(ref, detail) from error


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


def _unreadable(ref: str, detail: str) -> FilesError:
    fix = "Name a commit, branch or tag that holds the files; in CI, fetch enough history."
    return FilesError(Diagnostic("S2S029", detail, fix, where=ref))
