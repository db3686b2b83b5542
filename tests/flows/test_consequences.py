"""What a plan says of the other side holds against what then happens there."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, Run

EXAMPLE = str(ROOT / "examples" / "connections.yaml")

ORGS = """\
version: 1
orgs:
  hq:
    org_id: 00D000000000001EAA
    login: {instance_url: "${env:HQ_URL}", access_token: "${env:HQ_TOKEN}"}
  acme:
    org_id: 00D000000000003EAA
    login: {instance_url: "${env:ACME_URL}", access_token: "${env:ACME_TOKEN}"}
"""
CONNECTION = """\
connections:
  - name: hq-acme
    invited_by: hq
    state: %s
    sides:
      hq:
        contact: partner@acme.example
        %s
      acme: {}
"""
UNPUBLISH = ORGS + CONNECTION % ("active", "publish: [{object: Lead, state: absent}]")
END = ORGS + CONNECTION % ("inactive", "account: Acme Corp")
QUIET = ORGS + CONNECTION % ("active", "account: Acme Corp")
CONSENT = 'approvals: [{address: "**", change: %s, reason: agreed}]\n'


@pytest.fixture
def write(folder: Path) -> Any:
    """Write the files."""
    return lambda text: (folder / "s2s.yaml").write_text(text, encoding="utf-8")


def queries(control: Any) -> Counter[tuple[str, str]]:
    """Return how often each org was asked for numbers of shared records, by the groups asked for."""
    asked = Counter[tuple[str, str]]()
    for one in control("requests")["requests"]:
        if "PartnerNetworkRecordConnection" in str(one["query"]):
            kind = "object" if "LocalRecord.Type" in str(one["query"]) else "status"
            asked[one["org"], kind] += 1
    return asked


@pytest.mark.parametrize(
    ("config", "consent", "applied"),
    [
        pytest.param(None, "", 1, id="a template is applied on acceptance"),
        pytest.param(UNPUBLISH, "unpublish", 0, id="unpublish"),
        pytest.param(END, "deactivate", 0, id="deactivate"),
    ],
)
def test_as_many_e_mails_go_out_as_the_plan_says(
    s2s: Run, control: Any, write: Any, config: str | None, consent: str, applied: int
) -> None:
    """Partners are mailed exactly as announced; a template that may mail them is announced by a sentence."""
    where = ["--config", EXAMPLE] if config is None else []
    if config is not None:
        write(config + CONSENT % consent)
    plan = s2s("plan", "--json", *where).document
    said = [one for one in plan["volatile"]["foreseen"] if "may mail" in one["text"]]
    before = len(control("outbox")["mails"])
    assert s2s("apply", "--auto-approve", *where).code in (0, 2)
    sent = control("outbox")["mails"][before:]
    assert len(said) == applied
    assert sum(plan["mails"].values()) + applied == len(sent)


def test_numbers_are_asked_only_where_a_change_needs_them(
    s2s: Run, emulator: Any, control: Any, write: Any
) -> None:
    """A plan without changes asks none; one question an org is enough, and none for a record."""
    for config, asked in (
        (QUIET, {}),
        (END, {("hq", "status"): 1, ("acme", "status"): 1}),
        (UNPUBLISH, {("hq", "object"): 1}),
    ):
        write(config)
        control("requests", {})
        assert s2s("plan").code == 0
        assert queries(control) == asked
    assert emulator


def test_what_was_withdrawn_is_what_the_plan_said(s2s: Run, emulator: Any, write: Any) -> None:
    """The numbers are those of the org: afterwards nothing of it is left to withdraw."""
    write(END + CONSENT % "deactivate")
    told = s2s("plan", "--json").document["volatile"]["foreseen"]
    counts = {name: number for one in told for name, number in one["counts"].items()}
    assert counts == {"sent": 1, "received": 0, "links": 3}
    assert emulator


def test_a_plan_has_one_digest_whatever_its_numbers_are(
    s2s: Run, emulator: Any, write: Any, folder: Path
) -> None:
    """With a snapshot nobody can tell how many records there are: what the plan means is the same."""
    write(END)
    online = s2s("plan", "--json", "--record", str(folder / "seen.json")).document
    offline = s2s("plan", "--json", "--snapshot", str(folder / "seen.json")).document
    assert online["digest"] == offline["digest"]
    assert [one["counts"] for one in offline["volatile"]["foreseen"]] == [
        {"sent": None, "received": None},
        {"links": None},
    ]
    assert offline["volatile"]["cost"] == {}
    assert emulator


def test_the_estimate_of_what_apply_costs_is_not_too_small(
    s2s: Run, emulator: Any, write: Any
) -> None:
    """Whoever looks at what is left of the day is not surprised by more."""
    for config, consent in ((None, ""), (UNPUBLISH, "unpublish"), (END, "deactivate")):
        where = ["--config", EXAMPLE] if config is None else []
        if config is not None:
            write(config + CONSENT % consent)
        needed = s2s("plan", "--json", *where).document["volatile"]["cost_of_apply"]
        spent = s2s("apply", "--json", "--auto-approve", *where).document["volatile"]["cost"]
        assert needed.keys() == spent.keys()
        for org, one in spent.items():
            assert one["api"] <= needed[org] <= 2 * one["api"]
    assert emulator


def test_what_a_plan_costs_is_told_on_stderr(s2s: Run, emulator: Any, write: Any) -> None:
    """It moves from run to run, so that what is on stdout does not."""
    write(QUIET)
    first, second = s2s("plan"), s2s("plan")
    assert first.out == second.out
    assert "API requests of this plan: acme 4 (" in first.err != second.err
    assert emulator
