"""Rows and records are asked for in few queries, and what is missing or stands there twice is told."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from s2s_gitops.flows.read import read
from s2s_gitops.kinds.connection import CONNECTION
from s2s_gitops.kinds.connection.identity import Match
from s2s_gitops.kinds.connection.problems import (
    doubt,
    switched_off,
    unknown_records,
    unknown_state,
)
from s2s_gitops.kinds.connection.records import Directory, read_directory
from s2s_gitops.kinds.connection.row import Row
from s2s_gitops.kinds.connection.rows import no_rows, read_rows
from s2s_gitops.kinds.connection.status import Status
from s2s_gitops.kinds.records import Named, find, lookup_value, parts, quoted
from s2s_gitops.model.errors import Forbidden, Rejected
from s2s_gitops.model.page import LookupValue
from s2s_gitops.model.ports import FieldInfo, ReadableOrg
from s2s_gitops.model.resource import UNREAD, Resource, Value

from ..builders import document, resource, state
from .pages import Looking, Org

SOBJECT = "PartnerNetworkConnection"
ID = "04P000000000001AAA"
RECORD = {"Id": ID, "ConnectionName": "EMEA", "ConnectionStatus": "Accepted"}
ROW = Row(ID, "EMEA", Status.ACTIVE, "", "", "", None, "")


def described(*names: str) -> Mapping[str, Mapping[str, FieldInfo]]:
    """Return what an org that knows connections says of their fields."""
    return {SOBJECT: {name: FieldInfo(name, name, publishable=False) for name in names}}


def test_rows_are_asked_for_with_the_fields_that_the_org_has() -> None:
    """Older and smaller orgs have fewer."""
    record = RECORD | {"ContactId": None}
    org = Org([record], described=described("Id", "CreatedDate", "ContactId", "Other"))

    assert read_rows(org) == [replace(ROW, account_id=None, owner_id=None)]
    assert org.asked == [
        "SELECT Id, ConnectionName, ConnectionStatus, ContactId, CreatedDate"
        " FROM PartnerNetworkConnection ORDER BY Id"
    ]


def test_a_row_holds_what_the_org_tells() -> None:
    """Ids, the time of the invitation, and the state in our words."""
    record = RECORD | {
        "ContactId": "003000000000001AAA",
        "AccountId": "001000000000001AAA",
        "PrimaryContactId": "005000000000001AAA",
        "CreatedDate": "2026-01-05T08:00:00.000+0000",
        "ConnectionStatus": "Sent",
    }

    (row,) = read_rows(Org([record], described=described("Id")))

    assert (row.contact_id, row.account_id, row.owner_id) == (
        "003000000000001AAA",
        "001000000000001AAA",
        "005000000000001AAA",
    )
    assert (row.state, row.since) == (Status.SENT, "2026-01-05T08:00:00.000+0000")
    assert row.created is not None
    assert row.created.isoformat() == "2026-01-05T08:00:00+00:00"


def test_a_state_that_is_not_known_is_none_of_ours() -> None:
    """It stays unread."""
    (row,) = read_rows(Org([RECORD | {"ConnectionStatus": "Odd"}], described=described("Id")))

    assert row.state == ""


@pytest.mark.parametrize(
    ("status", "is_told"),
    [
        pytest.param("Sent", True, id="sent"),
        pytest.param("Received", True, id="received"),
        pytest.param("Pending", False, id="being accepted"),
        pytest.param("Disconnecting", False, id="being deactivated"),
        pytest.param("Accepted", False, id="active"),
    ],
)
def test_only_an_invitation_waits_since_its_row_is_there(status: str, is_told: bool) -> None:
    """No org tells when the platform began to take its time, so it is never late."""
    since = "2026-01-05T08:00:00.000+0000"
    record = RECORD | {"ConnectionStatus": status, "CreatedDate": since}
    facts = {"role": "inviting", "other": "acme", "other_access": "none", "connection": "hq-acme"}
    side = replace(resource("hq-acme@hq", state="active", id=ID), facts=facts)
    orgs: dict[str, ReadableOrg] = {"hq": Org([record], described=described("Id", "CreatedDate"))}

    live, _ = read(orgs, state(side), [CONNECTION])

    assert live.resources[side.address].facts["since"] == (since if is_told else "")


def test_an_org_that_hides_connections_is_not_one_without() -> None:
    """What is not shown was not read; only where S2S is off there are none."""
    with pytest.raises(Forbidden, match="S2S is off, or the user may not see it"):
        read_rows(Org())
    assert no_rows(Org()) == ()


@dataclass
class Answering(Org):
    """An org that answers each query by the object that it asks for."""

    by_object: Mapping[str, list[dict[str, Any]]] = field(default_factory=dict)

    def query(self, soql: str) -> list[dict[str, Any]]:
        """Return the records of the object, whatever is asked of them."""
        self.asked.append(soql)
        return self.by_object.get(soql.partition(" FROM ")[2].partition(" ")[0], [])


def side(role: str = "inviting", /, **attributes: Value) -> Resource:
    """Return a side of hq."""
    return replace(resource("hq-emea@hq", **attributes), facts={"role": role, "org": "hq"})


def test_what_sides_declare_is_looked_up_in_as_few_queries_as_can_be() -> None:
    """One an object; names of what the rows refer to are asked for only where they are not known yet."""
    org = Answering(
        by_object={
            "Contact": [{"Id": "003A", "Name": "Olga", "Email": "Ops@Emea.example"}],
            "Account": [{"Id": "001A", "Name": "EMEA"}, {"Id": "001B", "Name": "Old"}],
            "User": [{"Id": "005A", "Name": "Ada", "Username": "Ada@hq.example"}],
        }
    )
    sides = [side(contact="ops@emea.example", account="EMEA", owner="ada@hq.example")]
    rows = [replace(ROW, account_id="001C", owner_id="005A")]

    found = read_directory(org, sides, rows, {"account", "owner"})

    assert found.org_name == "HQ Industries"
    assert found.find("contact", "OPS@emea.example") == [Named("003A", "Olga")]
    assert found.find("account", "emea") == [Named("001A", "EMEA")]
    assert found.find("owner", "zzz") == ()
    assert [found.username("005A"), found.username("zzz")] == ["ada@hq.example", UNREAD]
    assert [found.account_name(one) for one in ("001A", "", "zzz")] == ["EMEA", None, UNREAD]
    assert [soql.partition(" WHERE ")[2] for soql in org.asked] == [
        "Email IN ('ops@emea.example') ORDER BY Id",
        "Name IN ('EMEA') ORDER BY Id",
        "Username IN ('ada@hq.example') ORDER BY Id",
        "Id IN ('001C') ORDER BY Id",
    ]


def test_nothing_is_asked_where_nothing_is_declared() -> None:
    """Not even the organization's name, by which the other side is told."""
    org = Org()

    found = [
        read_directory(org, sides, [replace(ROW, account_id="001C")], ())
        for sides in ([], [side("invited")])
    ]

    assert [(one.org_name, one.account_names) for one in found] == [("", {}), ("HQ Industries", {})]
    assert org.asked == []


