"""Addresses are readable, quotable, and the same after a round trip."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from s2s_gitops.model.address import Address, matches

ORG = Address("hq", "template", "Standard partner", "Lead")
SIDE = Address("hq-emea@hq", "publish", "Lead", "Email")


@pytest.mark.parametrize(
    ("address", "text"),
    [
        pytest.param(Address("hq"), "hq", id="org"),
        pytest.param(Address("hq", "settings"), "hq/settings", id="one thing of an org"),
        pytest.param(
            Address("hq", "template", "Standard partner"),
            "hq/template/Standard partner",
            id="named thing of an org",
        ),
        pytest.param(
            Address("hq/template/Standard partner", "publish", "Lead"),
            "hq/template/Standard partner/publish/Lead",
            id="thing inside of a thing",
        ),
        pytest.param(
            Address("hq/template/a%2Fb", "publish", "Lead", "Email"),
            "hq/template/a%2Fb/publish/Lead.Email",
            id="member inside of a thing",
        ),
        pytest.param(
            Address("a@hq", "subscribe", "Case", "Priority.High"),
            "a@hq/subscribe/Case.Priority.High",
            id="member of a table in a table",
        ),
        pytest.param(Address("hq", "template", "a@b"), "hq/template/a%40b", id="at sign in a key"),
        pytest.param(ORG, "hq/template/Standard partner/Lead", id="member in an org"),
        pytest.param(Address("hq-emea@hq"), "hq-emea@hq", id="side"),
        pytest.param(SIDE, "hq-emea@hq/publish/Lead.Email", id="member on a side"),
        pytest.param(Address("hq", "template", "a/b"), "hq/template/a%2Fb", id="slash in a key"),
        pytest.param(Address("hq", "template", "50%"), "hq/template/50%25", id="percent sign"),
        pytest.param(Address("hq", "template", "A*"), "hq/template/A%2A", id="star"),
        pytest.param(
            Address("hq", "template", "a\nb"), "hq/template/a%0Ab", id="control character"
        ),
        pytest.param(Address("hq", "template", "a\x7f"), "hq/template/a%7F", id="delete character"),
        pytest.param(Address("hq", "template", "k", "a/b"), "hq/template/k/a%2Fb", id="member"),
        pytest.param(Address("hq", "template", "v1.2"), "hq/template/v1.2", id="dot in an org"),
        pytest.param(Address("hq", "template", "Überblick"), "hq/template/Überblick", id="umlaut"),
        pytest.param(Address("a.b@hq", "publish", "X"), "a.b@hq/publish/X", id="dot in a name"),
    ],
)
def test_an_address_and_its_text_say_the_same(address: Address, text: str) -> None:
    """The written grammar holds in both directions."""
    assert (str(address), Address.parse(text)) == (text, address)


_names = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)


@given(key=_names, member=st.just("") | _names)
def test_every_name_in_an_org_survives_the_round_trip(key: str, member: str) -> None:
    """Names of templates are free text; quoting loses nothing."""
    address = Address("hq", "template", key, member)

    assert Address.parse(str(address)) == address


@given(key=st.from_regex(r"[A-Za-z][A-Za-z0-9_]*", fullmatch=True), member=_names)
def test_every_member_of_an_object_survives_the_round_trip(key: str, member: str) -> None:
    """On a side the member follows a dot."""
    address = Address("hq-emea@hq", "publish", key, member)

    assert Address.parse(str(address)) == address


@pytest.mark.parametrize(
    ("scope", "connection", "org"),
    [
        pytest.param("hq", "", "hq", id="org"),
        pytest.param("hq-emea@hq", "hq-emea", "hq", id="side"),
        pytest.param("hq/template/Standard partner", "", "hq", id="thing in an org"),
    ],
)
def test_a_scope_tells_its_connection_and_its_org(scope: str, connection: str, org: str) -> None:
    """What belongs to the org alone has no connection."""
    address = Address(scope)

    assert (address.connection, address.org) == (connection, org)


def test_a_member_leads_back_to_its_resource() -> None:
    """Members and their resource share all but the member's name."""
    whole = Address("hq-emea@hq", "publish", "Lead")

    assert (whole.of("Email"), SIDE.resource, whole.resource) == (SIDE, whole, whole)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        pytest.param("hq", "", id="org"),
        pytest.param("hq-emea@hq", "", id="side"),
        pytest.param("hq/settings", "settings", id="one thing of an org"),
        pytest.param("hq/template/a/Lead", "template", id="member"),
        pytest.param("hq-emea@hq/publish/Lead.Email", "publish", id="on a side"),
        pytest.param("hq/template/a/publish/Lead.Email", "template/publish", id="nested"),
    ],
)
def test_the_path_tells_the_kind(text: str, path: str) -> None:
    """Names play no part in it."""
    assert Address.parse(text).path == path


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        pytest.param("hq/template/a", True, id="itself"),
        pytest.param("hq/template/a/x", True, id="a member"),
        pytest.param("hq/template/a/publish/Lead.Email", True, id="nested"),
        pytest.param("hq/template/ab", False, id="another"),
        pytest.param("hq/template/ab/publish/Lead", False, id="nested in another"),
        pytest.param("hq", False, id="around it"),
    ],
)
def test_members_and_what_is_nested_lie_inside(text: str, inside: bool) -> None:
    """What leans on a resource leans on all that lies in it."""
    assert Address.parse(text).inside(Address("hq", "template", "a")) is inside


