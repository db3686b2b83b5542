"""Publish/Unpublish objects, and the published fields of one object; for templates as well.

Documented: a tick per object and per field, the field's API label, default fields that are always
there, nothing that the user cannot edit. Inferred: one edit form each. Guessed: addresses, input
names, a table of ticks, the picture before default fields, a disabled tick before a published field
that nobody could choose today, the API name as API label, the detail page as place to land.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from s2s_gitops.emulator import sharing
from s2s_gitops.emulator.clock import to_15
from s2s_gitops.emulator.errors import NotFoundError
from s2s_gitops.emulator.nouns import Connection, Status
from s2s_gitops.emulator.pages.blocks import Cell, PageButton, RelatedList
from s2s_gitops.emulator.pages.forms import Control, Form, FormRow, Picture, Tick
from s2s_gitops.emulator.pages.posts import Posted
from s2s_gitops.emulator.pages.serve import Saved, save_buttons, serve_form
from s2s_gitops.emulator.publishing import (
    default_fields,
    listed_fields,
    offered_fields,
    offered_objects,
)

if TYPE_CHECKING:
    from s2s_gitops.emulator.objects import Field, ObjectType
    from s2s_gitops.emulator.pages.visit import Reply, Visit
    from s2s_gitops.emulator.sharing import Publisher


def published_list(visit: Visit, one: Publisher) -> RelatedList:
    """Return the list Published Objects of a connection or of a template."""
    is_connection = isinstance(one, Connection)
    is_open = not isinstance(one, Connection) or one.status is Status.ACCEPTED
    short, rows = to_15(one.id), []
    kinds = (visit.org.objects[name] for name in one.published)
    for kind in sorted(kinds, key=lambda kind: (kind.label, kind.name)):
        key = visit.dialect.object_key(visit.org, kind)
        address = visit.address("fields", id=short, ent=key)
        action = Cell("Edit", address, is_action=True) if is_open else Cell()
        rows.append((action, Cell(kind.label)))
    button = PageButton("publish", "Publish/Unpublish", visit.address("objects", id=short))
    return RelatedList(
        "RelatedPublishedList",
        "Published Objects",
        visit.dialect.published_columns,
        tuple(rows),
        (button,) if is_connection and is_open else (),
    )


def objects_page(visit: Visit) -> Reply:
    """Show or receive the objects that a connection or a template publishes."""
    org, user = visit.org, visit.user
    one = sharing.publisher(org, user, visit.query.get("id", ""))
    rows = tuple(
        FormRow(
            kind.name,
            kind.label,
            Tick(visit.dialect.object_input(org, kind), is_ticked=kind.name in one.published),
        )
        for kind in offered_objects(org, user)
    )
    form = Form(
        visit.action,
        visit.hidden(one.revision, f"/{to_15(one.id)}"),
        rows,
        save_buttons(visit),
        "Publish/Unpublish Objects",
        one.name,
        visit.dialect.object_columns,
    )

    def save(posted: Posted) -> Saved:
        wanted = posted.ticked(form)
        actions = sharing.publish_objects(visit.network, org, user, one.id, wanted)
        return Saved(actions, form.hidden_value("retURL"))

    return serve_form(visit, form, save, drops=lambda posted: _dropped(form, posted))


def fields_page(visit: Visit) -> Reply:
    """Show or receive the fields of one object that a connection or a template publishes."""
    org, user = visit.org, visit.user
    one = sharing.publisher(org, user, visit.query.get("id", ""))
    kind = sharing.published_object(org, user, one.id, _object_name(visit))
    published = one.published[kind.name]
    rows = tuple(
        FormRow(field.name, field.label, _tick(visit, kind, field, published), note=field.name)
        for field in listed_fields(kind, user, published)
    )
    form = Form(
        visit.action,
        visit.hidden(one.revision, f"/{to_15(one.id)}"),
        rows,
        save_buttons(visit),
        f"Published Fields: {kind.label}",
        one.name,
        visit.dialect.field_columns,
    )

    def save(posted: Posted) -> Saved:
        wanted = posted.ticked(form)
        actions = sharing.publish_fields(visit.network, org, user, one.id, kind.name, wanted)
        return Saved(actions, form.hidden_value("retURL"))

    return serve_form(visit, form, save, drops=lambda posted: _dropped(form, posted))


def _dropped(form: Form, posted: Posted) -> tuple[tuple[str, str], ...]:
    """Say what was ticked and is not any more, in lines."""
    kept = posted.ticked(form)
    return tuple(
        ("Unpublish", row.label)
        for row in form.rows
        if isinstance(row.control, Tick)
        and row.control.is_ticked
        and not row.control.is_disabled
        and row.key not in kept
    )


def _tick(visit: Visit, kind: ObjectType, field: Field, published: frozenset[str]) -> Control:
    """Return what stands before a field: fixed if it is a default one, or if nobody can choose it."""
    if field.name in default_fields(kind):
        return Picture("Checked")
    name = visit.dialect.field_input(visit.org, kind, field)
    is_fixed = field not in offered_fields(kind, visit.user)
    return Tick(name, is_ticked=field.name in published, is_disabled=is_fixed)


def _object_name(visit: Visit) -> str:
    wanted = visit.query.get("ent", "")
    for kind in offered_objects(visit.org, visit.user):
        if visit.dialect.object_key(visit.org, kind) == wanted:
            return kind.name
    raise NotFoundError
