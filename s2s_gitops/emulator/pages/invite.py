"""New connection and Connection Edit: the two forms with account, owner and template.

Documented: labels, `Save & Send Invite`, active templates, a contact that must be there.
Inferred: addresses, lookups with companions, that the contact needs an e-mail address. Guessed:
input names, the template as a drop-down that always opens on --None-- and then changes nothing, the
detail page as the place to land.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from s2s_gitops.emulator import invitations
from s2s_gitops.emulator.clock import to_15, to_18
from s2s_gitops.emulator.errors import InvalidInputError
from s2s_gitops.emulator.invitations import Wish
from s2s_gitops.emulator.pages.connections import HOME
from s2s_gitops.emulator.pages.forms import Choice, Form, FormRow, Lookup, Submit
from s2s_gitops.emulator.pages.posts import Posted, resolve
from s2s_gitops.emulator.pages.serve import NONE, Saved, save_buttons, serve_form
from s2s_gitops.emulator.templates import offered_templates

if TYPE_CHECKING:
    from s2s_gitops.emulator.nouns import Connection
    from s2s_gitops.emulator.pages.visit import Reply, Visit


def new_page(visit: Visit) -> Reply:
    """Show or receive the form that invites a contact."""
    visit.org.require_connections(visit.user)
    contacts = {one.id: one.name for one in visit.org.contacts.values()}
    contact = Lookup(visit.dialect.name("contact"), "003", None, contacts)
    rows = (
        FormRow("contact", "Contact", contact, is_required=True),
        *_rows(visit, None),
    )
    send = Submit("invite", visit.dialect.name("button.invite"), "Save & Send Invite")
    buttons = (send, save_buttons(visit)[1])
    hidden = visit.hidden(0, HOME)
    form = Form(visit.action, hidden, rows, buttons, "Connection Edit", "New Connection")
    return serve_form(visit, form, lambda posted: _invite(visit, form, posted))


def edit_page(visit: Visit, record_id: str) -> Reply:
    """Show or receive the form that changes account and owner, or applies a template."""
    one = invitations.editable_connection(visit.org, visit.user, record_id)
    rows = _rows(visit, one)
    hidden = visit.hidden(one.revision, f"/{to_15(one.id)}")
    form = Form(visit.action, hidden, rows, save_buttons(visit), "Connection Edit", one.name)

    def save(posted: Posted) -> Saved:
        wish = _wish(form, posted)
        actions = invitations.edit(visit.network, visit.org, visit.user, one.id, wish)
        return Saved(actions, form.hidden_value("retURL"))

    return serve_form(visit, form, save)


def _rows(visit: Visit, one: Connection | None) -> tuple[FormRow, ...]:
    org, name = visit.org, visit.dialect.name
    account_id, owner_id = (one.account_id, one.owner_id) if one else (None, visit.user.id)
    accounts = {one.id: one.name for one in org.accounts.values()}
    users = {one.id: one.name for one in org.users.values()}
    offered = offered_templates(org, one)
    template = Choice(name("template"), (NONE, *((to_15(t.id), t.name) for t in offered)), "")
    return (
        FormRow("account", "Account", Lookup(name("account"), "001", account_id, accounts)),
        FormRow(
            "owner",
            "Connection Owner",
            Lookup(name("owner"), "005", owner_id, users),
            is_required=True,
        ),
        FormRow("template", "Template", template),
    )


def _wish(form: Form, posted: Posted) -> Wish:
    pointed, problems = resolve(form, posted)
    if problems:
        raise InvalidInputError(problems)
    template = next(row.control for row in form.rows if row.key == "template")
    chosen = posted.choice(template)
    template_id = to_18(chosen) if chosen else None
    return Wish(pointed["owner"], pointed["account"], pointed.get("contact"), template_id)


def _invite(visit: Visit, form: Form, posted: Posted) -> Saved:
    made = invitations.invite(visit.network, visit.org, visit.user, _wish(form, posted))
    contact = visit.org.contacts[made.contact_id or ""]
    return Saved((f"invited {contact.email}",), f"/{to_15(made.id)}")
