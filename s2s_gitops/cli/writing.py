"""Who writes: what the files and S2S_WRITES ask for, which browser there is, and the sessions that `apply` gets."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from s2s_gitops.cli.setting import captures, open_for_reading, open_managed
from s2s_gitops.flows.apply import Orgs
from s2s_gitops.model.config import Access, Config, OrgEntry, Writes
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.human import Hands
from s2s_gitops.views.diagnostics import diagnostics_text
from s2s_gitops.views.plain import plain

if TYPE_CHECKING:
    from s2s_gitops.drivers.manner import Manner
    from s2s_gitops.drivers.org import WritingOrg

VARIABLE = "S2S_WRITES"


def manners(config: Config) -> "dict[str, Manner]":
    """Return how each managed org is written. Raises UsageError if S2S_WRITES says something unknown."""
    from s2s_gitops.drivers.chrome import find_browser
    from s2s_gitops.drivers.manner import manner_of
    from s2s_gitops.kinds.contract import is_any_verified

    found, seen = bool(find_browser(os.environ)), is_any_verified()
    return {
        one.alias: manner_of(one, forced(), has_browser=found, is_any_verified=seen)
        for one in _managed(config)
    }


def forced() -> Writes | None:
    """Return what the environment says for all orgs. Raises UsageError if that is unknown."""
    value = os.environ.get(VARIABLE, "")
    if value and value not in tuple(Writes):
        raise click.UsageError(f"{VARIABLE} is {value!r}; write one of: {', '.join(Writes)}")
    return Writes(value) if value else None


def hands(config: Config) -> dict[str, Hands]:
    """Return the orgs that people write, why, and where those are.

    Where a login lacks a variable, as beside a snapshot, only the files can tell.
    """
    found: dict[str, Hands] = {}
    for alias, manner in manners(config).items():
        entry = config.orgs[alias]
        is_settled = not entry.unset or manner.writes is Writes.HUMAN
        if manner.by_hand and is_settled:
            found[alias] = Hands(manner.by_hand, _host(entry))
    return found


def tell_overrides(config: Config) -> None:
    """Say on stderr which orgs are written as S2S_WRITES says, and for which it does not count."""
    from s2s_gitops.drivers.manner import is_ignored

    wanted = forced()
    if wanted is None:
        return
    ignored = [one.alias for one in _managed(config) if is_ignored(one, wanted)]
    obeyed = [one.alias for one in _managed(config) if one.alias not in ignored]
    if obeyed:
        _say(f"{VARIABLE}={wanted} decides how saves are made in: {', '.join(obeyed)}.")
    for alias in ignored:
        text = f"{VARIABLE}=http is ignored: {alias} is not on this machine."
        fix = "S2S_WRITES=browser and S2S_WRITES=human count everywhere."
        click.echo(diagnostics_text([Diagnostic("S2S203", text, fix, where=alias)]), err=True)


@contextmanager
def opened(config: Config) -> "Iterator[tuple[Orgs, dict[str, WritingOrg]]]":
    """Give sessions with all orgs, and with those that we write; end the browser whatever happens.

    Raises FilesError if a login lacks a variable, and OrgError.
    """
    from s2s_gitops.drivers.chrome import Chrome, find_browser
    from s2s_gitops.drivers.org import WritingOrg

    how, kept = manners(config), captures()
    chrome = Chrome(find_browser(os.environ))
    try:
        writers = open_managed(
            config,
            lambda entry: WritingOrg(entry, how[entry.alias], chrome, _say, captures=kept),
        )
        readers = {**open_for_reading(config, [Access.OBSERVE]), **writers}
        hosts = {alias: _host(config.orgs[alias]) for alias in writers}
        yield Orgs(readers, writers, hands(config), hosts), writers
    finally:
        chrome.close()


def _managed(config: Config) -> list[OrgEntry]:
    return [one for one in config.orgs.values() if one.access is Access.MANAGE]


def _host(entry: OrgEntry) -> str:
    """Return the address of an org's host; nothing else that an address may hold."""
    host = urlsplit(entry.login.get("instance_url", "")).netloc.rpartition("@")[2]
    return f"https://{host}" if host else ""


def _say(text: str) -> None:
    click.echo(plain(text), err=True)
