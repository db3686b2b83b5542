"""Writing subscriptions: one save for all objects of a side, one for the mapping of each object."""

from collections.abc import Collection, Mapping

from s2s_gitops.kinds.completeness import known_keys, known_members, refuse_lost
from s2s_gitops.kinds.connection_detail import open_detail
from s2s_gitops.kinds.contract import MAPPING, fingerprint
from s2s_gitops.kinds.following import table, whole
from s2s_gitops.kinds.page_contract import changed, save
from s2s_gitops.kinds.subscription.choices import none_value
from s2s_gitops.kinds.subscription.fit import Fields
from s2s_gitops.kinds.subscription.links import LIST
from s2s_gitops.kinds.subscription.live import (
    SEGMENT,
    labels,
    mapping_links,
    open_offers,
    partner_of,
    refuse_other_count,
)
from s2s_gitops.kinds.subscription.mapping import MappingPage, read_mapping, with_values
from s2s_gitops.kinds.subscription.offers import Offer, read_offers, told_labels
from s2s_gitops.model.address import Address
from s2s_gitops.model.change import Action, Change, Step
from s2s_gitops.model.errors import NotYet
from s2s_gitops.model.page import Filling, Page
from s2s_gitops.model.ports import Scene, WritableOrg
from s2s_gitops.model.resource import State

LAG = "Published changes can take up to 15 minutes to show here."


def save_objects(org: WritableOrg, step: Step, scene: Scene) -> None:
    """Choose own objects and Auto-Accept for what is subscribed, none for what is not; save once."""
    detail = open_detail(org, step.scope, scene.live)
    listed = table(org, detail, LIST)
    page = whole(org, open_offers(org, detail, listed))
    partner = partner_of(scene.orgs, scene.desired, step.scope)
    offers = read_offers(org, page, partner.objects())
    refuse_other_count(org.alias, page, offers, listed)
    fillings: dict[int, Filling] = {}
    for change in step.changes:
        name = change.address.key
        doubt = offers.doubt(name)
        if name not in offers.by_object and doubt is not None:
            raise doubt.by_hand(org.alias, page, name)
        if name not in offers.by_object:
            raise NotYet(org.alias, f"The partner does not publish {name} (yet).", LAG)
        fillings |= _choice(org.alias, page, change, offers.by_object[name], scene.desired)
    known = known_keys(scene, step.scope, step.changes[0].address.segment)
    known -= {one.address.key for one in step.changes}
    shown = [one for one in known if one in offers.by_object or offers.doubt(one) is not None]
    refuse_lost(org.alias, page, shown, known)
    save(org, page, fillings, "Save")


def _choice(
    org: str, page: Page, change: Change, offer: Offer, desired: State
) -> dict[int, Filling]:
    if change.action is Action.DELETE and not change.attribute:
        return {offer.select.entry: none_value(org, page, offer.select)}
    if change.attribute == "auto_accept":
        # Script may enable it only when an own object is chosen, as the same save does.
        is_new = offer.own is None
        if offer.auto_accept is None or not (offer.is_offered or is_new):
            text = f"{page.address} offers no Auto-Accept for {offer.object}."
            raise changed(org, page, text)
        return {offer.auto_accept.entry: bool(change.after)}
    own = str(desired.resources[change.address.resource].attributes["as"])
    if own not in offer.choices.values:
        fix = "Standard objects map to themselves, custom ones to custom ones."
        raise offer.choices.missing(org, page, own, offer.object, fix)
    return {offer.select.entry: offer.choices.values[own]}


def save_fields(org: WritableOrg, step: Step, scene: Scene) -> None:
    """Choose own fields; Auto-Map is ticked only if that is declared; save once."""
    shown = _open(org, step, scene)
    known = known_members(scene, step.changes[0].address.resource, "fields")
    refuse_lost(org.alias, shown.page, shown.names, known)
    fillings: dict[int, Filling] = _auto_map(step, shown, scene.desired)
    for change in step.changes:
        name = change.address.member
        row = shown.fields.get(name)
        doubt = next((one for one in shown.doubts if name in one.names), None)
        if row is None and doubt is not None:
            raise doubt.by_hand(org.alias, shown.page, name)
        if row is None:
            raise NotYet(org.alias, f"The partner does not publish {step.key}.{name} (yet).", LAG)
        if change.after is None:
            fillings[row.select.entry] = none_value(org.alias, shown.page, row.select)
        elif str(change.after) in row.choices.values:
            fillings[row.select.entry] = row.choices.values[str(change.after)]
        else:
            fix = "The types may not match: only matching fields are offered."
            raise row.choices.missing(org.alias, shown.page, str(change.after), name, fix)
    save(org, shown.page, fillings, "Save")


