"""States that nobody reaches by clicking here, and that real orgs are found in all the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from s2s_gitops.emulator.person import LostError, Person
from s2s_gitops.emulator.seed import SeedError, default_seed_file, load_seed
from tests.emulator.conftest import Seeded, sit_down

HQ, ACME, MARIA = "admin@hq.example", "partner@acme.example", "maria@hq.example"
ACCEPTED = "    status: Accepted\n"
PASSING = {
    "Pending": "Pending",
    "Disconnecting": "Disconnecting",
    "ConnectionSuspended": "Connection Suspended",
    "SubscribeInProgress": "Subscribe In Progress",
    "UsersInitialSync": "Users Initial Sync",
    "BulkSyncMetadata": "Bulk Sync Metadata",
}


def more(text: str) -> tuple[str, str]:
    """Put further connections in front of the one of the default seed."""
    return "connections:\n", f"connections:\n{text}"


def rows(person: Person, fields: str) -> list[list[Any]]:
    names = fields.split(", ")
    answer = person.session.get(
        f"{person.url}/services/data/v60.0/query",
        params={"q": f"SELECT {fields} FROM PartnerNetworkConnection ORDER BY Id"},  # noqa: S608
        headers={"Authorization": f"Bearer {person.session.cookies['sid']}"},
    )
    return [[row[name] for name in names] for row in answer.json()["records"]]


@pytest.mark.parametrize(("status", "label"), PASSING.items())
def test_a_passing_state_is_there_at_both_ends_and_offers_nothing(
    seeded: Seeded, status: str, label: str
) -> None:
    """Only the platform leads in and out."""
    emulator = seeded((ACCEPTED, f"    status: {status}\n"))
    for alias, user, name in (("hq", HQ, "Acme Corp"), ("acme", ACME, "HQ Industries")):
        person = sit_down(emulator, alias, user)
        assert [row[0] for row in rows(person, "ConnectionStatus, ResponseDate")] == [status]
        page = person.connection(name)
        assert page.value("Connection Status") == label
        assert page.page.xpath("//input[@type='button'] | //a[text()='Edit']") == []
        assert "cannot be edited in its present state" in person.open(f"{page.url}/e").errors[1]
        address = emulator.world.dialect.address(emulator.world.network.orgs[alias], "objects")
        assert person.open(f"{address}?id={page.url[-15:]}").errors
        person.close()


def test_only_what_was_decided_has_a_date(seeded: Seeded) -> None:
    """A pending connection was not accepted yet, a suspended one was."""
    for status, is_decided in (("Pending", False), ("ConnectionSuspended", True)):
        hq = sit_down(seeded((ACCEPTED, f"    status: {status}\n")), "hq", HQ)
        assert (rows(hq, "ResponseDate") != [[None]]) == is_decided
        hq.close()


def test_account_contact_and_owner_may_be_gone(seeded: Seeded) -> None:
    """The row stays, with nulls, and a contact that is gone gets no mail any more."""
    emulator = seeded(
        ("last_name: Meyer, admin: true}", "last_name: Meyer, admin: true, active: false}"),
        (ACCEPTED, "    status: Sent\n"),
        ("contact: partner@acme.example", "contact: deleted"),
        ("owner: admin@hq.example\n      account: Acme Corp\n", "owner: maria@hq.example\n"),
    )
    hq = sit_down(emulator, "hq", HQ)
    maria = next(
        u for u in emulator.world.network.orgs["hq"].users.values() if u.name == "Maria Meyer"
    )
    assert rows(hq, "ContactId, AccountId, PrimaryContactId") == [[None, None, maria.id]]
    page = hq.connection("Acme Corp")
    shown = [page.value(label) for label in ("Contact", "Account", "Connection Owner")]
    assert shown == ["", "", "Maria Meyer"]
    assert "has no contact any more" in hq.resend("Acme Corp").errors[1]
    assert hq.edit_connection("Acme Corp", account="Globex").value("Account") == "Globex"
    code = next(iter(emulator.world.network.orgs["hq"].connections.values())).invitation
    acme = sit_down(emulator, "acme", ACME)
    page = acme.open(f"{emulator.world.dialect.invitation_address()}?inv={code}")
    assert page.press("Accept").value("Connection Status") == "Active"
    hq.close()
    acme.close()


INVITED_OUTSIDE = """\
  - contact: alex.smith@globex.example
    records: [{object: Lead, from: hq}, {object: Case, from: outside, count: 2}]
    inviter:
      org: hq
      publish: {Lead: [Phone]}
      subscribe: [{object: Ticket__c, as: Project__c, fields: {Level__c: Stage__c}}]
    invited:
      name: Outside Ltd
      objects:
        Case: {fields: {Colour__c: {label: Colour}}}
        Ticket__c: {label: Ticket, fields: {Level__c: {label: Level, type: picklist, values: [A, B]}}}
      publish: {Case: [Colour__c, Priority], Ticket__c: [Level__c]}
