"""One JSON document for machines: sorted, versioned, without secrets."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from s2s_gitops.engine.load import load
from s2s_gitops.kinds import ALL
from s2s_gitops.model.address import Address
from s2s_gitops.model.change import Action, Foreseen, Phase, Risk, Step
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.drift import Drift
from s2s_gitops.model.finding import Cause, Witness
from s2s_gitops.model.human import HumanStep
from s2s_gitops.model.plan import Consent, Ignored
from s2s_gitops.model.report import Outcome, Report, Status
from s2s_gitops.model.resource import UNREAD, Presence
from s2s_gitops.model.waiting import Waiting
from s2s_gitops.views.machine import (
    drift_document,
    error_document,
    plan_document,
    render,
    report_document,
    status_document,
    switch_off,
)

from ..builders import HERE, approval, change, finding, ignore, pending, plan

ONE = change(
    before=UNREAD,
    risk=Risk.OUTWARD,
    partner="emea",
    discloses=2,
    consequences=("mail",),
    needs=("emea/settings",),
    verified_by="the API of hq",
)
PLAN = plan(
    ONE,
    blocked=(change("a@hq"), change("c@hq")),
    held=(change("c@hq"),),
    ignored=(Ignored(Address("hq", "settings"), "set (from_address)", ignore("hq/*")),),
    observed=(change("eye/settings", shown_by="eye"),),
    pending=(
        pending(since="2026-01-05T08:00:00Z", until="2026-01-19T08:00:00Z"),
        pending("b@hq"),
    ),
    unmanaged=(Address("hq", "template", "Old"),),
    unread=(Address("acme", "settings"),),
    refused=(Diagnostic("S2S101", "S2S is on.", "Leave it.", HERE, "hq/settings"),),
    diagnostics=(Diagnostic("S2S015", "Old."),),
    used_up=(approval("hq/settings", "enable"),),
    consents={ONE.address: {"set": Consent(needed=True, reason="agreed")}},
)
LINKS = Foreseen(ONE.address, "set", "{n} of {m} stop", {"n": 3, "m": None}, "mail")
PLACE = {"file": "s2s.yaml", "line": 3, "column": 5}


@pytest.mark.parametrize(
    ("member", "value"),
    [
        pytest.param("kind", "s2s.plan", id="kind"),
        pytest.param("format_version", "1.0", id="version"),
        pytest.param(
            "used_up",
            [{"address": "hq/settings", "change": "enable", "source": PLACE}],
            id="approvals that are used up",
        ),
        pytest.param("digest", PLAN.digest, id="digest"),
        pytest.param("orgs", {"hq": "00D000000000001EAA"}, id="orgs"),
        pytest.param(
            "changes",
            [
                {
                    "address": "hq/settings",
                    "kind": "settings",
                    "verb": "set",
                    "action": "update",
                    "attribute": "from_name",
                    "before": {"unknown": "unread"},
                    "after": "new",
                    "sends": {},
                    "risk": "outward",
                    "reason": "ours alone",
                    "undo": "set it back",
                    "partner": "emea",
                    "discloses": 2,
                    "consequences": ["mail"],
                    "approval": {"needed": True, "reason": "agreed"},
                    "because": "declared",
                    "explained_by": [],
                    "confidence": "unknown",
                    "needs": ["emea/settings"],
                    "verified_by": "the API of hq",
                    "shown_by": "",
                    "source": PLACE,
                }
            ],
            id="changes",
        ),
        pytest.param("unmanaged", ["hq/template/Old"], id="unmanaged"),
        pytest.param(
            "ignored",
            [
                {
                    "address": "hq/settings",
                    "what": "set (from_address)",
                    "reason": "later",
                    "until": "2026-12-31",
                    "source": PLACE,
                }
            ],
            id="ignored",
        ),
        pytest.param("unread", ["acme/settings"], id="unread"),
        pytest.param(
            "refused",
            [
                {
                    "code": "S2S101",
                    "severity": "error",
                    "summary": "impossible",
                    "detail": "S2S is on.",
                    "fix": "Leave it.",
                    "where": "hq/settings",
                    "source": PLACE,
                }
            ],
            id="refused",
        ),
        pytest.param("coverage", {"declared": 5, "verified": 4, "unreadable": 1}, id="coverage"),
        pytest.param(
            "volatile",
            {
                "requests": 7,
                "pending_since": {"hq-acme@hq": "2026-01-05T08:00:00Z"},
                "pending_until": {"hq-acme@hq": "2026-01-19T08:00:00Z"},
                "foreseen": [],
            },
            id="what moves by itself",
        ),
    ],
)
def test_a_plan_says_everything_to_machines(member: str, value: Any) -> None:
    """The same as to people, in members with fixed names."""
    assert plan_document(PLAN, {"requests": 7})[member] == value


def test_all_lists_of_a_plan_are_told() -> None:
    """What is blocked, theirs, pending, and what was said."""
    document = plan_document(PLAN, {})

    assert [one["address"] for one in document["blocked"]] == ["a@hq", "c@hq"]
    assert document["held"] == ["c@hq"]
    assert [one["address"] for one in document["counterparty"]] == ["eye/settings"]
    assert [one["shown_by"] for one in document["counterparty"]] == ["eye"]
    assert [one["code"] for one in document["diagnostics"]] == ["S2S015"]
    assert document["pending"][1] == {
        "address": "b@hq",
        "who": "acme",
        "waits_for": "acme to accept",
        "clicks": ["Open the link", "Press Accept"],
        "after": "",
        "source": PLACE,
    }


def test_a_diagnostic_without_a_place_has_none() -> None:
    """Null, not line 0."""
    (one,) = error_document([Diagnostic("S2S301", "No answer.", where="hq")])["diagnostics"]

    assert (one["source"], one["where"], one["severity"]) == (None, "hq", "error")


def test_a_failure_is_a_document_too() -> None:
    """`--json` prints one document, also then."""
    assert error_document([]) == {"kind": "s2s.error", "format_version": "1.0", "diagnostics": []}


FOUND = (
    finding(witness=Witness("Maria Meyer", "2026-01-05T08:00:00Z", "audit trail")),
    finding("a@hq", cause=Cause.PARTNER, action=Action.DELETE, live=UNREAD),
    finding("hq/template/Old", attribute="", source=None, live=Presence.PRESENT, ends=()),
)
DRIFT = Drift(PLAN, FOUND, PLAN.pending[:1])


@pytest.mark.parametrize(
    ("member", "value"),
    [
        pytest.param("kind", "s2s.drift", id="kind"),
        pytest.param("format_version", "1.0", id="version"),
        pytest.param("orgs", {"hq": "00D000000000001EAA"}, id="orgs"),
        pytest.param("clean", False, id="verdict"),
        pytest.param("counts", {"org": 2, "config": 0, "partner": 1}, id="counts"),
        pytest.param("late", ["hq-acme@hq"], id="late"),
        pytest.param("unread", ["acme/settings"], id="unread"),
        pytest.param("coverage", {"declared": 5, "verified": 4, "unreadable": 1}, id="coverage"),
        pytest.param(
            "volatile",
            {
                "requests": 7,
                "pending_since": {"hq-acme@hq": "2026-01-05T08:00:00Z"},
                "pending_until": {"hq-acme@hq": "2026-01-19T08:00:00Z"},
            },
            id="what moves by itself",
        ),
    ],
)
def test_drift_says_everything_to_machines(member: str, value: Any) -> None:
    """The same as to people, in members with fixed names."""
    assert drift_document(DRIFT, {"requests": 7})[member] == value


def test_a_finding_says_what_where_who_and_what_ends_it() -> None:
    """What the org does not tell, and what is not declared, is null."""
    document = drift_document(DRIFT, {})
    first, second, third = document["findings"]

    assert first == {
        "fingerprint": FOUND[0].fingerprint,
        "address": "hq/settings",
        "kind": "settings",
        "attribute": "from_name",
        "action": "update",
        "cause": "org",
        "declared": "new",
        "live": "old",
        "who": "Maria Meyer",
        "when": "2026-01-05T08:00:00Z",
        "told_by": "audit trail",
        "ends": ["s2s apply", "an `ignore` entry"],
        "source": PLACE,
    }
    assert (second["cause"], second["action"], second["live"]) == (
        "partner",
        "delete",
        {"unknown": "unread"},
    )
    assert [third[name] for name in ("who", "when", "told_by", "source")] == [None] * 4
    assert (third["live"], third["ends"]) == ("present", [])
    assert [one["address"] for one in document["pending"]] == ["hq-acme@hq", "b@hq"]
    assert [one["code"] for one in document["diagnostics"]] == ["S2S015"]


def test_without_findings_drift_is_clean() -> None:
    """And every cause is counted all the same."""
    document = drift_document(Drift(plan(), (), ()), {})

    assert (document["clean"], document["findings"], document["late"]) == (True, [], [])
    assert document["counts"] == {"org": 0, "config": 0, "partner": 0}


def test_drift_tells_machines_which_entries_are_stale() -> None:
    """Beside what could not be read."""
    ended = Diagnostic("S2S027", "It holds no longer.")

    document = drift_document(Drift(PLAN, (), (), (ended,)), {})

    assert [one["code"] for one in document["diagnostics"]] == ["S2S015", "S2S027"]


def test_a_status_is_what_waits_with_its_times_apart() -> None:
    """What is late first; what could not be read, and how much was."""
    late, waits = PLAN.pending
    found = Waiting(plan(pending=PLAN.pending, diagnostics=PLAN.diagnostics), (late,), (waits,))

    document = status_document(found, {"requests": 7})

    assert document["kind"] == "s2s.status"
    assert [(one["address"], one["who"], one["after"]) for one in document["pending"]] == [
        ("hq-acme@hq", "acme", ""),
        ("b@hq", "acme", ""),
    ]
    assert document["late"] == ["hq-acme@hq"]
    assert [one["code"] for one in document["diagnostics"]] == ["S2S015"]
    assert document["coverage"] == {"declared": 5, "verified": 4, "unreadable": 1}
    assert document["volatile"] == {
        "requests": 7,
        "pending_since": {"hq-acme@hq": "2026-01-05T08:00:00Z"},
        "pending_until": {"hq-acme@hq": "2026-01-19T08:00:00Z"},
    }


def test_human_steps_are_told_beside_the_meaning_of_a_plan() -> None:
    """Who makes a save is not what is saved: the digest stays, and the clicks stand in their own member."""
    step = Step("hq", "settings", "sender", "", Phase.GROW, (ONE,))
    manual = HumanStep(step, "people do it", "https://hq.example/e", ("Press Save",), "it shows")
    made = replace(PLAN, human_steps=(manual,))

    (told,) = plan_document(made, {})["human_steps"]

    assert (told["why"], told["open"], told["clicks"], told["proof"]) == (
        "people do it",
        "https://hq.example/e",
        ["Press Save"],
        "it shows",
    )
    assert [one["address"] for one in told["changes"]] == [str(ONE.address)]
    assert made.digest == PLAN.digest
    outcome = Outcome(step, Status.WAITING, Diagnostic("S2S406", "By hand."), manual)
    report = report_document(made, Report((outcome,)), None, {})
    assert report["steps"][0]["by_hand"] == told


def test_a_report_tells_each_step_and_the_plan_afterwards() -> None:
    """What was asked, what happened, what is left."""
    step = Step("hq", "settings", "sender", "", Phase.GROW, (ONE,))
    lost = Diagnostic("S2S405", "No answer.")
    outcomes = (Outcome(step, Status.DONE), Outcome(step, Status.FAILED, lost))

    document = report_document(PLAN, Report(outcomes), plan(), {"requests": 1})

    assert (document["kind"], document["digest"]) == ("s2s.report", PLAN.digest)
    assert [(one["address"], one["group"], one["status"]) for one in document["steps"]] == [
        ("hq/settings", "sender", "done"),
        ("hq/settings", "sender", "failed"),
    ]
    assert document["steps"][0]["changes"][0]["approval"] == {"needed": True, "reason": "agreed"}
    assert document["steps"][0]["diagnostic"] is None
    assert document["steps"][1]["diagnostic"]["code"] == "S2S405"
    assert document["after"]["digest"] == plan().digest
    assert document["volatile"] == {"requests": 1}


@pytest.mark.parametrize(
    ("today", "left"),
    [pytest.param("2027-01-20", 31, id="before"), pytest.param("2027-03-01", 0, id="after")],
)
def test_the_end_of_the_feature_is_told_to_machines_too(today: str, left: int) -> None:
    """Days as they are written in documents; what is left is never negative."""
    assert switch_off(date.fromisoformat(today)) == {
        "release": "Spring '27",
        "everywhere_by": "2027-02-20",
        "preview_from": "2027-01-10",
        "days_left": left,
    }


def test_a_document_is_rendered_the_same_every_time() -> None:
    """Sorted keys, readable characters, one line break at the end."""
    text = render({"b": "Zoë", "a": [1]})

    assert text == '{\n  "a": [\n    1\n  ],\n  "b": "Zoë"\n}\n'
    assert json.loads(render(plan_document(PLAN, {}))) == plan_document(PLAN, {})


def test_no_document_holds_a_secret() -> None:
    """Logins stay out of plans, drift and reports, whatever is declared."""
    text = b"""
