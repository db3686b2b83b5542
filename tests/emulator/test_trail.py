"""The Setup Audit Trail: who may see it, what it holds, and how it is asked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import requests

from s2s_gitops.emulator.seed import SeedError, default_seed_file, load_seed
from s2s_gitops.emulator.server import Emulator
from tests.emulator.conftest import Seeded, sit_down

EMEA, HQ, ACME = "admin@emea.example", "admin@hq.example", "partner@acme.example"
MARIA = "maria@hq.example"
DATA = "/services/data/v60.0"
ALL = ("name: HQ Industries\n", "name: HQ Industries\n    audit_trail: all\n")


def ask(
    emulator: Emulator, soql: str, username: str = HQ, alias: str = "hq", path: str = "query"
) -> requests.Response:
    org = emulator.orgs[alias]
    return requests.get(
        f"{org.url}{DATA}/{path}",
        params={"q": soql},
        headers={"Authorization": f"Bearer {org.token(username)}"},
        verify=str(emulator.ca_file),
        timeout=10,
    )


def displays(emulator: Emulator, alias: str = "hq", username: str = HQ) -> list[str]:
    soql = "SELECT Display FROM SetupAuditTrail ORDER BY CreatedDate"
    answer = ask(emulator, soql, username, alias).json()
    return [row["Display"] for row in answer["records"]]


def test_a_change_of_settings_tells_who_and_when(person: Any, emulator: Emulator) -> None:
    """The row has the shape of the wire, with the user nested, and ids of the trail's prefix."""
    person(MARIA).change_settings({"From Email Address": "new@hq.example"})
    soql = (
        "SELECT Id, Action, Section, Display, DelegateUser, CreatedDate, CreatedBy.Username,"
        " CreatedBy.Name, CreatedByContext, CreatedByIssuer, ResponsibleNamespacePrefix"
        " FROM SetupAuditTrail"
    )
    (row,) = ask(emulator, soql).json()["records"]
    user = row.pop("CreatedBy")
    url = row["attributes"]["url"]
    assert user["attributes"]["type"] == "User"
    assert (user["Username"], user["Name"]) == (MARIA, "Maria Meyer")
    assert row == {
        "attributes": {"type": "SetupAuditTrail", "url": url},
        "Id": url.rpartition("/")[2],
        "Action": "pnetSettingChanged",
        "Section": "Salesforce to Salesforce",
        "Display": "Changed Salesforce to Salesforce setting From Email Address to new@hq.example",
        "DelegateUser": None,
        "CreatedDate": "2026-01-05T08:00:01.000+0000",
        "CreatedByContext": None,
        "CreatedByIssuer": None,
        "ResponsibleNamespacePrefix": None,
    }
    assert row["Id"].startswith("0Ym")
    assert ask(emulator, "", path=f"sobjects/SetupAuditTrail/{row['Id']}").status_code == 200


def test_settings_and_templates_stand_in_the_trail_one_line_for_each_change(
    person: Any, emulator: Emulator
) -> None:
    """Things are named as screens name them; what changed nothing leaves nothing."""
    hq = person(HQ)
    hq.change_settings({"Name": "Alliances", "Invitation Template": "Partner Update"})
    hq.change_settings({"Invitation Template": ""})
    hq.change_settings({})
    hq.new_template("Standard", objects=["Lead"])
    hq.template_fields("Standard", "Lead", ["Phone"])
    hq.edit_template("Standard", rename="Big", description="All", active=False)
    hq.edit_template("Big", description="", active=True)
    hq.edit_template("Big", description="")
    setting, changed = "Changed Salesforce to Salesforce setting", "Changed connection template"
    assert sorted(displays(emulator)) == sorted(
        [
            f"{setting} Name to Alliances",
            f"{setting} Invitation Template to Partner Update",
            f"{setting} Invitation Template to (blank)",
            "Created connection template Standard",
            f"{changed} Standard: Published object Lead",
            f"{changed} Standard: Published field Lead: Phone",
            f"{changed} Standard: Name changed to Big",
            f"{changed} Standard: Description changed to All",
            f"{changed} Standard: Deactivated",
            f"{changed} Big: Description changed to (blank)",
            f"{changed} Big: Activated",
        ]
    )


