"""`s2s plan`."""

from dataclasses import replace
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
from s2s_gitops.cli.sight import Sight, Where, sight_of, snapshot_options
from s2s_gitops.cli.writing import hands
from s2s_gitops.engine.cost import ahead
from s2s_gitops.engine.part import narrowed, part_of
from s2s_gitops.flows.foresee import foresee
from s2s_gitops.flows.plan import plan as make_plan
from s2s_gitops.kinds import ALL
from s2s_gitops.model.config import Config
from s2s_gitops.model.part import Part
from s2s_gitops.model.plan import Plan
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
    help="Mark changes that no line asks for which changed since this commit, branch or tag.",
)
@click.option(
    "--changed-since",
    metavar="REF",
    help="The same, and plan only what is declared otherwise than at REF: a partial plan.",
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
    changed_since: str | None,
    detailed_exitcode: bool,
    fail_on: tuple[str, ...],
) -> int:
    """Show what it takes to make the orgs equal the files. Cannot write.

    Saves that a person has to make are marked `!` and listed with the page to open, the clicks, and what proves them.

    `--out json=FILE` saves the plan for `s2s show FILE` and `s2s apply FILE`.

    A partial plan is for review: it says what it left out, and `apply` does not take it.

    Exit codes: 0 done; 1 error; 2 differences (--detailed-exitcode, --fail-on); 3 something impossible is declared.

    Example: s2s plan --detailed-exitcode
    """
    loaded = load_config(config)
    before, part = _earlier(config, loaded, baseline, changed_since)
    if part and record:
        raise click.UsageError("--record keeps everything that is live; leave --changed-since out")
    seen = sight_of(loaded, Where(record, snapshot), part)
    made = _made(narrowed(loaded, part, ALL) if part else loaded, seen, before, part)
    _tell(made, seen, out, as_json=as_json)
    theirs = "counterparty" in fail_on
    return exits.of_plan(made, detailed=detailed_exitcode, counterparty=theirs)


def _tell(made: Plan, seen: Sight, out: tuple[tuple[str, Path], ...], *, as_json: bool) -> None:
    """Write the plan where it is wanted, and show it with what it costs."""
    today, costs = now().date(), seen.costs()
    needed = ahead(made, ALL, {alias: one.api for alias, one in costs.items()})
    moving = seen.volatile() | {"cost_of_apply": dict(needed)}
    write_out(out, Printable(made, today, moving))
    if as_json:
        click.echo(render(plan_document(made, moving)), nl=False)
    else:
        click.echo(diagnostics_text((*made.diagnostics, *made.refused)), err=True, nl=False)
        click.echo(plan_text(made, today), nl=False)
        click.echo(cost_text(costs, needed), err=True, nl=False)


def _made(asked: Config, seen: Sight, before: Config | None, part: Part | None) -> Plan:
    """Return the plan, with what it leads to elsewhere."""
    today, live = now().date().isoformat(), seen.picture.live
    made = make_plan(asked, seen.picture, ALL, today, hands(asked), before)
    return foresee(replace(made, part=part), asked.desired, live, seen.orgs, ALL)


def _earlier(
    config: str | None, loaded: Config, baseline: str | None, since: str | None
) -> tuple[Config | None, Part | None]:
    """Return the files as they were, if that is asked for, and what is to be planned, if not everything."""
    if baseline and since:
        raise click.UsageError("--baseline and --changed-since exclude each other; both take a REF")
    ref = baseline or since
    if not ref:
        return None, None
    before = load_baseline(config, ref, Path.cwd())
    return before, part_of(before, loaded, ALL, ref) if since else None
