"""Consent: which changes need an approval, which have one, and how much may be lost at once."""

from dataclasses import replace

import pytest

from s2s_gitops.engine.policy import approve, blast_radius, consents, expired
from s2s_gitops.model.address import Address
from s2s_gitops.model.change import Change, Risk
from s2s_gitops.model.config import Approval, Config
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.errors import RefusedError, S2SError
from s2s_gitops.model.plan import Consent, Plan
from s2s_gitops.model.resource import Member, Presence, State

from ..builders import HERE, approval, change, document, org_entry, pending, plan, resource, state

TODAY = "2026-03-01"
LEAD = "hq-emea@hq/publish/Lead"
ORGS = {"hq": org_entry("hq"), "strict": org_entry("strict", approve_outward=True)}


@pytest.mark.parametrize(
    ("address", "risk", "needed"),
    [
        pytest.param("hq/settings", Risk.SAFE, False, id="safe"),
        pytest.param("hq/settings", Risk.OUTWARD, False, id="outward"),
        pytest.param("hq/settings", Risk.DESTRUCTIVE, True, id="destructive"),
        pytest.param("hq/settings", Risk.IRREVERSIBLE, True, id="irreversible"),
        pytest.param("strict/settings", Risk.SAFE, False, id="safe in a strict org"),
        pytest.param("strict/settings", Risk.OUTWARD, True, id="outward in a strict org"),
        pytest.param("a@strict/publish/Lead", Risk.OUTWARD, True, id="on its side"),
    ],
)
def test_consent_is_needed_from_a_risk_on(address: str, risk: Risk, needed: bool) -> None:
    """Destructive and irreversible changes need one; an org may ask for it earlier."""
    found = consents([change(address, risk=risk)], [], ORGS, TODAY)

    assert found == ({Address.parse(address): {"set": Consent(needed=True)}} if needed else {})


@pytest.mark.parametrize(
    ("approvals", "reason"),
    [
        pytest.param([], "", id="none"),
        pytest.param([approval(LEAD, "unpublish")], "agreed", id="address"),
        pytest.param([approval("hq-emea@hq/publish/*", "unpublish")], "agreed", id="star"),
        pytest.param([approval("hq-emea@hq/**", "unpublish")], "agreed", id="whole side"),
        pytest.param([approval("**", "unpublish")], "agreed", id="everything"),
        pytest.param([approval("hq-emea@hq/*", "unpublish")], "", id="star stops at a slash"),
        pytest.param([approval(LEAD, "publish")], "", id="another verb"),
        pytest.param([approval(f"{LEAD}s", "unpublish")], "", id="another address"),
        pytest.param([approval(LEAD, "unpublish", "2026-02-28")], "", id="expired"),
        pytest.param([approval(LEAD, "unpublish", TODAY)], "agreed", id="last day"),
        pytest.param(
            [
                approval(LEAD, "unpublish", "2026-02-28", reason="old"),
                approval(LEAD, "unpublish", reason="first"),
                approval("**", "unpublish", reason="second"),
            ],
            "first",
            id="the first that counts",
        ),
    ],
)
def test_an_approval_fits_by_address_verb_and_date(approvals: list[Approval], reason: str) -> None:
    """Consent to one thing is no consent to another."""
    unpublish = change(LEAD, verb="unpublish", risk=Risk.DESTRUCTIVE)

    found = consents([unpublish], approvals, ORGS, TODAY)

    assert found[unpublish.address]["unpublish"] == Consent(needed=True, reason=reason)


def test_two_verbs_at_one_address_need_two_approvals() -> None:
    """Each stands for itself."""
    changes = [change(verb=one, risk=Risk.IRREVERSIBLE) for one in ("enable", "set")]

    found = consents(changes, [approval("hq/settings", "enable")], ORGS, TODAY)

    missing = {name: consent.missing for name, consent in found[Address("hq", "settings")].items()}
    assert missing == {"enable": False, "set": True}


DESTROY = change(LEAD, verb="unpublish", risk=Risk.DESTRUCTIVE, reason="they lose it")
GIVEN = {DESTROY.address: {"unpublish": Consent(needed=True, reason="agreed")}}
MISSING = {DESTROY.address: {"unpublish": Consent(needed=True)}}
TOO_MUCH = Diagnostic("S2S202", "4 of 10 values would be lost.")
DOWN = Diagnostic("S2S301", "No answer.", where="hq")
OLD = Diagnostic("S2S015", "It counted until yesterday.")


@pytest.mark.parametrize(
    "made",
    [
        pytest.param(plan(), id="nothing to do"),
        pytest.param(plan(change()), id="safe"),
        pytest.param(plan(DESTROY, consents=GIVEN), id="approved"),
        pytest.param(plan(diagnostics=(OLD,)), id="with a warning"),
        pytest.param(plan(pending=(pending(),)), id="with something pending"),
        pytest.param(plan(blocked=(DESTROY,), consents=MISSING), id="not yet to be applied"),
    ],
)
def test_a_plan_that_may_be_applied_is_approved(made: Plan) -> None:
    """Approval changes nothing in the plan."""
    assert approve(made).plan is made


