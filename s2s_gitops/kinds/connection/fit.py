"""Whether a new connection would get what its side declares: a template acts when inviting, and only then."""

from collections.abc import Iterable, Iterator

from s2s_gitops.kinds.connection.bundles import bundles_of, declared_fields
from s2s_gitops.kinds.connection.status import Wish
from s2s_gitops.model.address import Address
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.ports import Reading
from s2s_gitops.model.resource import Presence, Resource, State


def fits(reading: Reading) -> Iterator[Diagnostic]:
    """Yield what the template of a connection that is still to be invited would disclose unseen."""
    desired = reading.desired
    bundles = bundles_of(desired)
    for address, side in desired.resources.items():
        name = side.attributes.get("template")
        if not address.path and isinstance(name, str) and _is_to_invite(side, reading):
            template = str(Address(address.org, "template", name))
            yield from beyond(side, bundles.get(template, ()), desired)


def _is_to_invite(side: Resource, reading: Reading) -> bool:
    """Say whether the invitation is still to come. Where that cannot be told, it is another message's matter."""
    is_wanted = side.attributes["state"] in (Wish.ACTIVE, Wish.PENDING)
    is_known = side.address.org in reading.orgs and reading.live.gap(side.address) is None
    is_ours = side.facts["role"] == "inviting" and is_wanted and is_known
    return is_ours and side.address not in reading.live.resources


def beyond(side: Resource, bundle: Iterable[Resource], desired: State) -> Iterator[Diagnostic]:
    """Yield what a template publishes and the side does not declare: it would be disclosed unseen."""
    for bundled in bundle:
        address = bundled.address
        own = desired.resources.get(Address(side.address.scope, "publish", address.key))
        beyond = declared_fields(bundled) - declared_fields(own) if own is not None else {""}
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
