"""The tour of `s2s capture`: which pages are opened, in which order, and how each leads to the next.

It only opens what pages link to by plain reading, and loads what a page loads later. What is not there is no error:
the contract says so.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeVar

from s2s_gitops.kinds.contract import (
    connections,
    detail,
    publishing,
    settings,
    subscribing,
    templates,
)
from s2s_gitops.kinds.contract.checks import buttons_of, controls_of
from s2s_gitops.kinds.following import loaded
from s2s_gitops.model.capture import Toured, Visit
from s2s_gitops.model.contract import Around, PageContract
from s2s_gitops.model.errors import LoginFailed, OrgError, Throttled, Unreachable
from s2s_gitops.model.page import ControlType, Page, Table
from s2s_gitops.model.ports import ReadableOrg

T = TypeVar("T")

SOBJECT: Final = "PartnerNetworkConnection"
_TEMPLATES: Final = 2
_FIELDS: Final = 2
_MAPPINGS: Final = 4
_ENDS: Final = (LoginFailed, Throttled, Unreachable)
"""After these nothing else will answer either."""


def tour(org: ReadableOrg, connections_per_status: int) -> Toured:
    """Visit the pages of an org. What could not be opened is among the problems; nothing is raised."""
    guide = _Guide(org)
    try:
        guide.go(settings.SETTINGS, settings.ADDRESS)
        guide.tab()
        guide.connections(connections_per_status)
    except _ENDS as error:
        guide.seen.problems += error.diagnostics
    return guide.seen


class _Guide:
    """Walks from page to page. A class because what was seen grows."""

    def __init__(self, org: ReadableOrg) -> None:
        self.seen = Toured()
        self._org = org

    def go(self, contract: PageContract, address: str, around: Around | None = None) -> Page | None:
        """Open a page, and remember it; None where there is no address, or where it does not open."""
        page = self._told(lambda: self._org.open(address)) if address else None
        if page is not None:
            self.seen.visits.append(Visit(contract.name, page, around or Around()))
        return page

    def tab(self) -> None:
        """Look at the tab, at New, and at templates."""
        tab = self.go(connections.TAB, connections.TAB_ADDRESS)
        if tab is None:
            return
        blocks = [one for one in tab.tables if _lists_templates(one)]
        self.go(connections.NEW, _way(tab, "New", blocks))
        way = _way(tab, "Templates")
        listed = self.go(templates.TEMPLATES, way)
        if not way and blocks:
            listed = tab
            self.seen.visits.append(Visit(templates.TEMPLATES.name, tab, Around()))
        rows = _template_rows(listed.tables) if listed else ()
        for address in tuple(dict.fromkeys(rows))[:_TEMPLATES]:
            self.template(address)

    def template(self, address: str) -> None:
        """Look at a template, its form, its objects and their fields."""
        page = self.go(templates.TEMPLATE, address)
        if page is not None:
            self.go(templates.FORM, _way(page, "Edit"))
            self.go(publishing.OBJECTS, _way(page, "Add/Remove Objects"))
            self.fields(page, Around())

    def connections(self, per_status: int) -> None:
        """Look at some connections of each status."""
        rows = self._told(
            lambda: self._org.query(
                f"SELECT Id, ConnectionName, ConnectionStatus FROM {SOBJECT} ORDER BY Id"
            )
        )
        by_status: defaultdict[str, list[str]] = defaultdict(list)
        for row in rows or ():
            self.seen.names.setdefault(str(row["ConnectionName"]), "Connection")
            by_status[str(row["ConnectionStatus"])].append(str(row["Id"])[:15])
        for status, keys in sorted(by_status.items()):
            for key in keys[:per_status]:
                self.connection(Around(key, status))

    def connection(self, around: Around) -> None:
        """Look at one connection and all that it leads to."""
        page = self.go(detail.DETAIL, f"/{around.key}", around)
        if page is None:
            return
        self.go(connections.EDIT, _way(page, "Edit"), around)
        if around.status == "Received" and not _has(page, "Decline"):
            self.decision(_way(page, "Accept"), around)
        self.go(publishing.OBJECTS, _way(page, "Publish/Unpublish"), around)
        self.fields(page, around)
        self.go(subscribing.SUBSCRIBE, _way(page, "Subscribe/Unsubscribe"), around)
        self.mappings(page, around)
        history = self.begins(page, "Connection History")
        self.seen.visits.append(Visit(detail.HISTORY.name, history, around))
        links = (*page.links, *history.links)
        link = next((one.address for one in links if one.text == detail.FILE), "")
        file = self._told(lambda: self._org.download(link)) if link else None
        if file is not None:
            self.seen.files.append(file)

    def decision(self, address: str, around: Around) -> None:
        """Look at the page that asks for a decision. If reading alone does not lead there, it stays unseen."""
        before = len(self.seen.problems)
        if self.go(connections.DECISION, address, around) is None:
            del self.seen.problems[before:]

    def fields(self, page: Page, around: Around) -> None:
        """Look at the fields of some published objects."""
        for address in self.edits(page, "Published Objects")[:_FIELDS]:
            self.go(publishing.FIELDS, address, around)

    def mappings(self, page: Page, around: Around) -> None:
        """Look at mappings until one shows picklist values."""
        for address in self.edits(page, "Subscribed Objects")[:_MAPPINGS]:
            shown = self.go(subscribing.MAPPING, address, around)
            selects = (
                [one for one in controls_of(shown) if one.type is ControlType.SELECT]
                if shown
                else []
            )
            if shown and len({one.section for one in selects}) > 1:
                self.seen.visits.append(Visit(subscribing.VALUES.name, shown, around))
                return

    def edits(self, page: Page, title: str) -> tuple[str, ...]:
        """Return where the first rows of a list lead by `Edit`; more of them would tell no more."""
        return tuple(_edits(self.begins(page, title), title))

    def begins(self, page: Page, title: str) -> Page:
        """Return the page that shows the beginning of a list: another one where the list is loaded later."""
        if sum(one.title == title for one in page.tables) != 1:
            return page
        return self._told(lambda: loaded(self._org, page, title)) or page

    def _told(self, ask: Callable[[], T]) -> T | None:
        try:
            return ask()
        except _ENDS:
            raise
        except OrgError as error:
            self.seen.problems += error.diagnostics
            return None


def _way(page: Page, text: str, apart: Sequence[Table] = ()) -> str:
    """Return where a button or a link leads by plain reading; empty where it asks first, or does more.

    Buttons of the lists named apart are others of the same name.
    """
    others = {id(button) for one in apart for button in one.buttons}
    pressed = (
        one.address
        for one in buttons_of(page)
        if one.text == text and not (one.confirm or one.strange) and id(one) not in others
    )
    linked = (one.address for one in page.links if one.text == text)
    return next((one for one in (*pressed, *linked) if one), "")


def _has(page: Page, text: str) -> bool:
    return any(one.text == text for one in buttons_of(page))


def _edits(page: Page, title: str) -> Iterator[str]:
    """Yield where the rows of a list lead by `Edit`."""
    rows = (row for one in page.tables if one.title == title for row in one.rows)
    return (
        link.address
        for row in rows
        for cell in row.values()
        for link in cell.links
        if link.text == "Edit"
    )


def _lists_templates(table: Table) -> bool:
    return "Templates" in table.title or "Template" in " ".join(table.headers)


def _template_rows(tables: Sequence[Table]) -> Iterator[str]:
    """Yield where the rows of a list of templates lead."""
    for table in tables:
        if _lists_templates(table):
            for row in table.rows:
                yield from (
                    link.address
                    for cell in row.values()
                    for link in cell.links
                    if link.text not in templates.ACTIONS
                )
