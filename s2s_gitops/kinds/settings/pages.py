"""The settings page: the one S2S page that is publicly known at HTML level (see `docs/pages.md`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from s2s_gitops.kinds.page_contract import LOOK
from s2s_gitops.model.errors import PageChanged
from s2s_gitops.model.page import Control, ControlType, Filling, Page
from s2s_gitops.model.resource import LATER, UNREAD, Value

ADDRESS: Final = "/_ui/s2s/ui/PartnerNetworkEnable/e"
"""The only address of an S2S page that is written down: browserforce has opened it since 2018."""

SWITCH: Final = "penabled"
SENDER: Final = {"from_name": "Name", "from_address": "From Email Address"}


@dataclass(frozen=True, slots=True)
class SettingsPage:
    """What the page shows: whether S2S is on, and the sender (LATER while it is off)."""

    page: Page
    enabled: bool
    sender: dict[str, Value]


def parse(org: str, page: Page) -> SettingsPage:
    """Return what the page says. Raises PageChanged if neither the switch nor the check mark is there."""
    switch = _switch(page)
    if switch is not None and not switch.checked:
        return SettingsPage(page, enabled=False, sender=dict.fromkeys(SENDER, LATER))
    mark = next((cell for label, cell in page.details.items() if "Enable" in label), None)
    if switch is None and (mark is None or mark.checked is not True):
        raise PageChanged(
            org,
            f"{ADDRESS} shows neither the switch `{SWITCH}` nor a check mark beside a label with 'Enable'.",
            "Whether S2S is on cannot be told. Open the page and compare it with docs/pages.md.",
        )
    return SettingsPage(
        page, enabled=True, sender={name: _shown(page, label) for name, label in SENDER.items()}
    )


def tick_enable(org: str, page: Page) -> dict[int, Filling]:
    """Return what to fill in to enable. Raises PageChanged if there is no switch."""
    switch = _switch(page)
    if switch is None:
        raise PageChanged(org, f"{ADDRESS} has no switch to tick.", LOOK)
    return {switch.entry: True}


def fill_sender(org: str, page: Page, values: Mapping[str, str]) -> dict[int, Filling]:
    """Return what to fill in for new sender values, by attribute. Raises PageChanged if a control is missing."""
    fillings: dict[int, Filling] = {}
    for name, value in values.items():
        control = _text_control(page, SENDER[name])
        if control is None:
            raise PageChanged(org, f"{ADDRESS} has no control labelled {SENDER[name]!r}.", LOOK)
        fillings[control.entry] = value
    return fillings


def _switch(page: Page) -> Control | None:
    controls = page.form.controls if page.form else ()
    return next(
        (one for one in controls if one.id == SWITCH and one.type is ControlType.CHECKBOX), None
    )


def _text_control(page: Page, label: str) -> Control | None:
    controls = page.form.controls if page.form else ()
    return next(
        (one for one in controls if one.label == label and one.type is ControlType.TEXT), None
    )


def _shown(page: Page, label: str) -> Value:
    control = _text_control(page, label)
    if control is not None:
        return control.value
    if label in page.details:
        return page.details[label].text
    return UNREAD
