"""An object that one side takes in as the other side publishes it: own object, mapping, auto-accept."""

from collections.abc import Iterator
from typing import Final

from s2s_gitops.kinds.contract import MAPPING, VALUES, shown_on
from s2s_gitops.kinds.contract import SUBSCRIBE as PAGE
from s2s_gitops.kinds.rules import always_published
from s2s_gitops.kinds.subscription.checks import check
from s2s_gitops.kinds.subscription.clues import CLUES
from s2s_gitops.kinds.subscription.fit import fits
from s2s_gitops.kinds.subscription.live import NOT_OFFERED, read
from s2s_gitops.kinds.subscription.verbs import (
    AUTO_OFF,
    AUTO_ON,
    CLEAR,
    CLEAR_VALUE,
    MAP,
    MAP_VALUE,
    REMAP,
    REMAP_VALUE,
    REPOINT,
    SUBSCRIBE,
    UNSUBSCRIBE,
)
from s2s_gitops.model.address import Address
from s2s_gitops.model.kind import (
    Attribute,
    Impossible,
    Kind,
    Place,
    Shape,
    Transition,
    Use,
)
from s2s_gitops.model.resource import Presence, Resource


def _refers(resource: Resource) -> Iterator[Address]:
    other = f"{resource.facts['connection']}@{resource.facts['other']}"
    yield Address(other, "publish", resource.address.key)


SUBSCRIPTION: Final = Kind(
    name="subscription",
    doc="An object that the other side publishes and this side takes in.",
    place=Place.SIDE_LIST,
    key="subscribe",
    segment="subscribe",
    attributes=(
        Attribute(
            "object",
            "The object's API name, as the other side publishes it.",
            use=Use.IDENTITY,
            pattern=r"^[A-Za-z]\w*$",
        ),
        Attribute(
            "as",
            "The own object that takes it in. Standard objects map to themselves, custom ones to any custom one.",
            pattern=r"^[A-Za-z]\w*$",
            verb=REPOINT,
        ),
        Attribute(
            "auto_accept",
            "Whether records are accepted without a person. Not offered for children of other objects.",
            shape=Shape.FLAG,
            declared_as={NOT_OFFERED: None},
            transitions=(
                Transition(Presence.ABSENT, after=True, outcome=AUTO_ON),
                Transition(Presence.ABSENT, after=False, outcome=None),
                Transition(before=False, after=True, outcome=AUTO_ON),
                Transition(before=True, after=False, outcome=AUTO_OFF),
                Transition(NOT_OFFERED, after=False, outcome=None),
                Transition(
                    NOT_OFFERED,
                    after=True,
                    outcome=Impossible(
                        "The page offers no Auto-Accept for this object: children are accepted with their parent.",
                        "Leave `auto_accept` out here, and set it on the parent object.",
                    ),
                ),
            ),
        ),
        Attribute(
            "auto_map",
            "Leaves Auto-Map Fields ticked when a mapping is saved; fields that are not listed are then left alone.",
            shape=Shape.FLAG,
            use=Use.ACTING,
        ),
        Attribute(
            "fields",
            "The other side's field: the own field. The whole list; fields always published map to themselves.",
            shape=Shape.TABLE,
            add=MAP,
            remove=CLEAR,
            verb=REMAP,
            implied=always_published,
            open_when="auto_map",
        ),
        Attribute(
            "values",
            "Per field, the other side's picklist value: the own value. What is not listed arrives as it is.",
            shape=Shape.TABLES,
            add=MAP_VALUE,
            remove=CLEAR_VALUE,
            verb=REMAP_VALUE,
        ),
    ),
    verbs=(
        SUBSCRIBE,
        REPOINT,
        AUTO_ON,
        AUTO_OFF,
        UNSUBSCRIBE,
        MAP,
        REMAP,
        CLEAR,
        MAP_VALUE,
        REMAP_VALUE,
        CLEAR_VALUE,
    ),
    read=read,
    fits=fits,
    create=SUBSCRIBE,
    delete=UNSUBSCRIBE,
    requires=("connection",),
    refers=_refers,
    compared_when={"state": "active"},
    check=check,
    clues=CLUES,
    shown={
        "": shown_on(PAGE),
        "fields": shown_on(MAPPING),
        "values": shown_on(VALUES),
    },
)
