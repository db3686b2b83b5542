"""What templates publish, and what they lack of the sides that choose them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from s2s_gitops.kinds.rules import always_published
from s2s_gitops.model.address import Address
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.resource import Presence, Resource, State


def bundles_of(desired: State) -> Mapping[str, Sequence[Resource]]:
    """Return what templates publish, by the address of the template."""
    bundles: defaultdict[str, list[Resource]] = defaultdict(list)
    for address, one in desired.resources.items():
        if address.path == "template/publish" and one.presence is Presence.PRESENT:
            bundles[address.scope].append(one)
    return bundles


def declared_fields(resource: Resource) -> set[str]:
    """Return the declared fields of what is published, without those that always come along."""
    fields = resource.attributes.get("fields")
    listed = set(fields) if isinstance(fields, Mapping) else set()
    return listed - always_published(resource.address)


def lacking(sides: Sequence[Resource], desired: State) -> Iterator[Diagnostic]:
    """Yield what sides publish and the template that they name lacks: applied once more, it would unpublish that."""
    bundles = {
        template: {part.address.key: part for part in parts}
        for template, parts in bundles_of(desired).items()
    }
    by_scope = {side.address.scope: side for side in sides if "template" in side.attributes}
    missing: defaultdict[str, list[str]] = defaultdict(list)
    for address, one in desired.resources.items():
        side = by_scope.get(address.scope) if address.path == "publish" else None
        if side is not None and one.presence is Presence.PRESENT:
            template = Address(address.org, "template", str(side.attributes["template"]))
            bundle = bundles.get(str(template))
            missing[address.scope] += _missing(one, bundle) if bundle else ()
    for scope, names in missing.items():
        if names:
            yield _lacking(by_scope[scope], names)


def _missing(published: Resource, bundle: Mapping[str, Resource]) -> list[str]:
    name = published.address.key
    if name not in bundle:
        return [name]
    if "fields" not in bundle[name].attributes:
        return []
    beyond = declared_fields(published) - declared_fields(bundle[name])
    return [f"{name}.{field}" for field in sorted(beyond)]


def _lacking(side: Resource, names: Sequence[str]) -> Diagnostic:
    what = ", ".join(names)
    detail = (
        f"The template {side.attributes['template']!r} lacks {what}, which this side publishes."
    )
    fix = (
        "Add it to the template, or leave `template` out here once the invitation is sent: who applies the "
        "template again unpublishes it."
    )
    return Diagnostic("S2S040", detail, fix, side.source("template"), str(side.address))
