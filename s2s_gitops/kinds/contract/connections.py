"""The pages of connections: the tab, inviting, deciding, editing."""

from typing import Final

from s2s_gitops.kinds.contract.checks import (
    UNSEEN,
    button,
    buttons_of,
    control,
    controls_of,
    heading,
    told,
    way,
)
from s2s_gitops.kinds.page_contract import NO_CHOICE
from s2s_gitops.model.contract import Around, Entry, Judgement, Mark, PageContract
from s2s_gitops.model.page import ControlType, Page

TAB_ADDRESS: Final = "/04P/o"
"""The home of the Connections tab, by the platform's pattern for tabs."""

_HELP: Final = "help of the feature"
_NOTES: Final = "notes of an admin"
_LOOKUP: Final = (ControlType.LOOKUP,)
_D: Final = Mark.DOCUMENTED
_T: Final = Mark.TOLD
_I: Final = Mark.INFERRED
_G: Final = Mark.GUESSED
_U: Final = Mark.UNKNOWN


def _template(page: Page, _: Around) -> Judgement:
    found = [one for one in controls_of(page) if one.label in ("Template", "Connection Template")]
    chosen = [
        option.text for one in found for option in one.options if option.value == one.value
    ] + [one.value for one in found if not one.options]
    if not found:
        return UNSEEN
    return told(all(one in NO_CHOICE for one in chosen), chosen)


def _asks_nothing(page: Page, _: Around) -> Judgement:
    asked = [
        one.label or one.id
        for one in controls_of(page)
        if one.enabled and one.type is not ControlType.FIXED
    ]
    return told(not asked, asked)


def _separate(page: Page, _: Around) -> Judgement:
    named = [one.text for one in buttons_of(page)]
    return told("Save" not in named, named)


TAB: Final = PageContract(
    name="tab",
    title="Connections tab",
    reached=f"`{TAB_ADDRESS}`, by the platform's pattern for tabs (I). The list of connections is not read here: "
    "a query tells them.",
    entries=(
        Entry(
            "tab/templates",
            "a way to `Templates`: a link, a tab, a button, or a list on the page",
            (_D,),
            _HELP,
            way("Templates"),
            is_must=True,
        ),
        Entry("tab/new", "button `New`, which leads to the form", (_D,), _HELP, button("New")),
    ),
    notes="U: whether received invitations stand here; other sub-tabs.",
)

NEW: Final = PageContract(
    name="new-connection",
    title="New connection",
    reached="`New` on the tab.",
    entries=(
        Entry(
            "new-connection/contact",
            "a control labelled `Contact`",
            (_D,),
            _HELP,
            control("Contact"),
            is_must=True,
        ),
        Entry(
            "new-connection/lookups",
            "`Contact` is a lookup; it is filled by id and name",
            (_D, _I),
            _HELP,
            control("Contact", types=_LOOKUP),
        ),
        Entry(
            "new-connection/account",
            "lookup `Account`",
            (_D, _I),
            _HELP,
            control("Account", types=_LOOKUP),
        ),
        Entry(
            "new-connection/owner",
            "lookup `Connection Owner`",
            (_D, _I),
            _HELP,
            control("Connection Owner", types=_LOOKUP),
        ),
        Entry(
            "new-connection/template",
            "a drop-down `Template` or `Connection Template`",
            (_D, _G),
            _HELP,
            control("Template", "Connection Template", types=(ControlType.SELECT,)),
        ),
        Entry(
            "new-connection/send",
            "button `Save & Send Invite`: pressed once, never repeated; the row `Sent` is the proof",
            (_D,),
            _HELP,
            button("Save & Send Invite"),
        ),
        Entry(
            "new-connection/one-step", "no plain `Save` beside it", (_U,), "not found", _separate
        ),
    ),
    notes="G: input names. U: one step or two.",
)


EDIT: Final = PageContract(
    name="connection-edit",
    title="Connection Edit",
    reached="`Edit` on the detail page.",
    entries=(
        Entry(
            "connection-edit/heading",
            "heading `Connection Edit`",
            (_T,),
            _NOTES,
            heading("Connection Edit"),
            is_must=True,
        ),
        Entry(
            "connection-edit/account",
            "lookup `Account`",
            (_T, _I),
            _NOTES,
            control("Account", types=_LOOKUP),
        ),
        Entry(
            "connection-edit/owner",
            "lookup `Connection Owner`",
            (_T, _I),
            _NOTES,
            control("Connection Owner", types=_LOOKUP),
        ),
        Entry(
            "connection-edit/template",
            "`Template` or `Connection Template` is empty: else saving could apply it and unpublish what it lacks",
            (_T,),
            _NOTES,
            _template,
        ),
        Entry(
            "connection-edit/save", "button `Save`; a query proves it", (_D,), _HELP, button("Save")
        ),
    ),
    notes="U: whether saving an unchanged form applies the template again.",
)

DECISION: Final = PageContract(
    name="decision",
    title="Decision",
    reached="`Accept` on the detail page, where that opens a page by plain reading.",
    entries=(
        Entry("decision/accept", "button `Accept`", (_D,), _HELP, button("Accept"), is_must=True),
        Entry(
            "decision/decline", "button `Decline`", (_D,), _HELP, button("Decline"), is_must=True
        ),
        Entry("decision/later", "button `Decide Later`", (_D,), _HELP, button("Decide Later")),
        Entry(
            "decision/nothing-else",
            "it asks for nothing else; where it does, s2s stops: decide by hand",
            (_I,),
            "inferred",
            _asks_nothing,
        ),
    ),
    notes="U: the link in the e-mail; whether an account or owner must be chosen.",
)
