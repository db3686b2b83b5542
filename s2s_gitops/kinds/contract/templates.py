"""The pages of connection templates: the list, one template, its form."""

from typing import Final

from s2s_gitops.kinds.contract.checks import (
    UNSEEN,
    button,
    control,
    detail,
    link_in_rows,
    listed,
    told,
)
from s2s_gitops.model.contract import Around, Entry, Judgement, Mark, PageContract
from s2s_gitops.model.page import ControlType, Page

_HELP: Final = "help of the feature"
_D: Final = Mark.DOCUMENTED
_T: Final = Mark.TOLD
_I: Final = Mark.INFERRED
ACTIONS: Final = frozenset({"Edit", "Del", "Delete"})
"""Links of a row that do not lead to the template."""


def _rows(page: Page, _: Around) -> Judgement:
    found = [
        one
        for one in page.tables
        if "Templates" in one.title or "Template" in " ".join(one.headers)
    ]
    links = [
        [one for cell in row.values() for one in cell.links if one.text not in ACTIONS]
        for table in found
        for row in table.rows
    ]
    if not found:
        return told(False, (one.title for one in page.tables))  # noqa: FBT003 - what is said
    return (
        told(all(len(one) == 1 for one in links), ["rows with another number of links"])
        if links
        else UNSEEN
    )


TEMPLATES: Final = PageContract(
    name="templates",
    title="Templates",
    reached="`Templates` on the tab.",
    entries=(
        Entry("templates/new", "button `New`", (_D,), _HELP, button("New"), is_must=True),
        Entry(
            "templates/rows",
            "one list of templates, in which each row has one link besides its actions",
            (_D, _I),
            _HELP,
            _rows,
        ),
    ),
    notes="U: the key prefix of templates; whether they can be queried.",
)

TEMPLATE: Final = PageContract(
    name="template-detail",
    title="Template",
    reached="the link of a template in the list.",
    entries=(
        Entry(
            "template-detail/objects",
            "button `Add/Remove Objects`, which leads to the form of objects",
            (_D,),
            _HELP,
            button("Add/Remove Objects"),
            is_must=True,
        ),
        Entry("template-detail/edit", "button `Edit`", (_D, _T), _HELP, button("Edit")),
        Entry(
            "template-detail/description",
            "shows `Description`",
            (_D, _I),
            _HELP,
            detail("Description"),
        ),
        Entry("template-detail/active", "shows `Active`", (_D, _I), _HELP, detail("Active")),
        Entry(
            "template-detail/published-objects",
            "exactly one list `Published Objects`",
            (_D, _I),
            _HELP,
            listed("Published Objects"),
        ),
        Entry(
            "template-detail/published-objects-rows",
            "each of its rows has one link `Edit`",
            (_D, _I),
            _HELP,
            link_in_rows("Published Objects", "Edit"),
        ),
    ),
    notes="The forms of its objects and fields are those of a connection (I). U: whether a change reaches connections "
    "that use it; whether one can be deleted.",
)

FORM: Final = PageContract(
    name="template-edit",
    title="Template form",
    reached="`New` of the list, `Edit` of a template.",
    entries=(
        Entry("template-edit/save", "`Save`", (_D,), _HELP, button("Save"), is_must=True),
        Entry(
            "template-edit/name",
            "a text `Name` or `Template Name`",
            (_D, _I),
            _HELP,
            control("Name", "Template Name", types=(ControlType.TEXT,)),
        ),
        Entry(
            "template-edit/description",
            "a text `Description`",
            (_D, _I),
            _HELP,
            control("Description", types=(ControlType.TEXT,)),
        ),
        Entry(
            "template-edit/active",
            "a tick box `Active`",
            (_D, _I),
            _HELP,
            control("Active", types=(ControlType.CHECKBOX,)),
        ),
    ),
)
