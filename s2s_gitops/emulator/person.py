"""A person at the keyboard: opens Classic pages and presses buttons as a browser would.

It finds links, controls and buttons by what stands on the screen, and posts whole forms. It is
for tests, demos and edits by hand; it shares no code with the pages.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

import requests

from s2s_gitops.emulator.following import settled
from s2s_gitops.emulator.lists import load
from s2s_gitops.emulator.naming import LostError, text_of
from s2s_gitops.emulator.screen import Screen
from s2s_gitops.emulator.ticking import choose_all

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SETTINGS = "/_ui/s2s/ui/PartnerNetworkEnable/e"


class Person:
    """Somebody who is logged in to one org; a class because a browser has a session."""

    def __init__(self, url: str, token: str, ca_file: str) -> None:
        self.url = url
        self.session = requests.Session()
        self.session.trust_env = False
        self.session.verify = ca_file
        self.session.cookies.set("sid", token)

    def close(self) -> None:
        """Close the browser."""
        self.session.close()

    def open(self, address: str) -> Screen:
        """Open a page."""
        return self._screen(self.session.get(urljoin(self.url, address)))

    def post(self, address: str, pairs: list[tuple[str, str]]) -> Screen:
        """Post a form and follow where it leads."""
        return self._screen(self.session.post(urljoin(self.url, address), data=pairs))

    def _screen(self, response: requests.Response) -> Screen:
        """Follow where pages lead by themselves, and show the one where that ends."""
        response, page = settled(self.session, response)
        is_out = response.status_code >= 400 or "ec=302" in response.url
        if is_out or page.xpath("//*[@id='errorTitle'][text()='Insufficient Privileges']"):
            raise LostError(f"{response.status_code} {text_of(page)}")
        load(page, lambda address: self.open(address).page)
        return Screen(self, response.url, page)

    def enable(self) -> Screen:
        """Switch the feature on, for ever."""
        return self.open(SETTINGS).tick(["Enable"]).press("Save")

    def change_settings(self, texts: Mapping[str, str]) -> Screen:
        """Fill in the settings by label."""
        form = self.open(SETTINGS)
        for label, text in texts.items():
            form.fill(label, text)
        return form.press("Save")

    def connection(self, name: str) -> Screen:
        """Open the detail page of a connection by its name or id."""
        if re.fullmatch(r"04P\w{12}(\w{3})?", name):
            return self.open(f"/{name}")
        return self.open("/04P").find(name).follow(name)

    def invite(
        self,
        contact: str,
        template: str | None = None,
        *,
        account: str | None = None,
        owner: str | None = None,
    ) -> Screen:
        """Invite a contact by name or id."""
        form = self.open("/04P/o").press("New").fill("Contact", contact)
        form.fill_given({"Account": account, "Connection Owner": owner})
        return form.choose("Template", template).press("Save & Send Invite")

    def open_link(self, link: str) -> Screen:
        """Follow the link of an invitation e-mail, in the org where this person is logged in."""
        return self.open(urlsplit(link)._replace(scheme="", netloc="").geturl())

    def accept(self, connection: str) -> Screen:
        """Accept a received invitation."""
        screen = self.connection(connection).press("Accept")
        return screen.press("Accept") if screen.has_button("Accept") else screen

    def decline(self, connection: str) -> Screen:
        """Decline a received invitation."""
        screen = self.connection(connection)
        if not screen.has_button("Decline"):
            return self._invitation(screen).press("Decline")
        screen = screen.press("Decline")
        return screen.press("Decline") if screen.has_button("Decline") else screen

    def decide_later(self, connection: str) -> Screen:
        """Leave a received invitation open."""
        return self._invitation(self.connection(connection)).press("Decide Later")

    def _invitation(self, screen: Screen) -> Screen:
        """Open the page of an invitation, unless the button to it would accept at once."""
        if screen.acts_at_once("Accept"):
            raise LostError("here the button 'Accept' accepts at once")
        return screen.press("Accept")

    def cancel(self, connection: str) -> Screen:
        """Cancel an invitation that was sent; answers the question with yes."""
        return self.connection(connection).press("Cancel Invitation")

    def resend(self, connection: str) -> Screen:
        """Send the invitation once more."""
        return self.connection(connection).press("Resend")

    def deactivate(self, connection: str) -> Screen:
        """End a connection, for ever; answers the question with yes."""
        return self.connection(connection).press("Deactivate")

    def edit_connection(
        self,
        connection: str,
        *,
        account: str | None = None,
        owner: str | None = None,
        template: str | None = None,
    ) -> Screen:
        """Change what is given; a template is applied at once if the connection is active."""
        form = self.connection(connection).press("Edit")
        if template is not None:
            form.choose(form.label_of("Template", "Connection Template"), template)
        form.fill_given({"Account": account, "Connection Owner": owner})
        return form.press("Save")

    def choose_objects(
        self, connection: str, tick: Iterable[str] = (), untick: Iterable[str] = ()
    ) -> Screen:
        """Publish and unpublish objects of a connection by label."""
        return choose_all(
            lambda: self.connection(connection).press("Publish/Unpublish"), tick, untick
        )

    def choose_fields(
        self, connection: str, kind: str, tick: Iterable[str] = (), untick: Iterable[str] = ()
    ) -> Screen:
        """Publish and unpublish fields of a published object by label or API label."""
        return choose_all(
            lambda: self.connection(connection).edit_row("Published Objects", kind), tick, untick
        )

    def subscribe(
        self,
        connection: str,
        objects: Mapping[str, str | None],
        *,
        auto_accept: Iterable[str] = (),
        manual: Iterable[str] = (),
    ) -> Screen:
        """Choose own objects by label for the partner's (None unsubscribes), and Auto-Accept."""
        form = self.connection(connection).press("Subscribe/Unsubscribe")
        for theirs, ours in objects.items():
            form.choose(theirs, ours)
        for theirs in auto_accept:
            form.set_row_tick(theirs, is_ticked=True)
        for theirs in manual:
            form.set_row_tick(theirs, is_ticked=False)
        return form.press("Save")

    def mapping(self, connection: str, kind: str) -> Screen:
        """Open the field mapping of a subscribed object by the partner's label."""
        return self.connection(connection).edit_row("Subscribed Objects", kind)

    def map_fields(
        self, connection: str, kind: str, fields: Mapping[str, str | None], *, auto: bool = False
    ) -> Screen:
        """Map the partner's fields (label or API label) to own labels; None clears a mapping."""
        form = self.mapping(connection, kind)
        for theirs, ours in fields.items():
            form.choose(theirs, ours, "Field Mapping")
        if not auto:
            form.untick(["Auto-Map Fields"])
        return form.press("Save")

    def map_values(
        self, connection: str, kind: str, field: str, values: Mapping[str, str | None]
    ) -> Screen:
        """Map values of a mapped picklist field, by the partner's label, to own values."""
        form, section = self.mapping(connection, kind), field
        if form.has_section(field):
            form.untick(["Auto-Map Fields"])
        else:
            form, section = form.follow_row(field, f"Picklist Values: {field}"), ""
        for theirs, ours in values.items():
            form.choose(theirs, ours, section)
        return form.press("Save")

    def template(self, name: str) -> Screen:
        """Open the detail page of a connection template by its name."""
        return self.open("/04P/o").sub_tab("Templates").find(name).follow(name)

    def new_template(
        self, name: str, description: str = "", *, active: bool = True, objects: Iterable[str] = ()
    ) -> Screen:
        """Make a template, with the objects that it publishes."""
        form = self.open("/04P/o").sub_tab("Templates").press("New")
        form.fill("Name", name).fill("Description", description)
        form.tick(["Active"]) if active else form.untick(["Active"])
        labels = list(objects)
        if not labels:
            return form.press("Save")
        added = form.press("Save & Add Objects")
        return choose_all(lambda: self.open(added.url), labels, ())

    def edit_template(
        self,
        name: str,
        *,
        rename: str | None = None,
        description: str | None = None,
        active: bool | None = None,
    ) -> Screen:
        """Change what is given."""
        form = self.template(name).press("Edit")
        form.fill_given({"Name": rename, "Description": description})
        if active is not None:
            form.tick(["Active"]) if active else form.untick(["Active"])
        return form.press("Save")

    def template_objects(
        self, name: str, tick: Iterable[str] = (), untick: Iterable[str] = ()
    ) -> Screen:
        """Add and remove objects of a template by label."""
        return choose_all(lambda: self.template(name).press("Add/Remove Objects"), tick, untick)

    def template_fields(
        self, name: str, kind: str, tick: Iterable[str] = (), untick: Iterable[str] = ()
    ) -> Screen:
        """Add and remove fields of an object of a template by label or API label."""
        return choose_all(
            lambda: self.template(name).edit_row("Published Objects", kind), tick, untick
        )


__all__ = ["LostError", "Person", "Screen"]
