"""Says where a page is kept that did not look as expected, where an error brings one along."""

from dataclasses import replace

from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.errors import PageChanged, S2SError
from s2s_gitops.model.ports import ReadableOrg


def told(error: S2SError, org: ReadableOrg | None) -> Diagnostic:
    """Return the first diagnostic of an error; with the place of the page's copy, if the org could keep one."""
    first = error.diagnostics[0]
    if org is None or not isinstance(error, PageChanged) or error.page is None:
        return first
    place = org.keep(error.page)
    if not place:
        return first
    text = (
        f"{first.fix} A copy without names is kept in {place}: look before you show it to anybody."
    )
    return replace(first, fix=text.strip())
