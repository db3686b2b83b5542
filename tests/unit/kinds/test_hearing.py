"""Which lines speak of a finding: names and general words count, and what is not certain is no answer."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import pytest

from s2s_gitops.kinds import ALL
from s2s_gitops.kinds.testimony.hearing import Hearing, Verdict, outcome
from s2s_gitops.kinds.testimony.lines import Line
from s2s_gitops.model.address import Address
from s2s_gitops.model.change import Action
from s2s_gitops.model.clue import Clue
from s2s_gitops.model.finding import Cause, Finding, Witness
from s2s_gitops.model.resource import LATER, Member, Presence, State, Value

from ..builders import resource, state
from .orgs import org, wanted
from .pages import Looking

YES, NOT, HM, NO = Verdict.AGREES, Verdict.CONTRADICTS, Verdict.UNSURE, None

CASE: dict[str, Any] = {
    "as": "Case",
    "fields": {"Priority": "Severity__c", "Subject": "Subject"},
    "values": {"Priority.High": "P1"},
}
LIVE = state(
    resource("c@hq", id="04P000000000001AAA"),
    resource("c@hq/subscribe/Case", **CASE),
    resource("c@hq/subscribe/Venture__c", **{"as": "Engagement__c"}),
    resource("hq/template/Standard", active=True),
    resource("hq/template/Standard Plus", active=True),
)


def finding(
    address: str, kind: str, attribute: str, action: Action, declared: Value, live: Value
) -> Finding:
    """Return a finding that somebody changed in the org."""
    at = Address.parse(address)
    return Finding(at, kind, attribute, action, declared, live, Cause.ORG, None)


def came(address: str, kind: str, attribute: str = "") -> Finding:
    """Return what is live and not declared."""
    live = Member.LISTED if attribute else Presence.PRESENT
    return finding(address, kind, attribute, Action.CREATE, None, live)


def went(address: str, kind: str, attribute: str = "", declared: Value = None) -> Finding:
    """Return what is declared and not live."""
    value = declared or (Member.LISTED if attribute else Presence.PRESENT)
    return finding(address, kind, attribute, Action.DELETE, value, None)


def became(address: str, kind: str, attribute: str, live: Value, declared: Value = "x") -> Finding:
    """Return what shows another value."""
    return finding(address, kind, attribute, Action.UPDATE, declared, live)


def clue_of(one: Finding) -> Clue:
    """Return how lines speak of a finding."""
    kind = next(kind for kind in ALL if kind.name == one.kind)
    return next(clue for clue in kind.clues if clue.attribute == one.attribute)


def hearing(one: Finding, live: State = LIVE, **partners: Any) -> Hearing:
    """Return a hearing of a finding; the partner can be read, unless said otherwise."""
    users = [{"Id": "1", "Name": "Maria Meyer", "Username": "maria@hq.example"}]
    orgs = {"hq": org(rows={"User": users}), **(partners or {"emea": org("emea")})}
    reading = Looking(wanted(), live, {at: one for at, one in orgs.items() if one is not None})
    clue = clue_of(one)
    return Hearing(one, clue, clue.named(reading, one))


EMAIL = came("c@hq/publish/Lead.Email", "publication", "fields")
LEAD = came("c@hq/publish/Lead", "publication")

PUBLISHED = [
    (EMAIL, YES, "Published field Lead: Email"),
    (EMAIL, YES, "Published fields of Lead: Phone, Email"),
    (EMAIL, YES, "Email (Lead) is now published"),
    (EMAIL, YES, "Added field Email of Lead to published fields"),
    (EMAIL, YES, "Lead.Email published"),
    (EMAIL, YES, "Lead's field Email: published"),
    (EMAIL, YES, "Published Field | Lead | Email"),
    (EMAIL, NOT, "Unpublished field Lead: Email"),
    (EMAIL, HM, "Removed Email from the published fields of Lead"),
    (EMAIL, NO, "Published field Lead: Email Opt Out"),
    (EMAIL, HM, "Published field Lead: Secondary Email"),
    (EMAIL, HM, "Published field Lead: Secondary\u00a0Email"),
    (EMAIL, HM, "Published field Lead: Email \u2013 secondary"),
    (EMAIL, HM, "Published field Lead: Email Address"),
    (EMAIL, HM, "Published field Lead: Partner Email"),
    (EMAIL, HM, "Published field Lead: Publisher Email"),
    (EMAIL, YES, "Published Email for Lead"),
    (EMAIL, HM, "Published field Lead: Email (secondary)"),
    (EMAIL, NO, "Published field Lead: E_mail, e-mail, EMail"),
    (EMAIL, NO, "Published field Contact: Email"),
    (EMAIL, NO, "Published field Lead: Phone"),
    (EMAIL, NO, "Published field Lead: Something New"),
    (EMAIL, HM, "Published field Case: Lead Email"),
    (EMAIL, HM, "Published fields Lead: Email, Contact: Email"),
    (EMAIL, HM, "Published object Lead"),
    (EMAIL, HM, "Publishing changed for Lead"),
    (EMAIL, NO, "Mapped Lead: Email to Email"),
    (EMAIL, NO, "Owner of Lead changed to Email"),
    (EMAIL, NO, "E-mail sent to pat@acme.example: HQ published Lead Email"),
    (EMAIL, HM, "Failed to publish field Lead: Email"),
    (EMAIL, HM, "Field Lead: Email is no longer published"),
    (EMAIL, HM, "Changed template Standard: Published field Lead: Email"),
    (EMAIL, HM, "Partner published field Lead: Email"),
    (
        went("c@hq/publish/Lead.Email", "publication", "fields"),
        YES,
        "Unpublished field Lead: Email",
    ),
    (went("c@hq/publish/Lead.Email", "publication", "fields"), NOT, "Published field Lead: Email"),
    (
        came("c@hq/publish/Lead.Status", "publication", "fields"),
        YES,
        "Published field Lead: Status",
    ),
    (
        came("c@hq/publish/Lead.Status", "publication", "fields"),
        YES,
        "Published field Lead: Lead Status",
    ),
    (came("c@hq/publish/Lead.One__c", "publication", "fields"), HM, "Published field Lead: Twin"),
    (
        came("c@hq/publish/Lead.One__c", "publication", "fields"),
        YES,
        "Published field Lead: Twin (One__c)",
    ),
    (
        came("c@hq/publish/Lead.One__c", "publication", "fields"),
        NO,
        "Published field Lead: Twin (Two__c)",
    ),
    (came("c@hq/publish/Lead.One__c", "publication", "fields"), YES, "Published Lead: One__c"),
    (came("c@hq/publish/Lead.One__c", "publication", "fields"), NO, "Published Lead: Two__c"),
    (came("c@hq/publish/Lead.Gone__c", "publication", "fields"), YES, "Published Lead: Gone__c"),
    (came("c@hq/publish/Lead.Nameless__c", "publication", "fields"), NO, "Published field Lead: "),
    (LEAD, YES, "Published object Lead"),
    (LEAD, YES, "Published objects Lead, Case"),
    (LEAD, HM, "Published object Lead Extra"),
    (LEAD, NOT, "Unpublished object Lead"),
    (LEAD, NO, "Published object Case"),
    (LEAD, NO, "Published object Leads"),
    (LEAD, NO, "Published field Lead: Email"),
    (LEAD, HM, "Published object Lead with field Email"),
    (LEAD, NO, "Published field Contact: Lead Source"),
    (LEAD, NO, "Status changed to Published"),
    (came("c@hq/publish/Case", "publication"), NO, "Published object Case Comment"),
    (came("c@hq/publish/Case", "publication"), NO, "Published field Case: Case Origin"),
    (came("c@hq/publish/Company__c", "publication"), YES, "Published object Company"),
    (came("c@hq/publish/Company__c", "publication"), HM, "Published field Lead: Company"),
    (came("c@hq/publish/Project__c", "publication"), HM, "Published object Project"),
    (came("c@hq/publish/Project__c", "publication"), YES, "Published object Project (Project__c)"),
    (came("c@hq/publish/Project__c", "publication"), NO, "Published object Old_Project__c"),
    (came("c@hq/publish/Hidden__c", "publication"), YES, "Published object Hidden__c"),
    (
        came("c@hq/publish/CaseComment.IsPublished", "publication", "fields"),
        NOT,
        "Unpublished field Case Comment: Published",
    ),
    (
        came("c@hq/publish/CaseComment.IsPublished", "publication", "fields"),
        HM,
        "Published field Case Comment: Published",
    ),
    (
        came("c@hq/publish/CaseComment.IsPublished", "publication", "fields"),
        YES,
        "IsPublished of Case Comment was added to what is published",
    ),
]

PRIORITY = became("c@hq/subscribe/Case.Priority", "subscription", "fields", "Severity__c", "Reason")
SUBJECT = went("c@hq/subscribe/Case.Subject", "subscription", "fields", "Subject")
HIGH = became("c@hq/subscribe/Case.Priority.High", "subscription", "values", "P1", "P2")
TAKEN = came("c@hq/subscribe/Case", "subscription")

SUBSCRIBED = [
    (TAKEN, YES, "Subscribed to Case as Case"),
    (TAKEN, YES, "Case: subscribed"),
    (TAKEN, NOT, "Unsubscribed from Case"),
    (TAKEN, NO, "Subscribed to Case Comment as Case Comment"),
    (TAKEN, NO, "Auto-accept on for Case"),
    (TAKEN, HM, "Subscribed to Case and Lead"),
    (went("c@hq/subscribe/Case", "subscription"), YES, "Unsubscribed from Case"),
    (went("c@hq/subscribe/Case", "subscription"), NOT, "Subscribed to Case as Case"),
    (came("c@hq/subscribe/Venture__c", "subscription"), YES, "Subscribed to Venture as Engagement"),
    (came("c@hq/subscribe/Venture__c", "subscription"), HM, "Subscribed to Engagement as Venture"),
    (
        came("c@hq/subscribe/Engagement__c", "subscription"),
        HM,
        "Subscribed to Venture as Engagement",
    ),
    (
        became("c@hq/subscribe/Venture__c", "subscription", "as", "Engagement__c"),
        YES,
        "Subscribed to Venture as Engagement",
    ),
    (
        became("c@hq/subscribe/Venture__c", "subscription", "as", "Engagement__c"),
        HM,
        "Subscribed to Venture as Company",
    ),
    (
        became("c@hq/subscribe/Venture__c", "subscription", "as", "Engagement__c"),
        HM,
        "Subscribed to Venture",
    ),
    (
        became("c@hq/subscribe/Case", "subscription", "auto_accept", live=True, declared=False),
        YES,
        "Auto-accept on for Case",
    ),
    (
        became("c@hq/subscribe/Case", "subscription", "auto_accept", live=True, declared=False),
        YES,
        "Auto Accept was enabled for Case",
    ),
    (
        became("c@hq/subscribe/Case", "subscription", "auto_accept", live=True, declared=False),
        NOT,
        "Auto-accept off for Case",
    ),
    (
        became("c@hq/subscribe/Case", "subscription", "auto_accept", live=True, declared=False),
        HM,
        "Auto-accept enabled for Case: true",
    ),
    (
        became("c@hq/subscribe/Case", "subscription", "auto_accept", live=False, declared=True),
        HM,
        "Subscribed to Case as Case",
    ),
    (
        became("c@hq/subscribe/Case", "subscription", "auto_accept", live=False, declared=True),
        NO,
        "Auto-accept off for Case Comment",
    ),
    (PRIORITY, YES, "Mapped Case: Priority to Severity"),
    (PRIORITY, YES, "Mapped Case: Priority to Severity__c"),
    (PRIORITY, YES, "Case: Priority is mapped to Severity"),
    (PRIORITY, YES, "Changed mapping of Case: Priority from Case Reason to Severity"),
    (PRIORITY, HM, "Changed mapping of Case: Priority from Severity to Case Reason"),
    (PRIORITY, HM, "Mapped Case: Priority to Case Reason"),
    (PRIORITY, HM, "Mapped Case: Severity to Priority"),
    (PRIORITY, HM, "Case: Priority mapped from Severity"),
    (PRIORITY, HM, "Mapped Priority from Case: Severity"),
    (PRIORITY, HM, "Changed mapping of Case: Priority from Severity to Urgency"),
    (PRIORITY, HM, "Mapped Case: Priority"),
    (PRIORITY, HM, "Mapped Case: Priority to Severity Level"),
    (PRIORITY, HM, "Mapping removed Case: Priority"),
    (PRIORITY, HM, "Mapped Case: Priority to Severity or not"),
    (PRIORITY, NO, "Mapped Case: Priority value High to P1"),
    (PRIORITY, NO, "Mapped Case: Subject to Subject"),
    (PRIORITY, NO, "Mapped Lead: Priority to Severity"),
    (PRIORITY, HM, "Mapped Case: Top Priority to Severity"),
    (PRIORITY, HM, "Unsubscribed from Case"),
    (PRIORITY, HM, "Subscribed to Case as Case"),
    (PRIORITY, NO, "Published field Case: Priority"),
    (SUBJECT, YES, "Mapping removed Case: Subject"),
    (SUBJECT, YES, "Mapped Case: Subject to --None--"),
    (SUBJECT, YES, "Unmapped Case: Subject"),
    (SUBJECT, NOT, "Mapped Case: Subject to Subject"),
    (SUBJECT, NO, "Mapping removed Case: Priority"),
    (HIGH, YES, "Mapped Case: Priority value High to P1"),
    (HIGH, YES, "Changed the mapping of Case: Priority: High to P1"),
    (HIGH, HM, "Mapped Case: Priority value High to P2"),
    (HIGH, NO, "Mapped Case: Priority value Low to P1"),
    (HIGH, HM, "Mapped Case: Priority to Severity"),
    (HIGH, NO, "Mapped Case: Subject to Subject"),
    (
        went("c@hq/subscribe/Case.Priority.Low", "subscription", "values", "P3"),
        YES,
        "Mapped Case: Priority value Low to --None--",
    ),
]

STATE = became("c@hq", "connection", "state", "inactive", "active")
ACCOUNT = became("c@hq", "connection", "account", "Initech", "Globex")
OWNER = became("c@hq", "connection", "owner", "maria@hq.example", "ada@hq.example")
STRANGER = came("hq/connection/Foo", "connection")

CONNECTED = [
    (STATE, YES, "Connection deactivated"),
    (STATE, YES, "Connection deactivated by EMEA GmbH"),
    (STATE, YES, "Invitation canceled"),
    (STATE, YES, "Connection status changed from Active to Inactive"),
    (STATE, NOT, "Invitation accepted by EMEA GmbH"),
    (STATE, NOT, "Connection status is Sent"),
    (STATE, NO, "Owner changed to Ada Admin"),
    (STATE, NO, "Published field Lead: Lead Status"),
    (STATE, NO, "Record accepted on this connection"),
    (became("c@hq", "connection", "state", "active"), NO, "0042 accepted by Connection User"),
    (STATE, NO, "E-mail sent to ada@hq.example: EMEA GmbH deactivated your connection"),
    (STATE, HM, "Error: the connection could not be deactivated"),
    (became("c@hq", "connection", "state", "active"), YES, "Invitation accepted by EMEA GmbH"),
    (became("c@hq", "connection", "state", "active"), NO, "Auto-accept on for Case"),
    (became("c@hq", "connection", "state", "rejected"), YES, "Invitation declined"),
    (became("c@hq", "connection", "state", "sent"), YES, "Connection status is Sent"),
    (ACCOUNT, YES, "Account changed to Initech"),
    (ACCOUNT, YES, "Account changed from Globex to Initech"),
    (ACCOUNT, HM, "Account changed from Initech to Globex"),
    (ACCOUNT, HM, "Account changed to Initech Corp"),
    (ACCOUNT, HM, "Account changed to Umbrella"),
    (ACCOUNT, HM, "Account changed to none"),
    (ACCOUNT, NO, "Published object Account"),
    (ACCOUNT, NO, "Owner changed to Initech"),
    (became("c@hq", "connection", "account", None, "Globex"), YES, "Account changed to none"),
    (became("c@hq", "connection", "account", None, "Globex"), NOT, "Account changed to Globex"),
    (OWNER, YES, "Owner changed to Maria Meyer"),
    (OWNER, YES, "Connection owner was changed to maria@hq.example"),
    (OWNER, HM, "Owner changed to Sam Sales"),
    (OWNER, NO, "Account changed to Maria Meyer"),
    (STRANGER, YES, "Connection status is Sent"),
    (STRANGER, HM, "Invitation received from Foo"),
    (STRANGER, NO, "Invitation accepted by Foo"),
    (STRANGER, NO, "E-mail sent to foo@foo.example: HQ invites you to connect"),
]

NAME = became("hq/settings", "settings", "from_name", "Alliances", "Partners")
SETTING = "Changed Salesforce to Salesforce setting"
TEMPLATE = "Changed connection template Standard"
BUNDLED = came("hq/template/Standard/publish/Lead.Phone", "template-publication", "fields")

SET_UP = [
    (NAME, YES, f"{SETTING} Name to Alliances"),
    (NAME, YES, f"{SETTING} From Name from Partners to Alliances"),
    (NAME, YES, "S2S: Name changed to Alliances"),
    (NAME, HM, f"{SETTING} Name to Allies"),
    (NAME, HM, f"{SETTING} Name from Alliances to Partners"),
    (NAME, NO, f"{SETTING} From Email Address to Alliances"),
    (NAME, NO, "Changed Name to Alliances"),
    (
        became("hq/settings", "settings", "enabled", live=True, declared=False),
        YES,
        "Enabled Salesforce to Salesforce",
    ),
    (
        became("hq/settings", "settings", "enabled", live=True, declared=False),
        NO,
        f"{SETTING} Name to Enabled",
    ),
    (
        became("hq/settings", "settings", "invitation_template", None, "Partner"),
        YES,
        f"{SETTING} Invitation Template to (blank)",
    ),
    (
        became("hq/settings", "settings", "invitation_template", None, "Partner"),
        NO,
        f"{SETTING} Accept Invitation Template to (blank)",
    ),
    (
        became("hq/template/Standard", "template", "active", live=False, declared=True),
        YES,
        f"{TEMPLATE}: Deactivated",
    ),
    (
        became("hq/template/Standard", "template", "active", live=False, declared=True),
        NOT,
        f"{TEMPLATE}: Activated",
    ),
    (
        became("hq/template/Standard", "template", "active", live=False, declared=True),
        NO,
        f"{TEMPLATE}: Description changed to inactive",
    ),
    (
        became("hq/template/Standard", "template", "active", live=False, declared=True),
        NO,
        f"{TEMPLATE} Plus: Deactivated",
    ),
    (
        became("hq/template/Standard", "template", "active", live=False, declared=True),
        NO,
        "Deactivated connection Standard",
    ),
    (
        became("hq/template/Standard", "template", "description", "All of it", "Some"),
        YES,
        f"{TEMPLATE}: Description changed to All of it",
    ),
    (
        became("hq/template/Standard", "template", "description", "All of it", "Some"),
        HM,
        f"{TEMPLATE}: Description changed",
    ),
    (
        became("hq/template/Standard", "template", "description", "All of it", "Some"),
        NO,
        f"{TEMPLATE}: Deactivated",
    ),
    (came("hq/template/Standard", "template"), YES, "Created connection template Standard"),
    (came("hq/template/Standard", "template"), NO, "Created connection template Standard Plus"),
    (came("hq/template/Standard", "template"), NO, f"{TEMPLATE}: Published object Lead"),
    (BUNDLED, YES, f"{TEMPLATE}: Published field Lead: Phone"),
    (BUNDLED, NOT, f"{TEMPLATE}: Unpublished field Lead: Phone"),
    (BUNDLED, NO, f"{TEMPLATE}: Published field Lead: Mobile Phone"),
    (BUNDLED, NO, f"{TEMPLATE} Plus: Published field Lead: Phone"),
    (BUNDLED, NO, "Changed connection Standard: Published field Lead: Phone"),
    (
        came("hq/template/Standard/publish/Lead", "template-publication"),
        YES,
        f"{TEMPLATE}: Published object Lead",
    ),
]


@pytest.mark.parametrize(
    ("one", "verdict", "line"),
    [*PUBLISHED, *SUBSCRIBED, *CONNECTED, *SET_UP],
    ids=lambda value: str(value.address) if isinstance(value, Finding) else str(value),
)
def test_a_line_speaks_of_a_finding_by_names_and_general_words(
    one: Finding, verdict: Verdict | None, line: str
) -> None:
    """A longer name wins over a shorter one in it; what may be meant and is not certain is unsure."""
    assert hearing(one).judge(line) is verdict


THEIRS = [
    (TAKEN, YES, "Subscribed to Case as Case"),
    (came("c@hq/subscribe/Venture__c", "subscription"), NO, "Subscribed to Venture as Engagement"),
    (
        came("c@hq/subscribe/Venture__c", "subscription"),
        YES,
        "Subscribed to Venture__c as Engagement",
    ),
    (PRIORITY, YES, "Mapped Case: Priority to Severity"),
    (PRIORITY, HM, "Mapped Case Priority to Severity"),
    (PRIORITY, HM, "Mapped Case: Impact to Severity"),
    (PRIORITY, NO, "Mapped Case: Impact to Case Reason"),
    (HIGH, YES, "Mapped Case: Priority value High to P1"),
    (HIGH, NO, "Mapped Case: Priority value Higher to P1"),
    (HIGH, HM, "Mapped Case: Priority value Very High to P1"),
]


@pytest.mark.parametrize(("one", "verdict", "line"), THEIRS)
def test_a_partner_whom_nobody_can_read_is_known_by_api_names_and_standard_labels(
    one: Finding, verdict: Verdict | None, line: str
) -> None:
    """A label of its custom objects is not known here, and a name may be a part of another."""
    assert hearing(one, acme=None).judge(line) is verdict


def test_a_mapping_that_is_live_both_ways_is_told_by_no_line() -> None:
    """Where two fields map to each other, a line that names both could mean either."""
    swapped: dict[str, Any] = {"as": "Case", "fields": {"Reason": "Origin", "Origin": "Reason"}}
    live = state(resource("c@hq", id="04P"), resource("c@hq/subscribe/Case", **swapped))
    one = became("c@hq/subscribe/Case.Origin", "subscription", "fields", "Reason")
    line = "Mapped Case: Case Origin to Case Reason"
    assert hearing(one, live).judge(line) is HM
    assert hearing(one).judge(line) is YES


@pytest.mark.parametrize(
    "one",
    [
        became("c@hq/subscribe/Case", "subscription", "auto_accept", "not offered"),
        went("c@hq", "connection"),
        finding("c@hq", "connection", "state", Action.DELETE, "active", Presence.ABSENT),
        became("hq/settings", "settings", "from_name", LATER),
        became("c@hq", "connection", "state", "suspended"),
        became("c@hq", "connection", "state", "received"),
    ],
)
def test_what_nothing_can_tell_is_not_asked(one: Finding) -> None:
    """Some values come about without anybody's doing, or no word for them is known."""
    assert outcome(one, clue_of(one)) not in clue_of(one).shows


