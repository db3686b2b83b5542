"""The commands that change an org through its pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from s2s_gitops.emulator.__main__ import main, write_ready_file
from s2s_gitops.emulator.server import Emulator

PLACE = ("--org", "hq", "--connection", "Acme Corp")


@pytest.fixture
def ready(emulator: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Emulator:
    """Let commands find the running emulator."""
    file = tmp_path / "ready.json"
    write_ready_file(emulator, file)
    monkeypatch.setenv("S2S_EMULATOR", str(file))
    return emulator


def hand_edit(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["hand-edit", *arguments])


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (("objects", *PLACE, "--tick", "Task"), "Published object Task"),
        (("fields", *PLACE, "--object", "Lead", "--tick", "Phone"), "Published field Lead: Phone"),
        (("subscribe", *PLACE, "--to", "Case="), "Unsubscribed from Case"),
        (("subscribe", *PLACE, "--manual", "Case"), "Auto-accept off for Case"),
        (
            ("map", *PLACE, "--object", "Case", "--field", "Priority=Case Origin"),
            "Mapped Case: Priority to Case Origin; Mapped Case: Priority value High to --None--;"
            " Mapped Case: Priority value Low to --None--",
        ),
        (
            ("map", *PLACE, "--object", "Case", "--field", "Subject=", "--auto-map"),
            "saved without a change",
        ),
        (
            ("values", *PLACE, "--object", "Case", "--field", "Priority", "--value", "High=P2"),
            "Mapped Case: Priority value High to P2",
        ),
        (("connection", *PLACE, "--account", "Globex"), "Account changed to Globex"),
        (("press", *PLACE, "deactivate"), "deactivated the connection Acme Corp"),
        (("invite", "--org", "hq", "--contact", "Olga Ops"), "invited ops@emea.example"),
        (("new-template", "--org", "hq", "--name", "Idle"), "made the template Idle"),
        (("settings", "--org", "hq", "--set", "Name=Alliances"), "changed the settings"),
        (("settings", "--org", "emea", "--enable"), "enabled Salesforce to Salesforce"),
    ],
)
def test_each_command_does_one_edit_and_says_so(
    ready: Emulator, arguments: tuple[str, ...], what: str
) -> None:
    """What stands in the journal is what a person would have done."""
    done = hand_edit(*arguments)
    assert (done.exit_code, done.output) == (0, "saved\n")
    assert [line.what for line in ready.world.journal] == [what]


def test_templates_are_edited_by_the_same_commands(ready: Emulator) -> None:
    """Objects and fields take --template instead of --connection."""
    template = ("--org", "hq", "--template", "Standard")
    for arguments in (
        ("new-template", "--org", "hq", "--name", "Standard", "--inactive", "--object", "Lead"),
        ("objects", *template, "--tick", "Case"),
        ("fields", *template, "--object", "Case", "--tick", "Status"),
        ("template", "--org", "hq", "--name", "Standard", "--rename", "Big", "--active"),
    ):
        assert hand_edit(*arguments).output == "saved\n"
    one = next(iter(ready.world.network.orgs["hq"].templates.values()))
    assert (one.name, one.is_active) == ("Big", True)
    assert one.published["Case"] == {"Subject", "Status"}


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("objects", "--org", "hq", "--tick", "Case"), 2, "either --connection or --template"),
        (("subscribe", *PLACE, "--to", "Case"), 2, "'Case' has no = in it"),
        (("subscribe", *PLACE, "--to", "Case=Lead"), 1, "0 things on the screen are called 'Lead'"),
        (("press", *PLACE, "cancel"), 1, "there is no button 'Cancel Invitation'"),
        (("connection", *PLACE, "--owner", "Nobody"), 1, "No matches found."),
    ],
)
def test_an_edit_that_cannot_be_made_says_why(
    ready: Emulator, arguments: tuple[str, ...], code: int, message: str
) -> None:
    """Nothing is written then."""
    done = hand_edit(*arguments)
    assert (done.exit_code, message in done.output) == (code, True)
    assert [
        line.outcome.value for line in ready.world.journal if line.outcome.value == "done"
    ] == []
