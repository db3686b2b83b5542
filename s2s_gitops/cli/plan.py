"""`s2s plan`."""

from pathlib import Path

import click

from s2s_gitops.cli import exits
from s2s_gitops.cli.baseline import load_baseline
from s2s_gitops.cli.output import out_option, write_out
from s2s_gitops.cli.setting import (
    config_option,
    json_option,
    load_config,
    now,
)
from s2s_gitops.cli.sight import Where, sight_of, snapshot_options
from s2s_gitops.cli.writing import hands
from s2s_gitops.engine.cost import ahead
from s2s_gitops.flows.foresee import foresee
from s2s_gitops.flows.plan import plan as make_plan
from s2s_gitops.kinds import ALL
from s2s_gitops.views.cost import cost_text
from s2s_gitops.views.diagnostics import diagnostics_text
from s2s_gitops.views.formats import Printable
from s2s_gitops.views.machine import plan_document, render
from s2s_gitops.views.text import plan_text


@click.command()
@config_option
@json_option
@snapshot_options
@out_option
@click.option(
    "--baseline",
    metavar="REF",
    help="Say of each change whether the files moved since this commit, branch or tag, or the org.",
)
@click.option("--detailed-exitcode", is_flag=True, help="Exit with 2 when there are differences.")
@click.option(
    "--fail-on",
    type=click.Choice(["counterparty"]),
    multiple=True,
    help="Exit with 2 when this is found. counterparty: a side that others manage differs.",
)
def plan(
    config: str | None,
    as_json: bool,
    record: str | None,
    snapshot: str | None,
    out: tuple[tuple[str, Path], ...],
    baseline: str | None,
    detailed_exitcode: bool,
    fail_on: tuple[str, ...],
) -> int:
    """Show what it takes to make the orgs equal the files. Cannot write.

    Saves that a person has to make are marked `!` and listed with the page to open, the clicks, and what proves them.

    `--out json=FILE` saves the plan for `s2s show FILE` and `s2s apply FILE`.

    Exit codes: 0 done; 1 error; 2 differences (--detailed-exitcode, --fail-on); 3 something impossible is declared.

    Example: s2s plan --detailed-exitcode
    """
    loaded = load_config(config)
    before = load_baseline(config, baseline, Path.cwd()) if baseline else None
    today = now().date()
    seen = sight_of(loaded, Where(record, snapshot))
    made = make_plan(loaded, seen.picture, ALL, today.isoformat(), hands(loaded), before)
    made = foresee(made, loaded.desired, seen.picture.live, seen.orgs, ALL)
    costs = seen.costs()
    needed = ahead(made, ALL, {alias: one.api for alias, one in costs.items()})
    moving = seen.volatile() | {"cost_of_apply": dict(needed)}
    write_out(out, Printable(made, today, moving))
    if as_json:
        click.echo(render(plan_document(made, moving)), nl=False)
    else:
        click.echo(diagnostics_text((*made.diagnostics, *made.refused)), err=True, nl=False)
        click.echo(plan_text(made, today), nl=False)
        click.echo(cost_text(costs, needed), err=True, nl=False)
    theirs = "counterparty" in fail_on
    return exits.of_plan(made, detailed=detailed_exitcode, counterparty=theirs)
