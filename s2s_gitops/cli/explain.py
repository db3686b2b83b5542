"""`s2s explain`."""

import difflib

import click

from s2s_gitops.cli.exits import DONE
from s2s_gitops.cli.setting import config_option, load_config, now
from s2s_gitops.engine.explain import explain as text_about
from s2s_gitops.engine.explain import subjects
from s2s_gitops.engine.explain_address import explain_address, near_address
from s2s_gitops.kinds import ALL
from s2s_gitops.views.plain import plain


@click.command()
@config_option
@click.argument("subject")
def explain(config: str | None, subject: str) -> int:
    """Explain a kind, a code, or an address that the files declare. No org is asked.

    Example: s2s explain hq-emea@hq/publish/Lead
    """
    text = text_about(subject, ALL)
    if text is None and set("@/") & set(subject):
        text = _of_address(config, subject)
    if text is None:
        known = subjects(ALL)
        near = difflib.get_close_matches(subject, known, n=1)
        hint = f"did you mean {near[0]}?" if near else f"known: {', '.join(known)}, and addresses"
        raise click.UsageError(f"there is nothing called {subject!r}; {hint}")
    click.echo("\n".join(plain(line) for line in text.splitlines()))
    return DONE


def _of_address(config: str | None, subject: str) -> str:
    loaded = load_config(config)
    text = explain_address(subject, loaded, ALL, now().date().isoformat())
    if text is None:
        near = near_address(subject, loaded)
        hint = f"did you mean {near}?" if near else "`s2s plan --json` lists what is declared"
        raise click.UsageError(f"the files declare no {subject!r}; {hint}")
    return text