def test_work_on_connections_leaves_nothing_unless_the_seed_says_so(
    person: Any, emulator: Emulator
) -> None:
    """Nobody knows how much the feature writes: `settings` is the default."""
    person(HQ).choose_objects("Acme Corp", ["Task"])
    person(HQ).deactivate("Acme Corp")
    assert displays(emulator) == []


def test_an_org_can_write_down_all(seeded: Seeded) -> None:
    """Connections, publishing, subscribing, mapping and buttons; not what the partner does."""
    emulator = seeded(ALL)
    hq, acme = sit_down(emulator, "hq", HQ), sit_down(emulator, "acme", ACME)
    hq.edit_connection("Acme Corp", account="Globex")
    hq.choose_fields("Acme Corp", "Lead", ["Phone"])
    hq.subscribe("Acme Corp", {}, manual=["Case"])
    hq.map_values("Acme Corp", "Case", "Priority", {"High": "P2"})
    acme.choose_fields("HQ Industries", "Case", untick=["Priority"])
    hq.invite("Olga Ops")
    hq.resend("EMEA GmbH")
    hq.cancel("EMEA GmbH")
    hq.deactivate("Acme Corp")
    acme_name, emea_name = "Changed connection Acme Corp", "Changed connection EMEA GmbH"
    assert displays(emulator) == [
        f"{acme_name}: Account changed to Globex",
        f"{acme_name}: Published field Lead: Phone",
        f"{acme_name}: Auto-accept off for Case",
        f"{acme_name}: Mapped Case: Priority value High to P2",
        f"{emea_name}: Invitation sent to ops@emea.example",
        f"{emea_name}: Invitation resent",
        f"{emea_name}: Invitation canceled",
        f"{acme_name}: Connection deactivated",
    ]
    assert displays(emulator, "acme", ACME) == []
    hq.close()
    acme.close()


def test_an_org_can_write_down_nothing(seeded: Seeded) -> None:
    """The trail is there all the same, with what else happened in Setup."""
    other = (
        "name: HQ Industries\n    audit_trail: none\n    setup_changes:\n"
        '      - {at: "2026-01-04T10:00:00Z", user: maria@hq.example, action: changedProfile,'
        " section: Manage Users, display: Changed profile Sales, delegate: admin@hq.example}\n"
        '      - {at: "2025-06-01T10:00:00Z", user: maria@hq.example, action: old, display: Old}\n'
        '      - {at: "2026-01-04T09:00:00Z", user: admin@hq.example, action: deploy, display: D}\n'
    )
    emulator = seeded((ALL[0], other))
    hq = sit_down(emulator, "hq", HQ)
    hq.change_settings({"Name": "Alliances"})
    hq.close()
    soql = "SELECT Section, DelegateUser, CreatedBy.Username FROM SetupAuditTrail LIMIT 1"
    (row,) = ask(emulator, soql).json()["records"]
    assert (row["Section"], row["DelegateUser"]) == ("Manage Users", HQ)
    assert row["CreatedBy"]["Username"] == MARIA
    assert displays(emulator) == ["D", "Changed profile Sales"]


def test_the_newest_lines_come_first_and_old_ones_go_after_180_days(
    person: Any, emulator: Emulator
) -> None:
    """Documented: the first ones of a query are the last changes."""
    for name in ("First", "Second"):
        person(HQ).new_template(name)
    soql = "SELECT Display FROM SetupAuditTrail LIMIT 1"
    assert ask(emulator, soql).json()["records"][0]["Display"].endswith("Second")
    emulator.world.network.clock.advance(180 * 86400)
    assert displays(emulator) == ["Created connection template Second"]
    emulator.world.network.clock.advance(1)
    assert displays(emulator) == []


def test_the_trail_is_there_while_the_feature_is_off_and_tells_of_enabling(
    person: Any, emulator: Emulator
) -> None:
    """It belongs to the org, not to the feature."""
    assert displays(emulator, "emea", EMEA) == []
    person(EMEA).enable()
    assert displays(emulator, "emea", EMEA) == ["Enabled Salesforce to Salesforce"]


