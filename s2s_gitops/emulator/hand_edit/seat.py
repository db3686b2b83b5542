"""What all commands share: the options, and the person who sits down and clicks."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from s2s_gitops.emulator.person import LostError, Person, Screen

Texts = tuple[str, ...]
CONNECTION = click.option(
    "--connection", required=True, help="Name or id of the connection in that org."
)
OBJECT = click.option("--object", "kind", required=True, help="Label of the published object.")
_ORG = click.option("--org", required=True, help="Alias of the org.")
_USER = click.option("--user", help="Username; without it the first user of the org.")
_PAIR = re.compile(r"((?:\\[=\\]|\\(?![=\\])|[^=\\])*)=(.*)", re.DOTALL)


def by_a_person(edit: Callable[..., Screen]) -> Callable[..., None]:
    """Turn an edit into a command that seats a person and says how it ended."""

    @_ORG
    @_USER
    @wraps(edit)
    def command(org: str, user: str | None, **options: object) -> None:
        person = _sit_down(org, user)
        try:
            screen = edit(person, **options)
        except LostError as error:
            raise click.ClickException(str(error)) from error
        finally:
            person.close()
        if screen.errors:
            raise click.ClickException(" ".join(screen.errors))
        click.echo("saved")

    return command


def pairs(texts: Texts) -> dict[str, str | None]:
    r"""Read LEFT=RIGHT; nothing after the sign is None. LEFT may hold an escaped sign (\=)."""
    read: dict[str, str | None] = {}
    for text in texts:
        match = _PAIR.fullmatch(text)
        if match is None:
            raise click.UsageError(f"{text!r} has no = in it")
        read[re.sub(r"\\([=\\])", r"\1", match.group(1))] = match.group(2) or None
    return read


def read_ready_file() -> Any:
    """Return what the running emulator wrote about itself."""
    file = os.environ.get("S2S_EMULATOR")
    if not file:
        raise click.ClickException(
            "S2S_EMULATOR is not set; it names the ready file of the emulator"
        )
    return json.loads(Path(file).read_text())


def _sit_down(org: str, user: str | None) -> Person:
    """Sit down at the keyboard of a user of the running emulator."""
    ready = read_ready_file()
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
