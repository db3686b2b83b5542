"""How lines of the audit trail tell the settings of an org. No connection's history does."""

from collections.abc import Mapping, Sequence
from typing import Final

from s2s_gitops.kinds.settings.pages import TEMPLATES, TEXTS, TITLE
from s2s_gitops.kinds.testimony.things import value_of
from s2s_gitops.kinds.testimony.words import FLAGS, NOTHING, unless
from s2s_gitops.model.change import Action
from s2s_gitops.model.clue import Clue, Level
from s2s_gitops.model.finding import Finding
from s2s_gitops.model.ports import Reading
from s2s_gitops.model.resource import Value

_FEATURE: Final = Level("feature", {"feature": (TITLE, "S2S")})
_LABELS: Final = {**TEXTS, **TEMPLATES, "from_name": (*TEXTS["from_name"], "From Name")}
_ENABLING: Final = r"(?<!\w)(?:enabl|activat|disabl|deactivat)\w*"
_ENABLED: Final[Mapping[Value, str]] = {
    True: r"(?<!\w)(?:enabl|activat)\w*",
    False: r"(?<!\w)(?:disabl|deactivat)\w*",
}
_SETTING: Final = r"(?<!\w)(?:chang|updat|set)\w*"
_SET: Final[Mapping[Value, str]] = {
    Action.CREATE: unless(NOTHING, _SETTING),
    Action.DELETE: NOTHING,
}


def _feature(_reading: Reading, _finding: Finding) -> Sequence[Level]:
    return [_FEATURE, Level("", _LABELS)]


def _setting(_: Reading, finding: Finding) -> Sequence[Level]:
    return [_FEATURE, Level(finding.attribute, _LABELS, is_label=True), *value_of(finding)]


CLUES: Final = (
    Clue("enabled", _ENABLING, _ENABLED, _feature, doubts=FLAGS),
    *(Clue(attribute, _SETTING, _SET, _setting) for attribute in _LABELS),
)
