"""The pages of publishing: the list on the connection, the form of objects, the form of an object's fields.

Rows are told by what they say: an API name where the page shows one, else a label that means one
thing only.
"""

from collections.abc import Mapping
from typing import Final

from s2s_gitops.kinds.following import table
from s2s_gitops.kinds.page_contract import changed
from s2s_gitops.kinds.publication.ticks import Ticks, read_ticks
from s2s_gitops.kinds.rules import always_published, can_be_published
from s2s_gitops.kinds.spellings import Spellings, api_texts, values_of
from s2s_gitops.model.address import Address
from s2s_gitops.model.page import Page
from s2s_gitops.model.ports import ReadableOrg
from s2s_gitops.model.resource import Member, Value

LIST: Final = "Published Objects"
CHANGE: Final = "Publish/Unpublish"


def published_objects(org: ReadableOrg, detail: Page) -> dict[str, str]:
    """Return the address of the fields page of each published object, by the object's API name.

    Raises PageChanged where a row cannot be told.
    """
    spellings = _of_objects(org)
    found: dict[str, str] = {}
    for row in table(org, detail, LIST).rows:
        texts = {header: cell.text for header, cell in row.items()}
        links = [link for cell in row.values() for link in cell.links if link.text == "Edit"]
        hints = [value for link in links for value in values_of(link)]
        name = spellings.tell(org.alias, detail, texts.values(), api_texts(texts), hints)
        if len(links) != 1 or name in found:
            text = f"{detail.address}: the row of {name} in {LIST!r} is not clear."
            raise changed(org.alias, detail, text)
        found[name] = links[0].address
    return found


def object_ticks(org: ReadableOrg, page: Page) -> Ticks:
    """Return the tick of each object, by API name. Raises PageChanged where a ticked one cannot be told."""
    return read_ticks(org, page, _of_objects(org))


def field_ticks(org: ReadableOrg, page: Page, sobject: str) -> Ticks:
    """Return the tick of each field of an object, by API name. Raises PageChanged where a ticked one cannot be told."""
    labels = {name: field.label for name, field in org.fields(sobject).items()}
    always = always_published(Address("", "publish", sobject))
    return read_ticks(org, page, Spellings(labels), always=always)


def published_fields(ticks: Ticks) -> dict[str, Value]:
    """Return what the ticks say is published."""
    return {
        name: Member.FIXED if tick.fixed else Member.LISTED
        for name, tick in ticks.by_name.items()
        if tick.ticked
    }


def _of_objects(org: ReadableOrg) -> Spellings:
    objects: Mapping[str, str] = org.objects()
    return Spellings({name: label for name, label in objects.items() if can_be_published(name)})