def test_values_travel_quoted_and_in_portions() -> None:
    """A query travels in an address, which must not grow too long."""
    assert quoted("O'Neil \\ Co") == r"'O\'Neil \\ Co'"
    assert [len(part) for part in parts([str(at) for at in range(201)])] == [100, 100, 1]
    assert find(Org(), "Account", "Name", []) == {}


@pytest.mark.parametrize(
    ("names", "problem"),
    [
        pytest.param([], "has 0 records of Account whose Name is 'A'", id="none"),
        pytest.param(["A", "a"], "has 2 records of Account whose Name is 'A'", id="two"),
        pytest.param(["A", "B"], "", id="one beside another"),
    ],
)
def test_a_lookup_gets_exactly_one_record(names: list[str], problem: str) -> None:
    """The first is never taken."""
    org = Org([{"Id": f"00100000000000{at}AAA", "Name": name} for at, name in enumerate(names)])

    if problem:
        with pytest.raises(Rejected, match=problem):
            lookup_value(org, "Account", "Name", "A")
    else:
        assert lookup_value(org, "Account", "Name", "A") == LookupValue("001000000000000", "A")


NODE = document("id: 04P000000000009\ncontact: a@b\n")
CANDIDATES = (ROW, replace(ROW, id="04P000000000002AAA", name="Odd", state=""))


@pytest.mark.parametrize(
    ("match", "fix"),
    [
        pytest.param(
            Match(doubt="two fit", candidates=CANDIDATES),
            f"Pin the one that is meant with `id:`. Candidates: {ID} 'EMEA' active; "
            "04P000000000002AAA 'Odd' in an unknown state.",
            id="candidates",
        ),
        pytest.param(Match(doubt="two fit"), "See the other messages.", id="none"),
    ],
)
def test_a_doubt_names_the_candidates(match: Match, fix: str) -> None:
    """The user pins one of them."""
    problem = doubt(Resource(side().address, {}, node=NODE), match)

    assert problem.detail == "It cannot be told which connection of hq this is: two fit."
    assert (problem.code, problem.fix, problem.where) == ("S2S102", fix, "hq-emea@hq")
    assert str(problem.source) == "s2s.yaml:1:1"


def test_a_doubt_does_not_name_thousands() -> None:
    """A file that was written for another org has wrong pins only; it is told in few lines."""
    problem = doubt(Resource(side().address, {}, node=NODE), Match(candidates=(ROW,) * 1000))

    assert problem.fix.count(ID) == 20
    assert problem.fix.endswith("active; and 980 more.")


ONE, TWO = [Named("001A", "A")], [Named("001A", "A"), Named("001B", "A")]


