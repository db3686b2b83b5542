"""The names under which Salesforce would serve the orgs, for clients that insist on real ones."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

LOGIN_HOSTS = ("login.salesforce.com", "test.salesforce.com")
_SERVED = (
    "my.salesforce.com", "lightning.force.com", "my.salesforce-setup.com", "sandbox.my.salesforce.com",
)  # fmt: skip


def domain(alias: str) -> str:
    """Return the name of an org: `acme` is served as acme.my.salesforce.com."""
    return f"{_label(alias)}.my.salesforce.com"


def names(alias: str) -> tuple[str, ...]:
    """Return every name of an org."""
    return tuple(f"{_label(alias)}.{served}" for served in _SERVED)


def alias_of(host: str, aliases: Iterable[str]) -> str | None:
    """Return whose name this is; a name for logging in is the first org's."""
    known = tuple(aliases)
    wanted = host.lower()
    if wanted in LOGIN_HOSTS:
        return known[0]
    return next((alias for alias in known if wanted in names(alias)), None)


def _label(alias: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", alias.lower()).strip("-") or "org"
