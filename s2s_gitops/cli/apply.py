"""`s2s apply`."""

import sys
from datetime import timedelta

import click

from s2s_gitops.cli import exits
from s2s_gitops.cli.reviewed import DURATION, hold, load_reviewed
from s2s_gitops.cli.setting import (
    clock,
    config_option,
    json_option,
    load_config,
    now,
    progress,
    volatile,
)
from s2s_gitops.cli.writing import opened, tell_overrides
from s2s_gitops.engine.policy import ApprovedPlan, approve
from s2s_gitops.flows.apply import Orgs, Patience
from s2s_gitops.flows.apply import apply as make_changes
from s2s_gitops.flows.look import look
from s2s_gitops.flows.plan import plan as make_plan
from s2s_gitops.kinds import ALL
from s2s_gitops.model.config import Config
from s2s_gitops.model.diagnostic import Diagnostic, Severity
from s2s_gitops.model.errors import RefusedError, S2SError
from s2s_gitops.model.picture import Picture
from s2s_gitops.model.plan import Plan
from s2s_gitops.model.report import Outcome, Report
from s2s_gitops.model.resource import State
from s2s_gitops.views.diagnostics import diagnostics_text
from s2s_gitops.views.machine import render, report_document
from s2s_gitops.views.parts import coverage_line
from s2s_gitops.views.text import outcome_text, plan_text, summary_line


@click.command()
@click.argument("file", metavar="[FILE]", required=False)
@config_option
@json_option
@click.option(
    "--max-age",
    type=DURATION,
    help="Refuse a FILE that was made longer ago, such as 90m, 24h or 7d.",
)
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
def apply(
    file: str | None,
    config: str | None,
    as_json: bool,
    max_age: timedelta | None,
    auto_approve: bool,
    wait: float,
) -> int:
    """Make the orgs equal the files: plan, show, ask, write, read back.

    With FILE, which `s2s plan --out json=FILE` saved, exactly that is applied, and nobody is asked: its review was
    the answer. It is refused if anything that it means has changed since.

    What a person has to save is listed with its clicks; the next run sees that it was done. `orgs.ALIAS.writes` in the
    files, or S2S_WRITES for one run (http: this machine's hosts only), says who saves: auto, http, browser or human.

    Exit codes: 0 done; 1 error or partly failed; 2 done, but something still waits; 3 refused before any write.

    Example: s2s apply --auto-approve --wait 300
    """
    reviewed = load_reviewed(file, max_age)
    loaded = load_config(config)
    tell_overrides(loaded)
    with opened(loaded) as (orgs, sessions):
        made, picture = _planned(loaded, orgs)
        told = hold(reviewed, made, loaded.desired, picture.live) if reviewed else None
        _tell(made, told, as_json=as_json)
        approved = approve(made)
        if made.changes and not reviewed:
            _ask(auto_approve, can_answer=not as_json and sys.stdin.isatty())
        report = _make(approved, loaded, picture.live, orgs, wait, as_json=as_json)
        after, failed = _after(loaded, orgs, made, report)
    if as_json:
        why = failed.diagnostics if failed else ()
        click.echo(render(report_document(made, report, after, volatile(sessions), why)), nl=False)
    elif failed:
        click.echo(diagnostics_text(failed.diagnostics), err=True, nl=False)
    elif after and report.outcomes:
        click.echo(f"\nAfter it: {summary_line(after)}\n{coverage_line(after.coverage)}")
    return exits.of_report(report, after)


def _planned(loaded: Config, orgs: Orgs) -> tuple[Plan, Picture]:
    """Look at the orgs, and plan."""
    today = now().date()
    with progress("Reading the orgs"):
        picture = look(loaded, orgs.readers, ALL)
        return make_plan(loaded, picture, ALL, today.isoformat(), orgs.hands), picture


def _tell(made: Plan, told: str | None, *, as_json: bool) -> None:
    """Show people the plan, or what is told in its place: they have seen it."""
    if as_json:
        return
    warnings = (one for one in made.diagnostics if one.severity is Severity.WARNING)
    click.echo(diagnostics_text(warnings), err=True, nl=False)
    click.echo(plan_text(made, now().date()) if told is None else told, nl=bool(made.changes))


def _make(
    approved: ApprovedPlan, loaded: Config, live: State, orgs: Orgs, wait: float, *, as_json: bool
) -> Report:
    """Make the changes, and say how each step ends as it ends."""
    outcomes: list[Outcome] = []
    patience = Patience(clock(), wait)
    for outcome in make_changes(approved, loaded.desired, live, orgs, ALL, patience):
        outcomes.append(outcome)
        click.echo(outcome_text(outcome), err=as_json)
    return Report(tuple(outcomes))


def _after(
    loaded: Config, orgs: Orgs, made: Plan, report: Report
) -> tuple[Plan | None, S2SError | None]:
    """Plan again, so that the report says what is left. What was done is reported even if that fails."""
    if not report.outcomes:
        return made, None
    try:
        picture = look(loaded, orgs.readers, ALL)
        return make_plan(loaded, picture, ALL, now().date().isoformat(), orgs.hands), None
    except S2SError as error:
        return None, error


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
