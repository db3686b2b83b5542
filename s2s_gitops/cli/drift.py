"""`s2s drift`."""

import click

from s2s_gitops.cli import exits
from s2s_gitops.cli.setting import (
    config_option,
    json_option,
    load_config,
    now,
    open_for_reading,
    progress,
    volatile,
)
from s2s_gitops.flows.drift import drift as find_drift
from s2s_gitops.flows.plan import plan as make_plan
from s2s_gitops.kinds import ALL
from s2s_gitops.views.diagnostics import diagnostics_text
from s2s_gitops.views.machine import drift_document, render
from s2s_gitops.views.text import drift_text


@click.command()
@config_option
@json_option
def drift(config: str | None, as_json: bool) -> int:
    """Show where the orgs differ from the files. Cannot write.

    What is live but not declared counts. What waits for somebody counts after
    its deadline: 14 days, unless the connection says another one.

    What an entry of `ignore` covers does not count; an entry that has ended is an error.

    Exit codes: 0 no drift; 1 error; 2 drift; 3 something impossible is declared.

    Example: s2s drift --json
    """
    loaded = load_config(config)
    moment = now()
    with progress("Reading the orgs"):
        orgs = open_for_reading(loaded)
        made, _ = make_plan(loaded, orgs, ALL, moment.date().isoformat())
    found = find_drift(made, moment, loaded.ignores)
    if as_json:
        click.echo(render(drift_document(found, volatile(orgs))), nl=False)
    else:
        click.echo(diagnostics_text(found.diagnostics), err=True, nl=False)
        click.echo(drift_text(found, moment.date()), nl=False)
    return exits.of_drift(found)
