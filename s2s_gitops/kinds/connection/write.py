"""Writing connections: inviting, deciding, changing and ending. Each presses one button, once."""

import re
from collections.abc import Mapping
from typing import Final

from s2s_gitops.kinds.connection_detail import TITLE, new_connection, open_detail
from s2s_gitops.kinds.contract import DECISION, EDIT, fingerprint
from s2s_gitops.kinds.page_contract import (
    NO_CHOICE,
    button,
    form,
    leads_to,
    lookup,
    raise_errors,
    save,
)
from s2s_gitops.kinds.records import lookup_value
from s2s_gitops.model.address import Address
from s2s_gitops.model.change import Step
from s2s_gitops.model.errors import ByHand, PageChanged
from s2s_gitops.model.page import Control, ControlType, Filling, LookupValue, Page
from s2s_gitops.model.ports import Scene, WritableOrg
from s2s_gitops.model.resource import State, Value

_LABELS: Final = {"contact": "Contact", "account": "Account", "owner": "Connection Owner"}
_SOURCES: Final = {
    "contact": ("Contact", "Email"),
    "account": ("Account", "Name"),
    "owner": ("User", "Username"),
}
_TEMPLATES: Final = ("Template", "Connection Template")
_RECORD: Final = re.compile(r"/(\w{15}(?:\w{3})?)(?:\?.*)?")


def invite(org: WritableOrg, step: Step, scene: Scene) -> None:
    """Fill in the New page and send the invitation."""
    wanted = scene.desired.resources[Address(step.scope)]
    page = new_connection(org)
    values = {name: str(wanted.attributes[name]) for name in _LABELS if name in wanted.attributes}
    fillings = _lookups(org, page, values) | _template(
        org.alias, page, wanted.attributes, scene.live
    )
    save(org, page, fillings, "Save & Send Invite")


def accept(org: WritableOrg, step: Step, scene: Scene) -> None:
    """Press Accept on the connection, and once more on a page that asks for the decision."""
    detail = open_detail(org, step.scope, scene.live)
    landed = org.press(detail, button(org.alias, detail, detail.buttons, "Accept"))
    raise_errors(org.alias, landed)
    if _asks(landed, "Accept"):
        _only_decision(org.alias, landed)
        save(org, landed, {}, "Accept")


def decline(org: WritableOrg, step: Step, scene: Scene) -> None:
    """Press Decline on the decision page. It is reached by reading only: Accept is never pressed."""
    detail = open_detail(org, step.scope, scene.live)
    if any(one.text == "Decline" for one in detail.buttons):
        _press(org, detail, "Decline")
        return
    decision = fingerprint(
        org.alias, org.open(leads_to(org.alias, detail, detail.buttons, "Accept")), DECISION
    )
    _only_decision(org.alias, decision)
    save(org, decision, {}, "Decline")


def cancel(org: WritableOrg, step: Step, scene: Scene) -> None:
    """Press Cancel Invitation."""
    _press(org, open_detail(org, step.scope, scene.live), "Cancel Invitation")


def resend(org: WritableOrg, step: Step, scene: Scene) -> None:
    """Press Resend, once however many mails are missing: mail reaches people."""
    _press(org, open_detail(org, step.scope, scene.live), "Resend")


def deactivate(org: WritableOrg, step: Step, scene: Scene) -> None:
    """Press Deactivate."""
    _press(org, open_detail(org, step.scope, scene.live), "Deactivate")


def _press(org: WritableOrg, page: Page, text: str) -> None:
    landed = org.press(page, button(org.alias, page, page.buttons, text))
    raise_errors(org.alias, landed)
    if _asks(landed, text):
        _only_decision(org.alias, landed)
        save(org, landed, {}, text)


def _asks(landed: Page, text: str) -> bool:
    """Say whether a page asks for the same once more. The connection's own page has the button for another time."""
    if landed.form is None or TITLE in landed.titles:
        return False
    return any(one.text == text for one in landed.form.buttons)


