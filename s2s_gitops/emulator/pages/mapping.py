"""Field mapping: the row Edit of Subscribed Objects, with the picklist values further down.

Documented: Auto-Map Fields, a drop-down with --None-- for each published field, values mapped to
own ones or --None--. Inferred: one edit form, a drop-down offers only fields whose type matches.
Guessed: address, input names, option values, Auto-Map Fields ticked whenever the page is opened,
the values of a field in a section of the same page once the field is mapped and saved, all
saved together, the detail page as place to land.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from s2s_gitops.emulator import mapping
from s2s_gitops.emulator.clock import to_15
from s2s_gitops.emulator.pages.forms import Choice, Form, FormRow, Section, Tick
from s2s_gitops.emulator.pages.serve import NONE, Saved, save_buttons, serve_form

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
    values = tuple(
        _values(visit, one, partner, field)
        for field in one.fields
        if mapping.has_values(field, _target(one, field))
    )
    stamp = visit.stamp_of(one.connection.revision, [field.name for field in one.fields])
    form = Form(
        visit.action,
        visit.hidden(stamp, f"/{to_15(one.connection.id)}"),
        (FormRow("auto", "Auto-Map Fields", auto),),
        save_buttons(visit),
        f"Subscribed Fields: {one.theirs.label}",
        one.connection.name,
        sections=(Section("Field Mapping", visit.dialect.mapping_columns, fields), *values),
    )

    def save(posted: Posted) -> Saved:
        wish = mapping.MappingWish(
            {row.key: _own_name(visit, one, posted.choice(row.control)) for row in fields},
            {section.rows[0].note: _value_map(section, posted) for section in values},
            posted.is_ticked(auto),
        )
        spot = one.connection.id, one.theirs.name
        actions = mapping.map_fields(visit.network, visit.org, visit.user, spot, wish)
        return Saved(actions, form.hidden_value("retURL"))

    return serve_form(visit, form, save)


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
        note=field.name,
        detail=visit.dialect.types[field.type],
    )


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
            note=field.name,
        )
        for number, value in enumerate(field.values)
    )
    return Section(f"Picklist Values: {field.label}", visit.dialect.value_columns, rows)


def _value_map(section: Section, posted: Posted) -> dict[str, str]:
    chosen = {row.label: posted.choice(row.control) for row in section.rows}
    return {value: own for value, own in chosen.items() if own}
