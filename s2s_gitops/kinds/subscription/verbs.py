"""What can be done to a subscription and its mapping, with its risk."""

from typing import Final

from s2s_gitops.kinds.connection_detail import manual_start
from s2s_gitops.kinds.page_contract import NONE
from s2s_gitops.kinds.subscription.links import LIST
from s2s_gitops.kinds.subscription.live import CHANGE
from s2s_gitops.kinds.subscription.mapping import AUTO_MAP
from s2s_gitops.kinds.subscription.write import save_fields, save_objects, save_values
from s2s_gitops.model.change import Action, Risk
from s2s_gitops.model.human import Manual
from s2s_gitops.model.verb import Per, SaveGroup, Verb

_MAPPING: Final = (
    f"In {LIST}, press Edit in the row of {{key}}",
    f"Untick {AUTO_MAP}, unless Salesforce is meant to map by itself",
)
_SHOWN_AGAIN: Final = "the page shows these choices when it is opened again"
_OBJECTS: Final = SaveGroup(
    "objects",
    Per.SCOPE,
    save_objects,
    manual=Manual(
        manual_start,
        first=(f"Press {CHANGE}",),
        proof=f"{LIST} lists {{keys}}, and the page shows these choices when it is opened again",
        proof_gone=f"{LIST} no longer lists {{keys}}",
    ),
)
_FIELDS: Final = SaveGroup(
    "fields",
    Per.RESOURCE,
    save_fields,
    manual=Manual(manual_start, first=_MAPPING, proof=_SHOWN_AGAIN),
)
_VALUES: Final = SaveGroup(
    "values",
    Per.RESOURCE,
    save_values,
    manual=Manual(manual_start, first=_MAPPING, proof=_SHOWN_AGAIN),
)
_REBUILT: Final = "what was mapped is lost and must be mapped again"

SUBSCRIBE: Final = Verb(
    name="subscribe",
    action=Action.CREATE,
    risk=Risk.SAFE,
    reason="ours alone, and can be undone: records still arrive only when {other} shares them",
    undo="unsubscribe; records that arrived stay",
    group=_OBJECTS,
    carries=("as",),
    clicks=("Choose {as} in the row of {key}",),
)
REPOINT: Final = Verb(
    name="repoint",
    action=Action.UPDATE,
    risk=Risk.DESTRUCTIVE,
    reason=_REBUILT,
    undo="point it back and map again",
    group=_OBJECTS,
    clicks=("Choose {value} in the row of {key}",),
    resets=("fields", "values"),
)
AUTO_ON: Final = Verb(
    name="auto-accept",
    action=Action.UPDATE,
    risk=Risk.OUTWARD,
    reason="records of {other} come in without anybody looking at them",
    undo="switch it off; records that came in stay",
    group=_OBJECTS,
    clicks=("Tick Auto-Accept in the row of {key}",),
)
AUTO_OFF: Final = Verb(
    name="accept-by-hand",
    action=Action.UPDATE,
    risk=Risk.SAFE,
    reason="ours alone, and can be set back",
    undo="switch it on again",
    group=_OBJECTS,
    clicks=("Untick Auto-Accept in the row of {key}",),
)
MAP: Final = Verb(
    name="map",
    action=Action.CREATE,
    risk=Risk.SAFE,
    reason="ours alone, and can be set back",
    undo="clear the mapping",
    group=_FIELDS,
    clicks=("Choose {value} in the row of {member}",),
)
REMAP: Final = Verb(
    name="remap",
    action=Action.UPDATE,
    risk=Risk.DESTRUCTIVE,
    reason="the field gets another target; picklist values that were mapped are lost",
    undo="map it to the old field, and its values again",
    group=_FIELDS,
    clicks=("Choose {value} in the row of {member}",),
    resets=("values",),
)
CLEAR: Final = Verb(
    name="clear-mapping",
    action=Action.DELETE,
    risk=Risk.DESTRUCTIVE,
    reason=_REBUILT,
    undo="map the field, and its values, again",
    group=_FIELDS,
    clicks=(f"Choose {NONE} in the row of {{member}}",),
)
MAP_VALUE: Final = Verb(
    name="map-value",
    action=Action.CREATE,
    risk=Risk.SAFE,
    reason="ours alone, and can be set back",
    undo="clear the value's mapping",
    group=_VALUES,
    clicks=("Choose {value} for the value {choice} of {field}",),
)
REMAP_VALUE: Final = Verb(
    name="remap-value",
    action=Action.UPDATE,
    risk=Risk.SAFE,
    reason="ours alone, and can be set back",
    undo="map the value to the old one",
    group=_VALUES,
    clicks=("Choose {value} for the value {choice} of {field}",),
)
CLEAR_VALUE: Final = Verb(
    name="clear-value",
    action=Action.DELETE,
    risk=Risk.DESTRUCTIVE,
    reason="the value then arrives as it is, even if the own picklist has no such value",
    undo="map the value again",
    group=_VALUES,
    clicks=(f"Choose {NONE} for the value {{choice}} of {{field}}",),
)
UNSUBSCRIBE: Final = Verb(
    name="unsubscribe",
    action=Action.DELETE,
    risk=Risk.DESTRUCTIVE,
    reason=_REBUILT,
    undo="subscribe and map again",
    group=_OBJECTS,
    clicks=(f"Choose {NONE} in the row of {{key}}",),
)
