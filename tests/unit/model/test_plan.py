"""The digest is over what a plan means: one meaning has one digest, another has another."""

from typing import Any

import pytest

from s2s_gitops.model.address import Address
from s2s_gitops.model.change import Foreseen, Risk
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.plan import Consent, Coverage, Ignored, Plan, to_json
from s2s_gitops.model.resource import LATER, UNREAD, Member, Presence, Value
from s2s_gitops.model.source import Source

from ..builders import change, ignore, pending, plan

FIRST = change("hq/settings")
SECOND = change("hq-emea@hq/publish/Lead", verb="publish")
THIRD = change("hq-emea@hq/publish/Lead.Email", verb="publish-field")
BASE = plan(FIRST, SECOND)
NUMBERS = {FIRST.address: {"set": (Foreseen(FIRST.address, "set", "{n} links", {"n": 3}),)}}


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(plan(SECOND, FIRST), id="shuffled"),
        pytest.param(plan(FIRST, blocked=(SECOND,)), id="blocked by what is pending"),
        pytest.param(plan(FIRST, SECOND, coverage=Coverage(9, 0)), id="coverage"),
        pytest.param(plan(FIRST, SECOND, pending=(pending(),)), id="pending"),
        pytest.param(plan(FIRST, SECOND, observed=(THIRD,)), id="other sides"),
        pytest.param(plan(FIRST, blocked=(SECOND,), held=(SECOND,)), id="held back"),
        pytest.param(
            plan(FIRST, SECOND, ignored=(Ignored(THIRD.address, "set", ignore("x")),)), id="ignored"
        ),
        pytest.param(plan(FIRST, SECOND, unmanaged=(Address("x"),)), id="unmanaged"),
        pytest.param(plan(FIRST, SECOND, unread=(Address("x"),)), id="unread"),
        pytest.param(
            plan(FIRST, SECOND, diagnostics=(Diagnostic("S2S301", "down"),)), id="messages"
        ),
        pytest.param(plan(change(source=Source("b.yaml", 9, 9)), SECOND), id="places in the files"),
        pytest.param(plan(change(reason="so", undo="not"), SECOND), id="wording"),
        pytest.param(plan(change(risk=Risk.OUTWARD), SECOND), id="judgement of risk"),
        pytest.param(
            plan(FIRST, SECOND, consents={FIRST.address: {"set": Consent(needed=True)}}),
            id="approvals",
        ),
        pytest.param(plan(FIRST, SECOND, foreseen=NUMBERS), id="numbers of the other side"),
        pytest.param(plan(FIRST, SECOND, mails={"emea": 2}), id="e-mails"),
        pytest.param(plan(change(consequences=("mail",)), SECOND), id="consequences"),
    ],
)
def test_the_digest_does_not_move_with_what_is_not_meaning(other: Plan) -> None:
    """A reviewed plan stays valid when only order, words or places changed."""
    assert other.digest == BASE.digest


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(plan(FIRST), id="one change less"),
        pytest.param(plan(FIRST, SECOND, THIRD), id="one change more"),
        pytest.param(plan(change("emea/settings"), SECOND), id="address"),
        pytest.param(plan(change(verb="enable"), SECOND), id="verb"),
        pytest.param(plan(change(attribute="from_address"), SECOND), id="attribute"),
        pytest.param(plan(change(before="older"), SECOND), id="before"),
        pytest.param(plan(change(after="newer"), SECOND), id="after"),
        pytest.param(plan(change(after=None), SECOND), id="after is nothing"),
        pytest.param(plan(change(before=UNREAD), SECOND), id="before was not read"),
        pytest.param(plan(FIRST, SECOND, orgs={"hq": "00D000000000002EAA"}), id="org id"),
        pytest.param(plan(FIRST, SECOND, orgs={}), id="org not read"),
        pytest.param(plan(change(sends={"contact": "a@b"}), SECOND), id="what travels with it"),
    ],
)
def test_the_digest_moves_with_the_meaning(other: Plan) -> None:
    """What was not reviewed is not applied."""
    assert other.digest != BASE.digest


