"""What page objects of all kinds ask of a page: a list by its title, a button by its text, a form; and one save.

Whatever is missing raises PageChanged: a page that does not fit is never taken for an empty one.
"""

from collections.abc import Mapping, Sequence

from s2s_gitops.model.errors import Incomplete, PageChanged, Rejected
from s2s_gitops.model.page import (
    Button,
    Control,
    ControlType,
    Filling,
    Form,
    Page,
    Submission,
    Table,
)
from s2s_gitops.model.ports import WritableOrg

LOOK = "Open the page as the same user and compare it with docs/pages.md."


def table(org: str, page: Page, title: str) -> Table:
    """Return a list of the page by its title. Raises PageChanged if it is missing or only partly shown."""
    found = [one for one in page.tables if one.title == title]
    if len(found) != 1:
        raise PageChanged(
            org, f"{page.address} has {len(found)} lists titled {title!r}; expected is one.", LOOK
        )
    if not found[0].complete:
        raise PageChanged(
            org,
            f"{page.address} shows only a part of the list {title!r}.",
            "Lists are not followed to their end yet.",
        )
    return found[0]


def button(org: str, page: Page, buttons: Sequence[Button], text: str) -> Button:
    """Return the button with a text. Raises PageChanged if there is none."""
    found = next((one for one in buttons if one.text == text), None)
    if found is None:
        shown = ", ".join(one.text for one in buttons) or "none"
        raise PageChanged(org, f"{page.address} has no button {text!r} (buttons: {shown}).", LOOK)
    return found


def leads_to(org: str, page: Page, buttons: Sequence[Button], text: str) -> str:
    """Return the address that a button opens. Raises PageChanged if it opens none."""
    found = button(org, page, buttons, text)
    if found.strange:
        text = f"The button {text!r} on {page.address} runs script that is not known."
        raise PageChanged(org, text, LOOK)
    if found.confirm:
        text = f"The button {text!r} on {page.address} asks first, so it may act when it is opened."
        raise PageChanged(org, text, "Do it by hand; the next run sees that it was done.")
    if not found.address:
        raise PageChanged(org, f"The button {text!r} on {page.address} opens no page.", LOOK)
    return found.address


def form(org: str, page: Page) -> Form:
    """Return the page's form. Raises PageChanged if it has none, Incomplete if it shows only some of its rows."""
    if page.form is None:
        raise PageChanged(org, f"{page.address} has no form.", LOOK)
    if not page.form.complete:
        raise Incomplete(
            org,
            f"{page.address} shows only a part of its rows; saving it could remove what is not shown.",
            "Make the change by hand; the next run sees that it was done.",
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
        raise PageChanged(
            org, f"{page.address} has {len(found)} lookups labelled {shown}; expected is one.", LOOK
        )
    return found[0]


def save(org: WritableOrg, page: Page, fillings: Mapping[int, Filling], text: str) -> Page:
    """Fill in the page's form, press one of its buttons once, and return where the org lands.

    Raises Rejected with the org's own words if it names an error. Silence is no proof: what was
    saved is read back.
    """
    filled = form(org.alias, page)
    press = button(org.alias, page, filled.buttons, text)
    landed = org.submit(Submission(page, filled, fillings, press))
    raise_errors(org.alias, landed)
    return landed


def raise_errors(org: str, page: Page) -> None:
    """Raise Rejected with what a page says against the last save, if it says something."""
    if page.errors:
        raise Rejected(org, " ".join(page.errors), "Correct what the org names; nothing was saved.")
