"""`s2s show`."""

import click

from s2s_gitops.cli.exits import DONE
from s2s_gitops.cli.reviewed import load_saved
from s2s_gitops.cli.setting import json_option, now
from s2s_gitops.views.diagnostics import diagnostics_text
from s2s_gitops.views.machine import render
from s2s_gitops.views.saved import saved_text


@click.command()
@click.argument("file", metavar="FILE")
@json_option
def show(file: str, as_json: bool) -> int:
    """Show a plan that was saved with `s2s plan --out json=FILE`, as `plan` showed it. Asks no org.

    Before it stand its age and its digest, by which `apply FILE` knows whether it still holds.

    Exit codes: 0 done; 1 the file holds no plan, was changed, or is of a newer s2s.

    Example: s2s show plan.json
    """
    saved = load_saved(file)
    if as_json:
        click.echo(render(dict(saved.document)), nl=False)
    else:
        click.echo(
            diagnostics_text((*saved.plan.diagnostics, *saved.plan.refused)), err=True, nl=False
        )
        click.echo(saved_text(saved, now()), nl=False)
    return DONE