version: 1
orgs:
  hq:
    org_id: 00D000000000001EAA
    login: {instance_url: "https://hq.example", access_token: "${env:TOKEN}"}
    settings: {enabled: true}
"""
    config = load({"s2s.yaml": text}, ALL, {"TOKEN": "t0ken"})
    made = plan(orgs={alias: entry.org_id for alias, entry in config.orgs.items()})
    documents = [
        plan_document(made, {}),
        drift_document(Drift(made, (), ()), {}),
        report_document(made, Report(()), made, {}),
    ]

    assert ["t0ken" in render(one) or "t0ken" in repr(config.orgs) for one in documents] == [
        False
    ] * 3


def test_numbers_of_the_other_side_move_and_stand_apart() -> None:
    """Two plans of one meaning differ in `volatile` alone, and null is what nobody could tell."""
    counted = replace(PLAN, foreseen={ONE.address: {"set": (LINKS,)}}, mails={"emea": 2})
    plain, told = plan_document(PLAN, {}), plan_document(counted, {})
    assert told.pop("mails") == {"emea": 2}
    assert plain.pop("mails") == {}
    assert plain.pop("volatile")["foreseen"] == []
    assert told.pop("volatile")["foreseen"] == [
        {
            "address": "hq/settings",
            "verb": "set",
            "text": "3 of ? stop",
            "counts": {"n": 3, "m": None},
            "instead_of": "mail",
        }
    ]
    assert plain == told
