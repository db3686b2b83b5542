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
from s2s_gitops.emulator.errors import NotFoundError
from s2s_gitops.emulator.pages.blocks import Cell, ListBlock, PageButton
from s2s_gitops.emulator.pages.forms import Form, FormRow, Submit, TextBox, Tick
from s2s_gitops.emulator.pages.list_choices import SubTabs
from s2s_gitops.emulator.pages.publish import published_list
from s2s_gitops.emulator.pages.related import record_page
from s2s_gitops.emulator.pages.serve import Saved, save_buttons, serve_form
from s2s_gitops.emulator.pages.tabs import HOME, tab_page, whole_list
from s2s_gitops.emulator.pages.visit import Reply, Visit
from s2s_gitops.emulator.pages.words import dates
from s2s_gitops.emulator.templates import TemplateWish

if TYPE_CHECKING:
    from s2s_gitops.emulator.nouns import Template
    from s2s_gitops.emulator.pages.posts import Posted


def new_address(visit: Visit) -> str:
    """Return the address of the form for a new template."""
    return f"/{visit.dialect.template_prefix}/e"


def list_address(visit: Visit) -> str:
    """Return where the list of templates is."""
    is_block = visit.dialect.lists.sub_tabs is SubTabs.BLOCKS
    return HOME if is_block else visit.address("templates")


def list_page(visit: Visit) -> Reply:
    """Show all templates by name; where they are a list on the tab, there is no page of them."""
    visit.org.require_connections(visit.user)
    if visit.dialect.lists.sub_tabs is SubTabs.BLOCKS:
        raise NotFoundError
    block = whole_list(visit, template_block(visit, "Connection Templates"))
    return tab_page(visit, "Templates", block)


def template_block(visit: Visit, title: str) -> ListBlock:
    """Return the list of all templates by name."""
    shown = sorted(visit.org.templates.values(), key=lambda one: (one.name, one.id))
    rows = [
        {
            "name": Cell(one.name, f"/{to_15(one.id)}"),
            "about": Cell(one.description),
            "active": Cell(picture=_picture(one)),
            **{part: Cell(text) for part, text in dates(one).items()},
        }
        for one in shown
    ]
    new = PageButton("new", "New", new_address(visit))
    return ListBlock(title, (new,), visit.dialect.lists.template_columns, rows, "name")


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
    return record_page(
        visit,
        short,
        (published_list(visit, one),),
        heading="Connection Template",
        description=one.name,
        title="Connection Template Detail",
        buttons=buttons,
        rows=rows,
    )


def new_page(visit: Visit) -> Reply:
    """Show or receive the form for a new template."""
    visit.org.require_connections(visit.user)
    save_button, cancel_button = save_buttons(visit)
    more = Submit("objects", visit.dialect.name("button.objects"), "Save & Add Objects")
    back = list_address(visit)
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
