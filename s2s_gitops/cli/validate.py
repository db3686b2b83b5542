"""`s2s validate`."""

import click

from s2s_gitops.cli.exits import DONE
from s2s_gitops.cli.setting import config_option, json_option, load_config, now
from s2s_gitops.engine.approvals import doubtful
from s2s_gitops.engine.policy import expired
from s2s_gitops.kinds import ALL
from s2s_gitops.views.diagnostics import diagnostics_text


@click.command()
@config_option
@json_option
def validate(config: str | None, as_json: bool) -> int:
    """Check the files. No org is asked.

    Every problem of every file is reported in one run.

    Example: s2s validate --config connections/
    """
    from s2s_gitops.views.machine import render, validation_document

    loaded = load_config(config)
    today = now().date().isoformat()
    found = (*expired(loaded.approvals, today), *doubtful(loaded, ALL, today))
    count = len(loaded.desired.resources)
    if as_json:
        click.echo(render(validation_document(count, found)), nl=False)
    else:
        click.echo(diagnostics_text(found), err=True, nl=False)
        click.echo(
            f"Valid: {len(loaded.orgs)} orgs, {count} resources, {len(loaded.approvals)} approvals."
        )
    return DONE
