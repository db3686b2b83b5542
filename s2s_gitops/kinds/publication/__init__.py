"""An object that one side of a connection publishes to the other, with its fields."""

from typing import Final

from s2s_gitops.kinds.connection_detail import active_sides, open_detail
from s2s_gitops.kinds.contract import DETAIL, FIELDS, shown_on
from s2s_gitops.kinds.publication.checks import check
from s2s_gitops.kinds.publication.clues import CLUES
from s2s_gitops.kinds.publication.fit import publishing_fits
from s2s_gitops.kinds.publication.foresight import foresee
from s2s_gitops.kinds.publication.live import SEGMENT, publishing_reader
from s2s_gitops.kinds.publication.verbs import (
    PUBLISH,
    PUBLISH_FIELD,
    UNPUBLISH,
    UNPUBLISH_FIELD,
)
from s2s_gitops.kinds.rules import always_published
from s2s_gitops.model.kind import Attribute, Kind, Place, Shape, Use

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
    announced=(UNPUBLISH, UNPUBLISH_FIELD),
    probe="the page Subscribe/Unsubscribe in {other}, and the mappings behind it",
    shown={"": shown_on(DETAIL), "fields": shown_on(FIELDS)},
    foresee=foresee,
)
