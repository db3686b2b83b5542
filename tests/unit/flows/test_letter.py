"""A letter to a partner: their words, their org, nothing of ours that is nobody's business."""

from dataclasses import replace
from typing import Any, Final

import pytest

from s2s_gitops.engine.load import load
from s2s_gitops.flows.letter import Partner, write_letter
from s2s_gitops.kinds import ALL
from s2s_gitops.model.address import Address
from s2s_gitops.model.config import Config
from s2s_gitops.model.letter import About, Ask, Letter
from s2s_gitops.model.resource import UNREAD, Member, Resource, State

from ..builders import ignore, resource
from ..engine.test_approvals import TODAY

FILES: Final = """\
version: 1
orgs:
  hq: {org_id: 00D000000000001EAA, login: &login {instance_url: "https://x.example", access_token: "${env:T}"}}
  emea: {org_id: 00D000000000002EAA, login: *login}
  acme: {access: none}
  globex: {access: none}
connections:
  - name: hq-acme
    invited_by: hq
    sides:
      hq:
        contact: pat@acme.example
        publish: [{object: Lead, deprecate: &notice {on: 2026-02-01, remove_after: 2026-03-31}}]
      acme: {publish: [{object: Case, fields: [Status]}], subscribe: [{object: Lead, as: Lead}]}
  - name: secret-globex
    invited_by: hq
    sides:
      hq: {contact: glen@globex.example, publish: [{object: Task, deprecate: *notice}]}
      globex: {publish: [{object: Contact}]}
  - name: emea-acme
    invited_by: acme
    sides: {emea: {}, acme: {subscribe: [{object: Lead, as: Lead}]}}
"""
CASE: Final = Address.parse("hq-acme@acme/publish/Case")
SIDE: Final = Address.parse("hq-acme@hq")
NAMES: Final = {"hq": "HQ Industries"}


def files() -> Config:
    """Return two partners and two orgs of ours."""
    return load({"s2s.yaml": FILES.encode()}, ALL, {"T": "token-1"})


def seen(*more: Resource, probed: bool = True, status: str = "active") -> State:
    """Return what our org shows of the connection with acme."""
    side = resource(str(SIDE), state=status, id="04P000000000001AAA", contact="x")
    lead = resource("hq-acme@hq/publish/Lead")
    found = {one.address: one for one in (side, lead, *more)}
    return State(found, (), frozenset({("hq-acme@acme", "publish")} if probed else ()))


def letter(live: State, partner: str = "acme", config: Config | None = None) -> Letter:
    """Return the letter to a partner."""
    return write_letter(Partner(partner, NAMES), config or files(), live, ALL, TODAY)


def part(live: State, **more: Any) -> About:
    """Return what the letter to acme says about our first org, without the clicks' openings."""
    return next(one for one in letter(live, **more).parts if one.name == "HQ Industries")


def titles(asks: tuple[Ask, ...]) -> list[str]:
    """Return what is asked."""
    return [one.what for one in asks]


def shows(fields: Any) -> Resource:
    """Return what acme publishes, as our page shows it."""
    return resource(str(CASE), fields=fields)


def test_what_differs_is_asked_for_with_the_clicks_of_the_kind() -> None:
    """Objects before fields, from a page that has a name."""
    found = part(seen())

    assert titles(found.asks) == ["Publish: Case", "Publish field: Case.Status"]
    assert found.asks[0].clicks == (
        "In your org, open the Connections tab",
        "Choose the connection with HQ Industries",
        "Press Publish/Unpublish",
        "Tick Case",
        "Press Save",
    )


def test_what_cannot_be_seen_is_asked_to_be_checked() -> None:
    """Subscriptions of a partner show nowhere else; fields only where they are mapped."""
    found = part(seen(shows(UNREAD)))

    assert found.asks == ()
    assert titles(found.checks) == ["Publish field: Case.Status", "Subscribe: Lead"]


