"""What can be said against a declared side without asking any org."""

import difflib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from s2s_gitops.kinds.connection.bundles import lacking
from s2s_gitops.kinds.pairs import in_use
from s2s_gitops.model.address import Address
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.resource import Presence, Resource, State


def check(sides: Sequence[Resource], desired: State) -> Iterator[Diagnostic]:
    """Yield what is missing to find, or to make, the live rows of sides, and what looks like a mistake."""
    templates = _templates(desired)
    for side in sides:
        yield from _contact(side)
        yield from _template(side, desired, templates.get(side.address.org, ()))
    living = in_use(sides)
    yield from lacking(living, desired)
    accepting = auto_accepting(desired)
    for side in living:
        yield from _owner(side, accepting.get(side.address.scope))


def auto_accepting(desired: State) -> Mapping[str, Resource]:
    """Return the first subscription that auto-accepts, by the side to which it belongs."""
    found: dict[str, Resource] = {}
    for address, one in desired.resources.items():
        is_on = one.attributes.get("auto_accept") is True and one.presence is Presence.PRESENT
        if address.path == "subscribe" and is_on:
            found.setdefault(address.scope, one)
    return found


def _owner(side: Resource, accepting: Resource | None) -> Iterator[Diagnostic]:
    if accepting is None or "owner" in side.attributes or side.facts["access"] == "none":
        return
    detail = f"{side.address} auto-accepts {accepting.address.key}, and no `owner` is declared."
    fix = f"Add `owner:` to {side.address}, the username of an active user."
    yield Diagnostic("S2S038", detail, fix, accepting.source("auto_accept"), str(side.address))


def _templates(desired: State) -> Mapping[str, Sequence[str]]:
    """Return the names of the declared templates by org."""
    names: defaultdict[str, list[str]] = defaultdict(list)
    for address in desired.resources:
        if address.segment == "template":
            names[address.org].append(address.key)
    return names


def _contact(side: Resource) -> Iterator[Diagnostic]:
    is_read = side.facts["access"] != "none"
    if (
        is_read
        and side.facts["role"] == "inviting"
        and not {"contact", "id"} & set(side.attributes)
    ):
        yield Diagnostic(
            "S2S014",
            f"{side.facts['org']} invites, but neither `contact` nor `id` says whom, or which live row it is.",
            "Add `contact:` with the e-mail address of the contact, or `id:` for a connection that exists.",
            side.source(),
            str(side.address),
        )


def _template(side: Resource, desired: State, known: Sequence[str]) -> Iterator[Diagnostic]:
    name = side.attributes.get("template")
    if not isinstance(name, str):
        return
    org, where = side.address.org, str(side.address)
    found = desired.resources.get(Address(org, "template", name))
    if found is None:
        near = difflib.get_close_matches(name, known, n=1)
        declare = f"Declare it: `templates: [{{org: {org}, name: ...}}]`."
        hint = f"Did you mean {near[0]!r}?" if near else declare
        detail = f"{org} has no declared template {name!r}."
        yield Diagnostic("S2S018", detail, hint, side.source("template"), where)
        return
    if found.attributes.get("active") is False:
        detail = f"The template {name!r} is declared with `active: false`; only active ones can be chosen."
        fix = "Make it active, or choose another one."
        yield Diagnostic("S2S018", detail, fix, side.source("template"), where)
