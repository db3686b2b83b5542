"""The pages of connection templates: the sub-tab, the detail page, the edit form."""

from collections.abc import Mapping, Sequence
from typing import Final

from s2s_gitops.kinds.connection_detail import SUB_TAB, TAB, list_of_templates
from s2s_gitops.kinds.contract import TAB as TAB_PAGE
from s2s_gitops.kinds.contract import TEMPLATES, fingerprint
from s2s_gitops.kinds.following import table
from s2s_gitops.kinds.page_contract import changed, form
from s2s_gitops.model.errors import PageChanged
from s2s_gitops.model.page import Control, ControlType, Filling, Page
from s2s_gitops.model.ports import ReadableOrg
from s2s_gitops.model.resource import Value

CHANGE: Final = "Add/Remove Objects"
LABELS: Final = {
    "name": ("Name", "Template Name"),
    "description": ("Description",),
    "active": ("Active",),
}
_ACTIONS: Final = frozenset({"Edit", "Del", "Delete"})


def open_templates(org: ReadableOrg) -> Page:
    """Open the page that lists the templates: behind the sub-tab, or the tab itself where they are a block of it.

    Raises PageChanged if the Connections tab does neither.
    """
    tab = fingerprint(org.alias, org.open(TAB), TAB_PAGE)
    addresses = {one.address for one in tab.links if one.text == SUB_TAB}
    if not addresses and list_of_templates(tab) is not None:
        return tab
    if len(addresses) != 1:
        text = f"{tab.address} has {len(addresses)} sub-tabs {SUB_TAB!r}; expected is one."
        raise changed(org.alias, tab, text)
    return fingerprint(org.alias, org.open(addresses.pop()), TEMPLATES)


def template_pages(org: ReadableOrg, page: Page) -> dict[str, tuple[str, ...]]:
    """Return where the templates of each name are shown. Raises PageChanged if a row is not clear."""
    listed = list_of_templates(page)
    if listed is None:
        raise changed(org.alias, page, f"{page.address} has no list of templates.")
    found: dict[str, tuple[str, ...]] = {}
    for row in table(org, page, listed.title).rows:
        links = [link for cell in row.values() for link in cell.links if link.text not in _ACTIONS]
        if len(links) != 1 or not links[0].text:
            text = f"{page.address}: a row of the templates is not clear."
            raise changed(org.alias, page, text)
        found[links[0].text] = (*found.get(links[0].text, ()), links[0].address)
    return found


def only_page(org: str, name: str, pages: Sequence[str]) -> str:
    """Return the page of the one template with a name. Raises PageChanged if several have it."""
    if len(pages) != 1:
        text = f"{org} has {len(pages)} templates named {name!r}, which nothing tells apart."
        raise PageChanged(org, text, "Rename all of them but one.")
    return pages[0]


def shown(org: str, page: Page) -> dict[str, Value]:
    """Return what a template's page says, by attribute. Raises PageChanged if a label is missing."""
    cells = {
        name: page.details[label]
        for name, labels in LABELS.items()
        for label in labels
        if label in page.details
    }
    active = cells.get("active")
    if "description" not in cells or active is None or active.checked is None:
        text = f"{page.address} does not show a template's description and state."
        raise changed(org, page, text)
    return {"description": cells["description"].text or None, "active": active.checked}


def fill(org: str, page: Page, values: Mapping[str, Value]) -> dict[int, Filling]:
    """Return what to fill in for a template's attributes. Raises PageChanged if a control is missing."""
    fillings: dict[int, Filling] = {}
    for name, value in values.items():
        control = _control(org, page, name)
        fillings[control.entry] = value if isinstance(value, bool) else str(value)
    return fillings


def _control(org: str, page: Page, name: str) -> Control:
    wanted = ControlType.CHECKBOX if name == "active" else ControlType.TEXT
    controls = [one for one in form(org, page).controls if one.type is wanted]
    found = [one for one in controls if one.label in LABELS[name]]
    if len(found) != 1:
        text = f"{page.address} has {len(found)} controls labelled {LABELS[name][0]!r}; expected is one."
        raise changed(org, page, text)
    return found[0]
