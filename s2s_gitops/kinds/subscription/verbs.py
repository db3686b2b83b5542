"""What can be done to a subscription and its mapping, with its risk."""

from typing import Final

from s2s_gitops.kinds.subscription.write import save_fields, save_objects, save_values
from s2s_gitops.model.change import Action, Risk
from s2s_gitops.model.kind import Per, SaveGroup, Verb

_OBJECTS: Final = SaveGroup("objects", Per.SCOPE, save_objects)
_FIELDS: Final = SaveGroup("fields", Per.RESOURCE, save_fields)
_VALUES: Final = SaveGroup("values", Per.RESOURCE, save_values)
_REBUILT: Final = "what was mapped is lost and must be mapped again"

SUBSCRIBE: Final = Verb(
    name="subscribe",
    action=Action.CREATE,
    risk=Risk.SAFE,
    reason="ours alone, and can be undone: records still arrive only when {other} shares them",
    undo="unsubscribe; records that arrived stay",
    group=_OBJECTS,
    carries=("as",),
)
REPOINT: Final = Verb(
    name="repoint",
    action=Action.UPDATE,
    risk=Risk.DESTRUCTIVE,
    reason=_REBUILT,
    undo="point it back and map again",
    group=_OBJECTS,
    resets=("fields", "values"),
)
AUTO_ON: Final = Verb(
    name="auto-accept",
    action=Action.UPDATE,
    risk=Risk.OUTWARD,
    reason="records of {other} come in without anybody looking at them",
    undo="switch it off; records that came in stay",
    group=_OBJECTS,
)
AUTO_OFF: Final = Verb(
    name="accept-by-hand",
    action=Action.UPDATE,
    risk=Risk.SAFE,
    reason="ours alone, and can be set back",
    undo="switch it on again",
    group=_OBJECTS,
)
MAP: Final = Verb(
    name="map",
    action=Action.CREATE,
    risk=Risk.SAFE,
    reason="ours alone, and can be set back",
    undo="clear the mapping",
    group=_FIELDS,
)
REMAP: Final = Verb(
    name="remap",
    action=Action.UPDATE,
    risk=Risk.DESTRUCTIVE,
    reason="the field gets another target; picklist values that were mapped are lost",
    undo="map it to the old field, and its values again",
    group=_FIELDS,
    resets=("values",),
)
CLEAR: Final = Verb(
    name="clear-mapping",
    action=Action.DELETE,
    risk=Risk.DESTRUCTIVE,
    reason=_REBUILT,
    undo="map the field, and its values, again",
    group=_FIELDS,
)
MAP_VALUE: Final = Verb(
    name="map-value",
    action=Action.CREATE,
    risk=Risk.SAFE,
    reason="ours alone, and can be set back",
    undo="clear the value's mapping",
    group=_VALUES,
)
REMAP_VALUE: Final = Verb(
    name="remap-value",
    action=Action.UPDATE,
    risk=Risk.SAFE,
    reason="ours alone, and can be set back",
    undo="map the value to the old one",
    group=_VALUES,
)
CLEAR_VALUE: Final = Verb(
    name="clear-value",
    action=Action.DELETE,
    risk=Risk.DESTRUCTIVE,
    reason="the value then arrives as it is, even if the own picklist has no such value",
    undo="map the value again",
    group=_VALUES,
)
UNSUBSCRIBE: Final = Verb(
    name="unsubscribe",
    action=Action.DELETE,
    risk=Risk.DESTRUCTIVE,
    reason=_REBUILT,
    undo="subscribe and map again",
    group=_OBJECTS,
)
