"""Ending findings by taking them into the files: only the lines that must change do."""

import difflib
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from s2s_gitops.emulator.person import Person
from s2s_gitops.emulator.server import Emulator
from tests.conftest import ROOT, Run
from tests.flows.test_night import EVENING

EXAMPLE = ROOT / "examples" / "connections.yaml"
Sit = Callable[[str, str], Person]


@pytest.fixture
def file(emulator: Emulator, s2s: Run, folder: Path) -> Path:
    """Give the example's file, applied."""
    assert emulator
    path = folder / "connections.yaml"
    path.write_bytes(EXAMPLE.read_bytes())
    assert s2s("apply", "--auto-approve").code == 0
    return path


def changed(before: str, after: str) -> list[str]:
    """Return the lines that went and came, each with - or + before it."""
    lines = difflib.ndiff(before.splitlines(), after.splitlines())
    return [f"{line[0]}{line[2:]}" for line in lines if line[0] in "+-"]


def test_a_whole_evening_is_taken_into_the_file_and_nothing_else_changes(
    file: Path, s2s: Run, person: Sit
) -> None:
    """All ten edits; comments, order and quotes of the rest stay, and the next night is quiet."""
    before = file.read_text(encoding="utf-8")
    for user, edit, _ in EVENING:
        edit(person(user.partition("@")[2].partition(".")[0], user))

    result = s2s("drift", "accept", "**")

    assert result.code == 0, result.err
    assert result.err.endswith("Changed: connections.yaml.\n")
    assert s2s("drift").code == 0
    assert changed(before, file.read_text(encoding="utf-8")) == [
        "-      from_name: Partner Operations",
        "+      from_name: Somebody",
        "-    description: What every partner gets",
        "+    description: For everybody",
        "-        fields: [Company, LastName, Email]",
        "+        fields: [Company, LastName, Email, Phone]",
        "-            fields: *lead-fields",
        "+            fields: [Company, LastName, Status, Phone]",
        "-            auto_accept: true",
        "+            auto_accept: false",
        "-        owner: admin@emea.example",
        "+        owner: paul@emea.example",
        "+          - object: Task",
        "+            fields: [Subject]",
        "-            fields: { Email: Email, Status: Status }",
        "+            fields: { Status: Status }",
        "-            values: { Stage__c: { Planned: Open, Running: Active, Done: Closed } }",
        "+            values: { Stage__c: { Planned: Open, Running: Active, Done: Active } }",
        "-        account: Acme Corp",
        "+        account: Globex",
    ]


def test_one_finding_is_taken_and_the_others_stay(file: Path, s2s: Run, person: Sit) -> None:
    """An address means itself and what is inside of it; file permissions are kept."""
    file.chmod(0o640)
    before = file.read_text(encoding="utf-8")
    person("hq", "admin@hq.example").edit_connection("Acme Corp", account="Globex")
    person("hq", "maria@hq.example").choose_fields("EMEA GmbH", "Lead", tick=["Phone", "Title"])

    assert s2s("drift", "accept", "hq-emea@hq/publish/Lead.Phone").code == 0

    assert changed(before, file.read_text(encoding="utf-8")) == [
        "-            fields: *lead-fields",
        "+            fields: [Company, LastName, Email, Status, Phone]",
    ]
    assert file.stat().st_mode & 0o777 == 0o640
    left = s2s("drift", "--json").document["findings"]
    assert [one["address"] for one in left] == ["hq-acme@hq", "hq-emea@hq/publish/Lead.Title"]
    assert s2s("drift", "accept", "hq-emea@hq").code == 0
    left = s2s("drift", "--json").document["findings"]
    assert [one["address"] for one in left] == ["hq-acme@hq"]


def test_an_address_without_a_finding_is_an_error(file: Path, s2s: Run, person: Sit) -> None:
    """A typing mistake must not look like success: the right one beside it is not taken either."""
    person("hq", "admin@hq.example").edit_connection("Acme Corp", account="Globex")
    before = file.read_bytes()

    result = s2s("drift", "accept", "hq-acme@hq", "hq-acme@hqq")

    assert (result.code, result.out) == (1, "")
    assert "S2S504" in result.err
    assert "No finding is at 'hq-acme@hqq'." in result.err
    assert "Findings: hq-acme@hq." in result.err
    assert file.read_bytes() == before


