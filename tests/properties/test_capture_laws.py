"""The laws of captures: nothing that belongs to an org leaves it, and what leaves it says the same of the contract."""

import json
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from s2s_gitops.drivers.html import parse_page
from s2s_gitops.drivers.org import ReadingOrg
from s2s_gitops.drivers.redaction import UNSAFE, Redactor
from s2s_gitops.emulator.server import Emulator, start
from s2s_gitops.engine.load import load
from s2s_gitops.flows.capture import Seen, look_around
from s2s_gitops.kinds import ALL
from s2s_gitops.kinds.contract import BY_NAME, words
from s2s_gitops.kinds.contract.guide import Guide
from s2s_gitops.model.capture import Visit
from s2s_gitops.model.contract import judge
from s2s_gitops.model.page import Page
from tests.conftest import Run

CANARY = "zzq"
"""A part of every name, label, value and address of the seed below, and of nothing else."""

SEED = """
start: "2026-01-05T08:00:00Z"
orgs:
  hq:
    org_id: 00D5g000000Abc1EAC
    name: Zzqorg Works
    s2s: true
    settings: {from_name: Zzqsender Desk, from_address: desk@zzqmail.example}
    users:
      - {username: anna@zzqhq.example, first_name: Annazzq, last_name: Zzqmann, admin: true}
    accounts: [Zzqclient & Sons, "Zzq \\"Quoted\\" Ltd"]
    contacts:
      - {first_name: Ottozzq, last_name: Zzqberg, email: otto@zzqemea.example, account: Zzqclient & Sons}
      - {first_name: Ünazzq, last_name: Zzqström, email: una@zzqacme.example, account: Zzqclient & Sons}
      - {first_name: Idazzq, last_name: Zzqlund, email: ida@zzqacme.example, account: Zzqclient & Sons}
    email_templates: [Zzqinvite Letter]
    objects:
      Lead: {fields: {ZzqRegion__c: {label: Zzqregion, type: picklist, values: [Zzqnorth, Zzqsouth]}}}
      ZzqPlan__c: {label: Zzqplan, fields: {ZzqCost__c: {label: Zzqcost, type: currency}}}
    templates:
      - {name: Zzqbundle One, description: For zzqfriends only, active: true,
         publish: {Lead: [Email, ZzqRegion__c], ZzqPlan__c: [ZzqCost__c]}}
  acme:
    org_id: 00D5g000000Xyz3EAC
    name: Zzqacme Corp
    s2s: true
    users:
      - {username: ida@zzqacme.example, first_name: Idazzq, last_name: Zzqlund, admin: true}
      - {username: una@zzqacme.example, first_name: Ünazzq, last_name: Zzqström, admin: true}
    accounts: [Zzqorg Works]
    contacts:
      - {first_name: Annazzq, last_name: Zzqmann, email: anna@zzqhq.example, account: Zzqorg Works}
    objects:
      ZzqTask__c: {label: Zzqtask, fields: {ZzqLevel__c: {label: Zzqlevel, type: picklist, values: [Zzqlow, Zzqhigh]}}}
connections:
  - contact: ida@zzqacme.example
    status: Accepted
    inviter:
      org: hq
      owner: anna@zzqhq.example
      account: Zzqclient & Sons
      publish: {Lead: [Email, ZzqRegion__c], ZzqPlan__c: [ZzqCost__c]}
      subscribe:
        - {object: Case, as: Case, fields: {Subject: Subject, Priority: Priority}, values: {Priority: {High: High}}}
        - {object: ZzqTask__c, as: ZzqPlan__c}
    invited:
      org: acme
      owner: ida@zzqacme.example
      account: Zzqorg Works
      publish: {Case: [Subject, Priority], ZzqTask__c: [ZzqLevel__c]}
      subscribe: [{object: Lead, as: Lead}]
  - contact: una@zzqacme.example
    status: Sent
    inviter: {org: hq, owner: anna@zzqhq.example}
    invited: {org: acme, owner: una@zzqacme.example}
"""
FILES = """
version: 1
orgs:
  hq: {org_id: 00D5g000000Abc1EAC, login: {instance_url: "${env:HQ_URL}", access_token: "${env:HQ_TOKEN}"}}
  acme: {org_id: 00D5g000000Xyz3EAC, login: {instance_url: "${env:ACME_URL}", access_token: "${env:ACME_TOKEN}"}}
"""
AN_ID = re.compile(
    r"(?<![A-Za-z0-9])(?:00[1356DNX]|01I|04P|0[A-Z0-9]{2})(?!REDACTED|0{12})[A-Za-z0-9]{12}(?:[A-Z0-5]{3})?(?![A-Za-z0-9])"
)

