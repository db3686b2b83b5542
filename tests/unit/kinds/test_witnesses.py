"""Who it was: the history of the connection, else the audit trail; what cannot be read does not say."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import pytest

from s2s_gitops.flows.read import consult
from s2s_gitops.kinds import witnesses
from s2s_gitops.model.change import Action
from s2s_gitops.model.finding import Finding, Witness
from s2s_gitops.model.ports import ReadableOrg
from s2s_gitops.model.resource import Member, Presence, State

from ..builders import resource, state
from .orgs import ID, OTHER_ID, Telling, history, org, wanted
from .test_hearing import became, came, finding

EMAIL = came("c@hq/publish/Lead.Email", "publication", "fields")
PHONE = came("c@hq/publish/Lead.Phone", "publication", "fields")
NAME = became("hq/settings", "settings", "from_name", "Alliances", "Partners")
LIVE = state(
    resource("c@hq", id=ID),
    resource("c@emea", id=OTHER_ID),
    resource("hq/connection/Foo Ltd", id=OTHER_ID),
)
BY_MARIA = "1/5/2026 8:00 AM,Maria Meyer,Published field Lead: Email"
MARIA = Witness("Maria Meyer", "1/5/2026 8:00 AM", "connection history")
UNKNOWN = Witness()

CONNECTIONS = [
    {"Id": ID, "ConnectionName": "EMEA GmbH", "ConnectionStatus": "Accepted"},
    {"Id": OTHER_ID, "ConnectionName": "Foo Ltd", "ConnectionStatus": "Accepted"},
]
USERS = [{"Id": "005A", "Name": "Ada Admin"}, {"Id": "005M", "Name": "Maria Meyer"}]


def row(display: str | None, who: str | None = "005A", at: str = "08:00:01") -> Mapping[str, Any]:
    """Return a row of a trail as the API gives it."""
    created = f"2026-01-05T{at}.000+0000"
    shared = {"Action": "changed", "Section": "Salesforce to Salesforce"}
    return {"CreatedDate": created, "CreatedById": who, "Display": display, **shared}


def trail(*rows: Mapping[str, Any], **more: Any) -> dict[str, Sequence[Mapping[str, Any]]]:
    """Return what an org answers to queries about its trail."""
    return {
        "SetupAuditTrail": rows,
        "User": USERS,
        "PartnerNetworkConnection": CONNECTIONS,
        **more,
    }


def who(
    *findings: Finding,
    live: State = LIVE,
    orgs: Mapping[str, ReadableOrg] | None = None,
    **more: Any,
) -> list[Witness]:
    """Return who it was; `more` is what hq tells."""
    found = orgs or {"hq": org(**more), "emea": org("emea")}
    return list(consult(found, wanted(), live, partial(witnesses.testify, findings=findings)))


ADA = Witness("Ada Admin", "2026-01-05T08:00:01+00:00", "audit trail")
IN_TRAIL = "Changed connection EMEA GmbH: Published field Lead: Email"


def test_the_history_tells_and_the_order_of_the_findings_stays() -> None:
    """One file is fetched for all findings of a connection, and only for connections with findings."""
    hq = org(histories={ID: history(BY_MARIA), OTHER_ID: history()})
    assert who(PHONE, EMAIL, orgs={"hq": hq}) == [UNKNOWN, MARIA]
    assert hq.downloads == [f"/h/{ID[:15]}"]


def test_the_trail_is_asked_where_the_history_is_silent() -> None:
    """Once for each org; users are told by name."""
    hq = org(histories={ID: history(BY_MARIA)}, rows=trail(row(IN_TRAIL.replace("Email", "Phone"))))
    assert who(EMAIL, PHONE, NAME, orgs={"hq": hq}) == [MARIA, ADA, UNKNOWN]
    assert sum("SetupAuditTrail" in one for one in hq.asked) == 1
    assert (
        "SELECT CreatedDate, CreatedById, Action, Section, Display FROM SetupAuditTrail"
        " ORDER BY CreatedDate DESC LIMIT 2000"
    ) in hq.asked


def test_where_the_history_is_in_doubt_the_trail_is_no_way_out() -> None:
    """Its line could be older than the one that contradicts: the two tell times differently."""
    contrary = history("1/5/2026 9:00 AM,Maria Meyer,Unpublished field Lead: Email")
    hq = org(histories={ID: contrary}, rows=trail(row(IN_TRAIL)))
    assert who(EMAIL, orgs={"hq": hq}) == [UNKNOWN]
    assert hq.asked == []


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([row(IN_TRAIL)], ADA),
        ([row(IN_TRAIL, "005M", "07:00:00"), row(IN_TRAIL)], ADA),
        (
            [row(IN_TRAIL.replace("Published", "Unpublished"), "005M", "09:00:00"), row(IN_TRAIL)],
            UNKNOWN,
        ),
        ([row("Published field Lead: Email")], UNKNOWN),
        ([row(IN_TRAIL.replace("EMEA GmbH", "Foo Ltd"))], UNKNOWN),
        ([row(IN_TRAIL.replace("EMEA GmbH", "EMEA GmbH & Co"))], UNKNOWN),
        ([row("Changed connection template EMEA GmbH: Published field Lead: Email")], UNKNOWN),
        ([row(IN_TRAIL, "005X")], UNKNOWN),
        ([row(IN_TRAIL, None)], UNKNOWN),
        ([row(None)], UNKNOWN),
        ([], UNKNOWN),
    ],
)
def test_a_line_of_the_trail_names_the_connection_too(
    rows: list[Mapping[str, Any]], expected: Witness
) -> None:
    """The trail is about the whole org; who is not known by name is nobody."""
    assert who(EMAIL, rows=trail(*rows)) == [expected]


def test_two_connections_of_one_name_are_not_told_apart_by_the_trail() -> None:
    """Nothing else in a line says which is meant."""
    twins = [{**one, "ConnectionName": "EMEA GmbH"} for one in CONNECTIONS]
    found = who(EMAIL, NAME, rows=trail(row(IN_TRAIL), PartnerNetworkConnection=twins))
    assert found == [UNKNOWN, UNKNOWN]


def test_settings_and_templates_are_told_by_the_trail_alone() -> None:
    """They belong to no connection, so no name of one is asked for."""
    template = came("hq/template/Standard", "template")
    rows = trail(
        row("Changed Salesforce to Salesforce setting Name to Alliances"),
        row("Created connection template Standard", "005M", "07:00:00"),
    )
    hq = org(rows=rows)
    maria = Witness("Maria Meyer", "2026-01-05T07:00:00+00:00", "audit trail")
    assert who(NAME, template, orgs={"hq": hq}) == [ADA, maria]
    assert not [one for one in hq.asked if "PartnerNetworkConnection" in one]


def test_an_undeclared_connection_has_a_history_too() -> None:
    """Somebody invited, and no file says so."""
    line = "1/5/2026 8:00 AM,Maria Meyer,Connection status is Sent"
    found = came("hq/connection/Foo Ltd", "connection")
    assert who(found, histories={OTHER_ID: history(line)}) == [MARIA]


def test_each_side_tells_its_own() -> None:
    """What stands in the history of the other side is not asked for."""
    emea = org("emea", histories={OTHER_ID: history(BY_MARIA)})
    theirs = came("c@emea/publish/Lead.Email", "publication", "fields")
    assert who(EMAIL, theirs, orgs={"hq": org(), "emea": emea}) == [UNKNOWN, MARIA]


@pytest.mark.parametrize(
    "one",
    [
        pytest.param(came("c@acme/publish/Lead", "publication"), id="an org that nobody reads"),
        pytest.param(came("gone@hq/publish/Lead", "publication"), id="a connection that is gone"),
        pytest.param(came("hq/connection/Bar", "connection"), id="one that was never seen"),
        pytest.param(came("hq/lamp/desk", "lamp"), id="a kind without clues"),
        pytest.param(
            became("c@hq", "connection", "invitations", "1", "2"), id="an attribute without clues"
        ),
        pytest.param(
            finding("c@hq", "connection", "", Action.DELETE, Presence.PRESENT, None),
            id="what no line tells",
        ),
    ],
)
def test_what_nothing_can_tell_of_asks_nothing(one: Finding) -> None:
    """No page is opened and no query is sent in vain."""
    hq = org(histories={ID: history(BY_MARIA)}, rows=trail(row(IN_TRAIL)))
    assert who(one, orgs={"hq": hq, "emea": org("emea")}) == [UNKNOWN]
    assert (hq.asked, hq.downloads) == ([], [])


@pytest.mark.parametrize(
    ("broken", "expected"),
    [
        ({"pages"}, ADA),
        ({"SetupAuditTrail"}, UNKNOWN),
        ({"SetupAuditTrail fields"}, UNKNOWN),
        ({"User"}, UNKNOWN),
        ({"PartnerNetworkConnection"}, UNKNOWN),
        ({"Lead fields"}, UNKNOWN),
        (set(), ADA),
    ],
)
def test_a_source_that_fails_does_not_say(broken: set[str], expected: Witness) -> None:
    """The other one may; and what fails is told by nobody else than the reading itself."""
    assert who(EMAIL, rows=trail(row(IN_TRAIL)), broken=frozenset(broken)) == [expected]


def test_a_history_whose_names_cannot_be_read_is_in_doubt() -> None:
    """It may hold the newest line, so that the trail is not asked instead."""
    broken = frozenset({"Lead fields"})
    hq = org(histories={ID: history(BY_MARIA)}, rows=trail(row(IN_TRAIL)), broken=broken)
    assert who(EMAIL, orgs={"hq": hq}) == [UNKNOWN]
    assert hq.asked == []


def test_a_trail_that_is_hidden_does_not_say() -> None:
    """The user needs a permission of its own for it."""
    hidden = {name: fields for name, fields in org().described.items() if "Trail" not in name}
    hq = Telling(called="hq", known=org().known, described=hidden, rows=trail(row(IN_TRAIL)))
    assert who(EMAIL, orgs={"hq": hq}) == [UNKNOWN]
    assert hq.asked == []


def test_a_pair_of_a_partner_is_told_by_the_partners_words() -> None:
    """Where it can be read, its labels count; what is live says what is mapped."""
    case: dict[str, Any] = {"as": "Case", "fields": {"Priority": "Severity__c"}}
    live = state(resource("c@hq", id=ID), resource("c@hq/subscribe/Case", **case))
    one = finding(
        "c@hq/subscribe/Case.Priority", "subscription", "fields", Action.CREATE, None, "Severity__c"
    )
    line = "1/5/2026 8:00 AM,Maria Meyer,Mapped Case: Priority to Severity"
    told = history(line, BY_MARIA)
    assert who(one, EMAIL, live=live, histories={ID: told}) == [MARIA, MARIA]


def test_no_finding_asks_nothing() -> None:
    """A clean run costs no request more."""
    hq = org()
    assert who(orgs={"hq": hq}) == []
    assert hq.asked == []


def test_a_finding_is_known_again_whatever_it_shows() -> None:
    """One ticket for one finding: its print is over address and attribute."""
    other = finding(
        "c@hq/publish/Lead.Email", "publication", "fields", Action.DELETE, Member.LISTED, None
    )
    assert EMAIL.fingerprint == other.fingerprint
    assert len({one.fingerprint for one in (EMAIL, PHONE, NAME)}) == 3
    assert EMAIL.fingerprint == "06108f68aa38", "a new print would open every ticket again"
