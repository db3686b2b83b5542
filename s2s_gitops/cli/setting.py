"""What every command that works on files or orgs needs: options, the loaded files, open orgs, the day."""

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from s2s_gitops.cli.files import find_chosen, find_files, read_files
from s2s_gitops.engine.load import load
from s2s_gitops.kinds import ALL
from s2s_gitops.kinds.contract import words
from s2s_gitops.model.config import Access, Config, OrgEntry
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.errors import FilesError, S2SError
from s2s_gitops.model.ports import Clock
from s2s_gitops.views.cost import cost_documents
from s2s_gitops.views.machine import switch_off

if TYPE_CHECKING:
    from s2s_gitops.drivers.archive import Archive
    from s2s_gitops.drivers.captures import Captures
    from s2s_gitops.drivers.org import ReadingOrg, WritingOrg

Command = TypeVar("Command", bound=Callable[..., Any])
T = TypeVar("T")

_BESIDE: Final = "s2s_gitops.beside"
"""Where a run remembers the folder of its files."""

READ: Final = (Access.MANAGE, Access.OBSERVE)


def config_option(command: Command) -> Command:
    """Add `--config`."""
    text = "File or folder to load. Else S2S_CONFIG, else s2s.yaml, connections.yaml or connections/ here or above."
    return click.option("--config", metavar="PATH", help=text)(command)


def json_option(command: Command) -> Command:
    """Add `--json`."""
    return click.option(
        "--json", "as_json", is_flag=True, help="Print one JSON document instead of text."
    )(command)


def load_config(named: str | None) -> Config:
    """Return what the files declare. Raises FilesError."""
    return load_files(named)[0]


def load_files(named: str | None) -> tuple[Config, dict[str, bytes]]:
    """Return what the files declare, and their contents by name. Raises FilesError."""
    here = Path.cwd()
    files = find_files(named, here)
    click.get_current_context().meta[_BESIDE] = find_chosen(named, here).parent
    contents = read_files(files, here)
    return load(contents, ALL, os.environ), contents


def clock() -> Clock:
    """Return the clock of the run: the one that `main` was given.

    It cannot be set from outside, so that no expired approval comes to life again.
    """
    found: Clock = click.get_current_context().obj
    return found


def now() -> datetime:
    """Return the time."""
    return clock().now()


def captures() -> "Captures":
    """Return where pages are kept that do not look as expected: beside the files, or where S2S_CAPTURES says."""
    from s2s_gitops.drivers.captures import Captures

    beside: Path = click.get_current_context().meta.get(_BESIDE, Path())
    folder = os.environ.get("S2S_CAPTURES")
    return Captures(Path(folder) if folder else beside / ".s2s" / "captures", words())


def open_for_reading(
    config: Config, access: Sequence[Access] = READ, archive: "Archive | None" = None
) -> "dict[str, ReadingOrg]":
    """Return a session with every org of the given access, none of which can write.

    The archive keeps what they fetch. Raises FilesError if a login lacks a variable, and OrgError.
    """
    from s2s_gitops.drivers.org import ReadingOrg

    return _opened(config, access, partial(ReadingOrg, archive=archive, captures=captures()))


def open_managed(
    config: Config, session: "Callable[[OrgEntry], WritingOrg]"
) -> "dict[str, WritingOrg]":
    """Return a session with every managed org.

    Raises FilesError if a login lacks a variable, and OrgError.
    """
    return _opened(config, [Access.MANAGE], session)


def _opened(
    config: Config, access: Sequence[Access], session: Callable[[OrgEntry], T]
) -> dict[str, T]:
    """Log in to the orgs side by side. What any login lacks is told for all of them together."""
    needed = (entry for entry in config.orgs.values() if entry.access in READ)
    unset = dict.fromkeys(one for entry in needed for one in entry.unset)
    if unset:
        raise FilesError(*sorted(unset, key=Diagnostic.sort_key))
    chosen = [entry for entry in config.orgs.values() if entry.access in access]
    with ThreadPoolExecutor(max_workers=max(1, len(chosen))) as pool:
        try:
            return dict(zip((one.alias for one in chosen), pool.map(session, chosen), strict=True))
        except S2SError as error:
            error.diagnostics = tuple(config.placed(one) for one in error.diagnostics)
            raise


def volatile(orgs: "Mapping[str, ReadingOrg]") -> dict[str, Any]:
    """Return what moves by itself: the time, what it leaves, and how many requests each org got."""
    moment = now()
    costs = {alias: org.cost() for alias, org in orgs.items()}
    return {
        "created": moment.isoformat(timespec="seconds"),
        "requests": {alias: one.api + one.pages for alias, one in sorted(costs.items())},
        "cost": cost_documents(costs),
        "switch_off": switch_off(moment.date()),
    }


@contextmanager
def progress(text: str) -> Iterator[None]:
    """Say on stderr what is going on, where a person looks."""
    if sys.stderr.isatty():
        click.echo(f"{text} ...", err=True)
    yield