def test_a_scalar_that_was_not_read_is_asked_for_as_well() -> None:
    """Nothing stands in the place of what nobody saw."""
    their_lead = resource("hq-acme@acme/subscribe/Lead", **{"as": UNREAD})
    live = seen(shows({"Status": Member.LISTED}), their_lead)

    assert titles(part(live).checks) == ["Repoint: Lead"]


def test_an_invitation_that_waits_is_asked_to_be_accepted_and_nothing_more() -> None:
    """What comes behind it cannot be done yet."""
    found = part(seen(status="sent", probed=False))

    assert titles(found.asks) == [
        "HQ Industries waits for your org to accept the invitation that was mailed to pat@acme.example"
    ]
    assert (
        found.asks[0].clicks[0] == "Open the link in the invitation e-mail and log in to your org"
    )
    assert found.checks == ()


def test_an_invitation_that_is_not_sent_yet_is_nothing_to_accept() -> None:
    """It is ours to act."""
    assert "HQ Industries" not in [one.name for one in letter(State({})).parts]


def test_a_partner_who_has_to_invite_us_is_asked_to() -> None:
    """Each of our orgs has a part of its own, by its own name where that is known."""
    found = {one.name: one for one in letter(seen()).parts}

    assert list(found) == ["emea", "HQ Industries"]
    assert titles(found["emea"].asks) == ["emea waits for your org to invite emea"]


def test_what_is_over_is_nothing_to_check() -> None:
    """A connection that was declined cannot be subscribed on."""
    assert part(seen(status="rejected", probed=False)).checks == ()


@pytest.mark.parametrize(
    ("pattern", "asks", "checks"),
    [
        pytest.param("hq-acme@acme/publish/Case", [], ["Subscribe: Lead"], id="what differs"),
        pytest.param(
            "hq-acme@acme/subscribe/**",
            ["Publish: Case", "Publish field: Case.Status"],
            [],
            id="what cannot be seen",
        ),
    ],
)
def test_what_the_files_leave_alone_is_not_asked_for(
    pattern: str, asks: list[str], checks: list[str]
) -> None:
    """An entry of `ignore` holds for letters as for plans."""
    config = replace(files(), ignores=(ignore(pattern),))

    found = part(seen(), config=config)

    assert (titles(found.asks), titles(found.checks)) == (asks, checks)


def test_what_goes_is_told_to_whom_it_concerns() -> None:
    """A notice to one partner stands in no other letter."""
    (notice,) = part(seen()).notices

    assert notice.startswith("HQ Industries is going to unpublish Lead after 2026-03-31: your org")


@pytest.mark.parametrize(
    "word", ["globex", "glen", "Task", "Contact", "hq-acme", "@hq", "@acme", "s2s.yaml", "token-1", "04P"]
)  # fmt: skip
def test_a_letter_holds_nothing_that_is_ours_alone(word: str) -> None:
    """No other partner, no address, no place in a file, no id, no secret."""
    from s2s_gitops.views.letter import letter_text

    found = letter(seen())

    assert word not in letter_text(found)
    assert word not in letter_text(replace(found, parts=()))


def test_what_no_click_leads_to_is_not_asked_for() -> None:
    """The platform offers no Auto-Accept for a child; nobody is asked to tick what is not there."""
    text = FILES.replace(
        "invited_by: acme\n    sides: {emea: {}",
        "invited_by: emea\n    sides: {emea: {contact: a@b.example}",
    )
    text = text.replace(
        "acme: {access: none}\n  globex",
        "acme: {access: observe, org_id: 00D000000000003EAA, login: *login}\n  globex",
    ).replace(
        "subscribe: [{object: Lead, as: Lead}]}\n  - name: secret",
        ("subscribe: [{object: Lead, as: Lead, auto_accept: true}]}\n  - name: secret"),
    )
    config = load({"s2s.yaml": text.encode()}, ALL, {"T": "x"})
    theirs = resource("hq-acme@acme", state="active", id="04P000000000002AAA")
    lead = resource("hq-acme@acme/subscribe/Lead", **{"as": "Lead", "auto_accept": "not offered"})

    found = part(seen(shows({"Status": Member.LISTED}), theirs, lead), config=config)

    assert found.asks == ()