few = settings(
    max_examples=4,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture(scope="module")
def seed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the seed to a file."""
    path = tmp_path_factory.mktemp("seed") / "orgs.yaml"
    path.write_text(SEED, encoding="utf-8")
    return path


def opened(emulator: Emulator, alias: str) -> ReadingOrg:
    """Open an org of the seed."""
    config = load({"s2s.yaml": FILES.encode()}, ALL, emulator.env)
    return ReadingOrg(config.orgs[alias])


def seen_of(
    emulator: Emulator, alias: str, monkeypatch: pytest.MonkeyPatch
) -> tuple[ReadingOrg, Seen]:
    """Tour an org."""
    with monkeypatch.context() as patch:
        for name, value in emulator.env.items():
            patch.setenv(name, value)
        org = opened(emulator, alias)
        return org, look_around(org, Guide(), 2)


def redactor_of(org: ReadingOrg, seen: Seen) -> Redactor:
    """Return what redacts the pages of an org."""
    redactor = Redactor(org.known(seen.toured.names, seen.objects, words()))
    for one in seen.toured.visits:
        redactor.learn(one.page.source, names_in_labels=BY_NAME[one.name].names_in_labels)
    return redactor


def shape(page: Page) -> Any:
    """Return how a page is built, without any of its words."""
    form = page.form
    return {
        "titles": len(page.titles),
        "details": [cell.checked for cell in page.details.values()],
        "links": len(page.links),
        "buttons": [(one.strange, bool(one.address), bool(one.confirm)) for one in page.buttons],
        "tables": [
            (
                len(one.headers),
                [[(len(cell.links), cell.checked) for cell in row.values()] for row in one.rows],
                one.complete,
            )
            for one in page.tables
        ],
        "entries": [one.sent for one in form.entries] if form else [],
        "controls": [
            (
                one.type,
                one.entry,
                len(one.options),
                one.checked,
                one.enabled,
                one.row_number,
                len(one.row),
            )
            for one in (form.controls if form else ())
        ],
        "pressed": [(one.text, one.strange) for one in form.buttons] if form else [],
        "whole": form and (form.complete, form.strange),
    }


def redacted(redactor: Redactor, visit: Visit) -> str:
    """Return a page as it may be shown."""
    return redactor.page(visit.page.source, names_in_labels=BY_NAME[visit.name].names_in_labels)


def stored(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the names and the texts of all files of a capture."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.name, path.read_text(encoding="utf-8")


@few
@given(dialect=st.integers(0, 10_000))
def test_nothing_of_an_org_is_left_in_its_capture(
    s2s: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, seed: Path, dialect: int
) -> None:
    """No name, value, label, id, address, session or host, whatever the pages look like."""
    folder.joinpath("s2s.yaml").write_text(FILES, encoding="utf-8")
    with start(seed, dialect=dialect) as emulator, monkeypatch.context() as patch:
        for name, value in emulator.env.items():
            patch.setenv(name, value)
        for alias in ("hq", "acme"):
            out = tempfile.mkdtemp(dir=folder)
            result = s2s("capture", alias, "--out", out)
            assert result.code in (0, 2), result.err
            secrets = [
                emulator.orgs[alias].url.removeprefix("https://"),
                *emulator.orgs[alias].users.values(),
            ]
            for name, text in stored(Path(out)):
                said = text.casefold()
                assert CANARY not in said, (
                    name,
                    said[max(0, said.find(CANARY) - 60) : said.find(CANARY) + 30],
                )
                assert [one for one in secrets if one in text] == [], name
                assert AN_ID.findall(text) == [], name
                assert UNSAFE not in text, name


@few
@given(dialect=st.integers(0, 10_000))
def test_a_redacted_page_has_its_shape_and_says_the_same_of_the_contract(
    monkeypatch: pytest.MonkeyPatch, seed: Path, dialect: int
) -> None:
    """Else a capture would be worth nothing. Redacting it again changes nothing."""
    with start(seed, dialect=dialect) as emulator:
        org, seen = seen_of(emulator, "hq", monkeypatch)
    redactor = redactor_of(org, seen)
    assert len({visit.name for visit in seen.toured.visits}) >= 6
    for visit in seen.toured.visits:
        text = redacted(redactor, visit)
        raw = parse_page(visit.page.address, visit.page.source)
        page = parse_page(redactor.address(visit.page.address), text)
        assert shape(page) == shape(raw)
        around = visit.around
        contract = BY_NAME[visit.name]
        before = [one.judgement.verdict for one in judge(contract, raw, around)]
        after = judge(contract, page, type(around)(redactor.name(around.key), around.status))
        assert [one.judgement.verdict for one in after] == before
        again = Visit(visit.name, page, around)
        assert redacted(redactor, again) == text
        assert redacted(redactor_of(org, seen), again) == text


def test_two_captures_of_the_same_pages_are_the_same(
    monkeypatch: pytest.MonkeyPatch, seed: Path
) -> None:
    """What stands in for a name does not depend on the day or the run."""
    with start(seed) as emulator:
        org, seen = seen_of(emulator, "hq", monkeypatch)
    one, other = redactor_of(org, seen), redactor_of(org, seen)
    pages = [redacted(one, visit) for visit in seen.toured.visits]
    assert pages == [redacted(other, visit) for visit in seen.toured.visits]
    assert json.dumps(one.answer(seen.toured.answers)) == json.dumps(
        other.answer(seen.toured.answers)
    )
