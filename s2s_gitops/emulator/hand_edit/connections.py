"""The life of connections, and the settings of the feature."""

from __future__ import annotations

import click

from s2s_gitops.emulator.hand_edit.seat import CONNECTION, Texts, by_a_person, pairs
from s2s_gitops.emulator.person import Person, Screen

_ACCOUNT = click.option("--account", help="Name or id of the account; an empty one clears it.")
_OWNER = click.option("--owner", help="Name or id of the connection owner.")


@click.command("connection")
@CONNECTION
@_ACCOUNT
@_OWNER
@click.option("--template", help="Name of the template to apply.")
@by_a_person
def edit_connection(
    person: Person, connection: str, account: str | None, owner: str | None, template: str | None
) -> Screen:
    """Change account or owner of a connection, or apply a template to it.

    Example: s2s-emulator hand-edit connection --org hq --connection "Acme Corp" --account Globex
    """
    return person.edit_connection(connection, account=account, owner=owner, template=template)


@click.command("press")
@CONNECTION
@click.argument("button", type=click.Choice(
    ["accept", "cancel", "deactivate", "decide-later", "decline", "resend"]))  # fmt: skip
@by_a_person
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


@click.command("invite")
@click.option("--contact", required=True, help="Name or id of the contact.")
@_ACCOUNT
@_OWNER
@click.option("--template", help="Name of the template for what to publish.")
@by_a_person
def invite(
    person: Person, contact: str, account: str | None, owner: str | None, template: str | None
) -> Screen:
    """Invite a contact to connect.

    Example: s2s-emulator hand-edit invite --org hq --contact "Olga Ops"
    """
    return person.invite(contact, template, account=account, owner=owner)


@click.command("open-link")
@click.option("--link", required=True, help="The link of an invitation e-mail.")
@by_a_person
def open_link(person: Person, link: str) -> Screen:
    """Open the link of an invitation as a user of this org, and decide later.

    Example: s2s-emulator hand-edit open-link --org emea --link "/p/0123?inv=4567"
    """
    return person.open_link(link).press("Decide Later")


@click.command("settings")
@click.option("--enable", is_flag=True, help="Switch the feature on, for ever.")
@click.option("--set", "texts", multiple=True, help="LABEL=TEXT of the settings page.")
@by_a_person
def edit_settings(person: Person, texts: Texts, *, enable: bool) -> Screen:
    """Switch the feature on, or change sender and e-mail templates.

    Example: s2s-emulator hand-edit settings --org hq --set Name=Alliances
    """
    wanted = {label: text or "" for label, text in pairs(texts).items()}
    if not enable:
        return person.change_settings(wanted)
    screen = person.enable()
    return person.change_settings(wanted) if wanted and not screen.errors else screen
