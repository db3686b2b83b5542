"""Levels that several kinds have in common: objects and fields of an org, and the value of an attribute."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Final

from s2s_gitops.kinds.rules import can_be_published
from s2s_gitops.model.clue import Level, Texts
from s2s_gitops.model.finding import Finding
from s2s_gitops.model.ports import ReadableOrg

OBJECT: Final = r"(?<!\w)objects?(?!\w)"
FIELD: Final = r"(?<!\w)fields?(?!\w)"
VALUE: Final = r"(?<!\w)values?(?!\w)"


def objects_of(org: ReadableOrg) -> Texts:
    """Return the names of an org's objects that can be shared."""
    return _texts({one: label for one, label in org.objects().items() if can_be_published(one)})


def fields_of(org: ReadableOrg, sobject: str) -> Texts:
    """Return the names of an object's fields."""
    return _texts({name: field.label for name, field in org.fields(sobject).items()})


def field_texts(sobject: str, *, orgs: Iterable[ReadableOrg]) -> Iterable[str]:
    """Yield every text that names a field of an object in one of the orgs."""
    for org in orgs:
        for texts in fields_of(org, sobject).values():
            yield from texts


def _texts(labels: Mapping[str, str]) -> Texts:
    return {name: (name, label) for name, label in labels.items()}


def known(name: str, among: Texts) -> Texts:
    """Return names with one among them that the org may hide: it is called by itself at least."""
    return {name: (name,), **among} if name else among


def published(org: ReadableOrg, finding: Finding) -> list[Level]:
    """Return the levels of a published object, or of one field of it, as the org calls them."""
    at = finding.address
    inside = partial(field_texts, orgs=[org])
    objects, fields = objects_of(org), fields_of(org, at.key)
    return [
        Level(at.key, known(at.key, objects), OBJECT, many=not at.member, inside=inside),
        Level(at.member, known(at.member, fields), FIELD, many=True),
    ]


def value_of(finding: Finding, *more: str) -> list[Level]:
    """Return the level of what an attribute shows; none where it shows nothing.

    `more` are further texts for the live value.
    """
    if not isinstance(finding.live, str):
        return []
    declared = finding.declared if isinstance(finding.declared, str) else ""
    among = {declared: (declared,), finding.live: (finding.live, *more)}
    return [Level(finding.live, among, is_value=True)]
