"""What a person does in the place of a save: the page to open, the clicks, and what proves that it was done."""

from collections.abc import Callable
from dataclasses import dataclass

from s2s_gitops.model.change import Step
from s2s_gitops.model.resource import State


@dataclass(frozen=True, slots=True)
class Start:
    """Where a person begins: an address on the org's host, and what to press there to reach the right page.

    `name` is what people call the page, where it has a name.
    """

    address: str
    clicks: tuple[str, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Manual:
    """How the save of one group is made by hand: from where, what is pressed before and after the changes.

    `start` takes the scope and the key of a step, and live. `proof` says what shows that it was
    done, `proof_gone` the same for what is removed. All texts may name {org}, {other}, {key} and {keys}.
    """

    start: Callable[[str, str, State], Start]
    proof: str
    proof_gone: str = ""
    first: tuple[str, ...] = ()
    last: tuple[str, ...] = ("Press Save",)


@dataclass(frozen=True, slots=True)
class Hands:
    """Why people make the saves of an org, and the address of its host, empty where it is not known."""

    why: str
    host: str = ""


@dataclass(frozen=True, slots=True)
class HumanStep:
    """A step that a person makes: why, the address to open, the clicks in their order, and the proof."""

    step: Step
    why: str
    address: str
    clicks: tuple[str, ...]
    proof: str
