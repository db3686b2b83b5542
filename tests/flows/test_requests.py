"""What a plan asks of the orgs: no more than it needs, nothing twice, and nothing that could write."""

from collections import Counter
from pathlib import Path
from typing import Any

from tests.conftest import ROOT, Run

EXAMPLE = str(ROOT / "examples" / "connections.yaml")


def shape(request: dict[str, Any]) -> str:
    """Name a request without what differs from run to run."""
    path = str(request["path"]).rstrip("/")
    query = str(request.get("query", ""))
    if path.endswith("/query"):
        return "query " + query.split("FROM+")[-1].split("+")[0].split("%20")[0]
    return path.removeprefix("/services/data/v62.0/")


def test_a_plan_asks_exactly_this(s2s: Run, emulator: Any, control: Any) -> None:
    """The requests of a first plan are counted: a new one must be meant."""
    control("requests", {})
    assert s2s("plan", "--config", EXAMPLE).code == 0
    asked = control("requests")["requests"]
    shapes = {
        org: sorted(shape(one) for one in asked if one["org"] == org) for org in ("hq", "emea")
    }
    pages = [one for one in shapes["hq"] if one.startswith(("/04P", "/p/"))]
    queries = ["PartnerNetworkConnection", "Organization", "Account", "Contact", "User"]
    queries.append("EmailTemplate")
    described = ["PartnerNetworkConnection", "Lead", "Project__c", "Case"]
    assert [one for one in shapes["hq"] if one not in pages] == sorted(
        [
            "/services/oauth2/userinfo",
            "/_ui/s2s/ui/PartnerNetworkEnable/e",
            *(f"query {one}" for one in queries),
            "sobjects",
            *(f"sobjects/{one}/describe" for one in described),
        ]
    )
    assert len(pages) == 6, "tab, templates, detail, fields of Lead, offers, mapping of Case"
    assert shapes["emea"] == sorted(
        [
            "/services/oauth2/userinfo",
            "/_ui/s2s/ui/PartnerNetworkEnable/e",
            "query Organization",
            "query User",
            "sobjects",
            "sobjects/Case/describe",
            "sobjects/Engagement__c/describe",
            "sobjects/Lead/describe",
        ]
    )
    assert {one["method"] for one in asked} == {"GET"}
    assert emulator


def test_a_second_plan_asks_nothing_twice_and_writes_nothing(
    s2s: Run, emulator: Any, control: Any
) -> None:
    """Reading commands leave no trace in the journal of writes."""
    assert s2s("apply", "--config", EXAMPLE, "--auto-approve").code == 0
    control("requests", {})
    writes = len(control("journal")["writes"])
    for command in ("plan", "drift", "status", "validate"):
        assert s2s(command, "--config", EXAMPLE).code == 0
    asked = Counter(
        (one["org"], one["method"], one["path"], one["query"])
        for one in control("requests")["requests"]
    )
    assert set(asked.values()) == {3}, "plan, drift and status ask the same, each once"
    assert {method for _, method, _, _ in asked} == {"GET"}
    assert len(control("journal")["writes"]) == writes
    assert emulator


def test_an_import_reads_each_thing_once(s2s: Run, emulator: Any, control: Any) -> None:
    """Everything that lives, and nothing twice: as many pages as connections, objects and templates ask for."""
    assert s2s("apply", "--config", EXAMPLE, "--auto-approve").code == 0
    control("requests", {})
    assert s2s("import", "--config", EXAMPLE).code == 0
    asked = control("requests")["requests"]
    each = Counter((one["org"], one["method"], one["path"], one["query"]) for one in asked)
    assert set(each.values()) == {1}
    assert {one["method"] for one in asked} == {"GET"}
    pages = Counter(one["org"] for one in asked if shape(one).startswith(("/04P", "/p/", "/_ui")))
    assert pages == {"hq": 13, "emea": 8}
    assert len(asked) == 43
    assert emulator


def test_who_changed_something_is_asked_once_for_all_of_a_connection(
    s2s: Run, emulator: Any, control: Any, person: Any
) -> None:
    """One history for the connection, and one trail for what its history does not tell; a quiet night asks neither."""
    assert s2s("apply", "--config", EXAMPLE, "--auto-approve").code == 0
    maria = person("hq", "maria@hq.example")
    maria.choose_fields("EMEA GmbH", "Lead", tick=["Phone", "Title"])
    maria.edit_connection("EMEA GmbH", account="Globex")
    maria.change_settings({"Name": "Somebody"})
    control("requests", {})
    assert s2s("plan", "--config", EXAMPLE).code == 0
    plain = Counter(shape(one) for one in control("requests")["requests"])
    control("requests", {})
    assert s2s("drift", "--config", EXAMPLE).code == 2
    asked = Counter(shape(one) for one in control("requests")["requests"])
    pages = {
        one: count for one, count in (asked - plain).items() if one.startswith(("/04P", "/p/"))
    }
    assert sorted(pages.values()) == [1, 1], "the connection, and its history"
    assert Counter(one for one in (asked - plain).elements() if one not in pages) == {
        "query User": 1,
        "sobjects/SetupAuditTrail/describe": 1,
        "query SetupAuditTrail": 1,
    }
    assert emulator


def test_the_same_files_planned_twice_give_the_same_bytes(s2s: Run, emulator: Any) -> None:
    """Only the member `volatile` moves by itself."""
    first, second = (s2s("plan", "--config", EXAMPLE, "--json").document for _ in range(2))
    assert first.pop("volatile")["requests"] == second.pop("volatile")["requests"]
    assert first == second
    assert emulator


def test_a_stranger_in_the_middle_of_the_order_changes_nothing(
    s2s: Run, emulator: Any, folder: Path
) -> None:
    """The digest is over meaning: comments and order do not move it."""
    text = Path(EXAMPLE).read_text(encoding="utf-8")
    folder.joinpath("other.yaml").write_text(
        text.replace("[Company, LastName, Email, Status]", "[Status, Email, LastName, Company]")
        + "# the end\n"
    )
    digests = {
        s2s("plan", "--json", "--config", path).document["digest"]
        for path in (EXAMPLE, "other.yaml")
    }
    assert len(digests) == 1
    assert emulator
