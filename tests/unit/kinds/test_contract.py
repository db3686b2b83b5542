"""The contract as data: what may stop a run is documented, and every check can say yes, no and nothing."""

import pytest

from s2s_gitops.kinds.contract import (
    BY_NAME,
    DETAIL,
    NAMES,
    PAGES,
    SETTINGS,
    cached_name,
    fingerprint,
    is_verified,
)
from s2s_gitops.model.contract import EVIDENCE, Around, Verdict, judge, sum_up
from s2s_gitops.model.errors import PageChanged
from s2s_gitops.model.page import Button, Cell, Control, Form, Link, Page

from .pages import box, fixed, lookup, page, select, table, text

KEY = "04P000000000001"
EDIT = {"Object": Cell("Lead"), "Action": Cell("Edit", (Link("Edit", "/e"),))}


def form_of(
    *controls: Control, buttons: tuple[str, ...] = ("Save",), complete: bool = True
) -> Page:
    """Return a page whose form has these controls and buttons."""
    made = page(*controls)
    form = Form("/save", (), controls, tuple(Button(one, "b") for one in buttons), complete)
    return Page(made.address, (), {}, (), form, (), ())


def verdict(entry: str, shown: Page, **around: object) -> Verdict:
    """Return what a page says of one entry."""
    contract = BY_NAME[entry.partition("/")[0]]
    answers = judge(contract, shown, Around(**around))  # type: ignore[arg-type]
    return next(one.judgement.verdict for one in answers if one.entry.id == entry)


def test_only_what_is_documented_can_stop_a_run() -> None:
    """A guess, or what was inferred, is never a must."""
    assert [one.id for page in PAGES for one in page.musts if not set(one.marks) <= EVIDENCE] == []


def test_every_entry_has_a_name_of_its_own_page_and_its_evidence() -> None:
    """Reports name entries, and nothing else tells them apart."""
    ids = [one.id for page in PAGES for one in page.entries]
    assert len(set(ids)) == len(ids)
    assert all(one.id.startswith(f"{page.name}/") for page in PAGES for one in page.entries)
    assert all(one.marks and one.source and one.what for page in PAGES for one in page.entries)


def test_nothing_is_verified_and_few_names_are_known() -> None:
    """No page was captured on a live org yet; this changes together with a capture in tests/evidence."""
    assert [one.name for one in PAGES if is_verified(one.name)] == []
    assert {one.name for one in NAMES} == {"penabled", "save", "table.detailList"}
    assert all(one.seen_on and one.fingerprint and one.mark in EVIDENCE for one in NAMES)
    assert cached_name("settings", "switch") == "penabled"


def test_a_page_with_every_must_is_used() -> None:
    """Whatever else it shows."""
    shown = page(address=f"/{KEY}", titles=["EMEA", "Connection Detail"])
    assert fingerprint("hq", shown, DETAIL, KEY) is shown


@pytest.mark.parametrize(
    ("shown", "contract", "missing"),
    [
        (page(address=f"/{KEY}", titles=["Log in"]), DETAIL, "connection-detail/heading"),
        (page(address="/x", titles=["Connection Detail"]), DETAIL, "connection-detail/address"),
        (page(address="/home"), SETTINGS, "settings/address"),
    ],
    ids=["heading", "id", "address"],
)
def test_a_page_without_a_must_is_a_changed_page_which_is_given_along(
    shown: Page, contract: object, missing: str
) -> None:
    """What is missing is named, and the page can be captured."""
    with pytest.raises(PageChanged, match=missing) as caught:
        fingerprint("hq", shown, BY_NAME[missing.partition("/")[0]], KEY)
    assert caught.value.page is shown
    assert contract is BY_NAME[missing.partition("/")[0]]


YES, NO, NONE = Verdict.CONFIRMED, Verdict.CONTRADICTED, Verdict.NOT_SEEN
ON = page(address="/", details={"Enable": Cell("", checked=True), "Name": Cell("Ops")})
OFF = form_of(box(0, "Enable", id="penabled"))
HISTORY = table("Connection History", {"When": Cell("1"), "By": Cell("2"), "Event": Cell("3")})
FILE = Link("Download connection history (csv)", "/f")
TEMPLATES = table(
    "Connection Templates", {"Name": Cell("A", (Link("A", "/a"), Link("Edit", "/e")))}
)


