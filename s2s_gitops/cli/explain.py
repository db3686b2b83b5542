"""`s2s explain`."""

import difflib

import click

from s2s_gitops.cli.exits import DONE
from s2s_gitops.engine.explain import explain as text_about
from s2s_gitops.engine.explain import subjects
from s2s_gitops.kinds import ALL


@click.command()
@click.argument("subject")
def explain(subject: str) -> int:
    """Explain a kind or a code, offline.

    Example: s2s explain publication
    """
    text = text_about(subject, ALL)
    if text is None:
        known = subjects(ALL)
        near = difflib.get_close_matches(subject, known, n=1)
        hint = f"did you mean {near[0]}?" if near else f"known: {', '.join(known)}"
        raise click.UsageError(f"there is nothing called {subject!r}; {hint}")
    click.echo(text)
    return DONE
