"""The commands of `s2s-emulator hand-edit`: change an org through its pages, as a person would."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from functools import wraps
from pathlib import Path

import click

from s2s_gitops.emulator.person import LostError, Person, Screen

_ORG = click.option("--org", required=True, help="Alias of the org.")
_USER = click.option("--user", help="Username; without it the first user of the org.")
_CONNECTION = click.option(
    "--connection", required=True, help="Name of the connection in that org."
)
_EITHER = click.option("--connection", help="Name of the connection in that org.")
_OR_TEMPLATE = click.option("--template", help="Name of a connection template instead.")
_OBJECT = click.option("--object", "kind", required=True, help="Label of the published object.")
_TICK = click.option("--tick", multiple=True, help="Label to tick; may be repeated.")
_UNTICK = click.option("--untick", multiple=True, help="Label to clear; may be repeated.")
_ACTIVE = click.option("--active/--inactive", default=None, help="Whether it can be chosen.")
Texts = tuple[str, ...]


@click.group("hand-edit")
def hand_edit() -> None:
    """Change an org through its pages, as a person would; S2S_EMULATOR says where it runs."""


def _by_a_person(edit: Callable[..., Screen]) -> Callable[..., None]:
    """Turn an edit into a command that seats a person and says how it ended."""

    @_ORG
    @_USER
    @wraps(edit)
    def command(org: str, user: str | None, **options: object) -> None:
        person = _sit_down(org, user)
        try:
            screen = edit(person, **options)
        except LostError as error:
            raise click.ClickException(str(error)) from error
        finally:
            person.close()
        if screen.errors:
            raise click.ClickException(" ".join(screen.errors))
        click.echo("saved")

    return command


@hand_edit.command("objects")
@_EITHER
@_OR_TEMPLATE
@_TICK
@_UNTICK
@_by_a_person
def edit_objects(
    person: Person, connection: str | None, template: str | None, tick: Texts, untick: Texts
) -> Screen:
    """Publish and unpublish objects, of a connection or in a template.

    Example: s2s-emulator hand-edit objects --org hq --connection "Acme Corp" --tick Case
    """
    name, is_template = _place(connection, template)
    edit = person.template_objects if is_template else person.choose_objects
    return edit(name, tick, untick)


@hand_edit.command("fields")
@_EITHER
@_OR_TEMPLATE
@_OBJECT
@_TICK
@_UNTICK
@_by_a_person
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


@hand_edit.command("subscribe")
@_CONNECTION
@click.option("--to", multiple=True, help="THEIRS=OURS, by label; no OURS unsubscribes.")
@click.option("--auto-accept", multiple=True, help="Label of theirs to accept by itself.")
@click.option("--manual", multiple=True, help="Label of theirs to accept by hand.")
@_by_a_person
def edit_subscriptions(
    person: Person, connection: str, to: Texts, auto_accept: Texts, manual: Texts
) -> Screen:
    """Subscribe to what the partner publishes, or unsubscribe.

    Example: s2s-emulator hand-edit subscribe --org hq --connection "Acme Corp" --to Case=Case
    """
    return person.subscribe(connection, _pairs(to), auto_accept=auto_accept, manual=manual)


@hand_edit.command("map")
@_CONNECTION
@_OBJECT
@click.option("--field", "fields", multiple=True, help="THEIRS=OURS, by label; no OURS clears.")
@click.option("--auto-map", is_flag=True, help="Leave Auto-Map Fields ticked.")
@_by_a_person
def edit_mapping(
    person: Person, connection: str, kind: str, fields: Texts, *, auto_map: bool
) -> Screen:
    """Map fields of a subscribed object.

    Example: s2s-emulator hand-edit map --org hq --connection "Acme Corp" --object Case --field
    Priority=Severity
    """
    return person.map_fields(connection, kind, _pairs(fields), auto=auto_map)


@hand_edit.command("values")
@_CONNECTION
@_OBJECT
@click.option("--field", required=True, help="Label of the partner's picklist field.")
@click.option("--value", "values", multiple=True, help="THEIRS=OURS; no OURS clears.")
@_by_a_person
def edit_values(person: Person, connection: str, kind: str, field: str, values: Texts) -> Screen:
    """Map picklist values of a mapped field.

    Example: s2s-emulator hand-edit values --org hq --connection "Acme Corp" --object Case --field
    Priority --value High=P2
    """
    return person.map_values(connection, kind, field, _pairs(values))


@hand_edit.command("connection")
@_CONNECTION
@click.option("--account", help="Name of the account.")
@click.option("--owner", help="Name of the connection owner.")
@click.option("--template", help="Name of the template to apply.")
@_by_a_person
def edit_connection(
    person: Person, connection: str, account: str | None, owner: str | None, template: str | None
) -> Screen:
    """Change account or owner of a connection, or apply a template to it.

    Example: s2s-emulator hand-edit connection --org hq --connection "Acme Corp" --account Globex
    """
    return person.edit_connection(connection, account=account, owner=owner, template=template)


@hand_edit.command("press")
@_CONNECTION
@click.argument("button", type=click.Choice(
    ["accept", "cancel", "deactivate", "decide-later", "decline", "resend"]))  # fmt: skip
@_by_a_person
def press_button(person: Person, connection: str, button: str) -> Screen:
    """Press a button of a connection, and say yes if it asks.

    Example: s2s-emulator hand-edit press --org hq --connection "Acme Corp" deactivate
    """
    verbs = {
        "accept": person.accept,
        "cancel": person.cancel,
        "deactivate": person.deactivate,
        "decide-later": person.decide_later,
        "decline": person.decline,
        "resend": person.resend,
    }
    return verbs[button](connection)


@hand_edit.command("invite")
@click.option("--contact", required=True, help="Name of the contact.")
@click.option("--template", help="Name of the template for what to publish.")
@_by_a_person
def invite(person: Person, contact: str, template: str | None) -> Screen:
    """Invite a contact to connect.

    Example: s2s-emulator hand-edit invite --org hq --contact "Olga Ops"
    """
    return person.invite(contact, template)


@hand_edit.command("new-template")
@click.option("--name", required=True, help="Name of the new template.")
@click.option("--description", default="", help="Description of the new template.")
@_ACTIVE
@click.option("--object", "kinds", multiple=True, help="Label of an object to publish.")
@_by_a_person
def new_template(
    person: Person, name: str, description: str, kinds: Texts, *, active: bool | None
) -> Screen:
    """Make a connection template; it is active unless said otherwise.

    Example: s2s-emulator hand-edit new-template --org hq --name Standard --object Lead
    """
    is_active = active is not False
    return person.new_template(name, description, active=is_active, objects=kinds)


@hand_edit.command("template")
@click.option("--name", required=True, help="Name of the template.")
@click.option("--rename", help="New name.")
@click.option("--description", help="New description.")
@_ACTIVE
@_by_a_person
def edit_template(
    person: Person, name: str, rename: str | None, description: str | None, *, active: bool | None
) -> Screen:
    """Change name, description or Active of a connection template.

    Example: s2s-emulator hand-edit template --org hq --name Standard --inactive
    """
    return person.edit_template(name, rename=rename, description=description, active=active)


@hand_edit.command("settings")
@click.option("--enable", is_flag=True, help="Switch the feature on, for ever.")
@click.option("--set", "texts", multiple=True, help="LABEL=TEXT of the settings page.")
@_by_a_person
def edit_settings(person: Person, texts: Texts, *, enable: bool) -> Screen:
    """Switch the feature on, or change sender and e-mail templates.

    Example: s2s-emulator hand-edit settings --org hq --set Name=Alliances
    """
    wanted = {label: text or "" for label, text in _pairs(texts).items()}
    return person.enable() if enable else person.change_settings(wanted)


def _place(connection: str | None, template: str | None) -> tuple[str, bool]:
    """Return the name, and whether it is that of a template."""
    if (connection is None) == (template is None):
        raise click.UsageError("give either --connection or --template")
    return (template, True) if template is not None else (connection or "", False)


def _pairs(texts: Texts) -> dict[str, str | None]:
    """Read THEIRS=OURS; nothing after the sign is None."""
    for text in texts:
        if "=" not in text:
            raise click.UsageError(f"{text!r} has no = in it")
    return {left: right or None for left, _, right in (text.partition("=") for text in texts)}


def _sit_down(org: str, user: str | None) -> Person:
    """Sit down at the keyboard of a user of the running emulator."""
    file = os.environ.get("S2S_EMULATOR")
    if not file:
        raise click.ClickException(
            "S2S_EMULATOR is not set; it names the ready file of the emulator"
        )
    ready = json.loads(Path(file).read_text())
    facts = ready["orgs"].get(org)
    if facts is None:
        raise click.ClickException(
            f"the emulator has no org {org!r}; it has {', '.join(ready['orgs'])}"
        )
    name = user or next(iter(facts["users"]))
    if name not in facts["users"]:
        raise click.ClickException(
            f"{org} has no user {name!r}; it has {', '.join(facts['users'])}"
        )
    return Person(facts["url"], facts["users"][name], ready["ca_file"])
