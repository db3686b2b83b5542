"""A picture of everything live in a file: kept by one run, looked at by others that nobody has to log in for."""

import gzip
import json
import os
import re
import subprocess
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from s2s_gitops.cli.main import main
from s2s_gitops.emulator.server import Emulator
from tests.conftest import DAY, ROOT, Run, StoppedClock
from tests.flows.test_command_line import EXAMPLE, example

SNAP = "orgs.snap"
PERSONAL = re.compile(r"[\w.+-]+@[\w.-]+\.example")


@pytest.fixture
def lived(s2s: Run, emulator: Emulator, folder: Path) -> Emulator:
    """Give orgs in which the example was applied, and the example in the folder."""
    example(folder)
    assert s2s("apply", "--auto-approve").code == 0
    return emulator


@pytest.fixture(scope="module")
def picture(server: Emulator, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Make the example live once, and keep a picture of it."""
    folder = tmp_path_factory.mktemp("kept")
    server.reset()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for name, value in server.env.items():
            patch.setenv(name, value)
        example(folder)
        assert main(["apply", "--auto-approve"], StoppedClock()) == 0
        assert main(["plan", "--record", SNAP], StoppedClock()) == 0
    return folder.joinpath(SNAP).read_bytes()


@pytest.fixture
def kept(folder: Path, picture: bytes) -> Path:
    """Give a folder with the example and the picture, and no login anywhere."""
    example(folder)
    folder.joinpath(SNAP).write_bytes(picture)
    assert not {"HQ_TOKEN", "EMEA_TOKEN"} & set(os.environ)
    return folder


def meaning(document: Any) -> Any:
    """Return a document without what moves by itself."""
    return {name: value for name, value in document.items() if name != "volatile"}


def content(folder: Path) -> Any:
    """Return what stands in the snapshot."""
    return json.loads(gzip.decompress(folder.joinpath(SNAP).read_bytes()))


def without_names(text: str) -> list[str]:
    """Return the lines that do not tell who changed something."""
    return [one for one in text.splitlines() if not one.startswith("       by ")]


def nameless(document: Any) -> Any:
    """Return the meaning of a document without who changed something."""
    told = meaning(document)
    for one in told.get("findings", ()):
        for name in ("who", "when", "told_by"):
            del one[name]
    return told


@pytest.mark.parametrize("command", [("plan", "--detailed-exitcode"), ("drift",)], ids=" ".join)
def test_a_run_that_records_and_one_that_looks_at_the_record_say_what_a_live_one_says(
    s2s: Run,
    lived: Emulator,
    person: Any,
    monkeypatch: pytest.MonkeyPatch,
    command: tuple[str, ...],
) -> None:
    """Byte for byte, with the same exit code; the last one without a login, so that it tells nobody's name."""
    maria = person("hq", "maria@hq.example")
    maria.choose_fields("EMEA GmbH", "Lead", tick=["Title"], untick=["Status"])
    maria.choose_objects("EMEA GmbH", tick=["Task"])

    live, live_json = s2s(*command), s2s(*command, "--json")
    recording = s2s(*command, "--record", SNAP)
    recording_json = s2s(*command, "--record", SNAP, "--json")
    for name in lived.env:
        monkeypatch.delenv(name)
    seen, seen_json = s2s(*command, "--snapshot", SNAP), s2s(*command, "--snapshot", SNAP, "--json")

    assert live.code == 2
    assert {one.code for one in (live, recording, seen, live_json, recording_json, seen_json)} == {
        2
    }
    assert live.out == recording.out
    assert without_names(live.out) == without_names(seen.out)
    assert "by Maria Meyer" not in seen.out
    documents = [one.document for one in (live_json, recording_json, seen_json)]
    assert meaning(documents[0]) == meaning(documents[1])
    assert nameless(documents[0]) == nameless(documents[2])
    assert seen.err == "From a snapshot of 2026-01-06T08:00:00+00:00; no org was asked.\n"
    assert "snapshot" not in documents[1]["volatile"]
    assert documents[2]["volatile"]["snapshot"] == {"created": "2026-01-06T08:00:00+00:00"}
    assert documents[2]["volatile"]["requests"] == {}


@pytest.mark.parametrize("command", ["plan", "drift", "import"])
def test_nobody_has_to_log_in_for_what_a_snapshot_shows(s2s: Run, kept: Path, command: str) -> None:
    """No variable of a login is set, and none is asked for."""
    assert kept
    result = s2s(command, "--snapshot", SNAP)

    assert (result.code, "S2S009" in result.err) == (0, False)
    assert "S2S009" in s2s(command).err


def test_recording_reads_and_nothing_else(
    s2s: Run, emulator: Emulator, folder: Path, control: Any
) -> None:
    """Everything live is looked at, not only what is declared; nothing is written anywhere."""
    example(folder)
    control("requests", {})
    writes = len(control("journal")["writes"])

    assert s2s("import", "--record", SNAP).code == 0

    assert {one["method"] for one in control("requests")["requests"]} == {"GET"}
    assert len(control("journal")["writes"]) == writes
    assert emulator


def test_no_person_is_named_in_a_snapshot(s2s: Run, lived: Emulator, folder: Path) -> None:
    """Neither by address nor by name: users, contacts, and whoever sends e-mails."""
    seed = yaml.safe_load((ROOT / "examples" / "orgs.yaml").read_text(encoding="utf-8"))
    people = set(PERSONAL.findall(yaml.safe_dump(seed))) | set(
        PERSONAL.findall(EXAMPLE.read_text())
    )
    assert {"partners@hq.example", "ops@emea.example", "admin@hq.example"} <= people
    assert s2s("plan", "--record", SNAP).code == 0

    told = json.dumps(content(folder), ensure_ascii=False).casefold()

    assert [one for one in sorted(people) if one.casefold() in told] == []
    assert PERSONAL.findall(told) == []
    digested = [one for one in content(folder)["resources"] if "digest" in json.dumps(one)]
    assert [one["address"] for one in digested] == [
        "emea/settings",
        "hq/settings",
        "hq-acme@hq",
        "hq-emea@emea",
        "hq-emea@hq",
    ]
    assert lived


def test_two_snapshots_of_the_same_orgs_cannot_be_told_to_name_the_same_person(
    s2s: Run, emulator: Emulator, folder: Path
) -> None:
    """Each has a salt of its own."""
    example(folder)
    salts, texts = set(), set()
    for _ in range(2):
        assert s2s("plan", "--record", SNAP).code == 0
        salts.add(content(folder)["salt"])
        texts |= set(re.findall(r'"digest": "(\w+)"', json.dumps(content(folder))))

    assert (len(salts), len(texts) % 2) == (2, 0)
    assert emulator


def test_a_snapshot_is_its_owners_alone(s2s: Run, emulator: Emulator, folder: Path) -> None:
    """Even where another file stood there, open to all."""
    example(folder)
    folder.joinpath(SNAP).write_text("old")
    folder.joinpath(SNAP).chmod(0o666)

    assert s2s("plan", "--record", SNAP).code == 0

    assert folder.joinpath(SNAP).stat().st_mode & 0o777 == 0o600
    assert [one for one in os.listdir(folder) if "part" in one] == []
    assert emulator


@pytest.mark.parametrize("command", ["plan", "drift", "import"])
def test_to_keep_a_picture_and_to_look_at_one_exclude_each_other(
    s2s: Run, kept: Path, command: str
) -> None:
    """Wrong usage, told before anybody is asked or anything is written."""
    result = s2s(command, "--record", "new.snap", "--snapshot", SNAP)

    assert (result.code, result.out) == (1, "")
    assert "--record and --snapshot exclude each other" in result.err
    assert "S2S009" not in result.err, "nobody tried to log in"
    assert not kept.joinpath("new.snap").exists()


@pytest.mark.parametrize("command", ["plan", "drift", "import"])
@pytest.mark.parametrize(
    ("made", "code"),
    [
        pytest.param(lambda _: None, "S2S001", id="not there"),
        pytest.param(lambda path: path.mkdir(), "S2S001", id="a folder"),
        pytest.param(lambda path: path.write_text("version: 1"), "S2S611", id="another file"),
        pytest.param(
            lambda path: path.write_bytes(gzip.compress(b'{"kind": "s2s.snapshot"}')),
            "S2S612",
            id="of another format",
        ),
    ],
)
def test_a_snapshot_that_cannot_be_read_stops_the_command(
    s2s: Run, folder: Path, command: str, made: Any, code: str
) -> None:
    """It is never taken for empty orgs."""
    example(folder)
    made(folder / SNAP)

    result = s2s(command, "--snapshot", SNAP)

    assert (result.code, result.out) == (1, "")
    assert f"error {code}" in result.err
    assert SNAP in result.err


def test_a_snapshot_that_cannot_be_written_is_told(
    s2s: Run, emulator: Emulator, folder: Path
) -> None:
    """An error: somebody counts on it."""
    example(folder)
    result = s2s("plan", "--record", "no/such/folder/x.snap")

    assert result.code == 1
    assert "no/such/folder/x.snap: No such file or directory." in result.err
    assert emulator


def test_an_old_snapshot_is_a_warning(s2s: Run, kept: Path) -> None:
    """The plan is the same."""
    assert kept
    fresh = s2s("plan", "--snapshot", SNAP, "--json").document
    old = s2s("plan", "--snapshot", SNAP, "--json", at=DAY + timedelta(days=8))

    assert old.code == 0
    assert [one["code"] for one in old.document["diagnostics"]] == ["S2S616"]
    assert {**meaning(old.document), "diagnostics": []} == meaning(fresh)


OWNER = "owner: admin@hq.example"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param([], [], id="nothing"),
        pytest.param(
            [("[Company, LastName, Email, Status]", "[Company, LastName, Email, Status, Phone]")],
            ["+ hq-emea@hq/publish/Lead.Phone fields None -> listed"],
            id="a field more",
        ),
        pytest.param(
            [("fields: { Email: Email, Status: Status }", "fields: { Email: Email }")],
            ["- hq-emea@emea/subscribe/Lead.Status fields Status -> None"],
            id="a mapping less",
        ),
        pytest.param(
            [(OWNER, "owner: maria@hq.example")],
            ["~ hq-emea@hq owner {'unknown': 'redacted'} -> maria@hq.example"],
            id="another owner, whose predecessor is not named",
        ),
        pytest.param([(OWNER, "owner: ADMIN@hq.example")], [], id="the same owner"),
        pytest.param(
            [("name: Standard partner\n    desc", "name: Gold partner\n    desc"),
             ("template: Standard partner", "template: Gold partner")],
            ["+ hq/template/Gold partner  absent -> present",
             "+ hq/template/Gold partner/publish/Lead  absent -> present",
             "+ hq/template/Gold partner/publish/Lead.Email fields None -> listed"],
            id="a new template; the old one is left alone",
        ),
    ],
)  # fmt: skip
def test_a_changed_file_is_held_against_a_snapshot(
    s2s: Run,
    kept: Path,
    changes: list[tuple[str, str]],
    expected: list[str],
) -> None:
    """For reviews: what a change of the files would do, without a login."""
    example(kept, *changes)

    plan = s2s("plan", "--snapshot", SNAP, "--json")

    assert plan.code == 0, plan.out
    assert told(plan.document) == expected


