"""The buttons of a connection that act at once: Deactivate, Cancel Invitation, Resend, and more.

Documented: the buttons and what they do. Inferred: each is a link with a confirmation token, the
first two after a question. Guessed: that, or a form of its own, or a page that asks; Accept and
Decline at once; addresses, the questions, the detail page as place to land.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, assert_never

from s2s_gitops.emulator import endings, invitations
from s2s_gitops.emulator.clock import to_15
from s2s_gitops.emulator.errors import NotFoundError, RuleError
from s2s_gitops.emulator.journal import Outcome
from s2s_gitops.emulator.nouns import Connection, Status
from s2s_gitops.emulator.pages.blocks import PageButton
from s2s_gitops.emulator.pages.form_dialect import Accepting, Declining, Pressing
from s2s_gitops.emulator.pages.forms import TOKEN, Form, Section, Submit
from s2s_gitops.emulator.pages.posts import read_post
from s2s_gitops.emulator.pages.serve import Saved, save_buttons, serve_form
from s2s_gitops.emulator.pages.tokens import is_good_token
from s2s_gitops.emulator.pages.visit import message_page, redirect

if TYPE_CHECKING:
    from collections.abc import Callable

    from s2s_gitops.emulator.network import Network
    from s2s_gitops.emulator.nouns import User
    from s2s_gitops.emulator.org import Org
    from s2s_gitops.emulator.pages.visit import Reply, Visit

    Act = Callable[[Network, Org, User, str], str]


def accept(network: Network, org: Org, user: User, record_id: str) -> str:
    """Accept an invitation; return what happened, in words."""
    return f"accepted the invitation of {invitations.accept(network, org, user, record_id).name}"


def decline(network: Network, org: Org, user: User, record_id: str) -> str:
    """Decline an invitation; return what happened, in words."""
    return f"declined the invitation of {invitations.decline(network, org, user, record_id).name}"


@dataclass(frozen=True, slots=True)
class Action:
    """A button that acts at once; `is_meek` ones act without a question where that is usual."""

    name: str
    text: str
    question: str
    act: Act
    is_meek: bool = False


_ACTIONS = MappingProxyType(
    {
        "deactivate": Action(
            "deactivate",
            "Deactivate",
            "Are you sure you want to deactivate this connection? You cannot undo this.",
            endings.deactivate,
        ),
        "cancel": Action(
            "cancel_invite",
            "Cancel Invitation",
            "Are you sure you want to cancel this invitation?",
            endings.cancel,
        ),
        "resend": Action(
            "resend",
            "Resend",
            "Do you want to send this invitation again?",
            endings.resend,
            is_meek=True,
        ),
        "accept": Action("accept", "Accept", "", accept, is_meek=True),
        "decline": Action(
            "decline", "Decline", "Are you sure you want to decline this invitation?", decline
        ),
    }
)
_BY_STATUS = MappingProxyType(
    {
        Status.ACCEPTED: ("deactivate",),
        Status.RECEIVED: ("accept", "decline"),
        Status.SENT: ("cancel", "resend"),
    }
)


def buttons(visit: Visit, one: Connection) -> list[PageButton]:
    """Return the buttons of a connection in its present state."""
    if one.status.is_passing:
        return []
    short = to_15(one.id)
    found = [PageButton("edit", "Edit", f"/{short}/e?retURL=%2F{short}")]
    for page in _BY_STATUS.get(one.status, ()):
        if page != "decline" or visit.dialect.forms.declining is Declining.ON_DETAIL:
            found.append(_button(visit, one, page))
    return found


def deactivate_page(visit: Visit) -> Reply:
    """Deactivate the connection of the address."""
    return _act(visit, "deactivate")


def cancel_page(visit: Visit) -> Reply:
    """Cancel the invitation of the address."""
    return _act(visit, "cancel")


def resend_page(visit: Visit) -> Reply:
    """Send the invitation of the address once more."""
    return _act(visit, "resend")


def accept_page(visit: Visit) -> Reply:
    """Accept the invitation of the address, where that needs no page in between."""
    return _act(visit, "accept")


def decline_page(visit: Visit) -> Reply:
    """Decline the invitation of the address, where that needs no page in between."""
    return _act(visit, "decline")


def _pressing(visit: Visit, page: str) -> Pressing | None:
    """Return how a button works; None: it leads to the page with the three buttons."""
    forms = visit.dialect.forms
    decision = {Accepting.POST: Pressing.POST, Accepting.LINK: Pressing.LINK}.get(forms.accepting)
    return {
        "deactivate": forms.deactivating,
        "cancel": forms.canceling,
        "resend": forms.resending,
    }.get(page, decision)


def _button(visit: Visit, one: Connection, page: str) -> PageButton:
    action, short = _ACTIONS[page], to_15(one.id)
    pressing, address = _pressing(visit, page), visit.address(page, id=short)
    button = PageButton(action.name, action.text, address)
    match pressing:
        case None:
            return replace(button, address=visit.address("decision", id=short))
        case Pressing.POST:
            return replace(button, posts=_small_form(visit, one, page).hidden)
        case Pressing.PAGE:
            return button
        case Pressing.LINK:
            question = "" if action.is_meek else action.question
            return replace(button, address=visit.guarded_address(page, id=short), question=question)
        case Pressing.NATIVE:
            address = visit.guarded_address(page, id=short)
            return replace(button, address=address, question=action.question, is_native=True)
        case _:
            assert_never(pressing)


def _act(visit: Visit, page: str) -> Reply:
    one = visit.org.connection(visit.user, visit.query.get("id", ""))
    match _pressing(visit, page):
        case None:
            raise NotFoundError
        case Pressing.PAGE:
            return _by_page(visit, one, page)
        case Pressing.POST if visit.method == "POST":
            form = _small_form(visit, one, page)
            read_post(form, visit.posted)
            return _at_once(visit, one, page, dict(visit.posted)[TOKEN])
        case Pressing.POST:
            return _at_once(visit, one, page, "")
        case Pressing.LINK | Pressing.NATIVE:
            return _at_once(visit, one, page, visit.query.get(TOKEN, ""))
        case other:
            assert_never(other)


def _small_form(visit: Visit, one: Connection, page: str) -> Form:
    """Return the form around a single button of the detail page."""
    action, address = _ACTIONS[page], visit.address(page, id=to_15(one.id))
    hidden = visit.with_extras(("retURL", f"/{to_15(one.id)}"), (TOKEN, visit.token(address)))
    return Form(address, hidden, (), (Submit("act", action.name, action.text),), action.text)


def _by_page(visit: Visit, one: Connection, page: str) -> Reply:
    """Show a page that asks, or act on its button."""
    action, home = _ACTIONS[page], f"/{to_15(one.id)}"
    form = Form(
        visit.action,
        visit.hidden(one.revision, home),
        (),
        (Submit("act", action.name, action.text), save_buttons(visit)[1]),
        "Please Confirm",
        one.name,
        sections=(Section(action.question, (), ()),),
    )

    def save(_posted: object) -> Saved:
        return Saved((action.act(visit.network, visit.org, visit.user, one.id),), home)

    return serve_form(visit, form, save)


def _at_once(visit: Visit, one: Connection, page: str, token: str) -> Reply:
    """Check the token, then act; a refusal is a write that failed, so it is noted."""
    address, now = visit.address(page, id=to_15(one.id)), visit.network.clock.now()
    if not is_good_token(token, visit.user.facts.token, address, now):
        text = "The page you submitted was invalid for your session."
        reply = message_page(200, "Invalid Session", text)
        what = "confirmation token is not good for this link"
        return replace(reply, what=what, outcome=Outcome.REFUSED)
    try:
        what = _ACTIONS[page].act(visit.network, visit.org, visit.user, one.id)
    except RuleError as error:
        reply = message_page(200, "Validation Error", error.message)
        return replace(reply, what=error.message, outcome=Outcome.REFUSED)
    return replace(redirect(f"/{to_15(one.id)}"), what=what)
