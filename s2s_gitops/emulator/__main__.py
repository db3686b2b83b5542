"""The command line of the emulator: serve, run, hand-edit. Only plumbing in here."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import click

from s2s_gitops.emulator.person import LostError, Person
from s2s_gitops.emulator.seed import SeedError
from s2s_gitops.emulator.server import Emulator, start

if TYPE_CHECKING:
    from collections.abc import Callable

    from s2s_gitops.emulator.person import Screen

_SEED = click.option(
    "--seed",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="YAML file with the orgs to start with; without it the packaged example.",
)
_PORT = click.option("--port", type=int, default=0, help="First port; without it free ones.")
_ORG = click.option("--org", required=True, help="Alias of the org.")
_USER = click.option("--user", help="Username; without it the first user of the org.")
_CONNECTION = click.option(
    "--connection", required=True, help="Name of the connection in that org."
)
_TICK = click.option("--tick", multiple=True, help="Label to tick; may be repeated.")
_UNTICK = click.option("--untick", multiple=True, help="Label to clear; may be repeated.")


@click.group()
def main() -> None:
    """Emulate Salesforce orgs with Salesforce to Salesforce on this machine."""


@main.command()
@_SEED
@_PORT
@click.option("--ready-file", type=click.Path(path_type=Path), help="Written once all orgs answer.")
def serve(seed: Path | None, port: int, ready_file: Path | None) -> None:
    """Serve until interrupted.

    Example: s2s-emulator serve --port 8460 --ready-file ready.json
    """
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    with _started(seed, port) as emulator:
        for alias, org in emulator.orgs.items():
            click.echo(f"{alias}  {org.url}")
        if ready_file is not None:
            write_ready_file(emulator, ready_file)
        stop.wait()
    if ready_file is not None:
        ready_file.unlink(missing_ok=True)


@main.command("run", context_settings={"ignore_unknown_options": True})
@_SEED
@_PORT
@click.argument("command", nargs=-1, required=True, type=click.UNPROCESSED)
def run_command(seed: Path | None, port: int, command: tuple[str, ...]) -> None:
    """Run a command with the emulator beside it, and return its exit code.

    Example: s2s-emulator run -- pytest tests/acceptance
    """
    with _started(seed, port) as emulator:
        ready_file = emulator.directory / "ready.json"
        write_ready_file(emulator, ready_file)
        env = {**os.environ, **emulator.env, "S2S_EMULATOR": str(ready_file)}
        try:
            child = subprocess.Popen(command, env=env)
            signal.signal(signal.SIGTERM, lambda *_: child.terminate())
            signal.signal(signal.SIGINT, lambda *_: None)  # the terminal tells the child as well
            code = child.wait()
        except OSError as error:
            click.echo(f"{command[0]}: {error.strerror}", err=True)
            code = 127
    sys.exit(128 - code if code < 0 else code)


@main.group("hand-edit")
def hand_edit() -> None:
    """Change an org through its pages, as a person would; S2S_EMULATOR says where it runs."""


@hand_edit.command("objects")
@_ORG
@_USER
@_CONNECTION
@_TICK
@_UNTICK
def edit_objects(
    org: str, user: str | None, connection: str, tick: tuple[str, ...], untick: tuple[str, ...]
) -> None:
    """Publish and unpublish objects.

    Example: s2s-emulator hand-edit objects --org hq --connection "Acme Corp" --tick Case
    """
    person = _person(org, user)
    _finish(lambda: person.choose_objects(connection, tick, untick), person)


@hand_edit.command("fields")
@_ORG
@_USER
@_CONNECTION
@click.option("--object", "kind", required=True, help="Label of the published object.")
@_TICK
@_UNTICK
def edit_fields(
    org: str,
    user: str | None,
    connection: str,
    kind: str,
    tick: tuple[str, ...],
    untick: tuple[str, ...],
) -> None:
    """Publish and unpublish fields of a published object.

    Example: s2s-emulator hand-edit fields --org hq --connection "Acme Corp" --object Lead --tick
    Phone
    """
    person = _person(org, user)
    _finish(lambda: person.choose_fields(connection, kind, tick, untick), person)


def write_ready_file(emulator: Emulator, file: Path) -> None:
    """Write where the orgs are, readable by this user only and complete from the first moment."""
    orgs = {
        alias: {"url": org.url, "org_id": org.org_id, "users": dict(org.users)}
        for alias, org in emulator.orgs.items()
    }
    content = {"orgs": orgs, "ca_file": str(emulator.ca_file), "env": dict(emulator.env)}
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as stream:
        json.dump(content, stream, indent=2)
    draft.replace(file)


def _started(seed: Path | None, port: int) -> Emulator:
    try:
        return start(seed, port=port)
    except (SeedError, OSError) as error:
        raise click.ClickException(str(error)) from error


def _person(org: str, user: str | None) -> Person:
    """Sit down at the keyboard of a user of the running emulator."""
    file = os.environ.get("S2S_EMULATOR")
    if not file:
        raise click.ClickException(
            "S2S_EMULATOR is not set; it names the ready file of the emulator"
        )
    ready = json.loads(Path(file).read_text())
    facts = ready["orgs"].get(org)
    if facts is None:
        raise click.ClickException(
            f"the emulator has no org {org!r}; it has {', '.join(ready['orgs'])}"
        )
    name = user or next(iter(facts["users"]))
    if name not in facts["users"]:
        raise click.ClickException(
            f"{org} has no user {name!r}; it has {', '.join(facts['users'])}"
        )
    return Person(facts["url"], facts["users"][name], ready["ca_file"])


def _finish(edit: Callable[[], Screen], person: Person) -> None:
    """Do one edit and say how it ended."""
    try:
        screen = edit()
    except LostError as error:
        raise click.ClickException(str(error)) from error
    finally:
        person.close()
    if screen.errors:
        raise click.ClickException(" ".join(screen.errors))
    click.echo("saved")


def run() -> None:
    """Start the command line."""
    main()


if __name__ == "__main__":
    run()