def told(plan: Any) -> list[str]:
    """Return the changes of a plan."""
    symbols = {"create": "+", "update": "~", "delete": "-"}
    return [
        f"{symbols[one['action']]} {one['address']} {one['attribute']} {one['before']} -> {one['after']}"
        for one in plan["changes"]
    ]


def pinned(s2s: Run, folder: Path) -> dict[str, Any]:
    """Import from the snapshot, and return what the file says."""
    result = s2s("import", "--snapshot", SNAP)
    assert result.code == 0
    folder.joinpath("s2s.yaml").write_text(result.out, encoding="utf-8")
    document: dict[str, Any] = yaml.safe_load(result.out)
    return document


def write(folder: Path, document: dict[str, Any]) -> None:
    """Write a file. JSON is YAML."""
    folder.joinpath("s2s.yaml").write_text(json.dumps(document), encoding="utf-8")


def nothing_left(plan: Any) -> bool:
    """Say whether a plan has nothing to do, nothing to tell, and has read everything."""
    lists = ("changes", "blocked", "observed", "pending", "refused", "unread", "diagnostics")
    return (
        not any(plan[name] for name in (*lists, "unmanaged")) and not plan["coverage"]["unreadable"]
    )


def test_what_is_imported_from_a_snapshot_has_an_empty_plan(s2s: Run, kept: Path) -> None:
    """From the snapshot, without a login; what it redacts is said where it would stand."""
    document = pinned(s2s, kept)

    assert nothing_left(s2s("plan", "--snapshot", SNAP, "--json").document)
    text = kept.joinpath("s2s.yaml").read_text(encoding="utf-8")
    assert text.count("# left out by the snapshot, as it may name a person: owner") == 3
    assert {
        side.get("owner") for one in document["connections"] for side in one["sides"].values()
    } == {None}
    assert "contact: ops@emea.example" in text, "the file had it"


