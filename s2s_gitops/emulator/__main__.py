"""The command line of the emulator: serve, run, dialect, crowded, hand-edit, clock. Only plumbing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
import requests
import yaml

from s2s_gitops.emulator.crowded import crowded_facts
from s2s_gitops.emulator.hand_edit import hand_edit
from s2s_gitops.emulator.hand_edit.seat import read_ready_file
from s2s_gitops.emulator.pages.drawing import dialect_of
from s2s_gitops.emulator.pages.wording import in_words
from s2s_gitops.emulator.ready import write_ready_file
from s2s_gitops.emulator.seed import SeedError
from s2s_gitops.emulator.server import Emulator, start

_SEED = click.option(
    "--seed",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="YAML file with the orgs to start with; without it the packaged example.",
)
_DIALECT = click.option(
    "--dialect",
    type=click.IntRange(min=0),
    default=0,
    metavar="N",
    help="How pages look where nobody documents it; 0 is the plain one.",
)
_PROXY = click.option(
    "--proxy",
    is_flag=True,
    help="Also a CONNECT proxy, through which real names of Salesforce lead here.",
)
_PLAIN = click.option("--plain-http", is_flag=True, help="Take HTTP without TLS as well.")
_PORT = click.option("--port", type=int, default=0, help="First port; without it free ones.")


@click.group()
def main() -> None:
    """Emulate Salesforce orgs with Salesforce to Salesforce on this machine."""


main.add_command(hand_edit)


@main.command()
@_SEED
@_PORT
@_DIALECT
@_PROXY
@_PLAIN
@click.option("--ready-file", type=click.Path(path_type=Path), help="Written once all orgs answer.")
def serve(seed: Path | None, ready_file: Path | None, **how: Any) -> None:
    """Serve until interrupted.

    Example: s2s-emulator serve --port 8460 --ready-file ready.json
    """
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    with _started(seed, how) as emulator:
        if emulator.proxy is not None:
            click.echo(f"proxy  {emulator.proxy.url}")
        for alias, org in emulator.orgs.items():
            click.echo(f"{alias}  {org.url}")
        if ready_file is not None:
            write_ready_file(emulator, ready_file, seed)
        stop.wait()
    if ready_file is not None:
        ready_file.unlink(missing_ok=True)


@main.command("run", context_settings={"ignore_unknown_options": True})
@_SEED
@_PORT
@_DIALECT
@_PROXY
@_PLAIN
@click.option(
    "--writes",
    type=click.Choice(["http", "browser", "human"]),
    default="http",
    help="How the command shall write; it finds this in S2S_WRITES.",
)
@click.argument("command", nargs=-1, required=True, type=click.UNPROCESSED)
def run_command(seed: Path | None, writes: str, command: tuple[str, ...], **how: Any) -> None:
    """Run a command with the emulator beside it, and return its exit code.

    Example: s2s-emulator run --dialect 7 -- pytest tests/acceptance
    """
    with _started(seed, how) as emulator:
        ready_file = emulator.directory / "ready.json"
        write_ready_file(emulator, ready_file, seed)
        more = {"S2S_EMULATOR": str(ready_file), "S2S_WRITES": writes}
        env = {**os.environ, **emulator.env, **more}
        try:
            child = subprocess.Popen(command, env=env)
            signal.signal(signal.SIGTERM, lambda *_: child.terminate())
            signal.signal(signal.SIGINT, lambda *_: None)  # the terminal tells the child as well
            code = child.wait()
        except OSError as error:
            click.echo(f"{command[0]}: {error.strerror}", err=True)
            code = 127
    sys.exit(128 - code if code < 0 else code)


@main.command("dialect")
@click.argument("number", type=click.IntRange(min=0))
def tell_dialect(number: int) -> None:
    """Say in words how pages look in a dialect.

    Example: s2s-emulator dialect 7
    """
    for line in in_words(dialect_of(number)):
        click.echo(line)


@main.command("crowded")
def tell_crowded() -> None:
    """Print a seed with so much of everything that no page shows it at once.

    Example: s2s-emulator crowded > crowded.yaml
    """
    click.echo(yaml.safe_dump(crowded_facts(), sort_keys=False), nl=False)


@main.command("clock")
@click.option("--advance", required=True, type=click.FloatRange(min=0), metavar="HOURS")
def advance_clock(advance: float) -> None:
    """Let hours pass in the running emulator, which S2S_EMULATOR names.

    Example: s2s-emulator clock --advance 8
    """
    ready = read_ready_file()
    url = next(iter(ready["orgs"].values()))["url"]
    with requests.Session() as session:
        session.trust_env = False
        session.verify = ready["ca_file"]
        answer = session.post(
            f"{url}/_emulator/clock", json={"advance": advance * 3600}, timeout=10
        )
    answer.raise_for_status()
    click.echo(answer.json()["now"])


def _started(seed: Path | None, how: Mapping[str, Any]) -> Emulator:
    """Start with the options of the command line, or say why that cannot be done."""
    try:
        return start(
            seed,
            port=how["port"],
            dialect=how["dialect"],
            with_proxy=how["proxy"],
            with_plain_http=how["plain_http"],
        )
    except (SeedError, OSError) as error:
        raise click.ClickException(str(error)) from error


def run() -> None:
    """Start the command line."""
    main()


if __name__ == "__main__":
    run()
