"""What each fault of a single page looks like.

Known: the address of the maintenance page, the words of the privilege page and of a foreign token,
#errorTitle, frames and bootstrap of Lightning. Guessed: everything else on these pages.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from s2s_gitops.emulator.clock import to_15
from s2s_gitops.emulator.faults import take_fault
from s2s_gitops.emulator.journal import Outcome
from s2s_gitops.emulator.pages.german import in_german
from s2s_gitops.emulator.pages.redirects import led
from s2s_gitops.emulator.pages.router import forbidden_page, gone_page, lost_page, open_page
from s2s_gitops.emulator.pages.visit import Reply, message_page, redirect, render

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from s2s_gitops.emulator.org import Org
    from s2s_gitops.emulator.world import World

MAINTENANCE = "/msg/maintenanceandavailable.jsp"
_RECORD = "/04P"


@dataclass(frozen=True, slots=True)
class Call:
    """A request for a page, before anybody knows which page that is."""

    world: World
    org: Org
    method: str
    path: str
    query: Mapping[str, str]
    posted: tuple[tuple[str, str], ...]
    token: str

    @property
    def address(self) -> str:
        """Path and query."""
        return f"{self.path}?{urlencode(self.query)}" if self.query else self.path

    @property
    def is_change(self) -> bool:
        """Whether the request may change something: a post, or a link with a token."""
        return self.method == "POST" or "_CONFIRMATIONTOKEN" in self.query

    def open(self) -> Reply:
        """Reply as if there were no faults."""
        place = self.method, self.path
        return open_page(self.world, self.org, place, self.query, self.posted, self.token)


def answer(call: Call) -> Reply:
    """Reply to a call: with the fault that waits for it, else with its page."""
    if call.path == MAINTENANCE:
        return message_page(200, "Salesforce is temporarily unavailable", _MAINTENANCE)
    known = FAULTS.keys() - (ONLY_READS if call.is_change else ONLY_CHANGES)
    fault = take_fault(call.world.faults, call.address, known)
    if fault is None:
        return call.open()
    reply = FAULTS[fault.page](call)
    if not call.is_change or reply.what:
        return reply
    return replace(reply, what=f"met the fault {fault.page}", outcome=Outcome.REFUSED)


_MAINTENANCE = "This instance is down for scheduled maintenance. It is available again soon."
_SERVER_ERROR = "An internal server error has occurred. An error has occurred while processing."


def _maintenance(call: Call) -> Reply:
    return redirect(f"{MAINTENANCE}?retURL={quote(call.address, safe='')}")


def _shell(template: str) -> Callable[[Call], Reply]:
    """Return a fault that is always the same page."""
    return lambda _call: Reply(200, render(template))


def _message(status: int, title: str, text: str) -> Callable[[Call], Reply]:
    return lambda _call: message_page(status, title, text)


def _shown_again(call: Call) -> Reply:
    """Show the form as it is, with no word about why; nothing is saved."""
    return replace(call, method="GET", posted=(), query=_tokenless(call)).open()


def _ignored(call: Call) -> Reply:
    """Lead where a save leads, and save nothing."""
    target = dict(call.posted).get("retURL") or call.query.get("retURL") or "/04P/o"
    return led(redirect(target), "POST", call.world.dialect.forms)


def _tokenless(call: Call) -> Mapping[str, str]:
    return {key: value for key, value in call.query.items() if key != "_CONFIRMATIONTOKEN"}


def _german(call: Call) -> Reply:
    """Show the page to a user who has chosen German."""
    reply = call.open()
    return replace(reply, body=in_german(reply.body)) if isinstance(reply.body, str) else reply


def _foreign(call: Call) -> Reply:
    """Show a page of another org: the same one if it has it, else one of its connections."""
    others = (org for org in call.world.network.orgs.values() if org is not call.org)
    for org in others:
        token = next(iter(org.users.values())).facts.token
        ids = [f"/{to_15(one)}" for one in org.connections]
        for path in (call.path, *ids):
            reply = replace(
                call, method="GET", org=org, path=path, query={}, posted=(), token=token
            ).open()
            if reply.status == 200 and not reply.what:
                return reply
    return lost_page()


FAULTS: Mapping[str, Callable[[Call], Reply]] = MappingProxyType(
    {
        "maintenance": _maintenance,
        "passkey": _shell("passkey.html"),
        "lightning": _shell("lightning.html"),
        "aloha": _shell("aloha.html"),
        "privileges": lambda call: forbidden_page(call.world.dialect),
        "not-available": lambda _call: gone_page(),
        "not-found": lambda _call: lost_page(),
        "server-error": _message(500, "Internal Server Error", _SERVER_ERROR),
        "invalid-session": _message(
            200, "Invalid Session", "The page you submitted was invalid for your session."
        ),
        "german": _german,
        "foreign-org": _foreign,
        "shown-again": _shown_again,
        "ignored": _ignored,
    }
)
ONLY_READS = frozenset({"german", "foreign-org"})
ONLY_CHANGES = frozenset({"shown-again", "ignored"})
