"""`s2s status`."""

import click

from s2s_gitops.cli import exits
from s2s_gitops.cli.letter import refuse_our_own, tell_letter
from s2s_gitops.cli.setting import (
    config_option,
    json_option,
    load_config,
    now,
)
from s2s_gitops.cli.sight import Where, sight_of
from s2s_gitops.flows.plan import plan as make_plan
from s2s_gitops.flows.status import status as find_waiting
from s2s_gitops.kinds import ALL
from s2s_gitops.views.diagnostics import diagnostics_text
from s2s_gitops.views.machine import render, status_document
from s2s_gitops.views.text import status_text


@click.command()
@config_option
@json_option
@click.option(
    "--for",
    "partner",
    metavar="ORG",
    help="Write a letter to this org's people instead: what they are asked to click, in plain words.",
)
def status(config: str | None, as_json: bool, partner: str | None) -> int:
    """Show what waits on whom: since when, what to click, until when. Cannot write.

    What is late comes first. Late is what has waited for longer than its connection's deadline.

    With --for, a text that can be sent to a partner who does not use s2s: what differs on their side, what cannot be
    seen from here, what is going to be taken away. It holds nothing about other partners.

    Exit codes: 0 nothing is late; 1 error; 2 something is late.

    Example: s2s status --json
    """
    loaded = load_config(config)
    if partner is not None:
        refuse_our_own(loaded, partner)
    moment = now()
    seen = sight_of(loaded, Where())
    made = make_plan(loaded, seen.picture, ALL, moment.date().isoformat())
    found = find_waiting(made, moment)
    if partner is not None:
        tell_letter(loaded, seen, partner, made.diagnostics, as_json=as_json)
    elif as_json:
        click.echo(render(status_document(found, seen.volatile())), nl=False)
    else:
        click.echo(diagnostics_text(made.diagnostics), err=True, nl=False)
        click.echo(status_text(found, moment.date()), nl=False)
    return exits.of_status(found)
