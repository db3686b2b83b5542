"""The settings page: the one S2S page that is publicly known as HTML."""

from typing import Final

from s2s_gitops.kinds.contract.checks import (
    UNSEEN,
    address_holds,
    button,
    controls_of,
    detail,
    told,
)
from s2s_gitops.model.contract import Around, Entry, Judgement, Mark, PageContract
from s2s_gitops.model.page import Control, ControlType, Page

ADDRESS: Final = "/_ui/s2s/ui/PartnerNetworkEnable/e"
"""The only address of an S2S page that is written down: browserforce has opened it since 2018."""

_BROWSERFORCE: Final = "`amtrack/sfdx-browserforce-plugin`"
_SWITCH: Final = "penabled"
_NOTES: Final = "notes of an admin; help of the feature"


def _switch(page: Page) -> Control | None:
    boxes = (one for one in controls_of(page) if one.type is ControlType.CHECKBOX)
    return next((one for one in boxes if one.id == _SWITCH), None)


def _shown(page: Page) -> list[str]:
    marks = [f"{label}: {cell.checked}" for label, cell in page.details.items() if label]
    return [*marks, *page.titles]


def _is_marked(page: Page) -> bool:
    return any("Enable" in label and cell.checked for label, cell in page.details.items())


def _off(page: Page, _: Around) -> Judgement:
    switch = _switch(page)
    if _is_marked(page) or (switch is not None and switch.checked):
        return UNSEEN
    return told(switch is not None, _shown(page))


def _on(page: Page, _: Around) -> Judgement:
    switch = _switch(page)
    if switch is not None:
        return told(True, ()) if switch.checked else UNSEEN  # noqa: FBT003 - what is said
    return told(_is_marked(page), _shown(page))


def _sender(*labels: str) -> Entry:
    """Return the entry of one e-mail setting; it is there only while S2S is on."""
    name = labels[0].casefold().replace(" ", "-")
    seen = detail(*labels)
    return Entry(
        f"settings/{name}",
        f"{' or '.join(f'`{one}`' for one in labels)}: a control or a value, once S2S is on",
        (Mark.TOLD, Mark.INFERRED),
        _NOTES,
        lambda page, around: seen(page, around) if _is_on(page) else UNSEEN,
    )


def _is_on(page: Page) -> bool:
    switch = _switch(page)
    return switch.checked if switch is not None else _is_marked(page)


SETTINGS: Final = PageContract(
    name="settings",
    title="Settings",
    reached=f"`{ADDRESS}`: the only S2S address in the code.",
    entries=(
        Entry(
            "settings/address",
            "the org serves this address, and leads to no other page",
            (Mark.CODE,),
            _BROWSERFORCE,
            address_holds("PartnerNetworkEnable"),
            is_must=True,
        ),
        Entry(
            "settings/off",
            "while off: a tick box with the id `penabled`, not ticked",
            (Mark.CODE,),
            _BROWSERFORCE,
            _off,
        ),
        Entry(
            "settings/on",
            "while on: `penabled` ticked; or absent, and a `Checked` image beside a label with `Enable`",
            (Mark.CODE, Mark.INFERRED),
            _BROWSERFORCE,
            _on,
        ),
        Entry(
            "settings/save",
            "`Save`; known to be lost without an error, so it is read back and may be repeated",
            (Mark.CODE,),
            _BROWSERFORCE,
            button("Save"),
        ),
        _sender("Name"),
        _sender("From Email Address"),
        _sender("Invitation Template"),
        _sender("Deactivation Template"),
        _sender("Accept Invitation Template"),
        _sender("Reject Invitation Template"),
        _sender("Update Connection Profile Template", "Update Connection Template"),
        Entry(
            "settings/closed",
            "can no longer be enabled: no switch or a disabled one, on a page titled `Salesforce to Salesforce`, "
            "and the API has no connections",
            (Mark.GUESSED,),
            "none",
        ),
    ),
    notes=(
        "Anything that is neither on nor off is unknown, never off. G: input names of the sender. U: what the page "
        "shows in an org that may no longer enable; whether a consent is asked."
    ),
)
