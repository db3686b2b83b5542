"""Reading subscriptions and mappings, and what the partner's publications look like from here."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from s2s_gitops.kinds.connection_detail import active_sides, open_detail
from s2s_gitops.kinds.contract import MAPPING, SUBSCRIBE, fingerprint
from s2s_gitops.kinds.following import table
from s2s_gitops.kinds.page_contract import changed, leads_to
from s2s_gitops.kinds.subscription.links import LIST, MappingLinks
from s2s_gitops.kinds.subscription.mapping import MappingPage, read_mapping, with_values
from s2s_gitops.kinds.subscription.offers import Offer, Offers, read_offers, told_labels
from s2s_gitops.model.address import Address
from s2s_gitops.model.kind import ReadResult
from s2s_gitops.model.page import Page, Table
from s2s_gitops.model.ports import FieldInfo, Job, ReadableOrg, Reading
from s2s_gitops.model.resource import UNREAD, Member, Resource, State, Value

SEGMENT: Final = "subscribe"
CHANGE: Final = "Subscribe/Unsubscribe"
NOT_OFFERED: Final = "not offered"
"""The value of `auto_accept` where the page has no such tick box: for children of other objects."""


@dataclass(frozen=True, slots=True)
class Partner:
    """The other side: its org if it can be read, and the scope of its side."""

    org: ReadableOrg | None
    scope: str

    def objects(self) -> Mapping[str, str]:
        """Return its objects' labels by API name; empty if nobody here can read it."""
        return self.org.objects() if self.org else {}

    def called(self) -> Mapping[str, Collection[str]]:
        """Return what its objects are called, by API name; empty if nobody here can read it."""
        return {name: (label,) for name, label in self.objects().items()}

    def fields(self, sobject: str) -> Mapping[str, FieldInfo]:
        """Return the fields of an object by API name; empty if nobody here can read it."""
        return self.org.fields(sobject) if self.org else {}


def labels(fields: Mapping[str, FieldInfo]) -> Mapping[str, str]:
    """Return the labels of fields by API name."""
    return {name: field.label for name, field in fields.items()}


def partner_of(orgs: Mapping[str, ReadableOrg], desired: State, scope: str) -> Partner:
    """Return the other side of a declared side."""
    facts = desired.resources[Address(scope)].facts
    other = str(facts["other"])
    return Partner(orgs.get(other), f"{facts['connection']}@{other}")


def open_offers(org: ReadableOrg, detail: Page, listed: Table) -> Page:
    """Open the Subscribe/Unsubscribe page. Raises PageChanged if it is another one."""
    address = leads_to(org.alias, detail, (*listed.buttons, *detail.buttons), CHANGE)
    return fingerprint(org.alias, org.open(address), SUBSCRIBE)


def read(reading: Reading) -> ReadResult:
    """Read the subscriptions of every active side that declares some, has some, or relies on the partner.

    A survey relies on every partner whom nobody here can read.
    """
    scopes = active_sides(reading)
    interesting = _interesting(reading)
    if reading.is_survey:
        interesting |= {scope for scope, _ in _relied_on(reading, scopes)}
    readers = {
        one: partial(_offers, scope=one, reading=reading, is_of_interest=one in interesting)
        for one in scopes
    }
    results = reading.gather([Job(one, SEGMENT, reader) for one, reader in readers.items()])
    offers = {
        scope: found for scope, found in zip(scopes, results, strict=True) if found is not None
    }
    taken = {
        Address(scope, SEGMENT, name): offer
        for scope, found in offers.items()
        for name, offer in found.taken.items()
    }
    mappings = _mappings(reading, offers, taken)
    resources = [
        Resource(at, _attributes(offer, offers[at.scope], mappings.get(at)))
        for at, offer in taken.items()
        if at not in mappings or mappings[at] is not None
    ]
    seen = list(_seen(reading, offers, mappings))
    asked = [scope for scope, found in offers.items() if scope in interesting and found.tells_all]
    probed = [(other, "publish") for _, other in _relied_on(reading, asked)]
    return ReadResult([*resources, *seen], probed=probed)


def _offers(org: ReadableOrg, scope: str, reading: Reading, *, is_of_interest: bool) -> Offers:
    """Read what is subscribed and offered. The list says how many there are: a form without rows says nothing."""
    detail = open_detail(org, scope, reading.live)
    listed = table(org, detail, LIST)
    if not listed.rows and not is_of_interest:
        return Offers()
    page = open_offers(org, detail, listed)
    other = partner_of(reading.orgs, reading.desired, scope)
    offers = read_offers(org, page, other.objects())
    refuse_other_count(org.alias, page, offers, listed)
    return offers


def refuse_other_count(org: str, page: Page, offers: Offers, listed: Table) -> None:
    """Refuse a form with more or fewer subscriptions than the list has: one of them is not whole."""
    taken = len(offers.taken)
    if taken != len(listed.rows):
        text = f"{page.address} shows {taken} subscriptions, {LIST!r} has {len(listed.rows)}."
        raise changed(org, page, text)


