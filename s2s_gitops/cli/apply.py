"""`s2s apply`."""

import sys

import click

from s2s_gitops.cli import exits
from s2s_gitops.cli.setting import (
    config_option,
    json_option,
    load_config,
    now,
    open_for_reading,
    open_for_writing,
    progress,
    volatile,
)
from s2s_gitops.engine.policy import approve
from s2s_gitops.flows.apply import Orgs, Patience
from s2s_gitops.flows.apply import apply as make_changes
from s2s_gitops.flows.plan import plan as make_plan
from s2s_gitops.kinds import ALL
from s2s_gitops.model.config import Access
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.errors import RefusedError
from s2s_gitops.model.report import Outcome, Report
from s2s_gitops.views.diagnostics import diagnostics_text
from s2s_gitops.views.machine import render, report_document
from s2s_gitops.views.text import coverage_line, outcome_text, plan_text, summary_line


@click.command()
@config_option
@json_option
@click.option(
    "--auto-approve",
    is_flag=True,
    help="Do not ask. Approvals in the files are needed all the same.",
)
@click.option(
    "--wait",
    type=click.FloatRange(min=0),
    default=120.0,
    show_default=True,
    metavar="SECONDS",
    help="How long to wait, per step, until an org shows what was written.",
)
def apply(config: str | None, as_json: bool, auto_approve: bool, wait: float) -> int:
    """Make the orgs equal the files: plan, show, ask, write, read back.

    Until the pages have been verified on live orgs, only orgs on this machine (the emulator) are written.

    Exit codes: 0 done; 1 error or partly failed; 2 done, but something still waits; 3 refused before any write.

    Example: s2s apply --auto-approve --wait 300
    """
    from s2s_gitops.drivers.clock import SystemClock

    loaded = load_config(config)
    today = now().date().isoformat()
    with progress("Reading the orgs"):
        writers = open_for_writing(loaded)
        orgs = open_for_reading(loaded, [Access.OBSERVE]) | writers
        made, live = make_plan(loaded, orgs, ALL, today)
    if not as_json:
        click.echo(
            diagnostics_text(one for one in made.diagnostics if one.severity == "warning"),
            err=True,
            nl=False,
        )
        click.echo(plan_text(made), nl=bool(made.changes))
    approved = approve(made)
    if made.changes:
        _ask(auto_approve, can_answer=not as_json and sys.stdin.isatty())
    outcomes: list[Outcome] = []
    for outcome in make_changes(
        approved, loaded.desired, live, Orgs(orgs, writers), ALL, Patience(SystemClock(), wait)
    ):
        outcomes.append(outcome)
        click.echo(outcome_text(outcome), err=as_json)
    report = Report(tuple(outcomes))
    after = made if not outcomes else make_plan(loaded, orgs, ALL, today)[0]
    if as_json:
        click.echo(render(report_document(made, report, after, volatile(orgs))), nl=False)
    elif outcomes:
        click.echo(f"\nAfter it: {summary_line(after)}\n{coverage_line(after.coverage)}")
    return exits.of_report(report, after)


def _ask(auto_approve: bool, *, can_answer: bool) -> None:
    """Get a person's word. Raises RefusedError without one."""
    if auto_approve:
        return
    if not can_answer:
        detail = "There is no terminal to ask on, or the output is for a machine."
        fix = "Review the plan, then use --auto-approve."
        raise RefusedError(Diagnostic("S2S204", detail, fix))
    if not click.confirm("Make these changes?"):
        raise RefusedError(Diagnostic("S2S204", "The answer was no. Nothing was written."))
