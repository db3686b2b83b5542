"""What can be said against declarations without asking any org."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from s2s_gitops.kinds.connection import CONNECTION
from s2s_gitops.kinds.connection.checks import check as check_side
from s2s_gitops.kinds.subscription import SUBSCRIPTION
from s2s_gitops.kinds.subscription.checks import check as check_subscription
from s2s_gitops.model.address import Address
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.resource import Member, Presence, Resource, State, Value

from ..builders import document, resource, state

SIDE_FACTS = {"access": "manage", "role": "inviting", "org": "hq"}


def side(facts: Mapping[str, Value] | None = None, /, **attributes: Value) -> Resource:
    """Return a side that invites, unless said otherwise."""
    return replace(resource("hq-emea@hq", **attributes), facts={**SIDE_FACTS, **(facts or {})})


def told(found: object) -> list[tuple[str, str]]:
    """Return code and fix of each message."""
    assert isinstance(found, tuple)
    return [(one.code, one.fix) for one in found]


def problems(wanted: Resource, desired: State) -> tuple[Diagnostic, ...]:
    """Return what is said against a side."""
    return tuple(check_side([wanted], desired))


NO_CONTACT = (
    "S2S014",
    "Add `contact:` with the e-mail address of the contact, or `id:` for a connection that exists.",
)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        pytest.param(side(), [NO_CONTACT], id="inviting, neither"),
        pytest.param(side(contact="a@b"), [], id="inviting, contact"),
        pytest.param(side(id="04P000000000001"), [], id="inviting, id"),
        pytest.param(side(account="A"), [NO_CONTACT], id="inviting, something else"),
        pytest.param(side({"role": "invited"}), [], id="invited"),
        pytest.param(side({"access": "observe"}), [NO_CONTACT], id="observed"),
        pytest.param(side({"access": "none"}), [], id="nobody here can log in"),
    ],
)
def test_an_inviting_side_says_whom_it_invites(
    wanted: Resource, expected: list[tuple[str, str]]
) -> None:
    """Or which row it is; else one connection could not be told from another."""
    assert told(problems(wanted, State({}))) == expected


TEMPLATES = state(
    resource("hq/template/Standard", active=True),
    resource("hq/template/Old", active=False),
    resource("hq/template/Plain"),
    resource("emea/template/Theirs"),
    resource("hq/template/Standard/publish/Lead"),
    resource("hq-emea@hq/publish/Lead"),
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("Standard", [], id="active"),
        pytest.param("Plain", [], id="nothing is said of it"),
        pytest.param(
            "Old", [("S2S018", "Make it active, or choose another one.")], id="not active"
        ),
        pytest.param("Standart", [("S2S018", "Did you mean 'Standard'?")], id="near miss"),
        pytest.param(
            "Theirs",
            [("S2S018", "Declare it: `templates: [{org: hq, name: ...}]`.")],
            id="another org's",
        ),
        pytest.param(
            "zzz", [("S2S018", "Declare it: `templates: [{org: hq, name: ...}]`.")], id="unknown"
        ),
    ],
)
def test_a_side_names_a_template_that_is_declared_and_active(
    name: str, expected: list[tuple[str, str]]
) -> None:
    """In its own org."""
    assert told(problems(side(contact="a@b", template=name), TEMPLATES)) == expected


def test_a_message_about_a_side_has_its_place() -> None:
    """At the attribute, with the address."""
    node = document("contact: a@b\ntemplate: zzz\n")
    wanted = replace(side(contact="a@b", template="zzz"), node=node)

    (problem,) = problems(wanted, State({}))

    assert (str(problem.source), problem.where) == ("s2s.yaml:2:1", "hq-emea@hq")
    assert problem.detail == "hq has no declared template 'zzz'."


@pytest.mark.parametrize(
    ("wanted", "addresses"),
    [
        pytest.param(side(template="A/B"), ["hq/template/A%2FB"], id="template"),
        pytest.param(side(), [], id="none"),
    ],
)
def test_a_side_leans_on_its_template(wanted: Resource, addresses: list[str]) -> None:
    """It is made before, and goes only after."""
    assert [str(one) for one in CONNECTION.refers(wanted)] == addresses


FACTS = {"connection": "hq-emea", "other": "hq", "org": "emea"}
LISTED = Member.LISTED


def subscribed(key: str = "Lead", /, **attributes: Value) -> Resource:
    """Return a subscription of emea, into the same object unless said otherwise."""
    wanted: dict[str, Value] = {"object": key, "as": key, **attributes}
    kept = {name: value for name, value in wanted.items() if value is not None}
    return Resource(Address("hq-emea@emea", "subscribe", key), kept, facts=FACTS)


def published(key: str = "Lead", /, **attributes: Value) -> Resource:
    """Return what hq publishes."""
    return Resource(Address("hq-emea@hq", "publish", key), {"object": key, **attributes})


def against(wanted: Resource, *others: Resource) -> tuple[Diagnostic, ...]:
    """Return what is said against a subscription."""
    return tuple(check_subscription([wanted], state(*others)))


STANDARD = "A standard object maps to the same standard object, a custom one to any custom one."
SHARED = "Ten standard objects and custom ones can be shared; see docs/facts.md."


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        pytest.param(subscribed(), [], id="standard to itself"),
        pytest.param(subscribed("A__c"), [], id="custom to itself"),
        pytest.param(subscribed("A__c", **{"as": "B__c"}), [], id="custom to another custom"),
        pytest.param(
            subscribed("Lead", **{"as": "Contact"}),
            [("S2S019", STANDARD)],
            id="standard to another standard",
        ),
        pytest.param(
            subscribed("Lead", **{"as": "A__c"}), [("S2S019", STANDARD)], id="standard to custom"
        ),
        pytest.param(
            subscribed("A__c", **{"as": "Lead"}), [("S2S019", STANDARD)], id="custom to standard"
        ),
        pytest.param(subscribed("User"), [("S2S019", SHARED)], id="cannot be shared"),
        pytest.param(
            subscribed("A__c", **{"as": "User"}), [("S2S019", SHARED)], id="cannot take it in"
        ),
        pytest.param(
            subscribed("Lead", **{"as": None}),
            [("S2S007", "Add `as: Lead`, or the own object that takes it in.")],
            id="no own object",
        ),
        pytest.param(
            replace(subscribed("User", **{"as": None}), presence=Presence.ABSENT),
            [],
            id="what is to go is not checked",
        ),
    ],
)
def test_objects_are_mapped_as_the_platform_allows(
    wanted: Resource, expected: list[tuple[str, str]]
) -> None:
    """Standard objects to themselves, custom ones to any custom one."""
    assert told(against(wanted)) == expected


VALUES: Value = {"Rating.Hot": "Warm", "Status.Open": "New"}


@pytest.mark.parametrize(
    ("attributes", "missing"),
    [
        pytest.param({"values": VALUES}, ["Rating", "Status"], id="no fields"),
        pytest.param({"values": VALUES, "fields": {"Rating": "Rating"}}, ["Status"], id="one"),
        pytest.param(
            {"values": VALUES, "fields": {"Rating": "R", "Status": "S"}}, [], id="both mapped"
        ),
        pytest.param({"values": VALUES, "auto_map": True}, [], id="mapped by the platform"),
        pytest.param(
            {"values": VALUES, "auto_map": False}, ["Rating", "Status"], id="not by the platform"
        ),
        pytest.param({"values": {}}, [], id="no values"),
        pytest.param({}, [], id="nothing is said"),
    ],
)
def test_values_are_mapped_for_mapped_fields_only(
    attributes: dict[str, Value], missing: list[str]
) -> None:
    """The page shows no others."""
    found = against(subscribed("Lead", **attributes))

    assert told(found) == [("S2S021", f"Add {name} to `fields`.") for name in missing]


GONE = replace(published(), presence=Presence.ABSENT)


@pytest.mark.parametrize(
    ("fields", "other", "details"),
    [
        pytest.param({"Email": "Email"}, None, [], id="nothing is declared there"),
        pytest.param({"Email": "Email"}, published(), [], id="its fields are not declared"),
        pytest.param(None, published(fields={}), [], id="fields are not declared here"),
        pytest.param({"Email": "Email"}, published(fields={"Email": LISTED}), [], id="published"),
        pytest.param(
            {"Email": "Email", "Fax": "Fax"},
            published(fields={"Email": LISTED}),
            ["hq does not publish Lead.Fax."],
            id="not published",
        ),
        pytest.param(
            {"Company": "Company"}, published(fields={}), [], id="always published, not listed"
        ),
        pytest.param(
            None, GONE, ["hq is declared not to publish Lead."], id="object is not published"
        ),
        pytest.param(
            {"Fax": "Fax"},
            GONE,
            ["hq is declared not to publish Lead."],
            id="one message for the object and its fields",
        ),
        pytest.param({"Fax": "Fax"}, published("Case", fields={}), [], id="another object"),
    ],
)
def test_only_what_the_other_side_publishes_is_mapped(
    fields: Value, other: Resource | None, details: list[str]
) -> None:
    """Both sides stand in the files, so they can be compared there."""
    found = against(subscribed("Lead", fields=fields), *([other] if other else []))

    assert [(one.code, one.detail) for one in found] == [("S2S020", text) for text in details]


def test_a_message_about_a_subscription_names_both_places() -> None:
    """Where it stands, and where it would have to be published."""
    here = document("object: Lead\nas: Lead\nfields:\n  Fax: Fax\n")
    there = document("- 1\n- {object: Lead, fields: [Email]}".replace("- 1", "a: 1\nb:"), "hq.yaml")
    wanted = replace(subscribed("Lead", fields={"Fax": "Fax"}), node=here)
    other = replace(published(fields={"Email": LISTED}), node=there["b"][0])

    (problem,) = against(wanted, other)

    assert (str(problem.source), problem.where) == ("s2s.yaml:4:3", "hq-emea@emea/subscribe/Lead")
    assert problem.fix == "Add it to `fields` at hq.yaml:3:18, or drop it here."


def test_a_subscription_leans_on_what_the_other_side_publishes() -> None:
    """It is published before, and unpublished only after."""
    assert [str(one) for one in SUBSCRIPTION.refers(subscribed())] == ["hq-emea@hq/publish/Lead"]


@pytest.mark.parametrize(
    ("other", "access", "refused"),
    [
        pytest.param(
            "state: active\npublish: []", "manage", True, id="declares to publish nothing"
        ),
        pytest.param("publish: [{object: Case}]", "manage", True, id="declares something else"),
        pytest.param("state: active", "manage", False, id="does not declare what it publishes"),
        pytest.param("publish: [{object: Case}]", "observe", False, id="others manage it"),
        pytest.param("publish: [{object: Case}]", "none", False, id="nobody here can log in"),
        pytest.param(None, "manage", False, id="is not declared"),
    ],
)
def test_what_our_other_side_does_not_list_is_not_subscribed_to(
    other: str | None, access: str, refused: bool
) -> None:
    """Both sides are ours: the list is meant to be the whole list."""
    there = [Resource(Address("hq-emea@hq"), {}, node=document(other))] if other else []
    wanted = replace(subscribed(), facts={**FACTS, "other_access": access})

    found = [(one.code, one.detail) for one in against(wanted, *there)]

    text = "hq does not declare to publish Lead."
    assert found == ([("S2S020", text)] if refused else [])