"""


def test_a_partner_may_be_an_org_that_nobody_knows(seeded: Seeded) -> None:
    """It publishes, is subscribed to, mapped and ended like any other, and has no door."""
    emulator = seeded(more(INVITED_OUTSIDE))
    assert list(emulator.orgs) == ["hq", "emea", "acme"]
    hq = sit_down(emulator, "hq", HQ)
    page = hq.connection("Outside Ltd")
    assert page.value("Connection Status") == "Active"
    assert page.rows("Subscribed Objects") == [["Edit", "Ticket", "Project", ""]]
    form = page.press("Subscribe/Unsubscribe")
    assert (form.options("Case"), form.chosen("Ticket")) == (["--None--", "Case"], "Project")
    hq.subscribe("Outside Ltd", {"Case": "Case"})
    hq.map_fields("Outside Ltd", "Case", {"Colour": "Description"})
    hq.map_values("Outside Ltd", "Ticket", "Level", {"A": "Planned"})
    hq.choose_objects("Outside Ltd", ["Task"])
    page = hq.deactivate("Outside Ltd")
    assert page.value("Connection Status") == "Inactive"
    assert [(mail.recipient, mail.purpose) for mail in emulator.world.network.outbox] == [
        ("alex.smith@globex.example", "update"),
        ("alex.smith@globex.example", "deactivation"),
    ]
    end = next(iter(emulator.world.network.orgs["hq"].connections.values()))
    assert [one.status for one in end.records] == ["Inactive"] * 3
    hq.close()


def test_a_stranger_may_have_invited(seeded: Seeded) -> None:
    """The invitation is open, and the answer reaches whoever the seed names."""
    text = """\
  - status: Sent
    inviter: {name: "Fern & Weh", email: boss@fern.example, publish: {Lead: []}}
    invited: {org: hq, owner: maria@hq.example}
"""
    emulator = seeded(more(text))
    hq = sit_down(emulator, "hq", HQ)
    assert rows(hq, "ConnectionName, ConnectionStatus, ContactId")[0] == [
        "Fern & Weh",
        "Received",
        None,
    ]
    code = next(iter(emulator.world.network.orgs["hq"].connections.values())).invitation
    page = hq.open(f"{emulator.world.dialect.invitation_address()}?inv={code}").press("Accept")
    assert page.value("Connection Status") == "Active"
    assert emulator.world.network.outbox[0].recipient == "boss@fern.example"
    assert page.press("Subscribe/Unsubscribe").options("Lead") == ["--None--", "Lead"]
    hq.close()


def test_connections_come_in_the_order_of_the_seed_with_times_of_their_own(seeded: Seeded) -> None:
    """Two ended ones with the same name stand before the living one."""
    text = "".join(
        f"""\
  - contact: partner@acme.example
    status: {status}
    created: "{created}"
    inviter: {{org: hq, publish: {{Lead: [Phone]}}}}
    invited: {{org: acme}}
