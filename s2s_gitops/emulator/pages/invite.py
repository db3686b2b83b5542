"""New connection and Connection Edit: the two forms with account, owner and template.

Documented: labels, `Save & Send Invite`, active templates, a contact that must be there.
Inferred: addresses, lookups with companions, that the contact needs an e-mail address. Guessed:
input names, the template as a drop-down or a lookup, what it opens on when a connection is edited,
whether a page shows what will be sent, the detail page as the place to land.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from s2s_gitops.emulator import invitations
from s2s_gitops.emulator.clock import to_15
from s2s_gitops.emulator.errors import InvalidInputError
from s2s_gitops.emulator.invitations import Wish
from s2s_gitops.emulator.pages.connections import HOME
from s2s_gitops.emulator.pages.form_dialect import Sending, TemplateShown
from s2s_gitops.emulator.pages.forms import Form, FormRow, Lookup, Submit
from s2s_gitops.emulator.pages.pointing import pointing
from s2s_gitops.emulator.pages.posts import Posted, resolve
from s2s_gitops.emulator.pages.serve import Saved, save_buttons, serve_form
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
    is_asked = visit.dialect.forms.sending is Sending.AFTER_A_CHECK
    return serve_form(
        visit,
        form,
        lambda posted: _invite(visit, form, posted),
        asks=(lambda posted: _preview(visit, form, posted)) if is_asked else None,
    )


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
    return (
        FormRow("account", "Account", Lookup(name("account"), "001", account_id, accounts)),
        FormRow(
            "owner",
            "Connection Owner",
            Lookup(name("owner"), "005", owner_id, users),
            is_required=True,
        ),
        _template_row(visit, one),
    )


def _template_row(visit: Visit, one: Connection | None) -> FormRow:
    """Return the row that chooses a template; what it opens on is drawn."""
    forms, shown = visit.dialect.forms, None
    found = {each.id: each.name for each in offered_templates(visit.org, one)}
    if one is not None and forms.template_shown is TemplateShown.LAST:
        shown = one.template_id or one.applied_template_id
    if shown is not None:
        found.setdefault(shown, visit.org.templates[shown].name)
    pointer = forms.new_template if one is None else forms.edit_template
    label = "Template" if one is None else forms.template_label.value
    place = visit.dialect.name("template"), visit.dialect.template_prefix
    return FormRow("template", label, pointing(pointer, place, shown, found))


def _wish(form: Form, posted: Posted) -> Wish:
    pointed, problems = resolve(form, posted)
    if problems:
        raise InvalidInputError(problems)
    return Wish(pointed["owner"], pointed["account"], pointed.get("contact"), pointed["template"])


def _preview(visit: Visit, form: Form, posted: Posted) -> tuple[tuple[str, str], ...]:
    """Say what would be sent, in lines."""
    org, wish = visit.org, _wish(form, posted)
    contact, owner_id = invitations.check_wish(org, wish)
    account = org.accounts.get(wish.account_id or "")
    template = org.templates.get(wish.template_id or "")
    return (
        ("Contact", contact.name),
        ("Email", contact.email or ""),
        ("Account", account.name if account else ""),
        ("Connection Owner", org.user_name(owner_id)),
        ("Template", template.name if template else ""),
    )


def _invite(visit: Visit, form: Form, posted: Posted) -> Saved:
    made = invitations.invite(visit.network, visit.org, visit.user, _wish(form, posted))
    contact = visit.org.contacts[made.contact_id or ""]
    return Saved((f"invited {contact.email}",), f"/{to_15(made.id)}")
