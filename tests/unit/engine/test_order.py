"""Changes become ordered steps: additions from requirement to dependant, removals in reverse."""

import random
from dataclasses import replace

import pytest

from s2s_gitops.engine.order import order
from s2s_gitops.model.address import Address
from s2s_gitops.model.change import Action, Change, Phase, Step
from s2s_gitops.model.kind import Kind, Place
from s2s_gitops.model.verb import Per, Verb

from ..builders import change, group, kind, verb

ENABLE = verb("enable", group=group("enable"))
SET = verb("set", Action.UPDATE, group=group("sender"))
SETTINGS = kind("settings", verbs=(ENABLE, SET))

INVITE = verb("invite", group=group("invite"))
ACCEPT = verb("accept", group=group("accept"))
EDIT = verb("edit", Action.UPDATE, group=group("edit"))
CONNECTION = kind(
    "connection",
    place=Place.SIDE,
    segment="",
    verbs=(INVITE, ACCEPT, EDIT),
    requires=("settings",),
)

_OBJECTS, _FIELDS = group("objects"), group("fields", Per.RESOURCE)
PUBLISH = verb("publish", group=_OBJECTS)
UNPUBLISH = verb("unpublish", Action.DELETE, group=_OBJECTS)
PUBLISH_FIELD = verb("publish-field", group=_FIELDS)
UNPUBLISH_FIELD = verb("unpublish-field", Action.DELETE, group=_FIELDS)
PUBLICATION = kind(
    "publication",
    place=Place.SIDE_LIST,
    segment="publish",
    verbs=(PUBLISH, UNPUBLISH, PUBLISH_FIELD, UNPUBLISH_FIELD),
    requires=("connection",),
)
SUBSCRIBE = verb("subscribe", group=group("subscribe"))
UNSUBSCRIBE = verb("unsubscribe", Action.DELETE, group=group("subscribe"))
SUBSCRIPTION = kind(
    "subscription",
    place=Place.SIDE_LIST,
    segment="subscribe",
    verbs=(SUBSCRIBE, UNSUBSCRIBE),
    requires=("publication",),
)
KINDS = (SETTINGS, CONNECTION, PUBLICATION, SUBSCRIPTION)


def made(address: str, one: Verb) -> Change:
    """Return a change by a verb; a connection's name tells which orgs it joins."""
    place = Address.parse(address)
    owner = next(kind for kind in KINDS if one in kind.verbs)
    partner = next((org for org in place.connection.split("-") if org != place.org), "")
    return change(
        address, kind=owner.name, verb=one.name, action=one.action, partner=partner, attribute=""
    )


def told(steps: tuple[Step, ...]) -> list[str]:
    """Return each step as its form and its verbs, with the positions that it requires."""
    return [
        f"{step} {'+'.join(dict.fromkeys(one.verb for one in step.changes))} {list(step.requires)}"
        for step in steps
    ]


STORY = [
    made("hq/settings", ENABLE),
    made("emea/settings", ENABLE),
    made("hq/settings", SET),
    made("hq-emea@hq", INVITE),
    made("hq-emea@emea", ACCEPT),
    made("hq-emea@hq", EDIT),
    made("hq-emea@hq/publish/Lead", PUBLISH),
    made("hq-emea@hq/publish/Case", PUBLISH),
    made("hq-emea@hq/publish/Lead.Email", PUBLISH_FIELD),
    made("hq-emea@hq/publish/Lead.Phone", PUBLISH_FIELD),
    made("hq-emea@hq/publish/Case.Status", PUBLISH_FIELD),
    made("hq-emea@emea/subscribe/Lead", SUBSCRIBE),
    made("hq-emea@emea/subscribe/Task", UNSUBSCRIBE),
    made("hq-emea@hq/publish/Task", UNPUBLISH),
    made("hq-emea@hq/publish/Lead.Fax", UNPUBLISH_FIELD),
]


