"""`s2s capture`."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from s2s_gitops.cli import exits
from s2s_gitops.cli.setting import (
    READ,
    config_option,
    json_option,
    load_config,
    now,
    open_for_reading,
    progress,
    volatile,
)
from s2s_gitops.flows.capture import Seen, hold, look_around
from s2s_gitops.kinds.contract import BY_NAME, VERSION, words
from s2s_gitops.kinds.contract.guide import Guide
from s2s_gitops.model.capture import Capture
from s2s_gitops.model.config import Config
from s2s_gitops.views.capture import before_text, capture_document, capture_text
from s2s_gitops.views.diagnostics import diagnostics_text
from s2s_gitops.views.machine import render

if TYPE_CHECKING:
    from s2s_gitops.drivers.contribution import Contribution
    from s2s_gitops.drivers.org import ReadingOrg


@click.command()
@click.argument("org", metavar="ORG")
@config_option
@json_option
@click.option(
    "--out",
    metavar="DIR",
    default="s2s-capture",
    show_default=True,
    help="Keep the pages in this folder, new or empty.",
)
@click.option(
    "--connections",
    type=click.IntRange(min=0),
    default=2,
    show_default=True,
    metavar="N",
    help="How many connections of each status are looked at.",
)
def capture(org: str, config: str | None, as_json: bool, out: str, connections: int) -> int:
    """Look at an org's pages, keep them without names, and say how they differ from what s2s relies on.

    Cannot write. ORG is an alias of the file's `orgs`. Look at the files before you share them;
    tests/evidence/README.md of the source says how to.

    Exit codes: 0 nothing differs from the contract; 1 error, or something could not be looked at; 2 something differs.

    Example: s2s capture hq --out capture-of-a-sandbox --connections 1
    """
    from s2s_gitops.drivers.contribution import Contribution

    loaded = _only(load_config(config), org)
    click.echo(before_text(org, out), err=True)
    contribution = Contribution(Path(out))
    with progress(f"Looking at {org}"):
        opened = open_for_reading(loaded)
        seen = look_around(opened[org], Guide(), connections)
    found = _kept(org, out, contribution, opened[org], seen)
    problems = tuple(dict.fromkeys(loaded.placed(one) for one in found.problems))
    found = replace(found, problems=problems)
    contribution.close(now().isoformat(timespec="seconds"), found)
    if as_json:
        click.echo(render(capture_document(found, volatile(opened))), nl=False)
    else:
        click.echo(diagnostics_text(problems), err=True, nl=False)
        click.echo(capture_text(found), nl=False)
    return exits.of_capture(found)


def _only(loaded: Config, org: str) -> Config:
    """Return the files with one org alone: no other one is logged in to."""
    entry = loaded.orgs.get(org)
    if entry is None or entry.access not in READ:
        known = ", ".join(sorted(one.alias for one in loaded.orgs.values() if one.access in READ))
        raise click.UsageError(f"{org} is no org that can be looked at; known: {known or 'none'}")
    return replace(loaded, orgs={org: entry})


def _kept(
    org: str, out: str, contribution: "Contribution", opened: "ReadingOrg", seen: Seen
) -> Capture:
    """Keep what was seen, without names, and hold that against the contract."""
    toured = seen.toured
    objects = contribution.begin(opened.known(toured.names, seen.objects, words()))
    for one in toured.visits:
        contribution.learn(one, names_in_labels=BY_NAME[one.name].names_in_labels)
    shown = [
        contribution.keep(one, objects, names_in_labels=BY_NAME[one.name].names_in_labels)
        for one in toured.visits
    ]
    for file in toured.files:
        contribution.keep_file(file)
    for name, answer in toured.answers.items():
        contribution.keep_answer(name, answer)
    problems = (*toured.problems, *contribution.unsafe)
    answers = hold(shown, BY_NAME)
    return Capture(org, out, VERSION, seen.release, answers, contribution.kept, objects, problems)
