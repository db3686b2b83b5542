"""What can be done to resources, as data: verbs, the saves in which they travel, and what leads from value to value."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from s2s_gitops.model.change import Action, Phase, Risk, Step
from s2s_gitops.model.human import Manual, Start
from s2s_gitops.model.ports import Scene, WritableOrg
from s2s_gitops.model.resource import Value


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


Write = Callable[[WritableOrg, Step, Scene], None]
"""Make one save: (org, step, scene). Raises OrgError; says nothing about success, which is read back."""


ELSEWHERE: Final = Manual(lambda _scope, _key, _live: Start("/"), proof="the next plan shows it")
"""Where no page is known by which a person could begin."""


@dataclass(frozen=True, slots=True)
class SaveGroup:
    """Changes that stand on one form and travel in one save, which mails {other}, {contact} or nobody (empty)."""

    name: str
    per: Per
    write: Write
    mails: str = ""
    manual: Manual = ELSEWHERE
    """How people make it."""


@dataclass(frozen=True, slots=True)
class Verb:
    """One thing that can be done, with its risk and the evidence for it.

    `starts_from` lists live values the verb may act on beside the one that the plan saw: an
    acceptance that was planned before the invitation existed starts from "received". `leads_to`
    lists values that prove it was done beside the declared one: an invitation leads to "sent".
    `on_the_way` lists values that the platform passes through by itself. `carries` names attributes
    that the verb's form takes along, so that they are no changes of their own. A verb that
    `discloses` shows the partner one field, or those that come with a new resource. `resets` names
    attributes whose members the platform forgets when it is done; for a change of one member, those
    that begin with its name. `clicks` say what a person presses on the page of the group's form.
    Texts may name facts of the resource, {key}, {member} and {implied}; clicks also {value}, which
    is the new value, {fill}, which fills it in by its label, and {field} and {choice}, the parts of a
    member.
    """

    name: str
    action: Action
    risk: Risk
    reason: str
    undo: str
    group: SaveGroup
    consequences: tuple[str, ...] = ()
    repeat: Repeat = Repeat.NEVER
    starts_from: tuple[Value, ...] = ()
    leads_to: tuple[Value, ...] = ()
    on_the_way: tuple[Value, ...] = ()
    carries: tuple[str, ...] = ()
    discloses: bool = False
    resets: tuple[str, ...] = ()
    clicks: tuple[str, ...] = ()

    @property
    def phase(self) -> Phase:
        """Removals come after everything else."""
        return Phase.SHRINK if self.action is Action.DELETE else Phase.GROW


@dataclass(frozen=True, slots=True)
class Impossible:
    """The platform has no such verb: why, and what to do instead."""

    why: str
    instead: str


@dataclass(frozen=True, slots=True)
class Awaits:
    """Somebody else must act. All of its texts may name attributes and facts of the resource in braces.

    `within` is how long that may take, as a number of days.
    """

    who: str
    waits_for: str
    clicks: tuple[str, ...] = ()
    within: str = "14 days"


@dataclass(frozen=True, slots=True)
class Transition:
    """What leads from one value of an attribute to another, possibly only where facts fit.

    The outcome None says that another resource takes care of it. `then` is what somebody else must
    do after the verb, before the value is reached.
    """

    before: Value
    after: Value
    outcome: Verb | Impossible | Awaits | None
    when: Mapping[str, Value] = field(default_factory=dict)
    then: Awaits | None = None
