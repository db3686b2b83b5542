"""The pages of subscribing: which objects are taken in, and how their fields and picklist values are mapped."""

from typing import Final

from s2s_gitops.kinds.contract.checks import (
    UNSEEN,
    button,
    choice,
    control,
    controls_of,
    told,
)
from s2s_gitops.kinds.page_contract import NONE
from s2s_gitops.model.contract import Around, Entry, Judgement, Mark, PageContract, Verdict
from s2s_gitops.model.page import ControlType, Page

_HELP: Final = "help of the feature"
_D: Final = Mark.DOCUMENTED
_I: Final = Mark.INFERRED
_G: Final = Mark.GUESSED


def _one_each(page: Page, _: Around) -> Judgement:
    selects = [one for one in controls_of(page) if one.type is ControlType.SELECT]
    rows = [one.row_number for one in selects if one.row_number >= 0]
    fits = len(rows) == len(selects) and len(set(rows)) == len(rows)
    return told(fits, ["rows with several drop-downs, or none around one"]) if selects else UNSEEN


def _sections(page: Page, _: Around) -> Judgement:
    selects = [one for one in controls_of(page) if one.type is ControlType.SELECT]
    return Judgement(Verdict.CONFIRMED) if len({one.section for one in selects}) > 1 else UNSEEN


def _boxes(page: Page, _: Around) -> Judgement:
    found = any(one.type is ControlType.CHECKBOX for one in controls_of(page))
    return Judgement(Verdict.CONFIRMED) if found else UNSEEN


SUBSCRIBE: Final = PageContract(
    name="subscribe",
    title="Subscribe/Unsubscribe",
    reached="`Subscribe/Unsubscribe` on the detail page.",
    entries=(
        Entry("subscribe/save", "`Save`", (_D,), _HELP, button("Save"), is_must=True),
        Entry(
            "subscribe/rows",
            "one row for each object that the partner publishes, exactly one drop-down in it",
            (_D, _I),
            _HELP,
            _one_each,
        ),
        Entry(
            "subscribe/none",
            "own objects are options: by value if it is an API name, else by a text that means one object; `--None--`",
            (_D, _I),
            _HELP,
            choice(NONE),
        ),
        Entry(
            "subscribe/auto-accept",
            '`Auto-Accept`: a tick box in the row; absent, hidden or disabled means "not offered", never "off"',
            (_D, Mark.TOLD),
            _HELP,
            _boxes,
        ),
        Entry(
            "subscribe/offered",
            "an object that is not in the list is not published by the partner (yet): waits, up to `--wait`",
            (_D,),
            _HELP,
        ),
    ),
    notes="U: whether the list is fetched from the partner while the page loads; whether another own object drops the "
    "mapping without asking.",
    names_in_labels=True,
)

MAPPING: Final = PageContract(
    name="mapping",
    title="Field mapping",
    reached="`Edit` in a row of `Subscribed Objects`; that row tells the pair of partner's and own object.",
    entries=(
        Entry(
            "mapping/save",
            "`Save`; fields in one save, their values in a later one",
            (_D,),
            _HELP,
            button("Save"),
            is_must=True,
        ),
        Entry(
            "mapping/rows",
            "one row for each field of the partner, own fields as options of its drop-down",
            (_D, _I),
            _HELP,
            _one_each,
        ),
        Entry("mapping/none", "`--None--` among them", (_D,), _HELP, choice(NONE)),
        Entry(
            "mapping/auto-map",
            "tick box `Auto-Map Fields`: unticked at every save unless `auto_map: true`; ticked, it maps what nobody "
            "named",
            (_D,),
            _HELP,
            control("Auto-Map Fields"),
        ),
    ),
    notes="U: whether fields of other types are left out of the options.",
    names_in_labels=True,
)

VALUES: Final = PageContract(
    name="picklist-values",
    title="Picklist values",
    reached="the mapping page of an object with a mapped picklist, or a way from it.",
    entries=(
        Entry(
            "picklist-values/sections",
            "further sections of the mapping page: the heading holds the field's name, each row names one value",
            (_G,),
            "guessed",
            _sections,
        ),
        Entry(
            "picklist-values/none",
            "values are mapped to own values or to `--None--`",
            (_D,),
            _HELP,
            choice(NONE),
        ),
    ),
    notes="The layout of value mapping is the largest guess of all. Values may stand on a page or in a pop-up of their "
    "own as well, behind the only link of the field's row, or the only one that speaks of values, and are saved there. "
    "Values that cannot be reached are unread, never not mapped.",
    names_in_labels=True,
)
