"""Field mapping: the row Edit of Subscribed Objects, and of the values of its picklists.

Documented: Auto-Map Fields, a drop-down with --None-- for each published field, values mapped to
own ones or --None--. Inferred: one edit form, a drop-down offers only fields whose type matches.
Guessed: address, input names, option values, Auto-Map Fields ticked whenever the page is opened, the
detail page as place to land. The values of a field can be mapped once the field is mapped and saved:
in a section of the same page, all saved together, or on a page of their own, which leads back here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from s2s_gitops.emulator import mapping
from s2s_gitops.emulator.clock import to_15
from s2s_gitops.emulator.errors import NotFoundError
from s2s_gitops.emulator.pages.forms import Choice, Form, FormRow, PageLink, Section, Tick
from s2s_gitops.emulator.pages.list_choices import ValuesPlace
from s2s_gitops.emulator.pages.serve import NONE, Saved, save_buttons, serve_form
from s2s_gitops.emulator.pages.words import api_text

if TYPE_CHECKING:
    from s2s_gitops.emulator.mapping import Subscribed
    from s2s_gitops.emulator.objects import Field
    from s2s_gitops.emulator.org import Org
    from s2s_gitops.emulator.pages.posts import Posted
    from s2s_gitops.emulator.pages.visit import Reply, Visit


def mapping_page(visit: Visit) -> Reply:
    """Show or receive the mapping of one subscribed object."""
    place = visit.query.get("id", ""), visit.query.get("ent", "")
    one = mapping.subscribed_object(visit.network, visit.org, visit.user, *place)
    partner, _ = visit.network.partner_of(one.connection)
    auto = Tick(visit.dialect.name("auto_map"), is_ticked=True)
    fields = tuple(_field_row(visit, one, partner, field) for field in one.fields)
    picklists = [each for each in one.fields if mapping.has_values(each, _target(one, each))]
    is_here = visit.dialect.lists.values_place is ValuesPlace.SECTION
    values = tuple(_values(visit, one, partner, each) for each in picklists) if is_here else ()
    form = Form(
        visit.action,
        visit.hidden(_stamp(visit, one), f"/{to_15(one.connection.id)}"),
        (FormRow("auto", "Auto-Map Fields", auto),),
        save_buttons(visit),
        f"Subscribed Fields: {one.theirs.label}",
        one.connection.name,
        sections=(Section("Field Mapping", visit.dialect.lists.mapping_columns, fields), *values),
    )

    def save(posted: Posted) -> Saved:
        wish = mapping.MappingWish(
            {row.key: _own_name(visit, one, posted.choice(row.control)) for row in fields},
            {
                field.name: _value_map(section, posted)
                for field, section in zip(picklists, values, strict=False)
            },
            posted.is_ticked(auto),
        )
        spot = one.connection.id, one.theirs.name
        actions = mapping.map_fields(visit.network, visit.org, visit.user, spot, wish)
        return Saved(actions, form.hidden_value("retURL"))

    return serve_form(visit, form, save)


def values_page(visit: Visit) -> Reply:
    """Show or receive the values of one mapped picklist, where they have a page of their own."""
    place = visit.query.get("id", ""), visit.query.get("ent", "")
    one = mapping.subscribed_object(visit.network, visit.org, visit.user, *place)
    partner, _ = visit.network.partner_of(one.connection)
    found = [field for field in one.fields if field.name == visit.query.get("field", "")]
    if not found or not mapping.has_values(found[0], _target(one, found[0])):
        raise NotFoundError
    field, section = found[0], _values(visit, one, partner, found[0])
    back = visit.address("mapping", id=to_15(one.connection.id), ent=one.theirs.name)
    form = Form(
        visit.action,
        visit.hidden(_stamp(visit, one), back),
        section.rows,
        save_buttons(visit),
        section.title,
        one.connection.name,
        section.columns,
    )

    def save(posted: Posted) -> Saved:
        wish = mapping.MappingWish(
            {each.name: one.subscription.fields.get(each.name) for each in one.fields},
            {field.name: _value_map(section, posted)},
            is_auto_mapped=False,
        )
        spot = one.connection.id, one.theirs.name
        actions = mapping.map_fields(visit.network, visit.org, visit.user, spot, wish)
        return Saved(actions, form.hidden_value("retURL"))

    return serve_form(visit, form, save)


def _stamp(visit: Visit, one: Subscribed) -> int:
    return visit.stamp_of(one.connection.revision, [field.name for field in one.fields])


def _target(one: Subscribed, field: Field) -> Field | None:
    return one.ours.field(one.subscription.fields.get(field.name, ""))


def _field_row(visit: Visit, one: Subscribed, partner: Org, field: Field) -> FormRow:
    own = {each.name: each for each in mapping.own_fields(one.ours, visit.user, field)}
    target = _target(one, field)
    if target is not None:
        own.setdefault(target.name, target)
    keys = {name: visit.dialect.field_key(visit.org, one.ours, each) for name, each in own.items()}
    options = tuple((keys[name], each.label) for name, each in own.items())
    return FormRow(
        field.name,
        field.label,
        Choice(
            visit.dialect.mapping_input(partner, one.theirs, field),
            (NONE, *options),
            keys[target.name] if target else "",
        ),
        note=api_text(visit.dialect.lists.api_text, field),
        detail=visit.dialect.types[field.type],
        second=_values_link(visit, one, field),
    )


def _values_link(visit: Visit, one: Subscribed, field: Field) -> PageLink | None:
    """Return what leads from the row of a mapped picklist to its values, if a page has them."""
    lists = visit.dialect.lists
    if not mapping.has_values(field, _target(one, field)):
        return None
    ids = {"id": to_15(one.connection.id), "ent": one.theirs.name, "field": field.name}
    address = visit.address("values", **ids)
    pop_up = f"window.open('{address}', 'values', 'width=700,height=500,scrollbars=yes')"
    match lists.values_place:
        case ValuesPlace.SECTION:
            return None
        case ValuesPlace.LINK:
            return PageLink(lists.values_link, address)
        case ValuesPlace.POPUP:
            return PageLink(lists.values_link, "#", f"{pop_up}; return false;")
        case ValuesPlace.SCRIPT:
            return PageLink(lists.values_link, f"javascript:void({pop_up})")


def _own_name(visit: Visit, one: Subscribed, chosen: str) -> str | None:
    """Return the own field that an option value stands for."""
    names = {visit.dialect.field_key(visit.org, one.ours, each): each for each in one.ours.fields}
    return names[chosen].name if chosen else None


def _values(visit: Visit, one: Subscribed, partner: Org, field: Field) -> Section:
    target, mapped = _target(one, field), one.subscription.values.get(field.name, {})
    options = tuple((value, value) for value in (target.values if target else ()))
    rows = tuple(
        FormRow(
            f"{field.name} {value}",
            value,
            Choice(
                visit.dialect.value_input(partner, one.theirs, field, number),
                (NONE, *options),
                mapped.get(value, ""),
            ),
            note=api_text(visit.dialect.lists.api_text, field),
            detail=value,
        )
        for number, value in enumerate(field.values)
    )
    return Section(f"Picklist Values: {field.label}", visit.dialect.lists.value_columns, rows)


def _value_map(section: Section, posted: Posted) -> dict[str, str]:
    chosen = {row.label: posted.choice(row.control) for row in section.rows}
    return {value: own for value, own in chosen.items() if own}
