"""`s2s validate`."""

import click

from s2s_gitops.cli.exits import DONE
from s2s_gitops.cli.setting import config_option, json_option, load_config


@click.command()
@config_option
@json_option
def validate(config: str | None, as_json: bool) -> int:
    """Check the files. No org is asked.

    Every problem of every file is reported in one run.

    Example: s2s validate --config connections/
    """
    from s2s_gitops.views.machine import FORMAT, render

    loaded = load_config(config)
    count = len(loaded.desired.resources)
    if as_json:
        click.echo(
            render({"kind": "s2s.validation", "format_version": FORMAT, "resources": count}),
            nl=False,
        )
    else:
        click.echo(
            f"Valid: {len(loaded.orgs)} orgs, {count} resources, {len(loaded.approvals)} approvals."
        )
    return DONE
