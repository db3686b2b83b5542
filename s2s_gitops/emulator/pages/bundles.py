"""Connection templates: the sub-tab, one template, New and Edit.

Documented: the sub-tab, name, description, Active, Save, Save & Add Objects, Add/Remove Objects,
the list Published Objects with Edit; no delete. Inferred: a record with a key prefix of its own,
object and field pages that are those of a connection. Guessed: the prefix, columns, input names,
the words of the heading.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from s2s_gitops.emulator import templates
from s2s_gitops.emulator.clock import to_15, to_page_time
from s2s_gitops.emulator.pages.blocks import Cell, PageButton
from s2s_gitops.emulator.pages.connections import tabs
from s2s_gitops.emulator.pages.forms import Form, FormRow, Submit, TextBox, Tick
from s2s_gitops.emulator.pages.publish import published_list
from s2s_gitops.emulator.pages.serve import Saved, save_buttons, serve_form
from s2s_gitops.emulator.pages.visit import Reply, Visit, render
from s2s_gitops.emulator.templates import TemplateWish

if TYPE_CHECKING:
    from s2s_gitops.emulator.nouns import Template
    from s2s_gitops.emulator.pages.posts import Posted


def new_address(visit: Visit) -> str:
    """Return the address of the form for a new template."""
    return f"/{visit.dialect.template_prefix}/e"


def list_page(visit: Visit) -> Reply:
    """Show all templates by name."""
    visit.org.require_connections(visit.user)
    shown = sorted(visit.org.templates.values(), key=lambda one: (one.name, one.id))
    rows = [
        (Cell(one.name, f"/{to_15(one.id)}"), Cell(one.description), Cell(picture=_picture(one)))
        for one in shown
    ]
    body = render(
        "list.html",
        heading="Connections",
        description="Templates",
        title="Connection Templates",
        tabs=tabs(visit),
        buttons=(PageButton("new", "New", new_address(visit)),),
        columns=visit.dialect.template_columns,
        rows=rows,
    )
    return Reply(200, body)


def detail_page(visit: Visit, record_id: str) -> Reply:
    """Show a template."""
    org, one = visit.org, templates.find_template(visit.org, visit.user, record_id)
    short = to_15(one.id)
    buttons = (
        PageButton("edit", "Edit", f"/{short}/e?retURL=%2F{short}"),
        PageButton("objects", "Add/Remove Objects", visit.address("objects", id=short)),
    )
    rows = [
        ("Name", Cell(one.name)),
        ("Description", Cell(one.description)),
        ("Active", Cell(picture=_picture(one))),
        ("Created By", Cell(f"{org.user_name(one.created_by_id)}, {to_page_time(one.created)}")),
        (
            "Last Modified By",
            Cell(f"{org.user_name(one.modified_by_id)}, {to_page_time(one.modified)}"),
        ),
    ]
    body = render(
        "detail.html",
        heading="Connection Template",
        description=one.name,
        title="Connection Template Detail",
        buttons=buttons,
        rows=rows,
        lists=(published_list(visit, one),),
        record_id=short,
    )
    return Reply(200, body)


def new_page(visit: Visit) -> Reply:
    """Show or receive the form for a new template."""
    visit.org.require_connections(visit.user)
    save_button, cancel_button = save_buttons(visit)
    more = Submit("objects", visit.dialect.name("button.objects"), "Save & Add Objects")
    back = visit.address("templates")
    form = _form(visit, None, (save_button, more, cancel_button), back)

    def save(posted: Posted) -> Saved:
        wish = _wish(form, posted)
        made = templates.create(visit.network, visit.org, visit.user, wish)
        short = to_15(made.id)
        objects = visit.address("objects", id=short)
        location = objects if posted.button == "objects" else f"/{short}"
        return Saved((f"made the template {made.name}",), location)

    return serve_form(visit, form, save)


def edit_page(visit: Visit, record_id: str) -> Reply:
    """Show or receive the form of a template."""
    one = templates.find_template(visit.org, visit.user, record_id)
    form = _form(visit, one, save_buttons(visit), f"/{to_15(one.id)}")

    def save(posted: Posted) -> Saved:
        wish = _wish(form, posted)
        actions = templates.edit(visit.network, visit.org, visit.user, one.id, wish)
        return Saved(actions, form.hidden_value("retURL"))

    return serve_form(visit, form, save)


def _form(visit: Visit, one: Template | None, buttons: tuple[Submit, ...], back: str) -> Form:
    name = visit.dialect.name
    rows = (
        FormRow(
            "name",
            "Name",
            TextBox(name("template.name"), one.name if one else ""),
            is_required=True,
        ),
        FormRow(
            "description",
            "Description",
            TextBox(name("template.description"), one.description if one else ""),
        ),
        FormRow(
            "active",
            "Active",
            Tick(name("template.active"), is_ticked=one is not None and one.is_active),
        ),
    )
    hidden = visit.hidden(one.revision if one else 0, back)
    subtitle = one.name if one else "New Connection Template"
    return Form(visit.action, hidden, rows, buttons, "Connection Template Edit", subtitle)


def _wish(form: Form, posted: Posted) -> TemplateWish:
    texts = posted.texts(form)
    return TemplateWish(texts["name"], texts["description"], "active" in posted.ticked(form))


def _picture(one: Template) -> str:
    return "Checked" if one.is_active else "Not Checked"
