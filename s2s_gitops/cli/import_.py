"""`s2s import`."""

import click

from s2s_gitops.cli import exits
from s2s_gitops.cli.setting import (
    config_option,
    load_config,
    open_for_reading,
    progress,
)
from s2s_gitops.engine.annotate import annotate
from s2s_gitops.engine.declare import declare
from s2s_gitops.engine.render import render
from s2s_gitops.flows.read import survey
from s2s_gitops.kinds import ALL
from s2s_gitops.views.diagnostics import diagnostics_text


@click.command("import")
@click.argument("orgs", nargs=-1, metavar="[ORG]...")
@config_option
def import_(orgs: tuple[str, ...], config: str | None) -> int:
    """Print what is live as a file: a plan right after it is empty. Cannot write to an org.

    ORG is an alias of the file's `orgs`; without one, everything that they show is printed.

    Exit codes: 0 done; 1 error, or something could not be read (a comment says what).

    Example: s2s import hq > connections/hq.yaml
    """
    loaded = load_config(config)
    with progress("Reading the orgs"):
        sessions = open_for_reading(loaded)
        found, _ = survey(sessions, loaded.desired, ALL)
    declared = declare(found, loaded, ALL, orgs or tuple(loaded.orgs))
    problems = tuple(loaded.placed(gap.diagnostic) for gap in found.live.gaps)
    click.echo(diagnostics_text(problems), err=True, nl=False)
    click.echo(annotate(render(declared.config, ALL), declared.notes, ALL), nl=False)
    return exits.ERROR if problems else exits.DONE
