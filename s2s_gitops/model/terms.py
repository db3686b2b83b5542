"""The words in which kinds say where resources stand, how attributes look, and what a save reaches."""

from enum import Enum, StrEnum


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


class Per(StrEnum):
    """How far one save reaches."""

    SCOPE = "scope"
    """One form for all resources of the scope."""
    RESOURCE = "resource"
    """One form for each resource."""


class Repeat(StrEnum):
    """Whether a write may be made again when the read-back still shows the old value."""

    NEVER = "never"
    AFTER_LOOKING = "after looking"
