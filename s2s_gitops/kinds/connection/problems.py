"""What is wrong with a declared side, as the orgs show it."""

from collections.abc import Iterator
from typing import Final

from s2s_gitops.kinds.connection.identity import Match
from s2s_gitops.kinds.connection.records import Directory
from s2s_gitops.kinds.connection.row import Row
from s2s_gitops.kinds.connection.status import Wish
from s2s_gitops.model.address import Address
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.ports import Reading
from s2s_gitops.model.resource import Resource

_SHOWN: Final = 20
"""How many candidates a message names: an org may have thousands of connections."""


def doubt(wanted: Resource, match: Match) -> Diagnostic:
    """Say why it cannot be told which row a side is, with the candidates."""
    shown = [
        f"{row.id} {row.name!r} {row.state or 'in an unknown state'}"
        for row in match.candidates[:_SHOWN]
    ]
    more = len(match.candidates) - len(shown)
    shown += [f"and {more} more"] if more else []
    fix = (
        f"Pin the one that is meant with `id:`. Candidates: {'; '.join(shown)}."
        if shown
        else "See the other messages."
    )
    return Diagnostic(
        "S2S102",
        f"It cannot be told which connection of {wanted.address.org} this is: {match.doubt}.",
        fix,
        wanted.source("id"),
        str(wanted.address),
    )


def unknown_records(
    wanted: Resource, row: Row | None, directory: Directory
) -> Iterator[Diagnostic]:
    """Yield what a save of this side would stumble over: no such record, or more than one."""
    is_inviting = row is None and wanted.facts["role"] == "inviting"
    for name in ("contact", "account", "owner"):
        value = wanted.attributes.get(name)
        if not isinstance(value, str) or (name == "contact" and not is_inviting):
            continue
        found = directory.find(name, value)
        has_it = row is not None and any(one.id in (row.account_id, row.owner_id) for one in found)
        if len(found) != 1 and not has_it:
            yield Diagnostic(
                "S2S105",
                f"{wanted.address.org} has {len(found)} records for the {name} {value!r}.",
                "Name exactly one: correct the value here, or the records there.",
                wanted.source(name),
                str(wanted.address),
            )


def idle_owner(
    wanted: Resource, row: Row | None, directory: Directory, accepting: Resource | None
) -> Iterator[Diagnostic]:
    """Yield an owner who is not active: an error where it is still to be set, a warning where a side auto-accepts.

    `accepting` is a subscription of the side that auto-accepts, None if there is none.
    """
    name = wanted.attributes.get("owner")
    found = directory.find("owner", name) if isinstance(name, str) else ()
    known = row is not None and (not found or row.owner_id in {one.id for one in found})
    where = str(wanted.address)
    if not known and len(found) == 1 and not found[0].is_active:
        detail = f"The user {name!r} of {wanted.address.org} is not active."
        fix = "Name an active user, or activate this one in the org."
        yield Diagnostic("S2S113", detail, fix, wanted.source("owner"), where)
    elif known and row is not None and row.owner_id in directory.inactive and accepting is not None:
        who = directory.username(row.owner_id)
        detail = f"{wanted.address} auto-accepts {accepting.address.key}, and its owner {who} is not active."
        fix = "Name an active user as `owner`, or activate this one in the org."
        yield Diagnostic("S2S112", detail, fix, wanted.source("owner"), where)


def switched_off(reading: Reading, wanted: Resource) -> Iterator[Diagnostic]:
    """Yield an error for a side that must act in an org that has S2S off, and no file asks to switch it on."""
    wish, role = wanted.attributes["state"], wanted.facts["role"]
    if wish != Wish.ACTIVE and (wish, role) != (Wish.PENDING, "inviting"):
        return
    address = Address(wanted.address.org, "settings")
    live = reading.live.resources.get(address)
    declared = reading.desired.resources.get(address)
    if live is None or live.attributes["enabled"] is True:
        return
    if declared is None or declared.attributes.get("enabled") is not True:
        yield Diagnostic(
            "S2S101",
            f"S2S is off in {wanted.address.org}, and no file asks to enable it.",
            f"Declare `orgs: {{{wanted.address.org}: {{settings: {{enabled: true}}}}}}`, or drop the connection.",
            wanted.source(),
            str(wanted.address),
        )


def unknown_state(wanted: Resource, row: Row) -> Diagnostic:
    """Say that a connection is in a state of which nothing is known: nothing in it is read or written."""
    return Diagnostic(
        "S2S106",
        f"{row.name!r} ({row.id}) is in a state that belongs to Organization Sync, or is new.",
        "Open the connection; nothing inside of it is read or written meanwhile.",
        wanted.source(),
        str(wanted.address),
    )
