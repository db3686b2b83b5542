"""`s2s import`."""

import click

from s2s_gitops.cli import exits
from s2s_gitops.cli.setting import config_option, load_config
from s2s_gitops.cli.sight import Where, snapshot_options, survey_of
from s2s_gitops.engine.annotate import annotate
from s2s_gitops.engine.declare import declare
from s2s_gitops.engine.render import render
from s2s_gitops.kinds import ALL
from s2s_gitops.views.diagnostics import diagnostics_text


@click.command("import")
@click.argument("orgs", nargs=-1, metavar="[ORG]...")
@config_option
@snapshot_options
def import_(
    orgs: tuple[str, ...], config: str | None, record: str | None, snapshot: str | None
) -> int:
    """Print what is live as a file: a plan right after it is empty. Cannot write to an org.

    ORG is an alias of the file's `orgs`; without one, everything that they show is printed.

    Exit codes: 0 done; 1 error, or something could not be read (a comment says what).

    Example: s2s import hq > connections/hq.yaml
    """
    loaded = load_config(config)
    found = survey_of(loaded, Where(record, snapshot))
    declared = declare(found, loaded, ALL, orgs or tuple(loaded.orgs))
    problems = tuple(loaded.placed(gap.diagnostic) for gap in found.live.gaps)
    click.echo(diagnostics_text(problems), err=True, nl=False)
    click.echo(annotate(render(declared.config, ALL), declared.notes, ALL), nl=False)
    return exits.ERROR if problems else exits.DONE
