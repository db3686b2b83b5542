"""The invitation link of the e-mail and the page with Accept, Decline and Decide Later.

Documented: the three buttons, that deciding later changes nothing, that the detail page's Accept
leads here as well. Guessed: addresses, three submit buttons on one form, that opening the link
logged in to an org with the feature makes that org the invited one.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from s2s_gitops.emulator import invitations
from s2s_gitops.emulator.clock import to_15
from s2s_gitops.emulator.errors import RuleError
from s2s_gitops.emulator.nouns import Status
from s2s_gitops.emulator.pages.forms import Form, Submit
from s2s_gitops.emulator.pages.posts import Posted
from s2s_gitops.emulator.pages.serve import Saved, serve_form
from s2s_gitops.emulator.pages.visit import redirect

if TYPE_CHECKING:
    from s2s_gitops.emulator.pages.visit import Reply, Visit


def open_link(visit: Visit) -> Reply:
    """Follow an invitation link to the decision page of this org's end."""
    code = visit.query.get("inv", "")
    one, is_new = invitations.open_invitation(visit.network, visit.org, visit.user, code)
    reply = redirect(visit.address("decision", id=to_15(one.id)))
    return replace(reply, what=f"received an invitation from {one.name}") if is_new else reply


def decision_page(visit: Visit) -> Reply:
    """Show or receive the decision."""
    one = visit.org.connection(visit.user, visit.query.get("id", ""))
    if one.status is not Status.RECEIVED:
        raise RuleError("INVALID_STATUS", "This invitation is no longer open")
    name, home = visit.dialect.name, f"/{to_15(one.id)}"
    buttons = (
        Submit("accept", name("button.accept"), "Accept"),
        Submit("decline", name("button.decline"), "Decline"),
        Submit("later", name("button.later"), "Decide Later"),
    )
    hidden = visit.hidden(one.revision, home)
    form = Form(visit.action, hidden, (), buttons, "Connection Invitation", one.name)

    def save(posted: Posted) -> Saved:
        if posted.button == "accept":
            invitations.accept(visit.network, visit.org, visit.user, one.id)
            return Saved((f"accepted the invitation of {one.name}",), home)
        if posted.button == "decline":
            invitations.decline(visit.network, visit.org, visit.user, one.id)
            return Saved((f"declined the invitation of {one.name}",), home)
        return Saved((), home)

    return serve_form(visit, form, save)
