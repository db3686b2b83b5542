"""The two forms of publishing, of connections and of templates alike: objects, and the fields of one."""

from typing import Final

from s2s_gitops.kinds.contract.checks import UNSEEN, button, controls_of, some, told
from s2s_gitops.model.contract import Around, Entry, Judgement, Mark, PageContract
from s2s_gitops.model.page import ControlType, Page

_HELP: Final = "help of the feature"
_D: Final = Mark.DOCUMENTED
_I: Final = Mark.INFERRED


def _whole(page: Page, _: Around) -> Judgement:
    if page.form is None:
        return UNSEEN
    return told(page.form.complete, ["only a part of the rows"])


def _fixed(page: Page, _: Around) -> Judgement:
    boxes = (ControlType.CHECKBOX, ControlType.FIXED)
    marks = [one for one in controls_of(page) if one.type in boxes and one.checked]
    fixed = any(one.type is ControlType.FIXED or not one.enabled for one in marks)
    return told(fixed, ["ticks that can all be changed"]) if marks else UNSEEN


def _api(page: Page, _: Around) -> Judgement:
    headers = [header for one in controls_of(page) for header in one.row]
    return told(any("API" in one for one in headers), headers) if headers else UNSEEN


OBJECTS: Final = PageContract(
    name="publish-objects",
    title="Publish/Unpublish",
    reached="`Publish/Unpublish` of a connection, `Add/Remove Objects` of a template.",
    entries=(
        Entry(
            "publish-objects/save",
            "`Save`, once for all changes of the form, because every save mails the partner",
            (_D,),
            _HELP,
            button("Save"),
            is_must=True,
        ),
        Entry(
            "publish-objects/ticks",
            "one tick for each object, a box of a table or an entry of a duelling list; told by its texts",
            (_D, _I),
            _HELP,
            some(ControlType.CHECKBOX, ControlType.DUEL),
        ),
        Entry(
            "publish-objects/whole",
            "all rows on one page, to be saved: unticked means unpublished",
            (_I,),
            "inferred",
            _whole,
        ),
    ),
    notes="G: input names, table and column names, the page after saving. U: paging, a question before unpublishing, "
    "how undeployed custom objects are marked.",
    names_in_labels=True,
)

FIELDS: Final = PageContract(
    name="published-fields",
    title="Published fields",
    reached="`Edit` in a row of `Published Objects`.",
    entries=(
        Entry("published-fields/save", "`Save`", (_D,), _HELP, button("Save"), is_must=True),
        Entry(
            "published-fields/ticks",
            "one tick for each field, a box of a table or an entry of a duelling list",
            (_D, _I),
            _HELP,
            some(ControlType.CHECKBOX, ControlType.DUEL),
        ),
        Entry(
            "published-fields/api",
            'an API label for each field, in a column with "API" in its header; else labels and texts tell it',
            (_D, _I),
            _HELP,
            _api,
        ),
        Entry(
            "published-fields/fixed",
            "fields that always come: a `Checked` image, a disabled tick box, or a text in place of a tick",
            (_I,),
            "inferred",
            _fixed,
        ),
        Entry(
            "published-fields/whole", "all rows on one page, to be saved", (_I,), "inferred", _whole
        ),
    ),
    notes="U: the exact text of the API label, paging, and what a field that the user may not edit looks like.",
    names_in_labels=True,
)