def test_a_renamed_connection_is_recognised_by_its_pin(s2s: Run, kept: Path) -> None:
    """All that is in it moves along."""
    document = pinned(s2s, kept)
    document["connections"][0]["name"] = "renamed"
    for side in document["connections"][0]["sides"].values():
        side.pop("contact", None)
    write(kept, document)

    plan = s2s("plan", "--snapshot", SNAP, "--json").document

    assert nothing_left(plan)


NEW = """
  - name: hq-new
    invited_by: hq
    sides:
      hq: {contact: alex.smith@globex.example, publish: [{object: Lead, fields: [Phone, Nothing__c]}]}
      new: {}

approvals:"""


def test_a_new_connection_is_to_be_invited(s2s: Run, kept: Path) -> None:
    """With everything in it; what the snapshot cannot check is said."""
    example(kept, ("\n  acme:\n", "\n  new: {access: none}\n  acme:\n"), ("\n\napprovals:", NEW))

    plan = s2s("plan", "--snapshot", SNAP, "--json")

    assert plan.code == 1
    assert [one["detail"] for one in plan.document["diagnostics"]] == [
        "hq has no field Lead.Nothing__c, or hides it from this user."
    ]
    assert told(plan.document)[0] == "+ hq-new@hq state absent -> active"
    assert [one["address"] for one in plan.document["pending"]] == ["hq-new@hq"]
    assert {one["address"].split("/")[0] for one in plan.document["blocked"]} == {"hq-new@hq"}


