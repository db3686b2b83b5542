"""Looking at the orgs or, instead, at a snapshot of them; and keeping one of what was seen."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from s2s_gitops import __version__
from s2s_gitops.cli.files import read_bytes, write_private
from s2s_gitops.cli.setting import now, open_for_reading, progress, volatile
from s2s_gitops.engine.snapshot import pack, unpack
from s2s_gitops.flows.look import look, record, remember
from s2s_gitops.flows.read import survey
from s2s_gitops.kinds import ALL
from s2s_gitops.model.config import Config
from s2s_gitops.model.picture import Picture
from s2s_gitops.model.snapshot import Snapshot
from s2s_gitops.model.survey import Survey

if TYPE_CHECKING:
    from s2s_gitops.drivers.org import ReadingOrg

Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Where:
    """Files that the user named: one to keep a snapshot in, one to look at instead of the orgs."""

    record: str | None = None
    snapshot: str | None = None


def snapshot_options(command: Command) -> Command:
    """Add `--record` and `--snapshot`."""
    keep = "Keep a redacted picture of everything live in this file."
    use = "Look at a recorded picture instead of the orgs: no login is needed, nobody is asked."
    command = click.option("--record", metavar="FILE", help=keep)(command)
    return click.option("--snapshot", metavar="FILE", help=use)(command)


@dataclass(frozen=True, slots=True)
class Sight:
    """What was seen: the picture, the sessions that took it (none for a snapshot), and the snapshot's time."""

    picture: Picture
    orgs: "Mapping[str, ReadingOrg]" = field(default_factory=dict)
    recorded: str = ""

    def volatile(self) -> dict[str, Any]:
        """Return what moves by itself: the time, the requests, and when a snapshot was recorded."""
        told = {"snapshot": {"created": self.recorded}} if self.recorded else {}
        return volatile(self.orgs) | told


def sight_of(loaded: Config, where: Where) -> Sight:
    """Return what is known of the orgs. Raises S2SError."""
    if where.snapshot is not None:
        snapshot = _remembered(where)
        return Sight(remember(loaded, snapshot, ALL, now()), recorded=snapshot.created)
    with progress("Reading the orgs"):
        orgs = open_for_reading(loaded)
        if where.record is None:
            return Sight(look(loaded, orgs, ALL), orgs)
        snapshot, picture = record(loaded, orgs, ALL, created=_moment(), salt=_salt())
    _keep(where.record, snapshot)
    return Sight(picture, orgs)


def survey_of(loaded: Config, where: Where) -> Survey:
    """Return everything live, declared or not. Raises S2SError."""
    if where.snapshot is not None:
        return _remembered(where).survey
    with progress("Reading the orgs"):
        orgs = open_for_reading(loaded)
        if where.record is None:
            return survey(orgs, loaded.desired, ALL)[0]
        snapshot, _ = record(loaded, orgs, ALL, created=_moment(), salt=_salt())
    _keep(where.record, snapshot)
    return snapshot.survey


def _remembered(where: Where) -> Snapshot:
    if where.record is not None:
        raise click.UsageError("--record and --snapshot exclude each other")
    path = Path(str(where.snapshot))
    snapshot = unpack(str(path), read_bytes(path), ALL)
    click.echo(f"From a snapshot of {snapshot.created}; no org was asked.", err=True)
    return snapshot


def _keep(file: str, snapshot: Snapshot) -> None:
    write_private(Path(file), pack(snapshot, ALL, __version__))


def _moment() -> str:
    return now().isoformat(timespec="seconds")


def _salt() -> str:
    return secrets.token_hex(16)