def save_values(org: WritableOrg, step: Step, scene: Scene) -> None:
    """Choose own picklist values; save once on each page that holds some of them, and open it afresh for that."""
    shown = _open_values(org, step, scene)
    known = known_members(scene, step.changes[0].address.resource, "fields")
    refuse_lost(org.alias, shown.page, shown.names, known)
    pages: dict[str, list[Change]] = {}
    for change in step.changes:
        page, _ = _value(org.alias, shown, change)
        pages.setdefault(page.address, []).append(change)
    for number, changes in enumerate(pages.values()):
        if number:
            shown = _open_values(org, step, scene)
        chosen = [_value(org.alias, shown, change) for change in changes]
        page = chosen[0][0]
        fillings = _auto_map(step, shown, scene.desired) if page is shown.page else {}
        for _, filling in chosen:
            fillings |= filling
        save(org, page, fillings, "Save")


def _value(org: str, shown: MappingPage, change: Change) -> tuple[Page, dict[int, Filling]]:
    """Return on which page a value is chosen, and how."""
    field, _, value = change.address.member.partition(".")
    listed = shown.values.get(field)
    control = listed.controls.get(value) if listed is not None else None
    if listed is None or control is None:
        text = f"{shown.page.address} leads to no list for the value {value!r} of {field}."
        fix = "Both fields must be picklists; check the partner's values."
        raise changed(org, shown.page, text, fix)
    wanted = [one.value for one in control.options if one.text == change.after]
    if change.after is None:
        return listed.page, {control.entry: none_value(org, listed.page, control)}
    if len(wanted) == 1:
        return listed.page, {control.entry: wanted[0]}
    text = f"{listed.page.address} does not offer {change.after!r} for {value!r} of {field}."
    raise changed(org, listed.page, text, "Name a value of the own picklist.")


def _open(org: WritableOrg, step: Step, scene: Scene) -> MappingPage:
    partner = partner_of(scene.orgs, scene.desired, step.scope)
    objects = partner.called() or _told(org, step, scene)
    links = mapping_links(org, step.scope, scene.live, objects)
    address = links.address(step.key, _own(step, scene))
    page = whole(org, fingerprint(org.alias, org.open(address), MAPPING))
    own, theirs = _fields(org, step, scene)
    return read_mapping(org, page, labels(own), labels(theirs))


def _open_values(org: WritableOrg, step: Step, scene: Scene) -> MappingPage:
    return with_values(org, _open(org, step, scene), *_fields(org, step, scene))


def _own(step: Step, scene: Scene) -> str:
    return str(scene.live.resources[Address(step.scope, SEGMENT, step.key)].attributes["as"])


def _fields(org: WritableOrg, step: Step, scene: Scene) -> tuple[Fields, Fields]:
    """Return the fields of the own object and of the partner's."""
    partner = partner_of(scene.orgs, scene.desired, step.scope)
    return org.fields(_own(step, scene)), partner.fields(step.key)


def _told(org: WritableOrg, step: Step, scene: Scene) -> Mapping[str, Collection[str]]:
    """Return the labels of an unreadable partner's objects, from the page of subscribing."""
    detail = open_detail(org, step.scope, scene.live)
    page = open_offers(org, detail, table(org, detail, LIST))
    return told_labels(read_offers(org, page, {}).by_object.values())


def _auto_map(step: Step, shown: MappingPage, desired: State) -> dict[int, Filling]:
    """Leave Auto-Map on only where it is asked for: ticked, it maps fields that nobody named."""
    wanted = desired.resources[Address(step.scope, SEGMENT, step.key)].attributes
    box = shown.auto_map
    return {box.entry: wanted.get("auto_map") is True} if box is not None else {}
