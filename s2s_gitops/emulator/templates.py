"""Connection templates: named lists of what to publish. No HTTP in here.

Documented: name, description, Active; only active ones can be chosen, when inviting or later;
applying publishes what the template has, leaves what is equal and unpublishes what it lacks.
Inferred: the name must be there. Guessed: nothing deletes a template; two may have one name; an
edit reaches no connection that the template was applied to; one that was chosen before the
acceptance is applied at the acceptance, as it is by then; afterwards the connection forgets it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from s2s_gitops.emulator.clock import to_18
from s2s_gitops.emulator.errors import InvalidInputError, NotFoundError
from s2s_gitops.emulator.nouns import Connection, Status, Template, User
from s2s_gitops.emulator.sharing import apply_template
from s2s_gitops.emulator.trail import Deed, note

if TYPE_CHECKING:
    from collections.abc import Iterator

    from s2s_gitops.emulator.network import Network
    from s2s_gitops.emulator.org import Org

_WAITING = (Status.SENT, Status.RECEIVED)


@dataclass(frozen=True, slots=True)
class TemplateWish:
    """What somebody typed into the form of a template."""

    name: str
    description: str
    is_active: bool


def find_template(org: Org, user: User, record_id: str) -> Template:
    """Return a template by either form of its id."""
    org.require_connections(user)
    found = org.templates.get(to_18(record_id))
    if found is None:
        raise NotFoundError
    return found


def offered_templates(org: Org, connection: Connection | None) -> tuple[Template, ...]:
    """Return the templates that a new connection, or this one, can choose from, by name."""
    is_open = connection is None or connection.status in {*_WAITING, Status.ACCEPTED}
    offered = (one for one in org.templates.values() if one.is_active and is_open)
    return tuple(sorted(offered, key=lambda one: (one.name, one.id)))


def create(network: Network, org: Org, user: User, wish: TemplateWish) -> Template:
    """Make an empty template."""
    org.require_connections(user)
    _check(wish)
    moment = network.clock.tick()
    note(org, user, Deed.NEW_TEMPLATE, wish.name)
    return org.put_template(
        Template(
            id=org.ids.next(org.guesses.template_prefix),
            name=wish.name,
            description=wish.description,
            is_active=wish.is_active,
            created_by_id=user.id,
            created=moment,
            modified_by_id=user.id,
            modified=moment,
        )
    )


def edit(
    network: Network, org: Org, user: User, record_id: str, wish: TemplateWish
) -> tuple[str, ...]:
    """Change name, description and Active; return what changed, in words."""
    before = find_template(org, user, record_id)
    _check(wish)
    after = replace(before, name=wish.name, description=wish.description, is_active=wish.is_active)
    if after == before:
        return ()
    org.put_template(replace(after, modified=network.clock.tick(), modified_by_id=user.id))
    note(org, user, Deed.TEMPLATE, before.name, _edits(before, after))
    return (f"changed the template {after.name}",)


def _edits(before: Template, after: Template) -> Iterator[str]:
    """Say what was edited, as the trail does."""
    if after.name != before.name:
        yield f"Name changed to {after.name}"
    if after.description != before.description:
        yield f"Description changed to {after.description or '(blank)'}"
    if after.is_active != before.is_active:
        yield "Activated" if after.is_active else "Deactivated"


def _check(wish: TemplateWish) -> None:
    if not wish.name:
        raise InvalidInputError({"name": "You must enter a value"})


def choose_template(
    network: Network, org: Org, user: User, record_id: str, template_id: str
) -> tuple[str, ...]:
    """Apply a template to an active connection, or keep it for the acceptance."""
    one = org.connection(user, record_id)
    template = find_template(org, user, template_id)
    if one.status is Status.ACCEPTED:
        return apply_template(network, org, user.name, one, template)
    network.clock.tick()
    action = f"Template {template.name} chosen"
    org.put(replace(one, template_id=template.id), user.name, action)
    return (action,)


def apply_waiting(network: Network, org: Org, record_id: str) -> None:
    """Apply the template that an end has kept for its acceptance, if there is one."""
    one = org.connections[record_id]
    template = org.templates.get(one.template_id or "")
    if template is not None:
        plain = org.put(replace(one, template_id=None), "Connection User")
        apply_template(network, org, "Connection User", plain, template)
