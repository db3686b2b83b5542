"""Plans in files: saved by one run, shown and applied by another, on another day, by another user."""

import json
import shutil
import stat
import subprocess
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from s2s_gitops.emulator.person import Person
from s2s_gitops.emulator.server import Emulator
from tests.conftest import DAY, Run
from tests.flows.test_command_line import example
from tests.schemas import problems_of

ONE_ORG = """\
version: 1
orgs:
  hq:
    org_id: 00D000000000001EAA
    login: {instance_url: "${env:HQ_URL}", access_token: "${env:HQ_TOKEN}"}
    settings: {from_name: Alliances}
"""
NEW_PARTNER = """\
version: 1
orgs:
  hq:
    org_id: 00D000000000001EAA
    login: {instance_url: "${env:HQ_URL}", access_token: "${env:HQ_TOKEN}"}
  globex: {access: none}
connections:
  - name: hq-globex
    invited_by: hq
    sides:
      hq:
        contact: alex.smith@globex.example
        publish: [{object: Lead, fields: [Email]}]
      globex: {}
"""


def write(folder: Path, text: str) -> None:
    folder.joinpath("s2s.yaml").write_text(text, encoding="utf-8")


def written(control: Any) -> list[Any]:
    found: list[Any] = control("journal")["writes"]
    return found


@pytest.fixture
def reviewed(s2s: Run, emulator: Emulator, folder: Path) -> Emulator:
    """Give the plan of the example in a file."""
    example(folder)
    assert s2s("plan", "--out", "json=plan.json").code == 0
    return emulator


def test_a_saved_plan_is_private_canonical_and_what_the_schema_says(
    s2s: Run, reviewed: Emulator, folder: Path
) -> None:
    """Two runs differ in what moves by itself alone, `show --json` prints the bytes, only their owner reads them."""
    file = folder / "plan.json"
    first = file.read_bytes()

    printed = s2s("plan", "--json", "--out", "json=again.json").out.encode()
    assert folder.joinpath("again.json").read_bytes() == printed
    assert _still(printed) == _still(first)
    assert s2s("show", "plan.json", "--json").out.encode() == first
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert problems_of(json.loads(first)) == []
    assert reviewed.env["HQ_TOKEN"] not in first.decode()


def _still(document: bytes) -> dict[str, object]:
    """Return a document without what moves by itself, such as what is left of the day's requests."""
    return {name: value for name, value in json.loads(document).items() if name != "volatile"}