def test_a_mapping_to_what_looks_like_an_action_is_no_action() -> None:
    """A picklist value may be called "-"."""
    one = became("c@hq/subscribe/Case.Priority.High", "subscription", "values", "-", "P2")
    assert outcome(one, clue_of(one)) is Action.CREATE


MARIA, ADA, NOBODY = "Maria Meyer", "Ada Admin", ""
ON, OFF, ODD = (
    "Published field Lead: Email",
    "Unpublished field Lead: Email",
    "Publishing of Lead: Email",
)


def lines(*told: tuple[int | None, str, str]) -> Sequence[Line]:
    """Return lines of (minute, user, text); without a minute the time cannot be read."""
    return [
        Line(
            text,
            who,
            f"8:{minute:02d}" if minute is not None else "early",
            (datetime(2026, 1, 5, 8, minute) if minute is not None else None,),
        )
        for minute, who, text in told
    ]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        pytest.param([], None, id="nothing"),
        pytest.param([(1, ADA, "Published object Case")], None, id="something else"),
        pytest.param([(1, MARIA, ON)], Witness(MARIA, "8:01", "x"), id="one line"),
        pytest.param(
            [(2, MARIA, ON), (1, ADA, OFF)], Witness(MARIA, "8:02", "x"), id="the newest agrees"
        ),
        pytest.param([(1, MARIA, ON), (2, ADA, OFF)], Witness(), id="the newest contradicts"),
        pytest.param([(1, MARIA, ON), (2, MARIA, OFF)], Witness(), id="whoever it was"),
        pytest.param([(1, MARIA, ON), (2, ADA, ODD)], Witness(), id="the newest is not clear"),
        pytest.param([(1, MARIA, ON), (1, ADA, ON)], Witness(), id="two at once"),
        pytest.param(
            [(1, MARIA, ON), (1, MARIA, OFF)], Witness(MARIA, "8:01", "x"), id="one at once"
        ),
        pytest.param(
            [(1, MARIA, ON), (1, ADA, OFF)],
            Witness(MARIA, "8:01", "x"),
            id="at once with the contrary, which cannot have been the last",
        ),
        pytest.param(
            [(1, MARIA, ON), (None, ADA, OFF)],
            Witness(MARIA, "8:01", "x"),
            id="order not known, but live shows which was the last",
        ),
        pytest.param([(1, ADA, ON), (1, ADA, OFF), (2, MARIA, ODD)], Witness(), id="unclear later"),
        pytest.param([(1, MARIA, ON), (None, ADA, ON)], Witness(), id="order not known"),
        pytest.param(
            [(1, MARIA, ON), (None, MARIA, OFF)],
            Witness(MARIA, "8:01", "x"),
            id="order not known, one person",
        ),
        pytest.param(
            [(1, MARIA, ON), (None, MARIA, ON)],
            Witness(MARIA, "", "x"),
            id="order not known, one person, two times",
        ),
        pytest.param(
            [(None, MARIA, ON), (None, ADA, "Published field Lead: Phone")],
            Witness(MARIA, "early", "x"),
            id="the only line needs no order",
        ),
        pytest.param([(None, MARIA, OFF)], Witness(), id="only the contrary"),
        pytest.param([(1, NOBODY, ON)], Witness(), id="nobody is named"),
        pytest.param(
            [(1, "Connection User", ON)],
            Witness("Connection User (the other side)", "8:01", "x"),
            id="the other side",
        ),
    ],
)
def test_the_newest_line_decides_if_it_agrees(
    told: list[tuple[int | None, str, str]], expected: Witness | None
) -> None:
    """A doubt is no answer; silence is none either, and lets another source speak."""
    assert hearing(EMAIL).decide(lines(*told), "x") == expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        pytest.param(
            [(1, MARIA, "Connection status is Sent"), (9, ADA, "Invitation accepted")],
            Witness(MARIA, "8:01", "x"),
            id="it is over with the first",
        ),
        pytest.param(
            [(9, MARIA, "Invitation sent again"), (1, MARIA, "Connection status is Sent")],
            Witness(MARIA, "8:01", "x"),
            id="the first time counts",
        ),
        pytest.param(
            [(1, MARIA, "Connection status is Sent"), (9, ADA, "Invitation sent")],
            Witness(),
            id="somebody else",
        ),
    ],
)
def test_what_happens_once_needs_all_lines_to_agree(
    told: list[tuple[int | None, str, str]], expected: Witness
) -> None:
    """A connection comes only once: a later line of the sort is another thing."""
    assert hearing(STRANGER).decide(lines(*told), "x") == expected