@pytest.mark.parametrize(
    ("pattern", "text", "fits"),
    [
        pytest.param("hq/settings", "hq/settings", True, id="the address itself"),
        pytest.param("hq/settings", "emea/settings", False, id="another address"),
        pytest.param("*/settings", "emea/settings", True, id="star for a whole part"),
        pytest.param("hq/set*", "hq/settings", True, id="star at the end of a part"),
        pytest.param("hq*", "hq/settings", False, id="star stops at a slash"),
        pytest.param("hq**", "hq/settings", True, id="two stars cross a slash"),
        pytest.param("hq/**", "hq/template/a/b", True, id="everything in an org"),
        pytest.param("hq/**", "hq", False, id="but not the org itself"),
        pytest.param("hq/**", "hq-emea@hq/publish/Lead", False, id="nor its sides"),
        pytest.param("*@hq/**", "hq-emea@hq/publish/Lead.Email", True, id="all sides of an org"),
        pytest.param("*/publish/Lead.*", "a@hq/publish/Lead.Email", True, id="all members"),
        pytest.param("*/publish/Lead.*", "a@hq/publish/Leads", False, id="the dot is a dot"),
        pytest.param("**", "a@hq/publish/Lead.Email", True, id="everything"),
        pytest.param("hq/template/a%0Ab", "hq/template/a%0Ab", True, id="quoted characters"),
        pytest.param("hq/template/(a|b)+", "hq/template/a", False, id="no regular expressions"),
        pytest.param("a@hq/publish/*", "a@hq/publish/Lead.Email", True, id="star over the dot"),
        pytest.param("a@hq/*", "a@hq/publish/Lead", False, id="star for one part only"),
        pytest.param("a@hq/**", "a@hq", False, id="not the side itself"),
        pytest.param("a@hq**", "ab@hq/publish/Lead", False, id="not a longer name"),
        pytest.param("a@hq**", "a@hq2/publish/Lead", True, id="two stars go on in the part"),
        pytest.param("**/Lead", "a@hq/publish/Lead", True, id="two stars in front"),
        pytest.param("**/Lead", "Lead", False, id="which need their slash"),
        pytest.param("a@hq/**/Lead", "a@hq/publish/Lead", True, id="two stars in the middle"),
        pytest.param("*@*/publish/*", "a@hq/publish/Lead", True, id="stars in every part"),
        pytest.param("*/publish/Lead", "hq/template/A/publish/Lead", False, id="not nested"),
        pytest.param("hq/template/*/publish/*", "hq/template/A/publish/Lead", True, id="nested"),
        pytest.param("A@hq", "a@hq", False, id="capitals count"),
        pytest.param("a@h?", "a@hq", False, id="no question mark"),
        pytest.param("a@[h]q", "a@hq", False, id="no brackets"),
        pytest.param(" hq/settings", "hq/settings", False, id="spaces count"),
        pytest.param("", "hq/settings", False, id="nothing"),
        pytest.param("hq/template/A%2A", "hq/template/A%2A", True, id="a star in a name"),
        pytest.param("hq/template/A%2A", "hq/template/AB", False, id="which stands for itself"),
    ],
)
def test_a_pattern_fits_what_its_stars_stand_for(pattern: str, text: str, fits: bool) -> None:
    """Globs work where addresses are accepted, and approve nothing by accident."""
    assert matches(pattern, Address.parse(text)) is fits


_addresses = st.builds(
    Address, st.sampled_from(["hq", "a@hq"]), st.just("publish"), _names, st.just("") | _names
)


@given(one=_addresses, other=_addresses)
def test_an_address_is_a_pattern_for_nothing_else(one: Address, other: Address) -> None:
    """Whatever a template is called: an approval that was copied from a plan approves just that."""
    assert matches(str(one), one)
    assert matches(str(one), other) is (str(one) == str(other))


@pytest.mark.parametrize(
    ("text", "holders"),
    [
        pytest.param("hq/settings", ["hq/settings"], id="in an org"),
        pytest.param("hq-emea@hq", ["hq-emea@hq"], id="a side"),
        pytest.param(
            "hq-emea@hq/publish/Lead.Email",
            ["hq-emea@hq/publish/Lead.Email", "hq-emea@hq/publish/Lead", "hq-emea@hq"],
            id="a member on a side",
        ),
        pytest.param(
            "hq-emea@hq/subscribe/Case.Priority.High",
            [
                "hq-emea@hq/subscribe/Case.Priority.High",
                "hq-emea@hq/subscribe/Case.Priority",
                "hq-emea@hq/subscribe/Case",
                "hq-emea@hq",
            ],
            id="a member of a member",
        ),
        pytest.param(
            "hq/template/a%2Fb/publish/Lead.Email",
            [
                "hq/template/a%2Fb/publish/Lead.Email",
                "hq/template/a%2Fb/publish/Lead",
                "hq/template/a%2Fb",
            ],
            id="nested",
        ),
        pytest.param("hq/lamp/a/x", ["hq/lamp/a/x", "hq/lamp/a"], id="a member in an org"),
    ],
)
def test_an_address_knows_what_holds_it(text: str, holders: list[str]) -> None:
    """From the inside to the outside; an org holds nothing."""
    assert [str(one) for one in Address.parse(text).holders()] == holders
