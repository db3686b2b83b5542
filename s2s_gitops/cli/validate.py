"""`s2s validate`."""

from typing import Any

import click

from s2s_gitops.cli import exits
from s2s_gitops.cli.setting import config_option, json_option, load_config, now
from s2s_gitops.flows.validate import validate as check
from s2s_gitops.model.config import Config
from s2s_gitops.model.plan import Plan


@click.command()
@config_option
@json_option
@click.option("--online", is_flag=True, help="Hold the files against what the orgs describe, too.")
def validate(config: str | None, as_json: bool, online: bool) -> int:
    """Check the files; no org is asked, unless --online says so. Cannot write.

    Every problem of every file is reported in one run: errors, and warnings about what looks like a
    mistake. An `ignore` entry with a code leaves a warning alone. What --online finds, `plan` says as well.

    Exit codes: 0 valid, whatever the warnings; 1 error.

    Example: s2s validate --config connections/
    """
    from s2s_gitops.views.diagnostics import diagnostics_text
    from s2s_gitops.views.machine import render
    from s2s_gitops.views.validation import validation_document, validation_text

    loaded = load_config(config)
    today = now().date().isoformat()
    made, volatile = _held_against_orgs(loaded, today) if online else (None, {})
    found = check(loaded, today, made)
    if as_json:
        click.echo(render(validation_document(found, loaded, volatile)), nl=False)
    else:
        click.echo(diagnostics_text(found.diagnostics), err=True, nl=False)
        click.echo(validation_text(found, loaded), nl=False)
    return exits.of_validation(found)


def _held_against_orgs(loaded: Config, today: str) -> tuple[Plan, dict[str, Any]]:
    """Return the plan, for what it says about the files, and what it cost."""
    from s2s_gitops.cli.sight import Where, sight_of
    from s2s_gitops.flows.plan import plan
    from s2s_gitops.kinds import ALL

    seen = sight_of(loaded, Where())
    return plan(loaded, seen.picture, ALL, today), seen.volatile()
