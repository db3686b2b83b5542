"""Publish/Unpublish objects, and the published fields of one object; for templates as well.

Documented: a tick per object and per field, the field's API label, default fields that are always
there, nothing that the user cannot edit. Inferred: one edit form each. Guessed: addresses, input
names, what stands before default fields, a disabled tick before a published field that nobody could
choose today, what the API label is, the detail page as place to land. How one chooses is in pick_form.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from s2s_gitops.emulator import sharing
from s2s_gitops.emulator.clock import to_15, to_page_time
from s2s_gitops.emulator.errors import NotFoundError
from s2s_gitops.emulator.nouns import Connection, Status
from s2s_gitops.emulator.pages.blocks import Cell, PageButton, RelatedList
from s2s_gitops.emulator.pages.forms import Control, FormRow, Notice, Picture, Tick
from s2s_gitops.emulator.pages.list_choices import Fixed
from s2s_gitops.emulator.pages.pick_form import Pick, PickPage, serve_picks
from s2s_gitops.emulator.pages.related import key_of
from s2s_gitops.emulator.pages.words import about, api_text, cell_text, dates, line_text
from s2s_gitops.emulator.publishing import (
    default_fields,
    listed_fields,
    offered_fields,
    offered_objects,
)

if TYPE_CHECKING:
    from collections.abc import Set

    from s2s_gitops.emulator.objects import Field, ObjectType
    from s2s_gitops.emulator.pages.visit import Reply, Visit
    from s2s_gitops.emulator.sharing import Publisher


def published_list(visit: Visit, one: Publisher) -> RelatedList:
    """Return the list Published Objects of a connection or of a template."""
    is_connection = isinstance(one, Connection)
    is_open = not isinstance(one, Connection) or one.status is Status.ACCEPTED
    naming, short, rows = visit.dialect.lists.listed_objects, to_15(one.id), []
    more = {part: Cell(text) for part, text in dates(one).items()}
    kinds = (visit.org.objects[name] for name in one.published)
    for kind in sorted(kinds, key=lambda kind: (kind.label, kind.name)):
        key = visit.dialect.object_key(visit.org, kind)
        address = visit.address("fields", id=short, ent=key)
        action = Cell("Edit", address, is_action=True) if is_open else Cell()
        names = {"object": Cell(cell_text(naming, kind)), "api": Cell(kind.name)}
        rows.append({"edit": action, **names, "about": Cell(about(kind)), **more})
    button = PageButton("publish", "Publish/Unpublish", visit.address("objects", id=short))
    return RelatedList(
        key_of(visit, "Published"),
        "Published Objects",
        visit.dialect.lists.published_columns,
        rows,
        (button,) if is_connection and is_open else (),
        header="object" if is_open else "",
    )


def objects_page(visit: Visit) -> Reply:
    """Show or receive the objects that a connection or a template publishes."""
    org, user, lists = visit.org, visit.user, visit.dialect.lists
    one = sharing.publisher(org, user, visit.query.get("id", ""))
    picks = tuple(_object(visit, one, kind) for kind in offered_objects(org, user))
    title = "Publish/Unpublish Objects"
    page = PickPage(title, "Objects", lists.object_columns, lists.choosing_objects)

    def save(wanted: frozenset[str]) -> tuple[str, ...]:
        return sharing.publish_objects(visit.network, org, user, one.id, wanted)

    return serve_picks(visit, one, page, picks, save)


def _object(visit: Visit, one: Publisher, kind: ObjectType) -> Pick:
    naming, org = visit.dialect.lists.offered_objects, visit.org
    tick = Tick(visit.dialect.object_input(org, kind), is_ticked=kind.name in one.published)
    since = to_page_time(org.created)
    texts = {"about": about(kind), "created": since, "modified": since}
    row = FormRow(kind.name, cell_text(naming, kind), tick, note=kind.name, texts=texts)
    return Pick(row, visit.dialect.object_key(org, kind), line_text(naming, kind))


def fields_page(visit: Visit) -> Reply:
    """Show or receive the fields of one object that a connection or a template publishes."""
    org, user, lists = visit.org, visit.user, visit.dialect.lists
    one = sharing.publisher(org, user, visit.query.get("id", ""))
    kind = sharing.published_object(org, user, one.id, _object_name(visit))
    published = one.published[kind.name]
    listed = listed_fields(kind, user, published)
    fixed, free = default_fields(kind), {each.name for each in offered_fields(kind, user)}
    picks = tuple(
        _field(visit, kind, field, _control(visit, kind, field, published, fixed, free))
        for field in listed
    )
    title = f"Published Fields: {kind.label}"
    page = PickPage(title, "Fields", lists.field_columns, lists.choosing_fields)

    def save(wanted: frozenset[str]) -> tuple[str, ...]:
        return sharing.publish_fields(visit.network, org, user, one.id, kind.name, wanted)

    return serve_picks(visit, one, page, picks, save)


def _field(visit: Visit, kind: ObjectType, field: Field, control: Control) -> Pick:
    since, api = to_page_time(visit.org.created), api_text(visit.dialect.lists.api_text, field)
    row = FormRow(
        field.name,
        field.label,
        control,
        note=api,
        detail=visit.dialect.types.get(field.type, field.type),
        texts={"about": "", "created": since, "modified": since},
    )
    return Pick(row, visit.dialect.field_key(visit.org, kind, field), f"{field.label} ({api})")


def _control(
    visit: Visit,
    kind: ObjectType,
    field: Field,
    published: Set[str],
    defaults: Set[str],
    free: Set[str],
) -> Control:
    """Return what stands before a field: fixed if it is a default one, or if nobody can choose it."""
    name = visit.dialect.field_input(visit.org, kind, field)
    if field.name not in defaults:
        is_ticked, is_fixed = field.name in published, field.name not in free
        return Tick(name, is_ticked=is_ticked, is_disabled=is_fixed)
    match visit.dialect.lists.fixed:
        case Fixed.PICTURE:
            return Picture("Checked")
        case Fixed.DISABLED:
            return Tick(name, is_ticked=True, is_disabled=True)
        case Fixed.TEXT:
            return Notice("Always published")


def _object_name(visit: Visit) -> str:
    wanted = visit.query.get("ent", "")
    for kind in offered_objects(visit.org, visit.user):
        if visit.dialect.object_key(visit.org, kind) == wanted:
            return kind.name
    raise NotFoundError
