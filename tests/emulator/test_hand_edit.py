"""The commands that change an org through its pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from s2s_gitops.emulator.__main__ import main
from s2s_gitops.emulator.nouns import Connection, Status
from s2s_gitops.emulator.ready import write_ready_file
from s2s_gitops.emulator.server import Emulator
from tests.emulator.conftest import Seeded

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
        (("connection", *PLACE, "--account", ""), "Account changed to none"),
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
        (("subscribe", *PLACE, "--to", "a\\=b"), 2, "has no = in it"),
        (("fields", *PLACE, "--object", "Lead", "--tick", "Company"), 1, "nothing to change at"),
        (("fields", *PLACE, "--object", "Lead#2", "--tick", "Phone"), 1, "0 things"),
        (("invite", "--org", "hq", "--contact", "Alex Smith"), 1, "Multiple items found"),
        (("settings", "--org", "hq", "--enable"), 1, "0 things on the screen are called 'Enable'"),
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


def end(emulator: Emulator, alias: str, number: int = -1) -> Connection:
    return list(emulator.world.network.orgs[alias].connections.values())[number]


def test_an_edit_is_made_by_the_named_user(ready: Emulator) -> None:
    """The journal, the history and the trail know who it was."""
    user = ("--user", "maria@hq.example")
    hand_edit("settings", "--org", "hq", *user, "--set", "Name=Alliances")
    hand_edit("objects", *PLACE, *user, "--tick", "Task")
    assert {line.user for line in ready.world.journal} == {"maria@hq.example"}
    assert end(ready, "hq").history[-1].user == "Maria Meyer"
    org = ready.world.network.orgs["hq"]
    assert org.users[org.trail[-1].user_id].name == "Maria Meyer"


def test_an_invitation_is_sent_with_account_and_owner(ready: Emulator) -> None:
    """As the form for a new connection has them; an id chooses among people of one name."""
    org = ready.world.network.orgs["hq"]
    contact = [one for one in org.contacts.values() if one.name == "Alex Smith"][1]
    place = ("--org", "hq", "--account", "Globex", "--owner", "Maria Meyer")
    assert hand_edit("invite", *place, "--contact", contact.id).output == "saved\n"
    sent = end(ready, "hq")
    assert (sent.contact_id, org.users[sent.owner_id].name) == (contact.id, "Maria Meyer")
    assert org.accounts[sent.account_id or ""].name == "Globex"


def test_the_link_of_an_invitation_can_be_opened(ready: Emulator) -> None:
    """Where nobody has the address of the invitation, the link alone brings it in."""
    hand_edit("invite", "--org", "hq", "--contact", "Olga Ops")
    assert hand_edit("settings", "--org", "emea", "--enable", "--set", "Name=E").output == "saved\n"
    assert ready.world.network.orgs["emea"].settings.from_name == "E"
    code = ready.world.network.outbox[0].invitation
    link = f"{ready.orgs['hq'].url}{ready.world.dialect.invitation_address()}?inv={code}"
    assert hand_edit("open-link", "--org", "emea", "--link", link).output == "saved\n"
    assert end(ready, "emea").status is Status.RECEIVED
    place = ("--org", "emea", "--connection", "HQ Industries")
    assert hand_edit("press", *place, "decline").output == "saved\n"


TWINS = """\
connections:
  - contact: partner@acme.example
    inviter: {org: hq, publish: {A__c: [A__c, B__c], B__c: []}}
    invited: {org: acme}
"""
OBJECTS = """\
    templates: [{name: T}, {name: T}]
    objects:
      A__c: {label: =Twin, fields: {A__c: {label: =F}, B__c: {label: =F}}}
      B__c: {label: =Twin, fields: {A__c: {label: =F}}}
"""


def test_things_of_one_name_are_chosen_by_number_or_id(
    seeded: Seeded, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """NAME#2 is the second from the top; without it the refusal says what to say."""
    emulator = seeded(("    objects:\n", OBJECTS), ("connections:\n", TWINS))
    write_ready_file(emulator, tmp_path / "ready.json")
    monkeypatch.setenv("S2S_EMULATOR", str(tmp_path / "ready.json"))
    message = "2 things on the screen are called 'Acme Corp'; say Acme Corp#1 to Acme Corp#2"
    assert message in hand_edit("objects", *PLACE, "--tick", "Task").output
    second = ("--org", "hq", "--connection", "Acme Corp#2")
    first = ("--org", "hq", "--connection", end(emulator, "hq", 0).id)
    for arguments in (
        ("objects", *second, "--tick", "=Twin#2"),
        ("fields", *second, "--object", "=Twin", "--tick", "=F"),
        ("fields", *first, "--object", "=Twin#1", "--untick", "=F#2"),
        ("template", "--org", "hq", "--name", "T#2", "--rename", "U"),
        ("connection", *second, "--template", "T"),
    ):
        done = hand_edit(*arguments)
        assert (arguments, done.output) == (arguments, "saved\n")
    assert dict(end(emulator, "hq", 0).published) == {"A__c": {"Name", "A__c"}, "B__c": {"Name"}}
    assert [line.what for line in emulator.world.journal[:2]] == [
        "Published object =Twin",
        "Published field =Twin: =F",
    ]


def test_a_name_with_the_sign_of_a_pair_is_escaped(
    seeded: Seeded, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A backslash goes before an = on the left; the right side is taken as it is."""
    emulator = seeded(
        ("Impact__c: {label: Impact,", "Impact__c: {label: =a\\b,"),
        ("Case: [Subject, Priority]", "Case: [Subject, Priority]\n        Ticket__c: [Impact__c]"),
        ("Stage__c: {label: Stage,", "Stage__c: {label: =Stage,"),
    )
    write_ready_file(emulator, tmp_path / "ready.json")
    monkeypatch.setenv("S2S_EMULATOR", str(tmp_path / "ready.json"))
    hand_edit("subscribe", *PLACE, "--to", "Ticket=Project")
    place = (*PLACE, "--object", "Ticket")
    assert hand_edit("map", *place, "--field", "\\=a\\b==Stage").output == "saved\n"
    assert end(emulator, "hq").subscribed["Ticket__c"].fields["Impact__c"] == "Stage__c"
