"""What changes lead to elsewhere: with numbers from what is live, and `?` where nobody here can tell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from s2s_gitops.flows.foresee import foresee
from s2s_gitops.kinds import ALL
from s2s_gitops.kinds.subscription.losses import MOST_PAGES
from s2s_gitops.model.address import Address
from s2s_gitops.model.change import Change, Foreseen
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.errors import Unreachable
from s2s_gitops.model.ports import ReadableOrg
from s2s_gitops.model.resource import UNREAD, Gap, Member, Presence, Resource, State, Value

from ..builders import change, plan, resource, state
from .orgs import ID, OTHER_ID, Telling, org, wanted
from .test_record_links import SOBJECT, group

SIDES = (resource("c@hq", id=ID, state="active"), resource("c@emea", id=OTHER_ID, state="active"))
LEAD = "c@emea/subscribe/Lead"
MAPPED: Mapping[str, Value] = {"Email": "Email", "Status": "Status"}
VALUES: Mapping[str, Value] = {"Status.Open": "New", "Status.Closed": "Done"}
QUIET = {
    "hq": org(broken=frozenset({SOBJECT, "pages"})),
    "emea": org("emea", broken=frozenset({SOBJECT, "pages"})),
}

UNPUBLISH = change(
    "c@hq/publish/Lead", kind="publication", verb="unpublish", partner="emea",
    consequences=("emea loses its subscription to Lead, with its mappings",),
)  # fmt: skip
UNPUBLISH_STATUS = change(
    "c@hq/publish/Lead.Status", kind="publication", verb="unpublish-field", partner="emea",
    attribute="fields", consequences=("emea no longer receives Lead.Status",),
)  # fmt: skip
UNSUBSCRIBE = change(LEAD, kind="subscription", verb="unsubscribe", partner="hq")
CLEAR = change(f"{LEAD}.Status", kind="subscription", verb="clear-mapping", after=None)


def told(
    one: Change,
    *live: Resource,
    orgs: Mapping[str, ReadableOrg] | None = None,
    others: Sequence[Change] = (),
    gaps: tuple[Gap, ...] = (),
    desired: Sequence[Resource] = (),
) -> tuple[str, ...]:
    """Return what a change is told to lead to."""
    known = State(state(*SIDES, *live).resources, gaps)
    shown = QUIET if orgs is None else orgs
    return foresee(plan(one, *others), wanted(*desired), known, shown, ALL).told(one)


def test_unpublishing_tells_what_the_partner_has_mapped() -> None:
    """How much must be rebuilt is known before it is lost."""
    lines = told(UNPUBLISH, resource(LEAD, **{"as": "Lead"}, fields=MAPPED, values=VALUES))
    assert lines == (
        "emea is unsubscribed from Lead, and loses its mapping: 2 field(s), 2 picklist value(s)",
        "records of Lead that were shared stay where they are, and stop being updated: ? record link(s) in hq",
    )


def test_a_partner_that_is_not_subscribed_loses_nothing() -> None:
    """That is said as well, and no number of records is asked for."""
    orgs: dict[str, Any] = {"hq": org(), "emea": org("emea")}
    assert told(UNPUBLISH, orgs=orgs) == ("emea is not subscribed to Lead: it loses no mapping",)
    assert told(UNPUBLISH_STATUS, orgs=orgs) == (
        "emea is not subscribed to Lead: it loses no mapping of Lead.Status",
    )
    assert orgs["hq"].asked == []


IN_DOUBT = (
    "emea is unsubscribed from Lead if it subscribes to it, and loses its mapping: "
    "? field(s), ? picklist value(s)"
)


def test_what_was_not_read_is_in_doubt() -> None:
    """A subscription in a part that could not be read is never taken as absent."""
    gap = Gap("c@emea", "subscribe", Diagnostic("S2S305", "It looks different."))
    assert told(UNPUBLISH, gaps=(gap,))[0] == IN_DOUBT
    assert told(UNPUBLISH_STATUS, gaps=(gap,)) == (
        "emea no longer receives Lead.Status, and loses its mapping of it, if it has one: ? picklist value(s)",
    )


def test_a_mapping_that_cannot_be_read_has_no_numbers() -> None:
    """The page was asked for its numbers, and did not answer: the plan goes on."""
    lines = told(UNPUBLISH, resource(LEAD, **{"as": "Lead"}))
    assert (
        lines[0]
        == "emea is unsubscribed from Lead, and loses its mapping: ? field(s), ? picklist value(s)"
    )
    known = resource(LEAD, **{"as": "Lead"}, fields=MAPPED, values=UNREAD)
    assert told(UNPUBLISH, known)[0].endswith("2 field(s), ? picklist value(s)")


@pytest.mark.parametrize(
    ("fields", "values", "line"),
    [
        (
            MAPPED,
            VALUES,
            "emea no longer receives Lead.Status, and loses its mapping to Status: 2 picklist value(s)",
        ),
        ({"Email": "Email"}, {}, "emea does not map Lead.Status: it loses no mapping"),
    ],
)
def test_unpublishing_a_field_tells_what_it_was_mapped_to(
    fields: Mapping[str, Value], values: Mapping[str, Value], line: str
) -> None:
    """A field that nobody maps is no loss; one with values is more than one."""
    live = resource(LEAD, **{"as": "Lead"}, fields=fields, values=values)
    assert told(UNPUBLISH_STATUS, live) == (line,)


def test_a_mapping_that_the_plan_clears_itself_is_told_so() -> None:
    """Both sides are changed on purpose: nobody is surprised."""
    live = resource(LEAD, **{"as": "Lead"}, fields=MAPPED, values=VALUES)
    assert told(UNPUBLISH_STATUS, live, others=[CLEAR]) == (
        "emea no longer receives Lead.Status; this plan clears its mapping there as well",
    )


def test_unsubscribing_tells_our_own_mapping_and_the_records_by_object() -> None:
    """Records are told by object only where the org answers that."""
    rows = [
        group("Active (received)", 1204, OTHER_ID, Type="Lead"),
        group("Connected", 9, OTHER_ID, Type="Case"),
    ]
    orgs: dict[str, ReadableOrg] = {"emea": org("emea", rows={SOBJECT: rows})}
    live = resource(LEAD, **{"as": "Lead"}, fields=MAPPED, values=VALUES)
    assert told(UNSUBSCRIBE, live, orgs=orgs) == (
        "emea loses its mapping of Lead: 2 field(s), 2 picklist value(s)",
        "records of Lead that arrived stay, and stop being updated: 1,204 record link(s) in emea "
        "(1,204 Active (received))",
    )


def test_pointing_a_subscription_elsewhere_tells_the_mapping_alone() -> None:
    """No public source says what becomes of its records, so nothing is said of them."""
    live = resource(LEAD, **{"as": "Lead"}, fields=MAPPED, values=VALUES)
    repoint = change(LEAD, kind="subscription", verb="repoint", attribute="as")
    assert told(repoint, live) == (
        "emea loses its mapping of Lead: 2 field(s), 2 picklist value(s)",
    )


def test_values_that_were_asked_for_and_not_shown_are_not_there() -> None:
    """No picklist is mapped: that is zero, and not unknown."""
    live = resource(LEAD, **{"as": "Lead"}, fields=MAPPED)
    gone = Resource(Address.parse(LEAD), {}, presence=Presence.ABSENT)
    assert told(UNSUBSCRIBE, live, desired=[gone])[0].endswith("2 field(s), 0 picklist value(s)")
    assert told(UNSUBSCRIBE, live)[0].endswith("2 field(s), ? picklist value(s)")


def test_a_snapshot_knows_what_was_mapped_and_no_numbers_of_records() -> None:
    """No org is asked; what is live is all that there is."""
    live = resource(LEAD, **{"as": "Lead"}, fields=MAPPED)
    assert told(UNPUBLISH, live, orgs={}) == (
        "emea is unsubscribed from Lead, and loses its mapping: 2 field(s), 0 picklist value(s)",
        "records of Lead that were shared stay where they are, and stop being updated: ? record link(s) in hq",
    )


@dataclass
class Closed(Telling):
    """An org that shows no page, and remembers how often it was asked for one."""

    opened: list[str] = field(default_factory=list)

    def open(self, address: str) -> Any:
        """Refuse, every time."""
        self.opened.append(address)
        raise Unreachable(self.alias, "No answer.")


def test_only_few_mappings_are_opened_for_their_numbers() -> None:
    """A plan that takes back hundreds of objects must not open hundreds of pages to say so."""
    many = [f"Thing{number}__c" for number in range(MOST_PAGES + 5)]
    live = [resource(f"c@emea/subscribe/{name}", **{"as": name}) for name in many]
    changes = [
        replace(UNPUBLISH, address=Address.parse(f"c@hq/publish/{name}"), consequences=(name,))
        for name in many
    ]
    emea = Closed(called="emea")
    told(changes[0], *live, orgs={"emea": emea}, others=changes[1:])
    assert len(emea.opened) == MOST_PAGES


DEACTIVATE = change(
    "c@hq", kind="connection", verb="deactivate", partner="emea", attribute="state",
    consequences=(
        "records that were sent and not yet accepted are withdrawn, on both sides",
        "shared records stay where they are and stop being updated, on both sides",
        "emea is told by e-mail",
    ),
)  # fmt: skip


def test_deactivating_tells_what_is_withdrawn_and_what_stops() -> None:
    """Each org tells its own: what waits stands with its sender alone."""
    ours, theirs = group("Pending (sent)", 12), group("Pending (sent)", 3, OTHER_ID)
    orgs = {
        "hq": org(rows={SOBJECT: [ours, group("Active (sent)", 7)]}),
        "emea": org("emea", rows={SOBJECT: [theirs]}),
    }
    assert told(DEACTIVATE, orgs=orgs) == (
        "records that were sent and not yet accepted are withdrawn, on both sides: 12 of hq, 3 of emea",
        "shared records stay where they are and stop being updated, on both sides: 7 record link(s) in hq "
        "(7 Active (sent))",
        "emea is told by e-mail",
    )


def test_the_other_side_may_not_be_there_to_be_asked() -> None:
    """What nobody here can read is `?`."""
    orgs: dict[str, ReadableOrg] = {"hq": org()}
    alone = foresee(plan(DEACTIVATE), wanted(), state(SIDES[0]), orgs, ALL).told(DEACTIVATE)
    assert alone[0].endswith("0 of hq, ? of emea")


INVITE = change(
    "c@hq", kind="connection", verb="invite", partner="emea", sends={"template": "Standard"}
)
BUNDLE = "hq/template/Standard/publish/"


@pytest.mark.parametrize(
    ("live", "desired", "line"),
    [
        (
            [],
            [resource(f"{BUNDLE}Lead", fields={"Email": Member.LISTED})],
            "1 object(s) with 3 field(s)",
        ),
        ([], [resource(f"{BUNDLE}Case")], "1 object(s) with 1 field(s)"),
        ([resource(f"{BUNDLE}Case")], [], "1 object(s) with ? field(s)"),
        ([resource(f"{BUNDLE}Case")], [resource(f"{BUNDLE}Case")], "1 object(s) with ? field(s)"),
        (
            [resource(f"{BUNDLE}Case", fields={"Subject": Member.FIXED, "Origin": Member.LISTED})],
            [Resource(Address.parse(f"{BUNDLE}Lead"), {}, presence=Presence.ABSENT)],
            "1 object(s) with 2 field(s)",
        ),
        ([], [], "0 object(s) with 0 field(s)"),
    ],
)
def test_a_template_that_is_chosen_when_inviting_tells_what_it_shows(
    live: list[Resource], desired: list[Resource], line: str
) -> None:
    """It discloses as much as publishing does: as the template will be once the plan is made."""
    lines = told(INVITE, *live, desired=desired)
    assert lines == (
        f"the template Standard shows emea {line} as soon as it accepts, and may mail it then",
    )


def test_other_changes_lead_to_nothing_that_has_numbers() -> None:
    """No question is asked for them."""
    orgs: dict[str, Any] = {"hq": org(), "emea": org("emea")}
    quiet = (
        change("c@hq", kind="connection", verb="invite"),
        change("c@hq/publish/Lead", kind="publication", verb="publish"),
        change(LEAD, kind="subscription", verb="subscribe"),
        change("hq/settings", kind="settings"),
    )
    for one in quiet:
        assert told(one, orgs=orgs) == ()
    assert orgs["hq"].asked == orgs["emea"].asked == []


def test_a_number_that_is_not_known_is_a_question_mark() -> None:
    """Nobody takes it for zero."""
    one = Foreseen(Address("hq"), "set", "{a} and {b} of {c} and {}", {"a": None, "b": 1204})
    assert str(one) == "? and 1,204 of {c} and {}", "braces that name no number are a name's own"
