"""What is declared is held against what orgs describe: fields to publish, fields to map to, owners."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from s2s_gitops.kinds.connection.problems import idle_owner
from s2s_gitops.kinds.connection.records import Directory, read_directory
from s2s_gitops.kinds.connection.row import Row
from s2s_gitops.kinds.records import Named
from s2s_gitops.kinds.subscription.fit import misfits, unfilled
from s2s_gitops.model.address import Address
from s2s_gitops.model.ports import FieldInfo
from s2s_gitops.model.resource import Resource, Value

from ..builders import resource
from .pages import Org

PLAIN = FieldInfo("Name", "Name", publishable=True, type="string")
OWN = {
    "Name": PLAIN,
    "Email": replace(PLAIN, name="Email"),
    "Number": replace(PLAIN, name="Number", is_editable=False),
    "Cost": replace(PLAIN, name="Cost", is_required=True),
    "Center": replace(PLAIN, name="Center", is_required=True),
    "LastName": replace(PLAIN, name="LastName", is_required=True),
}


def subscribed(**attributes: Value) -> Resource:
    """Return a subscription to leads."""
    facts = {"connection": "hq-emea", "other": "emea"}
    return Resource(
        Address("hq-emea@hq", "subscribe", "Lead"), {"as": "Lead", **attributes}, facts=facts
    )


def test_nothing_is_mapped_to_a_field_that_the_user_may_not_edit() -> None:
    """The page does not offer it."""
    wanted = subscribed(fields={"Email": "Number"})

    (one,) = misfits(wanted, {"fields": {"Email": "Number"}}, OWN, {})

    assert (one.code, one.where) == ("S2S109", "hq-emea@hq/subscribe/Lead.Email")


@pytest.mark.parametrize(
    ("attributes", "empty"),
    [
        pytest.param({"fields": {"Email": "Email"}}, "Center, Cost", id="all that are left, once"),
        pytest.param({"fields": {"Email": "Cost"}}, "Center", id="one"),
        pytest.param({"fields": {"Email": "Cost", "Fax": "Center"}}, "", id="none"),
        pytest.param({"fields": {}, "auto_map": True}, "", id="the platform maps as well"),
        pytest.param({}, "", id="fields are not managed"),
    ],
)
def test_required_fields_get_a_value(attributes: Mapping[str, Value], empty: str) -> None:
    """Those that always come along have one."""
    found = list(unfilled(subscribed(**attributes), OWN))

    text = f"Lead needs {empty}, and nothing of Lead is mapped to it."
    assert [(one.code, one.detail) for one in found] == ([("S2S111", text)] if empty else [])


ADA, RITA, SAM = "005000000000001AAA", "005000000000002AAA", "005000000000003AAA"
PEOPLE = Directory(
    org_name="HQ",
    contacts={},
    accounts={},
    users={
        "ada@hq": [Named(ADA, "Ada")],
        "rita@hq": [Named(RITA, "Rita", is_active=False)],
        "two@hq": [Named(ADA, "Ada"), Named(RITA, "Rita", is_active=False)],
    },
    emails={},
    account_names={},
    usernames={ADA: "ada@hq", RITA: "rita@hq"},
    inactive=frozenset({RITA}),
)
ACCEPTING = subscribed(auto_accept=True)


def row(owner: str) -> Row:
    """Return the live row of a connection."""
    return Row(
        id="04P000000000001AAA",
        name="EMEA",
        state="active",
        contact_id="",
        account_id="",
        owner_id=owner,
        created=None,
        since="",
    )


@pytest.mark.parametrize(
    ("owner", "live", "accepting", "code"),
    [
        pytest.param("ada@hq", None, ACCEPTING, "", id="active, to be set"),
        pytest.param("rita@hq", None, None, "S2S113", id="inactive, to be set"),
        pytest.param("rita@hq", ADA, ACCEPTING, "S2S113", id="inactive, in the place of another"),
        pytest.param("ada@hq", RITA, ACCEPTING, "", id="an active one comes"),
        pytest.param("rita@hq", RITA, ACCEPTING, "S2S112", id="inactive meanwhile"),
        pytest.param("rita@hq", RITA, None, "", id="inactive, and nobody auto-accepts"),
        pytest.param(None, RITA, ACCEPTING, "S2S112", id="inactive, not declared"),
        pytest.param(None, ADA, ACCEPTING, "", id="active, not declared"),
        pytest.param(None, SAM, ACCEPTING, "", id="nobody asked"),
        pytest.param(None, None, ACCEPTING, "", id="no connection yet"),
        pytest.param("two@hq", None, ACCEPTING, "", id="in doubt: another message's matter"),
    ],
)
def test_an_owner_is_active(
    owner: str | None, live: str | None, accepting: Resource | None, code: str
) -> None:
    """An error where it stops the save, a warning where records would wait."""
    side = resource("hq-emea@hq", **({"owner": owner} if owner else {}))

    found = list(idle_owner(side, row(live) if live else None, PEOPLE, accepting))

    assert [one.code for one in found] == ([code] if code else [])


def test_whether_users_are_active_is_asked_with_their_names() -> None:
    """Not in a query of its own."""
    org = Org(records=[{"Id": RITA, "Username": "rita@hq", "IsActive": False}])

    known = read_directory(org, [], [row(RITA)], {"owner"})

    assert (known.username(RITA), known.inactive) == ("rita@hq", frozenset({RITA}))
    (asked,) = (one for one in org.asked if "User" in one)
    assert asked.startswith("SELECT Id, Username, IsActive FROM User WHERE Id IN (")
