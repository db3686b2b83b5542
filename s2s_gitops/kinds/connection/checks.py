"""What can be said against a declared side without asking any org."""

import difflib
from collections.abc import Iterator

from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.resource import Resource, State


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
    org = side.address.org
    templates = {
        at.key: one
        for at, one in desired.resources.items()
        if at.org == org and at.path == "template"
    }
    if name not in templates:
        near = difflib.get_close_matches(name, templates, n=1)
        hint = (
            f"Did you mean {near[0]!r}?"
            if near
            else f"Declare it: `templates: [{{org: {org}, name: ...}}]`."
        )
        yield Diagnostic(
            "S2S018",
            f"{org} has no declared template {name!r}.",
            hint,
            side.source("template"),
            str(side.address),
        )
    elif templates[name].attributes.get("active") is False:
        yield Diagnostic(
            "S2S018",
            f"The template {name!r} is declared with `active: false`; only active ones can be chosen.",
            "Make it active, or choose another one.",
            side.source("template"),
            str(side.address),
        )