@pytest.mark.parametrize("seed", range(4))
def test_a_whole_story_runs_from_requirement_to_dependant_and_back(seed: int) -> None:
    """Additions first, one step per form and direction; then removals, in reverse."""
    shuffled = random.Random(seed).sample(STORY, len(STORY))  # noqa: S311

    assert told(order(shuffled, KINDS)) == [
        "emea/settings enable []",
        "hq/settings enable []",
        "hq/settings set [1]",
        "hq-emea@hq invite [0, 1]",
        "hq-emea@emea accept [0, 1, 3]",
        "hq-emea@hq edit [0, 1, 3, 4]",
        "hq-emea@hq/publish publish [0, 1, 3, 4]",
        "hq-emea@hq/publish/Case publish-field [0, 1, 3, 4, 6]",
        "hq-emea@hq/publish/Lead publish-field [0, 1, 3, 4, 6]",
        "hq-emea@emea/subscribe subscribe [0, 1, 3, 4, 6, 7, 8]",
        "hq-emea@emea/subscribe unsubscribe [9]",
        "hq-emea@hq/publish/Lead unpublish-field [8, 10]",
        "hq-emea@hq/publish unpublish [6, 10, 11]",
    ]


def test_no_changes_are_no_steps() -> None:
    """A second run is empty."""
    assert order((), KINDS) == ()


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param(
            [made("hq-emea@hq/publish/Lead", PUBLISH), made("hq-acme@hq/publish/Lead", PUBLISH)],
            ["hq-acme@hq/publish publish []", "hq-emea@hq/publish publish []"],
            id="another connection",
        ),
        pytest.param(
            [made("acme/settings", ENABLE), made("hq-emea@hq", INVITE)],
            ["acme/settings enable []", "hq-emea@hq invite []"],
            id="an org that the connection does not join",
        ),
        pytest.param(
            [made("hq/settings", SET), made("hq-emea@hq", INVITE)],
            ["hq/settings set []", "hq-emea@hq invite []"],
            id="what is only set",
        ),
        pytest.param(
            [
                made("hq-emea@hq/publish/Lead", PUBLISH),
                made("hq-emea@hq/publish/Case.Status", PUBLISH_FIELD),
            ],
            ["hq-emea@hq/publish publish []", "hq-emea@hq/publish/Case publish-field []"],
            id="fields of an object that is there",
        ),
        pytest.param(
            [
                made("hq-emea@hq/publish/Lead", PUBLISH),
                made("hq-emea@emea/publish/Lead.Status", PUBLISH_FIELD),
            ],
            ["hq-emea@hq/publish publish []", "hq-emea@emea/publish/Lead publish-field []"],
            id="the same object on the other side",
        ),
        pytest.param(
            [made("hq/settings", ENABLE), made("hq-emea@hq/publish/Task", UNPUBLISH)],
            ["hq/settings enable []", "hq-emea@hq/publish unpublish []"],
            id="what is added, for what is removed",
        ),
    ],
)
def test_a_step_does_not_wait_for(changes: list[Change], expected: list[str]) -> None:
    """A failed step stops its dependants only."""
    assert told(order(changes, KINDS)) == expected


def test_the_removal_on_a_form_waits_for_the_addition_on_it() -> None:
    """Two saves of one form do not overtake each other."""
    changes = [
        made("hq-emea@hq/publish/Task", UNPUBLISH),
        made("hq-emea@hq/publish/Lead", PUBLISH),
    ]

    assert told(order(changes, KINDS)) == [
        "hq-emea@hq/publish publish []",
        "hq-emea@hq/publish unpublish [0]",
    ]


def test_changes_of_one_form_travel_in_one_step_sorted() -> None:
    """Every save mails the partner."""
    changes = [made(f"hq-emea@hq/publish/{name}", PUBLISH) for name in ("Lead", "Case", "Task")]

    (step,) = order(changes, KINDS)

    assert [one.address.key for one in step.changes] == ["Case", "Lead", "Task"]
    assert (step.scope, step.kind, step.group, step.key, step.phase) == (
        "hq-emea@hq",
        "publication",
        "objects",
        "",
        Phase.GROW,
    )


