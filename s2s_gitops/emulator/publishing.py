"""What may be published at all, and what always is. Pure rules over describe data.

Documented: the standard objects, the default fields, no rich text, no geolocation, no latitude
and longitude of addresses, nothing that the user cannot edit. Inferred: audit fields, formulas
and auto numbers fall out because nobody can edit them; a custom object that is not deployed
stands on the page without effect. Guessed: lookups (owner and record type included) are not
offered, for ids are not carried; a field that was published once and that nobody could publish
today stays published, and the page shows it.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from s2s_gitops.emulator.nouns import User
    from s2s_gitops.emulator.objects import Field, ObjectType
    from s2s_gitops.emulator.org import Org

_DEFAULTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "Account": ("Name",),
        "Attachment": ("Body", "ContentType", "Name"),
        "Case": ("Subject",),
        "CaseComment": ("CommentBody", "IsPublished"),
        "Contact": ("LastName",),
        "Lead": ("LastName", "Company"),
        "Opportunity": ("Name", "CloseDate", "StageName"),
        "OpportunityLineItem": ("Quantity", "UnitPrice"),
        "Product2": ("Name",),
        "Task": ("Subject",),
    }
)
_UNPUBLISHABLE_TYPES = frozenset({"id", "reference", "address", "location", "encryptedstring"})
_COORDINATES = ("Latitude", "Longitude")


def is_shareable(kind: ObjectType) -> bool:
    """Tell whether connections can carry this object at all."""
    return kind.is_custom or kind.name in _DEFAULTS


def offered_objects(org: Org, user: User) -> tuple[ObjectType, ...]:
    """Return the objects that this user finds on the publish form, by label."""
    offered = (
        kind
        for kind in org.objects.values()
        if is_shareable(kind) and kind.name not in user.facts.cannot_edit
    )
    return tuple(sorted(offered, key=lambda kind: (kind.label, kind.name)))


def default_fields(kind: ObjectType) -> frozenset[str]:
    """Return the fields that go with the object and cannot be taken out."""
    return frozenset(field.name for field in kind.fields if field.name in default_names(kind.name))


def default_names(kind: str) -> tuple[str, ...]:
    """Return the API names of the fields that always go with an object."""
    return _DEFAULTS.get(kind, ("Name",))


def offered_fields(kind: ObjectType, user: User) -> tuple[Field, ...]:
    """Return the fields that this user finds on the field form, default ones included, by label."""
    fixed = default_fields(kind)
    offered = (
        field
        for field in kind.fields
        if field.name in fixed
        or (_is_publishable(field) and f"{kind.name}.{field.name}" not in user.facts.cannot_edit)
    )
    return tuple(sorted(offered, key=lambda field: (field.label, field.name)))


def listed_fields(kind: ObjectType, user: User, published: frozenset[str]) -> tuple[Field, ...]:
    """Return the offered fields and those that are published although nobody could choose them."""
    kept = (f for f in kind.fields if f.name in published and not _is_publishable(f))
    listed = {field.name: field for field in (*offered_fields(kind, user), *kept)}
    return tuple(sorted(listed.values(), key=lambda field: (field.label, field.name)))


def _is_publishable(field: Field) -> bool:
    is_editable = field.is_createable and field.is_updateable
    is_coordinate = field.type == "double" and field.name.endswith(_COORDINATES)
    return (
        is_editable
        and field.type not in _UNPUBLISHABLE_TYPES
        and not field.is_rich_text
        and not is_coordinate
    )
