"""What can be said against a declared side without asking any org."""

from collections.abc import Iterator

from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.resource import Resource, State


def check(side: Resource, _desired: State) -> Iterator[Diagnostic]:
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
