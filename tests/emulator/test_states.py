"""Orgs in other states: the feature withdrawn, pages that lag behind, records that are shared."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from typing import Any

import pytest

from s2s_gitops.emulator.errors import RuleError
from s2s_gitops.emulator.network import Network
from s2s_gitops.emulator.person import SETTINGS, LostError
from s2s_gitops.emulator.seed import default_seed_file, load_seed
from s2s_gitops.emulator.server import Emulator
from tests.emulator.conftest import Seeded, sit_down

EMEA, HQ, ACME = "admin@emea.example", "admin@hq.example", "partner@acme.example"
DATA = "/services/data/v60.0"


def ask(browser: Any, emulator: Emulator, soql: str, user: str = HQ) -> list[dict[str, Any]]:
    org = next(org for org in emulator.orgs.values() if user in org.users)
    answer = browser(user).get(f"{org.url}{DATA}/query", params={"q": soql}).json()
    return [{k: v for k, v in one.items() if k != "attributes"} for one in answer["records"]]


def test_an_org_that_missed_the_date_has_no_switch_and_says_so(seeded: Seeded) -> None:
    """Neither page has a form, and REST answers as if the feature were off."""
    emulator = seeded(("s2s: false", "s2s: unavailable"))
    admin = sit_down(emulator, "emea", EMEA)
    for address in (SETTINGS, SETTINGS[:-1] + "d"):
        page = admin.open(address)
        assert "can't be enabled in this org" in page.page.text_content()
        assert page.page.xpath("//input | //img") == []
    with pytest.raises(LostError, match="405"):
        admin.post(SETTINGS, [("penabled", "1")])
    admin.session.headers["Authorization"] = f"Bearer {emulator.token(EMEA)}"
    url = f"{admin.url}{DATA}/sobjects/PartnerNetworkConnection/describe"
    assert admin.session.get(url).status_code == 404
    admin.close()


def test_the_rule_refuses_to_enable_what_is_no_longer_offered() -> None:
    """Also without a page."""
    seed = load_seed(default_seed_file())
    orgs = tuple(dataclasses.replace(org, is_s2s_offered=False) for org in seed.orgs)
    emea = Network(dataclasses.replace(seed, orgs=orgs)).orgs["emea"]
    with pytest.raises(RuleError, match="no longer offered"):
        emea.enable(next(iter(emea.users.values())))


def test_the_partner_sees_what_is_published_only_after_the_lag(seeded: Seeded) -> None:
    """Own pages show it at once; the clock of the control moves the partner on."""
    emulator = seeded(("start:", "lag: 15m\nstart:"))
    acme, hq = sit_down(emulator, "acme", ACME), sit_down(emulator, "hq", HQ)
    page = acme.choose_objects("HQ Industries", ["Task"])
    acme.choose_fields("HQ Industries", "Case", ["Status"])
    assert ["Edit", "Task"] in page.rows("Published Objects")
    form = hq.connection("Acme Corp").press("Subscribe/Unsubscribe")
    with pytest.raises(LostError, match="0 things"):
        form.options("Task")
    with pytest.raises(LostError, match="0 things"):
        hq.mapping("Acme Corp", "Case").options("Status")
    emulator.world.network.clock.advance(15 * 60)
    form = hq.connection("Acme Corp").press("Subscribe/Unsubscribe")
    assert form.options("Task") == ["--None--", "Task"]
    assert "Status" in hq.mapping("Acme Corp", "Case").options("Status")
    acme.close()
    hq.close()


def test_a_lagging_page_still_offers_what_is_gone_and_save_refuses_it(seeded: Seeded) -> None:
    """The subscription itself is lost at once."""
    emulator = seeded(("start:", "lag: 90s\nstart:"))
    acme, hq = sit_down(emulator, "acme", ACME), sit_down(emulator, "hq", HQ)
    acme.choose_objects("HQ Industries", untick=["Case"])
    page = hq.subscribe("Acme Corp", {"Case": "Case"})
    assert "Error: Your connection no longer publishes this." in page.errors
    assert hq.connection("Acme Corp").rows("Subscribed Objects") == []
    acme.close()
    hq.close()
    seed = load_seed(default_seed_file())
    assert seed.lag == timedelta()


def test_shared_records_are_rows_on_both_sides(browser: Any, emulator: Emulator) -> None:
    """One that nobody accepted stands with its sender only."""
    soql = (
        "SELECT LocalRecordId, PartnerRecordId, Status, SendOpenTasks, StartDate, EndDate"
        " FROM PartnerNetworkRecordConnection ORDER BY Status"
    )
    ours, theirs = ask(browser, emulator, soql), ask(browser, emulator, soql, ACME)
    assert [one["Status"] for one in ours] == [
        "Active (received)",
        "Active (sent)",
        "Active (sent)",
        "Pending (sent)",
    ]
    assert [one["SendOpenTasks"] for one in ours] == [False, True, True, False]
    assert ours[3]["PartnerRecordId"] is ours[3]["StartDate"] is ours[3]["EndDate"] is None
    pairs = {(one["PartnerRecordId"], one["LocalRecordId"]) for one in theirs}
    assert pairs == {(one["LocalRecordId"], one["PartnerRecordId"]) for one in ours[:3]}


def test_rows_are_counted_by_status(browser: Any, emulator: Emulator) -> None:
    """Grouped, named, ordered, limited, and counted as a whole."""
    source = "FROM PartnerNetworkRecordConnection"
    grouped = f"SELECT Status, COUNT(Id) {source} GROUP BY Status"
    assert ask(browser, emulator, grouped) == [
        {"Status": "Active (received)", "expr0": 1},
        {"Status": "Active (sent)", "expr0": 2},
        {"Status": "Pending (sent)", "expr0": 1},
    ]
    named = f"SELECT COUNT(PartnerRecordId) known, status {source} GROUP BY Status"
    assert ask(browser, emulator, f"{named} ORDER BY Status DESC LIMIT 1") == [
        {"Status": "Pending (sent)", "known": 0}
    ]
    where = f"SELECT COUNT(Id) {source} WHERE Status = 'Inactive'"
    assert ask(browser, emulator, where) == [{"expr0": 0}]
    two = f"SELECT Status {source} GROUP BY Status, ConnectionId LIMIT 1"
    assert ask(browser, emulator, two) == [{"Status": "Active (received)"}]


def test_deactivating_withdraws_what_nobody_accepted(
    browser: Any, person: Any, emulator: Emulator
) -> None:
    """Accepted records stay, as rows that have ended."""
    person(HQ).deactivate("Acme Corp")
    soql = "SELECT Status, COUNT(EndDate) FROM PartnerNetworkRecordConnection GROUP BY Status"
    assert ask(browser, emulator, soql) == [{"Status": "Inactive", "expr0": 3}]
    assert ask(browser, emulator, soql, ACME) == [{"Status": "Inactive", "expr0": 3}]


def test_a_seed_can_hold_records_in_every_documented_state(seeded: Seeded) -> None:
    """With parents, related records and options."""
    emulator = seeded(
        (
            "      - {object: Case, from: acme}\n",
            "      - {object: Case, from: acme, related: [Task, CaseComment], options: [emails]}\n"
            "      - {object: Task, from: acme, parent: Case, state: connected}\n"
            "      - {object: Lead, from: hq, state: converted}\n"
            "      - {object: Lead, from: hq, state: deleted}\n"
            "      - {object: Lead, from: hq, state: inactive}\n",
        )
    )
    end = next(iter(emulator.world.network.orgs["acme"].connections.values()))
    case, task = end.records[2], end.records[3]
    assert (case.related, set(case.options)) == (("Task", "CaseComment"), {"emails"})
    assert (task.parent_id, task.status) == (case.local_id, "Connected")
    hq = next(iter(emulator.world.network.orgs["hq"].connections.values()))
    assert [one.status for one in hq.records[-3:]] == [
        "Inactive (converted)",
        "Inactive (deleted)",
        "Inactive",
    ]
    person = sit_down(emulator, "hq", HQ)
    person.deactivate("Acme Corp")
    after = next(iter(emulator.world.network.orgs["hq"].connections.values()))
    assert after.records[-3].status == "Inactive (converted)"
    person.close()


def test_a_seed_can_choose_email_templates(seeded: Seeded) -> None:
    """As the settings page would."""
    emulator = seeded(
        (
            "settings: {from_name: Partner Operations,",
            "settings: {templates: {invitation: Partner Invitation}, from_name: Partner Operations,",
        )
    )
    person = sit_down(emulator, "hq", HQ)
    assert person.open(SETTINGS[:-1] + "d").value("Invitation Template") == "Partner Invitation"
    person.invite("Olga Ops")
    assert emulator.world.network.outbox[0].template == "Partner Invitation"
    person.close()
