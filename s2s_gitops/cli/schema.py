"""`s2s schema`."""

import click

from s2s_gitops.cli.exits import DONE
from s2s_gitops.engine.schema import document_schema
from s2s_gitops.kinds import ALL


@click.command()
@click.argument("what", type=click.Choice(["files", "plan"]), default="files")
def schema(what: str) -> int:
    """Print a JSON Schema: of the files, for editors, or of a plan in JSON, for programs that read it.

    Example: s2s schema > schemas/connections.schema.json
    """
    from s2s_gitops.views.machine import render
    from s2s_gitops.views.plan_schema import plan_schema

    chosen = plan_schema() if what == "plan" else document_schema(ALL)
    click.echo(render(dict(chosen)), nl=False)
    return DONE
