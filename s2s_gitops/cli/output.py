"""`--out FORMAT=PATH`: what a run has made, in files that only their owner can read."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from s2s_gitops.cli.files import write_private
from s2s_gitops.views.formats import FORMATS, Printable

Command = TypeVar("Command", bound=Callable[..., Any])


class _Out(click.ParamType[tuple[str, Path]]):
    """A format and a path, understood before anything is read."""

    name = "FORMAT=PATH"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, Path]:
        form, sign, path = str(value).partition("=")
        if not sign or not path:
            self.fail(f"{value!r} is no FORMAT=PATH, such as json=plan.json", param, ctx)
        if form not in FORMATS:
            self.fail(f"{form!r} is no format; write one of: {', '.join(FORMATS)}", param, ctx)
        return form, Path(path)


def out_option(command: Command) -> Command:
    """Add `--out`."""
    text = f"Write the plan to a file as well, and again for another format: {', '.join(FORMATS)}."
    return click.option("--out", multiple=True, type=_Out(), metavar="FORMAT=PATH", help=text)(
        command
    )


def write_out(out: tuple[tuple[str, Path], ...], made: Printable) -> None:
    """Write a plan to the files that were named. Raises FilesError."""
    for form, path in out:
        write_private(path, FORMATS[form](made).encode())
