"""Clues: how the records that an org keeps of itself speak of a difference. Declared by kinds, judged in one place."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from s2s_gitops.model.finding import Finding
from s2s_gitops.model.ports import Reading
from s2s_gitops.model.resource import Value

Texts = Mapping[str, Collection[str]]
"""By which texts a line may name each of several things: API name to texts."""


@dataclass(frozen=True, slots=True)
class Level:
    """One step of a thing's name: a connection, an object, a field, a value.

    `name` is the one that is meant, `among` everything that it could be mistaken for. An empty
    name ends the thing's own name: a line that names something here is about something inside of
    it. `target` is what it is mapped to, `pairs` what all are mapped to, `targets` all that could be.
    """

    name: str
    among: Texts
    word: str = ""
    """A pattern for the word by which a line says that it is about such a thing, "field" for example."""
    target: str = ""
    targets: Texts = field(default_factory=dict)
    pairs: Mapping[str, str] = field(default_factory=dict)
    many: bool = False
    """Whether a line may tell of several at once."""
    is_value: bool = False
    """Whether this is what the attribute shows: a line that does not name it tells of another value."""
    is_label: bool = False
    """Whether this is an attribute's label: a line without it is about something else."""
    tells_target: bool = False
    """Whether a line must name the target as well."""
    is_whole: bool = True
    """Whether `among` holds all that there is; else the name may be a part of an unknown one."""
    inside: Callable[[str], Iterable[str]] | None = None
    """Names of what stands inside of another thing of this level, such as the fields of another object."""


@dataclass(frozen=True, slots=True)
class Clue:
    """How lines speak of one attribute of a kind, or of the presence of its resources (`attribute` empty).

    `topic` and the others are patterns; case does not matter. `shows` holds, by live value or by
    action, the words that tell that it came to this. `above` is the topic of what holds the thing:
    such a line may have taken it along. `other` are words of lines about something else, `doubts`
    words that make a line unclear. What can happen only `once` needs all lines to agree.
    """

    attribute: str
    topic: str
    shows: Mapping[Value, str]
    named: Callable[[Reading, Finding], Sequence[Level]]
    above: str = ""
    other: str = ""
    doubts: str = ""
    once: bool = False
