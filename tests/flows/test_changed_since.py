"""Plans of what changed since a commit: what is read, what is planned, and what is left out."""

import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from s2s_gitops.emulator.person import Person
from s2s_gitops.emulator.server import Emulator
from tests.conftest import ROOT, Run

EXAMPLE = (ROOT / "examples" / "connections.yaml").read_text(encoding="utf-8")
LEAD = "[Company, LastName, Email, Status]"

Commit = Callable[[], None]
Sit = Callable[[str, str], Person]


@pytest.fixture
def commit(folder: Path) -> Commit:
    """Give a way to commit everything in the folder."""
    person = ["-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false"]

    def run(*arguments: str) -> None:
        subprocess.run(["git", *person, *arguments], cwd=folder, check=True, capture_output=True)

    def all_of_it() -> None:
        run("add", "--all")
        run("commit", "--quiet", "--allow-empty", "--message=x")

    run("init", "--quiet")
    return all_of_it


def write(folder: Path, text: str) -> None:
    folder.joinpath("s2s.yaml").write_text(text, encoding="utf-8")


@pytest.fixture
def applied(s2s: Run, folder: Path, emulator: Emulator, commit: Commit) -> Emulator:
    """Give orgs that are as the example wants them, and the example as it was committed."""
    write(folder, EXAMPLE)
    assert s2s("apply", "--auto-approve", "--json").code == 0
    commit()
    return emulator


def changed(text: str, *pairs: tuple[str, str]) -> str:
    for old, new in pairs:
        assert text.count(old) == 1
        text = text.replace(old, new)
    return text


def asked(control: Callable[..., Any]) -> Counter[str]:
    return Counter(str(one["org"]) for one in control("requests")["requests"])


TITLE = (LEAD, "[Company, LastName, Email, Status, Title]")
ACME = ("account: Acme Corp", "account: Globex")


def test_only_what_changed_is_read(
    s2s: Run, folder: Path, applied: Emulator, control: Callable[..., Any]
) -> None:
    """An org that has no part in it is not even logged in to; a whole plan asks more of the others."""
    write(folder, changed(EXAMPLE, ACME))
    control("requests", {})
    whole = s2s("plan", "--json", "--baseline", "HEAD").document
    of_whole = asked(control)
    control("requests", {})
    part = s2s("plan", "--json", "--changed-since", "HEAD").document
    of_part = asked(control)

    assert set(of_whole) == {"hq", "emea"}
    # Who the sides of hq are is told by the side of hq alone: it invites both.
    assert set(of_part) == {"hq"}
    assert of_part["hq"] < of_whole["hq"]
    assert part["changes"] == whole["changes"]
    assert part["orgs"] == {"hq": "00D000000000001EAA"}
    assert part["part"] == {
        "since": "HEAD",
        "changed": ["hq-acme"],
        "needed": ["hq/settings"],
        "left_out": ["emea/settings", "hq-emea", "hq/template/Standard partner"],
        "gone": [],
        "besides": [],
    }
    assert (whole["part"], part["digest"] == whole["digest"]) == (None, False)
    assert applied


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(EXAMPLE, id="nothing"),
        pytest.param(f"# more\n{EXAMPLE}\n# and more", id="comments"),
        pytest.param(
            changed(EXAMPLE, ("*lead-fields", "[Status, Email, LastName, Company]")),
            id="a list in the place of an anchor",
        ),
        pytest.param(
            changed(EXAMPLE, ("admin@emea.example", "Admin@EMEA.example")), id="another spelling"
        ),
        pytest.param(
            changed(EXAMPLE, ("org_id: 00D000000000001EAA", "org_id: 00D000000000001")),
            id="a short id",
        ),
    ],
)
def test_what_means_the_same_asks_nobody(
    s2s: Run, folder: Path, applied: Emulator, control: Callable[..., Any], text: str
) -> None:
    """Not a single request; and "no changes" is said of the part only."""
    write(folder, text)
    control("requests", {})

    result = s2s("plan", "--changed-since", "HEAD")

    assert asked(control) == {}
    assert result.code == 0
    assert "Partial plan: nothing that is declared changed since HEAD.\n" in result.out
    assert (
        "Left out: 2 connections, the settings of 2 orgs and 1 template that did not change"
        in result.out
    )
    assert "\nNo changes in this part.\n" in result.out
    assert applied


