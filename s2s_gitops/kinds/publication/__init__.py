"""An object that one side of a connection publishes to the other, with its fields."""

from typing import Final

from s2s_gitops.kinds.connection_detail import active_sides, manual_start, open_detail
from s2s_gitops.kinds.contract import DETAIL, FIELDS, shown_on
from s2s_gitops.kinds.publication.checks import check
from s2s_gitops.kinds.publication.clues import CLUES
from s2s_gitops.kinds.publication.fit import publishing_fits
from s2s_gitops.kinds.publication.live import SEGMENT, publishing_reader
from s2s_gitops.kinds.publication.pages import CHANGE
from s2s_gitops.kinds.publication.write import (
    fields_manual,
    fields_writer,
    objects_manual,
    objects_writer,
)
from s2s_gitops.kinds.rules import always_published
from s2s_gitops.model.change import Action, Risk
from s2s_gitops.model.kind import Attribute, Kind, Per, Place, SaveGroup, Shape, Use, Verb

_OBJECTS: Final = SaveGroup(
    "objects",
    Per.SCOPE,
    objects_writer(open_detail, CHANGE),
    mails_partner=True,
    manual=objects_manual(manual_start, CHANGE),
)
_FIELDS: Final = SaveGroup(
    "fields",
    Per.RESOURCE,
    fields_writer(open_detail),
    mails_partner=True,
    manual=fields_manual(manual_start),
)

PUBLISH: Final = Verb(
    name="publish",
    action=Action.CREATE,
    risk=Risk.OUTWARD,
    reason="{other} is told by e-mail and can see what is published",
    undo="unpublish; what {other} has seen or copied stays there",
    group=_OBJECTS,
    consequences=("{other} is newly shown {key}, always with: {implied}",),
    clicks=("Tick {key}",),
    discloses=True,
)

UNPUBLISH: Final = Verb(
    name="unpublish",
    action=Action.DELETE,
    risk=Risk.DESTRUCTIVE,
    reason="{other} is unsubscribed from {key} automatically and must subscribe and map again",
    undo="publish again; {other} must then subscribe and map again",
    group=_OBJECTS,
    consequences=(
        "{other} loses its subscription to {key}, with its mappings",
        "{other} receives an e-mail",
    ),
    clicks=("Untick {key}",),
)

PUBLISH_FIELD: Final = Verb(
    name="publish-field",
    action=Action.CREATE,
    risk=Risk.OUTWARD,
    reason="{other} is told by e-mail and can see the field",
    undo="unpublish the field; what {other} has copied stays there",
    group=_FIELDS,
    clicks=("Tick {member}",),
    discloses=True,
)

UNPUBLISH_FIELD: Final = Verb(
    name="unpublish-field",
    action=Action.DELETE,
    risk=Risk.DESTRUCTIVE,
    reason="{other} loses its mapping of the field and must set it again",
    undo="publish the field again; {other} must then map it again",
    group=_FIELDS,
    consequences=("{other} no longer receives {key}.{member}",),
    clicks=("Untick {member}",),
)

PUBLICATION: Final = Kind(
    name="publication",
    doc="An object that this side publishes, with the fields that the other side may see.",
    place=Place.SIDE_LIST,
    key="publish",
    segment="publish",
    attributes=(
        Attribute(
            "object",
            "The object's API name.",
            use=Use.IDENTITY,
            pattern=r"^[A-Za-z]\w*$",
        ),
        Attribute(
            "fields",
            "API names of the published fields: the whole list. Those always published may be left out.",
            shape=Shape.NAMES,
            add=PUBLISH_FIELD,
            remove=UNPUBLISH_FIELD,
            implied=always_published,
        ),
    ),
    verbs=(PUBLISH, UNPUBLISH, PUBLISH_FIELD, UNPUBLISH_FIELD),
    read=publishing_reader(open_detail, SEGMENT, active_sides),
    fits=publishing_fits(SEGMENT),
    create=PUBLISH,
    delete=UNPUBLISH,
    requires=("connection",),
    compared_when={"state": "active"},
    check=check,
    clues=CLUES,
    shown={"": shown_on(DETAIL), "fields": shown_on(FIELDS)},
)