@pytest.mark.parametrize(
    ("username", "alias"), [("sam@hq.example", "hq"), ("ops@emea.example", "emea")]
)
def test_who_may_not_view_setup_has_no_such_object(
    emulator: Emulator, username: str, alias: str
) -> None:
    """Manage Connections is not enough."""
    answer = ask(emulator, "SELECT Id FROM SetupAuditTrail", username, alias)
    assert (answer.status_code, answer.json()[0]["errorCode"]) == (400, "INVALID_TYPE")
    path = "sobjects/SetupAuditTrail/describe"
    assert ask(emulator, "", username, alias, path).status_code == 404


def test_a_user_may_view_setup_without_being_an_admin_and_an_admin_may_not(
    seeded: Seeded,
) -> None:
    """A permission of its own, as from Spring '27."""
    emulator = seeded(
        ("last_name: Sales}", "last_name: Sales, view_setup: true}"),
        ("last_name: Meyer, admin: true}", "last_name: Meyer, admin: true, view_setup: false}"),
    )
    soql = "SELECT Id FROM SetupAuditTrail"
    assert ask(emulator, soql, "sam@hq.example").status_code == 200
    assert ask(emulator, soql, MARIA).status_code == 400


@pytest.mark.parametrize(
    ("soql", "status", "message"),
    [
        ("SELECT COUNT() FROM SetupAuditTrail WHERE Action = 'x'", 200, ""),
        (
            "SELECT COUNT(Id) FROM SetupAuditTrail",
            400,
            "       ^\nERROR at Row:1:Column:8\nfield Id does not support aggregate operator COUNT",
        ),
        (
            "SELECT Action FROM SetupAuditTrail GROUP BY Action",
            400,
            "field 'Action' can not be grouped in a query call",
        ),
        (
            "SELECT Id FROM SetupAuditTrail WHERE Display LIKE '%a%'",
            400,
            "field 'Display' can not be filtered in a query call",
        ),
        ("SELECT Id FROM SetupAuditTrail WHERE Section = 'a'", 400, "'Section' can not be"),
        (
            "SELECT Id FROM SetupAuditTrail WHERE CreatedDate > 2026-01-01T00:00:00Z"
            " AND DelegateUser = null AND CreatedById != null ORDER BY Display, Section",
            200,
            "",
        ),
    ],
)
def test_fields_filter_and_group_only_as_documented(
    emulator: Emulator, soql: str, status: int, message: str
) -> None:
    """And nothing counts but COUNT()."""
    answer = ask(emulator, soql)
    assert answer.status_code == status
    assert not message or message in answer.json()[0]["message"]


def test_the_describe_tells_what_can_be_filtered(emulator: Emulator) -> None:
    """Clients look before they ask."""
    answer = ask(emulator, "", path="sobjects/SetupAuditTrail/describe").json()
    fields = {one["name"]: one for one in answer["fields"]}
    assert (answer["keyPrefix"], answer["createable"]) == ("0Ym", False)
    assert [name for name, one in fields.items() if not one["filterable"]] == [
        "Section",
        "Display",
        "ResponsibleNamespacePrefix",
    ]
    assert {one["aggregatable"] for one in fields.values()} == {False}
    assert (fields["Action"]["nillable"], fields["CreatedById"]["relationshipName"]) == (
        False,
        "CreatedBy",
    )


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ("audit_trail: some", "orgs.hq.audit_trail: expected one of none, settings, all"),
        ("setup_changes: [{user: nobody}]", "setup_changes[0].user: hq has no user 'nobody'"),
        ("setup_changes: [{user: admin@hq.example}]", "setup_changes[0].at: expected a text"),
        ("setup_changes: [{who: me}]", "setup_changes[0].who: unknown key"),
    ],
)
def test_a_wrong_trail_in_a_seed_is_told(tmp_path: Path, more: str, message: str) -> None:
    """With its place."""
    file = tmp_path / "seed.yaml"
    text = default_seed_file().read_text()
    file.write_text(text.replace(ALL[0], f"{ALL[0]}    {more}\n", 1))
    with pytest.raises(SeedError) as caught:
        load_seed(file)
    assert message in str(caught.value)
