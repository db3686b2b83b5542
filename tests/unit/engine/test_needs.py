"""What is left out takes along what needs it, and nothing else."""

import pytest

from s2s_gitops.engine.needs import parted
from s2s_gitops.model.address import Address
from s2s_gitops.model.change import Action, Change
from s2s_gitops.model.kind import Place

from ..builders import change, kind, verb

ENABLE = verb("enable")
SET = verb("set", Action.UPDATE)
SETTINGS = kind("settings", verbs=(ENABLE, SET))
CREATE = verb("create-template")
TEMPLATE = kind("template", place=Place.LIST, verbs=(CREATE, SET), requires=("settings",))
ADD = verb("add-object")
BUNDLE = kind("bundle", place=Place.NESTED_LIST, segment="publish", parent="template", verbs=(ADD,))
INVITE, RESEND, ACCEPT = verb("invite"), verb("resend", Action.UPDATE), verb("accept")
END = verb("deactivate", Action.DELETE)
SIDE = kind(
    "side",
    place=Place.SIDE,
    segment="",
    verbs=(INVITE, RESEND, ACCEPT, SET, END),
    requires=("settings",),
)
PUBLISH, UNPUBLISH = verb("publish"), verb("unpublish", Action.DELETE)
FIELD, UNFIELD = verb("publish-field"), verb("unpublish-field", Action.DELETE)
PUBLICATION = kind(
    "publication",
    place=Place.SIDE_LIST,
    segment="publish",
    verbs=(PUBLISH, UNPUBLISH, FIELD, UNFIELD),
    requires=("side",),
)
TAKE, LEAVE = verb("subscribe"), verb("unsubscribe", Action.DELETE)
MAP, CLEAR = verb("map"), verb("clear", Action.DELETE)
SUBSCRIPTION = kind(
    "subscription",
    place=Place.SIDE_LIST,
    segment="subscribe",
    verbs=(TAKE, LEAVE, MAP, CLEAR),
    requires=("side",),
)
KINDS = (SETTINGS, TEMPLATE, BUNDLE, SIDE, PUBLICATION, SUBSCRIPTION)


def made(text: str) -> Change:
    """Return a change from its address and its verb; a connection's name tells its orgs.

    A side leans on the template T of its org, and a subscription on what the other side publishes.
    """
    address, name = text.split()
    at = Address.parse(address)
    owner = next(one for one in KINDS if one.path == at.path)
    partner = next((org for org in at.connection.split("-") if org != at.org), "")
    leans_on = {
        "side": Address(at.org, "template", "T"),
        "subscription": Address(f"{at.connection}@{partner}", "publish", at.key),
        "bundle": Address.parse(at.scope),
    }
    refers = tuple(found for kind_name, found in leans_on.items() if kind_name == owner.name)
    action = owner.verb(name).action
    return change(
        address, kind=owner.name, verb=name, action=action, partner=partner, refers=refers
    )


