"""What the connection's history says. Its words are not documented: what does not fit stays unread."""

import re
from typing import Final

from s2s_gitops.kinds.page_contract import table
from s2s_gitops.model.page import Page
from s2s_gitops.model.resource import UNREAD, Value

LIST: Final = "Connection History"
_MAIL: Final = re.compile(r"\b(e-?mail|mailed|sent|re-?sent)\b", re.IGNORECASE)
_INVITATION: Final = re.compile(r"\binvit(ation|ed|es)\b", re.IGNORECASE)


def invitations_mailed(org: str, detail: Page) -> Value:
    """Return how many e-mails with the invitation the history shows, as a text; UNREAD if it shows none.

    Raises PageChanged if the page has no history.
    """
    rows = table(org, detail, LIST).rows
    texts = (" ".join(cell.text for cell in row.values()) for row in rows)
    count = sum(bool(_MAIL.search(text) and _INVITATION.search(text)) for text in texts)
    return str(count) if count else UNREAD


def at_least(shown: str, wanted: str) -> bool:
    """Say whether enough e-mails were sent."""
    return int(shown) >= int(wanted)
