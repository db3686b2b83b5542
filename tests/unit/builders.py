"""Values that tests of several rooms need: documents, changes, plans, and kinds made of toys."""

from dataclasses import replace
from textwrap import dedent
from types import MappingProxyType
from typing import Any, Final

from s2s_gitops.engine.read_yaml import read_yaml
from s2s_gitops.model.address import Address
from s2s_gitops.model.change import Action, Change, Pending, Risk
from s2s_gitops.model.config import Access, Approval, Ignore, OrgEntry
from s2s_gitops.model.finding import Cause, Finding
from s2s_gitops.model.kind import Attribute, Kind, Place, ReadResult, Shape, Use
from s2s_gitops.model.plan import Coverage, Plan
from s2s_gitops.model.ports import Reading
from s2s_gitops.model.resource import Resource, State, Value
from s2s_gitops.model.source import Map, Source
from s2s_gitops.model.verb import Per, SaveGroup, Verb

HERE: Final = Source("s2s.yaml", 3, 5)


def document(text: str, file: str = "s2s.yaml") -> Map:
    """Return a document as it is read from a file."""
    return read_yaml(file, dedent(text).encode())


def change(address: str = "hq/settings", **more: Any) -> Change:
    """Return a change that is safe and plain, unless said otherwise."""
    return replace(_CHANGE, address=Address.parse(address), **more)


def plan(*changes: Change, **more: Any) -> Plan:
    """Return a plan of some changes."""
    return replace(_PLAN, changes=changes, **more)


def pending(address: str = "hq-acme@hq", **more: Any) -> Pending:
    """Return something that the partner must do."""
    clicks = ("Open the link", "Press Accept")
    waits = Pending(Address.parse(address), "acme", "acme to accept", clicks, "", HERE)
    return replace(waits, **more)


def finding(address: str = "hq/settings", **more: Any) -> Finding:
    """Return a value of ours that somebody changed, unless said otherwise."""
    return replace(_FINDING, address=Address.parse(address), **more)


def resource(address: str, /, **attributes: Value) -> Resource:
    """Return a resource with attributes."""
    return Resource(Address.parse(address), attributes)


def state(*resources: Resource) -> State:
    """Return a picture of the world that was read completely."""
    return State({one.address: one for one in resources})


def org_entry(alias: str, *, approve_outward: bool = False) -> OrgEntry:
    """Return an org that we manage."""
    node = Map("s2s.yaml", 0)
    return OrgEntry(alias, "00D000000000001EAA", Access.MANAGE, {}, approve_outward, node)


def approval(pattern: str, verb: str, until: str = "", reason: str = "agreed") -> Approval:
    """Return an entry of `approvals`."""
    return Approval(pattern, verb, reason, until, HERE)


def ignore(pattern: str, until: str = "2026-12-31", reason: str = "later") -> Ignore:
    """Return an entry of `ignore`."""
    return Ignore(pattern, reason, until, HERE)


def read_nothing(_: Reading) -> ReadResult:
    """Stand in for a reader where nothing is read."""
    return ReadResult()


def write_nothing(*_: object) -> None:
    """Stand in for a writer where nothing is written."""


def group(name: str, per: Per = Per.SCOPE) -> SaveGroup:
    """Return a group of changes that travel in one save."""
    return SaveGroup(name, per, write_nothing)


def verb(name: str, action: Action = Action.CREATE, **more: Any) -> Verb:
    """Return a verb that is safe and has a group of its own name, unless said otherwise."""
    plain = Verb(name, action, Risk.SAFE, f"{name} is needed", "none", group(name))
    return replace(plain, **more)


def kind(name: str, *attributes: Attribute, place: Place = Place.ORG, **more: Any) -> Kind:
    """Return a kind whose word in files and addresses is its name."""
    toy = Kind(name, f"A {name}.", place, name, name, attributes, (), read_nothing)
    return replace(toy, **more)


ADD_COLOUR: Final = verb("add-colour", Action.CREATE)
REMOVE_COLOUR: Final = verb("remove-colour", Action.DELETE, risk=Risk.DESTRUCTIVE)
PUT_UP: Final = verb("put-up", Action.CREATE, risk=Risk.OUTWARD, discloses=True)
TAKE_DOWN: Final = verb("take-down", Action.DELETE, risk=Risk.DESTRUCTIVE)
PAINT: Final = verb("paint", Action.UPDATE)

LAMP: Final = kind(
    "lamp",
    Attribute("name", "The lamp's name.", use=Use.IDENTITY),
    Attribute("label", "What stands on it.", verb=PAINT, normalize=str.casefold),
    Attribute("hint", "Used once.", use=Use.ACTING),
    Attribute(
        "colours", "All of its colours.", shape=Shape.NAMES, add=ADD_COLOUR, remove=REMOVE_COLOUR
    ),
    Attribute(
        "wires",
        "Where each wire leads.",
        shape=Shape.TABLE,
        add=ADD_COLOUR,
        remove=REMOVE_COLOUR,
        verb=PAINT,
    ),
    place=Place.ORG_LIST,
    key="lamps",
    verbs=(PUT_UP, ADD_COLOUR, PAINT, REMOVE_COLOUR, TAKE_DOWN),
    create=PUT_UP,
    delete=TAKE_DOWN,
)
"""A toy with every shape of member, to test what is true for all kinds."""

_CHANGE: Final = Change(
    address=Address("hq", "settings"),
    kind="settings",
    verb="set",
    action=Action.UPDATE,
    attribute="from_name",
    before="old",
    after="new",
    risk=Risk.SAFE,
    reason="ours alone",
    undo="set it back",
    source=HERE,
)

_FINDING: Final = Finding(
    address=Address("hq", "settings"),
    kind="settings",
    attribute="from_name",
    action=Action.UPDATE,
    declared="new",
    live="old",
    cause=Cause.ORG,
    source=HERE,
    ends=("s2s apply", "an `ignore` entry"),
)

_PLAN: Final = Plan(
    orgs=MappingProxyType({"hq": "00D000000000001EAA"}),
    changes=(),
    blocked=(),
    pending=(),
    refused=(),
    diagnostics=(),
    unmanaged=(),
    unread=(),
    observed=(),
    coverage=Coverage(declared=5, unreadable=1),
    consents=MappingProxyType({}),
)
