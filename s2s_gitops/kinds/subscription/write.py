"""Writing subscriptions: one save for all objects of a side, one for the mapping of each object."""

from collections.abc import Mapping

from s2s_gitops.kinds.connection_detail import open_detail
from s2s_gitops.kinds.contract import MAPPING, fingerprint
from s2s_gitops.kinds.page_contract import LOOK, save, table
from s2s_gitops.kinds.subscription.links import LIST
from s2s_gitops.kinds.subscription.live import (
    SEGMENT,
    labels,
    mapping_links,
    open_offers,
    partner_of,
)
from s2s_gitops.kinds.subscription.mapping import MappingPage, read_mapping
from s2s_gitops.kinds.subscription.offers import Offer, none_value, read_offers, told_labels
from s2s_gitops.model.address import Address
from s2s_gitops.model.change import Action, Change, Step
from s2s_gitops.model.errors import NotYet, PageChanged
from s2s_gitops.model.page import Filling, Page
from s2s_gitops.model.ports import Scene, WritableOrg
from s2s_gitops.model.resource import State

LAG = "Published changes can take up to 15 minutes to show here."


def save_objects(org: WritableOrg, step: Step, scene: Scene) -> None:
    """Choose own objects and Auto-Accept for what is subscribed, none for what is not; save once."""
    detail = open_detail(org, step.scope, scene.live)
    page = open_offers(org, detail, table(org.alias, detail, LIST))
    partner = partner_of(scene.orgs, scene.desired, step.scope)
    offers = read_offers(org.alias, page, org.objects(), partner.objects())
    fillings: dict[int, Filling] = {}
    for change in step.changes:
        offer = offers.get(change.address.key)
        if offer is None:
            raise NotYet(
                org.alias, f"The partner does not publish {change.address.key} (yet).", LAG
            )
        fillings |= _choice(org.alias, page, change, offer, scene.desired)
    save(org, page, fillings, "Save")


def _choice(
    org: str, page: Page, change: Change, offer: Offer, desired: State
) -> dict[int, Filling]:
    if change.action is Action.DELETE and not change.attribute:
        return {offer.select.entry: none_value(org, page, offer.select)}
    if change.attribute == "auto_accept":
        if offer.auto_accept is None or not offer.auto_accept.enabled:
            raise PageChanged(
                org, f"{page.address} offers no Auto-Accept for {offer.object}.", LOOK
            )
        return {offer.auto_accept.entry: bool(change.after)}
    own = str(desired.resources[change.address.resource].attributes["as"])
    if own not in offer.choices:
        offered = ", ".join(sorted(offer.choices)) or "none"
        text = f"{page.address} does not offer {own} for {offer.object} (offered: {offered})."
        raise PageChanged(
            org, text, "Standard objects map to themselves, custom ones to custom ones."
        )
    return {offer.select.entry: offer.choices[own]}


def save_fields(org: WritableOrg, step: Step, scene: Scene) -> None:
    """Choose own fields; Auto-Map is ticked only if that is declared; save once."""
    page, shown = _open(org, step, scene)
    fillings: dict[int, Filling] = _auto_map(step, shown, scene.desired)
    for change in step.changes:
        row = shown.fields.get(change.address.member)
        if row is None:
            text = f"The partner does not publish {step.key}.{change.address.member} (yet)."
            raise NotYet(org.alias, text, LAG)
        if change.after is None:
            fillings[row.select.entry] = none_value(org.alias, page, row.select)
        elif str(change.after) in row.choices:
            fillings[row.select.entry] = row.choices[str(change.after)]
        else:
            text = f"{page.address} does not offer {change.after} for {change.address.member}."
            raise PageChanged(
                org.alias, text, "The types may not match: only matching fields are offered."
            )
    save(org, page, fillings, "Save")


def save_values(org: WritableOrg, step: Step, scene: Scene) -> None:
    """Choose own picklist values; save once."""
    page, shown = _open(org, step, scene)
    fillings: dict[int, Filling] = _auto_map(step, shown, scene.desired)
    for change in step.changes:
        field, _, value = change.address.member.partition(".")
        control = shown.values.get(field, {}).get(value)
        if control is None:
            text = f"{page.address} has no list for the value {value!r} of {field}."
            raise PageChanged(
                org.alias, text, "Both fields must be picklists; check the partner's values."
            )
        wanted = [one.value for one in control.options if one.text == change.after]
        if change.after is None:
            fillings[control.entry] = none_value(org.alias, page, control)
        elif len(wanted) == 1:
            fillings[control.entry] = wanted[0]
        else:
            text = f"{page.address} does not offer {change.after!r} for {value!r} of {field}."
            raise PageChanged(org.alias, text, "Name a value of the own picklist.")
    save(org, page, fillings, "Save")


def _open(org: WritableOrg, step: Step, scene: Scene) -> tuple[Page, MappingPage]:
    own = str(scene.live.resources[Address(step.scope, SEGMENT, step.key)].attributes["as"])
    partner = partner_of(scene.orgs, scene.desired, step.scope)
    theirs = partner.objects() or _told(org, step, scene)
    links = mapping_links(org, step.scope, scene.live, theirs)
    page = fingerprint(org.alias, org.open(links.address(step.key, own)), MAPPING)
    return page, read_mapping(org.alias, page, labels(org, own), partner.labels(step.key))


def _told(org: WritableOrg, step: Step, scene: Scene) -> Mapping[str, str]:
    """Return the labels of an unreadable partner's objects, from the page of subscribing."""
    detail = open_detail(org, step.scope, scene.live)
    page = open_offers(org, detail, table(org.alias, detail, LIST))
    return told_labels(read_offers(org.alias, page, org.objects(), {}).values())


def _auto_map(step: Step, shown: MappingPage, desired: State) -> dict[int, Filling]:
    """Leave Auto-Map on only where it is asked for: ticked, it maps fields that nobody named."""
    wanted = desired.resources[Address(step.scope, SEGMENT, step.key)].attributes
    box = shown.auto_map
    return {box.entry: wanted.get("auto_map") is True} if box is not None else {}