@pytest.mark.parametrize(
    ("made", "error", "codes"),
    [
        pytest.param(plan(DESTROY, consents=MISSING), RefusedError, ["S2S201"], id="no consent"),
        pytest.param(plan(refused=(TOO_MUCH,)), RefusedError, ["S2S202"], id="too much"),
        pytest.param(
            plan(DESTROY, refused=(TOO_MUCH,), consents=MISSING),
            RefusedError,
            ["S2S202", "S2S201"],
            id="both at once",
        ),
        pytest.param(plan(diagnostics=(DOWN,)), S2SError, ["S2S301"], id="could not be read"),
        pytest.param(
            plan(DESTROY, diagnostics=(OLD, DOWN), consents=MISSING),
            S2SError,
            ["S2S015", "S2S301"],
            id="errors come first",
        ),
    ],
)
def test_a_plan_that_may_not_be_applied_is_refused(
    made: Plan, error: type[S2SError], codes: list[str]
) -> None:
    """Before anything is written, with every reason."""
    with pytest.raises(S2SError) as caught:
        approve(made)

    assert (type(caught.value), [one.code for one in caught.value.diagnostics]) == (error, codes)


def test_a_missing_approval_is_told_with_the_entry_to_write() -> None:
    """The user can copy it."""
    with pytest.raises(RefusedError) as caught:
        approve(plan(DESTROY, consents=MISSING))
    (problem,) = caught.value.diagnostics

    assert problem.detail == "`unpublish` is destructive: they lose it."
    assert f'{{address: "{LEAD}", change: unpublish, reason: "..."}}' in problem.fix
    assert (problem.source, problem.where) == (HERE, LEAD)


@pytest.mark.parametrize(
    "address",
    [
        "hq/settings",
        'hq/template/A "quoted" one',
        r"hq/template/back\slash",
        "hq/template/Größe: x # y",
    ],
)
def test_the_entry_to_write_is_valid_yaml(address: str) -> None:
    """However the resource is called; it names the address that is meant."""
    lost = change(address, verb="unpublish", risk=Risk.DESTRUCTIVE)
    missing = {lost.address: {"unpublish": Consent(needed=True)}}
    with pytest.raises(RefusedError) as caught:
        approve(plan(lost, consents=missing))
    (problem,) = caught.value.diagnostics

    entry = problem.fix[problem.fix.index("- {") : problem.fix.rindex("}") + 1]
    ((written,),) = [document(f"approvals:\n{entry}")["approvals"]]

    assert written == {"address": address, "change": "unpublish", "reason": "..."}


def test_approvals_that_have_run_out_are_told() -> None:
    """A warning for each, where it stands."""
    found = expired([approval("a", "set", "2026-02-28"), approval("b", "set", TODAY)], TODAY)

    assert [(one.code, one.where, one.source) for one in found] == [("S2S015", "a", HERE)]
    assert "2026-02-28" in found[0].detail


def losses(count: int, verb: str = "unpublish-field", scope: str = "hq-emea@hq") -> list[Change]:
    """Return changes that each lose one field."""
    return [
        change(f"{scope}/publish/Lead.F{at}", verb=verb, risk=Risk.DESTRUCTIVE)
        for at in range(count)
    ]


def files(desired: State, *approvals: Approval) -> Config:
    """Return what files declare."""
    return Config({}, desired, approvals)


SCOPE = "hq-emea@hq"
FIELD = "unpublish-field"