def _only_decision(org: str, page: Page) -> None:
    """Refuse a page that wants more than a button pressed.

    What the documentation names and the page has filled in by itself is sent as found.
    """
    controls = page.form.controls if page.form else ()
    asked = [
        one.label or "something without a label"
        for one in controls
        if one.enabled
        and one.type is not ControlType.FIXED
        and not (one.label in _LABELS.values() and one.value)
    ]
    if asked:
        text = f"{page.address} asks for more than a decision: {', '.join(asked)}."
        raise ByHand(org, text, "Decide by hand; the next run sees that it was done.")


def edit(org: WritableOrg, step: Step, scene: Scene) -> None:
    """Set account and owner. Refuses a form that would apply a template as well."""
    detail = open_detail(org, step.scope, scene.live)
    page = fingerprint(
        org.alias, org.open(leads_to(org.alias, detail, detail.buttons, "Edit")), EDIT
    )
    template = _template_control(org.alias, page)
    if template is not None and _is_filled(template):
        text = (
            f"{page.address} shows a template; saving could apply it and unpublish what it lacks."
        )
        raise ByHand(org.alias, text, "Change account and owner by hand, with no template chosen.")
    values = {change.attribute: str(change.after) for change in step.changes}
    save(org, page, _lookups(org, page, values), "Save")


def _lookups(org: WritableOrg, page: Page, values: Mapping[str, str]) -> dict[int, Filling]:
    fillings: dict[int, Filling] = {}
    for name, value in values.items():
        record = lookup_value(org, *_SOURCES[name], value)
        fillings[lookup(org.alias, page, (_LABELS[name],)).entry] = record
    return fillings


def _is_filled(template: Control) -> bool:
    if template.type is ControlType.SELECT:
        return any(option.selected and option.text not in NO_CHOICE for option in template.options)
    return bool(template.value)


def _template_control(org: str, page: Page) -> Control | None:
    return next((one for one in form(org, page).controls if one.label in _TEMPLATES), None)


def _template(
    org: str, page: Page, declared: Mapping[str, Value], known: State
) -> dict[int, Filling]:
    """Return what chooses the declared template. Raises PageChanged if the page does not offer it."""
    name = declared.get("template")
    control = _template_control(org, page)
    if not isinstance(name, str):
        return _no_template(org, page, control)
    if control is not None and control.type is ControlType.LOOKUP:
        return {control.entry: LookupValue(_template_id(org, name, known), name)}
    options = control.options if control else ()
    chosen = [one.value for one in options if one.text == name]
    if control is None or len(chosen) != 1:
        offered = ", ".join(one.text for one in options) or "none"
        text = f"{page.address} does not offer the template {name!r} (offered: {offered})."
        fix = "Only active templates are offered; check its name and `active`."
        raise PageChanged(org, text, fix, page)
    return {control.entry: chosen[0]}


def _template_id(org: str, name: str, known: State) -> str:
    """Return the id of a template from the address of its page, where that is one of a record."""
    found = known.resources.get(Address(org, "template", name))
    match = _RECORD.fullmatch(str(found.facts["page"])) if found else None
    if match is None:
        text = f"The id of the template {name!r} is not told by the address of its page."
        raise ByHand(org, text, "Invite by hand; the next run sees that it was done.")
    return match.group(1)


def _no_template(org: str, page: Page, control: Control | None) -> dict[int, Filling]:
    """Return what makes sure that no template is chosen: one that nobody declared would publish."""
    if control is None or not _is_filled(control):
        return {}
    if control.type is ControlType.LOOKUP:
        return {control.entry: LookupValue("", "")}
    none = [one.value for one in control.options if one.text in NO_CHOICE]
    if not none:
        text = f"{page.address} has chosen a template, and offers no way to choose none."
        raise ByHand(org, text, "Invite by hand; the next run sees that it was done.")
    return {control.entry: none[0]}