def test_show_prints_what_plan_printed_and_asks_no_org(
    s2s: Run, reviewed: Emulator, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    """Without the files and without a login."""
    shown = s2s("plan")
    folder.joinpath("s2s.yaml").unlink()
    monkeypatch.delenv("HQ_TOKEN")

    again = s2s("show", "plan.json", at=DAY + timedelta(days=3))

    head, digest, _, rest = again.out.split("\n", 3)
    assert (again.code, rest, again.err) == (0, shown.out, "")
    assert head.endswith("made 3 days ago.")
    assert digest.startswith("Digest sha256:")
    assert reviewed


def test_a_saved_plan_is_applied_without_a_question_and_once(
    s2s: Run, reviewed: Emulator, control: Any
) -> None:
    """Its review was the answer. A second time there is nothing to do, and nothing is written."""
    assert s2s("apply", "plan.json").code == 0
    writes = len(written(control))

    again, as_json = s2s("apply", "plan.json"), s2s("apply", "plan.json", "--json")

    assert (again.code, again.out.splitlines()[:2]) == (
        0,
        ["Already applied: what plan.json asks for is live.", "No changes."],
    )
    assert (as_json.code, as_json.document["steps"]) == (0, [])
    assert len(written(control)) == writes > 0
    assert reviewed


def test_approvals_are_needed_all_the_same(
    s2s: Run, reviewed: Emulator, folder: Path, control: Any
) -> None:
    """Consent stands in the files of today, not in the plan of yesterday."""
    text = folder.joinpath("s2s.yaml").read_text(encoding="utf-8")
    write(folder, text[: text.index("approvals:")])

    result = s2s("apply", "plan.json")

    assert (result.code, result.err.count("S2S201"), written(control)) == (3, 2, [])
    assert reviewed


def test_a_stale_plan_tells_machines_what_moved_and_writes_nothing(
    s2s: Run, reviewed: Emulator, folder: Path, control: Any
) -> None:
    """One document, each moved change with its address."""
    example(folder, ("from_name: Partner Operations", "from_name: Partners"))

    result = s2s("apply", "plan.json", "--json")

    told = result.document["diagnostics"]
    assert (result.code, result.document["kind"]) == (3, "s2s.error")
    assert [(one["code"], one["where"]) for one in told] == [
        ("S2S205", "plan.json"),
        ("S2S205", "hq/settings"),
    ]
    assert written(control) == []
    assert reviewed


def test_a_plan_for_another_org_is_stale(
    s2s: Run, emulator: Emulator, folder: Path, control: Any
) -> None:
    """The same words about another org are another plan."""
    write(folder, ONE_ORG.replace("HQ_", "EMEA_").replace("001EAA", "002EAA"))
    assert s2s("plan", "--out", "json=plan.json").code == 0
    write(folder, ONE_ORG)

    result = s2s("apply", "plan.json")

    assert result.code == 3
    assert "Org id: 00D000000000002EAA in the plan, now 00D000000000001EAA." in result.err
    assert written(control) == []
    assert emulator


def test_what_cannot_be_read_is_an_error_and_no_difference(
    s2s: Run, emulator: Emulator, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A user who may not see the page finds nothing stale: nobody knows."""
    write(folder, ONE_ORG)
    assert s2s("plan", "--out", "json=plan.json").code == 0
    monkeypatch.setenv("HQ_TOKEN", emulator.token("sam@hq.example"))

    result = s2s("apply", "plan.json")

    assert (result.code, "S2S205" in result.err, "S2S304" in result.err) == (1, False, True)


def test_another_user_applies_it_on_another_day(
    s2s: Run, emulator: Emulator, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who reads, and when, is no meaning."""
    write(folder, ONE_ORG)
    assert s2s("plan", "--out", "json=plan.json").code == 0
    monkeypatch.setenv("HQ_TOKEN", emulator.token("maria@hq.example"))

    assert s2s("apply", "plan.json", at=DAY + timedelta(days=90)).code == 0


def test_a_plan_that_led_to_waiting_is_applied_once_and_waits(
    s2s: Run, emulator: Emulator, folder: Path, control: Any
) -> None:
    """No second invitation; the exit code still says that somebody has to act."""
    write(folder, NEW_PARTNER)
    assert s2s("plan", "--out", "json=plan.json").code == 0
    assert s2s("apply", "plan.json", "--wait", "1").code == 2
    writes = len(written(control))

    again = s2s("apply", "plan.json", "--wait", "1")

    assert (again.code, "Already applied" in again.out, len(written(control))) == (2, True, writes)
    assert emulator


def test_a_plan_whose_wish_was_withdrawn_was_not_applied(
    s2s: Run, emulator: Emulator, folder: Path
) -> None:
    """Nothing is left to do, but not because it was done: that is stale."""
    write(folder, ONE_ORG)
    assert s2s("plan", "--out", "json=plan.json").code == 0
    write(folder, ONE_ORG.replace("    settings: {from_name: Alliances}\n", ""))

    result = s2s("apply", "plan.json")

    assert (result.code, "nothing asks for it any more" in result.err) == (3, True)
    assert emulator


def test_a_file_that_cannot_be_written_is_an_error(
    s2s: Run, emulator: Emulator, folder: Path
) -> None:
    """CI must not go on with yesterday's plan."""
    write(folder, ONE_ORG)

    result = s2s("plan", "--out", "json=no/such/folder/plan.json")

    assert (result.code, "S2S001" in result.err) == (1, True)
    assert emulator


def test_a_plan_says_of_each_change_how_well_it_is_known_and_what_it_needs(
    s2s: Run, reviewed: Emulator
) -> None:
    """REST is certain, a page that nobody has verified is not, and what does not exist yet is unknown."""
    changes = s2s("show", "plan.json", "--json").document["changes"]
    found = {(one["address"], one["attribute"]): one for one in changes}

    invite = found["hq-emea@hq", "state"]
    owner = found["hq-emea@emea", "owner"]
    email = found["hq-emea@hq/publish/Lead.Email", "fields"]
    mapped = found["hq-emea@emea/subscribe/Lead.Email", "fields"]
    assert [(one["confidence"], one["verified_by"]) for one in (invite, owner, email, mapped)] == [
        ("read", "the API of hq"),
        ("unknown", "the API of emea"),
        ("inferred", "the page Published fields of hq"),
        ("inferred", "the page Field mapping of emea"),
    ]
    assert invite["needs"] == [
        "emea/settings",
        "hq/template/Standard partner",
        "hq/template/Standard partner/publish",
        "hq/template/Standard partner/publish/Lead",
    ]
    assert {"hq-emea@hq", "hq-emea@emea", "hq-emea@hq/publish/Lead"} <= set(mapped["needs"])
    assert {one["because"] for one in changes} == {"declared"}
    assert reviewed


@pytest.fixture
def git(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Give a repository in the folder."""
    shutil.rmtree(folder / ".git")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(folder / "no-such-file"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for name in ("GIT_DIR", "GIT_WORK_TREE"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: str) -> None:
        person = ["-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *person, *arguments], check=True, capture_output=True)

    run("init", "--quiet")
    return run


def test_a_baseline_tells_what_the_files_moved_from_what_the_org_moved(
    s2s: Run,
    emulator: Emulator,
    folder: Path,
    git: Callable[..., None],
    person: Callable[[str, str], Person],
) -> None:
    """In a pull request: what its own lines ask for, and what somebody changed by hand."""
    write(folder, ONE_ORG.replace("Alliances", 'Alliances, from_address: "partners@hq.example"'))
    assert s2s("apply", "--auto-approve").code == 0
    git("add", "s2s.yaml")
    git("commit", "--quiet", "--message=first")
    person("hq", "maria@hq.example").change_settings(
        texts={"From Email Address": "maria@hq.example"}
    )
    write(folder, ONE_ORG.replace("Alliances", 'Partners, from_address: "partners@hq.example"'))

    result = s2s("plan", "--baseline", "HEAD", "--out", "json=plan.json")

    changes = s2s("show", "plan.json", "--json").document["changes"]
    assert {one["attribute"]: one["because"] for one in changes} == {
        "from_name": "config",
        "from_address": "drift",
    }
    assert result.out.count("because of drift: no line that changed since the baseline") == 1
    assert (
        s2s("plan", "--json").document["digest"]
        == s2s("plan", "--json", "--baseline", "HEAD").document["digest"]
    )
    assert emulator
