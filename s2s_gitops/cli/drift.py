"""`s2s drift`."""

from pathlib import Path

import click

from s2s_gitops.cli import exits
from s2s_gitops.cli.accept import accept
from s2s_gitops.cli.baseline import load_baseline
from s2s_gitops.cli.setting import config_option, json_option, load_config, now
from s2s_gitops.cli.sight import Where, sight_of, snapshot_options
from s2s_gitops.flows.drift import attributed
from s2s_gitops.flows.drift import drift as find_drift
from s2s_gitops.flows.plan import plan as make_plan
from s2s_gitops.kinds import ALL
from s2s_gitops.kinds.witnesses import testify
from s2s_gitops.views.diagnostics import diagnostics_text
from s2s_gitops.views.drift import drift_text
from s2s_gitops.views.machine import drift_document, render


@click.group(invoke_without_command=True)
@config_option
@json_option
@snapshot_options
@click.option(
    "--baseline",
    metavar="REF",
    help="Tell apart what the files changed since this commit, branch or tag.",
)
@click.pass_context
def drift(
    context: click.Context,
    config: str | None,
    as_json: bool,
    record: str | None,
    snapshot: str | None,
    baseline: str | None,
) -> int:
    """Show where the orgs differ from the files, who changed it, and what ends it. Cannot write.

    What is live but not declared counts. What waits for somebody counts after
    its deadline: 14 days, unless the connection says another one.

    What an entry of `ignore` covers does not count; an entry that has ended is an error.

    Exit codes: 0 no drift; 1 error; 2 drift; 3 something impossible is declared.

    Example: s2s drift --baseline origin/main~1
    """
    if context.invoked_subcommand:
        if any((config, as_json, record, snapshot, baseline)):
            raise click.UsageError(f"options go behind `{context.invoked_subcommand}`")
        return exits.DONE
    loaded = load_config(config)
    before = load_baseline(config, baseline, Path.cwd()) if baseline else None
    moment = now()
    seen = sight_of(loaded, Where(record, snapshot))
    made = make_plan(loaded, seen.picture, ALL, moment.date().isoformat())
    live, ignores = seen.picture.live, loaded.ignores
    found = find_drift(made, live, ALL, moment, ignores, before, loaded.warnings)
    if seen.orgs:
        found = attributed(found, seen.picture, loaded, seen.orgs, testify)
    if as_json:
        click.echo(render(drift_document(found, seen.volatile())), nl=False)
    else:
        click.echo(diagnostics_text(found.diagnostics), err=True, nl=False)
        click.echo(drift_text(found, moment.date()), nl=False)
    return exits.of_drift(found)


drift.add_command(accept)
