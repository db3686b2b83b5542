"""Standard objects under other labels than usual: an org can rename them.

The label is one everywhere: on the pages of that org and its partners, and in a describe.
"""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from s2s_gitops.emulator.objects import catalogue
from s2s_gitops.emulator.pages.list_choices import Labels

if TYPE_CHECKING:
    from s2s_gitops.emulator.objects import ObjectType
    from s2s_gitops.emulator.seed_values import OrgSeed, Seed

_OTHER = MappingProxyType(
    {
        "Lead": ("Prospect", "Prospects"),
        "Case": ("Service Request", "Service Requests"),
        "Opportunity": ("Deal", "Deals"),
    }
)


def renamed(seed: Seed, labels: Labels) -> Seed:
    """Return the seed with the labels that the dialect has; what a seed itself renames stays."""
    if labels is Labels.USUAL:
        return seed
    return replace(seed, orgs=tuple(map(_org, seed.orgs)))


def _org(org: OrgSeed) -> OrgSeed:
    return replace(org, objects=tuple(map(_object, org.objects)))


def _object(kind: ObjectType) -> ObjectType:
    usual = catalogue().get(kind.name)
    if kind.name not in _OTHER or usual is None or usual.label != kind.label:
        return kind
    label, plural = _OTHER[kind.name]
    return replace(kind, label=label, plural=plural)