def test_an_org_that_was_added_since_is_not_in_the_snapshot(s2s: Run, kept: Path) -> None:
    """An error: nothing can be said of it; the rest is compared."""
    example(
        kept,
        (
            "access: none # a partner's org",
            'org_id: 00D000000000003EAA\n    login: { instance_url: "${env:A}", access_token: "${env:B}" }',
        ),
    )

    plan = s2s("plan", "--snapshot", SNAP, "--json")

    assert plan.code == 1
    assert [(one["code"], one["where"]) for one in plan.document["diagnostics"]] == [
        ("S2S613", "acme")
    ]
    assert plan.document["changes"] == []
    assert {one.split("/")[0] for one in plan.document["unread"]} == {"hq-acme@acme"}


def test_an_org_that_was_dropped_since_is_none_of_the_files(s2s: Run, kept: Path) -> None:
    """What the snapshot holds of it is left alone."""
    orgs = {"version": 1, "orgs": yaml.safe_load(EXAMPLE.read_text(encoding="utf-8"))["orgs"]}
    del orgs["orgs"]["emea"]
    write(kept, orgs)

    plan = s2s("plan", "--snapshot", SNAP, "--json")

    assert (plan.code, plan.document["changes"], plan.document["orgs"]) == (
        0,
        [],
        {"hq": "00D000000000001EAA"},
    )
    assert {one.split("/")[0] for one in plan.document["unmanaged"]} == {"hq"}


def test_drift_tells_the_files_apart_that_were_not_applied_yet(
    s2s: Run, lived: Emulator, folder: Path, person: Any
) -> None:
    """By a commit: what live shows as that wanted it was not changed by hand."""
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@b.example"]
    for command in (["init", "--quiet"], ["add", "s2s.yaml"], ["commit", "--quiet", "--message=x"]):
        subprocess.run([*git, *command], check=True, cwd=folder)
    example(
        folder, ("[Company, LastName, Email, Status]", "[Company, LastName, Email, Status, Phone]")
    )
    person("hq", "maria@hq.example").choose_fields("EMEA GmbH", "Lead", tick=["Title"])

    plain = s2s("drift", "--json").document["counts"]
    found = s2s("drift", "--baseline", "HEAD", "--json")

    assert plain == {"org": 2, "config": 0, "partner": 0}
    assert (found.code, found.document["counts"]) == (2, {"org": 1, "config": 1, "partner": 0})
    assert {one["address"][-5:]: one["cause"] for one in found.document["findings"]} == {
        "Title": "org",
        "Phone": "config",
    }
    unknown = s2s("drift", "--baseline", "no-such")
    assert (unknown.code, "S2S029: baseline cannot be read [no-such]" in unknown.err) == (1, True)
    assert lived


def test_an_import_takes_nothing_from_a_snapshot_of_another_org(s2s: Run, kept: Path) -> None:
    """Its rows and ids would be declared for orgs that do not have them."""
    path = kept / "s2s.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("00D000000000001EAA", "00D000000000009EAA"),
        encoding="utf-8",
    )
    before = path.read_bytes()

    for more in ([], ["--into", "s2s.yaml"]):
        result = s2s("import", "--snapshot", SNAP, *more)
        assert (result.code, result.out) == (1, "")
        assert "S2S613" in result.err
    assert path.read_bytes() == before


def test_an_import_says_that_a_snapshot_is_old(s2s: Run, kept: Path) -> None:
    """As a plan does."""
    assert kept
    old = s2s("import", "--snapshot", SNAP, at=DAY + timedelta(days=8))
    assert (old.code, "S2S616" in old.err) == (0, True)


def test_a_snapshot_has_no_pages_to_archive(s2s: Run, kept: Path) -> None:
    """Nothing would be kept, without a word."""
    result = s2s("import", "--snapshot", SNAP, "--archive", "pages")
    assert (result.code, "exclude each other" in result.err) == (1, True)
    assert not (kept / "pages").exists()
