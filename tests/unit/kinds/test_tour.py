"""The tour of a capture: it follows what leads somewhere by plain reading, and nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from s2s_gitops.kinds.contract.learning import ask_all, learn_names, shown_objects
from s2s_gitops.kinds.contract.settings import ADDRESS
from s2s_gitops.kinds.contract.tour import tour
from s2s_gitops.model.capture import Toured, Visit
from s2s_gitops.model.contract import Around
from s2s_gitops.model.download import Download
from s2s_gitops.model.errors import Forbidden, LoginFailed, PageChanged
from s2s_gitops.model.page import Button, Cell, Link, Page, Table

from .pages import Org, page, select, table

NEW = Button("New", address="/new")


class Showing(Org):
    """An org with pages; an error in the place of a page is raised."""

    def __init__(self, rows: Sequence[Mapping[str, Any]] = (), **pages: Page | Exception) -> None:
        super().__init__(records=rows)
        self.shown = {name.replace("_", "/"): one for name, one in pages.items()}
        self.opened: list[str] = []

    def open(self, address: str) -> Page:
        """Show a page, or fail."""
        self.opened.append(address)
        found = self.shown.get(address, PageChanged("hq", f"{address} is not served."))
        if isinstance(found, Exception):
            raise found
        return found

    def ask(self, path: str, soql: str = "") -> Any:
        """Answer what is asked of the API."""
        if path == "tabs":
            return [
                {"label": "Connections", "url": "/04P/o"},
                {"label": "Accounts", "url": "/001/o"},
            ]
        if "SetupNode" in soql:
            return {
                "records": [{"Url": "/_ui/s2s/x", "Label": None}, {"Url": "/x", "Label": "Users"}]
            }
        raise Forbidden("hq", f"{path} is not for you.")

    def release(self) -> str:
        """Tell nothing."""
        return ""


def row(status: str, number: int = 1) -> dict[str, str]:
    """Return a row of connections."""
    return {
        "Id": f"04P00000000000{number}AAA",
        "ConnectionName": "EMEA",
        "ConnectionStatus": status,
    }


def names(seen: Toured) -> list[str]:
    """Return which pages were visited."""
    return [one.name for one in seen.visits]


def test_templates_may_be_a_block_of_the_tab_with_a_new_of_their_own() -> None:
    """Their New is not the one of connections."""
    block = replace(
        table("Connection Templates", {"Name": Cell("A", (Link("A", "/t"), Link("Edit", "/t/e")))}),
        buttons=(Button("New", address="/other"),),
    )
    org = Showing(_04P_o=page(tables=[block], buttons=[NEW]), _new=page(), _t=page())
    seen = tour(org, 1)
    assert names(seen) == ["tab", "new-connection", "templates", "template-detail"]
    assert "/other" not in org.opened


def test_a_button_that_asks_or_runs_script_is_not_followed() -> None:
    """Nothing in a tour may act."""
    buttons = [
        Button("Edit", address="/a", confirm="Sure?"),
        Button("Publish/Unpublish", address="/b", strange=True),
        Button("Accept", "accept"),
        Button("Subscribe/Unsubscribe", address="/s"),
    ]
    org = Showing([row("Received")], _04P000000000001=page(buttons=buttons), _s=page())
    assert names(tour(org, 1)) == ["connection-detail", "subscribe", "history"]
    assert {"/a", "/b"} & set(org.opened) == set()


def test_a_decision_is_looked_at_only_where_reading_leads_there() -> None:
    """If it does not, that is no problem of the capture."""
    accept = Button("Accept", address="/d")
    pages: dict[str, Any] = {"_04P000000000001": page(buttons=[accept])}
    refused = tour(Showing([row("Received")], **pages), 1)
    shown = tour(Showing([row("Received")], **pages, _d=page()), 1)
    declined = page(buttons=[accept, Button("Decline")])
    direct = tour(Showing([row("Received")], _04P000000000001=declined, _d=page()), 1)
    assert (
        "decision" in names(refused),
        "decision" in names(shown),
        "decision" in names(direct),
    ) == (
        False,
        True,
        False,
    )
    assert [one for one in refused.problems if "/d" in one.detail] == []


def test_some_connections_of_each_status_are_looked_at() -> None:
    """A hundred of one kind would tell no more than two."""
    rows = [row("Accepted", 1), row("Accepted", 2), row("Sent", 3)]
    org = Showing(rows)
    tour(org, 1)
    assert [one for one in org.opened if one.startswith("/04P0")] == [
        "/04P000000000001",
        "/04P000000000003",
    ]


def test_mappings_are_looked_at_until_one_shows_picklist_values() -> None:
    """These are the largest guess of all."""
    edits = [{"Action": Cell("", (Link("Edit", f"/m{number}"),))} for number in range(3)]
    plain = page(select(0, "A", section="Fields"))
    picklist = page(select(0, "A", section="Fields"), select(1, "B", section="Values"))
    detail = page(tables=[table("Subscribed Objects", *edits)])
    org = Showing([row("Accepted")], _04P000000000001=detail, _m0=plain, _m1=picklist)
    assert names(tour(org, 1)) == [
        "connection-detail",
        "mapping",
        "mapping",
        "picklist-values",
        "history",
    ]
    assert "/m2" not in org.opened


def later(title: str, address: str) -> Table:
    """Return a list that is still to be loaded."""
    return replace(table(title), complete=False, more=(address,))


def test_lists_that_are_loaded_later_are_loaded() -> None:
    """What they lead to is looked at all the same, and the history is the one that was loaded."""
    edit = {"Action": Cell("", (Link("Edit", "/f"),))}
    titles = {"/p": "Published Objects", "/s": "Subscribed Objects", "/h": "Connection History"}
    file = page(
        address="/h",
        tables=[table("Connection History", {"Date": Cell("1/5/2026")})],
        links=(Link("Download connection history (csv)", "/csv"),),
    )
    org = Showing(
        [row("Accepted")],
        _04P000000000001=page(tables=[later(title, at) for at, title in titles.items()]),
        _p=page(tables=[table("Published Objects", edit)]),
        _s=PageChanged("hq", "Not today."),
        _h=file,
        _f=page(),
    )
    org.files = {"/csv": Download("/csv", "text/csv", b"")}
    seen = tour(org, 1)
    assert names(seen) == ["connection-detail", "published-fields", "history"]
    assert seen.visits[-1].page is file
    assert [one.address for one in seen.files] == ["/csv"]
    assert "Not today." in [one.detail for one in seen.problems]


def test_a_page_that_does_not_open_is_a_problem_and_the_tour_goes_on() -> None:
    """Unless the session itself has ended."""
    goes_on = Showing(_04P_o=page(buttons=[NEW]))
    ended = Showing()
    ended.shown = {ADDRESS: LoginFailed("hq", "The session has ended.")}
    assert len(tour(goes_on, 1).problems) == 2
    assert [one.code for one in tour(ended, 1).problems] == ["S2S302"]
    assert ended.opened == [ADDRESS]


def test_of_what_the_api_tells_only_the_feature_is_kept() -> None:
    """The rest of a menu tells of the org, not of its pages."""
    seen = Toured()
    ask_all(Showing(), seen)
    assert seen.answers == {
        "setup-nodes": [{"Url": "/_ui/s2s/x", "Label": None}],
        "tabs": [{"label": "Connections", "url": "/04P/o"}],
    }
    assert {one.code for one in seen.problems} == {"S2S622"}


def test_names_are_asked_for_what_pages_show() -> None:
    """People, accounts, and what templates are called."""
    seen = Toured()
    listed = page(tables=[table("Templates", {"Name": Cell("A", (Link("Bundle", "/t"),))})])
    source = "<a href='/0015g00000Abc1d'>x</a>"
    seen.visits.append(Visit("templates", replace(listed, source=source), Around()))
    org = Org(records=[{"Id": "1", "Name": "Zoe"}])
    learn_names(org, seen)
    assert seen.names == {"HQ Industries": "Organization", "Zoe": "Person", "Bundle": "Template"}
    assert "FROM Account WHERE Id IN ('0015g00000Abc1d')" in org.asked[-1]


def test_objects_that_pages_name_are_described() -> None:
    """By API name or label; those in a list come first, and none is left out."""
    shown = page(select(0, "Plan", label="Case"), tables=[table("L", {"A": Cell("Lead")})])
    assert shown_objects(
        [shown], {"Lead": "Lead", "Plan__c": "Plan", "Case": "Ticket", "X": "Y"}
    ) == (
        "Lead",
        "Case",
        "Plan__c",
    )
