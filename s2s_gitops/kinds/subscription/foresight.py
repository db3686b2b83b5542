"""What changes of subscriptions lead to: mappings that are lost, and records that stop."""

from collections.abc import Iterator, Sequence

from s2s_gitops.kinds.record_links import NO_LINKS, NOT_TOLD, Links, links_by_object
from s2s_gitops.kinds.subscription.losses import losses
from s2s_gitops.kinds.subscription.verbs import REPOINT, UNSUBSCRIBE
from s2s_gitops.model.address import Address
from s2s_gitops.model.change import Change, Foreseen
from s2s_gitops.model.ports import Reading


def foresee(reading: Reading, changes: Sequence[Change]) -> Iterator[Foreseen]:
    """Yield what is lost with each subscription that ends or is pointed elsewhere."""
    ending = (UNSUBSCRIBE.name, REPOINT.name)
    ours = [one for one in changes if one.kind == "subscription" and one.verb in ending]
    lost = losses(reading, (one.address.resource for one in ours))
    records = stopping(reading, [one.address.resource for one in ours])
    for change in ours:
        at = change.address.resource
        text = f"{at.org} loses its mapping of {at.key}: {{fields}} field(s), {{values}} picklist value(s)"
        yield Foreseen(change.address, change.verb, text, lost[at].counts)
        yield stopped(change, records.get(at, NOT_TOLD), "sent")


def stopping(reading: Reading, subscriptions: Sequence[Address]) -> dict[Address, Links]:
    """Return the record links of the own object of each subscription. What is not told is left out."""
    live = reading.live.resources
    ends = {
        at: (at.org, str(live[Address(at.scope)].attributes.get("id", "")))
        for at in subscriptions
        if at in live and Address(at.scope) in live
    }
    answers = links_by_object(reading, ends.values()) if ends else {}
    return {
        at: answers[end].get(str(live[at].attributes.get("as", at.key)), NO_LINKS)
        for at, end in ends.items()
        if end in answers
    }


def stopped(change: Change, links: Links, without: str) -> Foreseen:
    """Return that shared records are not kept up to date any more; `without` leaves out one direction."""
    shown = links.shown(without=without).replace("{", "{{").replace("}", "}}")
    text = (
        f"records of {change.address.key} that arrived stay, and stop being updated: {{links}} record link(s) "
        f"in {change.address.org}{shown}"
    )
    return Foreseen(change.address, change.verb, text, {"links": links.living(without=without)})
