"""The law of reading: of a page that is damaged in any way, page objects read what the whole one says, or nothing.

Pages come from the emulator over HTTP, are mutilated as text, and go through the driver.
"""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

import pytest
import requests
from hypothesis import given, settings
from requests.adapters import BaseAdapter

from s2s_gitops.drivers.org import ReadingOrg
from s2s_gitops.drivers.session import OrgSession
from s2s_gitops.drivers.setup import SetupPages
from s2s_gitops.emulator.server import start
from s2s_gitops.kinds.connection.history import LIST as HISTORY
from s2s_gitops.kinds.connection.history import invitations_mailed
from s2s_gitops.kinds.following import loaded
from s2s_gitops.kinds.publication.pages import (
    LIST,
    field_ticks,
    object_ticks,
    published_fields,
    published_objects,
)
from s2s_gitops.kinds.settings.pages import ADDRESS, read_settings
from s2s_gitops.kinds.subscription.links import LIST as SUBSCRIBED
from s2s_gitops.kinds.subscription.links import MappingLinks
from s2s_gitops.kinds.subscription.live import CHANGE
from s2s_gitops.kinds.subscription.mapping import read_mapping, with_values
from s2s_gitops.kinds.subscription.offers import read_offers
from s2s_gitops.kinds.template.pages import open_templates, template_pages
from s2s_gitops.model.config import Access, OrgEntry
from s2s_gitops.model.download import Download
from s2s_gitops.model.errors import OrgError, PageChanged
from s2s_gitops.model.page import Page
from s2s_gitops.model.ports import FieldInfo, Record
from s2s_gitops.model.resource import UNREAD, Value
from s2s_gitops.model.source import Map
from tests.conftest import ROOT
from tests.properties.mutilations import Mutilation, mutilations, rows_of

EXAMPLES: Final = int(os.environ.get("S2S_EXAMPLES", "25"))
DIALECTS: Final = (0, 3, 11)


class Canned(BaseAdapter):
    """Answers one address with a text, and every other one with the live page. It stands for the network."""

    def __init__(self, fetch: Callable[[str], str]) -> None:
        super().__init__()
        self.fetch = fetch
        self.address = ""
        self.text = ""

    def send(self, request: requests.PreparedRequest, *_: Any, **__: Any) -> requests.Response:
        """Answer."""
        found = requests.Response()
        found.status_code, found.url, found.request = 200, request.url or "", request
        found.headers["Content-Type"] = "text/html; charset=UTF-8"
        found.encoding = "utf-8"
        is_damaged = request.path_url == self.address
        text = self.text if is_damaged else self.fetch(request.path_url)
        found._content = text.encode(errors="replace")
        return found

    def close(self) -> None:
        """There is nothing to close."""


@dataclass(repr=False)
class Reader:
    """An org whose pages are canned; what it describes is the live org's."""

    org: Any
    canned: Canned
    pages: SetupPages
    alias: str = "hq"
    described: dict[str, Mapping[str, FieldInfo]] = field(default_factory=dict)

    def objects(self) -> Mapping[str, str]:
        """Return the objects of the live org."""
        found: Mapping[str, str] = self.org.objects()
        return found

    def fields(self, sobject: str) -> Mapping[str, FieldInfo]:
        """Return the fields of the live org."""
        if sobject not in self.described:
            self.described[sobject] = self.org.fields(sobject)
        return self.described[sobject]

    def name(self) -> str:
        """Return the name of the live org."""
        return str(self.org.name())

    def query(self, soql: str) -> Sequence[Record]:
        """Ask the live org."""
        found: Sequence[Record] = self.org.query(soql)
        return found

    def keep(self, page: Page) -> str:
        """Keep nothing."""
        return f"not kept: {page.address}"

    def open(self, address: str) -> Page:
        """Open what is canned."""
        return self.pages.open(address)

    def download(self, address: str) -> Download:
        """Fetch what is canned."""
        return self.pages.download(address)


@dataclass(frozen=True, repr=False)
class Case:
    """One page of the emulator: where it is read from, its own address and text, and how it is read into items.

    Lists that are loaded later have another address than the page that they belong to.
    """

    start: str
    address: str
    text: str
    read: Callable[[Reader, Page], Mapping[str, Any]]


def _offers(org: Reader, page: Page) -> Mapping[str, Any]:
    found = read_offers(org, page, org.objects())
    if len(found.taken) != 1:
        raise PageChanged("hq", "The list of what is subscribed says that it is one.")
    items: dict[str, Any] = {}
    for name, one in found.by_object.items():
        absent = False if found.tells_auto_accept else UNREAD
        items[name] = one.own
        items[f"{name} auto"] = one.auto_accept.checked if one.auto_accept else absent
    return items


def _mapping(org: Reader, page: Page) -> Mapping[str, Any]:
    fields = org.fields("Case")
    labels = {name: one.label for name, one in fields.items()}
    mapping = with_values(org, read_mapping(org, page, labels, labels), fields, fields)
    values = mapping.mapped_values()
    told = (
        values if isinstance(values, Mapping) else {"Priority.High": UNREAD, "Priority.Low": UNREAD}
    )
    return {**mapping.mapped_fields(), **told}


