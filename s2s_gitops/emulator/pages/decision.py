"""The invitation link of the e-mail and the page with Accept, Decline and Decide Later.

Documented: the three buttons, that deciding later changes nothing, that the detail page's Accept
leads here as well. Guessed: addresses, three submit buttons on one form, an owner that may be filled
in, that opening the link logged in to an org with the feature makes that org the invited one.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from s2s_gitops.emulator import invitations
from s2s_gitops.emulator.clock import to_15
from s2s_gitops.emulator.errors import InvalidInputError, RuleError
from s2s_gitops.emulator.invitations import Wish
from s2s_gitops.emulator.nouns import Status
from s2s_gitops.emulator.pages import actions
from s2s_gitops.emulator.pages.form_dialect import Accepting
from s2s_gitops.emulator.pages.forms import Form, FormRow, Lookup, Submit
from s2s_gitops.emulator.pages.posts import Posted, resolve
from s2s_gitops.emulator.pages.serve import Saved, serve_form
from s2s_gitops.emulator.pages.visit import redirect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from s2s_gitops.emulator.nouns import Connection
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
    rows = tuple(_rows(visit, one))
    form = Form(visit.action, hidden, rows, buttons, "Connection Invitation", one.name)

    def save(posted: Posted) -> Saved:
        place = visit.network, visit.org, visit.user
        if posted.button == "accept":
            owner_id = _owner(visit, one, form, posted)
            what = actions.accept(*place, one.id)
            changes = invitations.edit(*place, one.id, Wish(owner_id, one.account_id))
            return Saved((what, *changes), home)
        return Saved((actions.decline(*place, one.id),) if posted.button == "decline" else (), home)

    return serve_form(visit, form, save)


def _rows(visit: Visit, one: Connection) -> Iterator[FormRow]:
    """Give the owner where the dialect shows one."""
    if visit.dialect.forms.accepting is Accepting.OWNER_PAGE:
        users = {each.id: each.name for each in visit.org.users.values()}
        owner = Lookup(visit.dialect.name("owner"), "005", one.owner_id, users)
        yield FormRow("owner", "Connection Owner", owner, is_required=True)


def _owner(visit: Visit, one: Connection, form: Form, posted: Posted) -> str:
    """Return the owner that was chosen; without a choice the present one."""
    pointed, problems = resolve(form, posted)
    if problems:
        raise InvalidInputError(problems)
    return invitations.check_owner(visit.org, pointed.get("owner", one.owner_id))