@pytest.mark.parametrize(
    ("changes", "size", "approvals", "refused"),
    [
        pytest.param([], 10, [], False, id="nothing lost"),
        pytest.param(losses(3), 10, [], False, id="exactly 30 %"),
        pytest.param(losses(4), 10, [], True, id="more than 30 %"),
        pytest.param(losses(4), 9, [], False, id="scope of nine"),
        pytest.param(losses(9), 9, [], False, id="all of a small scope"),
        pytest.param(losses(30), 100, [], False, id="exactly 30 % of a hundred"),
        pytest.param(losses(31), 100, [], True, id="one more of a hundred"),
        pytest.param(losses(21), 70, [], False, id="30 % where fractions are not exact"),
        pytest.param(losses(2) + losses(2, "unmap"), 10, [], True, id="two verbs add up"),
        pytest.param(losses(3) + losses(3, scope="x@hq"), 10, [], False, id="scopes do not"),
        pytest.param(losses(4), 10, [approval(SCOPE, FIELD)], False, id="approved for the scope"),
        pytest.param(
            losses(4), 10, [approval(f"{SCOPE}/**", FIELD)], False, id="approved for all in it"
        ),
        pytest.param(
            losses(4),
            10,
            [approval(f"{SCOPE}/publish/**", FIELD)],
            True,
            id="approved for a part only",
        ),
        pytest.param(losses(4), 10, [approval("**", FIELD)], True, id="approved for everything"),
        pytest.param(losses(4), 10, [approval(SCOPE, "unmap")], True, id="approved for another"),
        pytest.param(
            losses(4), 10, [approval(SCOPE, FIELD, "2026-02-28")], True, id="approval ran out"
        ),
        pytest.param(
            losses(4) + losses(3, "unmap"),
            10,
            [approval(SCOPE, FIELD)],
            False,
            id="one verb approved, the other within its limit",
        ),
        pytest.param(
            [change(f"{SCOPE}/publish/F{at}", risk=Risk.OUTWARD) for at in range(9)],
            10,
            [],
            False,
            id="not destructive",
        ),
    ],
)
def test_too_much_at_once_stops_the_plan(
    changes: list[Change], size: int, approvals: list[Approval], refused: bool
) -> None:
    """More than 30 % of a scope of ten or more values, unless the scope itself is approved."""
    fields = {f"F{at}": Member.LISTED for at in range(size - 2)}
    live = state(resource(SCOPE), resource(f"{SCOPE}/publish/Lead", fields=fields))

    found = blast_radius(changes, live, files(live, *approvals), TODAY)

    assert [(one.code, one.where) for one in found] == ([("S2S202", SCOPE)] if refused else [])


def test_too_much_at_once_says_how_much() -> None:
    """And how to approve it."""
    fields = {f"F{at}": Member.LISTED for at in range(9)}
    live = state(resource(f"{SCOPE}/publish/Lead", fields=fields, state="x"))

    (found,) = blast_radius(losses(4), live, files(live), TODAY)

    assert found.detail == "4 of 10 values would be lost."
    assert f"address: {SCOPE}/**" in found.fix


@pytest.mark.parametrize(
    ("fields", "others", "detail"),
    [
        pytest.param(3, 6, "4 of 10 values would be lost.", id="with its members"),
        pytest.param(2, 7, "", id="within the limit"),
        pytest.param(0, 9, "", id="without members"),
        pytest.param(9, 0, "10 of 10 values would be lost.", id="all that is there"),
    ],
)
def test_a_resource_that_goes_takes_its_members_along(
    fields: int, others: int, detail: str
) -> None:
    """One change may lose many values."""
    live = state(
        resource(LEAD, fields={f"F{at}": Member.LISTED for at in range(fields)}, state="x"),
        *(resource(f"{SCOPE}/publish/O{at}") for at in range(others)),
    )
    gone = change(LEAD, verb="unpublish", attribute="", risk=Risk.DESTRUCTIVE)

    absent = replace(resource(LEAD), presence=Presence.ABSENT)
    found = blast_radius([gone], live, files(state(absent)), TODAY)

    assert [one.detail for one in found] == ([detail] if detail else [])


def test_a_member_that_goes_is_one_value() -> None:
    """Whatever else its resource holds."""
    live = state(resource(LEAD, fields={f"F{at}": Member.LISTED for at in range(9)}))
    lost = change(f"{LEAD}.F1", verb=FIELD, attribute="fields", risk=Risk.DESTRUCTIVE)

    assert blast_radius([lost], live, files(live), TODAY) == ()


FIELDS = {f"F{at}": Member.LISTED for at in range(8)}


@pytest.mark.parametrize(
    ("desired", "size"),
    [
        pytest.param(state(resource(LEAD, fields={}, as_="x")), 19, id="declared"),
        pytest.param(state(resource(LEAD, fields={}, values={})), 21, id="two lists declared"),
        pytest.param(state(resource(LEAD, as_="x")), 11, id="its lists are not declared"),
        pytest.param(state(replace(resource(LEAD), presence=Presence.ABSENT)), 21, id="to go"),
        pytest.param(state(), 11, id="not declared"),
    ],
)
def test_only_what_is_declared_or_goes_makes_a_scope_large(desired: State, size: int) -> None:
    """A survey reads more than a plan needs, and both must come to the same."""
    live = state(
        resource(LEAD, fields=FIELDS, values={"a.b": "1", "a.c": "2"}, as_="x"),
        *(resource(f"{SCOPE}/subscribe/O{at}") for at in range(10)),
    )
    changes = [
        change(f"{SCOPE}/subscribe/O{at}", attribute="", risk=Risk.DESTRUCTIVE) for at in range(10)
    ]

    found = blast_radius(changes, live, files(desired), TODAY)

    assert [one.detail for one in found] == [f"10 of {size} values would be lost."]