def test_an_anchor_counts_for_whoever_uses_it(s2s: Run, folder: Path, applied: Emulator) -> None:
    """Its line is far away from the connection, and the change says which one it is."""
    write(folder, changed(EXAMPLE, TITLE))

    made = s2s("plan", "--json", "--changed-since", "HEAD").document

    assert made["part"]["changed"] == ["hq-emea"]
    (change,) = made["changes"]
    assert change["because"] == "config"
    assert [one["line"] for one in change["explained_by"]] == [7]
    assert applied


def test_files_may_be_renamed_and_split(
    s2s: Run, folder: Path, applied: Emulator, control: Callable[..., Any]
) -> None:
    """What is found without being named may have had another name, and connections move between files."""
    document = yaml.safe_load(EXAMPLE)
    folder.joinpath("s2s.yaml").unlink()
    folder.joinpath("connections").mkdir()
    for number, one in enumerate(document["connections"]):
        part = {"version": 1, "connections": [one]}
        folder.joinpath("connections", f"{number}.yaml").write_text(yaml.safe_dump(part))
    rest = {key: value for key, value in document.items() if key != "connections"}
    folder.joinpath("connections", "rest.yml").write_text(yaml.safe_dump(rest))
    control("requests", {})

    assert s2s("plan", "--json", "--changed-since", "HEAD").document["part"]["changed"] == []
    assert asked(control) == {}
    named = s2s("plan", "--config", "connections", "--changed-since", "HEAD")
    assert (named.code, "It has no connections." in named.err) == (1, True)
    assert applied


GONE = ((LEAD, "[Company, LastName, Email]"), ("Email: Email, Status: Status }", "Email: Email }"))
"""A field that is neither published nor mapped any more."""


@pytest.mark.parametrize(
    ("pairs", "lines"),
    [
        pytest.param(
            GONE,
            {
                "hq-emea@hq/publish/Lead.Status": ["HEAD:s2s.yaml:7"],
                "hq-emea@emea/subscribe/Lead.Status": ["HEAD:s2s.yaml:66"],
            },
            id="lines that are gone",
        ),
        pytest.param(
            [("auto_accept: false", "auto_accept: true")],
            {"hq-emea@emea/subscribe/Lead": ["s2s.yaml:65"]},
            id="another value",
        ),
        pytest.param(
            [("invited_by: hq\n    deadline: 30 days", "invited_by: hq\n    state: inactive")],
            {"hq-acme@hq": ["s2s.yaml:78"]},
            id="the state of a connection",
        ),
    ],
)
def test_a_change_names_the_lines_that_ask_for_it(
    s2s: Run,
    folder: Path,
    applied: Emulator,
    pairs: list[tuple[str, str]],
    lines: dict[str, list[str]],
) -> None:
    """Of today, or of then, where they are gone."""
    write(folder, changed(EXAMPLE, *pairs))

    made = s2s("plan", "--json", "--baseline", "HEAD").document

    assert {
        one["address"]: [f"{at['file']}:{at['line']}" for at in one["explained_by"]]
        for one in made["changes"]
    } == lines
    assert applied


def test_what_somebody_did_by_hand_is_marked_whether_the_plan_is_whole_or_not(
    s2s: Run, folder: Path, applied: Emulator, person: Sit
) -> None:
    """On one line of YAML both may come together: the member tells them apart."""
    person("hq", "maria@hq.example").choose_fields("EMEA GmbH", "Lead", tick=["Phone"])
    write(folder, changed(EXAMPLE, TITLE))

    for option in ("--baseline", "--changed-since"):
        changes = s2s("plan", "--json", option, "HEAD").document["changes"]
        assert {one["address"][-5:]: one["because"] for one in changes} == {
            "Phone": "drift",
            "Title": "config",
        }
    assert applied