def directory(**found: list[Named]) -> Directory:
    """Return a directory in which every record is called `a`."""
    index = {name: {"a": records} for name, records in found.items()}
    return Directory(
        "", index.get("contact", {}), index.get("account", {}), index.get("owner", {}), {}, {}, {}
    )


@pytest.mark.parametrize(
    ("wanted", "row", "known", "details"),
    [
        pytest.param(side(), None, directory(), [], id="nothing is declared"),
        pytest.param(
            side(contact="a", account="a", owner="a"),
            None,
            directory(contact=ONE, account=ONE, owner=ONE),
            [],
            id="one of each",
        ),
        pytest.param(
            side(contact="a", account="a", owner="a"),
            None,
            directory(contact=TWO, account=[], owner=TWO),
            ["2 records for the contact", "0 records for the account", "2 records for the owner"],
            id="two, none, two",
        ),
        pytest.param(side(contact="a"), ROW, directory(), [], id="invited already"),
        pytest.param(side("invited", contact="a"), None, directory(), [], id="invites nobody"),
        pytest.param(
            side(account="a"),
            ROW,
            directory(account=TWO),
            ["2 records for the account"],
            id="two, and the row has neither",
        ),
        pytest.param(
            side(account="a"),
            replace(ROW, account_id="001B"),
            directory(account=TWO),
            [],
            id="two, and the row has one of them",
        ),
    ],
)
def test_what_a_save_would_stumble_over_is_told_before(
    wanted: Resource, row: Row | None, known: Directory, details: list[str]
) -> None:
    """A record that is missing, or stands there twice."""
    found = list(unknown_records(wanted, row, known))

    assert [one.code for one in found] == ["S2S105"] * len(details)
    assert [one.detail for one in found] == [f"hq has {text} 'a'." for text in details]


@pytest.mark.parametrize(
    ("live", "declared", "refused"),
    [
        pytest.param(None, None, False, id="not read"),
        pytest.param(True, None, False, id="on"),
        pytest.param(False, None, True, id="off, and nothing is declared"),
        pytest.param(False, False, True, id="off, and declared so"),
        pytest.param(False, True, False, id="off, and to be switched on"),
        pytest.param("closed", None, True, id="can no longer be switched on"),
    ],
)
def test_a_connection_needs_the_feature_in_its_org(
    live: Value, declared: Value, refused: bool
) -> None:
    """On already, or asked for in a file."""
    seen = state(*([] if live is None else [resource("hq/settings", enabled=live)]))
    asked = state(*([] if declared is None else [resource("hq/settings", enabled=declared)]))

    found = list(switched_off(Looking(asked, seen), side(state="active")))

    assert [one.code for one in found] == (["S2S101"] if refused else [])


def test_settings_without_the_switch_do_not_ask_for_it() -> None:
    """Its sender alone does not enable the feature."""
    seen = state(resource("hq/settings", enabled=False))
    asked = state(resource("hq/settings", from_name="Alliances"))

    (problem,) = switched_off(Looking(asked, seen), side(state="active"))

    assert problem.detail == "S2S is off in hq, and no file asks to enable it."


def test_a_field_that_was_not_described_is_not_one_without_a_value() -> None:
    """What the org does not show is unread; empty is empty."""
    (hidden,) = read_rows(Org([RECORD], described=described("Id")))
    empty = dict.fromkeys(("ContactId", "AccountId", "PrimaryContactId"))
    (shown,) = read_rows(Org([RECORD | empty], described=described("Id", *empty)))
    known = directory()

    assert (hidden.contact_id, hidden.account_id, hidden.owner_id) == (None, None, None)
    assert (shown.contact_id, shown.account_id, shown.owner_id) == ("", "", "")
    assert (known.account_name(None), known.account_name("")) == (UNREAD, None)
    assert (known.username(None), known.username("")) == (UNREAD, UNREAD)


def test_a_connection_in_an_unknown_state_is_named() -> None:
    """Nothing inside of it is read or written."""
    problem = unknown_state(Resource(side().address, {}, node=NODE), CANDIDATES[1])

    assert (problem.code, problem.where) == ("S2S106", "hq-emea@hq")
    assert problem.detail.startswith("'Odd' (04P000000000002AAA) is in a state")


@pytest.mark.parametrize(
    ("role", "wish", "refused"),
    [
        ("inviting", "active", True),
        ("invited", "active", True),
        ("inviting", "pending", True),
        ("invited", "pending", False),
        ("inviting", "rejected", False),
        ("invited", "inactive", False),
    ],
)
def test_only_a_side_that_must_act_needs_the_feature(role: str, wish: str, refused: bool) -> None:
    """An invitation may wait for an org that has not switched the feature on."""
    seen = state(resource("hq/settings", enabled=False))

    found = list(switched_off(Looking(state(), seen), side(role, state=wish)))

    assert bool(found) == refused
