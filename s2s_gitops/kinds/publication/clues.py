"""How lines tell what is published and what no longer is."""

from collections.abc import Mapping, Sequence
from typing import Final

from s2s_gitops.kinds.testimony.things import published
from s2s_gitops.kinds.testimony.words import PUBLISHING, TEMPLATE
from s2s_gitops.model.change import Action
from s2s_gitops.model.clue import Clue, Level
from s2s_gitops.model.finding import Finding
from s2s_gitops.model.ports import Reading
from s2s_gitops.model.resource import Value

SHOWS: Final[Mapping[Value, str]] = {
    Action.CREATE: r"(?<![\w-])(?:publish(?:es|ed)?|add(?:s|ed)?)(?!\w)",
    Action.DELETE: r"(?<![\w-])(?:unpublish(?:es|ed)?|remov\w+|delet\w+|withdr\w+)(?!\w)",
}
_OF_OTHERS: Final = rf"{TEMPLATE}|(?<!\w)(?:partner|their)"
"""Templates publish as well, and so does the other side."""


def _published(reading: Reading, finding: Finding) -> Sequence[Level]:
    return published(reading.orgs[finding.address.org], finding)


CLUES: Final = tuple(
    Clue(attribute, PUBLISHING, SHOWS, _published, doubts=_OF_OTHERS)
    for attribute in ("", "fields")
)