def _interesting(reading: Reading) -> frozenset[str]:
    """Return the sides that declare subscriptions, or rely on a partner whom nobody here can read."""
    found: set[str] = set()
    for address, resource in reading.desired.resources.items():
        if address.path == SEGMENT:
            found.add(address.scope)
        elif address.path == "publish" and resource.facts["access"] == "none":
            found.add(f"{address.connection}@{resource.facts['other']}")
    return frozenset(found)


def _wants_mapping(reading: Reading, address: Address) -> bool:
    if reading.wants(address, "fields", "values"):
        return True
    other = partner_of(reading.orgs, reading.desired, address.scope)
    relied_on = Address(other.scope, "publish", address.key)
    return other.org is None and relied_on in reading.desired.resources


def mapping_links(
    org: ReadableOrg, scope: str, live: State, theirs: Mapping[str, Collection[str]]
) -> MappingLinks:
    """Return where the mappings of a side are shown. `theirs` is what the partner's objects are called."""
    detail = open_detail(org, scope, live)
    return MappingLinks(org, detail, org.objects(), theirs)


@dataclass(frozen=True, slots=True)
class Pair:
    """The partner's object and the own one that takes it in, and whether values on other pages are wanted."""

    theirs: str
    own: str
    partner: Partner
    with_values: bool = True


def open_mapping(org: ReadableOrg, links: MappingLinks, pair: Pair) -> MappingPage:
    """Return the mapping of a pair of objects. Raises PageChanged if its page cannot be told."""
    own, theirs = org.fields(pair.own), pair.partner.fields(pair.theirs)
    page = fingerprint(org.alias, org.open(links.address(pair.theirs, pair.own)), MAPPING)
    mapping = read_mapping(org, page, labels(own), labels(theirs))
    return with_values(org, mapping, own, theirs) if pair.with_values else mapping


def _mappings(
    reading: Reading, offers: Mapping[str, Offers], taken: Mapping[Address, Offer]
) -> dict[Address, MappingPage | None]:
    """Return the mapping pages of the subscriptions that are wanted; None where one could not be read."""
    wanted = [at for at in taken if _wants_mapping(reading, at)]
    scopes = list(dict.fromkeys(at.scope for at in wanted))

    def links_of(org: ReadableOrg, scope: str) -> MappingLinks:
        partner = partner_of(reading.orgs, reading.desired, scope)
        theirs = partner.called() or told_labels(offers[scope].by_object.values())
        return mapping_links(org, scope, reading.live, theirs)

    found = reading.gather([Job(one, SEGMENT, partial(links_of, scope=one)) for one in scopes])
    links = dict(zip(scopes, found, strict=True))

    def shown(org: ReadableOrg, at: Address, links: MappingLinks) -> MappingPage:
        partner = partner_of(reading.orgs, reading.desired, at.scope)
        pair = Pair(at.key, taken[at].own or "", partner, reading.wants(at, "values"))
        return open_mapping(org, links, pair)

    asked = {at: links[at.scope] for at in wanted}
    open_ones = {at: one for at, one in asked.items() if one is not None}
    pages = reading.gather(
        [Job(at.scope, SEGMENT, partial(shown, at=at, links=one)) for at, one in open_ones.items()]
    )
    return dict.fromkeys(wanted) | dict(zip(open_ones, pages, strict=True))


def _attributes(offer: Offer, offers: Offers, mapping: MappingPage | None) -> dict[str, Value]:
    box = offer.auto_accept
    absent = NOT_OFFERED if offers.tells_auto_accept else UNREAD
    auto: Value = box.checked if box is not None and offer.is_offered else absent
    attributes: dict[str, Value] = {"as": offer.own, "auto_accept": auto}
    if mapping is not None:
        attributes["fields"] = mapping.mapped_fields()
    if mapping is not None and (mapping.values or mapping.unread):
        attributes["values"] = mapping.mapped_values()
    return attributes


def _relied_on(reading: Reading, scopes: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the sides whose partner nobody here can read, with the partner's scope."""
    for scope in scopes:
        other = partner_of(reading.orgs, reading.desired, scope)
        if other.org is None:
            yield scope, other.scope


def _seen(
    reading: Reading,
    offers: Mapping[str, Offers],
    mappings: Mapping[Address, MappingPage | None],
) -> Iterator[Resource]:
    """Yield the publications of partners that our own pages show; their fields where we map them."""
    for scope, other in _relied_on(reading, offers):
        for name in offers[scope].by_object:
            mapping = mappings.get(Address(scope, SEGMENT, name))
            fields: Value = UNREAD
            if mapping is not None and not mapping.doubts:
                fields = dict.fromkeys(mapping.fields, Member.LISTED)
            yield Resource(Address(other, "publish", name), {"fields": fields})
