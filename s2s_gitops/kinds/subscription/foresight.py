"""What changes of subscriptions lead to: mappings that are lost, and records that stop."""

from collections.abc import Iterator, Sequence
from typing import Final

from s2s_gitops.kinds.record_links import NOT_TOLD, Links, links_of_objects
from s2s_gitops.kinds.subscription.losses import losses
from s2s_gitops.kinds.subscription.verbs import REPOINT, UNSUBSCRIBE
from s2s_gitops.model.change import Change, Foreseen
from s2s_gitops.model.ports import Reading

_SENT: Final = "sent"


def foresee(reading: Reading, changes: Sequence[Change]) -> Iterator[Foreseen]:
    """Yield what is lost with each subscription that ends or is pointed elsewhere."""
    ending = (UNSUBSCRIBE.name, REPOINT.name)
    ours = [one for one in changes if one.kind == "subscription" and one.verb in ending]
    lost = losses(reading, (one.address.resource for one in ours))
    live = reading.live.resources
    gone = {one.address for one in ours if one.verb == UNSUBSCRIBE.name}
    objects = {at: str(live[at].attributes.get("as", at.key)) for at in gone if at in live}
    records = links_of_objects(reading, objects)
    for change in ours:
        at = change.address.resource
        text = f"{at.org} loses its mapping of {at.key}: {{fields}} field(s), {{values}} picklist value(s)"
        yield Foreseen(change.address, change.verb, text, lost[at].counts)
        if change.address in gone:
            yield _stopped(change, records.get(at, NOT_TOLD))


def _stopped(change: Change, links: Links) -> Foreseen:
    shown = links.shown(without=_SENT)
    text = (
        f"records of {change.address.key} that arrived stay, and stop being updated: {{links}} record link(s) "
        f"in {change.address.org}{shown}"
    )
    return Foreseen(change.address, change.verb, text, {"links": links.living(without=_SENT)})
