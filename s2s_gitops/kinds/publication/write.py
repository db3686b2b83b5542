"""Writing what is published: one save for all objects of a holder, one for the fields of each object.

A holder is a connection or a template: both have the same forms.
"""

from collections.abc import Callable, Iterable, Mapping

from s2s_gitops.kinds.contract import FIELDS, OBJECTS, fingerprint
from s2s_gitops.kinds.page_contract import LOOK, leads_to, save, table
from s2s_gitops.kinds.publication.pages import (
    LIST,
    field_controls,
    object_controls,
    published_objects,
)
from s2s_gitops.model.change import Action, Change, Step
from s2s_gitops.model.errors import PageChanged
from s2s_gitops.model.human import Manual, Start
from s2s_gitops.model.kind import Write
from s2s_gitops.model.page import Control, Filling, Page
from s2s_gitops.model.ports import ReadableOrg, Scene, WritableOrg
from s2s_gitops.model.resource import State

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
        listed = table(org.alias, detail, LIST)
        address = leads_to(org.alias, detail, (*listed.buttons, *detail.buttons), press)
        page = fingerprint(org.alias, org.open(address), OBJECTS)
        controls = object_controls(org.alias, page, org.objects())
        ticks = {one.address.key: one.action is not Action.DELETE for one in step.changes}
        save(org, page, _fillings(org.alias, page, controls, ticks), "Save")

    return write


def fields_writer(holder: Holder) -> Write:
    """Return a write that ticks and unticks the fields of one object, and saves once."""

    def write(org: WritableOrg, step: Step, scene: Scene) -> None:
        detail = holder(org, step.scope, scene.live)
        addresses = published_objects(org.alias, detail, org.objects())
        if step.key not in addresses:
            text = f"{detail.address} does not list {step.key} in {LIST!r}."
            raise PageChanged(org.alias, text, LOOK)
        page = fingerprint(org.alias, org.open(addresses[step.key]), FIELDS)
        controls = field_controls(org.alias, page, org.fields(step.key))
        save(org, page, _fillings(org.alias, page, controls, _member_ticks(step.changes)), "Save")

    return write


def _member_ticks(changes: Iterable[Change]) -> dict[str, bool]:
    return {change.address.member: change.action is not Action.DELETE for change in changes}


def _fillings(
    org: str, page: Page, controls: Mapping[str, Control], ticks: Mapping[str, bool]
) -> dict[int, Filling]:
    fillings: dict[int, Filling] = {}
    for name, ticked in ticks.items():
        control = controls.get(name)
        if control is None or not control.enabled or control.entry < 0:
            raise PageChanged(
                org,
                f"{page.address} has no tick box for {name} that can be changed.",
                "The org does not offer it: check the name, its type and the user's access.",
            )
        fillings[control.entry] = ticked
    return fillings
