"""One org: its people, records, objects, settings and its ends of connections. No HTTP in here.

Org holds state because an org is state; the values in it are frozen and are replaced, never edited.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from s2s_gitops.emulator.clock import Clock, Ids, to_18
from s2s_gitops.emulator.errors import (
    InsufficientAccessError,
    InvalidInputError,
    NotFoundError,
    RuleError,
)
from s2s_gitops.emulator.nouns import (
    SETTING_LABELS,
    Account,
    Connection,
    Contact,
    EmailTemplate,
    HistoryLine,
    Settings,
    Template,
    TrailLine,
    User,
)
from s2s_gitops.emulator.publishing import default_fields
from s2s_gitops.emulator.trail import PREFIX, Deed, note
from s2s_gitops.emulator.written import Written

if TYPE_CHECKING:
    from collections.abc import Mapping

    from s2s_gitops.emulator.guesses import Guesses
    from s2s_gitops.emulator.objects import ObjectType
    from s2s_gitops.emulator.seed_values import OrgSeed, SetupChangeSeed, TemplateSeed


class Org:
    """The tables of one org and the rules that need no other org."""

    def __init__(self, seed: OrgSeed, number: int, clock: Clock, guesses: Guesses) -> None:
        self.alias, self.id, self.name = seed.alias, seed.org_id, seed.name
        self.clock = clock
        self.created = clock.now()
        self.ids = Ids(number)
        self.is_s2s_on = seed.is_s2s_on
        self.is_s2s_offered = seed.is_s2s_offered
        self.trail_extent = seed.trail_extent
        self.settings_revision = 0
        self.users = {
            user.id: user for user in (User(self.ids.next("005"), each) for each in seed.users)
        }
        self.connection_user_id = self.ids.next("005")
        self.trail = tuple(map(self._trail_line, seed.setup_changes))
        accounts = (Account(self.ids.next("001"), name) for name in seed.accounts)
        self.accounts = {account.id: account for account in accounts}
        named = {account.name: account.id for account in self.accounts.values()}
        contacts = (
            Contact(
                self.ids.next("003"), c.first_name, c.last_name, c.email, named.get(c.account or "")
            )
            for c in seed.contacts
        )
        self.contacts = {contact.id: contact for contact in contacts}
        templates = (EmailTemplate(self.ids.next("00X"), name) for name in seed.email_templates)
        self.email_templates = {template.id: template for template in templates}
        ids = {template.name: template.id for template in self.email_templates.values()}
        chosen = {purpose: ids[name] for purpose, name in seed.chosen_templates.items()}
        self.settings = Settings(seed.from_name, seed.from_address, chosen)
        self.objects: dict[str, ObjectType] = {each.name: each for each in seed.objects}
        self.custom_ids = self._custom_ids()
        self.connections: dict[str, Connection] = {}
        self.written = Written()
        self.described = self.created
        self.guesses = guesses
        self.templates = {one.id: one for one in map(self._template, seed.templates)}

    def _trail_line(self, seed: SetupChangeSeed) -> TrailLine:
        """Make a line of the trail that has nothing to do with the feature."""
        user = next(one for one in self.users.values() if one.facts.username == seed.user)
        words = seed.action, seed.section, seed.display
        return TrailLine(self.ids.next(PREFIX), seed.moment, user.id, *words, seed.delegate)

    def _template(self, seed: TemplateSeed) -> Template:
        """Make a template of the seed."""
        someone = next(iter(self.users))
        published = {
            name: frozenset(fields) | default_fields(self.objects[name])
            for name, fields in seed.publish.items()
        }
        return Template(
            id=self.ids.next(self.guesses.template_prefix),
            name=seed.name,
            description=seed.description,
            is_active=seed.is_active,
            created_by_id=someone,
            created=self.created,
            modified_by_id=someone,
            modified=self.created,
            published=published,
        )

    def _custom_ids(self) -> Mapping[str, str]:
        """Give each custom object and each custom field the id of its definition."""
        found = {}
        for each in self.objects.values():
            if each.is_custom:
                found[each.name] = self.ids.next("01I")
            for one in each.fields:
                if one.is_custom:
                    found[f"{each.name}.{one.name}"] = self.ids.next("00N")
        return found

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The place of each object in the org, and of each field (Object.Field) in its object."""
        places = {name: place for place, name in enumerate(self.objects)}
        for each in self.objects.values():
            places |= {f"{each.name}.{one.name}": n for n, one in enumerate(each.fields)}
        return places

    def user_name(self, user_id: str) -> str:
        """Return the name of a user; the feature's own user is in no list but has a name."""
        return "Connection User" if user_id == self.connection_user_id else self.users[user_id].name

    def user_of_token(self, token: str) -> User | None:
        """Return the active user whose session this is."""
        users = (user for user in self.users.values() if user.facts.token == token)
        return next((user for user in users if user.facts.is_active), None)

    def sees_connections(self, user: User) -> bool:
        """Tell whether the connection objects exist for this user."""
        return self.is_s2s_on and user.facts.manages_connections

    def require_connections(self, user: User) -> None:
        """Refuse who may not work with connections, and everybody while the feature is off."""
        if not self.sees_connections(user):
            raise InsufficientAccessError

    def connection(self, user: User, record_id: str) -> Connection:
        """Return a connection by either form of its id."""
        self.require_connections(user)
        found = self.connections.get(to_18(record_id))
        if found is None:
            raise NotFoundError
        return found

    def put(self, connection: Connection, user: str, *actions: str) -> Connection:
        """Store an end with these lines added to its history and return it."""
        moment = self.clock.now()
        lines = tuple(HistoryLine(moment, user, action) for action in actions)
        stored = replace(
            connection, history=connection.history + lines, revision=connection.revision + 1
        )
        self.connections[stored.id] = stored
        return stored

    def put_template(self, template: Template) -> Template:
        """Store a template and return it."""
        stored = replace(template, revision=template.revision + 1)
        self.templates[stored.id] = stored
        return stored

    def require_setup(self, user: User) -> None:
        """Refuse who may not set the feature up."""
        if not user.facts.modifies_all_data:
            raise InsufficientAccessError

    def _setting_texts(self) -> Mapping[str, str]:
        """Return how each setting reads, by label."""
        texts = {"from_address": self.settings.from_address, "from_name": self.settings.from_name}
        for purpose, template_id in self.settings.templates.items():
            texts[purpose] = self.email_templates[template_id].name
        return {label: texts.get(key) or "(blank)" for key, label in SETTING_LABELS.items()}

    def enable(self, user: User) -> bool:
        """Switch the feature on; return whether that changed anything. There is no way back."""
        self.require_setup(user)
        if self.is_s2s_on:
            return False
        if not self.is_s2s_offered:
            raise RuleError("FUNCTIONALITY_NOT_ENABLED", "This feature is no longer offered")
        self.described = self.clock.tick()
        self.is_s2s_on = True
        self.settings_revision += 1
        self.settings = Settings(
            self.settings.from_name or user.name, self.settings.from_address or user.facts.email
        )
        note(self, user, Deed.ENABLE)
        return True

    def change_settings(self, user: User, wanted: Settings) -> bool:
        """Set sender and e-mail templates; return whether that changed anything."""
        self.require_setup(user)
        problems = {}
        if not wanted.from_name:
            problems["from_name"] = "You must enter a value"
        if "@" not in (wanted.from_address or "").strip("@"):
            problems["from_address"] = "Invalid email address"
        if problems:
            raise InvalidInputError(problems)
        if wanted == self.settings:
            return False
        self.clock.tick()
        before, self.settings = self._setting_texts(), wanted
        self.settings_revision += 1
        for label, text in self._setting_texts().items():
            if text != before[label]:
                note(self, user, Deed.SETTING, label, (text,))
        return True
