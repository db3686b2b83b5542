"""What changes of connections lead to elsewhere, with numbers: records that stop, and what a template shows."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from s2s_gitops.kinds.connection.verbs import DEACTIVATE, INVITE, STOPPED, WITHDRAWN
from s2s_gitops.kinds.record_links import NOT_TOLD, End, Links, links_of
from s2s_gitops.kinds.rules import always_published
from s2s_gitops.model.address import Address
from s2s_gitops.model.change import Change, Foreseen
from s2s_gitops.model.ports import Reading
from s2s_gitops.model.resource import Presence, Resource

_PUBLISH: Final = "publish"


def foresee(reading: Reading, changes: Sequence[Change]) -> Iterator[Foreseen]:
    """Yield what ending connections does to shared records, and what chosen templates show."""
    ours = [one for one in changes if one.kind == "connection"]
    ending = [one for one in ours if one.verb == DEACTIVATE.name]
    links = links_of(reading, _ends(reading, ending)) if ending else {}
    for change in ending:
        here, there = (
            links.get(_end(reading, one), NOT_TOLD) for one in (change.address, _other(change))
        )
        yield from _ended(change, here, there)
    bundles = _bundles(reading)
    for change in ours:
        template = change.sends.get("template")
        if change.verb == INVITE.name and isinstance(template, str):
            yield _shown(change, template, bundles.get((change.address.org, template), {}))


def _ends(reading: Reading, changes: Sequence[Change]) -> list[End]:
    both = [at for one in changes for at in (one.address, _other(one))]
    return [end for at in both if (end := _end(reading, at))[1]]


def _end(reading: Reading, at: Address) -> End:
    side = reading.live.resources.get(at.resource)
    return at.org, str(side.attributes.get("id", "")) if side else ""


def _other(change: Change) -> Address:
    return Address(f"{change.address.connection}@{change.partner}")


def _ended(change: Change, here: Links, there: Links) -> Iterator[Foreseen]:
    org, other = change.address.org, change.partner
    yield Foreseen(
        change.address,
        change.verb,
        f"records that were sent and not yet accepted are withdrawn, on both sides: {{sent}} of {org}, "
        f"{{received}} of {other}",
        {"sent": here.unaccepted, "received": there.unaccepted},
        WITHDRAWN,
    )
    yield Foreseen(
        change.address,
        change.verb,
        f"shared records stay where they are and stop being updated, on both sides: {{links}} record link(s) "
        f"in {org}{here.shown()}",
        {"links": here.living()},
        STOPPED,
    )


def _bundles(reading: Reading) -> dict[tuple[str, str], dict[Address, int | None]]:
    """Return how many fields of each object templates publish once the plan is made, by org and template."""
    found: dict[tuple[str, str], dict[Address, int | None]] = {}
    for state in (reading.live, reading.desired):
        for at, one in state.resources.items():
            if at.path == f"template/{_PUBLISH}":
                holder = Address.parse(at.scope)
                bundle = found.setdefault((holder.org, holder.key), {})
                if one.presence is Presence.ABSENT:
                    bundle.pop(at, None)
                elif "fields" in one.attributes or at not in bundle:
                    bundle[at] = _fields(one, is_new=at not in reading.live.resources)
    return found


def _fields(one: Resource, *, is_new: bool) -> int | None:
    """Return how many fields a bundle publishes of an object; None if it was there before and was not read."""
    fields = one.attributes.get("fields", {} if is_new else None)
    return len(always_published(one.address).union(fields)) if isinstance(fields, Mapping) else None


def _shown(change: Change, template: str, bundle: dict[Address, int | None]) -> Foreseen:
    counts = list(bundle.values())
    fields = None if None in counts else sum(one for one in counts if one is not None)
    return Foreseen(
        change.address,
        change.verb,
        f"the template {template} shows {change.partner} {{objects}} object(s) with {{fields}} field(s) "
        "as soon as it accepts, and may mail it then",
        {"objects": len(bundle), "fields": fields},
    )
