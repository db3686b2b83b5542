"""The look at a page before it is used: what has to be there is there, or it is another page."""

from dataclasses import replace

from s2s_gitops.kinds.contract.cache import is_verified
from s2s_gitops.model.contract import Around, Entry, PageContract, Verdict
from s2s_gitops.model.errors import PageChanged
from s2s_gitops.model.page import Page

_LOOK = "Open the page as the same user and compare it with docs/pages.md."


def fingerprint(org: str, page: Page, contract: PageContract, key: str = "") -> Page:
    """Return the page if it is the one that is meant; `key` is the id that its address must hold.

    It is returned as verified if a capture of a live org has confirmed the contract.
    Raises PageChanged, with the page, for the first thing that is missing.
    """
    around = Around(key)
    for one in contract.musts:
        judgement = one.check(page, around)
        if judgement.verdict is Verdict.CONTRADICTED:
            raise _changed(org, page, one, judgement.stood)
    return replace(page, verified=True) if is_verified(contract.name) else page


def _changed(org: str, page: Page, missing: Entry, stood: str) -> PageChanged:
    titles = " / ".join(page.titles) or "no heading"
    text = f"{page.address} ({titles}) lacks {missing.id}: {missing.what}. There is: {stood}."
    return PageChanged(org, text, _LOOK, page)