def test_a_change_is_told_with_numbers_where_there_are_some() -> None:
    """A sentence with a number takes the place of the general one; others stay, and more may follow."""
    one = change(consequences=("links stop", "somebody is mailed"))
    better = Foreseen(one.address, "set", "{n} link(s) stop", {"n": 3}, "links stop")
    more = Foreseen(one.address, "set", "and that is all")
    made = plan(one, foreseen={one.address: {"set": (more, better)}})
    assert made.told(one) == ("3 link(s) stop", "somebody is mailed", "and that is all")
    assert plan(one).told(one) == one.consequences
    assert made.told(change(verb="enable", consequences=("links stop",))) == ("links stop",)


def test_the_digest_names_its_algorithm() -> None:
    """It can be told apart from digests of later versions."""
    assert BASE.digest.startswith("sha256:")


@pytest.mark.parametrize(
    ("value", "as_json"),
    [
        pytest.param("text", "text", id="text"),
        pytest.param(None, None, id="nothing"),
        pytest.param(True, True, id="flag"),
        pytest.param(("b", "a"), ["b", "a"], id="tuple keeps its order"),
        pytest.param({"b": "1", "a": ("x",)}, {"a": ["x"], "b": "1"}, id="mapping"),
        pytest.param(UNREAD, {"unknown": "unread"}, id="unread"),
        pytest.param({"a": LATER}, {"a": {"unknown": "later"}}, id="later, inside"),
        pytest.param(Presence.ABSENT, "absent", id="presence"),
        pytest.param(Member.FIXED, "fixed", id="member"),
    ],
)
def test_values_become_json(value: Value, as_json: Any) -> None:
    """Unknown values cannot be taken for texts."""
    assert to_json(value) == as_json


@pytest.mark.parametrize(
    ("consent", "missing"),
    [
        pytest.param(Consent(needed=False), False, id="not needed"),
        pytest.param(Consent(needed=True), True, id="needed and missing"),
        pytest.param(Consent(needed=True, reason="agreed"), False, id="needed and there"),
    ],
)
def test_consent_is_missing_only_where_it_is_needed(consent: Consent, missing: bool) -> None:
    """Consent has a reason, or it is none."""
    assert consent.missing is missing


def test_consent_is_looked_up_by_address_and_verb() -> None:
    """An approval of one verb is none for another."""
    given = Consent(needed=True, reason="agreed")
    made = plan(FIRST, consents={FIRST.address: {"set": given}})

    found = [made.consent(one) for one in (FIRST, change(verb="enable"), SECOND)]

    assert found == [given, Consent(needed=False), Consent(needed=False)]


def test_what_is_not_unreadable_is_verified() -> None:
    """Coverage adds up."""
    assert Coverage(declared=57, unreadable=6).verified == 51


@pytest.mark.parametrize(
    ("sends", "same"),
    [
        pytest.param({"account": "A", "contact": "a@b"}, True, id="in any order"),
        pytest.param({"contact": "x@b", "account": "A"}, False, id="another contact"),
        pytest.param({"contact": "a@b", "account": "B"}, False, id="another account"),
        pytest.param({"contact": "a@b"}, False, id="no account"),
        pytest.param(
            {"contact": "a@b", "account": "A", "template": "T"}, False, id="with a template"
        ),
    ],
)
def test_the_digest_of_an_invitation_moves_with_whom_it_reaches(
    sends: dict[str, Value], same: bool
) -> None:
    """Another contact or template is another invitation."""
    reviewed = plan(change("a@hq", verb="invite", sends={"contact": "a@b", "account": "A"}))

    assert (plan(change("a@hq", verb="invite", sends=sends)).digest == reviewed.digest) is same