"""
        for status, created in (
            ("Inactive", "2024-03-01T09:00:00Z"),
            ("Rejected", "2023-05-01T09:00:00+02:00"),
        )
    )
    emulator = seeded(more(text))
    hq = sit_down(emulator, "hq", HQ)
    assert rows(hq, "ConnectionName, ConnectionStatus, CreatedDate, ResponseDate") == [
        ["Acme Corp", "Inactive", "2024-03-01T09:00:00.000+0000", None],
        ["Acme Corp", "Rejected", "2023-05-01T07:00:00.000+0000", "2023-05-01T07:00:00.000+0000"],
        ["Acme Corp", "Accepted", "2026-01-05T08:00:00.000+0000", "2026-01-05T08:00:00.000+0000"],
    ]
    assert emulator.world.network.clock.now().isoformat() == "2026-01-05T08:00:00+00:00"
    hq.close()


def test_a_field_that_nobody_could_choose_today_stays_published_behind_a_fixed_tick(
    seeded: Seeded,
) -> None:
    """A formula: disabled on the page, never posted by a browser, refused if it is."""
    emulator = seeded(
        ("Lead: [Company, LastName, Email]", "Lead: [Company, LastName, Email, Score__c]"),
        (
            "    objects:\n",
            "    templates: [{name: T, publish: {Lead: [Score__c]}}]\n    objects:\n",
        ),
    )
    hq = sit_down(emulator, "hq", HQ)
    form = hq.connection("Acme Corp").edit_row("Published Objects", "Lead")
    (box,) = form.page.xpath("//input[@type='checkbox'][@disabled]")
    assert box.get("checked") is not None
    with pytest.raises(LostError, match="'Score' is disabled"):
        form.untick(["Score"])
    form.tick(["Phone"]).press("Save")
    end = next(iter(emulator.world.network.orgs["hq"].connections.values()))
    assert end.published["Lead"] == {"Company", "LastName", "Email", "Score__c", "Phone"}
    form = hq.connection("Acme Corp").edit_row("Published Objects", "Lead")
    form.page.xpath("//input[@disabled]")[0].attrib.pop("disabled")
    with pytest.raises(LostError, match="_pnf is unknown"):
        form.press("Save")
    with pytest.raises(LostError, match="'Score' is disabled"):
        hq.template_fields("T", "Lead", untick=["Score"])
    hq.close()


ODD = '"=Müller, <b>\'&\' \\"Söhne\\"</b> / {a}@b 🚀"'
ODD_TEXT = "=Müller, <b>'&' \"Söhne\"</b> / {a}@b 🚀"


def test_names_may_hold_anything(seeded: Seeded) -> None:
    """On pages, in forms, in the history and over REST they are what they are."""
    emulator = seeded(
        ("name: Acme Corp\n", f"name: {ODD}\n    audit_trail: all\n"),
        ("name: HQ Industries\n", f"name: {ODD}\n"),
        ("accounts: [EMEA GmbH, ", f"accounts: [{ODD}, EMEA GmbH, "),
        ("email_templates: [Partner Invitation, ", f"email_templates: [{ODD}, "),
        (
            "    objects:\n      Lead:\n        fields:\n          Region__c: {label: Region",
            f"    templates: [{{name: {ODD}, description: {ODD}}}, {{name: {ODD}}}]\n"
            f"    objects:\n      Lead:\n        label: {ODD}\n        fields:\n"
            f"          Region__c: {{label: {ODD}",
        ),
        ("values: [Americas,", f"values: [{ODD},"),
        ("first_name: Maria, last_name: Meyer", f"first_name: Maria, last_name: {ODD}"),
    )
    hq, acme = sit_down(emulator, "hq", HQ), sit_down(emulator, "acme", ACME)
    assert rows(hq, "ConnectionName") == [[ODD_TEXT]]
    owner = f"Maria {ODD_TEXT}"
    page = hq.edit_connection(ODD_TEXT, account=ODD_TEXT, owner=owner)
    assert (page.heading, page.value("Account")) == (f"Connection {ODD_TEXT}", ODD_TEXT)
    assert page.value("Connection Owner") == owner
    page = hq.choose_fields(ODD_TEXT, ODD_TEXT, [ODD_TEXT])
    assert page.rows("Connection History")[1][2] == f"Published field {ODD_TEXT}: {ODD_TEXT}"
    acme.map_fields(ODD_TEXT, ODD_TEXT, {ODD_TEXT: "Description"})
    hq.change_settings({"Name": ODD_TEXT, "Invitation Template": ODD_TEXT})
    page = hq.open("/_ui/s2s/ui/PartnerNetworkEnable/d")
    assert (page.value("Name"), page.value("Invitation Template")) == (ODD_TEXT, ODD_TEXT)
    listed = hq.open("/04P/o").follow("Templates").page.xpath("//tr//a")
    assert [one.text_content() for one in listed] == [ODD_TEXT, ODD_TEXT]
    assert hq.deactivate(ODD_TEXT).value("Connection Status") == "Inactive"
    hq.close()
    acme.close()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("org: acme\n      owner: partner@acme.example\n      account: HQ Industries",
         "org: hq", "connections[0]: hq cannot be connected with itself"),
        ("status: Accepted", 'created: "2027-01-01"', "connections[0].created: is later than"),
        ("status: Accepted", "created: soon", "connections[0].created: expected a time such as"),
        ("org: acme\n", "org: acme\n      name: Acme\n", "invited.org: unknown key; known are email"),
        ("      org: hq\n", "      name: A\n", "contact: is the inviting org's, and that is outside"),
        ("contact: partner@acme.example", "contact: gone", "if it was deleted meanwhile, say delet"),
    ],
)  # fmt: skip
def test_a_state_that_cannot_be_is_told(tmp_path: Path, old: str, new: str, message: str) -> None:
    """With its place."""
    check(tmp_path, default_seed_file().read_text().replace(old, new, 1), message)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("  - {inviter: {name: A}, invited: {name: B}}\n", "one of the two ends must be an org"),
        (
            "  - {inviter: {name: A, publish: {No__c: []}}, invited: {org: hq}}\n",
            "publish.No__c: A has no such object",
        ),
        (
            "  - inviter: {name: A}\n    invited: {org: hq}\n    records: [{object: Lead, from: A}]\n",
            "records[0].from: expected one of outside, hq",
        ),
    ],
)
def test_a_stranger_that_cannot_be_is_told(tmp_path: Path, text: str, message: str) -> None:
    """What it publishes is checked as for any org."""
    old, new = more(text)
    check(tmp_path, default_seed_file().read_text().replace(old, new, 1), message)


def check(folder: Path, text: str, message: str) -> None:
    file = folder / "seed.yaml"
    file.write_text(text)
    with pytest.raises(SeedError) as caught:
        load_seed(file)
    assert message in str(caught.value)
