"""`s2s schema`."""

import click

from s2s_gitops.cli.exits import DONE
from s2s_gitops.engine.schema import document_schema
from s2s_gitops.kinds import ALL


@click.command()
def schema() -> int:
    """Print the JSON Schema of the files, for editors.

    Example: s2s schema > schemas/connections.schema.json
    """
    from s2s_gitops.views.machine import render

    click.echo(render(dict(document_schema(ALL))), nl=False)
    return DONE
