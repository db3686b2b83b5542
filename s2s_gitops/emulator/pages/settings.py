"""The settings page of the feature: read page and edit page.

Known (public code): address of the edit page, `penabled` only while off, the "Checked" picture
and no picture before, the first `save` is a visible one, `table.detailList`. Documented: the labels of sender and
e-mail templates. Inferred: the read page, e-mail settings on the same page, templates as lookups.
Guessed: input names; in an org that can no longer switch the feature on, both addresses show a
notice without any switch; the order of the rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from s2s_gitops.emulator.errors import InvalidInputError
from s2s_gitops.emulator.nouns import SETTING_LABELS, TEMPLATE_PURPOSES, Settings
from s2s_gitops.emulator.org import Org
from s2s_gitops.emulator.pages.blocks import Cell, PageButton
from s2s_gitops.emulator.pages.forms import Form, FormRow, Picture, TextBox, Tick
from s2s_gitops.emulator.pages.pointing import pointing
from s2s_gitops.emulator.pages.posts import Posted, resolve
from s2s_gitops.emulator.pages.serve import Saved, save_buttons, serve_form
from s2s_gitops.emulator.pages.visit import Reply, Visit, render

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

EDIT = "/_ui/s2s/ui/PartnerNetworkEnable/e"
READ = "/_ui/s2s/ui/PartnerNetworkEnable/d"
_TITLE = "Salesforce to Salesforce Settings"
_RETIRED = (
    "Salesforce to Salesforce can't be enabled in this org, because it is scheduled for retirement."
)


def read_page(visit: Visit) -> Reply:
    """Show the settings."""
    org = visit.org
    org.require_setup(visit.user)
    if not org.is_s2s_on and not org.is_s2s_offered:
        return _retired()
    rows = [("Enable", Cell(picture="Checked" if org.is_s2s_on else "Not Checked"))]
    if org.is_s2s_on:
        texts = {"enabled": rows[0], **_texts(org)}
        rows = [texts[key] for key in visit.dialect.forms.setting_rows]
    button = PageButton("edit", "Edit", EDIT)
    body = render(
        "detail.html",
        heading=_TITLE,
        description="",
        title=_TITLE,
        buttons=(button,),
        rows=rows,
        lists=(),
        record_id="",
    )
    return Reply(200, body)


def edit_page(visit: Visit) -> Reply:
    """Show or receive the settings form."""
    visit.org.require_setup(visit.user)
    if not visit.org.is_s2s_on and not visit.org.is_s2s_offered:
        return _retired()
    form = _form(visit)
    return serve_form(visit, form, lambda posted: _save(visit, form, posted))


def _retired() -> Reply:
    return Reply(200, render("plain.html", title=_TITLE, text=_RETIRED))


def _texts(org: Org) -> Mapping[str, tuple[str, Cell]]:
    """Return label and text of each setting, by key."""
    settings, names = org.settings, _template_names(org)
    texts = {"from_address": settings.from_address or "", "from_name": settings.from_name or ""}
    texts |= {
        purpose: names.get(settings.templates.get(purpose, ""), "") for purpose in TEMPLATE_PURPOSES
    }
    return {key: (SETTING_LABELS[key], Cell(text)) for key, text in texts.items()}


def _template_names(org: Org) -> Mapping[str, str]:
    return {template.id: template.name for template in org.email_templates.values()}


def _form(visit: Visit) -> Form:
    org = visit.org
    rows: tuple[FormRow, ...] = (
        FormRow("enabled", "Enable", Tick(visit.dialect.name("enabled"), is_ticked=False)),
    )
    if org.is_s2s_on:
        made = {row.key: row for row in _rows(visit)}
        rows = tuple(made[key] for key in visit.dialect.forms.setting_rows)
    hidden = visit.hidden(org.settings_revision, READ)
    # public code presses the first input called save of the page that enables the feature
    is_off = not org.is_s2s_on
    return Form(visit.action, hidden, rows, save_buttons(visit), _TITLE, shows_save_first=is_off)


def _rows(visit: Visit) -> Iterator[FormRow]:
    """Give the rows of the form once the feature is on."""
    name, settings, found = visit.dialect.name, visit.org.settings, _template_names(visit.org)
    yield FormRow("enabled", "Enable", Picture("Checked"))
    texts = {"from_address": settings.from_address, "from_name": settings.from_name}
    for key, text in texts.items():
        box = TextBox(name(key), text or "")
        yield FormRow(key, SETTING_LABELS[key], box, is_required=True)
    pointer = visit.dialect.forms.email_templates
    for purpose in TEMPLATE_PURPOSES:
        place = name(f"template.{purpose}"), "00X"
        control = pointing(pointer, place, settings.templates.get(purpose), found)
        yield FormRow(purpose, SETTING_LABELS[purpose], control)


def _save(visit: Visit, form: Form, posted: Posted) -> Saved:
    org, user = visit.org, visit.user
    location = form.hidden_value("retURL")
    if not org.is_s2s_on:
        is_enabled = bool(posted.ticked(form)) and org.enable(user)
        return Saved(("enabled Salesforce to Salesforce",) if is_enabled else (), location)
    pointed, problems = resolve(form, posted)
    if problems:
        raise InvalidInputError(problems)
    texts = posted.texts(form)
    templates = {purpose: found for purpose in TEMPLATE_PURPOSES if (found := pointed[purpose])}
    wanted = Settings(texts["from_name"], texts["from_address"], templates)
    is_changed = org.change_settings(user, wanted)
    return Saved(("changed the settings",) if is_changed else (), location)
