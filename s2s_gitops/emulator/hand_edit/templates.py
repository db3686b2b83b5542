"""Connection templates: make one, change one. What they publish is in sharing.py."""

from __future__ import annotations

import click

from s2s_gitops.emulator.hand_edit.seat import Texts, by_a_person
from s2s_gitops.emulator.person import Person, Screen

_ACTIVE = click.option("--active/--inactive", default=None, help="Whether it can be chosen.")


@click.command("new-template")
@click.option("--name", required=True, help="Name of the new template.")
@click.option("--description", default="", help="Description of the new template.")
@_ACTIVE
@click.option("--object", "kinds", multiple=True, help="Label of an object to publish.")
@by_a_person
def new_template(
    person: Person, name: str, description: str, kinds: Texts, *, active: bool | None
) -> Screen:
    """Make a connection template; it is active unless said otherwise.

    Example: s2s-emulator hand-edit new-template --org hq --name Standard --object Lead
    """
    is_active = active is not False
    return person.new_template(name, description, active=is_active, objects=kinds)


@click.command("template")
@click.option("--name", required=True, help="Name of the template.")
@click.option("--rename", help="New name.")
@click.option("--description", help="New description.")
@_ACTIVE
@by_a_person
def edit_template(
    person: Person, name: str, rename: str | None, description: str | None, *, active: bool | None
) -> Screen:
    """Change name, description or Active of a connection template.

    Example: s2s-emulator hand-edit template --org hq --name Standard --inactive
    """
    return person.edit_template(name, rename=rename, description=description, active=active)
