"""A survey from before, as something to compare declarations with; some of its values may be digests."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from s2s_gitops.model.address import Address
from s2s_gitops.model.resource import Gap, Resource, Value
from s2s_gitops.model.survey import Survey


class Recorded(Protocol):
    """A survey that can be asked about values which it may hold as a digest only."""

    @property
    def survey(self) -> Survey:
        """What was found."""
        ...

    def sign(self, address: Address, attribute: str, declared: Value) -> str:
        """Return what stands for a declared value there: equal values have equal signs."""
        ...

    def signed(self, address: Address, attribute: str) -> str:
        """Return what stands for the value that the org showed; empty if it showed none."""
        ...


@dataclass(frozen=True, slots=True)
class Recognised:
    """Which recorded connections are declared ones.

    `scopes` maps recorded scopes to declared ones; `undeclared` are the living connections that no
    declaration stands for; `gaps` are declared sides of which the survey cannot tell anything.
    """

    scopes: Mapping[str, str] = field(default_factory=dict)
    undeclared: tuple[Resource, ...] = ()
    gaps: tuple[Gap, ...] = ()
