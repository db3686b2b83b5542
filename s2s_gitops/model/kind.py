"""The vocabulary in which kinds are declared. A kind is data, plus functions that read and write one org."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from typing import TypeVar

from s2s_gitops.model.address import Address
from s2s_gitops.model.change import Change, Foreseen
from s2s_gitops.model.clue import Clue
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.ports import Reading
from s2s_gitops.model.recorded import Recognised, Recorded
from s2s_gitops.model.resource import Gap, Resource, State, Value
from s2s_gitops.model.shown import Shown
from s2s_gitops.model.spelling import trimmed
from s2s_gitops.model.verb import Transition, Verb


class Place(Enum):
    """Where resources of a kind stand in a document."""

    ORG = "orgs.ALIAS.KEY"
    """One mapping under an org."""
    ORG_LIST = "orgs.ALIAS.KEY[]"
    """A list of mappings under an org."""
    LIST = "KEY[]"
    """A list of mappings at the top of the document, each of which names its `org`."""
    NESTED_LIST = "PARENT[].KEY[]"
    """A list of mappings inside of a resource of a LIST kind."""
    SIDE = "connections[].sides.ALIAS"
    """The side of a connection itself; `KEY` is empty."""
    SIDE_LIST = "connections[].sides.ALIAS.KEY[]"
    """A list of mappings under a side."""


class Shape(StrEnum):
    """The type of an attribute as users write it."""

    TEXT = "text"
    FLAG = "true or false"
    NAMES = "list of names"
    """Unordered and without doubles; each name is a member with its own address."""
    TABLE = "mapping of names to texts"
    """Each key is a member with its own address."""
    TABLES = "mapping of names to mappings of texts to texts"
    """Each inner key is a member with its own address: outer name, dot, inner key."""


class Use(StrEnum):
    """What an attribute is for."""

    COMPARED = "compared"
    IDENTITY = "identity"
    """Names the resource within its scope."""
    ACTING = "acting"
    """Used when a verb acts or somebody waits, never compared afterwards."""


T = TypeVar("T", "Attribute", "Verb")


@dataclass(frozen=True, slots=True)
class Attribute:
    """One member of a resource.

    Any change of it is `verb`, unless `transitions` say otherwise (the first that fits counts).
    Members of a NAMES or TABLE attribute are added and removed by `add` and `remove`; a changed
    TABLE member is `verb`. `normalize` maps a text to the form in which two texts are equal;
    `canonical` maps a declared text to the one spelling in which it is kept and shown, where that
    loses nothing.
    """

    name: str
    doc: str
    shape: Shape = Shape.TEXT
    use: Use = Use.COMPARED
    required: bool = False
    default: Value = None
    choices: tuple[str, ...] = ()
    pattern: str = ""
    verb: Verb | None = None
    add: Verb | None = None
    remove: Verb | None = None
    transitions: tuple[Transition, ...] = ()
    normalize: Callable[[str], str] = str
    canonical: Callable[[str], str] = str
    meets: Callable[[str, str], bool] = str.__eq__
    """Whether a live text (normalized) is good enough for a declared one."""
    declared_as: Mapping[Value, Value] = field(default_factory=dict)
    """How live values are declared that nobody can write; None leaves the attribute out."""
    personal: bool = False
    """Names a person: a snapshot holds a digest of it only."""
    shared: bool = False
    """Stands at the connection and counts for both of its sides."""
    open_when: str = ""
    """The name of a flag: while it is true, members that are not listed are left alone."""
    implied: Callable[[Address], frozenset[str]] = lambda _: frozenset()
    """Members that come with a new resource, listed or not."""
    example: str = ""
    """A value that fits the pattern, for advice."""
    label: str = ""
    """What its control is called on the page, where it has one of its own."""
    tells: bool = False
    """Tells which live thing is meant: with another value, all that lies in it may be another."""

    def filled(self, value: Value) -> tuple[str, ...]:
        """Return what a person does to fill in a value; nothing where there is no control."""
        if not self.label:
            return ()
        if isinstance(value, bool):
            return (f"{'Tick' if value else 'Untick'} {self.label}",)
        return (f'Set {self.label} to "{value}"' if value is not None else f"Clear {self.label}",)

    def is_same(self, one: Value, other: Value) -> bool:
        """Say whether two declared values mean the same."""
        if isinstance(one, str) and isinstance(other, str):
            return self.normalize(one) == self.normalize(other)
        return one == other

    def is_met(self, shown: Value, wanted: Value) -> bool:
        """Say whether a live value is what was declared, or good enough for it."""
        if isinstance(shown, str) and isinstance(wanted, str):
            return self.meets(self.normalize(trimmed(shown)), self.normalize(wanted))
        return shown == wanted


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What a kind read: live resources, what it could not tell apart, and what is wrong with the declaration.

    `adopted` are declarations that would fit what is live and nobody declared; only a survey has any.
    """

    resources: Iterable[Resource] = ()
    diagnostics: Iterable[Diagnostic] = ()
    gaps: Iterable[Gap] = ()
    probed: Iterable[tuple[str, str]] = ()
    adopted: Iterable[Resource] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of resource, declared once.

    `key` is its word in the file and `segment` its word in addresses; `parent` is the segment of
    the kind in which it nests. `create` and `delete` are None where the platform has no such verb,
    or where transitions of an attribute take their place. `verbs` lists all verbs in the order in
    which they run within one connection or org.
    `read` says what the orgs show; `fits`, once all kinds have been read, what of the declaration
    does not fit what the orgs describe; `recognise`, for the declared sides of connections, which
    recorded scope each of them is. `requires` names kinds that must be in place before: in the same
    connection, or in the orgs that it joins. `refers` names addresses that a resource leans on:
    they are put in place before it, and removed after it. A resource is compared only while its
    facts fit `compared_when`. `check` says what is wrong with the declared resources of the kind,
    without asking any org. `clues` say how the records of an org tell who changed a resource. `probe`
    names what of {other} shows what nobody can read there; `announced`, what `deprecate` holds back.
    `foresee` says, of all changes of a plan, what those of the kind lead to elsewhere. It may ask the
    orgs for numbers, in few questions and never for records; what they do not tell is no error.
    """

    name: str
    doc: str
    place: Place
    key: str
    segment: str
    attributes: tuple[Attribute, ...]
    verbs: tuple[Verb, ...]
    read: Callable[[Reading], ReadResult]
    fits: Callable[[Reading], Iterable[Diagnostic]] = lambda _reading: ()
    recognise: Callable[[State, Recorded], Recognised] = lambda _desired, _recorded: Recognised()
    create: Verb | None = None
    delete: Verb | None = None
    parent: str = ""
    requires: tuple[str, ...] = ()
    refers: Callable[[Resource], Iterable[Address]] = lambda _resource: ()
    compared_when: Mapping[str, Value] = field(default_factory=dict)
    check: Callable[[Sequence[Resource], State], Iterable[Diagnostic]] = lambda _found, _desired: ()
    clues: tuple[Clue, ...] = ()
    probe: str = ""
    announced: tuple[Verb, ...] = ()
    told_by: Callable[[Resource], Iterable[Address]] = lambda _resource: ()
    """Resources whose live counterparts tell which live thing a declared one is."""
    shown: Mapping[str, Shown] = field(default_factory=dict)
    """Where attributes are read; the one without a name counts for the resource and for all others."""
    foresee: Callable[[Reading, Sequence[Change]], Iterable[Foreseen]] | None = None

    @property
    def path(self) -> str:
        """What tells the kind in an address, such as "template/publish"."""
        return f"{self.parent}/{self.segment}" if self.parent else self.segment

    @property
    def identity(self) -> str:
        """The name of the identity attribute, or empty where a scope has just one resource of the kind."""
        return next((one.name for one in self.attributes if one.use is Use.IDENTITY), "")

    def attribute(self, name: str) -> Attribute:
        """Return an attribute by its name. Raises KeyError."""
        return _named(self.attributes, name)

    def verb(self, name: str) -> Verb:
        """Return a verb by its name. Raises KeyError."""
        return _named(self.verbs, name)


def _named(those: Iterable[T], name: str) -> T:
    for one in those:
        if one.name == name:
            return one
    raise KeyError(name)
