"""What goes over a connection: objects and fields, subscriptions, mappings."""

from __future__ import annotations

import click

from s2s_gitops.emulator.hand_edit.seat import CONNECTION, OBJECT, Texts, by_a_person, pairs
from s2s_gitops.emulator.person import Person, Screen

_EITHER = click.option("--connection", help="Name or id of the connection in that org.")
_OR_TEMPLATE = click.option("--template", help="Name of a connection template instead.")
_TICK = click.option("--tick", multiple=True, help="Label to tick; may be repeated.")
_UNTICK = click.option("--untick", multiple=True, help="Label to clear; may be repeated.")


@click.command("objects")
@_EITHER
@_OR_TEMPLATE
@_TICK
@_UNTICK
@by_a_person
def edit_objects(
    person: Person, connection: str | None, template: str | None, tick: Texts, untick: Texts
) -> Screen:
    """Publish and unpublish objects, of a connection or in a template.

    Example: s2s-emulator hand-edit objects --org hq --connection "Acme Corp" --tick Case
    """
    name, is_template = _place(connection, template)
    edit = person.template_objects if is_template else person.choose_objects
    return edit(name, tick, untick)


@click.command("fields")
@_EITHER
@_OR_TEMPLATE
@OBJECT
@_TICK
@_UNTICK
@by_a_person
def edit_fields(
    person: Person,
    connection: str | None,
    template: str | None,
    kind: str,
    tick: Texts,
    untick: Texts,
) -> Screen:
    """Publish and unpublish fields of a published object.

    Example: s2s-emulator hand-edit fields --org hq --connection "Acme Corp" --object Lead --tick
    Phone
    """
    name, is_template = _place(connection, template)
    edit = person.template_fields if is_template else person.choose_fields
    return edit(name, kind, tick, untick)


@click.command("subscribe")
@CONNECTION
@click.option("--to", multiple=True, help="THEIRS=OURS, by label; no OURS unsubscribes.")
@click.option("--auto-accept", multiple=True, help="Label of theirs to accept by itself.")
@click.option("--manual", multiple=True, help="Label of theirs to accept by hand.")
@by_a_person
def edit_subscriptions(
    person: Person, connection: str, to: Texts, auto_accept: Texts, manual: Texts
) -> Screen:
    """Subscribe to what the partner publishes, or unsubscribe.

    Example: s2s-emulator hand-edit subscribe --org hq --connection "Acme Corp" --to Case=Case
    """
    return person.subscribe(connection, pairs(to), auto_accept=auto_accept, manual=manual)


@click.command("map")
@CONNECTION
@OBJECT
@click.option("--field", "fields", multiple=True, help="THEIRS=OURS, by label; no OURS clears.")
@click.option("--auto-map", is_flag=True, help="Leave Auto-Map Fields ticked.")
@by_a_person
def edit_mapping(
    person: Person, connection: str, kind: str, fields: Texts, *, auto_map: bool
) -> Screen:
    """Map fields of a subscribed object.

    Example: s2s-emulator hand-edit map --org hq --connection "Acme Corp" --object Case --field
    Priority=Severity
    """
    return person.map_fields(connection, kind, pairs(fields), auto=auto_map)


@click.command("values")
@CONNECTION
@OBJECT
@click.option("--field", required=True, help="Label of the partner's picklist field.")
@click.option("--value", "values", multiple=True, help="THEIRS=OURS; no OURS clears.")
@by_a_person
def edit_values(person: Person, connection: str, kind: str, field: str, values: Texts) -> Screen:
    """Map picklist values of a mapped field.

    Example: s2s-emulator hand-edit values --org hq --connection "Acme Corp" --object Case --field
    Priority --value High=P2
    """
    return person.map_values(connection, kind, field, pairs(values))


def _place(connection: str | None, template: str | None) -> tuple[str, bool]:
    """Return the name, and whether it is that of a template."""
    if (connection is None) == (template is None):
        raise click.UsageError("give either --connection or --template")
    return (template, True) if template is not None else (connection or "", False)
