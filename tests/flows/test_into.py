"""Adopting into a file that exists: what is live and missing is added, every other byte stays."""

from pathlib import Path

import pytest

from s2s_gitops.emulator.server import Emulator
from tests.conftest import ROOT, Result, Run
from tests.flows.test_accept import changed

EXAMPLE = ROOT / "examples" / "connections.yaml"
BEGUN = """\
# Ours. Ask the integration team before you touch it.
version: 1

orgs:
    hq:
        org_id: 00D000000000001EAA
        login: { instance_url: "${env:HQ_URL}", access_token: "${env:HQ_TOKEN}" }   # of CI
    emea: { org_id: 00D000000000002EAA, login: { instance_url: "${env:EMEA_URL}", access_token: "${env:EMEA_TOKEN}" } }
"""


@pytest.fixture
def live(emulator: Emulator, s2s: Run, folder: Path) -> Path:
    """Apply the example, and give a file in which somebody only named the orgs."""
    assert emulator
    assert s2s("apply", "--config", str(EXAMPLE), "--auto-approve").code == 0
    path = folder / "begun.yaml"
    path.write_text(BEGUN, encoding="utf-8")
    return path


def test_all_that_is_live_is_added_and_every_line_that_stood_there_stays(
    live: Path, s2s: Run
) -> None:
    """The file declares all of it then: a plan is empty, and a second import adds nothing."""
    result = s2s("import", "--config", "begun.yaml", "--into", "begun.yaml")

    assert result.code == 0, result.err
    after = live.read_text(encoding="utf-8")
    (line,) = (one for one in changed(BEGUN, after) if one[0] == "-")
    assert line.startswith("-    emea:"), "orgs of one line stay on one line"
    assert "   # of CI\n        settings:\n            enabled: true\n" in after
    assert again(s2s, "drift").document["clean"]
    nothing = again(s2s, "import", "--into", "begun.yaml")
    assert (nothing.code, nothing.out, nothing.err) == (0, "", "Changed: no file.\n")
    assert live.read_text(encoding="utf-8") == after


def again(s2s: Run, *arguments: str) -> Result:
    """Run a command on the file that was begun."""
    json_option = ["--json"] if arguments == ("drift",) else []
    return s2s(*arguments, *json_option, "--config", "begun.yaml")


def test_what_is_declared_is_completed_and_never_changed(live: Path, s2s: Run) -> None:
    """A side that exists gets its missing subscriptions and attributes; its wishes stay as they are."""
    text = EXAMPLE.read_text(encoding="utf-8")
    start = text.index("        subscribe:\n          - object: Lead\n")
    end = text.index("  - name: hq-acme # exists")
    without = text[:start] + text[end:]
    without = without.replace("        account: EMEA GmbH\n", "        account: Globex\n")
    live.write_text(without, encoding="utf-8")

    result = again(s2s, "import", "--into", "begun.yaml")

    assert result.code == 0, result.err
    lines = changed(without, live.read_text(encoding="utf-8"))
    assert lines == [
        "+      from_name: Emil Admin",
        "+      from_address: admin@emea.example",
        "+        id: 04P5g010000Bb01EAC",
        "+        id: 04P5g020000Bb00EAC",
        "+        subscribe:",
        "+          - object: Lead",
        "+            as: Lead",
        "+            auto_accept: false",
        "+            fields: { Company: Company, Email: Email, LastName: LastName, Status: Status }",
        "+            values: {}",
        "+          - object: Project__c",
        "+            as: Engagement__c",
        "+            auto_accept: true",
        "+            fields: { Budget__c: Budget__c, Name: Name, Stage__c: Phase__c, Start__c: Begin__c }",
        "+            values:",
        "+              Stage__c: { Done: Closed, Planned: Open, Running: Active }",
        "+        id: 04P5g010000Bb00EAC",
        "+        owner: admin@hq.example",
    ]
    left = again(s2s, "drift").document["findings"]
    assert [(one["address"], one["attribute"]) for one in left] == [("hq-emea@hq", "account")]


def test_one_org_is_added_alone(live: Path, s2s: Run) -> None:
    """What the named org does not show is left for later."""
    result = s2s("import", "hq", "--config", "begun.yaml", "--into", "begun.yaml")
    assert result.code == 0, result.err
    lines = changed(BEGUN, live.read_text(encoding="utf-8"))
    assert not [one for one in lines if one[0] == "-"]
    assert "+    acme-corp: { access: none }" in lines, "a partner of the named org"
    assert "+          emea:" in lines, "the other side of its connection"
    assert [one["address"] for one in again(s2s, "plan", "--json").document["unmanaged"]] == []
    rest = again(s2s, "import", "--into", "begun.yaml")
    assert "from_name: Emil Admin" in rest.out


def test_a_new_file_of_a_folder_takes_the_rest(live: Path, s2s: Run, folder: Path) -> None:
    """The folder is loaded as one; what the new file declares stands in it."""
    (folder / "all").mkdir()
    live.rename(folder / "all" / "orgs.yaml")

    result = s2s("import", "--config", "all", "--into", "all/connections.yaml")

    assert result.code == 0, result.err
    assert (folder / "all" / "orgs.yaml").read_text(encoding="utf-8") == BEGUN
    made = (folder / "all" / "connections.yaml").read_text(encoding="utf-8")
    assert made.startswith("version: 1\n\norgs:\n  acme-corp: {access: none}\n\ntemplates:\n")
    assert "\nconnections:\n  - name: hq-acme-corp\n" in made
    assert result.err.splitlines() == [
        "Changed: all/connections.yaml.",
        "all/orgs.yaml lacks something as well: s2s import --into all/orgs.yaml",
    ]
    assert s2s("import", "--config", "all", "--into", "all/orgs.yaml").code == 0
    assert s2s("drift", "--config", "all").code == 0


def test_only_a_file_that_is_loaded_can_be_added_to(live: Path, s2s: Run, folder: Path) -> None:
    """A file that no command reads would be no declaration."""
    before = live.read_bytes()

    result = again(s2s, "import", "--into", "other.yaml")

    assert (result.code, result.out) == (1, "")
    assert "S2S001" in result.err
    assert "other.yaml is none of the files that are loaded (begun.yaml)." in result.err
    assert not (folder / "other.yaml").exists()
    assert live.read_bytes() == before


def test_a_new_file_has_an_ending_that_is_loaded_and_something_to_hold(
    live: Path, s2s: Run, folder: Path
) -> None:
    """A file that no command reads would be no declaration, and an empty one is none."""
    (folder / "all").mkdir()
    live.rename(folder / "all" / "orgs.yaml")
    import_into = ("import", "--config", "all", "--into")

    refused = s2s(*import_into, "all/live.txt")
    assert (refused.code, refused.out) == (1, "")
    assert "or a new .yaml file in the folder that is loaded" in refused.err
    assert s2s(*import_into, "all/live.yaml").code == 0
    assert s2s(*import_into, "all/orgs.yaml").code == 0

    nothing = s2s(*import_into, "all/more.yaml")
    assert (nothing.code, nothing.err) == (0, "Changed: no file.\n")
    assert sorted(one.name for one in (folder / "all").iterdir()) == ["live.yaml", "orgs.yaml"]
