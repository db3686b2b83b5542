"""The settings page: the one S2S page that is publicly known at HTML level (see `docs/pages.md`)."""

from collections.abc import Mapping
from typing import Final

from s2s_gitops.kinds.contract import SETTINGS_ADDRESS, cached_name
from s2s_gitops.kinds.page_contract import LOOK, NONE
from s2s_gitops.kinds.records import lookup_value
from s2s_gitops.model.errors import PageChanged
from s2s_gitops.model.page import Control, ControlType, Filling, Page
from s2s_gitops.model.ports import ReadableOrg
from s2s_gitops.model.resource import LATER, UNREAD, Value

ADDRESS: Final = SETTINGS_ADDRESS
TITLE: Final = "Salesforce to Salesforce"
SWITCH: Final = cached_name("settings", "switch")
TEXTS: Final = {"from_name": ("Name",), "from_address": ("From Email Address",)}
TEMPLATES: Final = {
    "invitation_template": ("Invitation Template",),
    "deactivation_template": ("Deactivation Template",),
    "accept_template": ("Accept Invitation Template",),
    "reject_template": ("Reject Invitation Template",),
    "update_template": ("Update Connection Profile Template", "Update Connection Template"),
}
"""Labels of the e-mail settings, by attribute. Help and third-party notes differ on the last."""

_FILLED: Final = (ControlType.TEXT, ControlType.LOOKUP, ControlType.SELECT)

CLOSED: Final = "unavailable"
"""The value of `enabled` in an org that was never enabled and cannot be any more (since Spring '26)."""


def read_settings(org: ReadableOrg, page: Page) -> dict[str, Value]:
    """Return what the page says, by attribute; the e-mail settings are LATER while S2S is off.

    Raises PageChanged if it cannot be told whether S2S is on.
    """
    later: dict[str, Value] = dict.fromkeys((*TEXTS, *TEMPLATES), LATER)
    switch = _switch(page)
    if switch is not None and not switch.checked:
        return {"enabled": False if switch.enabled else CLOSED, **later}
    mark = next((cell for label, cell in page.details.items() if "Enable" in label), None)
    is_closed = switch is None and (mark is None or mark.checked is not True)
    is_settings = mark is not None or any(TITLE in one for one in page.titles)
    if is_closed and is_settings and not _has_s2s(org):
        return {"enabled": CLOSED, **later}
    if is_closed:
        raise PageChanged(
            org.alias,
            f"{ADDRESS} shows neither the switch `{SWITCH}` nor a check mark beside 'Enable'.",
            f"Whether S2S is on cannot be told. {LOOK}",
        )
    emails = {name: _shown(page, labels) for name, labels in (TEXTS | TEMPLATES).items()}
    return {"enabled": True, **emails}


def tick_enable(org: str, page: Page) -> dict[int, Filling]:
    """Return what to fill in to enable. Raises PageChanged if there is no switch."""
    switch = _switch(page)
    if switch is None:
        raise PageChanged(org, f"{ADDRESS} has no switch to tick.", LOOK)
    return {switch.entry: True}


def fill_emails(org: ReadableOrg, page: Page, values: Mapping[str, str]) -> dict[int, Filling]:
    """Return what to fill in for new e-mail settings, by attribute.

    Raises PageChanged if a control is missing, Rejected if an e-mail template is.
    """
    fillings: dict[int, Filling] = {}
    for name, value in values.items():
        labels = (TEXTS | TEMPLATES)[name]
        control = _control(page, labels)
        if control is None:
            text = f"{ADDRESS} has no control labelled {labels[0]!r}."
            raise PageChanged(org.alias, text, LOOK, page)
        fillings[control.entry] = _filling(org, page, control, value)
    return fillings


def _filling(org: ReadableOrg, page: Page, control: Control, value: str) -> Filling:
    if control.type is ControlType.TEXT:
        return value
    if control.type is ControlType.LOOKUP:
        return lookup_value(org, "EmailTemplate", "Name", value)
    named = [one for one in control.options if one.text.casefold() == value.casefold()]
    found = [one.value for one in named if one.text == value] or [one.value for one in named]
    if len(found) != 1:
        text = f"{ADDRESS} offers {len(found)} templates {value!r} as {control.label!r}."
        raise PageChanged(org.alias, text, LOOK, page)
    return found[0]


def _has_s2s(org: ReadableOrg) -> bool:
    return "PartnerNetworkConnection" in org.objects()


def _switch(page: Page) -> Control | None:
    controls = page.form.controls if page.form else ()
    boxes = (one for one in controls if one.type is ControlType.CHECKBOX)
    return next((one for one in boxes if one.id == SWITCH), None)


def _control(page: Page, labels: tuple[str, ...]) -> Control | None:
    controls = page.form.controls if page.form else ()
    found = [one for one in controls if one.type in _FILLED and one.label in labels]
    return found[0] if len(found) == 1 else None


def _shown(page: Page, labels: tuple[str, ...]) -> Value:
    control = _control(page, labels)
    if control is not None and control.type is ControlType.SELECT:
        chosen = next((one.text for one in control.options if one.value == control.value), "")
        return None if chosen == NONE else chosen or None
    if control is not None:
        return control.value or None
    cell = next((page.details[label] for label in labels if label in page.details), None)
    return UNREAD if cell is None else cell.text or None
