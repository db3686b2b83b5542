"""Looking at the orgs or, instead, at a snapshot of them; and keeping one of what was seen."""

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from s2s_gitops import __version__
from s2s_gitops.cli.files import read_bytes, write_private
from s2s_gitops.cli.setting import now, open_for_reading, progress, volatile
from s2s_gitops.engine.part import narrowed, within
from s2s_gitops.engine.recall import recall
from s2s_gitops.engine.snapshot import pack, unpack
from s2s_gitops.flows.drift import drift as find_drift
from s2s_gitops.flows.look import look, misfits, old, record, remember
from s2s_gitops.flows.plan import plan as make_plan
from s2s_gitops.flows.read import consult
from s2s_gitops.kinds import ALL
from s2s_gitops.kinds.connection.history import fetch_histories
from s2s_gitops.model.config import Config
from s2s_gitops.model.cost import Cost
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.errors import FilesError
from s2s_gitops.model.finding import Finding
from s2s_gitops.model.part import Part
from s2s_gitops.model.picture import Picture
from s2s_gitops.model.resource import Gap
from s2s_gitops.model.snapshot import Snapshot
from s2s_gitops.views.diagnostics import diagnostics_text

if TYPE_CHECKING:
    from s2s_gitops.drivers.archive import Archive
    from s2s_gitops.drivers.org import ReadingOrg

Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Where:
    """Places that the user named: to keep a snapshot in, to look at instead of the orgs, to keep pages in."""

    record: str | None = None
    snapshot: str | None = None
    archive: str | None = None


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

    def costs(self) -> dict[str, Cost]:
        """Return what looking has cost each org."""
        return {alias: org.cost() for alias, org in self.orgs.items()}

    def volatile(self) -> dict[str, Any]:
        """Return what moves by itself: the time, the requests, and when a snapshot was recorded."""
        told = {"snapshot": {"created": self.recorded}} if self.recorded else {}
        return volatile(self.orgs) | told


def sight_of(loaded: Config, where: Where, part: Part | None = None) -> Sight:
    """Return what is known of the orgs, or of a part of what is declared. Raises S2SError."""
    if part is not None:
        return _narrow(loaded, where, part)
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


def _narrow(loaded: Config, where: Where, part: Part) -> Sight:
    """Return what is known of a part; only its orgs are asked, and only for what it takes."""
    asked = narrowed(loaded, part, ALL)
    if where.snapshot is not None:
        snapshot = _remembered(where)
        picture = remember(loaded, snapshot, ALL, now())
        return Sight(within(picture, part, asked), recorded=snapshot.created)
    with progress("Reading the orgs"):
        orgs = open_for_reading(asked)
        return Sight(within(look(asked, orgs, ALL, loaded.desired), part, asked), orgs)


@dataclass(frozen=True, slots=True)
class Whole:
    """Everything live, to be held against files as often as they change: no org is asked again.

    `unkept` are errors of what an archive lacks.
    """

    snapshot: Snapshot
    unkept: tuple[Diagnostic, ...] = ()

    def picture(self, config: Config) -> Picture:
        """Return what is live of what a config declares."""
        live = recall(self.snapshot, config.desired, ALL)
        return Picture(tuple(sorted(self.snapshot.orgs)), live)

    def findings(self, config: Config) -> Sequence[Finding]:
        """Return where what is live differs from a config."""
        picture = self.picture(config)
        made = make_plan(config, picture, ALL, now().date().isoformat())
        return find_drift(made, picture.live, ALL, now()).findings


def whole_sight(loaded: Config, where: Where) -> Whole:
    """Return everything live. Raises S2SError."""
    if where.snapshot is not None:
        snapshot = _remembered(where)
        if problems := misfits(loaded, snapshot):
            raise FilesError(*problems)
        click.echo(diagnostics_text(old(snapshot, now())), err=True, nl=False)
        return Whole(snapshot)
    with progress("Reading the orgs"), _archived(where.archive) as archive:
        orgs = open_for_reading(loaded, archive=archive)
        snapshot, _ = record(loaded, orgs, ALL, created=_moment(), salt="")
        live = snapshot.survey.live
        lost = consult(orgs, loaded.desired, live, fetch_histories) if archive else ()
    if where.record is not None:
        _keep(where.record, replace(snapshot, salt=_salt()))
    return Whole(snapshot, tuple(map(_unkept, lost)))


def _unkept(gap: Gap) -> Diagnostic:
    why = gap.diagnostic
    detail = f"The connection history could not be fetched: {why.code} {why.detail}"
    fix = "Try again, or download it on the connection's page: the archive lacks it."
    return Diagnostic("S2S603", detail, fix, where=gap.scope)


@contextmanager
def _archived(folder: str | None) -> "Iterator[Archive | None]":
    """Give an archive, and finish it however the reading ends: what was fetched is kept."""
    if folder is None:
        yield None
        return
    from s2s_gitops.drivers.archive import Archive

    archive = Archive(Path(folder))
    try:
        yield archive
    finally:
        archive.close(_moment())


def _remembered(where: Where) -> Snapshot:
    if where.record is not None:
        raise click.UsageError("--record and --snapshot exclude each other")
    if where.archive is not None:
        raise click.UsageError(
            "--archive and --snapshot exclude each other: a snapshot has no pages"
        )
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
