"""The buttons of a connection that act at once: Deactivate, Cancel Invitation, Resend.

Documented: the buttons and what they do. Inferred: each is a link with a confirmation token, the
first two after a question. Guessed: addresses, the questions, the detail page as place to land.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from s2s_gitops.emulator import endings
from s2s_gitops.emulator.clock import to_15
from s2s_gitops.emulator.errors import RuleError
from s2s_gitops.emulator.journal import Outcome
from s2s_gitops.emulator.pages.forms import TOKEN
from s2s_gitops.emulator.pages.tokens import is_good_token
from s2s_gitops.emulator.pages.visit import message_page, redirect

if TYPE_CHECKING:
    from collections.abc import Callable

    from s2s_gitops.emulator.network import Network
    from s2s_gitops.emulator.nouns import User
    from s2s_gitops.emulator.org import Org
    from s2s_gitops.emulator.pages.visit import Reply, Visit

    Act = Callable[[Network, Org, User, str], str]


def deactivate_page(visit: Visit) -> Reply:
    """Deactivate the connection of the address."""
    return _act(visit, "deactivate", endings.deactivate)


def cancel_page(visit: Visit) -> Reply:
    """Cancel the invitation of the address."""
    return _act(visit, "cancel", endings.cancel)


def resend_page(visit: Visit) -> Reply:
    """Send the invitation of the address once more."""
    return _act(visit, "resend", endings.resend)


def _act(visit: Visit, page: str, act: Act) -> Reply:
    """Check the token of the link, then act; a refusal is a write that failed, so it is noted."""
    record_id = visit.query.get("id", "")
    one = visit.org.connection(visit.user, record_id)
    action = visit.address(page, id=to_15(one.id))
    token, now = visit.query.get(TOKEN, ""), visit.network.clock.now()
    if not is_good_token(token, visit.user.facts.token, action, now):
        text = "The page you submitted was invalid for your session."
        reply = message_page(200, "Invalid Session", text)
        what = "confirmation token is not good for this link"
        return replace(reply, what=what, outcome=Outcome.REFUSED)
    try:
        what = act(visit.network, visit.org, visit.user, one.id)
    except RuleError as error:
        reply = message_page(200, "Validation Error", error.message)
        return replace(reply, what=error.message, outcome=Outcome.REFUSED)
    return replace(redirect(f"/{to_15(one.id)}"), what=what)