def test_a_snapshot_shows_a_part_as_well(s2s: Run, folder: Path, applied: Emulator) -> None:
    """Without a login, as a fork's CI does it."""
    write(folder, changed(EXAMPLE, TITLE, ACME))
    assert s2s("plan", "--record", "live.s2s").code == 0
    live = s2s("plan", "--json", "--changed-since", "HEAD").document

    held = s2s("plan", "--json", "--changed-since", "HEAD", "--snapshot", "live.s2s").document

    assert [one["address"] for one in held["changes"]] == [
        one["address"] for one in live["changes"]
    ]
    assert (held["part"], held["orgs"]) == (live["part"], live["orgs"])
    write(folder, changed(EXAMPLE, ACME))
    one_org = s2s("plan", "--json", "--changed-since", "HEAD", "--snapshot", "live.s2s").document
    assert set(one_org["orgs"]) == {"hq"}
    assert {one["address"] for one in one_org["changes"]} == {"hq-acme@hq"}
    assert applied


def test_a_part_takes_no_connection_that_another_declaration_has(
    s2s: Run, folder: Path, applied: Emulator, commit: Commit
) -> None:
    """Two connections have one contact: which row belongs to whom is told by all of the files."""
    rows = s2s("import").out
    pin = next(
        str(one["sides"]["hq"]["id"])
        for one in yaml.safe_load(rows)["connections"]
        if one["name"] == "hq-acme"
    )
    orgs = EXAMPLE.partition("\nconnections:")[0].replace(
        "acme:\n    access: none", "acme: {access: none}"
    )
    pinned = f"  - {{name: pinned, invited_by: hq, sides: {{hq: {{id: {pin}}}, acme: {{}}}}}}\n"
    write(folder, f"{orgs}\nconnections:\n{pinned}")
    commit()
    second = "{contact: partner@acme.example, account: Acme Corp}"
    new = f"  - {{name: second, invited_by: hq, sides: {{hq: {second}, acme: {{}}}}}}\n"
    write(folder, f"{orgs}\nconnections:\n{pinned}{new}")

    whole = s2s("plan", "--json").document
    part = s2s("plan", "--json", "--changed-since", "HEAD").document

    assert part["part"]["changed"] == ["second"]
    assert [one["verb"] for one in part["changes"]] == ["invite"]
    assert [one for one in whole["changes"] if one["address"].startswith("second")] == [
        {**one, "because": "declared", "explained_by": []} for one in part["changes"]
    ]
    assert applied


def test_consent_alone_is_told_and_changes_nothing(
    s2s: Run, folder: Path, applied: Emulator
) -> None:
    """Approvals, what to ignore, and the rules of an org: a reviewer wants to see them."""
    rules = ("access: none # a partner's org", "access: none\n  # more")
    text = changed(
        EXAMPLE,
        ("reason: both sides signed the data-sharing agreement", "reason: signed again"),
        (
            '    login: { instance_url: "${env:HQ_URL}"',
            '    writes: human\n    login: { instance_url: "${env:HQ_URL}"',
        ),
        rules,
    )
    entry = '  - {address: "hq-acme@hq", reason: later, until: 2026-12-31}\n'
    write(folder, text + entry)

    told = s2s("plan", "--json", "--changed-since", "HEAD").document["part"]

    assert told["changed"] == []
    assert [one.partition(" (")[0] for one in told["besides"]] == [
        "+ approval of accept at hq-emea@emea",
        "- approval of accept at hq-emea@emea",
        "+ ignore hq-acme@hq until 2026-12-31",
        "~ who writes in hq, or what needs an approval there",
    ]
    assert applied


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(["--baseline", "HEAD"], "exclude each other", id="two of one kind"),
        pytest.param(["--record", "live.s2s"], "--record keeps everything", id="a snapshot of a part"),
    ],
)  # fmt: skip
def test_options_that_do_not_go_together_are_refused(
    s2s: Run, folder: Path, applied: Emulator, arguments: list[str], words: str
) -> None:
    """Before any org is asked."""
    result = s2s("plan", "--changed-since", "HEAD", *arguments)

    assert (result.code, words in result.err) == (1, True)
    assert not folder.joinpath("live.s2s").exists()
    assert applied
