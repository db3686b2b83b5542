"""What can be done to what a connection publishes, with its risk and the evidence for it."""

from typing import Final

from s2s_gitops.kinds.connection_detail import manual_start, open_detail
from s2s_gitops.kinds.publication.pages import CHANGE
from s2s_gitops.kinds.publication.write import (
    fields_manual,
    fields_writer,
    objects_manual,
    objects_writer,
)
from s2s_gitops.model.change import Action, Risk
from s2s_gitops.model.verb import Per, SaveGroup, Verb

LOSES: Final = 0
"""Which of the consequences of unpublishing an object says what the other side loses."""
NO_LONGER: Final = 0
"""Which of the consequences of unpublishing a field says so."""

_OBJECTS: Final = SaveGroup(
    "objects",
    Per.SCOPE,
    objects_writer(open_detail, CHANGE),
    mails="{other}",
    manual=objects_manual(manual_start, CHANGE),
)
_FIELDS: Final = SaveGroup(
    "fields",
    Per.RESOURCE,
    fields_writer(open_detail),
    mails="{other}",
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
    reason="the platform unsubscribes {other} from {key}; to have it again, {other} must subscribe and map anew",
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
    reason="the platform drops what {other} has mapped to the field; to have it again, {other} must map anew",
    undo="publish the field again; {other} must then map it again",
    group=_FIELDS,
    consequences=("{other} no longer receives {key}.{member}",),
    clicks=("Untick {member}",),
)