def test_half_of_what_belongs_together_is_refused(file: Path, s2s: Run, person: Sit) -> None:
    """The other side maps the field: a file that no longer publishes it would not hold together."""
    person("hq", "maria@hq.example").choose_fields("EMEA GmbH", "Lead", untick=["Email"])
    before = file.read_bytes()

    result = s2s("drift", "accept", "hq-emea@hq/publish/Lead.Email")

    assert result.code == 1
    assert "S2S503" in result.err
    assert "Nothing was written." in result.err
    assert file.read_bytes() == before
    assert s2s("drift", "accept", "hq-emea@*/**").code == 0
    assert s2s("drift").code == 0


def test_a_list_that_others_share_is_not_changed_for_them(
    file: Path, s2s: Run, person: Sit
) -> None:
    """The line is shared by an anchor: the message names both places, and nothing is written."""
    shared = file.read_text(encoding="utf-8").replace(
        "[Company, LastName, Email, Status] #", "[Company, LastName, Email] #"
    )
    file.write_text(
        shared.replace("fields: *lead-fields", "fields: &one [Company, LastName, Email, Status]")
        + "x-same: *one\n",
        encoding="utf-8",
    )
    assert s2s("drift").code == 0
    person("hq", "maria@hq.example").choose_fields("EMEA GmbH", "Lead", tick=["Phone"])
    before = file.read_bytes()

    result = s2s("drift", "accept", "**")

    assert result.code == 1
    assert "S2S501" in result.err
    assert "&one stands here" in result.err
    assert file.read_bytes() == before


def test_what_was_withdrawn_and_made_by_hand_is_taken(file: Path, s2s: Run, person: Sit) -> None:
    """What is gone is no longer declared; what nobody declared is declared, and so is what was said to be absent."""
    before = file.read_text(encoding="utf-8")
    person("emea", "paul@emea.example").subscribe("HQ Industries", {"Project": None})
    person("hq", "maria@hq.example").choose_objects("EMEA GmbH", tick=["Task"], untick=["Project"])
    person("hq", "admin@hq.example").new_template("Second")

    assert s2s("drift", "accept", "**").code == 0

    assert changed(before, file.read_text(encoding="utf-8")) == [
        "+  - org: hq",
        "+    name: Second",
        "+    active: true",
        "-          - object: Project__c",
        "-            fields: [Name, Budget__c, Start__c, Stage__c]",
        "-            state: absent # deleting is said with words",
        "+            fields: [Subject]",
        "-          - object: Project__c # a custom object maps to any custom object",
        "-            as: Engagement__c",
        "-            auto_accept: true",
        "-            fields: { Budget__c: Budget__c, Start__c: Begin__c, Stage__c: Phase__c }",
        "-            values: { Stage__c: { Planned: Open, Running: Active, Done: Closed } }",
    ]
    assert s2s("drift").code == 0


def test_a_connection_that_came_by_hand_is_taken_as_a_whole(
    file: Path, s2s: Run, person: Sit
) -> None:
    """Both sides of it become one declaration, whichever of them is named."""
    before = file.read_text(encoding="utf-8")
    person("emea", "paul@emea.example").invite("Maria Meyer")

    assert s2s("drift", "accept", "emea/connection/HQ Industries").code == 0

    assert changed(before, file.read_text(encoding="utf-8")) == [
        "+  - name: emea-hq",
        "+    invited_by: emea",
        "+    state: pending",
        "+    sides:",
        "+      emea:",
        "+        id: 04P5g020000Bb01EAC",
        "+        contact: maria@hq.example",
        "+        account: HQ Industries",
        "+        owner: paul@emea.example",
        "+      hq: { id: 04P5g010000Bb02EAC, owner: maria@hq.example }",
        "+",
    ]
    assert s2s("drift").code == 0


def test_what_was_cleared_by_hand_is_no_longer_declared(file: Path, s2s: Run, person: Sit) -> None:
    """An account, and the value mappings of a field, one of two and then both of them."""
    before = file.read_text(encoding="utf-8")
    ada = person("hq", "admin@hq.example")
    ada.edit_connection("Acme Corp", account="")
    ada.map_values("EMEA GmbH", "Case", "Priority", {"Low": None})
    ada.map_values("Acme Corp", "Case", "Priority", {"Low": None, "High": None})

    assert s2s("drift", "accept", "**").code == 0

    assert changed(before, file.read_text(encoding="utf-8")) == [
        "-            values: { Priority: { High: P1, Low: P3 } } # Medium arrives as it is",
        "+            values: { Priority: { High: P1 } } # Medium arrives as it is",
        "-        account: Acme Corp",
        "-            values: { Priority: { High: P1, Low: P3 } }",
        "+            values: {}",
    ]
    assert s2s("drift").code == 0


