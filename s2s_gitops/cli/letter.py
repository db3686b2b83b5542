"""The letter of `s2s status --for ORG`: to whom it can be written, and printing it."""

import difflib
from collections.abc import Sequence

import click

from s2s_gitops.cli.setting import now
from s2s_gitops.cli.sight import Sight
from s2s_gitops.flows.letter import Partner, write_letter
from s2s_gitops.kinds import ALL
from s2s_gitops.model.config import Access, Config
from s2s_gitops.model.diagnostic import Diagnostic, Severity
from s2s_gitops.views.diagnostics import diagnostics_text
from s2s_gitops.views.letter import letter_document, letter_text
from s2s_gitops.views.machine import render


def refuse_our_own(loaded: Config, partner: str) -> None:
    """Raise UsageError for an org that is not declared, or that `apply` writes."""
    if partner not in loaded.orgs:
        near = difflib.get_close_matches(partner, loaded.orgs, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(sorted(loaded.orgs))}"
        raise click.UsageError(f"--for {partner!r}: `orgs` has no such org; {hint}")
    if loaded.orgs[partner].access is Access.MANAGE:
        raise click.UsageError(f"--for {partner!r}: it is managed here, so `s2s apply` does it")


def tell_letter(
    loaded: Config, seen: Sight, partner: str, problems: Sequence[Diagnostic], *, as_json: bool
) -> None:
    """Print the letter, and what may be missing in it: that is what the errors say."""
    problems = [one for one in problems if one.severity is Severity.ERROR]
    names = {alias: org.name() for alias, org in seen.orgs.items()}
    today = now().date().isoformat()
    found = write_letter(Partner(partner, names), loaded, seen.picture.live, ALL, today)
    if as_json:
        click.echo(render(letter_document(found, problems)), nl=False)
    else:
        click.echo(diagnostics_text(problems), err=True, nl=False)
        click.echo(letter_text(found), nl=False)