@pytest.mark.parametrize(
    ("verbs", "expected"),
    [
        pytest.param(
            (PUBLISH, SUBSCRIBE),
            ["hq-emea@hq/publish publish []", "hq-emea@emea/subscribe subscribe [0]"],
            id="put in place before",
        ),
        pytest.param(
            (UNPUBLISH, UNSUBSCRIBE),
            ["hq-emea@emea/subscribe unsubscribe []", "hq-emea@hq/publish unpublish [0]"],
            id="removed after",
        ),
    ],
)
def test_what_a_resource_refers_to_outlives_it(
    verbs: tuple[Verb, Verb], expected: list[str]
) -> None:
    """A reference between two resources orders them, whatever their kinds require."""
    loose = (SETTINGS, CONNECTION, PUBLICATION, replace(SUBSCRIPTION, requires=()))
    lead = Address("hq-emea@hq", "publish", "Lead")
    changes = [
        made("hq-emea@hq/publish/Lead", verbs[0]),
        replace(made("hq-emea@emea/subscribe/Lead", verbs[1]), refers=(lead,)),
    ]

    assert told(order(changes, loose)) == expected


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        pytest.param(
            Action.CREATE, ["hq/box make []", "hq/box/a/lid make [0]"], id="put in place before"
        ),
        pytest.param(
            Action.DELETE, ["hq/box/a/lid make []", "hq/box make [0]"], id="removed after"
        ),
    ],
)
def test_what_nests_in_a_resource_lives_within_its_life(
    action: Action, expected: list[str]
) -> None:
    """The outer one is made before and removed after."""
    make = verb("make", action)
    box = kind("box", place=Place.LIST, verbs=(make,))
    lid = kind("lid", place=Place.NESTED_LIST, parent="box", verbs=(make,), requires=("box",))
    changes = [
        change(at, kind=name, verb="make", action=action)
        for at, name in (("hq/box/a/lid/b", "lid"), ("hq/box/a", "box"))
    ]

    assert told(order(changes, (box, lid))) == expected


def test_an_org_cannot_be_taken_for_a_connection_of_its_name() -> None:
    """Aliases of orgs and names of connections are apart."""
    joined = replace(made("a-b@a", INVITE), partner="b")
    odd = change("a-b/settings", kind="settings", verb="enable", action=Action.CREATE)

    assert [step.requires for step in order([odd, joined], KINDS)] == [(), ()]


def test_requirements_reach_through_kinds() -> None:
    """What the required kinds require is required too."""
    chain: tuple[Kind, ...] = tuple(
        kind(
            name,
            place=Place.ORG_LIST,
            verbs=(verb("make"),),
            requires=requires,
        )
        for name, requires in (("a", ()), ("b", ("a",)), ("c", ("b",)))
    )
    changes = [
        change(f"hq/{name}/x", kind=name, verb="make", action=Action.CREATE) for name in "ca"
    ]

    assert told(order(changes, chain)) == ["hq/a make []", "hq/c make [0]"]


TEMPLATE = kind(
    "template",
    place=Place.LIST,
    verbs=(verb("make-template"), verb("drop-template", Action.DELETE)),
)


@pytest.mark.parametrize(
    ("verbs", "expected"),
    [
        pytest.param(
            ("make-template", "invite"),
            ["hq/template make-template []", "hq-emea@hq invite [0]"],
            id="put in place before",
        ),
        pytest.param(
            ("drop-template", "cancel"),
            ["hq-emea@hq cancel []", "hq/template drop-template [0]"],
            id="removed after",
        ),
    ],
)
def test_what_an_org_holds_outlives_the_connections_that_lean_on_it(
    verbs: tuple[str, str], expected: list[str]
) -> None:
    """The steps of an org know those of the connections that join it."""
    cancel = verb("cancel", Action.DELETE)
    kinds = (TEMPLATE, replace(CONNECTION, verbs=(INVITE, cancel), requires=()))
    actions = {one.name: one.action for one in (*kinds[0].verbs, *kinds[1].verbs)}
    standard = Address("hq", "template", "Standard")
    changes = [
        change(str(standard), kind="template", verb=verbs[0], action=actions[verbs[0]]),
        change(
            "hq-emea@hq",
            kind="connection",
            verb=verbs[1],
            action=actions[verbs[1]],
            partner="emea",
            refers=(standard,),
        ),
    ]

    assert told(order(changes, kinds)) == expected


def test_a_connection_that_does_not_join_the_org_is_not_waited_for() -> None:
    """Nor one that leans on something else."""
    cancel = verb("cancel", Action.DELETE)
    kinds = (TEMPLATE, replace(CONNECTION, verbs=(cancel,), requires=()))
    end = {"kind": "connection", "verb": "cancel", "action": Action.DELETE}
    changes = [
        change("hq/template/A", kind="template", verb="drop-template", action=Action.DELETE),
        change("emea-acme@emea", partner="acme", refers=(Address("emea", "template", "A"),), **end),
        change("hq-acme@hq", partner="acme", refers=(Address("hq", "template", "B"),), **end),
    ]

    assert told(order(changes, kinds)) == [
        "emea-acme@emea cancel []",
        "hq-acme@hq cancel []",
        "hq/template drop-template []",
    ]
