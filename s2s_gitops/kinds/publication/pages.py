"""The pages of publishing: the list on the connection, the form of objects, the form of an object's fields.

Rows are told by what they say: an API name where the page shows one, else a label that means one
thing only.
"""

from collections.abc import Mapping
from typing import Final

from s2s_gitops.kinds.page_contract import LOOK, form, table
from s2s_gitops.kinds.rules import can_be_published
from s2s_gitops.kinds.spellings import Spellings
from s2s_gitops.model.errors import PageChanged
from s2s_gitops.model.page import Control, ControlType, Page
from s2s_gitops.model.ports import FieldInfo
from s2s_gitops.model.resource import Member, Value

LIST: Final = "Published Objects"
CHANGE: Final = "Publish/Unpublish"


def published_objects(org: str, detail: Page, objects: Mapping[str, str]) -> dict[str, str]:
    """Return the address of the fields page of each published object, by the object's API name.

    `objects` maps API names to labels. Raises PageChanged where a row cannot be told.
    """
    spellings = _of_objects(objects)
    found: dict[str, str] = {}
    for row in table(org, detail, LIST).rows:
        name = spellings.tell(org, detail, [cell.text for cell in row.values()])
        links = [link for cell in row.values() for link in cell.links if link.text == "Edit"]
        if len(links) != 1 or name in found:
            raise PageChanged(
                org, f"{detail.address}: the row of {name} in {LIST!r} is not clear.", LOOK
            )
        found[name] = links[0].address
    return found


def object_controls(org: str, page: Page, objects: Mapping[str, str]) -> dict[str, Control]:
    """Return the tick box of each object, by API name. Raises PageChanged where a row cannot be told."""
    return _told(org, page, _of_objects(objects))


def field_controls(org: str, page: Page, fields: Mapping[str, FieldInfo]) -> dict[str, Control]:
    """Return the tick box or fixed mark of each field, by API name. Raises PageChanged where a row cannot be told."""
    return _told(org, page, Spellings({name: field.label for name, field in fields.items()}))


def published_fields(controls: Mapping[str, Control]) -> dict[str, Value]:
    """Return what the tick boxes say is published."""
    return {
        name: Member.FIXED if _is_fixed(control) else Member.LISTED
        for name, control in controls.items()
        if control.checked
    }


def _is_fixed(control: Control) -> bool:
    return control.type is ControlType.FIXED or not control.enabled


def _of_objects(objects: Mapping[str, str]) -> Spellings:
    return Spellings({name: label for name, label in objects.items() if can_be_published(name)})


def _told(org: str, page: Page, spellings: Spellings) -> dict[str, Control]:
    """Return the tick boxes and fixed marks of a form by the API name that their rows tell."""
    types = (ControlType.CHECKBOX, ControlType.FIXED)
    boxes = [one for one in form(org, page).controls if one.type in types]
    if not boxes:
        raise PageChanged(org, f"{page.address} has no tick boxes.", LOOK)
    found: dict[str, Control] = {}
    for control in boxes:
        api_texts = [text for header, text in control.row.items() if "API" in header and text]
        name = spellings.tell(org, page, api_texts or control.texts)
        if name in found:
            raise PageChanged(org, f"{page.address} has two rows for {name}.", LOOK)
        found[name] = control
    return found
