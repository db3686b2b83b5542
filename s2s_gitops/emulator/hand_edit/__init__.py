"""The commands of `s2s-emulator hand-edit`: change an org through its pages, as a person would."""

from __future__ import annotations

import click

from s2s_gitops.emulator.hand_edit import connections, sharing, templates


@click.group("hand-edit")
def hand_edit() -> None:
    r"""Change an org through its pages, as a person would; S2S_EMULATOR says where it runs.

    Things are named as on the screen. Where several have one name, NAME#2 is the second from the
    top; connections, and what a lookup points at, can be named by id as well. In LEFT=RIGHT a
    backslash goes before an = that belongs to LEFT.
    """


for _command in (
    *(sharing.edit_objects, sharing.edit_fields, sharing.edit_subscriptions),
    *(sharing.edit_mapping, sharing.edit_values),
    *(connections.edit_connection, connections.press_button, connections.invite),
    *(connections.open_link, connections.edit_settings),
    *(templates.new_template, templates.edit_template),
):
    hand_edit.add_command(_command)
