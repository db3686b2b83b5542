"""Everything that orgs show, whether declared or not."""

from collections.abc import Mapping
from dataclasses import dataclass

from s2s_gitops.model.address import Address
from s2s_gitops.model.resource import Resource, State


@dataclass(frozen=True, slots=True)
class Survey:
    """What was read, and the sides of connections as a file would declare them.

    `sides` holds both sides of every connection of which a row is live, under the name that the files
    give it, else under one that was made up.
    """

    live: State
    sides: Mapping[Address, Resource]
