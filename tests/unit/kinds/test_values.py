"""Picklist values on pages of their own, templates on the tab, histories loaded later: wherever things stand."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from s2s_gitops.kinds.connection.history import fetch_history
from s2s_gitops.kinds.connection_detail import TAB, new_connection
from s2s_gitops.kinds.subscription.links import MappingLinks
from s2s_gitops.kinds.subscription.mapping import MappingPage, read_mapping, with_values
from s2s_gitops.kinds.subscription.offers import read_offers, told_labels
from s2s_gitops.kinds.template.pages import open_templates
from s2s_gitops.model.download import Download
from s2s_gitops.model.errors import PageChanged, Unreachable
from s2s_gitops.model.page import Button, Cell, Control, Link, Page, Table
from s2s_gitops.model.ports import FieldInfo
from s2s_gitops.model.resource import UNREAD

from .pages import Org, box, page, select, table, text


def picklist(name: str, kind: str = "picklist") -> FieldInfo:
    """Return a field with values."""
    return FieldInfo(name, name, publishable=True, type=kind, values=("Hot", "Cold"))


OWN = {"Rating": picklist("Rating"), "Name": picklist("Name", "string")}
NAMES = dict.fromkeys(OWN, "x") | {name: name for name in OWN}
TEXTS = ("--None--", "Rating", "Name")
LINK = Link("Edit Values", "/values")


def field_row(entry: int, name: str, *links: Link, chosen: str = "") -> Control:
    """Return a row of the mapping page."""
    made = select(entry, *TEXTS, chosen=chosen, row={"Field": name}, row_number=entry, section="F")
    return replace(made, links=links)


def value_row(entry: int, name: str, chosen: str = "Cold", **more: Any) -> Control:
    """Return a row of values."""
    kept = {"row": {"API Label": "Rating", "Value": name, "Own": ""}} | more
    return select(entry, "--None--", "Hot", "Cold", chosen=chosen, row_number=entry, **kept)


VALUES = page(value_row(0, "Hot"), value_row(1, "Warm", ""), address="/values")


def mapping(
    *rows: Control, values: Page = VALUES, theirs: Mapping[str, FieldInfo] = OWN
) -> MappingPage:
    """Return a mapping with its values."""
    org = Org(pages={"/values": values})
    return with_values(org, read_mapping(org, page(*rows), NAMES, NAMES), OWN, theirs)


def test_values_behind_a_link_are_read() -> None:
    """Of fields that are mapped to picklists; those of others have none."""
    rows = (
        field_row(0, "Rating", LINK, chosen="Rating"),
        field_row(1, "Name", LINK, chosen="Name"),
    )
    found = mapping(*rows)

    assert found.mapped_values() == {"Rating.Hot": "Cold"}
    assert (list(found.values), found.values["Rating"].page) == (["Rating"], VALUES)


@pytest.mark.parametrize(
    "links",
    [
        pytest.param((LINK, Link("Help", "/help")), id="named among others"),
        pytest.param((LINK, LINK), id="twice the same"),
        pytest.param((Link("Map", "/values"),), id="the only link"),
    ],
)
def test_the_link_to_values_is_the_only_one_or_speaks_of_values(links: tuple[Link, ...]) -> None:
    """A row may have a link to help as well."""
    assert mapping(field_row(0, "Rating", *links, chosen="Rating")).unread == frozenset()


@pytest.mark.parametrize(
    ("links", "values", "theirs"),
    [
        pytest.param((), VALUES, OWN, id="no link"),
        pytest.param((), VALUES, {}, id="no link, partner not readable"),
        pytest.param((Link("A", "/a"), Link("B", "/b")), VALUES, OWN, id="two links"),
        pytest.param((LINK,), page(address="/values"), OWN, id="another page"),
        pytest.param(
            (LINK,), page(value_row(0, "x", "Zzz", row={"V": "x"}), address="/page"), OWN,
            id="the mapping page again",
        ),
        pytest.param(
            (LINK,), page(select(0, "--None--", "Zzz", row={"V": "x"}, row_number=0)), OWN,
            id="values that the own field does not have",
        ),
    ],
)  # fmt: skip
def test_values_that_cannot_be_reached_are_unread(
    links: tuple[Link, ...], values: Page, theirs: Mapping[str, FieldInfo]
) -> None:
    """They are never taken for values that are not mapped."""
    found = mapping(field_row(0, "Rating", *links, chosen="Rating"), values=values, theirs=theirs)

    assert found.mapped_values() is UNREAD


def test_a_field_that_is_no_picklist_on_the_other_side_has_no_values() -> None:
    """Nothing is missing then."""
    theirs = {"Rating": picklist("Rating", "string")}

    assert mapping(field_row(0, "Rating", chosen="Rating"), theirs=theirs).mapped_values() == {}


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([value_row(0, "x", row={"A": "x", "B": "y"})], id="two columns could be it"),
        pytest.param([value_row(0, "x"), value_row(1, "x")], id="one value twice"),
        pytest.param([box(0)], id="no drop-down"),
    ],
)
def test_values_that_are_not_clear_are_unread(rows: list[Control]) -> None:
    """No value is taken for another."""
    values = page(*rows, address="/values")

    assert mapping(field_row(0, "Rating", LINK, chosen="Rating"), values=values).unread == {
        "Rating"
    }


def test_fields_that_are_not_mapped_and_not_clear_stop_nobody() -> None:
    """They go back as found; a mapped one has to be told."""
    org = Org()
    found = read_mapping(org, page(field_row(0, "Rating"), field_row(1, "Zzz")), NAMES, NAMES)

    assert (list(found.fields), [one.shown for one in found.doubts]) == (["Rating"], [("Zzz",)])
    with pytest.raises(PageChanged, match="'Zzz' names nothing"):
        read_mapping(org, page(field_row(0, "Zzz", chosen="Name")), NAMES, NAMES)


OBJECTS = {"Case": "Service Request", "Plan__c": "Plan", "Old__c": "Plan", "Lead": "Lead"}
ORG = Org(known=OBJECTS)


def offer(number: int, chosen: str = "", **row: str) -> Control:
    """Return a row of the page of subscribing."""
    return select(number, "--None--", "Lead", "Case", chosen=chosen, row=row, row_number=number)


def offers(*rows: Control, theirs: Mapping[str, str] = OBJECTS) -> Any:
    """Return what the page of subscribing offers."""
    return read_offers(ORG, page(*rows, titles=["Subscribe/Unsubscribe"]), theirs)


def test_offers_that_are_not_taken_and_not_clear_stop_nobody() -> None:
    """But then the page does not tell all that the partner publishes."""
    found = offers(offer(0, Name="Lead"), offer(1, Name="Plan"))
    twice = offers(offer(0, Name="Lead"), offer(1, Name="Lead"), offer(2, Name="Service Request"))

    assert (list(found.by_object), found.tells_all) == (["Lead"], False)
    assert found.doubt("Plan__c") == found.doubts[0]
    assert found.doubt("Lead") is None
    assert (list(twice.by_object), [one.names for one in twice.doubts]) == (
        ["Case"],
        [frozenset({"Lead"})],
    )


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        pytest.param([{"API Name": "Odd__c"}], {"Odd__c"}, id="in full"),
        pytest.param([{"API Name": "Odd__c"}, {"API Name": "Even"}], {"Odd__c", "Even"}, id="all"),
        pytest.param([{"API Label": "Odd"}], set(), id="without its ending, or a label"),
        pytest.param([{"API Label": "An odd one__c"}], set(), id="no API name at all"),
    ],
)
def test_a_name_that_nobody_here_knows_counts_only_in_full(
    rows: list[dict[str, str]], names: set[str]
) -> None:
    """Else a custom object would be taken for another one."""
    made = [offer(at, **row) for at, row in enumerate(rows)]

    assert set(offers(*made, theirs={}).by_object) == names


def test_a_page_that_does_not_speak_of_auto_accept_tells_nothing_of_it() -> None:
    """Then it is not known whether it is offered."""
    spoken = offer(0, "Lead", Name="Lead", **{"Auto-Accept": ""})
    flags = (box(5, row_number=0), replace(box(6, row_number=0), column="Auto-Accept"))

    assert offers(offer(0, "Lead", Name="Lead")).tells_auto_accept is False
    assert offers(spoken).tells_auto_accept is True
    assert offers(offer(0, Name="Lead"), *flags).by_object["Lead"].auto_accept is flags[1]


@pytest.mark.parametrize(
    ("flag", "is_offered"),
    [
        pytest.param(box(5, row_number=0), True, id="enabled"),
        pytest.param(box(5, row_number=0, enabled=False), False, id="disabled"),
        pytest.param(box(5, row_number=0, enabled=False, checked=True), True, id="ticked for good"),
    ],
)
def test_auto_accept_that_is_disabled_is_not_offered(flag: Control, is_offered: bool) -> None:
    """As for children of other objects."""
    assert offers(offer(0, "Lead", Name="Lead"), flag).by_object["Lead"].is_offered is is_offered


def test_labels_of_a_partner_are_those_of_the_drop_downs_else_texts_of_one_row() -> None:
    """Columns with dates and the like tell nothing."""
    first, second = offer(0, API="Lead", Name="Prospect", On="1/1"), offer(1, API="Case", On="1/1")
    labelled = offers(replace(first, label="Prospect"), replace(second, label="Ticket"), theirs={})

    assert told_labels(labelled.by_object.values()) == {"Lead": ("Prospect",), "Case": ("Ticket",)}
    assert told_labels(offers(first, second, theirs={}).by_object.values()) == {
        "Lead": ("Prospect",),
        "Case": (),
    }
    assert told_labels(()) == {}


def listed(*rows: tuple[str, str, str]) -> Page:
    """Return the page of a connection with a list of subscriptions: theirs, own, where Edit leads."""
    cells = [
        {"A": Cell("Edit", (Link("Edit", at),)), "P": Cell(theirs), "O": Cell(own)}
        for theirs, own, at in rows
    ]
    return page(tables=[table("Subscribed Objects", *cells)])


@pytest.mark.parametrize(
    ("rows", "pair", "called", "address"),
    [
        pytest.param([("Ticket", "Service Request", "/c")], ("Case", "Case"), {"Case": ()}, "/c",
                     id="a standard object, whatever it is called there"),
        pytest.param([("Ticket", "Plan", "/c")], ("Odd__c", "Plan__c"), {"Odd__c": ("Ticket",)}, "/c",
                     id="as the partner calls it"),
        pytest.param(
            [("Plan", "Lead", "/f?ent=Plan__c&retURL=Old__c"), ("Plan", "Lead", "/f?ent=Old__c")],
            ("Old__c", "Lead"), {}, "/f?ent=Old__c", id="two alike, told by their addresses",
        ),
    ],
)  # fmt: skip
def test_a_mapping_is_found_by_its_pair(
    rows: list[tuple[str, str, str]],
    pair: tuple[str, str],
    called: Mapping[str, tuple[str, ...]],
    address: str,
) -> None:
    """By what each side calls its object."""
    assert MappingLinks(ORG, listed(*rows), OBJECTS, called).address(*pair) == address


@pytest.mark.parametrize(
    "rows",
    [[("Plan", "Lead", "/a"), ("Plan", "Lead", "/b")], [("Plan", "Lead", "/a?x=Old__c")] * 2],
)
def test_a_mapping_that_could_be_two_is_a_changed_page(rows: list[tuple[str, str, str]]) -> None:
    """The first is never taken; nor is there one for what is not listed."""
    links = MappingLinks(ORG, listed(*rows), OBJECTS, {})

    with pytest.raises(PageChanged, match="fit Old__c as Lead"):
        links.address("Old__c", "Lead")
    with pytest.raises(PageChanged, match="0 rows"):
        links.address("Zzz__c", "Case")


def new(address: str) -> Button:
    """Return a button that leads to a form."""
    return Button("New", address=address)


BUNDLES = Table("Templates", ("Name",), (), (new("/template"),))


def test_templates_may_be_a_block_of_the_tab() -> None:
    """Then the tab's own New is not theirs."""
    recent = Table("Recent", ("Name",), (), (new("/connection"),))
    form = page(text(0, "Contact"), address="/connection")
    tab = page(
        address=TAB, tables=[BUNDLES, recent], buttons=[new("/template"), new("/connection")]
    )
    org = Org(pages={TAB: tab, "/connection": form})

    assert open_templates(org) is tab
    assert new_connection(org) is form


