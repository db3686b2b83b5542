"""A visit to a page and the reply to it: what the page modules get and what they give."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit
from zlib import crc32

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from s2s_gitops.emulator.clock import to_15
from s2s_gitops.emulator.journal import Outcome
from s2s_gitops.emulator.pages.forms import STAMP, TOKEN
from s2s_gitops.emulator.pages.tokens import make_token

if TYPE_CHECKING:
    from collections.abc import Mapping

    from s2s_gitops.emulator.network import Network
    from s2s_gitops.emulator.nouns import User
    from s2s_gitops.emulator.org import Org
    from s2s_gitops.emulator.pages.dialect import Dialect
    from s2s_gitops.emulator.world import World


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody who is logged in opens a page, or posts one of its forms."""

    world: World
    org: Org
    user: User
    method: str
    path: str
    query: Mapping[str, str]
    posted: tuple[tuple[str, str], ...] = ()

    @property
    def network(self) -> Network:
        """All orgs, with the clock."""
        return self.world.network

    @property
    def dialect(self) -> Dialect:
        """The choices of markup."""
        return self.world.dialect

    @property
    def action(self) -> str:
        """Where a form of this page posts to: the page itself."""
        return f"{self.path}?{urlencode(self.query)}" if self.query else self.path

    def address(self, page: str, **query: str) -> str:
        """Return the address of a page that only links lead to."""
        return f"{self.dialect.address(self.org, page)}?{urlencode(query)}"

    def guarded_address(self, page: str, **query: str) -> str:
        """Return such an address with a confirmation token, as links that change something have."""
        action = self.address(page, **query)
        return f"{action}&{urlencode({TOKEN: self.token(action)})}"

    def token(self, action: str) -> str:
        """Return a fresh confirmation token for an action."""
        return make_token(self.user.facts.token, action, self.network.clock.now())

    def back(self, default: str) -> str:
        """Return where to go after saving: retURL if it stays on this host, else the default."""
        wanted = self.query.get("retURL", default)
        parts = urlsplit(wanted)
        return wanted if wanted.startswith("/") and not parts.netloc else default

    def stamp_of(self, revision: int, names: list[str]) -> int:
        """Return a stamp that changes with the record and with the rows that the partner gives."""
        return crc32(f"{revision} {sorted(names)}".encode())

    def hidden(self, stamp: int, default: str) -> tuple[tuple[str, str], ...]:
        """Return the hidden inputs that every edit form has; `default` is where it leads to."""
        return self.with_extras(
            ("cancelURL", self.back(default)),
            ("retURL", self.back(default)),
            ("save_new_url", self.path),
            (STAMP, f"19b{stamp:08x}"),
            (TOKEN, self.token(self.action)),
        )

    def with_extras(self, *hidden: tuple[str, str]) -> tuple[tuple[str, str], ...]:
        """Return hidden inputs with those among them that this dialect adds."""
        every = list(hidden)
        for extra in self.dialect.forms.extras:
            every.insert(extra.place, (extra.name, extra.value))
        return tuple(every)


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes back; a reply with `what` stands in the journal."""

    status: int
    body: str | bytes = ""
    location: str | None = None
    session: str | None = None
    content_type: str = "text/html; charset=UTF-8"
    attachment: str | None = None
    what: str = ""
    outcome: Outcome = Outcome.DONE


def _literal(text: str) -> Markup:
    """Return a text as a literal of a script."""
    inner = text.replace("\\", "\\\\").replace("'", "\\'").replace("<", "\\x3c")
    return Markup(f"'{inner}'")  # noqa: S704 - escaped for where it stands


@cache
def _templates() -> Environment:
    loader = PackageLoader("s2s_gitops.emulator.pages")
    environment = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["short"] = to_15
    environment.filters["literal"] = _literal
    return environment


def render(template: str, **context: object) -> str:
    """Return the text of a page."""
    return _templates().get_template(template).render(**context)


def message_page(status: int, title: str, text: str) -> Reply:
    """Return a page that only says something went wrong."""
    return Reply(status, render("message.html", title=title, text=text))


def redirect(location: str) -> Reply:
    """Return a plain redirect."""
    return Reply(302, location=location)
