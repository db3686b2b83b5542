"""Writing connections: inviting, accepting, changing account and owner. Each presses one button, once."""

from collections.abc import Mapping
from typing import Final

from s2s_gitops.kinds.connection_detail import open_detail
from s2s_gitops.kinds.page_contract import button, form, lookup, raise_errors, save
from s2s_gitops.kinds.records import lookup_value
from s2s_gitops.model.address import Address
from s2s_gitops.model.change import Step
from s2s_gitops.model.errors import PageChanged
from s2s_gitops.model.page import Control, ControlType, Filling, Page
from s2s_gitops.model.ports import WritableOrg
from s2s_gitops.model.resource import State

TAB: Final = "/04P/o"
"""The home of the Connections tab, by the platform's pattern for tabs."""

_LABELS: Final = {"contact": "Contact", "account": "Account", "owner": "Connection Owner"}
_SOURCES: Final = {
    "contact": ("Contact", "Email"),
    "account": ("Account", "Name"),
    "owner": ("User", "Username"),
}
_TEMPLATES: Final = ("Template", "Connection Template")


def invite(org: WritableOrg, step: Step, desired: State, _live: State) -> None:
    """Fill in the New page and send the invitation."""
    wanted = desired.resources[Address(step.scope)]
    tab = org.open(TAB)
    page = org.open(button(org.alias, tab, tab.buttons, "New").address)
    values = {name: str(wanted.attributes[name]) for name in _LABELS if name in wanted.attributes}
    save(org, page, _lookups(org, page, values), "Save & Send Invite")


def accept(org: WritableOrg, step: Step, _desired: State, live: State) -> None:
    """Press Accept on the connection, and once more on a page that asks for the decision."""
    detail = open_detail(org, step.scope, live)
    landed = org.press(detail, button(org.alias, detail, detail.buttons, "Accept"))
    raise_errors(org.alias, landed)
    if landed.form is not None and any(one.text == "Accept" for one in landed.form.buttons):
        asked = [
            one.label
            for one in landed.form.controls
            if one.enabled and one.type is not ControlType.FIXED
        ]
        if asked:
            raise PageChanged(
                org.alias,
                f"The decision page asks for more than a decision: {', '.join(asked)}.",
                "Accept by hand; the next run sees that it was done.",
            )
        save(org, landed, {}, "Accept")


def edit(org: WritableOrg, step: Step, _desired: State, live: State) -> None:
    """Set account and owner. Refuses a form that would apply a template as well."""
    detail = open_detail(org, step.scope, live)
    page = org.open(button(org.alias, detail, detail.buttons, "Edit").address)
    template = next(
        (one for one in form(org.alias, page).controls if one.label in _TEMPLATES), None
    )
    if template is not None and _is_filled(template):
        raise PageChanged(
            org.alias,
            f"{page.address} shows a template; saving could apply it and unpublish what it lacks.",
            "Change account and owner by hand.",
        )
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
        return any(
            option.selected and option.text not in ("", "--None--") for option in template.options
        )
    return bool(template.value)
