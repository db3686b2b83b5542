"""Writing what is published: one save for all objects of a holder, one for the fields of each object.

A holder is a connection or a template: both have the same forms.
"""

from collections.abc import Callable, Iterable

from s2s_gitops.kinds.completeness import known_keys, known_members, refuse_lost
from s2s_gitops.kinds.contract import FIELDS, OBJECTS, fingerprint
from s2s_gitops.kinds.following import table, whole
from s2s_gitops.kinds.page_contract import changed, leads_to, save
from s2s_gitops.kinds.publication.pages import (
    LIST,
    field_ticks,
    object_ticks,
    published_objects,
)
from s2s_gitops.kinds.publication.ticks import Ticks, fillings_of
from s2s_gitops.model.change import Action, Change, Step
from s2s_gitops.model.human import Manual, Start
from s2s_gitops.model.page import Page
from s2s_gitops.model.ports import ReadableOrg, Scene, WritableOrg
from s2s_gitops.model.resource import State
from s2s_gitops.model.verb import Write

Holder = Callable[[ReadableOrg, str, State], Page]
"""Open the page of the connection or template that a scope names: (org, scope, live)."""


def objects_manual(start: Callable[[str, str, State], Start], press: str) -> Manual:
    """Return how a person chooses the objects of a holder, from where `start` leads."""
    return Manual(
        start,
        first=(f"Press {press}",),
        proof=f"{LIST} lists {{keys}}",
        proof_gone=f"{LIST} no longer lists {{keys}}",
    )


def fields_manual(start: Callable[[str, str, State], Start]) -> Manual:
    """Return how a person chooses the fields of one published object of a holder."""
    return Manual(
        start,
        first=(f"In {LIST}, press Edit in the row of {{key}}",),
        proof="the page shows these ticks when it is opened again",
    )


def objects_writer(holder: Holder, press: str) -> Write:
    """Return a write that ticks and unticks objects, leaves every other row as it is, and saves once."""

    def write(org: WritableOrg, step: Step, scene: Scene) -> None:
        detail = holder(org, step.scope, scene.live)
        listed = table(org, detail, LIST)
        buttons = (*listed.buttons, *detail.buttons)
        address = leads_to(org.alias, detail, buttons, press)
        page = whole(org, fingerprint(org.alias, org.open(address), OBJECTS))
        ticks = object_ticks(org, page)
        known = known_keys(scene, step.scope, step.changes[0].address.segment)
        refuse_lost(org.alias, page, ticks.names, known)
        _refuse_other_picture(org, ticks, published_objects(org, detail))
        wanted = {one.address.key: one.action is not Action.DELETE for one in step.changes}
        save(org, page, fillings_of(org.alias, ticks, wanted), "Save")

    return write


def fields_writer(holder: Holder) -> Write:
    """Return a write that ticks and unticks the fields of one object, and saves once."""

    def write(org: WritableOrg, step: Step, scene: Scene) -> None:
        detail = holder(org, step.scope, scene.live)
        addresses = published_objects(org, detail)
        if step.key not in addresses:
            text = f"{detail.address} does not list {step.key} in {LIST!r}."
            raise changed(org.alias, detail, text)
        page = whole(org, fingerprint(org.alias, org.open(addresses[step.key]), FIELDS))
        ticks = field_ticks(org, page, step.key)
        known = known_members(scene, step.changes[0].address.resource, "fields")
        refuse_lost(org.alias, page, ticks.names, known)
        save(org, page, fillings_of(org.alias, ticks, _member_ticks(step.changes)), "Save")

    return write


def _member_ticks(changes: Iterable[Change]) -> dict[str, bool]:
    return {change.address.member: change.action is not Action.DELETE for change in changes}


def _refuse_other_picture(org: WritableOrg, ticks: Ticks, listed: Iterable[str]) -> None:
    """Refuse a form that ticks something else than the list shows: saving it would change more than is planned."""
    differ = sorted(ticks.chosen ^ set(listed))
    if differ:
        text = f"{ticks.page.address} and the list {LIST!r} differ about {', '.join(differ)}."
        raise changed(org.alias, ticks.page, text)
