"""What taking back a publication leads to on the other side: subscriptions and mappings that are lost, with numbers."""

from collections.abc import Iterator, Sequence

from s2s_gitops.kinds.publication.verbs import LOSES, NO_LONGER, UNPUBLISH, UNPUBLISH_FIELD
from s2s_gitops.kinds.record_links import NOT_TOLD, Links, links_of_objects
from s2s_gitops.kinds.subscription.losses import Loss, losses
from s2s_gitops.model.address import Address
from s2s_gitops.model.change import Change, Foreseen
from s2s_gitops.model.ports import Reading

_RECEIVED = "received"


def foresee(reading: Reading, changes: Sequence[Change]) -> Iterator[Foreseen]:
    """Yield what the partner loses with each object and field that is taken back."""
    ours = [one for one in changes if one.kind == "publication"]
    objects = [one for one in ours if one.verb == UNPUBLISH.name]
    fields = [one for one in ours if one.verb == UNPUBLISH_FIELD.name]
    lost = losses(reading, (_taken_in(one) for one in (*objects, *fields)))
    cleared = {one.address for one in changes if one.kind == "subscription" and one.after is None}
    taken = [one for one in objects if lost[_taken_in(one)].is_there is not False]
    links = links_of_objects(reading, {one.address: one.address.key for one in taken})
    for change in objects:
        yield _object_goes(change, lost[_taken_in(change)])
    for change in taken:
        yield _records_stop(change, links.get(change.address, NOT_TOLD))
    for change in fields:
        at = _taken_in(change)
        yield _field_goes(change, lost[at], is_cleared=at.of(change.address.member) in cleared)


def _taken_in(change: Change) -> Address:
    """Return the subscription of the other side that takes in what is published here."""
    other = f"{change.address.connection}@{change.partner}"
    return Address(other, "subscribe", change.address.key)


def _object_goes(change: Change, loss: Loss) -> Foreseen:
    other, name = change.partner, change.address.key
    if loss.is_there is False:
        text = f"{other} is not subscribed to {name}: it loses no mapping"
        return Foreseen(change.address, change.verb, text, {}, change.consequences[LOSES])
    sure = f"{other} is unsubscribed from {name}, and loses its mapping"
    doubt = f"{other} is unsubscribed from {name} if it subscribes to it, and loses its mapping"
    text = f"{sure if loss.is_there else doubt}: {{fields}} field(s), {{values}} picklist value(s)"
    return Foreseen(change.address, change.verb, text, loss.counts, change.consequences[LOSES])


def _field_goes(change: Change, loss: Loss, *, is_cleared: bool) -> Foreseen:
    other, member = change.partner, change.address.member
    name = f"{change.address.key}.{member}"
    counts: dict[str, int | None] = {}
    gone = f"{other} no longer receives {name}"
    if is_cleared:
        text = f"{gone}; this plan clears its mapping there as well"
    elif loss.is_there is False:
        text = f"{other} is not subscribed to {change.address.key}: it loses no mapping of {name}"
    elif loss.fields is not None and member not in loss.fields:
        text = f"{other} does not map {name}: it loses no mapping"
    else:
        counts = {"values": loss.values_of(member)}
        own = loss.fields[member] if loss.fields else None
        mapping = f"its mapping to {own}" if own else "its mapping of it, if it has one"
        text = f"{gone}, and loses {mapping}: {{values}} picklist value(s)"
    return Foreseen(change.address, change.verb, text, counts, change.consequences[NO_LONGER])


def _records_stop(change: Change, links: Links) -> Foreseen:
    shown = links.shown(without=_RECEIVED)
    text = (
        f"records of {change.address.key} that were shared stay where they are, and stop being updated: "
        f"{{links}} record link(s) in {change.address.org}{shown}"
    )
    return Foreseen(change.address, change.verb, text, {"links": links.living(without=_RECEIVED)})