def _links(org: Reader, page: Page) -> Mapping[str, Any]:
    links = MappingLinks(org, page, org.objects(), {})
    return {"Case": links.address("Case", "Case")}


READERS: Final[Mapping[str, Callable[[Reader, Page], Mapping[str, Any]]]] = {
    "objects": lambda org, page: dict.fromkeys(object_ticks(org, page).chosen, True),
    "fields": lambda org, page: published_fields(field_ticks(org, page, "Lead")),
    "offers": _offers,
    "mapping": _mapping,
    "published": published_objects,
    "links": _links,
    "history": lambda org, page: {"mails": invitations_mailed(org, page)},
    "settings": read_settings,
    "templates": template_pages,
}


def _cases(org: Any, fetch: Callable[[str], str]) -> Iterator[tuple[str, Case]]:
    """Walk from the Connections tab to every page, as the product does."""

    def case(name: str, start: str, address: str = "") -> tuple[str, Case]:
        at = address or start
        return name, Case(start, at, fetch(at), READERS[name])

    (row,) = org.query("SELECT Id FROM PartnerNetworkConnection")
    detail = f"/{row['Id'][:15]}"
    page = org.open(detail)
    lists = {"published": LIST, "links": SUBSCRIBED, "history": HISTORY}
    shown = {name: loaded(org, page, title) for name, title in lists.items()}
    tables = (one for at in (page, *shown.values()) for one in at.tables)
    listed = (one for table in tables for one in table.buttons)
    buttons = {one.text: one for one in (*page.buttons, *listed)}
    for name, at in shown.items():
        yield case(name, detail, at.address)
    yield case("objects", buttons["Publish/Unpublish"].address)
    yield case("fields", published_objects(org, page)["Lead"])
    yield case("offers", buttons[CHANGE].address)
    yield case("mapping", MappingLinks(org, page, org.objects(), {}).address("Case", "Case"))
    yield case("settings", ADDRESS)
    yield case("templates", open_templates(org).address)


@pytest.fixture(scope="module", params=DIALECTS, ids=lambda one: f"dialect {one}")
def world(request: pytest.FixtureRequest) -> Iterator[tuple[Reader, dict[str, Case]]]:
    """Fetch every page of a dialect once."""
    with (
        start(ROOT / "examples" / "orgs.yaml", dialect=request.param) as running,
        pytest.MonkeyPatch.context() as patch,
    ):
        for name, value in running.env.items():
            patch.setenv(name, value)
        login = {"instance_url": running.orgs["hq"].url, "access_token": running.env["HQ_TOKEN"]}
        entry = OrgEntry(
            "hq", "00D000000000001EAA", Access.MANAGE, login, approve_outward=False, node=Map("", 0)
        )
        org = ReadingOrg(entry)
        with OrgSession(
            "hq", login["instance_url"], login["access_token"], may_write=False
        ) as live:
            live.cookies.set("sid", live.token, domain="127.0.0.1", path="/", secure=True)

            @cache
            def fetch(address: str) -> str:
                return str(live.get(f"{live.instance_url}{address}").text)

            canned = Canned(fetch)
            with OrgSession("hq", login["instance_url"], "00D!canary", may_write=False) as session:
                session.mount("https://", canned)
                yield Reader(org, canned, SetupPages(session)), dict(_cases(org, fetch))


def told(reader: Reader, case: Case, text: str) -> Mapping[str, Any] | None:
    """Return what a text says as that page, None if it is refused. Any other exception is a failure."""
    reader.canned.address, reader.canned.text = case.address, text
    try:
        return dict(case.read(reader, reader.open(case.start)))
    except OrgError:
        return None


@settings(max_examples=EXAMPLES)
@given(mutilation=mutilations())
@pytest.mark.parametrize("name", READERS)
def test_a_damaged_page_says_what_the_whole_one_says_or_nothing(
    world: tuple[Reader, dict[str, Case]], name: str, mutilation: Mutilation
) -> None:
    """Never something else, never fewer things than there are rows left, never another exception."""
    reader, cases = world
    case = cases[name]
    whole = told(reader, case, case.text)
    assert whole is not None
    others = [one.text for one in cases.values() if one.address != case.address]

    text = mutilation.apply(case.text, others)
    found = told(reader, case, text)

    if found is not None and text != case.text:
        lost = len(rows_of(case.text)) - len(rows_of(case.text) & rows_of(text))
        wrong = {at: one for at, one in found.items() if one not in (whole.get(at), UNREAD)}
        missing = whole.keys() - found.keys()
        assert not wrong, mutilation
        assert len(missing) <= lost, (mutilation, missing)


def test_the_whole_page_is_read(world: tuple[Reader, dict[str, Case]]) -> None:
    """Else the law would hold of readers that refuse everything."""
    reader, cases = world
    read: dict[str, Mapping[str, Value] | None] = {
        name: told(reader, case, case.text) for name, case in cases.items()
    }

    assert None not in read.values()
    assert (read["objects"], list(read["published"] or ())) == ({"Lead": True}, ["Lead"])
    assert set(read["fields"] or ()) == {"Company", "LastName", "Email"}
