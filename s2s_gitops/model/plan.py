"""The plan: a value that can be shown, saved and compared. Its digest is over its meaning only."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from s2s_gitops.model.address import Address
from s2s_gitops.model.change import Change, Foreseen, Pending, Stuck
from s2s_gitops.model.config import Approval, Ignore
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.human import HumanStep
from s2s_gitops.model.part import Part
from s2s_gitops.model.resource import Unknown, Value


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of the declared values were read."""

    declared: int
    unreadable: int

    @property
    def verified(self) -> int:
        """How many were read."""
        return self.declared - self.unreadable


@dataclass(frozen=True, slots=True)
class Consent:
    """How one change stands with the approvals: needed or not, and the reason of the one that fits."""

    needed: bool
    reason: str = ""

    @property
    def missing(self) -> bool:
        """Whether `apply` must refuse."""
        return self.needed and not self.reason


@dataclass(frozen=True, slots=True)
class Ignored:
    """A difference or message that is left alone: a verb, or what else it is; and the entry that asks for it."""

    address: Address
    what: str
    entry: Ignore

    def sort_key(self) -> tuple[str, str]:
        """Order by address, then by what it is."""
        return (str(self.address), self.what)


@dataclass(frozen=True, slots=True)
class Plan:
    """What it takes to make live equal desired.

    `orgs` pins each org that was read to its id. `blocked` are changes that cannot run before a
    pending item has happened; they are no differences either. `refused` says what cannot be done at
    all, or would lose too much; `stuck` are the differences that cannot. `unmanaged` is live, not
    declared, and left alone. `observed` are differences on sides that others manage. `ignored` is
    what the files ask to leave alone; `held` are those of `blocked` that need something ignored,
    and differ all the same. `human_steps` are those of the changes that people make: how is not
    what, so the digest is not over them. `mails` counts the e-mails that the saves send, by whom
    they reach. `foreseen` is what changes lead to, by address and verb: its numbers move by
    themselves, so the digest is not over them either.
    """

    orgs: Mapping[str, str]
    changes: tuple[Change, ...]
    blocked: tuple[Change, ...]
    pending: tuple[Pending, ...]
    refused: tuple[Diagnostic, ...]
    diagnostics: tuple[Diagnostic, ...]
    unmanaged: tuple[Address, ...]
    unread: tuple[Address, ...]
    observed: tuple[Change, ...]
    coverage: Coverage
    consents: Mapping[Address, Mapping[str, Consent]]
    stuck: tuple[Stuck, ...] = ()
    ignored: tuple[Ignored, ...] = ()
    held: tuple[Change, ...] = ()
    human_steps: tuple[HumanStep, ...] = ()
    mails: Mapping[str, int] = field(default_factory=dict)
    foreseen: Mapping[Address, Mapping[str, tuple[Foreseen, ...]]] = field(default_factory=dict)
    used_up: tuple[Approval, ...] = ()
    part: Part | None = None
    """What the plan was limited to; None for a whole plan."""

    def consent(self, change: Change) -> Consent:
        """Return how a change stands with the approvals."""
        return self.consents.get(change.address, {}).get(change.verb, Consent(needed=False))

    def told(self, change: Change) -> tuple[str, ...]:
        """Return what a change leads to elsewhere, in sentences: with numbers where they were looked for."""
        found = self.foreseen.get(change.address, {}).get(change.verb, ())
        better = {one.instead_of: str(one) for one in found if one.instead_of}
        more = (str(one) for one in found if not one.instead_of)
        return (*(better.get(line, line) for line in change.consequences), *more)

    @property
    def digest(self) -> str:
        """The hash over what the plan means: addresses, actions, before, after, org ids; of a part, which part."""
        changes = sorted((*self.changes, *self.blocked), key=Change.sort_key)
        meaning: dict[str, object] = {
            "orgs": dict(self.orgs),
            "changes": [meaning_of(one) for one in changes],
        }
        if self.part:
            meaning["part"] = sorted(self.part.units)
        text = json.dumps(meaning, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
        return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def meaning_of(change: Change) -> list[object]:
    """Return what a change means: its address, what is done, before, after, and what travels with it."""
    values = (change.before, change.after, change.sends)
    return [str(change.address), change.attribute, change.verb, *map(to_json, values)]


def to_json(value: Value) -> object:
    """Return a value in JSON's own types; an unknown one is `{"unknown": ...}`."""
    if isinstance(value, Unknown):
        return {"unknown": value.name.lower()}
    match value:
        case Mapping():
            return {name: to_json(inner) for name, inner in sorted(value.items())}
        case tuple():
            return [to_json(inner) for inner in value]
        case _:
            return value
