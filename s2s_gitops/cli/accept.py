"""`s2s drift accept`."""

from collections.abc import Iterable, Sequence

import click

from s2s_gitops.cli.exits import DONE
from s2s_gitops.cli.revision import hold, revise, show
from s2s_gitops.cli.setting import config_option, load_files
from s2s_gitops.cli.sight import Where, whole_sight
from s2s_gitops.engine.accept import accept as edits_for
from s2s_gitops.engine.declare import declare
from s2s_gitops.kinds import ALL
from s2s_gitops.model.address import Address, matches
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.errors import FilesError
from s2s_gitops.model.finding import Finding


@click.command()
@click.argument("addresses", nargs=-1, required=True, metavar="ADDRESS...")
@config_option
def accept(addresses: tuple[str, ...], config: str | None) -> int:
    """Take what the orgs show at ADDRESS into the files. Cannot write to an org.

    ADDRESS is that of a finding of `s2s drift`, of a resource with all of its findings, or a
    pattern: * within a part, ** across parts. Only the lines that must change do; the change is
    printed as a diff.

    Exit codes: 0 done; 1 error, and then no file was changed.

    Example: s2s drift accept hq-emea@hq/publish/Lead.Email
    """
    loaded, contents = load_files(config)
    seen = whole_sight(loaded, Where())
    found = seen.findings(loaded)
    chosen = [one for one in found if any(_is_meant(text, one) for text in addresses)]
    _all_mean_something(addresses, found)
    target = declare(seen.snapshot.survey, loaded, ALL, tuple(loaded.orgs))
    edits = edits_for(chosen, loaded, seen.picture(loaded).live, target.config, ALL)
    revision = revise(contents, edits)
    hold(same=_ends(chosen, found, seen.findings(revision.config)))
    revision.write()
    show(revision)
    return DONE


def _ends(chosen: Iterable[Finding], found: Iterable[Finding], after: Iterable[Finding]) -> bool:
    """Say whether the chosen findings end and no other: but what nobody declared may be taken with them.

    A connection is declared with both of its sides.
    """
    left = {one.fingerprint for one in found} - {one.fingerprint for one in chosen}
    undeclared = {one.fingerprint for one in found if one.source is None}
    still = {one.fingerprint for one in after}
    return still <= left <= still | undeclared


def _is_meant(text: str, finding: Finding) -> bool:
    return matches(text, finding.address) or finding.address.inside(Address.parse(text))


def _all_mean_something(addresses: Sequence[str], found: Sequence[Finding]) -> None:
    """Raise FilesError for what names no finding: a typing mistake must not look like success."""
    idle = [text for text in addresses if not any(_is_meant(text, one) for one in found)]
    known = ", ".join(dict.fromkeys(str(one.address) for one in found)) or "none"
    problems = [
        Diagnostic(
            "S2S504",
            f"No finding is at {text!r}.",
            f"Findings: {known}. What is ignored is none.",
            where=text,
        )
        for text in idle
    ]
    if problems:
        raise FilesError(*problems)
