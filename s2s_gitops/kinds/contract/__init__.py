"""The contract: what s2s relies on of each Setup page, with the evidence and a check for each entry.

Data only. `docs/pages.md` is written from it, page objects look at it before they use a page, and
`s2s capture` holds a live org against it.
"""

import re
from collections.abc import Mapping
from typing import Final

from s2s_gitops.kinds.contract.cache import (
    NAMES,
    VERSION,
    cached_name,
    is_any_verified,
    is_verified,
)
from s2s_gitops.kinds.contract.connections import DECISION, EDIT, NEW, TAB, TAB_ADDRESS
from s2s_gitops.kinds.contract.detail import DETAIL, DETAIL_TITLE, HISTORY
from s2s_gitops.kinds.contract.fingerprint import fingerprint
from s2s_gitops.kinds.contract.publishing import FIELDS, OBJECTS
from s2s_gitops.kinds.contract.settings import ADDRESS as SETTINGS_ADDRESS
from s2s_gitops.kinds.contract.settings import SETTINGS
from s2s_gitops.kinds.contract.subscribing import MAPPING, SUBSCRIBE, VALUES
from s2s_gitops.kinds.contract.templates import FORM, TEMPLATE, TEMPLATES
from s2s_gitops.model.contract import PageContract
from s2s_gitops.model.shown import Confidence, Shown

PAGES: Final[tuple[PageContract, ...]] = (
    SETTINGS,
    TAB,
    NEW,
    DETAIL,
    DECISION,
    EDIT,
    OBJECTS,
    FIELDS,
    SUBSCRIBE,
    MAPPING,
    VALUES,
    TEMPLATES,
    TEMPLATE,
    FORM,
    HISTORY,
)
"""Every page that s2s reads or writes."""

_WORD: Final = re.compile(r"`([^`]+)`")


BY_NAME: Final[Mapping[str, PageContract]] = {one.name: one for one in PAGES}


def shown_on(page: PageContract) -> Shown:
    """Return that a page shows a value, and what that is worth as long as no capture has verified the page."""
    confidence = Confidence.READ if is_verified(page.name) else Confidence.INFERRED
    return Shown(f"the page {page.title}", confidence)


def words() -> frozenset[str]:
    """Return every word that the contract names, so that it stays where names are taken out of pages."""
    texts = (text for page in PAGES for one in page.entries for text in (one.what, page.reached))
    return frozenset(word for text in texts for word in _WORD.findall(text))


__all__ = (
    "BY_NAME",
    "DECISION",
    "DETAIL",
    "DETAIL_TITLE",
    "EDIT",
    "FIELDS",
    "FORM",
    "HISTORY",
    "MAPPING",
    "NAMES",
    "NEW",
    "OBJECTS",
    "PAGES",
    "SETTINGS",
    "SETTINGS_ADDRESS",
    "SUBSCRIBE",
    "TAB",
    "TAB_ADDRESS",
    "TEMPLATE",
    "TEMPLATES",
    "VALUES",
    "VERSION",
    "cached_name",
    "fingerprint",
    "is_any_verified",
    "is_verified",
    "shown_on",
    "words",
)
