"""The detail page of a connection, from which most of reading starts, and its history."""

from typing import Final

from s2s_gitops.kinds.contract.checks import (
    UNSEEN,
    button,
    either,
    header,
    heading,
    in_status,
    key_in_address,
    known_objects,
    link_in_rows,
    listed,
    told,
    when,
)
from s2s_gitops.model.contract import Around, Entry, Judgement, Mark, PageContract
from s2s_gitops.model.page import Page

DETAIL_TITLE: Final = "Connection Detail"

_HELP: Final = "help of the feature"
_CLASSIC: Final = "help article 000386286"
FILE: Final = "Download connection history (csv)"
_D: Final = Mark.DOCUMENTED
_T: Final = Mark.TOLD
_I: Final = Mark.INFERRED
_G: Final = Mark.GUESSED

_is_active: Final = in_status("Accepted")


def _file_linked(page: Page, _: Around) -> Judgement:
    addresses = {one.address for one in page.links if one.text == FILE}
    parts = [one for one in page.tables if one.title == "Connection History" and not one.complete]
    if not addresses and parts:
        return UNSEEN
    return told(len(addresses) == 1, (one.text for one in page.links))


DETAIL: Final = PageContract(
    name="connection-detail",
    title="Connection detail",
    reached="`/` and the 15-character id. Status, account and owner are not read here: a query tells them.",
    entries=(
        Entry(
            "connection-detail/heading",
            "heading `Connection Detail`",
            (_D,),
            _HELP,
            heading(DETAIL_TITLE),
            is_must=True,
        ),
        Entry(
            "connection-detail/address",
            "the final address still holds the id",
            (_D,),
            _CLASSIC,
            key_in_address,
            is_must=True,
        ),
        Entry(
            "connection-detail/published-objects",
            "exactly one list `Published Objects`",
            (_D, _I),
            _HELP,
            when(_is_active, listed("Published Objects")),
        ),
        Entry(
            "connection-detail/published-objects-rows",
            "each of its rows has one link `Edit`",
            (_D, _I),
            _HELP,
            when(_is_active, link_in_rows("Published Objects", "Edit")),
        ),
        Entry(
            "connection-detail/published-objects-names",
            "each of its rows shows an API name, one without `__c`, or a label",
            (_I,),
            "inferred",
            known_objects("Published Objects"),
        ),
        Entry(
            "connection-detail/publish",
            "button `Publish/Unpublish`, which leads to the form of objects",
            (_D,),
            _HELP,
            when(_is_active, button("Publish/Unpublish")),
        ),
        Entry(
            "connection-detail/subscribed-objects",
            "exactly one list `Subscribed Objects`",
            (_D, _I),
            _HELP,
            when(_is_active, listed("Subscribed Objects")),
        ),
        Entry(
            "connection-detail/subscribed-objects-rows",
            "each of its rows has one link `Edit`",
            (_D, _I),
            _HELP,
            when(_is_active, link_in_rows("Subscribed Objects", "Edit")),
        ),
        Entry(
            "connection-detail/subscribe",
            "button `Subscribe/Unsubscribe`, which leads to the form",
            (_D,),
            _HELP,
            when(_is_active, button("Subscribe/Unsubscribe")),
        ),
        Entry(
            "connection-detail/edit",
            "button `Edit`",
            (_D,),
            _HELP,
            when(_is_active, button("Edit")),
        ),
        Entry(
            "connection-detail/accept",
            "`Accept` while the invitation is received; pressed once, the query tells the new status",
            (_D,),
            _HELP,
            when(in_status("Received"), button("Accept")),
        ),
        Entry(
            "connection-detail/decline",
            "`Decline` there as well; else it is on the page behind `Accept`",
            (_D, _I),
            _HELP,
            when(in_status("Received"), button("Decline")),
        ),
        Entry(
            "connection-detail/cancel",
            "`Cancel Invitation` while it is sent; pressed once",
            (_D,),
            _HELP,
            when(in_status("Sent"), button("Cancel Invitation")),
        ),
        Entry(
            "connection-detail/resend",
            "`Resend` while it is sent; proved by one more row in the history that speaks of a sent invitation",
            (_D, _G),
            _HELP,
            when(in_status("Sent"), button("Resend")),
        ),
        Entry(
            "connection-detail/deactivate",
            "`Deactivate` while it is active; pressed once",
            (_D,),
            _HELP,
            when(_is_active, button("Deactivate")),
        ),
        Entry(
            "connection-detail/history",
            "list `Connection History`",
            (_D, _T),
            _HELP,
            listed("Connection History"),
        ),
        Entry(
            "connection-detail/history-file",
            f"link `{FILE}`: exactly one address, a plain download",
            (_D, _I),
            _HELP,
            _file_linked,
        ),
    ),
    notes="An object is told by any text of its row; if two objects fit equally well, or none does, s2s stops. G: "
    "columns, list ids. U: inline or loaded later. A question before a button (`Modal.confirm`, C) must be of the "
    "known shape.",
)

HISTORY: Final = PageContract(
    name="history",
    title="Connection History",
    reached=f"the detail page shows the list; its link `{FILE}` leads to the file.",
    entries=(
        Entry(
            "history/time",
            "a column with a word for a time",
            (_G,),
            "guessed",
            header("Connection History", "date", "time", "when"),
        ),
        Entry(
            "history/user",
            "a column with a word for a user",
            (_G,),
            "guessed",
            either(header("Connection History", "user", "who"), header("Connection History", "by")),
        ),
        Entry(
            "history/action",
            "a column with a word for an action",
            (_G,),
            "guessed",
            header(
                "Connection History",
                "action",
                "activity",
                "change",
                "description",
                "detail",
                "event",
            ),
        ),
        Entry(
            "history/encoding",
            "the file is UTF-8 with or without a mark at its beginning, else Latin-1",
            (_G,),
            "guessed",
        ),
        Entry(
            "history/user-of-the-other-side",
            'user "Connection User": the other side did it',
            (_T,),
            "forums",
        ),
    ),
    notes=(
        "Times are read as in en_US, or ISO; where the file leaves open whether dates begin with the day, both ways "
        "must agree (G). No order of rows is relied on. What a line says counts by names (API name or label, the "
        "longest that fits) and general words, never by the shape of a sentence; an entry about an e-mail, or an "
        "error, tells no change (D). `SetupAuditTrail` is asked by query where the history has no line about a "
        "finding; its line must name the connection too (D/U). Whether mappings and subscriptions stand in the "
        "history, and whether anything of S2S stands in the audit trail, is U. So an answer is given only if the "
        "newest line about exactly this thing tells what the org shows. A line that *may* mean it, two people in one "
        "minute, a name that two things share: then nobody is named."
    ),
)
