"""`s2s import`."""

from collections.abc import Mapping
from pathlib import Path

import click

from s2s_gitops.cli import exits
from s2s_gitops.cli.files import ENDINGS, find_chosen, find_files, named_files
from s2s_gitops.cli.revision import hold, revise, show
from s2s_gitops.cli.setting import config_option, load_files
from s2s_gitops.cli.sight import Where, Whole, snapshot_options, whole_sight
from s2s_gitops.engine.annotate import annotate
from s2s_gitops.engine.complete import complete
from s2s_gitops.engine.declare import Declared, declare
from s2s_gitops.engine.render import render
from s2s_gitops.kinds import ALL
from s2s_gitops.model.config import Config
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.errors import FilesError
from s2s_gitops.views.diagnostics import diagnostics_text
from s2s_gitops.views.plain import plain


@click.command("import")
@click.argument("orgs", nargs=-1, metavar="[ORG]...")
@config_option
@click.option(
    "--into", metavar="FILE", help="Add what is missing to this file, and leave every other byte."
)
@click.option(
    "--archive", metavar="DIR", help="Keep the pages and histories as they are, without secrets."
)
@snapshot_options
def import_(
    orgs: tuple[str, ...],
    config: str | None,
    into: str | None,
    archive: str | None,
    record: str | None,
    snapshot: str | None,
) -> int:
    """Print what is live as a file: a plan right after it is empty. Cannot write to an org.

    ORG is an alias of the file's `orgs`; without one, everything that they show is printed. What
    cannot be read is said in a comment.

    Exit codes: 0 done; 1 error, or something could not be read.

    Example: s2s import hq --into connections/hq.yaml
    """
    loaded, contents = load_files(config)
    _all_known(orgs, loaded)
    seen = whole_sight(loaded, Where(record, snapshot, archive))
    declared = declare(seen.snapshot.survey, loaded, ALL, orgs or tuple(loaded.orgs))
    gaps = seen.snapshot.survey.live.gaps
    unread = dict.fromkeys(loaded.placed(gap.diagnostic) for gap in gaps)
    problems = (*unread, *seen.unkept)
    click.echo(diagnostics_text(problems), err=True, nl=False)
    if into is None:
        click.echo(annotate(render(declared.config, ALL), declared.notes, ALL), nl=False)
    else:
        _add_into(config, into, (loaded, contents), declared, seen)
    return exits.ERROR if problems else exits.DONE


def _all_known(orgs: tuple[str, ...], loaded: Config) -> None:
    unknown = [one for one in orgs if one not in loaded.orgs]
    known = ", ".join(sorted(loaded.orgs)) or "none"
    if unknown:
        raise click.UsageError(f"`orgs` has no {', '.join(unknown)}; known: {known}")


def _add_into(
    named: str | None,
    into: str,
    before: tuple[Config, Mapping[str, bytes]],
    declared: Declared,
    seen: Whole,
) -> None:
    """Splice what is missing into a file. Raises FilesError, and then nothing was written."""
    loaded, contents = before
    path = Path(into)
    name, is_new = _file_of(named, path)
    additions = complete(name, loaded, declared.config, ALL)
    here = {name: additions[name]} if name in additions else {}
    revision = revise(contents, here, name if is_new else "")
    known, now_open = (
        {one.fingerprint for one in seen.findings(config)} for config in (loaded, revision.config)
    )
    hold(same=now_open <= known)
    revision.write()
    show(revision)
    for where, notes in sorted(declared.notes.items()):
        for note in notes:
            click.echo(plain(f"{where}: {note}"), err=True)
    for other in sorted(set(additions) - {name}):
        text = f"{other} lacks something as well: s2s import --into {other}"
        click.echo(text, err=True)


def _file_of(named: str | None, path: Path) -> tuple[str, bool]:
    """Return the name of a file among those that are loaded, and whether it does not exist yet."""
    here = Path.cwd()
    files = named_files(find_files(named, here), here)
    found = next((name for name, one in files.items() if one.resolve() == path.resolve()), None)
    if found is not None:
        return found, False
    chosen = find_chosen(named, here)
    is_inside = chosen.is_dir() and path.parent.resolve() == chosen.resolve()
    if not path.exists() and is_inside and path.suffix in ENDINGS:
        return next(iter(named_files([path], here))), True
    known = ", ".join(files)
    detail = f"{path} is none of the files that are loaded ({known})."
    fix = "Name one of them, or a new .yaml file in the folder that is loaded."
    raise FilesError(Diagnostic("S2S001", detail, fix))
