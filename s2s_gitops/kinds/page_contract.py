"""What page objects of all kinds ask of a page: a list by its title, a button by its text, a form; and one save.

Whatever is missing raises PageChanged: a page that does not fit is never taken for an empty one.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from s2s_gitops.model.errors import ByHand, PageChanged, Rejected
from s2s_gitops.model.page import (
    Button,
    Control,
    ControlType,
    Filling,
    Form,
    Page,
    Submission,
)
from s2s_gitops.model.ports import WritableOrg

NONE: Final = "--None--"
"""The option of a drop-down list that chooses nothing."""
NO_CHOICE: Final = ("", NONE)

LOOK: Final = "Open the page as the same user and compare it with docs/pages.md."


def changed(org: str, page: Page, text: str, fix: str = LOOK) -> PageChanged:
    """Return the error that a page does not look as expected, with the page and with what it says itself."""
    said = f" It says: {' '.join(page.errors)}" if page.errors else ""
    return PageChanged(org, text + said, fix, page)


def button(org: str, page: Page, buttons: Sequence[Button], text: str) -> Button:
    """Return the button with a text. Raises PageChanged if there is none."""
    found = next((one for one in buttons if one.text == text), None)
    if found is None:
        shown = ", ".join(one.text for one in buttons) or "none"
        raise changed(org, page, f"{page.address} has no button {text!r} (buttons: {shown}).")
    return found


def leads_to(org: str, page: Page, buttons: Sequence[Button], text: str) -> str:
    """Return the address that a button opens. Raises PageChanged if it opens none, or may act when it is opened."""
    found = next((one for one in buttons if one.text == text), None)
    if found is not None and (found.strange or found.confirm):
        does = "runs script that is not known" if found.strange else "asks first"
        text = f"The button {text!r} on {page.address} {does}, so it may act when it is opened."
        raise changed(org, page, text)
    if not button(org, page, buttons, text).address:
        raise changed(org, page, f"The button {text!r} on {page.address} opens no page.")
    return button(org, page, buttons, text).address


def form(org: str, page: Page, *, in_part: bool = False) -> Form:
    """Return the page's form. Raises PageChanged if it has none that is whole, ByHand if only some rows are shown.

    With `in_part` it is the caller who looks for the other rows.
    """
    if page.form is None:
        raise changed(org, page, f"{page.address} has no form to fill in.")
    if page.form.torn:
        raise changed(
            org,
            page,
            f"{page.address}: the rows of its form do not fit their header, or break off.",
        )
    if not page.form.complete and not in_part:
        raise ByHand(
            org,
            f"{page.address} shows only a part of its rows, and unticked means remove: "
            "saving it could remove what is not shown.",
            "Make the change in Salesforce; the next run sees that it was made.",
        )
    return page.form


def lookup(org: str, page: Page, labels: Sequence[str]) -> Control:
    """Return the lookup with one of the labels. Raises PageChanged if there is not exactly one."""
    found = [
        one
        for one in form(org, page).controls
        if one.label in labels and one.type is ControlType.LOOKUP
    ]
    if len(found) != 1:
        shown = " or ".join(repr(label) for label in labels)
        raise changed(
            org, page, f"{page.address} has {len(found)} lookups labelled {shown}; expected is one."
        )
    return found[0]


def save(org: WritableOrg, page: Page, fillings: Mapping[int, Filling], text: str) -> Page:
    """Fill in the page's form, press one of its buttons once, and return where the org lands.

    A page that then asks whether it is meant is answered by the same button. Raises Rejected with
    the org's own words if it names an error. Silence is no proof: what was saved is read back.
    """
    filled = form(org.alias, page)
    press = button(org.alias, page, filled.buttons, text)
    landed = org.submit(Submission(page, filled, fillings, press))
    raise_errors(org.alias, landed)
    is_asked = bool(fillings) and _asks_again(landed, text)
    return save(org, landed, {}, text) if is_asked else landed


def _asks_again(landed: Page, text: str) -> bool:
    """Say whether a page only asks whether it is meant: it has the same button, and nothing to fill in.

    The form itself, shown again, is none such: then nothing was saved.
    """
    if landed.form is None or landed.form.controls:
        return False
    return any(one.text == text for one in landed.form.buttons)


def raise_errors(org: str, page: Page) -> None:
    """Raise Rejected with what a page says against the last save, if it says something."""
    if page.errors:
        raise Rejected(org, " ".join(page.errors), "Correct what the org names; nothing was saved.")
