"""Read a partner that is none of the emulator's orgs.

Nobody can log in there: only its name, its objects and what it publishes are known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from s2s_gitops.emulator.clock import to_18
from s2s_gitops.emulator.seed_orgs import read_objects
from s2s_gitops.emulator.seed_values import OrgSeed, UserSeed

if TYPE_CHECKING:
    from s2s_gitops.emulator.node import Node

_NOBODY = "nobody@outside.example"


def read_outside(node: Node, number: int, email: str | None) -> OrgSeed:
    """Read such a partner; `email` is who hears of changes unless the end says so."""
    node.only("name", "email", "objects", "publish")
    name, alias = node.at("name").text(), f"(outside {number})"
    user = UserSeed(
        username=alias,
        first_name="",
        last_name=name,
        email=node.at("email").text(email or _NOBODY),
        language="en_US",
        is_active=True,
        manages_connections=True,
        modifies_all_data=True,
        cannot_edit=frozenset(),
        token="",
    )
    return OrgSeed(
        alias=alias,
        org_id=to_18(f"00D0000000X{number:04d}"),
        name=name,
        is_s2s_on=True,
        is_s2s_offered=True,
        from_name=None,
        from_address=None,
        users=(user,),
        accounts=(),
        contacts=(),
        email_templates=(),
        chosen_templates={},
        objects=read_objects(node.at("objects")),
    )
