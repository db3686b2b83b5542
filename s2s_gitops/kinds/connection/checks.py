"""What can be said against a declared side without asking any org."""

import difflib
from collections.abc import Iterator, Mapping

from s2s_gitops.kinds.publication.rules import always_published
from s2s_gitops.model.address import Address
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.resource import Presence, Resource, State


def check(side: Resource, desired: State) -> Iterator[Diagnostic]:
    """Yield what is missing to find, or to make, the live row of a side."""
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
    yield from _template(side, desired)


def _template(side: Resource, desired: State) -> Iterator[Diagnostic]:
    name = side.attributes.get("template")
    if not isinstance(name, str):
        return
    org, where = side.address.org, str(side.address)
    found = desired.resources.get(Address(org, "template", name))
    if found is None:
        known = [at.key for at in desired.resources if at.org == org and at.path == "template"]
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
    yield from _beyond(side, str(found.address), desired)


def _beyond(side: Resource, template: str, desired: State) -> Iterator[Diagnostic]:
    """Yield what a template publishes and the side does not declare: it would be disclosed unseen."""
    for address, bundled in desired.resources.items():
        if address.scope != template or bundled.presence is Presence.ABSENT:
            continue
        own = desired.resources.get(Address(side.address.scope, "publish", address.key))
        beyond = _fields(bundled) - _fields(own) if own is not None else {""}
        if own is not None and (own.presence is Presence.ABSENT or "fields" not in own.attributes):
            beyond = {""} if own.presence is Presence.ABSENT else set()
        if beyond:
            what = ", ".join(
                sorted(f"{address.key}.{one}" if one else address.key for one in beyond)
            )
            yield Diagnostic(
                "S2S022",
                f"The template publishes {what}, which this side does not declare.",
                f"Declare it under `publish` here, or take it out of the template ({bundled.source()}).",
                side.source("template"),
                str(side.address),
            )


def _fields(resource: Resource) -> set[str]:
    fields = resource.attributes.get("fields")
    listed = set(fields) if isinstance(fields, Mapping) else set()
    return listed - always_published(resource.address)