@pytest.mark.parametrize(
    ("entry", "shown", "around", "expected"),
    [
        ("settings/off", OFF, {}, YES),
        ("settings/off", ON, {}, NONE),
        ("settings/off", page(titles=["Login"]), {}, NO),
        ("settings/on", ON, {}, YES),
        ("settings/on", OFF, {}, NONE),
        ("settings/on", form_of(box(0, id="penabled", checked=True)), {}, YES),
        ("settings/on", page(details={"Enable": Cell("", checked=False)}), {}, NO),
        ("settings/name", ON, {}, YES),
        ("settings/from-email-address", ON, {}, NO),
        ("settings/name", OFF, {}, NONE),
        ("settings/closed", ON, {}, NONE),
        ("tab/templates", page(links=[Link("Templates", "/t")]), {}, YES),
        ("tab/templates", page(tables=[table("Templates")]), {}, YES),
        ("tab/templates", page(links=[Link("Home", "/")]), {}, NO),
        ("new-connection/contact", form_of(text(0, "Contact")), {}, YES),
        ("new-connection/lookups", form_of(text(0, "Contact")), {}, NO),
        ("new-connection/lookups", form_of(lookup(0, "Contact")), {}, YES),
        ("new-connection/one-step", form_of(buttons=("Save & Send Invite",)), {}, YES),
        ("new-connection/one-step", form_of(buttons=("Save",)), {}, NO),
        ("connection-detail/address", page(), {}, NONE),
        ("connection-detail/publish", page(), {}, NONE),
        ("connection-detail/publish", page(), {"status": "Accepted"}, NO),
        (
            "connection-detail/publish",
            page(buttons=[Button("Publish/Unpublish")]),
            {"status": "Accepted"},
            YES,
        ),
        (
            "connection-detail/published-objects",
            page(tables=[table("Published Objects")] * 2),
            {"status": "Accepted"},
            NO,
        ),
        (
            "connection-detail/published-objects-rows",
            page(tables=[table("Published Objects", EDIT)]),
            {"status": "Accepted"},
            YES,
        ),
        (
            "connection-detail/published-objects-rows",
            page(tables=[table("Published Objects")]),
            {"status": "Accepted"},
            NONE,
        ),
        (
            "connection-detail/published-objects-names",
            page(tables=[table("Published Objects", EDIT)]),
            {"objects": {"Lead": "Prospect"}},
            YES,
        ),
        (
            "connection-detail/published-objects-names",
            page(tables=[table("Published Objects", EDIT)]),
            {"objects": {"Case": "Case"}},
            NO,
        ),
        (
            "connection-detail/published-objects-names",
            page(tables=[table("Published Objects", EDIT)]),
            {},
            NONE,
        ),
        ("connection-detail/history-file", page(links=[FILE]), {}, YES),
        ("connection-detail/history-file", page(), {}, NO),
        (
            "connection-detail/history-file",
            page(tables=[table("Connection History", complete=False)]),
            {},
            NONE,
        ),
        ("connection-edit/template", form_of(text(0, "Account")), {}, NONE),
        ("connection-edit/template", form_of(lookup(0, "Template")), {}, YES),
        (
            "connection-edit/template",
            form_of(select(0, "--None--", "A", chosen="A", label="Connection Template")),
            {},
            NO,
        ),
        ("decision/nothing-else", form_of(fixed("Terms")), {}, YES),
        ("decision/nothing-else", form_of(text(0, "Owner")), {}, NO),
        ("history/time", page(tables=[HISTORY]), {}, YES),
        ("history/user", page(tables=[HISTORY]), {}, YES),
        ("history/action", page(tables=[table("Connection History", {"A": Cell("")})]), {}, NO),
        ("history/action", page(), {}, NONE),
        ("publish-objects/whole", form_of(complete=False), {}, NO),
        ("publish-objects/whole", page(), {}, NONE),
        ("publish-objects/ticks", form_of(text(0, "Lead")), {}, NO),
        ("published-fields/fixed", form_of(box(0, "A", checked=True)), {}, NO),
        ("published-fields/fixed", form_of(fixed("A"), box(0, "B")), {}, YES),
        ("published-fields/fixed", form_of(box(0, "A")), {}, NONE),
        ("published-fields/api", form_of(box(0, "A", row={"API Label": "A"})), {}, YES),
        ("published-fields/api", form_of(box(0, "A", row={"Field": "A"})), {}, NO),
        ("published-fields/api", form_of(box(0, "A")), {}, NONE),
        ("subscribe/rows", form_of(select(0, "A", row_number=1)), {}, YES),
        ("subscribe/rows", form_of(select(0, "A")), {}, NO),
        ("subscribe/rows", form_of(), {}, NONE),
        ("subscribe/auto-accept", form_of(box(0, "Auto-Accept")), {}, YES),
        ("subscribe/auto-accept", form_of(), {}, NONE),
        ("mapping/none", form_of(select(0, "--None--")), {}, YES),
        ("mapping/none", form_of(select(0, "A")), {}, NO),
        ("mapping/auto-map", form_of(box(0, "Auto-Map Fields")), {}, YES),
        (
            "picklist-values/sections",
            form_of(select(0, "A", section="Fields"), select(1, "B", section="Values")),
            {},
            YES,
        ),
        ("picklist-values/sections", form_of(select(0, "A")), {}, NONE),
        ("templates/rows", page(tables=[TEMPLATES]), {}, YES),
        ("templates/rows", page(tables=[table("Templates")]), {}, NONE),
        ("templates/rows", page(tables=[table("Templates", {"Name": Cell("A")})]), {}, NO),
        ("templates/rows", page(tables=[table("Other")]), {}, NO),
        ("template-detail/active", page(details={"Active": Cell("", checked=True)}), {}, YES),
        ("template-detail/active", page(), {}, NO),
    ],
)  # fmt: skip
def test_a_check_says_yes_no_or_nothing(
    entry: str, shown: Page, around: dict[str, object], expected: Verdict
) -> None:
    """A capture is held against each entry: what is not there to see is no contradiction."""
    assert verdict(entry, shown, **around) is expected


def test_a_contradiction_says_what_stood_there() -> None:
    """A person sees at once how the org differs; a long list is cut."""
    many = page(buttons=[Button(f"B{number}") for number in range(20)])
    answers = judge(BY_NAME["tab"], many, Around())
    stood = {one.entry.id: one.judgement.stood for one in answers}
    assert stood["tab/new"].startswith("B0, B1, ")
    assert stood["tab/new"].endswith("B11, and 8 more")
    assert judge(BY_NAME["tab"], page(), Around())[1].judgement.stood == "nothing"


def test_of_many_pages_a_contradiction_counts_most_and_every_entry_is_told() -> None:
    """One page that differs is what matters."""
    tab, none = BY_NAME["tab"], page()
    answers = [*judge(tab, page(buttons=[Button("New")]), Around()), *judge(tab, none, Around())]
    summed = {one.entry.id: one.judgement.verdict for one in sum_up([tab, SETTINGS], answers)}
    assert (summed["tab/new"], summed["settings/on"]) == (NO, NONE)
    assert len(summed) == len(tab.entries) + len(SETTINGS.entries)