@pytest.mark.parametrize(
    ("left_out", "one", "is_held"),
    [
        # What must be there first, in the orgs that a connection joins
        pytest.param("eu/settings enable", "hq-eu@hq invite", True, id="the partner's org is off"),
        pytest.param(
            "hq/settings enable", "hq-eu@hq/publish/Lead publish", True, id="the own org is off"
        ),
        pytest.param(
            "hq/settings enable", "hq/template/T create-template", True, id="no templates either"
        ),
        pytest.param("acme/settings enable", "hq-eu@hq invite", False, id="another org is off"),
        pytest.param("hq/settings set", "hq-eu@hq invite", False, id="a mere setting"),
        # Within a connection, on both of its sides
        pytest.param("hq-eu@hq invite", "hq-eu@eu accept", True, id="nobody invited"),
        pytest.param("hq-eu@eu accept", "hq-eu@hq invite", False, id="inviting needs no answer"),
        pytest.param("hq-eu@eu accept", "hq-eu@hq set", True, id="set after it"),
        pytest.param("hq-eu@hq resend", "hq-eu@eu accept", False, id="a mere reminder"),
        pytest.param("hq-eu@hq invite", "hq-eu@eu/publish/Case publish", True, id="no connection"),
        pytest.param(
            "hq-eu@hq invite", "hq-acme@hq/publish/Case publish", False, id="another connection"
        ),
        pytest.param("hq-eu@hq set", "hq-eu@hq/publish/Case publish", False, id="another account"),
        pytest.param(
            "hq-eu@hq/publish/Lead publish",
            "hq-eu@hq/publish/Case publish",
            False,
            id="another object",
        ),
        # What leans on it by name
        pytest.param(
            "hq-eu@eu/publish/Case publish",
            "hq-eu@hq/subscribe/Case subscribe",
            True,
            id="not published",
        ),
        pytest.param(
            "hq-eu@eu/publish/Case publish",
            "hq-eu@hq/subscribe/Case.Phone map",
            True,
            id="nor its fields",
        ),
        pytest.param(
            "hq-eu@eu/publish/Case publish",
            "hq-eu@hq/subscribe/Lead subscribe",
            False,
            id="another one taken in",
        ),
        pytest.param(
            "hq-eu@eu/publish/Case.Phone publish-field",
            "hq-eu@hq/subscribe/Case.Phone map",
            True,
            id="its namesake",
        ),
        pytest.param(
            "hq-eu@eu/publish/Case.Phone publish-field",
            "hq-eu@hq/subscribe/Case.Phone.High map",
            True,
            id="what its namesake holds",
        ),
        pytest.param(
            "hq-eu@eu/publish/Case.Phone publish-field",
            "hq-eu@hq/subscribe/Case.Email map",
            False,
            id="another member",
        ),
        pytest.param(
            "hq-eu@eu/publish/Case.Phone publish-field",
            "hq-eu@hq/subscribe/Case subscribe",
            False,
            id="the whole",
        ),
        pytest.param(
            "hq-eu@hq/subscribe/Case subscribe",
            "hq-eu@eu/publish/Case publish",
            False,
            id="the other way round",
        ),
        pytest.param("hq/template/T create-template", "hq-eu@hq invite", True, id="no template"),
        pytest.param(
            "hq/template/T set", "hq-eu@hq invite", True, id="the template is not as it should be"
        ),
        pytest.param(
            "hq/template/T/publish/Lead.Email add-object",
            "hq-eu@hq invite",
            True,
            id="the template lacks something",
        ),
        pytest.param(
            "hq/template/U create-template", "hq-eu@hq invite", False, id="another template"
        ),
        # Removals go from dependant to requirement
        pytest.param(
            "hq-eu@hq/subscribe/Case unsubscribe",
            "hq-eu@eu/publish/Case unpublish",
            True,
            id="still taken in",
        ),
        pytest.param(
            "hq-eu@hq/subscribe/Case.Phone clear",
            "hq-eu@eu/publish/Case unpublish",
            True,
            id="still mapped",
        ),
        pytest.param(
            "hq-eu@hq/subscribe/Case.Phone clear",
            "hq-eu@eu/publish/Case.Phone unpublish-field",
            True,
            id="its namesake is still mapped",
        ),
        pytest.param(
            "hq-eu@hq/subscribe/Case.Phone clear",
            "hq-eu@eu/publish/Case.Email unpublish-field",
            False,
            id="another one is still mapped",
        ),
        pytest.param(
            "hq-eu@eu/publish/Case unpublish",
            "hq-eu@hq/subscribe/Case unsubscribe",
            False,
            id="not taken in any more, still published",
        ),
        pytest.param(
            "hq-eu@hq/publish/Case unpublish", "hq-eu@hq deactivate", True, id="still published"
        ),
        pytest.param(
            "hq-eu@hq/publish/Case publish",
            "hq-eu@hq deactivate",
            False,
            id="additions hold up no removals",
        ),
        pytest.param(
            "hq-eu@hq/publish/Case.Email publish-field",
            "hq-eu@hq/publish/Case.Phone unpublish-field",
            False,
            id="on the same form",
        ),
    ],
)
def test_a_change_needs_what_must_be_there_before_it(
    left_out: str, one: str, is_held: bool
) -> None:
    """The relation is the one that orders the steps, told for single changes."""
    wanted = made(one)

    assert parted([wanted], [made(left_out)], KINDS) == (
        ((), (wanted,)) if is_held else ((wanted,), ())
    )


def test_what_needs_something_held_is_held_too() -> None:
    """Through as many others as it takes; the rest goes on, in its order."""
    chain = [
        made("hq-eu@hq invite"),
        made("hq-acme@hq/publish/Case publish"),
        made("hq-eu@eu/publish/Case publish"),
        made("hq-eu@hq/subscribe/Case subscribe"),
        made("hq/settings set"),
    ]

    free, held = parted(chain, [made("hq/template/T create-template")], KINDS)

    assert [str(one.address) for one in free] == ["hq-acme@hq/publish/Case", "hq/settings"]
    assert held == (chain[0], chain[2], chain[3])


def test_where_nothing_is_left_out_everything_goes_on() -> None:
    """Nothing is held."""
    changes = (made("hq-eu@hq invite"), made("hq-eu@eu accept"))

    assert parted(changes, (), KINDS) == (changes, ())
