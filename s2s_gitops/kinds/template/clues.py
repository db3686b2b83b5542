"""How lines of the audit trail tell of connection templates and of what they publish."""

from collections.abc import Mapping, Sequence
from typing import Final

from s2s_gitops.kinds.publication.clues import SHOWS
from s2s_gitops.kinds.template.live import SEGMENT
from s2s_gitops.kinds.template.pages import LABELS
from s2s_gitops.kinds.testimony.things import published, value_of
from s2s_gitops.kinds.testimony.words import FLAGS, NOTHING, PUBLISHING, TEMPLATE, both, unless
from s2s_gitops.model.address import Address
from s2s_gitops.model.change import Action
from s2s_gitops.model.clue import Clue, Level
from s2s_gitops.model.finding import Finding
from s2s_gitops.model.ports import Reading
from s2s_gitops.model.resource import Value

_MADE: Final[Mapping[Value, str]] = {
    Action.CREATE: r"(?<!\w)created(?!\w)",
    Action.DELETE: r"(?<!\w)deleted(?!\w)",
}
_ACTIVE: Final[Mapping[Value, str]] = {
    True: r"(?<!\w)(?:activated|active)(?!\w)",
    False: r"(?<!\w)(?:deactivated|inactive)(?!\w)",
}
_SET: Final[Mapping[Value, str]] = {
    Action.CREATE: unless(NOTHING, r"(?<!\w)(?:chang|updat|set)\w*"),
    Action.DELETE: NOTHING,
}


def _template(reading: Reading, org: str, name: str) -> Level:
    """Return the level of a template's name, among all names of templates that the org shows."""
    shown = {at.key for at in reading.live.resources if at.org == org and at.path == SEGMENT}
    return Level(name, {one: (one,) for one in {name, *shown}})


def _itself(reading: Reading, finding: Finding) -> Sequence[Level]:
    at = finding.address
    others = {name: texts for name, texts in LABELS.items() if name != finding.attribute}
    return [_template(reading, at.org, at.key), Level("", others)]


def _description(reading: Reading, finding: Finding) -> Sequence[Level]:
    at, label = finding.address, Level("description", LABELS, is_label=True)
    return [_template(reading, at.org, at.key), label, *value_of(finding)]


def _bundled(reading: Reading, finding: Finding) -> Sequence[Level]:
    at = finding.address
    template = _template(reading, at.org, Address.parse(at.scope).key)
    return [template, *published(reading.orgs[at.org], finding)]


CLUES: Final = (
    Clue("", both(TEMPLATE, "|".join(_MADE.values())), _MADE, _itself),
    Clue("active", both(TEMPLATE, "|".join(_ACTIVE.values())), _ACTIVE, _itself, doubts=FLAGS),
    Clue("description", TEMPLATE, _SET, _description),
)
BUNDLE_CLUES: Final = tuple(
    Clue(attribute, both(TEMPLATE, PUBLISHING), SHOWS, _bundled) for attribute in ("", "fields")
)
