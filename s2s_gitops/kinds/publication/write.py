"""Writing what a side publishes: one save for all objects of a connection, one for the fields of each object."""

from collections.abc import Iterable, Mapping

from s2s_gitops.kinds.connection_detail import open_detail
from s2s_gitops.kinds.page_contract import LOOK, button, save, table
from s2s_gitops.kinds.publication.pages import (
    CHANGE,
    LIST,
    field_controls,
    object_controls,
    published_objects,
)
from s2s_gitops.model.address import Address
from s2s_gitops.model.change import Action, Change, Step
from s2s_gitops.model.errors import PageChanged
from s2s_gitops.model.page import Control, Filling, Page
from s2s_gitops.model.ports import WritableOrg
from s2s_gitops.model.resource import State


def save_objects(org: WritableOrg, step: Step, _desired: State, live: State) -> None:
    """Tick what is published, untick what is unpublished, leave every other row as it is, save once."""
    detail = _detail(org, step, live)
    page = org.open(
        button(org.alias, detail, table(org.alias, detail, LIST).buttons, CHANGE).address
    )
    controls = object_controls(org.alias, page, org.objects())
    ticks = {change.address.key: change.action is not Action.DELETE for change in step.changes}
    save(org, page, _fillings(org.alias, page, controls, ticks), "Save")


def save_fields(org: WritableOrg, step: Step, _desired: State, live: State) -> None:
    """Tick and untick the fields of one object, leave every other row as it is, save once."""
    detail = _detail(org, step, live)
    addresses = published_objects(org.alias, detail, org.objects())
    if step.key not in addresses:
        raise PageChanged(
            org.alias, f"{detail.address} does not list {step.key} in {LIST!r}.", LOOK
        )
    page = org.open(addresses[step.key])
    controls = field_controls(org.alias, page, org.fields(step.key))
    save(org, page, _fillings(org.alias, page, controls, _member_ticks(step.changes)), "Save")


def _member_ticks(changes: Iterable[Change]) -> dict[str, bool]:
    return {change.address.member: change.action is not Action.DELETE for change in changes}


def _detail(org: WritableOrg, step: Step, live: State) -> Page:
    return open_detail(org, str(live.resources[Address(step.scope)].attributes["id"]))


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
                "The org does not offer it to this user: check the name, its type and the user's access.",
            )
        fillings[control.entry] = ticked
    return fillings