def test_a_value_mapping_that_was_replaced_by_others_is_taken(
    file: Path, s2s: Run, person: Sit
) -> None:
    """All that stood there went, and something else came: the table stays."""
    before = file.read_text(encoding="utf-8")
    ada = person("hq", "admin@hq.example")
    ada.map_values("EMEA GmbH", "Case", "Priority", {"Low": None, "High": None, "Medium": "P2"})

    assert s2s("drift", "accept", "**").code == 0

    assert changed(before, file.read_text(encoding="utf-8")) == [
        "-            values: { Priority: { High: P1, Low: P3 } } # Medium arrives as it is",
        "+            values: { Priority: { Medium: P2 } } # Medium arrives as it is",
    ]
    assert s2s("drift").code == 0


def test_options_of_drift_before_accept_are_refused(file: Path, s2s: Run) -> None:
    """They would mean nothing, and look as if they did."""
    before = file.read_bytes()
    for options in (["--config", str(file)], ["--snapshot", "x.s2s"], ["--json"]):
        result = s2s("drift", *options, "accept", "hq-acme@hq")
        assert (result.code, "options go behind `accept`" in result.err + result.out) == (1, True)
    assert file.read_bytes() == before


def test_the_last_of_a_list_and_the_end_of_a_connection_are_taken(
    file: Path, s2s: Run, person: Sit
) -> None:
    """Nothing is left to subscribe to, and a connection is over: the files say so and are valid."""
    before = file.read_text(encoding="utf-8")
    paul = person("emea", "paul@emea.example")
    paul.subscribe("HQ Industries", {"Project": None, "Lead": None})
    person("hq", "admin@hq.example").deactivate("Acme Corp")

    assert s2s("drift", "accept", "**").code == 0

    came = [one for one in changed(before, file.read_text(encoding="utf-8")) if one[0] == "+"]
    assert came == ["+        subscribe: []", "+    state: inactive"]
    assert s2s("drift").code == 0


def split(file: Path) -> Path:
    """Return a folder that says the same in two files: orgs and templates, and the rest."""
    text = file.read_text(encoding="utf-8")
    orgs, _, rest = text.replace("*lead-fields", "[Company, LastName, Email, Status]").partition(
        "\nconnections:"
    )
    folder = file.parent / "all"
    folder.mkdir()
    folder.joinpath("orgs.yaml").write_text(orgs, encoding="utf-8")
    folder.joinpath("rest.yaml").write_text("version: 1\nconnections:" + rest, encoding="utf-8")
    return folder


def test_where_one_file_cannot_be_written_none_is(file: Path, s2s: Run, person: Sit) -> None:
    """The second of two cannot be staged: the first one stays as it was, and nothing is left behind."""
    folder = split(file)
    ada = person("hq", "admin@hq.example")
    ada.change_settings({"Name": "Somebody"})
    ada.edit_connection("Acme Corp", account="Globex")
    in_the_way = folder / f".rest.yaml.{os.getpid()}.part"
    in_the_way.mkdir()
    before = {one.name: one.read_bytes() for one in folder.glob("*.yaml")}

    result = s2s("drift", "accept", "**", "--config", "all")

    assert (result.code, result.out) == (1, "")
    assert "S2S001" in result.err
    assert "Nothing was written." in result.err
    assert {one.name: one.read_bytes() for one in folder.glob("*.yaml")} == before
    assert sorted(one.name for one in folder.iterdir()) == sorted([in_the_way.name, *before])


def test_each_file_of_a_folder_gets_its_own(file: Path, s2s: Run, person: Sit) -> None:
    """Orgs here, connections there: the change goes where the declaration stands."""
    split(file)
    assert s2s("drift", "--config", "all").code == 0
    ada = person("hq", "admin@hq.example")
    ada.change_settings({"Name": "Somebody"})
    ada.edit_connection("Acme Corp", account="Globex")
    ada.new_template("Second")

    result = s2s("drift", "accept", "**", "--config", "all")

    assert (result.code, result.err) == (0, "Changed: all/orgs.yaml, all/rest.yaml.\n")
    came = [one for one in result.out.splitlines() if one.startswith(("+", "@@"))]
    assert came == [
        "+++ all/orgs.yaml",
        "@@ -13,5 +13,5 @@",
        "+      from_name: Somebody",
        "@@ -32,2 +32,5 @@",
        "+  - org: hq",
        "+    name: Second",
        "+    active: true",
        "+++ all/rest.yaml",
        "@@ -44,5 +44,5 @@",
        "+        account: Globex",
    ]
    assert s2s("drift", "--config", "all").code == 0
