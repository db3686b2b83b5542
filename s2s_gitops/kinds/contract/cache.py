"""Ids and names of markup that somebody has seen: a shortcut beside the labels, each with its evidence.

Empty but for what is public. A capture of a live org adds to it, and verifies pages.
"""

from typing import Final

from s2s_gitops.model.contract import Cached, Mark

VERSION: Final = "1"
"""Of the contract: goes up whenever an entry, a name or a verified page is added, changed or taken away."""

_SEEN: Final = "orgs of browserforce, 2018-01 to 2026-08"
_PAGE: Final = "the address holds PartnerNetworkEnable; table.detailList is there"

NAMES: Final = (
    Cached("settings", "switch", "penabled", Mark.CODE, _SEEN, f"{_PAGE}, and S2S is off"),
    Cached("settings", "save", "save", Mark.CODE, _SEEN, _PAGE),
    Cached("settings", "body", "table.detailList", Mark.CODE, _SEEN, _PAGE),
)

VERIFIED: Final[frozenset[str]] = frozenset()
"""Names of pages whose whole contract a capture of a live org has confirmed. None has been captured yet."""


def cached_name(page: str, what: str) -> str:
    """Return the id or name under which a thing of a page was seen."""
    return next(one.name for one in NAMES if (one.page, one.what) == (page, what))


def is_any_verified() -> bool:
    """Say whether a capture of a live org has verified any page."""
    return bool(VERIFIED)


def is_verified(page: str) -> bool:
    """Say whether a capture of a live org has verified a page, named as in its contract."""
    return page in VERIFIED
