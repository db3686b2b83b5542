"""Finding and reading the user's files."""

import os
from pathlib import Path
from typing import Final

from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.errors import FilesError

NAMES: Final = ("s2s.yaml", "s2s.yml", "connections.yaml", "connections.yml", "connections")
ENDINGS: Final = (".yaml", ".yml")
APPROVALS: Final = "approvals.yaml"


def find_files(named: str | None, here: Path) -> list[Path]:
    """Return the files to load: what is named, else what `S2S_CONFIG` names, else what stands here or above.

    The search ends at the repository's root. A file `approvals.yaml` beside what was found belongs to it.
    Raises FilesError if nothing is found.
    """
    chosen = find_chosen(named, here)
    files = [chosen]
    if chosen.is_dir():
        files = sorted(one for one in chosen.iterdir() if one.suffix in ENDINGS)
        if not files:
            raise _nothing(f"{chosen} holds no .yaml file.", "Add one, or name another folder.")
    beside = chosen.parent / APPROVALS
    return [*files, beside] if beside.is_file() and beside not in files else files


def find_chosen(named: str | None, here: Path) -> Path:
    """Return the file or folder that is meant. Raises FilesError if there is none."""
    wanted = _wanted(named)
    chosen = Path(wanted) if wanted else _search(here)
    if not chosen.exists():
        raise _nothing(f"{chosen} does not exist.", "Check --config and S2S_CONFIG.")
    return chosen


def is_named(named: str | None) -> bool:
    """Say whether the user says where the files are, so that nothing is searched."""
    return bool(_wanted(named))


def _wanted(named: str | None) -> str | None:
    return named or os.environ.get("S2S_CONFIG")


def named_files(paths: list[Path], here: Path) -> dict[str, Path]:
    """Return files by the name under which messages show them."""
    return {_shown(path, here): path for path in paths}


def read_files(paths: list[Path], here: Path) -> dict[str, bytes]:
    """Return the content of files by the name under which messages show them. Raises FilesError."""
    contents: dict[str, bytes] = {}
    problems: list[Diagnostic] = []
    for name, path in named_files(paths, here).items():
        try:
            contents[name] = path.read_bytes()
        except OSError as error:
            problems.append(
                Diagnostic("S2S001", f"{path}: {error.strerror}.", "Check the file's permissions.")
            )
    if problems:
        raise FilesError(*problems)
    return contents


def read_bytes(path: Path) -> bytes:
    """Return the content of one file. Raises FilesError."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise _nothing(
            f"{path}: {error.strerror}.", "Check the path and its permissions."
        ) from error


def write_private(path: Path, content: bytes) -> None:
    """Write a file that only its owner can read, whole or not at all. Raises FilesError."""
    try:
        swap(stage(path, content, 0o600), path)
    except OSError as error:
        raise _nothing(f"{path}: {error.strerror}.", "Name a file that can be written.") from error


def stage(path: Path, content: bytes, mode: int) -> Path:
    """Write what will take a file's place beside it. Raises OSError, and then nothing is left there."""
    beside = path.parent / f".{path.name}.{os.getpid()}.part"
    part = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        with os.fdopen(part, "wb") as file:
            file.write(content)
    except OSError:
        beside.unlink()
        raise
    return beside


def swap(beside: Path, path: Path) -> None:
    """Put what was staged in a file's place. Raises OSError, and then nothing is left beside it."""
    try:
        beside.replace(path)
    except OSError:
        beside.unlink()
        raise


def _search(here: Path) -> Path:
    for folder in (here, *here.parents):
        found = next((folder / name for name in NAMES if (folder / name).exists()), None)
        if found:
            return found
        if (folder / ".git").exists():
            break
    raise _nothing(
        f"None of {', '.join(NAMES)} stands here or above, up to the repository's root.",
        "Name one with --config, or set S2S_CONFIG.",
    )


def _shown(path: Path, here: Path) -> str:
    absolute = path.resolve()
    return str(absolute.relative_to(here)) if absolute.is_relative_to(here) else str(path)


def _nothing(detail: str, fix: str) -> FilesError:
    return FilesError(Diagnostic("S2S001", detail, fix))