def test_a_sub_tab_that_leads_to_two_places_is_a_changed_page() -> None:
    """Which of them are the templates is not known."""
    tab = page(links=[Link("Templates", "/a"), Link("Templates", "/b")])

    with pytest.raises(PageChanged, match="2 sub-tabs"):
        open_templates(Org(pages={TAB: tab}))


@dataclass
class Keeping(Org):
    """An org that remembers what was downloaded."""

    fetched: list[str] = field(default_factory=list)

    def download(self, address: str) -> Download:
        """Remember."""
        self.fetched.append(address)
        return Download(address, "text/csv", b"")


def test_the_link_to_a_history_that_is_loaded_later_is_found() -> None:
    """It stands below the rows."""
    link = Link("Download connection history (csv)", "/csv")
    short = "04P000000000001"
    lazy = Table("Connection History", (), (), complete=False, more=("/later",))
    detail = page(address=f"/{short}", titles=["Connection Detail"], tables=[lazy])
    org = Keeping(pages={f"/{short}": detail, "/later": page(address="/later", links=[link])})

    fetch_history(org, f"{short}AAA")

    assert org.fetched == ["/csv"]


def test_a_lost_session_is_no_unread_value() -> None:
    """Only a page that is another one is."""

    class Broken(Org):
        def open(self, address: str) -> Page:
            raise Unreachable("hq", f"{address} did not answer.")

    made = read_mapping(Org(), page(field_row(0, "Rating", LINK, chosen="Rating")), NAMES, NAMES)
    with pytest.raises(Unreachable):
        with_values(Broken(), made, OWN, OWN)
